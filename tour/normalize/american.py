"""What a reader in the United States says otherwise: "oh" for a nought among figures that are dialled."""

from __future__ import annotations

import re

_DIGIT = "(?:zero|one|two|three|four|five|six|seven|eight|nine)"
_DIALLED = re.compile(rf"\b{_DIGIT}(?:,? {_DIGIT}){{2,}}\b")
_ALONE = re.compile(r"(?<!zero )\bzero\b(?! zero)")
"""Two noughts and more stay: "eight one zero zero"."""


def spoken(text: str) -> str:
    """Return *text*, said without a region, as it is said in the United States."""
    return _DIALLED.sub(lambda match: _ALONE.sub("oh", match[0]), text) if "zero" in text else text
