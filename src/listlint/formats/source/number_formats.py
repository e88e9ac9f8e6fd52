"""Which cells of a workbook show their number otherwise than plainly: 0.95 as 95%, 123 as 000123.

python-calamine gives a cell's value and, of dates, its kind; what else a number format does stands in the styles of an XLSX file and
on the cells of an ODS file, and in records of XLS and XLSB. Other number formats (¥, decimals, thousands) change nothing that is checked.
"""

from __future__ import annotations

import re
import struct
import zlib
from collections.abc import Iterator, Mapping
from decimal import ROUND_HALF_UP, Decimal
from io import BytesIO
from typing import Any, NamedTuple

from listlint.formats.source import binary_formats
from listlint.formats.source.workbook_size import chunks

_NUMBER_FORMAT = re.compile(rb"<(?:\w+:)?numFmt\b([^<>]*)>")
_CELL_STYLES = re.compile(rb"<(?:\w+:)?cellXfs\b.*?</(?:\w+:)?cellXfs>", re.DOTALL)
_STYLE = re.compile(rb"<(?:\w+:)?xf\b([^<>]*)>")
_SHEET = re.compile(rb"<(?:\w+:)?sheet\b([^<>]*)>")
_RELATION = re.compile(rb"<(?:\w+:)?Relationship\b([^<>]*)>")
_ODS = re.compile(rb"<table:(table|table-row|(?:covered-)?table-cell)(?=[\s/>])([^<>]*)>")
_TIMES = re.compile(rb'table:number-(?:rows|columns)-repeated="([0-9]{1,9})"')
_LITERAL = re.compile(r'"[^"]*"|\\.|\[[^\]]*\]')
_PERCENT = re.compile(r"[0#]+(?:\.(0+))?%")


class NumberFormat(NamedTuple):
    """How a number is shown: times 100 with `decimals` and a % (None: as many as it has), or padded with zeros to `width` digits."""

    percent: bool = False
    decimals: int | None = None
    width: int = 0

    def shown(self, value: float) -> str:
        """The number as a reader of the sheet sees it."""
        if not self.percent:
            return f"{value:0{self.width}.0f}"
        hundredth = Decimal(repr(value)) * 100
        if self.decimals is None:
            return f"{float(hundredth):.15g}%"
        return f"{hundredth.quantize(Decimal(1).scaleb(-self.decimals), ROUND_HALF_UP)}%"


Formats = Mapping[tuple[int, int], NumberFormat]
"""By row and column, from 0."""

_KNOWN = {9: NumberFormat(True, 0), 10: NumberFormat(True, 2)}  # ECMA-376 part 1, 18.8.30


def number_formats(data: bytes) -> Mapping[int, Formats]:
    """The cells of a workbook that have such a format, by the number of their sheet from 0."""
    import zipfile

    try:
        if not data.startswith(b"PK"):
            return binary_formats.xls(data, _known)
        with zipfile.ZipFile(BytesIO(data)) as archive:
            parts = {part.filename: part for part in archive.infolist()}
            if "content.xml" in parts:
                return _open_document(chunks(archive, parts["content.xml"]))
            if "xl/styles.bin" in parts:
                return _binary(archive, frozenset(parts))
            styles = _styles(archive.read(parts["xl/styles.xml"])) if "xl/styles.xml" in parts else {}
            if not styles:
                return {}
            sheets = enumerate(sheet_parts(archive))
            return {number: _cells(chunks(archive, parts[name]), styles) for number, name in sheets if name in parts}
    except (zipfile.BadZipFile, zlib.error, struct.error, KeyError, ValueError):  # what is wrong with it the reader tells
        return {}


def _known(number: int, code: str) -> NumberFormat | None:
    """The format of that number, whose code stands in the workbook where it is not one that every workbook has."""
    return (_format(code) if code else None) or _KNOWN.get(number)


def _binary(archive: Any, parts: frozenset[str]) -> dict[int, Formats]:
    """Those of an XLSB workbook."""
    styles = binary_formats.xlsb_styles(archive.read("xl/styles.bin"), _known)
    if not styles:
        return {}
    targets = _targets(archive.read("xl/_rels/workbook.bin.rels"))
    named = enumerate(targets.get(one, "") for one in binary_formats.xlsb_sheets(archive.read("xl/workbook.bin")))
    return {number: binary_formats.xlsb_cells(archive.read(name), styles) for number, name in named if name in parts}


def _styles(styles: bytes) -> dict[bytes, NumberFormat]:
    """The cell styles that have such a format, by their number as written."""
    known = dict(_KNOWN)
    for attributes in _NUMBER_FORMAT.findall(styles):
        code = attribute(attributes, b"formatCode")
        found = _format(code.replace("&quot;", '"'))
        if found:
            known[int(attribute(attributes, b"numFmtId"))] = found
    block = _CELL_STYLES.search(styles)
    numbers = [int(attribute(one, b"numFmtId") or 0) for one in _STYLE.findall(block[0] if block else b"")]
    return {b"%d" % style: known[number] for style, number in enumerate(numbers) if number in known}


def _format(code: str) -> NumberFormat | None:
    positive = _LITERAL.sub("", code).partition(";")[0].strip()
    percent = _PERCENT.search(positive)
    if percent:
        return NumberFormat(True, len(percent[1] or ""))
    return NumberFormat(width=len(positive)) if re.fullmatch("00+", positive) else None


def sheet_parts(archive: Any) -> Iterator[str]:
    """The parts of an XLSX archive that hold the sheets, in the order of the workbook."""
    targets = _targets(archive.read("xl/_rels/workbook.xml.rels"))
    for attributes in _SHEET.findall(archive.read("xl/workbook.xml")):
        yield targets.get(attribute(attributes, rb"\w+:id"), "")


def _targets(relations: bytes) -> dict[str, str]:
    """The parts that a workbook's relations lead to, by their ids."""
    targets = {}
    for attributes in _RELATION.findall(relations):
        target = attribute(attributes, b"Target")
        targets[attribute(attributes, b"Id")] = target[1:] if target.startswith("/") else f"xl/{target}"
    return targets


def _cells(pieces: Iterator[bytes], styles: Mapping[bytes, NumberFormat]) -> Formats:
    styled = re.compile(rb'<(?:\w+:)?c\b(?=[^<>]*?\ss="(%s)")[^<>]*?\sr="([A-Z]{1,3})([0-9]{1,7})"' % b"|".join(styles))
    found = {}
    for piece in pieces:
        for style, letters, row in styled.findall(piece):
            found[int(row) - 1, _column(letters)] = styles[style]
    return found


def _column(letters: bytes) -> int:
    column = 0
    for letter in letters:
        column = column * 26 + letter - 64
    return column - 1


def cell_number(name: str) -> tuple[int, int]:
    """The row and column, from 0, of the cell of a name such as AA2."""
    row = name.lstrip("ABCDEFGHIJKLMNOPQRSTUVWXYZ")
    return int(row) - 1, _column(name[: len(name) - len(row)].encode())


def _open_document(pieces: Iterator[bytes]) -> dict[int, Formats]:
    """The percentages of each sheet; of a row or a cell that stands for very many, the first thousand rows and hundred columns."""
    found: dict[int, dict[tuple[int, int], NumberFormat]] = {}
    for sheet, rows, columns, attributes in open_document_cells(pieces):
        if b'office:value-type="percentage"' in attributes:
            cells = ((row, column) for row in rows[:1000] for column in columns[:100])
            found.setdefault(sheet, {}).update(dict.fromkeys(cells, NumberFormat(True)))
    return dict(found)


def open_document_cells(pieces: Iterator[bytes]) -> Iterator[tuple[int, range, range, bytes]]:
    """Each cell as it is written: its sheet from 0, the rows and columns it stands for, its attributes."""
    sheet, row, column, rows = -1, 0, 0, 0
    for piece in pieces:
        for tag, attributes in _ODS.findall(piece):
            repeated = _TIMES.search(attributes)
            times = int(repeated[1]) if repeated else 1
            if tag == b"table":
                sheet, row, rows = sheet + 1, 0, 0
            elif tag == b"table-row":
                row, column, rows = row + rows, 0, times
            else:
                yield sheet, range(row, row + rows), range(column, column + times), attributes
                column += times


def attribute(attributes: bytes, name: bytes) -> str:
    """What an XML attribute says, of an element's attributes as written; "" where it is not there."""
    found = re.search(rb'(?:^|\s)%s\s*=\s*(?:"([^"]*)"|\'([^\']*)\')' % name, attributes)
    return (found[1] or found[2] or b"").decode("utf-8", "replace") if found else ""
