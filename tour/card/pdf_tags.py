"""What makes a drawn PDF speak: a structure tree over marked content, which ReportLab does not write.

While drawing, every piece of ink stands inside a mark (`Tags.mark`) or is declared an ornament (`Tags.ornament`);
`Tags.finish` then writes the tree, the parent tree, links, viewer preferences and metadata that PDF/UA-1 (ISO 14289-1)
asks for.
"""

# ReportLab carries no types.
# mypy: allow-untyped-calls, disable-error-code="no-any-unimported"

from __future__ import annotations

import io
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

import pikepdf
from pikepdf import Array, Dictionary, Name, String

if TYPE_CHECKING:
    from reportlab.pdfgen.canvas import Canvas


@dataclass(eq=False, slots=True)
class Element:
    """A node of the structure tree: ``H1``, ``P``, ``Table``, ``TR``, ``TH``, ``TD``, ``L``, ``Figure``, ``Link`` …"""

    kind: str
    alt: str = ""
    scope: str = ""
    """Of a TH: ``Row`` or ``Column``."""
    kids: list[Element | Mark | Target] = field(default_factory=list)

    def add(self, kind: str, alt: str = "", scope: str = "") -> Element:
        """Return a new last child."""
        child = Element(kind, alt, scope)
        self.kids.append(child)
        return child


@dataclass(frozen=True, slots=True)
class Mark:
    """A run of page content, by number."""

    page: int
    """From 1."""
    number: int


@dataclass(frozen=True, slots=True)
class Target:
    """A link's active ground."""

    page: int
    url: str
    box: tuple[float, float, float, float]
    words: str


class Tags:
    """The structure of one document while it is drawn."""

    def __init__(self) -> None:
        self.root = Element("Document")
        self._marks: dict[int, int] = {}

    @contextmanager
    def mark(self, canvas: Canvas, element: Element) -> Iterator[None]:
        """Say that what is drawn meanwhile is content of *element*, after what it holds already."""
        page = canvas.getPageNumber()
        number = self._marks.get(page, 0)
        self._marks[page] = number + 1
        element.kids.append(Mark(page, number))
        canvas._code.append(f"/{element.kind} <</MCID {number}>> BDC")
        yield
        canvas._code.append("EMC")

    @contextmanager
    def ornament(self, canvas: Canvas) -> Iterator[None]:
        """Say that what is drawn meanwhile tells nothing that the tree does not."""
        canvas._code.append("/Artifact BMC")
        yield
        canvas._code.append("EMC")

    def link(self, canvas: Canvas, element: Element, url: str, box: tuple[float, float, float, float]) -> None:
        """Make *box* (left, bottom, right, top, in points of the page) open *url*, with the words of *element*."""
        element.kids.append(Target(canvas.getPageNumber(), url, box, element.alt))

    def finish(self, drawn: bytes, *, title: str, author: str, subject: str, language: str) -> bytes:
        """Return *drawn*, a PDF whose content carries this object's marks, with everything else that tags it."""
        with pikepdf.open(io.BytesIO(drawn)) as pdf:
            _Writer(pdf).write(self.root)
            root = pdf.Root
            root.MarkInfo = Dictionary(Marked=True)
            root.Lang = String(language)
            root.ViewerPreferences = Dictionary(DisplayDocTitle=True, Duplex=Name.DuplexFlipLongEdge)
            for page in pdf.pages:
                page.obj.Tabs = Name.S
            with pdf.open_metadata(set_pikepdf_as_editor=False, update_docinfo=False) as metadata:
                metadata["dc:title"] = title
                metadata["dc:creator"] = [author]
                metadata["dc:description"] = subject
                metadata["dc:language"] = {language}
                metadata["{http://www.aiim.org/pdfua/ns/id/}part"] = "1"
            out = io.BytesIO()
            pdf.save(out, deterministic_id=True, min_version="1.7")
        return out.getvalue()


class _Writer:
    """Element → objects of a PDF."""

    def __init__(self, pdf: pikepdf.Pdf) -> None:
        self._pdf = pdf
        self._parents: list[dict[int, pikepdf.Object]] = [{} for _ in pdf.pages]
        self._links: list[pikepdf.Object] = []

    def write(self, root: Element) -> None:
        tree = self._pdf.make_indirect(Dictionary(Type=Name.StructTreeRoot))
        tree.K = Array([self._element(root, tree)])
        numbers = Array()
        for index, (page, parents) in enumerate(zip(self._pdf.pages, self._parents, strict=True)):
            page.obj.StructParents = index
            numbers.append(index)
            numbers.append(self._pdf.make_indirect(Array([parents[n] for n in sorted(parents)])))
        for index, element in enumerate(self._links, len(self._parents)):
            numbers.append(index)
            numbers.append(element)
        tree.ParentTree = self._pdf.make_indirect(Dictionary(Nums=numbers))
        tree.ParentTreeNextKey = len(self._parents) + len(self._links)
        self._pdf.Root.StructTreeRoot = tree

    def _element(self, element: Element, parent: pikepdf.Object) -> pikepdf.Object:
        out = self._pdf.make_indirect(Dictionary(Type=Name.StructElem, S=Name("/" + element.kind), P=parent))
        if element.alt:
            out.Alt = String(element.alt)
        if element.scope:
            out.A = Dictionary(O=Name.Table, Scope=Name("/" + element.scope))
        if element.kind == "Figure":
            out.A = Dictionary(O=Name.Layout, Placement=Name.Block)
        kids = Array()
        for kid in element.kids:
            match kid:
                case Element():
                    kids.append(self._element(kid, out))
                case Mark(page, number):
                    self._parents[page - 1][number] = out
                    kids.append(Dictionary(Type=Name.MCR, Pg=self._pdf.pages[page - 1].obj, MCID=number))
                case Target():
                    kids.append(self._target(kid, out))
        out.K = kids
        return out

    def _target(self, target: Target, element: pikepdf.Object) -> pikepdf.Object:
        page = self._pdf.pages[target.page - 1].obj
        number = len(self._parents) + len(self._links)
        self._links.append(element)
        annotation = self._pdf.make_indirect(
            Dictionary(
                Type=Name.Annot,
                Subtype=Name.Link,
                Rect=Array([round(side, 2) for side in target.box]),
                Border=Array([0, 0, 0]),
                F=4,
                Contents=String(target.words),
                StructParent=number,
                A=Dictionary(S=Name.URI, URI=String(target.url)),
            )
        )
        if "/Annots" not in page:
            page.Annots = Array()
        page.Annots.append(annotation)
        return Dictionary(Type=Name.OBJR, Pg=page, Obj=annotation)
