"""Which cells of a workbook hold a formula whose result nobody saved, as programs write them that do not calculate: they read as empty.

In XLSX and ODS it can be told; XLS and XLSB have a result for every formula.
"""

from __future__ import annotations

import re
import zlib
from collections.abc import Iterator, Mapping
from io import BytesIO

from listlint.formats.source.number_formats import attribute, cell_number, open_document_cells, sheet_parts
from listlint.formats.source.workbook_size import chunks

_FORMULA = re.compile(
    rb"<(?:\w+:)?c\b([^<>]*[^/>])>\s*<(?:\w+:)?f\b(?:[^<>]*/>|[^<>]*>[^<]*</(?:\w+:)?f\s*>)\s*(?:</(?:\w+:)?c\s*>|(<(?:\w+:)?v\s*(?:/>|></)))"
)
_CELL = re.compile(rb"<(?:\w+:)?c\s")
_LONGEST = 1 << 16  # bytes of a cell that may be cut in two

Cells = list[tuple[int, int]]
"""Rows and columns, from 0."""


def unsaved(data: bytes) -> Mapping[int, Cells]:
    """Those cells, by the number of their sheet from 0."""
    if not data.startswith(b"PK"):
        return {}
    import zipfile

    try:
        with zipfile.ZipFile(BytesIO(data)) as archive:
            parts = {part.filename: part for part in archive.infolist()}
            if "content.xml" in parts:
                return _open_document(chunks(archive, parts["content.xml"]))
            sheets = enumerate(sheet_parts(archive)) if "xl/workbook.xml" in parts else ()
            return {number: list(_cells(chunks(archive, parts[name]))) for number, name in sheets if name in parts}
    except (zipfile.BadZipFile, zlib.error, KeyError, ValueError):  # what is wrong with it the reader tells
        return {}


def _cells(pieces: Iterator[bytes]) -> Iterator[tuple[int, int]]:
    held = b""
    for piece in pieces:
        held, end = held + piece, 0
        for found in _FORMULA.finditer(held) if b"<f" in held or b":f" in held else ():
            end = found.end()
            if (name := attribute(found[1], b"r")) and not (found[2] and attribute(found[1], b"t") == "str"):  # "" is a result
                yield cell_number(name)
        starts = [one.start() for one in _CELL.finditer(held, max(end, len(held) - _LONGEST))]
        held = held[starts[-1] :] if starts else b""


def _open_document(pieces: Iterator[bytes]) -> dict[int, Cells]:
    found: dict[int, Cells] = {}
    for sheet, row, column, attributes in open_document_cells(pieces):
        if b"table:formula=" in attributes and b"office:value-type=" not in attributes:
            found.setdefault(sheet, []).append((row.start, column.start))
    return found
