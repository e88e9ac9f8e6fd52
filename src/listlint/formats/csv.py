"""CSV and TSV: a header row, then one record per row, as the csv module reads the excel dialect.

The delimiter is the one under which the first rows hold known headers; where none does, the one the first line has most of.
"""

from __future__ import annotations

import csv
import re
from collections.abc import Iterator
from itertools import islice

from listlint.formats.source.bounds import UNKNOWN, wide
from listlint.formats.source.columns import at, pairing, positions
from listlint.formats.source.csv_cells import cells
from listlint.formats.source.decode import decode
from listlint.formats.source.lines import Lines, split
from listlint.formats.source.origin import Found, LazyOrigin
from listlint.records.document import Head, Heading, Path, Place, Record, Source, Text, Unread
from listlint.records.limits import LIMITS, Limits
from listlint.records.span import Span

SUFFIXES = (".csv", ".tsv")
TABLE = True

_DELIMITERS = ",\t;|"

_UNCLOSED = Text(
    zh='从这里开始的双引号一直没有闭合，后面的行都被当成这一格，未检查；请补上引号，格内的双引号要写成两个（""）',
    en='the double quote that opens here is never closed, so all rows after it were not checked; close it, and double a quote inside ("")',
)


def read(source: Source, head: Head | None = None, limits: Limits = LIMITS) -> Iterator[Record | Unread]:
    """The rows of a file as {header: value}, of several columns of one name a list; cells beyond the header are left out, absent ones are absent."""
    text = decode(source.data)
    if isinstance(text, Unread):
        yield text
        return
    lines = Lines(text)
    delimiter, heading = _headed(lines, head, limits, source.path.lower().endswith(".tsv"))
    rows = _rows(lines, delimiter)
    if isinstance(heading, Text):
        line, row = next(rows, (0, []))
        yield _unclosed(lines, line, delimiter) or Unread(heading, _row_place(lines, line), UNKNOWN)
        return
    line, row = next(islice(rows, heading.row, None), (0, []))
    if len(row) > limits.columns:
        yield Unread(wide(limits.columns), _row_place(lines, line))
        return
    header = heading.names or tuple(row)
    table, paired = _Table(lines, delimiter, header), pairing(header)
    last = None
    for following in islice(rows, heading.skip, None):
        if last:
            yield last
        line, row = following
        last = Record(paired(row), _Row(table, line), heading.layout)
    unclosed = _unclosed(lines, line, delimiter)
    if unclosed:
        yield unclosed
    elif last:
        yield last


def _headed(lines: Lines, head: Head | None, limits: Limits, tabs: bool) -> tuple[str, Heading | Text]:
    """The delimiter and the heading; with no names, the first row's own."""
    likely = "\t" if tabs else _delimiter(lines.text)
    if head is None:
        return likely, Heading(0, (), 0, "")
    first = None
    for delimiter in (likely, *_DELIMITERS.replace(likely, "")):
        top = list(islice(_rows(lines, delimiter), limits.header_rows))
        heading = head([row[: limits.columns] for _, row in top], [number for number, _ in top])
        if isinstance(heading, Heading):
            return delimiter, heading
        first = first or heading
    return likely, first or Heading(0, (), 0, "")


def _rows(lines: Lines, delimiter: str) -> Iterator[tuple[int, list[str]]]:
    """Each row that is not blank, with the number of its first line from 0.

    The csv module refuses a cell over csv.field_size_limit, which is one setting for the whole process and so
    left alone: such a row is read by `cells`, and the module goes on after it.
    """
    text, line = lines.text, 0
    while True:
        reader = csv.reader(split(text, lines.starts[line] if line else 0), delimiter=delimiter)
        first, base = line, line
        try:
            for row in reader:
                if row:
                    yield first, row
                first = base + reader.line_num
            return
        except csv.Error:
            row_cells, end = cells(text, lines.starts[first], delimiter)
            yield first, [cell.text(text) for cell in row_cells]
            line = lines.number(end)
            if end == len(text):
                return


def _unclosed(lines: Lines, line: int, delimiter: str) -> Unread | None:
    """The refusal of the last row, which starts at that line, where a quote in it is never closed."""
    if '"' not in lines.text:
        return None
    row, _ = cells(lines.text, lines.starts[line], delimiter)
    start = row[-1].span.start
    return None if row[-1].closed else Unread(_UNCLOSED, lines.place(Span(start, start + 1)))


def _row_place(lines: Lines, line: int) -> Place:
    """The first line of the row that starts there, from 0."""
    start = lines.starts[line]
    return lines.place(Span(start, start + len(lines.line(line + 1))))


def _delimiter(text: str) -> str:
    """Which of comma, tab, semicolon and bar the header line holds most of outside quotes; the comma where none."""
    header = re.sub('"[^"]*"', "", next(line for line in split(text) if not line.isspace()))
    return max(_DELIMITERS, key=header.count)


class _Table:
    """What the rows of a file share."""

    def __init__(self, lines: Lines, delimiter: str, header: tuple[str, ...]) -> None:
        self.lines = lines
        self.delimiter = delimiter
        self.header = header
        self.columns = positions(header)


class _Row(LazyOrigin):
    """A row by the number of its first line, from 0."""

    __slots__ = ("_line", "_table")

    def __init__(self, table: _Table, line: int) -> None:
        self._last = None
        self._table = table
        self._line = line

    def find(self, path: Path) -> Found:
        """The cell under the header that `path` names, or the row."""
        text, start = self._table.lines.text, self._table.lines.starts[self._line]
        row, _ = cells(text, start, self._table.delimiter)
        column = at(self._table.columns, path)
        if column is None or column >= len(row):
            return Found(Span(start, row[-1].span.end))
        return Found(row[column].span, row[column].map(text))

    def locate(self, span: Span) -> Place:
        """The place of a span of the file's text."""
        return self._table.lines.place(span)

    def line(self, number: int) -> str:
        """The file's line of that number, from 1."""
        return self._table.lines.line(number)
