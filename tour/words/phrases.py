"""Phrases that a language's file forbids, found in a sentence however it sets them.

A phrase in the file is a pattern: a regular expression of whole words, with four signs of its own.

    a blank   blanks, and what else may part two words: a comma, a dash, quotation marks
    {name}    any of the words under that name in ``[rules.terms]``
    ^         where a command begins: at the head of a sentence or clause, or behind words that lead one in ("you can")
    $         where a clause ends

So ``^cross( over)? {now}`` finds "Cross, now!" and "You should cross over at once", and not "They cross now and then".
Nothing is found in what a sentence quotes of somebody, nor behind a word that turns it round ("never").
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache, cached_property
from itertools import count

from tour.words.beginnings import begun, needs
from tour.words.language import Rules, words_in

_APART = r"[\s,;:–—\-\"“”«»„()…]+"
"""What parts two words of a phrase."""
_CLAUSE = r"[.!?;:,—–(…]"
"""Signs behind which a clause begins."""
_BEFORE = 3
"""Words before a phrase among which one that turns it round is looked for."""
_QUOTED = re.compile(r"“[^“”]*”|„[^„“”]*[“”]|«[^«»]*»|\"[^\"]*\"|‘(?:[^‘’]|’(?=\w))*’(?!\w)")
"""From the last mark that opens: from each of many that nothing closes, the whole rest would be looked through."""
_TERM = re.compile(r"\{([a-z]+)\}")
_FEWEST = 2
"""Words beside a quotation that make it one that is told of."""


@dataclass(frozen=True)
class _Phrase:
    """One phrase. Of a language's hundred most cannot be in a sentence: what they are spelt as is left alone."""

    spelt: str
    """A regular expression."""
    needs: tuple[frozenset[str], ...]
    """Of each of these a text that has it begins a word with one, as `begun` gives them."""

    @cached_property
    def pattern(self) -> re.Pattern[str]:
        return re.compile(self.spelt, re.IGNORECASE)

    def may_be_in(self, words: frozenset[str]) -> bool:
        """Say whether it may be in a text of which `begun` gives these *words*."""
        return not any(map(words.isdisjoint, self.needs))


@dataclass(frozen=True, slots=True)
class Phrases:
    """Some phrases of one language, ready to be looked for."""

    commands: tuple[_Phrase, ...]
    """Phrases that are looked for where a command begins."""
    anywhere: tuple[_Phrase, ...]
    leads: re.Pattern[str]
    """Behind what a command begins."""
    opens: re.Pattern[str]
    """What may stand before it there."""
    commanding: re.Pattern[str]
    """How a sentence begins that tells what to do: only there does *and* lead in a command."""
    others: re.Pattern[str]
    """Of whom a story may be: what follows a comma then is theirs to do."""
    not_so: re.Pattern[str]
    """Words that turn a phrase round."""

    def find(self, sentence: str, streets: Sequence[str] = ()) -> str:
        """Return the first of the phrases in *sentence*, as it stands there; nothing where there is none.

        A name without a word such as "street" is taken for one of *streets* alone, or for a part of it.
        """
        text = straight(_unquoted(sentence))
        found = [match for match in self._found(text) if _known(match, streets) and not self._turned(match)]
        return min(((match.start(), match[0]) for match in found), default=(0, ""))[1]

    def _found(self, text: str) -> Iterator[re.Match[str]]:
        words = begun(text)
        for phrase in self.anywhere:
            if phrase.may_be_in(words):
                yield from phrase.pattern.finditer(text)
        commands = [phrase.pattern for phrase in self.commands if phrase.may_be_in(words)]
        for place in self._places(text) if commands else ():
            for pattern in commands:
                if found := pattern.match(text, place):
                    yield found

    def _places(self, text: str) -> Iterator[int]:
        """Yield where in *text* a command may begin."""
        commanding = self.commanding.match(text) is not None
        first = self.others.search(text)
        """Where the first of the others stands: each comma would look for it from the beginning."""
        for lead in self.leads.finditer(text):
            sign, also = lead["sign"], lead["also"]
            told_of = also or (sign and first and self.others.search(text, first.start(), lead.start()))
            place = lead.end()
            if told_of and not commanding:
                continue
            yield place
            while opened := self.opens.match(text, place):
                place = opened.end()
                yield place

    def _turned(self, match: re.Match[str]) -> bool:
        """Say whether the words before a phrase make it mean something else."""
        clause = re.split(rf"{_CLAUSE}(?:\s|$)", match.string[: match.start()])[-1]
        return bool(self.not_so.search(" ".join(clause.split()[-_BEFORE:])))


def _known(match: re.Match[str], streets: Sequence[str]) -> bool:
    """Say whether the names in a phrase are those of *streets*, or parts of them, in whole words."""
    names = [text for group, text in match.groupdict().items() if text and group.startswith("name")]
    return all(any(f" {name} ".casefold() in f" {street} ".casefold() for street in streets) for name in names)


@cache
def sending(language: str) -> Phrases:
    """Return the phrases of *language*, a BCP 47 tag, that could send somebody into a road."""
    rules = words_in(language).rules
    return _phrases(rules, rules.into_road)


@cache
def directing(language: str, *, named: bool) -> Phrases:
    """Return those that tell to cross, and leave it to nobody when; with *named*, those that tell to cross a street."""
    rules = words_in(language).rules
    return _phrases(rules, rules.to_cross_street if named else rules.to_cross)


@cache
def phoning(language: str, *, pausing: bool = False) -> Phrases:
    """Return those that could have somebody at the phone; with *pausing*, only those that ask for a pause."""
    rules = words_in(language).rules
    return _phrases(rules, rules.pausing if pausing else (*rules.pausing, *rules.at_the_phone))


@cache
def careful(language: str) -> re.Pattern[str]:
    """Return a pattern of the words that leave it to a signal, or to the walker, when to cross."""
    rules = words_in(language).rules
    return _any(rules.with_care, rules.terms)


def names_in(text: str, language: str) -> set[str]:
    """Return the words in *text* that may be names, in small letters: capital ones, and none such as "Street"."""
    words = {word for word in straight(text).split() if not word[0].islower()}
    return {word.casefold() for word in words if not _kinds(language).fullmatch(word)}


@cache
def _kinds(language: str) -> re.Pattern[str]:
    return _any(("{kind}",), words_in(language).rules.terms)


def quotes(text: str) -> bool:
    """Say whether *text* quotes somebody."""
    return _QUOTED.search(text) is not None


def straight(text: str) -> str:
    """Return *text* for comparing, with straight apostrophes and one kind of blank."""
    return " ".join(text.replace("’", "'").split())


def _unquoted(text: str) -> str:
    """Return *text* without what it quotes; as it is where it is little else."""
    rest = _QUOTED.sub(" … ", text)
    return rest if len(re.findall(r"\w+", rest)) >= _FEWEST else text


def _phrases(rules: Rules, phrases: Sequence[str]) -> Phrases:
    also, leads, opens = (_spelt("|".join(words), rules.terms) for words in (rules.also, rules.leads, rules.opens))
    lead = rf"^\W*|(?P<sign>{_CLAUSE}\W*)|(?<!\w)(?:(?P<also>{also})|{leads}){_APART}"
    return Phrases(
        commands=tuple(_phrase(phrase[1:], rules.terms) for phrase in phrases if phrase.startswith("^")),
        anywhere=tuple(_phrase(phrase, rules.terms) for phrase in phrases if not phrase.startswith("^")),
        leads=re.compile(lead, re.IGNORECASE),
        opens=re.compile(rf"(?:{opens}){_APART}", re.IGNORECASE),
        commanding=re.compile(rf"\W*(?:{'|'.join(rules.commands)})(?!\w)", re.IGNORECASE),
        others=_any(rules.others, rules.terms),
        not_so=_any(rules.not_so, rules.terms),
    )


def _phrase(phrase: str, terms: Mapping[str, str]) -> _Phrase:
    number = count()
    # Of several names in one phrase, each has a group of its own.
    spelt = re.sub(r"\(\?P<name>", lambda _: f"(?P<name{next(number)}>", _spelt(phrase, terms))
    return _Phrase(rf"(?<!\w)(?:{spelt})(?!\w)", needs(phrase, terms))


def _any(phrases: Sequence[str], terms: Mapping[str, str]) -> re.Pattern[str]:
    """Return a pattern that finds any of *phrases* as whole words; with none, it finds nothing."""
    listed = "|".join(_spelt(phrase, terms) for phrase in phrases)
    return re.compile(rf"(?<!\w)(?:{listed})(?!\w)" if listed else r"(?!)", re.IGNORECASE)


def _spelt(phrase: str, terms: Mapping[str, str]) -> str:
    """Return *phrase* as a regular expression; its terms may have terms in them."""
    while _TERM.search(phrase):
        phrase = _TERM.sub(lambda found: f"(?:{terms[found[1]]})", phrase)
    return phrase.replace("$", r"(?=\s*(?:[.!?;:,—–)…]|$))").replace(" ?", rf"(?:{_APART})?").replace(" ", _APART)
