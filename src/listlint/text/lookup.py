"""Every character of a text looked up in a table: in the table itself, for a longer text in a list of it, for much text in an array.

A list takes some milliseconds to make and half the time to look up; an array takes a tenth of a second for numpy (extra: bulk), and a tenth
of the time.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import cache

from listlint.late import late

PLANE = 0x10000
LONG = 1 << 15
"""Code points of a text from which a list is worth making."""
MUCH = 1 << 21
"""Code points in all from which an array is."""
_BEYOND = late("[\U00010000-\U0010ffff]")

Shown = int | str | None
"""What a table holds for a code point: another, a text of several, or None where it is dropped."""


def translator(table: Mapping[int, Shown], shown: Callable[[int], Shown]) -> Callable[[str], str]:
    """`str.translate` by a table for whatever length of text; `shown` gives what it holds for a code point below PLANE and adds nothing to it."""
    listed = cache(lambda: [shown(code) for code in range(PLANE)])
    quick = cache(lambda: _by_array(listed()))
    seen = 0

    def translated(text: str) -> str:
        nonlocal seen
        seen += len(text)
        if len(text) < LONG or _BEYOND.search(text):
            return text.translate(table)
        by_array = quick() if seen >= MUCH else None
        return text.translate(listed()) if by_array is None else by_array(text)

    return translated


def _by_array(listed: list[Shown]) -> Callable[[str], str] | None:
    """The same by an array of 16-bit codes; None without numpy. U+0000 stands for what is dropped: the table drops it, or drops nothing."""
    try:
        import numpy
    except ImportError:
        return None
    several = {chr(code): one for code, one in enumerate(listed) if isinstance(one, str)}
    array = numpy.array([one if isinstance(one, int) else 0 for one in listed], "<u2")
    drops = None in listed

    def translated(text: str) -> str:
        codes = array.take(numpy.frombuffer(text.encode("utf-16-le", "surrogatepass"), "<u2"))
        return (codes[codes != 0] if drops else codes).tobytes().decode("utf-16-le", "surrogatepass")

    def whole(text: str) -> str:
        for char, written in several.items():
            if char in text:
                return written.join(map(whole, text.split(char)))
        return translated(text)

    return whole
