"""The formats of a pack: a writer turns a finished tour into files, and writes none itself.

A writer is a function from a `Pack` to files, found by its entry point in the group ``tourpack.writers``, whose name is
the writer's. One that needs more, or is no part of a pack, declares it with the decorator `writer`.

Every build imports the writers, to see what they declare, and runs few of them: what takes long to import is imported
inside the function.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

from tour import plugins
from tour.diagnostics import Diagnostic, TourError
from tour.model import File, Pack, Tour
from tour.narration.orders import Plan

Write = Callable[[Pack], Iterable[File]]


@dataclass(frozen=True, slots=True)
class Writer:
    """A writer's function, and what it declares. A plain function declares nothing: each has its default."""

    write: Write

    needs_episode: bool = False
    """True: it is given the whole tour in one file, `Pack.episode`, which is not made where no writer needs it."""

    needs_base_url: bool = False
    """True: it is left out of the pack of a tour without a base_url; to ask for it then is a fault."""

    sees: Callable[[Pack], str] | None = None
    """Given the tour's pack, it returns a digest of all that the writer's files are made of, besides the program: while
    that is the same, they stand. None: they are made of everything in the pack.
    """

    heavy: tuple[str, ...] = ()
    """What takes it long and needs no pack, by name: a module to import, or ``module:function`` to call. A build does
    it while it waits for sound."""

    early: str = ""
    """What takes it long and needs the pack but no episode, by name: a ``module:function`` that is given the pack, and
    leaves what it makes in the cache (`tour.pack.kept`). A build does it while it waits for the episode."""

    for_the_street: bool = True
    """False: nothing that it gives is heard beside a road. It is made of a tour that breaks the law of the street too,
    while the walks are being written."""

    own_plan: Callable[[Plan], Plan] | None = None
    """Given the tour's plan, it returns what this writer has narrated instead, for a tour whose slug is another.

    With one, the writer is no part of a pack: it runs when it is asked for, alone, and has a folder to itself. It may
    raise TourError. None: it writes of the tour's tracks, into the tour's pack.
    """

    def __call__(self, pack: Pack) -> Iterable[File]:
        """Return the files. Raises TourError when the tour has a fault that only this writer can see."""
        return self.write(pack)


def writer(
    *,
    needs_episode: bool = False,
    needs_base_url: bool = False,
    sees: Callable[[Pack], str] | None = None,
    heavy: tuple[str, ...] = (),
    early: str = "",
    for_the_street: bool = True,
    own_plan: Callable[[Plan], Plan] | None = None,
) -> Callable[[Write], Writer]:
    """Return a decorator that declares what a writer's function needs; see `Writer`."""
    return lambda write: Writer(write, needs_episode, needs_base_url, sees, heavy, early, for_the_street, own_plan)


def find(name: str) -> Writer:
    """Return the writer called *name*. Raises TourError when there is none."""
    loaded = plugins.load(plugins.WRITERS, name)
    return loaded if isinstance(loaded, Writer) else Writer(loaded)


def choose(tour: Tour, only: Sequence[str] = ()) -> dict[str, Writer]:
    """Return the writers to run for *tour*, by name: those of *only*, or all that its pack has use for.

    Raises TourError when one of *only* is not there, or cannot be run for this tour or with the others.
    """
    if not only:
        return _of_pack(tour)
    chosen = {name: find(name) for name in only}
    for name, asked in chosen.items():
        if asked.own_plan and len(chosen) > 1:
            raise _apart(name)
        if asked.needs_base_url and not tour.base_url:
            raise _homeless(name)
    return chosen


def for_the_street(only: Sequence[str]) -> bool:
    """Say whether a build of *only* these writers, or of all where there are none, gives anything for the street.

    Raises TourError when one of *only* is not there.
    """
    return not only or any(find(name).for_the_street for name in only)


def _of_pack(tour: Tour) -> dict[str, Writer]:
    chosen: dict[str, Writer] = {}
    for name in plugins.found(plugins.WRITERS):
        found = find(name)
        needs_what_is_not_there = found.needs_base_url and not tour.base_url
        if not found.own_plan and not needs_what_is_not_there:
            chosen[name] = found
    return chosen


def _apart(name: str) -> TourError:
    hint = f"tourpack build --only {name}, and nothing else"
    return TourError(Diagnostic(None, f"the {name} is built apart", hint))


def _homeless(name: str) -> TourError:
    hint = 'write base_url = "https://…" in tour.toml: where the pack will be published'
    return TourError(Diagnostic(None, f"the {name} needs whole addresses, and this tour has no base_url", hint))
