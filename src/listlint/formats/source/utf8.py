"""A text and its bytes in UTF-8, for a parser that counts in bytes."""

from __future__ import annotations

from functools import cached_property
from itertools import accumulate

from listlint.formats.source.lines import Lines

_BLOCK = 1 << 16
_FOLLOWING = bytes(range(0x80, 0xC0))  # the bytes of a character after its first


class Utf8:
    """A text, its bytes, and the way from an offset in these to one in the text."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.data = text.encode("utf-8", "replace")
        self.lines = Lines(text)

    @cached_property
    def _before(self) -> list[int]:
        """The code points before each block of bytes."""
        return [0, *accumulate(_points(self.data[at : at + _BLOCK]) for at in range(0, len(self.data), _BLOCK))]

    def offset(self, byte: int) -> int:
        """The offset in code points of the character that starts at a byte."""
        block = byte // _BLOCK
        return self._before[block] + _points(self.data[block * _BLOCK : byte])


def _points(data: bytes) -> int:
    return len(data.translate(None, _FOLLOWING))
