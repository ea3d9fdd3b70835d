"""Marks on what the program drafted: it is a draft until a letter of it is changed, or its mark taken out.

A mark holds a digest of what it stands with. So no list of drafts has to be kept beside the scripts, and a draft stays
one through copies, renames and version control. In a script and in GPX it is a comment, in front matter a comment of
YAML, in GeoJSON a member:

    <!-- draft 1a2b3c4d: write what is heard here -->
    # draft 1a2b3c4d: …
    "draft": "1a2b3c4d",
"""

from __future__ import annotations

import hashlib
import re

_MARK = re.compile(
    r"""<!--[ ]draft[ ](?P<comment>[0-9a-f]{8})\b[^\n]{0,300}?[ ]-->[ \t]*\n?
      | ^\#[ ]draft[ ](?P<yaml>[0-9a-f]{8})\b[^\n]{0,300}(?:\n|$)
      | "draft":[ ]"(?P<json>[0-9a-f]{8})",[ ]?
    """,
    re.VERBOSE | re.MULTILINE,
)


def digest_of(text: str) -> str:
    """Return eight letters that change with any word of *text*; line ends and blanks may change."""
    return hashlib.sha256(" ".join(text.split()).encode()).hexdigest()[:8]


def marked(text: str, words: str) -> str:
    """Return *text* with the mark of a draft before it. *words*, on one line, say what to do about it."""
    return f"<!-- draft {digest_of(text)}: {words} -->\n{text}"


def is_draft(text: str) -> bool:
    """Return whether *text* has a mark and is as it was drafted."""
    return mark_line(text) is not None


def mark_line(text: str) -> int | None:
    """Return in which line of *text*, from 0, the mark of a draft stands that is as it was; None where none is."""
    found = _MARK.search(text)
    if not found or digest_of(text[: found.start()] + text[found.end() :]) != found[found.lastgroup or 0]:
        return None
    return text.count("\n", 0, found.start())
