"""A sentence as tokens, and the walk over them by rules that look at what stands around.

A rule over tokens is a function from a line and an index to a reading: what to write in place of so many tokens, what
nobody can be sure of there, or both. One walk gives the text and the doubts, in time that is linear in the text.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

Kind = Literal["word", "figure", "sign", "end"]

_TOKEN = re.compile(r"(?P<word>[^\W\d_]+(?:['’][^\W\d_]+)*)|(?P<figure>\d+(?:[.,:]\d+)*)|(?P<sign>\S)")

_KINDS: dict[str | None, Kind] = {"word": "word", "figure": "figure", "sign": "sign"}


@dataclass(slots=True)
class Token:
    """A word, a figure with the marks inside it ("10:30", "1,500", "3.5"), or a sign."""

    text: str
    kind: Kind
    start: int
    """Offset in the text."""
    spaced: bool
    """True where white space stands before it, and at the beginning."""

    @property
    def end(self) -> int:
        return self.start + len(self.text)


_NOTHING = Token("", "end", 0, True)


class Line:
    """The tokens of one sentence. Beyond either end there is an empty token, so that a rule may look anywhere."""

    def __init__(self, text: str) -> None:
        self.text = text
        self._tokens: list[Token] = []
        end = -1
        for match in _TOKEN.finditer(text):
            start = match.start()
            self._tokens.append(Token(match[0], _KINDS[match.lastgroup], start, start != end))
            end = match.end()
        self._count = len(self._tokens)

    def __len__(self) -> int:
        return self._count

    def __iter__(self) -> Iterator[Token]:
        return iter(self._tokens)

    def __getitem__(self, index: int) -> Token:
        return self._tokens[index] if 0 <= index < self._count else _NOTHING

    def past_dot(self, index: int) -> int:
        """Return the index after the token at *index*, and after the dot that is joined to it."""
        after = self[index + 1]
        return index + 2 if after.text == "." and not after.spaced else index + 1


@dataclass(frozen=True, slots=True)
class Reading:
    """What a rule makes of some tokens."""

    count: int
    """How many tokens, from the rule's index on; at least 1."""
    said: str | None = None
    """What to write in their place; None leaves them as they are."""
    doubt: str = ""
    """What nobody can be sure of, for the author; empty where the reading is sure."""
    hint: str = ""


@dataclass(frozen=True, slots=True)
class Doubt:
    """A place in a text that can be read two ways, or not at all."""

    start: int
    length: int
    message: str
    hint: str


Reader = Callable[[Line, int], Reading | None]
"""A rule: the reading of what begins at an index, or None where the rule has nothing to say."""
Readers = Mapping[Kind, Sequence[Reader]]
"""The rules by the kind of token that they begin with. The first that has a reading wins."""


def read(text: str, readers: Readers) -> tuple[str, tuple[Doubt, ...]]:
    """Return *text* as *readers* have it, and what they doubt; offsets of doubts are those of *text*."""
    line = Line(text)
    pieces: list[str] = []
    doubts: list[Doubt] = []
    done = written = 0
    for index, token in enumerate(line):
        if index < done:
            continue
        for reader in readers.get(token.kind, ()):
            reading = reader(line, index)
            if reading:
                break
        else:
            continue
        done = index + reading.count
        start, end = token.start, line[done - 1].end
        if reading.said is not None:
            pieces += text[written:start], reading.said
            written = end
        if reading.doubt:
            doubts.append(Doubt(start, end - start, reading.doubt, reading.hint))
    return "".join(pieces) + text[written:], tuple(doubts)
