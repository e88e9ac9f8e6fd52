"""Whether a workbook would take more memory or time than it may, found out before it is read.

A few kilobytes unpack to gigabytes, and one value in the last cell of an empty sheet makes a reader hold 17 billion cells. In an
OpenDocument sheet whose XML ends before its time python-calamine (0.9) looks for the end for ever.
"""

from __future__ import annotations

import re
import zlib
from collections.abc import Iterator
from io import BytesIO
from typing import Any
from xml.parsers import expat

from listlint.formats.source.bounds import over
from listlint.records.document import Text
from listlint.records.limits import Limits

_CHUNK = 1 << 20
_CELL = re.compile(rb'<(?:\w+:)?c [^<>]{0,100}?\br="([A-Z]{1,3})([0-9]{1,7})"')
_ROW = re.compile(rb"<table:(table|table-row|(?:covered-)?table-cell)(?=[\s/>])([^<>]*)>")
_TIMES = re.compile(rb'table:number-(?:rows|columns)-repeated="([0-9]+)"')

_BROKEN = Text("表格文件已损坏；请用原软件打开后另存", "the workbook is damaged; open it and save it again")


def oversized(data: bytes, limits: Limits) -> Text | None:
    """Why a workbook of these bytes is not to be read, or None; what is no ZIP archive (XLS) is bounded by its format."""
    if not data.startswith(b"PK"):
        return None
    import zipfile

    left = limits.unpacked << 20
    try:
        with zipfile.ZipFile(BytesIO(data)) as archive:
            for part in archive.infolist():
                left -= part.file_size
                if left < 0:
                    return _bomb(limits.unpacked)
                cells = _spanned(part.filename, archive, part)
                if cells > limits.cells:
                    return _sparse(limits.cells)
    except (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, RuntimeError, OSError, ValueError, expat.ExpatError):
        return _BROKEN
    return None


def _bomb(limit: int) -> Text:
    return over(
        f"表格解压后超过 {limit} MiB，没有检查；请拆成几份，或另存为 CSV",
        f"the workbook unpacks to over {limit} MiB and was not checked; split it, or save it as CSV",
        "unpacked",
    )


def _sparse(limit: int) -> Text:
    return over(
        f"有一张表占了超过 {limit} 个单元格（空的也算），没有检查；请删去远处的空行空列后另存",
        f"a sheet spans over {limit} cells, empty ones included, and was not checked; delete far-off empty rows and columns",
        "cells",
    )


def _spanned(name: str, archive: Any, part: Any) -> int:
    if name == "content.xml":
        return _repeated(_well_formed(chunks(archive, part)))
    if not name.endswith(".xml") or "sheet" not in name.lower():
        for _ in chunks(archive, part):  # a part longer than it says is an error here, and not in the reader's memory
            pass
        return 0
    columns = rows = 0
    letters: set[bytes] = set()
    for chunk in chunks(archive, part):
        found = _CELL.findall(chunk)
        letters.update(letter for letter, _ in found)
        rows = max(rows, max((int(row) for _, row in found), default=0))
    for letter in letters:
        number = 0
        for one in letter:
            number = number * 26 + one - 64
        columns = max(columns, number)
    return rows * columns


def _well_formed(pieces: Iterator[bytes]) -> Iterator[bytes]:
    """The pieces of an XML document. Raises expat.ExpatError at what is none, and ValueError where it declares entities."""
    parser = expat.ParserCreate()
    parser.EntityDeclHandler = _declared
    for piece in pieces:
        parser.Parse(piece, False)
        yield piece
    parser.Parse(b"", True)


def _declared(*_: object) -> None:
    raise ValueError


def _repeated(pieces: Iterator[bytes]) -> int:
    """The cells that an OpenDocument sheet comes to, where a row or a cell stands for many; trailing empty ones do not count."""
    most = total = times = width = last = 0
    for chunk in pieces:
        for tag, attributes in _ROW.findall(chunk):
            repeated = _TIMES.search(attributes)
            count = int(repeated[1][:9]) if repeated else 1
            if tag == b"table":
                total = times = width = last = 0
            elif tag == b"table-row":
                times, width = count, 0
                total += times
            else:
                width += count
                if b"office:value-type" in attributes:
                    last = max(last, width)
                    most = max(most, total * last)
    return most


def chunks(archive: Any, part: Any) -> Iterator[bytes]:
    """A part's bytes in pieces that start at a tag, so that none is cut."""
    tail = b""
    with archive.open(part) as file:
        while piece := file.read(_CHUNK):
            cut = piece.rfind(b"<") if len(piece) == _CHUNK else -1
            yield tail + (piece[:cut] if cut > 0 else piece)
            tail = piece[cut:] if cut > 0 else b""
    if tail:
        yield tail
