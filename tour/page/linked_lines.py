"""Lines of the language's file as HTML: with links on some of their words."""

from __future__ import annotations

import re

from markupsafe import Markup, escape

from tour.words.language import Words

_FIELD = re.compile(r"\{(?P<name>\w+)(?::(?P<on>[^}]*))?\}")


def linked(words: Words, key: str, **fields: str) -> Markup:
    """Return the line *key* with its *fields* filled in; what is no Markup is escaped.

    ``{name}`` becomes the field itself, ``{name:words}`` a link on these words whose address is the field.
    """

    def put(found: re.Match[str]) -> str:
        field = escape(fields[found["name"]])
        if found["on"] is None:
            return field
        return f'<a href="{field}">{found["on"]}</a>'

    return Markup(_FIELD.sub(put, escape(words.lines[key])))
