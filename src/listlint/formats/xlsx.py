"""Workbooks (XLSX, XLSM, XLSB, XLS, ODS): every sheet a table, a header row, then one record per row.

Values are those a reader of the sheet sees as far as they are checked: a formula's last result (that there is none is told), 1 for 1.0, a date as 2026-01-17,
95% for 0.95 and 00123 for 123 where the cell's format says so (in ODS percentages only). A cell merged over rows says its value for
each of them, at its one place. Delimited text and an HTML table under a workbook's name are read as what they are. Reading is python-calamine's.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from io import BytesIO
from itertools import chain, islice
from typing import Any

from listlint.formats import csv
from listlint.formats.source.bounds import UNKNOWN, unnamed, wide
from listlint.formats.source.columns import Columns, at, named, pairing, positions
from listlint.formats.source.decode import EMPTY
from listlint.formats.source.formulas import unsaved
from listlint.formats.source.html_table import read_table
from listlint.formats.source.number_formats import Formats, number_formats
from listlint.formats.source.workbook_size import oversized
from listlint.records.document import CellPlace, Head, Heading, Path, Place, Record, Source, Text, Unread
from listlint.records.limits import LIMITS, Limits
from listlint.records.span import SourceMap, Span

SUFFIXES = (".xlsx", ".xlsm", ".xlsb", ".xls", ".ods")
TABLE = True

WIDE_ENOUGH = 3
"""Columns of a sheet beside one of listings that may hold listings too."""
_START = Place(1, 1, 1, 1)
_ABSENT = Text(
    "读表格文件要装一个包：pip install python-calamine；也可以把表格另存为 CSV",
    "reading workbooks needs a package: pip install python-calamine; or save the sheet as CSV",
)
_NO_TABLE = Text(
    "这不是表格文件，其实是网页或 XML，里面也没有 <table>；请用 Excel 打开后另存为 .xlsx",
    "this is no workbook but HTML or XML without a <table>; open it in Excel and save it as .xlsx",
)
_LOCKED = Text("表格有密码，打不开；请另存一份没有密码的", "the workbook is locked with a password; save a copy without one")


def read(source: Source, head: Head | None = None, limits: Limits = LIMITS) -> Iterator[Record | Unread]:
    """The rows of each visible sheet as {header: value}, and of a hidden one whose headers are known; blank rows are left out."""
    if not source.data:
        yield Unread(EMPTY, _START)
        return
    if _page(source.data):
        rows = read_table(source, head, limits)
        yield next(rows, Unread(_NO_TABLE, _START))
        yield from rows
        return
    if _mistaken(source.data):
        yield from csv.read(source, head, limits)
        return
    try:
        import python_calamine as calamine
    except ImportError:
        yield Unread(_ABSENT, _START)
        return
    refused = oversized(source.data, limits)
    if refused:
        yield Unread(refused, _START)
        return
    try:
        with calamine.CalamineWorkbook.from_filelike(BytesIO(source.data)) as book:
            shown = [sheet.visible is calamine.SheetVisibleEnum.Visible for sheet in book.sheets_metadata]
            shows, empty = number_formats(source.data), unsaved(source.data)
            sheets = [
                _Sheet(book, number, shows.get(number, {}), empty.get(number, []))
                for number, kind in enumerate(book.sheets_metadata)
                if kind.typ is calamine.SheetTypeEnum.WorkSheet
            ]
            yield from _read([sheet for sheet in sheets if sheet.rows], shown, head, limits)
    except calamine.PasswordError:
        yield Unread(_LOCKED, _START)
    except (calamine.CalamineError, OSError, ValueError) as error:
        yield Unread(_broken(error), _START)
    except BaseException as error:  # calamine's own panics are no Exception
        if type(error).__name__ != "PanicException":
            raise
        yield Unread(_broken(error), _START)


def _mistaken(data: bytes) -> bool:
    """Whether a file is delimited text under a workbook's name, as the "Excel" export of many a shop system is."""
    if data.startswith((b"PK", b"\xd0\xcf\x11\xe0")) or b"\0" in data[:4096].removeprefix(b"\xff\xfe")[::2]:
        return False
    return b"\t" in data[:4096] or b"," in data[:4096]


def _page(data: bytes) -> bool:
    """Whether a file is HTML or XML under a workbook's name."""
    return data[:1024].lstrip(b"\xef\xbb\xbf \t\r\n").startswith(b"<")


def _broken(error: BaseException) -> Text:
    return Text(
        f"表格文件已损坏或不是表格（{error}）；请用原软件打开后另存",
        f"the workbook is damaged, or is none ({error}); open it and save it again",
    )


class _Sheet:
    """A sheet's rows as text, from its first row on, and the name of each cell."""

    def __init__(self, book: Any, number: int, formats: Formats, unsaved: Sequence[tuple[int, int]]) -> None:
        sheet = book.get_sheet_by_index(number)
        self.unsaved = unsaved
        self.name, self.number = sheet.name, number
        self.left = sheet.start[1] if sheet.start else 0
        self.rows = sheet.end[0] + 1 if sheet.end else 0
        self._sheet, self._formats = sheet, formats
        self.merged = {
            row: top
            for top, end in sheet.merged_cell_ranges or ()
            if top[0] < end[0]
            for row in ((number, top[1] - self.left) for number in range(top[0] + 1, min(end[0], sheet.end[0] if sheet.start else 0) + 1))
        }

    def texts(self) -> Iterator[list[str]]:
        """Each row's cells as text, a merged cell's text in every row it covers."""
        held: dict[int, str] = {}
        covered: dict[int, list[int]] = {}
        for row, column in self.merged:
            covered.setdefault(row, []).append(column)
        formatted: dict[int, list[int]] = {}
        for row, column in self._formats:
            formatted.setdefault(row, []).append(column - self.left)
        for number, row in enumerate(self._sheet.iter_rows()):
            texts = list(map(_text, row))
            for column in formatted.get(number, ()):
                if 0 <= column < len(row) and type(row[column]) in (float, int):
                    texts[column] = self._formats[number, column + self.left].shown(row[column])
            for column in covered.get(number, ()):
                if 0 <= column < len(texts):
                    texts[column] = texts[column] or held.get(column, "")
            if self.merged:
                held.update(enumerate(texts))
            yield texts

    def place(self, row: int, column: int) -> CellPlace:
        """The cell in that row and column, from 0; the one it is merged into, where it is."""
        top = self.merged.get((row, column))
        return CellPlace(self.name, _name(*(top or (row, column + self.left))), self.number)


def _read(sheets: list[_Sheet], shown: list[bool], head: Head | None, limits: Limits) -> Iterator[Record | Unread]:
    if not sheets:
        yield Unread(EMPTY, _START)
    unknown: list[tuple[int, Unread]] = []
    known = False
    for sheet in sheets:
        rows = enumerate(sheet.texts())
        top = list(islice(((number, row) for number, row in rows if any(row)), limits.header_rows))
        if not top:
            continue
        found = head([row for _, row in top], [number for number, _ in top]) if head else Heading(0, tuple(top[0][1]), 0, "")
        column = next(column for column, text in enumerate(top[0][1]) if text)
        place = sheet.place(top[0][0], column)
        if isinstance(found, Text):
            width = max(sum(map(bool, row)) for _, row in top)
            unknown += [(width, Unread(found, place, UNKNOWN))] if shown[sheet.number] else []
        elif len(found.names) > limits.columns:
            yield Unread(wide(limits.columns), place)
        else:
            known = True
            yield from _records(sheet, found, chain(top[found.row + 1 :], rows))
            yield from _uncalculated(sheet, found, top[found.row][0] + found.skip)
    for width, one in unknown:  # beside a sheet of listings, others are likely to be instructions or what cells may be chosen from
        if not known or width >= WIDE_ENOUGH:
            yield one._replace(severity="note") if known else one


def _records(sheet: _Sheet, heading: Heading, rows: Iterator[tuple[int, list[str]]]) -> Iterator[Record | Unread]:
    """The records of a sheet's rows, then for each column to the right of the headers that holds text, at the first of it, that it was not read."""
    columns, paired = positions(heading.names), pairing(heading.names)
    most, beyond = named(heading.names), dict[int, list[int]]()
    for number, row in islice(rows, heading.skip, None):
        if any(row):
            yield Record(paired(row), _Row(sheet, number, columns), heading.layout)
            for column in range(most, len(row)) if heading.layout else ():
                if row[column].strip():
                    beyond.setdefault(column, []).append(number)
    for column, held in sorted(beyond.items()):
        yield Unread(unnamed(len(held)), sheet.place(held[0], column), severity="warning")


def _uncalculated(sheet: _Sheet, heading: Heading, last: int) -> Iterator[Unread]:
    """For each column, what to say of formulas below that row whose result nobody saved, at the first of them."""
    columns: dict[int, list[int]] = {}
    for row, column in sheet.unsaved:
        if row > last and 0 <= column - sheet.left < len(heading.names) and heading.names[column - sheet.left]:
            columns.setdefault(column - sheet.left, []).append(row)
    for column, rows in sorted(columns.items()):
        name, count = heading.names[column], len(rows)
        message = Text(
            f"“{name}”列有 {count} 格是公式，文件里没有存结果，只能当作空的，没有检查；请用 Excel 或 WPS 打开，存一次再查",
            f"{count} {'cell' if count == 1 else 'cells'} of “{name}” {'holds a formula' if count == 1 else 'hold formulas'} without a saved result: "
            "read as empty, so not checked; "
            "open the workbook in Excel and save it",
        )
        yield Unread(message, sheet.place(rows[0], column), severity="warning")


class _Row:
    """The origin of a row's cells; a place is a cell, whatever the span in it."""

    __slots__ = ("_columns", "_number", "_sheet")

    def __init__(self, sheet: _Sheet, number: int, columns: Columns) -> None:
        self._sheet = sheet
        self._number = number
        self._columns = columns

    def place(self, path: Path, span: Span, markup: SourceMap | None = None) -> CellPlace:
        """The cell under the header that `path` names, or the row's first."""
        return self._sheet.place(self._number, at(self._columns, path) or 0)

    def line(self, number: int) -> str:
        """Nothing: a workbook has no lines."""
        return ""


def _text(value: Any) -> str:
    """A cell's value as text: as Excel shows one with no number format, dates in ISO form."""
    if isinstance(value, str):
        return value
    if isinstance(value, bool):
        return "TRUE" if value else "FALSE"
    if isinstance(value, float):
        return str(int(value)) if value.is_integer() and abs(value) < 1e15 else f"{value:.15g}"
    if hasattr(value, "hour") and hasattr(value, "year"):
        return str(value.isoformat(" ")).removesuffix(" 00:00:00")
    return str(value)


def _name(row: int, column: int) -> str:
    """The name of the cell in that row and column, from 0: (1, 26) is AA2."""
    letters, number = "", column + 1
    while number:
        number, letter = divmod(number - 1, 26)
        letters = chr(65 + letter) + letters
    return f"{letters}{row + 1}"
