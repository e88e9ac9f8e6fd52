"""Text as a terminal shows it."""

from __future__ import annotations

from unicodedata import category, east_asian_width


def columns(text: str) -> int:
    """The terminal columns a text takes: 2 for wide characters, 0 for marks that stand on the one before, 1 for the rest."""
    if text.isascii():
        return len(text)
    return sum(2 if east_asian_width(c) in "WF" else 0 if category(c) in ("Mn", "Me", "Cf") else 1 for c in text)


def printable(text: str) -> str:
    """The text with every control character (a tab, the start of an escape sequence) replaced by a space, one for one."""
    return text if text.isprintable() else "".join(" " if category(c) in ("Cc", "Cs") else c for c in text)
