"""One front page for many packs: what it lists, what it copies, and what it leaves alone."""

from __future__ import annotations

import os
import re
from html.parser import HTMLParser
from pathlib import Path
from typing import Any
from urllib.parse import unquote

import pytest
from filelock import FileLock

from conftest import TourTest
from fronts import CARD, SOUND, pack, stop
from ordinary import as_ordinary_user, only_where_modes_count
from test_side_by_side import write_tour
from tour.diagnostics import TourError
from tour.events import Event, Noted
from tour.pack import save as saving
from tour.pack.decide import Change, Wanted
from tour.pack.folder import Found
from tour.pack.lock import lock_of
from tour.site import site
from tour.site.front import front, names
from tour.site.packs import read_all


class Links(HTMLParser):
    """Every address on a page, and the text between its tags."""

    def __init__(self, page: Path) -> None:
        super().__init__()
        self.found: list[str] = []
        self.open: list[str] = []
        self.feed(page.read_text("utf-8"))

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.found += [value for name, value in attrs if name in ("href", "src") and value]


def contents(folder: Path) -> dict[str, bytes]:
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def test_packs_that_lie_elsewhere_are_copied_whole(tour: TourTest, tmp_path: Path) -> None:
    tour.run("build", "--executor", "inline", "--only", "audio", "--only", "page", "--only", "cover").ok()

    tour.run("site", "public", "output/harbour").ok()

    assert contents(tmp_path / "public" / "harbour") == contents(tour.pack)


def test_packs_that_lie_in_the_site_are_listed_where_they_are(tmp_path: Path) -> None:
    packs = [pack(tmp_path / "en", "quay"), pack(tmp_path, "mill")]
    before = contents(tmp_path)

    made = site(tmp_path, packs)

    assert [tour.href for tour in made.tours] == ["mill/", "en/quay/"]
    assert {name: data for name, data in contents(tmp_path).items() if name in before} == before


def test_without_names_it_lists_every_pack_right_below(tmp_path: Path) -> None:
    pack(tmp_path, "quay")
    pack(tmp_path, "mill")
    pack(tmp_path, "mill-proof", tracks=[{"kind": "proof"}])

    assert [tour.href for tour in site(tmp_path).tours] == ["mill/", "quay/"]


@only_where_modes_count
def test_a_folder_that_may_hide_a_pack_is_told_and_left_out(tmp_path: Path) -> None:
    """It is as often the system's lost+found, so it refuses nothing."""
    pack(tmp_path, "quay")
    hidden = pack(tmp_path, "mill")

    def made() -> list[str]:
        told: list[str] = []
        site(tmp_path, report=lambda event: told.append(event.message) if isinstance(event, Noted) else None)
        return told

    hidden.chmod(0)
    try:
        told = as_ordinary_user(made)
    finally:
        hidden.chmod(0o755)

    assert told == [f"{hidden} cannot be looked into, and is left out"]
    assert "mill/" not in (tmp_path / "index.html").read_text("utf-8")


def test_every_address_on_the_page_leads_to_a_file_of_the_site(tmp_path: Path) -> None:
    site(tmp_path / "out", [pack(tmp_path, "quay"), pack(tmp_path, "mill", language="es")])

    page = tmp_path / "out" / "index.html"
    found = Links(page).found
    ids = set(re.findall(r'id="([^"]+)"', page.read_text("utf-8")))
    assert {"quay/index.html", "mill/index.html", "quay/route-card-a4.pdf", "front-page/front.css"} <= set(found)
    for address in found:
        if address.startswith("#"):
            assert address[1:] in ids
        else:
            assert (page.parent / unquote(address)).is_file(), address


def test_nothing_is_asked_of_another_host(tmp_path: Path) -> None:
    site(tmp_path / "out", [pack(tmp_path, "quay")])

    for name, data in contents(tmp_path / "out").items():
        if name.endswith((".html", ".css", ".js")) and not name.startswith("quay/"):
            text = data.decode().replace("http://www.w3.org/2000/svg", "")
            assert "://" not in text, name


def test_the_worker_keeps_all_that_the_page_loads(tmp_path: Path) -> None:
    site(tmp_path / "out", [pack(tmp_path, "quay")])

    kept = set(re.findall(r"[\w-]+(?:/[\w-]+)?\.(?:html|css|js|ttf|png)", (tmp_path / "out/sw.js").read_text("utf-8")))
    page = {address for address in Links(tmp_path / "out" / "index.html").found if address.startswith("front-page/")}
    style = set(re.findall(r"url\(([^)]+)\)", (tmp_path / "out/front-page/front.css").read_text("utf-8")))
    apples = {"front-page/icon-180.png"}
    assert page - apples | {f"front-page/{name}" for name in style} | {"index.html"} == kept


def test_again_with_nothing_new_it_writes_nothing(tmp_path: Path) -> None:
    packs = [pack(tmp_path, "quay"), pack(tmp_path, "mill")]

    first = site(tmp_path / "out", packs)
    again = site(tmp_path / "out", list(reversed(packs)))

    assert "index.html" in first.written
    assert again.written == ()


def test_a_new_edition_of_a_pack_takes_the_place_of_the_old(tmp_path: Path) -> None:
    site(tmp_path / "out", [pack(tmp_path, "quay")])

    made = site(tmp_path / "out", [pack(tmp_path, "quay", title="The quay again")])

    assert made.written == ("sw.js", "index.html")
    assert (tmp_path / "out/quay/pack.json").read_text("utf-8").count("The quay again") == 1


def project(tmp_path: Path, name: str, **about: Any) -> Path:
    """Return a pack of slug quay in the folder of its project, *name*."""
    (tmp_path / name / "stops").mkdir(parents=True, exist_ok=True)
    return pack(tmp_path / name / "output", "quay", **about)


CASTLE = {"title": "Castle walk", "stops": [{"slug": "castle"}, {"slug": "tower"}]}


@pytest.mark.parametrize(
    ("there", "here"),
    [
        ({}, CASTLE),
        ({}, {"stops": CASTLE["stops"]}),
        ({}, {"title": "Castle walk"}),
        ({"language": "es"}, {}),
        ({"tracks": [{"kind": "proof"}]}, {}),
    ],
    ids=["another", "of one title", "of the same stops", "in another language", "a proof"],
)
def test_a_pack_never_takes_the_place_of_another_tour_s(
    tmp_path: Path, there: dict[str, Any], here: dict[str, Any]
) -> None:
    pack(tmp_path / "out", "quay", **there)
    before = contents(tmp_path / "out")

    with pytest.raises(TourError, match=r"out/quay is the (pack|proof) of another tour, 'Walk quay', and the pack of"):
        site(tmp_path / "out", [project(tmp_path, "b", **here)])

    assert contents(tmp_path / "out") == before


def test_what_one_project_was_copied_to_another_of_its_slug_does_not_take(tmp_path: Path) -> None:
    site(tmp_path / "out", [project(tmp_path, "a")])

    with pytest.raises(TourError, match="of another tour"):
        site(tmp_path / "out", [project(tmp_path, "b", **CASTLE)])

    made = site(tmp_path / "out", [project(tmp_path, "a", **CASTLE)])
    assert [tour.title for tour in made.tours] == ["Castle walk"]


def test_a_copy_and_a_build_of_one_project_know_each_other(tmp_path: Path) -> None:
    tour = write_tour(tmp_path / "a")
    build = ("build", "--executor", "inline", "--only", "audio,page")
    tour.run(*build).ok()
    tour.run("site", "../out", "output/harbour").ok()
    tour.edit("tour.toml", "Harbour walk", "The harbour walk")

    tour.run(*build, "--out", "../out").ok()
    tour.edit("tour.toml", "The harbour walk", "All the harbour")
    tour.run(*build).ok()
    tour.run("site", "../out", "output/harbour").ok()

    assert "All the harbour" in (tmp_path / "out/harbour/pack.json").read_text("utf-8")


@pytest.mark.parametrize("name", ["quay", "mill"])
def test_a_pack_that_a_link_leads_to_is_listed_by_the_link_and_stays(tmp_path: Path, name: str) -> None:
    pack(tmp_path / "elsewhere", "quay")
    (tmp_path / "out").mkdir()
    (tmp_path / "out" / name).symlink_to("../elsewhere/quay")

    made = site(tmp_path / "out")

    assert [tour.href for tour in made.tours] == [f"{name}/"]
    assert sorted(path.name for path in (tmp_path / "out").glob("[!.]*")) == sorted(
        ["front-page", "index.html", name, "sw.js"]
    )


def test_a_link_in_the_place_of_a_copy_stays_one_and_what_it_leads_to_is_renewed(tmp_path: Path) -> None:
    site(tmp_path / "elsewhere", [project(tmp_path, "a")])
    (tmp_path / "out").mkdir()
    (tmp_path / "out/quay").symlink_to("../elsewhere/quay")

    made = site(tmp_path / "out", [project(tmp_path, "a", title="The quay again")])

    assert [tour.href for tour in made.tours] == ["quay/"]
    assert (tmp_path / "out/quay").is_symlink()
    assert "The quay again" in (tmp_path / "elsewhere/quay/pack.json").read_text("utf-8")


OF_THE_FRONT_PAGE = ["index.html", "sw.js", "front-page/front.css", "front-page/front.js", "front-page/icon-192.png"]


@pytest.mark.parametrize("name", [*OF_THE_FRONT_PAGE, "quay/notes.txt"])
def test_what_somebody_else_keeps_there_stays(tmp_path: Path, name: str) -> None:
    theirs = tmp_path / "out" / name
    theirs.parent.mkdir(parents=True)
    theirs.write_text("mine", "utf-8")

    with pytest.raises(TourError, match=rf"{name} is not what this program made|holds something else"):
        site(tmp_path / "out", [pack(tmp_path, "quay")])

    assert contents(tmp_path / "out") == {name: b"mine"}


@pytest.mark.parametrize("name", OF_THE_FRONT_PAGE)
def test_what_somebody_changed_of_the_front_page_stays(tmp_path: Path, name: str) -> None:
    packs = [pack(tmp_path, "quay"), pack(tmp_path, "mill")]
    site(tmp_path / "out", packs[:1])
    with (tmp_path / "out" / name).open("ab") as file:
        file.write(b"mine")
    before = contents(tmp_path / "out")

    with pytest.raises(TourError, match=rf"{name} is not what this program made"):
        site(tmp_path / "out", packs)

    assert contents(tmp_path / "out") == before


def test_every_file_of_a_front_page_is_looked_at_before(tmp_path: Path) -> None:
    listed = read_all([pack(tmp_path, "quay")])

    assert list(names()) == [file.path.as_posix() for file in front(listed)]


def test_a_front_page_of_before_there_was_a_list_is_renewed(tmp_path: Path) -> None:
    site(tmp_path / "out", [pack(tmp_path, "quay")])
    (tmp_path / "out/.front-page.made").unlink()

    site(tmp_path / "out", [pack(tmp_path, "quay", title="The quay again")])

    assert "The quay again" in (tmp_path / "out/index.html").read_text("utf-8")


def test_a_front_page_that_is_a_link_stays_one(tmp_path: Path) -> None:
    (tmp_path / "out").mkdir()
    (tmp_path / "out/index.html").symlink_to("../page.html")

    for title in ("The quay", "The quay again"):
        site(tmp_path / "out", [pack(tmp_path, "quay", title=title)])
        assert title in (tmp_path / "page.html").read_text("utf-8")

    assert (tmp_path / "out/index.html").is_symlink()


def test_a_front_page_lets_in_whom_its_folder_does(tmp_path: Path) -> None:
    (tmp_path / "out").mkdir()
    (tmp_path / "out").chmod(0o755)
    before = os.umask(0o077)
    try:
        site(tmp_path / "out", [pack(tmp_path, "quay")])
    finally:
        os.umask(before)

    assert (tmp_path / "out/index.html").stat().st_mode & 0o777 == 0o644
    assert (tmp_path / "out/front-page").stat().st_mode & 0o777 == 0o755
    assert (tmp_path / "out/front-page/front.css").stat().st_mode & 0o777 == 0o644


def test_two_packs_of_one_slug_do_not_share_a_place(tmp_path: Path) -> None:
    packs = [pack(tmp_path / "a", "quay"), pack(tmp_path / "b", "quay")]

    with pytest.raises(TourError, match="have one slug, 'quay', and one place"):
        site(tmp_path / "out", packs)

    assert not (tmp_path / "out" / "quay").exists()


def test_a_pack_that_is_named_twice_is_listed_once(tmp_path: Path) -> None:
    one = pack(tmp_path, "quay")

    assert len(site(tmp_path / "out", [one, tmp_path / "out" / ".." / "quay"]).tours) == 1


def test_every_folder_that_is_no_pack_is_named_at_once(tmp_path: Path) -> None:
    silent = pack(tmp_path, "silent")
    (silent / "index.html").unlink()
    packs = [pack(tmp_path, "good"), tmp_path / "nowhere", silent, pack(tmp_path, "nameless", title="")]
    packs.append(pack(tmp_path, "proof", tracks=[{"kind": "proof"}]))

    with pytest.raises(TourError) as caught:
        site(tmp_path / "out", packs)

    said = [fault.message for fault in caught.value.diagnostics]
    assert [message.replace(f"{tmp_path}/", "") for message in said] == [
        "nowhere is no pack: it has no pack.json that can be read",
        "silent has no page that could be opened",
        "the pack.json of nameless lacks slug, title or language",
        "proof is a proof of how names are said, and no tour",
    ]
    assert not (tmp_path / "out").exists()


def test_a_damaged_pack_is_not_passed_on_as_whole(tmp_path: Path) -> None:
    one = pack(tmp_path, "quay")
    (one / "audio/01.mp3").write_bytes(SOUND[::-1])

    with pytest.raises(TourError, match=r"quay/audio/01.mp3 is not as pack.json lists it"):
        site(tmp_path / "out", [one])

    assert not (tmp_path / "out" / "quay" / "pack.json").exists()


@pytest.mark.parametrize("slug", ["..", "a/b", "front-page", "/tmp", ".", "x\0y", ".hidden", "CON:", "a" * 300])
def test_a_manifest_cannot_choose_a_place_outside_or_that_of_the_page(tmp_path: Path, slug: str) -> None:
    one = pack(tmp_path, "quay", slug=slug)

    with pytest.raises(TourError):
        site(tmp_path / "out", [one])

    assert not (tmp_path / "out").exists() or contents(tmp_path / "out") == {}


def test_whatever_a_manifest_says_is_only_text_on_the_page(tmp_path: Path) -> None:
    evil = "</h3><script src=//evil.example></script>\u202e"
    one = pack(tmp_path, "quay", title=evil, subtitle=evil, stops=[stop(1, evil, 51.5, -0.1)], language='"><script>')

    site(tmp_path / "out", [one])

    page = (tmp_path / "out" / "index.html").read_text("utf-8")
    assert page.count("<script") == 1
    assert "\u202e" not in page


@pytest.mark.parametrize("value", [None, -1, True, "far", [], 10**12, {}])
def test_a_figure_that_is_none_is_left_out(tmp_path: Path, value: object) -> None:
    places = [{"title": "A", "place": [value, 0]}, {"title": "B", "place": value}, {"title": value}, value]
    one = pack(tmp_path, "quay", metres=value, walking_seconds=value, listening_seconds=value, stops=places)

    [tour] = site(tmp_path / "out", [one]).tours

    assert (tour.metres, tour.listening_seconds) == (0.0, 0.0)


def test_the_page_speaks_the_language_of_most_packs_or_the_one_that_is_asked_for(tmp_path: Path) -> None:
    packs = [pack(tmp_path, name, language=tag) for name, tag in (("a", "es"), ("b", "es"), ("c", "en"))]

    site(tmp_path / "out", packs)
    page = tmp_path / "out" / "index.html"
    spanish = page.read_text("utf-8")
    site(tmp_path / "out", packs, language="en")

    assert '<html lang="es" dir="ltr">' in spanish
    assert "<h1>Recorridos a pie</h1>" in spanish
    assert "1,23 km" in spanish
    assert "<h1>Walking tours</h1>" in page.read_text("utf-8")
    assert '<option value="es" lang="es">Español (2)</option>' in spanish


@pytest.mark.parametrize(
    ("asked", "hint"), [("DE", "did you mean 'de'?"), ("german", "known here: de, en, es, fr"), ("ar", "")]
)
def test_a_language_that_was_asked_for_and_has_no_words_is_told(tmp_path: Path, asked: str, hint: str) -> None:
    with pytest.raises(TourError, match=f"a front page has no words in {asked!r}") as refused:
        site(tmp_path / "out", [pack(tmp_path, "a")], language=asked)

    assert hint in refused.value.diagnostics[0].hint
    assert not (tmp_path / "out").exists()


def test_the_list_is_in_the_order_of_titles_whatever_their_accents(tmp_path: Path) -> None:
    titles = ["Überall", "the end", "Émile", "Zoo", "Álamo"]
    packs = [pack(tmp_path, f"t{n}", title=title) for n, title in enumerate(titles)]

    made = site(tmp_path / "out", packs)

    assert [tour.title for tour in made.tours] == ["Álamo", "Émile", "the end", "Überall", "Zoo"]


def test_the_command_says_where_the_page_is(tmp_path: Path) -> None:
    pack(tmp_path / "out", "quay")
    pack(tmp_path / "out", "mill", language="es")
    command = TourTest(tmp_path)

    made = command.run("site", "out", "--title", "Tours of the harbour").ok()
    again = command.run("site", "out", "--title", "Tours of the harbour").ok()
    none = command.run("site", "elsewhere")

    assert made.stdout == "out/index.html: 2 tours in 2 languages.\n"
    assert again.stdout == "out/index.html is up to date (2 tours in 2 languages).\n"
    assert "<h1>Tours of the harbour</h1>" in (tmp_path / "out/index.html").read_text("utf-8")
    assert (none.code, none.stderr.splitlines()[0]) == (1, "error: there is no pack below elsewhere")
    assert (tmp_path / "out/quay/route-card-a4.pdf").read_bytes() == CARD


def test_a_pack_that_is_copied_anew_is_not_called_nothing(tmp_path: Path) -> None:
    command, place = TourTest(tmp_path), tmp_path / "out/quay/pack.json"
    pack(tmp_path, "quay")
    command.run("site", "out", "quay").ok()
    before = place.read_bytes()

    other = (tmp_path / "quay/pack.json").read_text("utf-8").replace('{"page": "k"}', '{"page": "another"}')
    (tmp_path / "quay/pack.json").write_text(other, "utf-8")
    again = command.run("site", "out", "quay").ok()

    assert place.read_bytes() != before
    assert again.stdout == "out/index.html is up to date (1 tour in 1 language).\n"


@pytest.mark.parametrize(
    ("language", "ridden"),
    [
        ("en", "Ferry: 15 min · Bus: 12 min"),
        ("de", "Fähre: 15 min · Bus: 12 min"),
        ("es", "Ferry: 15 min · Autobús: 12 min"),
        ("fr", "Ferry : 15 min · Bus : 12 min"),
    ],
)
def test_what_is_ridden_is_told_apart_from_what_is_walked(tmp_path: Path, language: str, ridden: str) -> None:
    legs = [{"by": "foot", "seconds": 600}, {"by": "ferry", "seconds": 900}]
    legs += [{"by": "bus", "seconds": 300}, {"by": "bus", "seconds": 420}, {"by": "rocket", "seconds": 1}]

    site(tmp_path / "out", [pack(tmp_path, "quay", legs=legs)], language=language)

    page = (tmp_path / "out" / "index.html").read_text("utf-8").replace("\u202f", " ").replace("\u00a0", " ")
    assert ridden in page


def test_a_tour_of_rooms_is_told_as_one(tmp_path: Path) -> None:
    packs = [pack(tmp_path, "rooms", legs=[], metres=0), pack(tmp_path, "quay", legs=[{"by": "foot", "seconds": 600}])]

    site(tmp_path / "out", packs)

    assert (tmp_path / "out" / "index.html").read_text("utf-8").count("Indoors") == 1


@pytest.mark.skipif(not hasattr(os, "geteuid") or os.geteuid() != 0, reason="only root gives files away")
def test_a_front_page_is_of_the_group_that_its_folder_lets_in(tmp_path: Path) -> None:
    out, made = tmp_path / "out", pack(tmp_path / "packs", "quay")
    out.mkdir()
    os.chown(out, 4_711, 4_712)
    out.chmod(0o750)

    site(out, [made])

    about = (out / "index.html").stat()
    assert (about.st_uid, about.st_gid, about.st_mode & 0o777) == (4_711, 4_712, 0o640)


def test_a_pack_that_lies_where_the_front_page_keeps_its_files_is_refused(tmp_path: Path) -> None:
    pack(tmp_path / "out", "front-page", slug="quay")

    with pytest.raises(TourError, match="is wanted for the front page itself"):
        site(tmp_path / "out")


def test_a_pack_is_not_copied_while_it_is_built(tmp_path: Path) -> None:
    quay = pack(tmp_path, "quay")
    lock = FileLock(lock_of(quay))
    told: list[str] = []

    def let_go(event: Event) -> None:
        told.append(event.message if isinstance(event, Noted) else "")
        lock.release(force=True)

    with lock:
        site(tmp_path / "out", [quay], report=let_go)

    assert told[0] == f"{quay} is being written; waiting for it"
    assert (tmp_path / "out/quay/index.html").exists()


@pytest.mark.parametrize("when", ["before", "after"])
def test_of_a_stranger_s_pack_that_changes_while_it_is_copied_no_mixture_is_made(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, when: str
) -> None:
    """Beside it there is no lock that would keep anybody from it."""
    quay = pack(tmp_path, "quay")
    decide = saving.decide

    def meanwhile(found: Found, wanted: Wanted) -> Change:
        """Decide before or after another page has come; it was held against its manifest before that."""
        change = decide(found, wanted) if when == "before" else None
        (quay / "index.html").write_text("<p>another edition", "utf-8")
        return change or decide(found, wanted)

    monkeypatch.setattr(saving, "decide", meanwhile)

    with pytest.raises(TourError, match=r"what index\.html is made of was changed while it was copied"):
        site(tmp_path / "out", [quay])
    assert not (tmp_path / "out/quay").exists()


def test_a_site_may_lie_beside_a_pack_json_of_another_program(tmp_path: Path) -> None:
    (tmp_path / "out").mkdir()
    (tmp_path / "out/pack.json").write_text('{"name": "textures"}')

    assert site(tmp_path / "out", [pack(tmp_path, "quay")]).written


def test_a_pack_is_told_as_one_where_a_site_is_wanted(tmp_path: Path) -> None:
    quay, mill = pack(tmp_path, "quay"), pack(tmp_path, "mill")

    with pytest.raises(TourError, match=r"quay is a pack itself.*\n.*name another folder"):
        site(quay, [mill])
