"""Languages other than English: tidy quotes and spaces, and plain whole numbers."""

from __future__ import annotations

import re
from functools import partial

from tour.normalize.marks import plain_quotes

_WHOLE = r"(?<![\w.,])\d{1,9}(?![\w.,:/-]*\d)(?!\w)"


def spoken(text: str, language: str) -> str:
    """Return *text*, one sentence of *language* (BCP 47), as it is said.

    Numbers stay in figures if num2words does not know the language.
    """
    text = plain_quotes(text)
    if not language.lower().startswith("am"):  # num2words 0.5.14 hangs on large numbers in Amharic
        text = re.sub(_WHOLE, partial(_number, language=language.replace("-", "_")), text)
    return " ".join(text.split())


def _number(match: re.Match[str], language: str) -> str:
    from num2words import num2words

    try:
        return str(num2words(int(match[0]), lang=language))
    except (NotImplementedError, OverflowError):
        return match[0]
