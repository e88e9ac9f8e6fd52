"""A delimited text's cells, by the rules of the csv module's excel dialect, each with its stretch of the text."""

from __future__ import annotations

import re
from functools import cache
from typing import NamedTuple

from listlint.records.span import SourceMap, Span, joined


class Cell(NamedTuple):
    """A cell as written (`span`, quotes included); `body` is what its quotes hold, or None; `closed` whether they close."""

    span: Span
    body: Span | None
    closed: bool

    def text(self, source: str) -> str:
        """The cell's value."""
        if self.body is None:
            return self.span.cut(source)
        return self.body.cut(source).replace('""', '"') + source[self.body.end + 1 : self.span.end]

    def map(self, source: str) -> SourceMap:
        """Where each character of the value of a closed cell came from."""
        if self.body is None:
            return joined([(self.span.end - self.span.start, *self.span)])
        pieces = []
        at, end = self.body
        for quote in re.finditer('""', self.body.cut(source)):
            start = self.body.start + quote.start()
            pieces += [(start - at, at, start), (1, start, start + 2)]
            at = start + 2
        tail = end + 1
        return joined([*pieces, (end - at, at, end), (self.span.end - tail, tail, self.span.end)])


def cells(text: str, start: int, delimiter: str, most: int) -> tuple[list[Cell], int]:
    """The first `most` cells of the row at `start`, and where it has more the last of them; and where the next row starts."""
    row: list[Cell] = []
    while True:
        if len(row) == most and (further := _passed(delimiter).match(text, start)):
            start = further.end()
        found = _cell(delimiter).match(text, start)
        assert found is not None  # the pattern matches anything
        body = Span(*found.span("body")) if found["body"] is not None else None
        row.append(Cell(Span(found.start(), found.end("tail")), body, body is None or found["close"] is not None))
        start = found.end()
        if found["end"] != delimiter:
            return row, start


@cache
def _passed(delimiter: str) -> re.Pattern[str]:
    """Matches all cells up to a row's last."""
    mark = re.escape(delimiter)
    return re.compile(rf'(?:(?:"(?:[^"]++|"")*+"?+)?+[^{mark}\r\n]*+{mark})*+')


@cache
def _cell(delimiter: str) -> re.Pattern[str]:
    mark = re.escape(delimiter)
    return re.compile(rf'(?:"(?P<body>(?:[^"]++|"")*+)(?P<close>")?)?(?P<tail>[^{mark}\r\n]*+)(?P<end>{mark}|\r\n?|\n|\Z)')
