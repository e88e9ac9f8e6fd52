"""A page that is a table, as the "Excel" export of many a shop system is: the rows of its <tr>, their cells those of <td> and <th>."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import islice

from listlint.formats.source.bounds import UNKNOWN, wide
from listlint.formats.source.columns import Columns, at, pairing, positions
from listlint.formats.source.decode import decode
from listlint.formats.source.lines import Lines
from listlint.formats.source.origin import Found, LazyOrigin
from listlint.records.document import Head, Heading, Path, Place, Record, Source, Text, Unread
from listlint.records.limits import Limits
from listlint.records.span import Span, identity
from listlint.text.markup import visible

Row = tuple[Span, ...]
"""Where the HTML of each cell stands; a cell over several columns stands in each of them."""

_TAG = re.compile(r"""<(?P<close>/)?(?P<name>tr|t[dh]|table)(?=[\s/>])(?P<rest>(?:[^"'<>]++|"[^"]*+"|'[^']*+')*+)>""", re.IGNORECASE)
_OVER = re.compile(r"""\bcolspan\s*+=\s*+["']?(\d{1,3})""", re.IGNORECASE)


def read_table(source: Source, head: Head | None, limits: Limits) -> Iterator[Record | Unread]:
    """The rows of the page's tables as {header: text}, blank ones left out; a page without rows gives nothing."""
    html = decode(source.data)
    if isinstance(html, Unread):
        yield html
        return
    lines = Lines(html)
    rows = (row for row in _rows(html) if any(said(html, cell) for cell in row))
    top = list(islice(rows, limits.header_rows))
    if not top:
        return
    texts = [[said(html, cell) for cell in row[: limits.columns]] for row in top]
    heading = head(texts, range(len(texts))) if head else Heading(0, tuple(texts[0]), 0, "")
    if isinstance(heading, Text):
        yield Unread(heading, lines.place(top[0][0]), UNKNOWN)
        return
    if len(top[heading.row]) > limits.columns:
        yield Unread(wide(limits.columns), lines.place(top[heading.row][0]))
        return
    columns, paired = positions(heading.names), pairing(heading.names)
    below = (row for part in (top[heading.row + 1 :], rows) for row in part)
    for row in islice(below, heading.skip, None):
        yield Record(paired([said(html, cell) for cell in row]), _Cells(html, row, columns, lines), heading.layout)


def said(html: str, cell: Span) -> str:
    """What a reader sees of a cell."""
    return visible(cell.cut(html))[0].strip()


def _rows(html: str) -> Iterator[Row]:
    row: list[Span] = []
    opened, times = None, 1
    for tag in _TAG.finditer(html):
        if opened is not None:  # a cell ends where any of these begins or ends
            row += [Span(opened, tag.start())] * times
            opened = None
        if tag["name"][1:].lower() in ("d", "h") and not tag["close"]:
            over = _OVER.search(tag["rest"])
            opened, times = tag.end(), max(1, int(over[1])) if over else 1
        elif tag["name"].lower() in ("tr", "table") and row:
            yield tuple(row)
            row = []
    if opened is not None:
        row.append(Span(opened, len(html)))
    if row:
        yield tuple(row)


class _Cells(LazyOrigin):
    """The origin of a row's cells."""

    __slots__ = ("_columns", "_html", "_lines", "_row")

    def __init__(self, html: str, row: Row, columns: Columns, lines: Lines) -> None:
        self._html, self._row, self._columns, self._lines = html, row, columns, lines

    def find(self, path: Path) -> Found:
        """The cell under the header that `path` names, or the row's first."""
        column = at(self._columns, path)
        cell = self._row[column] if column is not None and column < len(self._row) else self._row[0]
        text, markup = visible(cell.cut(self._html))
        start = len(text) - len(text.lstrip())
        shown = identity(start, len(text.strip()))
        source = shown.then(markup).then(identity(cell.start, cell.end - cell.start)) if text.strip() else markup
        return Found(cell, source)

    def locate(self, span: Span) -> Place:
        """The place of a span of the page."""
        return self._lines.place(span)

    def line(self, number: int) -> str:
        """The file's line of that number, from 1."""
        return self._lines.line(number)
