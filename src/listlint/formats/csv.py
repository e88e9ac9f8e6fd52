"""CSV and TSV: a header row, then one record per row, as the csv module reads the excel dialect.

The delimiter is the one under which the first rows hold known headers; where none does, the one the first line has most of.
"""

from __future__ import annotations

import csv
import re
import sys
from collections.abc import Iterator
from itertools import chain, islice
from typing import NamedTuple

from listlint.formats.source.bounds import UNKNOWN, beyond, wide, wide_row
from listlint.formats.source.columns import at, named, pairing, positions
from listlint.formats.source.csv_cells import cells
from listlint.formats.source.decode import decode
from listlint.formats.source.lines import Lines, split
from listlint.formats.source.origin import Found, LazyOrigin
from listlint.records.document import Head, Heading, Path, Place, Record, Source, Text, Unread
from listlint.records.limits import LIMITS, Limits
from listlint.records.span import Span

SUFFIXES = (".csv", ".tsv")
TABLE = True

_MARKS = {",": Text("逗号", "a comma"), "\t": Text("制表符", "a tab"), ";": Text("分号", "a semicolon"), "|": Text("竖线", "a bar")}
DELIMITERS = "".join(_MARKS)
"""What may part cells."""

_UNCLOSED = Text(
    zh='从这里开始的双引号一直没有闭合，后面的行都被当成这一格，未检查；请补上引号，格内的双引号要写成两个（""）',
    en='the double quote that opens here is never closed, so all rows after it were not checked; close it, and double a quote inside ("")',
)


class Opening(NamedTuple):
    """How a table begins: what parts its cells, its columns' names, the layout they belong to, the line of its first row, from 0."""

    delimiter: str
    header: tuple[str, ...]
    layout: str
    line: int


def read(source: Source, head: Head | None = None, limits: Limits = LIMITS) -> Iterator[Record | Unread]:
    """The rows of a file as {header: value}, of several columns of one name a list; cells beyond the header are left out and told, absent ones are absent."""
    text = decode(source.data)
    if isinstance(text, Unread):
        yield text
        return
    lines = Lines(text)
    opened, rows = _opened(lines, head, source.path, limits)
    yield from (opened,) if isinstance(opened, Unread) else _records(lines, opened, rows, limits)


def opening(text: str, head: Head, path: str, limits: Limits = LIMITS) -> Opening | Unread:
    """How the table at `path` begins, whose text begins with `text`, or why it has no rows to read."""
    opened, rows = _opened(Lines(text), head, path, limits)
    return opened if isinstance(opened, Unread) else opened._replace(line=next(rows, (sys.maxsize, []))[0])


def records(text: str, before: int, opened: Opening, limits: Limits = LIMITS) -> Iterator[Record | Unread]:
    """The rows in a part of a table: whole rows, with `before` lines before them, of which some may belong to the heading."""
    lines, line = Lines(text, before), max(0, opened.line - before)
    if not line or line < len(lines.starts):
        yield from _records(lines, opened, _rows(lines, opened.delimiter, limits.columns, line), limits)


def rows(text: str, delimiter: str, limits: Limits = LIMITS) -> Iterator[list[str]]:
    """The rows of a text that are not blank."""
    return (row for _, row in _rows(Lines(text), delimiter, limits.columns))


def _opened(lines: Lines, head: Head | None, path: str, limits: Limits) -> tuple[Opening | Unread, Iterator[tuple[int, list[str]]]]:
    """How the table begins, and the rows that follow its heading."""
    delimiter, heading = _headed(lines, head, limits, path.lower().endswith(".tsv"))
    rows = _rows(lines, delimiter, limits.columns)
    line, row = next(rows if isinstance(heading, Text) else islice(rows, heading.row, None), (0, []))
    if isinstance(heading, Text):
        return _unclosed(lines, line, delimiter) or Unread(heading, _row_place(lines, line), UNKNOWN), rows
    if len(row) > limits.columns:
        return Unread(wide(limits.columns), _row_place(lines, line)), rows
    following = islice(rows, heading.skip, None)
    first = next(following, None)
    if first is None:
        unclosed = _unclosed(lines, line, delimiter)
        if unclosed:
            return unclosed, rows
    return Opening(delimiter, heading.names or tuple(row), heading.layout, line), chain((first,) if first else (), following)


def _records(lines: Lines, opened: Opening, rows: Iterator[tuple[int, list[str]]], limits: Limits) -> Iterator[Record | Unread]:
    """The records of rows; in place of a last one in which a quote is never closed, its refusal."""
    layout, table, paired = opened.layout, _Table(lines, opened.delimiter, opened.header), pairing(opened.header)
    most = named(opened.header) if layout else sys.maxsize  # a table that is joined says what it likes beside its columns
    last, line = None, 0
    for line, row in rows:
        if last:
            yield last
        if len(row) > limits.columns:
            yield Unread(wide_row(limits.columns), _row_place(lines, line), severity="warning")
        elif len(row) > most and (further := next((column for column in range(most, len(row)) if row[column].strip()), 0)):
            yield _beyond(lines, line, opened.delimiter, further)
        last = Record(paired(row), _Row(table, line), layout)
    if last:
        yield _unclosed(lines, line, opened.delimiter) or last


def _headed(lines: Lines, head: Head | None, limits: Limits, tabs: bool) -> tuple[str, Heading | Text]:
    """The delimiter and the heading; with no names, the first row's own."""
    likely = "\t" if tabs else _delimiter(lines.text)
    if head is None:
        return likely, Heading(0, (), 0, "")
    first = None
    for delimiter in (likely, *DELIMITERS.replace(likely, "")):
        top = list(islice(_rows(lines, delimiter, limits.columns), limits.header_rows))
        heading = head([row[: limits.columns] for _, row in top], [number for number, _ in top])
        if isinstance(heading, Heading):
            return delimiter, heading
        first = first or heading
    return likely, first or Heading(0, (), 0, "")


class _Wide(Exception):
    """Raised in the midst of a row that may have more cells than are to be held."""


class _Feed:
    """The lines of a text for the csv module; raises _Wide at a row whose lines hold over `most` delimiters."""

    def __init__(self, lines: Iterator[str], delimiter: str, most: int) -> None:
        self.held = 0
        """The delimiters since the last row; whoever takes the rows sets it back."""
        self._lines, self._delimiter, self._most = lines, delimiter, most

    def __iter__(self) -> Iterator[str]:
        return self

    def __next__(self) -> str:
        line = next(self._lines)
        self.held += line.count(self._delimiter)
        if self.held > self._most:
            raise _Wide
        return line


def _rows(lines: Lines, delimiter: str, most: int, line: int = 0) -> Iterator[tuple[int, list[str]]]:
    """Each row from `line` on that is not blank, with the number of its first line from 0; of more than `most` cells, these and the last.

    The csv module refuses a cell over csv.field_size_limit, which is one setting for the whole process and so
    left alone: such a row is read by `cells`, and the module goes on after it.
    """
    text = lines.text
    while True:
        feed = _Feed(split(text, lines.starts[line] if line else 0), delimiter, most)
        reader = csv.reader(feed, delimiter=delimiter)
        first, base = line, line
        try:
            for row in reader:
                feed.held = 0
                if row:
                    yield first, row
                first = base + reader.line_num
            return
        except (csv.Error, _Wide):
            row_cells, end = cells(text, lines.starts[first], delimiter, most)
            yield first, [cell.text(text) for cell in row_cells]
            line = lines.number(end)
            if end == len(text):
                return


def _unclosed(lines: Lines, line: int, delimiter: str) -> Unread | None:
    """The refusal of the last row, which starts at that line, where a quote in it is never closed."""
    if '"' not in lines.text:
        return None
    row, _ = cells(lines.text, lines.starts[line], delimiter, 0)
    start = row[-1].span.start
    return None if row[-1].closed else Unread(_UNCLOSED, lines.place(Span(start, start + 1)))


def _beyond(lines: Lines, line: int, delimiter: str, column: int) -> Unread:
    """What to say of the row that starts at that line and holds text in that column, for which there is no header."""
    row, _ = cells(lines.text, lines.starts[line], delimiter, column + 1)
    said = beyond(_MARKS[delimiter], " ".join(row[column].text(lines.text).split()))
    return Unread(said, lines.place(row[column].span), severity="warning")


def _row_place(lines: Lines, line: int) -> Place:
    """The first line of the row that starts there, from 0."""
    start = lines.starts[line]
    return lines.place(Span(start, start + len(lines.line(lines.before + line + 1))))


def _delimiter(text: str) -> str:
    """Which of comma, tab, semicolon and bar the header line holds most of outside quotes; the comma where none."""
    header = re.sub('"[^"]*"', "", next(line for line in split(text) if not line.isspace()))
    return max(DELIMITERS, key=header.count)


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
        self._table = table
        self._line = line

    def find(self, path: Path) -> Found:
        """The cell under the header that `path` names, or the row."""
        text, start = self._table.lines.text, self._table.lines.starts[self._line]
        row, _ = cells(text, start, self._table.delimiter, len(self._table.header))
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
