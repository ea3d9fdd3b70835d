"""A tour's outline → its scripts and tour.toml, as text to be written over by the author."""

from __future__ import annotations

import json
import re
import textwrap
from collections.abc import Iterator

from tour.reading.drafts import marked
from tour.starting.outline import Outline, StopOutline
from tour.starting.parts import Stand, standing_lines
from tour.words.language import Words

LOOK_MARK = "write what is heard here; what stands below is from your list"
WALK_MARK = "say how to get to the next stop, and walk it"
_SENTENCE = 900
"""Characters after which a sentence is broken: 1,000 is the most that is read."""
_PLAIN = re.compile(r"[^\W\d_][^\W_]*(?:(?: |-|, |\. |')[^\W_]+)*\.?")
"""What needs no quotes in YAML, whatever it is."""
_YAML_WORDS = {"true", "false", "null", "yes", "no", "on", "off", "y", "n"}
_MARKUP = re.compile(r"[\\\[\]{}*_~`<&]")
_LINE_MARKUP = re.compile(r"^(\s*)([#>=]|-(?=\s*-)|\+(?=\s))", re.MULTILINE)
"""What means something at the head of a line. A list may stay one: each of its items is a paragraph."""


def stop_script(stop: StopOutline, stand: Stand, walk: str, words: Words, today: str) -> str:
    """Return the script of *stop*. *walk* is the text below ``# Walk``; empty at the last stop, which has none."""
    matter = [
        "---",
        f"title: {yaml_text(stop.title)}",
        standing_lines(stand, stop.pin),
        f"stand: {yaml_text(words('draft.stand', title=stop.title))}",
        f"face: {yaml_text(stop.title)}",
        *([f"address: {yaml_text(stop.address)}"] if stop.address else []),
        f"facts: {today}",
        "walked: null",
        "---",
    ]
    look = look_text(stop, words)
    parts = ["\n".join(matter), "# Look\n\n" + marked(look, LOOK_MARK)]
    if walk:
        parts.append("# Walk\n\n" + walk)
    return "\n\n".join(part.strip() for part in parts) + "\n"


def look_text(stop: StopOutline, words: Words) -> str:
    """Return what the list tells of *stop*, as a script; one sentence that names it where the list tells nothing."""
    text = script_text(stop.text)
    if not re.search(r"[^\W_]", text):
        text = script_text(words("draft.look", title=stop.title))
    if stop.unsaid:
        text = f"<!-- in letters that the voice lacks:\n{stop.unsaid.replace('--', '- -')}\n-->\n\n{text}"
    return text


def simple_walk(after: str, words: Words) -> str:
    """Return the walk to the stop with the title *after*, of whose way nothing is known."""
    return marked(script_text(words("draft.walk", title=after)), WALK_MARK)


def welcome_script(outline: Outline, today: str) -> str:
    """Return the script of the track that is heard first."""
    words = outline.words
    text = words("draft.welcome", title=_escaped(outline.title), safety=words("draft.safety"))
    matter = f"---\ntitle: {yaml_text(words('draft.welcome_title'))}\nfacts: {today}\n---"
    return f"{matter}\n\n# Look\n\n{marked(text.strip(), LOOK_MARK)}\n"


def settings(outline: Outline, today: str) -> str:
    """Return tour.toml."""
    lines = [
        "# Everything about the tour as a whole. `tourpack check` says what is wrong, `tourpack build` makes the pack.",
        f"title = {toml_text(outline.title)}",
        f"slug = {toml_text(outline.slug)}",
        f"language = {toml_text(outline.language)}",
        f'published = "{today}"',
        'author = ""',
        'licence = ""',
    ]
    if not outline.language.lower().startswith("en"):
        lines.append('engine = "gtts"  # the online voice; the offline one speaks English')
    lines += ['papers = ["letter", "a4"]', f"safety = [{toml_text(outline.words('draft.safety'))}]"]
    return "\n".join(lines) + "\n"


def script_text(text: str) -> str:
    """Return plain *text* as a script that says just that: marks are made plain, and long sentences broken."""
    paragraphs = (_escaped(paragraph) for whole in text.split("\n\n") for paragraph in _broken(whole))
    return "\n\n".join(filter(None, paragraphs))


def yaml_text(text: str) -> str:
    """Return *text*, which is on one line, as a value of YAML."""
    if _PLAIN.fullmatch(text) and text.lower() not in _YAML_WORDS:
        return text
    return json.dumps(text, ensure_ascii=False)


def toml_text(text: str) -> str:
    """Return *text*, which is on one line, as a string of TOML."""
    return json.dumps(text, ensure_ascii=False)


def _escaped(text: str) -> str:
    """Return *text* with every sign made plain that means something in a script."""
    plain = _MARKUP.sub(lambda sign: "\\" + sign[0], text)
    return _LINE_MARKUP.sub(r"\1\\\2", plain).strip()


def _broken(paragraph: str) -> Iterator[str]:
    """Yield a paragraph in pieces that can be read: as it is, or with the sentences that are too long in parts."""
    if len(paragraph) <= _SENTENCE:
        yield paragraph
        return
    short: list[str] = []
    for sentence in re.split(r"(?<=[.!?…])\s+", paragraph):
        if sum(map(len, short)) + len(sentence) > _SENTENCE and short:
            yield " ".join(short)
            short = []
        if len(sentence) > _SENTENCE:
            yield from textwrap.wrap(sentence, _SENTENCE)
        else:
            short.append(sentence)
    if short:
        yield " ".join(short)
