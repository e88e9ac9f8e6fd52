r"""Lines of a text, which end with \n, \r\n or \r and with nothing else."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator
from functools import cached_property
from io import StringIO
from itertools import accumulate, chain

from listlint.records.document import Place
from listlint.records.span import Span

_CHUNK = 1 << 16  # code points that are split in one go


class Lines:
    """A text's offsets as lines and columns, both from 1; worked out when first asked.

    Of a text that is a part of a file, `before` is the number of lines before it.
    """

    def __init__(self, text: str, before: int = 0) -> None:
        self.text = text
        self.before = before
        self._line = 0, ""  # the last that was asked: one text for all findings of a long line

    @cached_property
    def starts(self) -> list[int]:
        """The offset at which each line starts; what follows the last line end is a line too, if an empty one."""
        starts = [0, *accumulate(map(len, split(self.text)))]
        return starts if self.text.endswith(("\r", "\n")) else starts[:-1] or [0]

    def place(self, span: Span) -> Place:
        """The place of a span of the text."""
        return Place(*self._position(span.start), *self._position(span.end))

    def line(self, number: int) -> str:
        """The file's line of that number, from 1, without its line end."""
        if self._line[0] != number:
            starts, following = self.starts, number - self.before
            end = starts[following] if following < len(starts) else len(self.text)
            self._line = number, self.text[starts[following - 1] : end].rstrip("\r\n")
        return self._line[1]

    def number(self, offset: int) -> int:
        """The number, from 0, of the text's line that holds `offset`."""
        return bisect_right(self.starts, offset) - 1

    def _position(self, offset: int) -> tuple[int, int]:
        line = self.number(offset)
        return self.before + line + 1, offset - self.starts[line] + 1


def split(text: str, at: int = 0) -> Iterator[str]:
    """The lines of `text` from offset `at`, one by one, each with its line end."""
    return chain.from_iterable(StringIO(chunk, newline="") for chunk in _chunks(text, at))


def _chunks(text: str, at: int) -> Iterator[str]:
    while at < len(text):
        end = text.find("\n", at + _CHUNK) + 1 or len(text)
        yield text[at:end]
        at = end
