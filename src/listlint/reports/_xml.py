"""Text as XML 1.0 can carry it."""

from __future__ import annotations

import re

_UNSPEAKABLE = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_SIGNS = {"&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;", "\t": "&#9;", "\n": "&#10;", "\r": "&#13;"}


def escaped(text: str) -> str:
    """The text for an attribute or between tags; what XML cannot carry is U+FFFD."""
    return re.sub('[&<>"\t\n\r]', lambda sign: _SIGNS[sign[0]], _UNSPEAKABLE.sub("\ufffd", text))
