"""Which cells of an XLS or XLSB workbook show a percentage, told by the records of its own format.

XLS is a stream of BIFF8 records in a compound file ([MS-XLS], [MS-CFB]), XLSB parts of such records in a ZIP archive ([MS-XLSB]);
of either only the number formats, the cell formats that use them and the cells of those are read. XLS before Excel 97 is not.
"""

from __future__ import annotations

import struct
from collections.abc import Callable, Iterator, Mapping
from itertools import pairwise
from typing import Any

SECTOR_END = 0xFFFFFFFA
"""Numbers from which on a sector's number is a mark."""

Cells = Iterator[tuple[int, int, int]]
"""Row, column and the number of the cell's format."""


def xls(data: bytes, known: Callable[[int, str], Any]) -> dict[int, dict[tuple[int, int], Any]]:
    """What `known` makes of the number formats (number, code) of an XLS file's cells, by sheet, row and column. Raises struct.error."""
    book = _workbook(data)
    formats: dict[int, str] = {}
    numbers: list[int] = []
    starts: list[int] = []
    for kind, at, size in _records(book, 0, len(book)):
        if kind == 0x041E:  # Format
            number, length, wide = struct.unpack_from("<HHB", book, at)
            formats[number] = book[at + 5 : at + size][: length << (wide & 1)].decode("utf-16-le" if wide & 1 else "latin-1", "replace")
        elif kind == 0x00E0:  # XF
            numbers.append(struct.unpack_from("<H", book, at + 2)[0])
        elif kind == 0x0085:  # BoundSheet8
            starts.append(struct.unpack_from("<L", book, at)[0])
        elif kind == 0x002F:  # FilePass: what follows is encrypted
            return {}
    styles = _styles(numbers, formats, known)
    ends = dict(pairwise((*sorted(set(starts)), len(book))))  # one substream after the other, none of them twice
    return {
        number: _told(_xls_cells(book, start, end), styles) for number, start in enumerate(starts) if styles and (end := ends.pop(start, 0))
    }


def xlsb_styles(part: bytes, known: Callable[[int, str], Any]) -> dict[int, Any]:
    """What `known` makes of the number formats that the cell formats of an XLSB styles part use, by their numbers."""
    formats: dict[int, str] = {}
    numbers: list[int] = []
    inside = False
    for kind, at, size in _parts(part):
        if kind == 44:  # BrtFmt
            number, length = struct.unpack_from("<HL", part, at)
            formats[number] = part[at + 6 : at + size][: 2 * length].decode("utf-16-le", "replace")
        elif kind in (617, 618):  # BrtBeginCellXFs, BrtEndCellXFs
            inside = kind == 617
        elif kind == 47 and inside:  # BrtXF
            numbers.append(struct.unpack_from("<H", part, at + 2)[0])
    return _styles(numbers, formats, known)


def xlsb_sheets(part: bytes) -> list[str]:
    """The relation of each sheet, in the order of an XLSB workbook part."""
    found = []
    for kind, at, _ in _parts(part):
        if kind == 156:  # BrtBundleSh
            (length,) = struct.unpack_from("<l", part, at + 8)
            found.append(part[at + 12 : at + 12 + 2 * max(0, length)].decode("utf-16-le", "replace"))
    return found


def xlsb_cells(part: bytes, styles: Mapping[int, Any]) -> dict[tuple[int, int], Any]:
    """The cells of an XLSB sheet part that have one of the styles."""
    return _told(_xlsb_cells(part), styles)


def _styles(numbers: list[int], formats: Mapping[int, str], known: Callable[[int, str], Any]) -> dict[int, Any]:
    made = ((style, known(number, formats.get(number, ""))) for style, number in enumerate(numbers))
    return {style: one for style, one in made if one}


def _told(cells: Cells, styles: Mapping[int, Any]) -> dict[tuple[int, int], Any]:
    return {(row, column): styles[style] for row, column, style in cells if style in styles}


def _records(book: bytes, at: int, end: int) -> Iterator[tuple[int, int, int]]:
    """The kind, place and size of each BIFF record of the substream at `at`, which ends by `end`, without those of what is nested in it."""
    depth = 0
    while at + 4 <= end:
        kind, size = struct.unpack_from("<HH", book, at)
        depth += (kind == 0x0809) - (kind == 0x000A)  # BOF, EOF
        if depth <= 0:
            return
        if depth == 1:
            yield kind, at + 4, size
        at += 4 + size


def _xls_cells(book: bytes, start: int, end: int) -> Cells:
    for kind, at, size in _records(book, start, end):
        if kind in (0x0203, 0x027E, 0x0006):  # Number, RK, Formula
            yield struct.unpack_from("<HHH", book, at)
        elif kind == 0x00BD:  # MulRk
            row, first = struct.unpack_from("<HH", book, at)
            yield from ((row, first + number, struct.unpack_from("<H", book, at + 4 + 6 * number)[0]) for number in range((size - 6) // 6))


def _parts(part: bytes) -> Iterator[tuple[int, int, int]]:
    """The kind, place and size of each record of an XLSB part."""
    at = 0
    while at < len(part):
        kind, at = _number(part, at, 2)
        size, at = _number(part, at, 4)
        yield kind, at, size
        at += size


def _number(part: bytes, at: int, most: int) -> tuple[int, int]:
    """A number in seven bits of each byte, and where it ends."""
    value = 0
    for place in range(most):
        byte = part[at + place] if at + place < len(part) else 0
        value |= (byte & 0x7F) << (7 * place)
        if byte < 0x80:
            return value, at + place + 1
    return value, at + most


def _xlsb_cells(part: bytes) -> Cells:
    row = 0
    for kind, at, _ in _parts(part):
        if kind == 0:  # BrtRowHdr
            (row,) = struct.unpack_from("<L", part, at)
        elif kind in (2, 5, 9):  # BrtCellRk, BrtCellReal, BrtFmlaNum
            column, style = struct.unpack_from("<LL", part, at)
            yield row, column, style & 0xFFFFFF


def _workbook(data: bytes) -> bytes:
    """The Workbook stream of a compound file; empty where there is none."""
    shift, small = struct.unpack_from("<HH", data, 0x1E)
    directory, _, cutoff, first_small, _, more, _ = struct.unpack_from("<7L", data, 0x30)
    size = 1 << shift

    def sector(number: int) -> bytes:
        return data[(number + 1) * size : (number + 2) * size]

    tables = list(struct.unpack_from("<109L", data, 0x4C))
    seen: set[int] = set()
    while more < SECTOR_END and more not in seen:
        seen.add(more)
        *block, more = [one for (one,) in struct.iter_unpack("<L", sector(more))] or [SECTOR_END]
        tables += block
    chain = [after for table in dict.fromkeys(tables) if table < SECTOR_END for (after,) in struct.iter_unpack("<L", sector(table))]
    entries = _chained(directory, chain, sector)
    root = entries[:128]
    for at in range(0, len(entries) - 127, 128):
        name, (start, length) = _named(entries[at : at + 128])
        if name == "Workbook" and length >= cutoff:
            return _chained(start, chain, sector)[:length]
        if name == "Workbook":
            links = [after for (after,) in struct.iter_unpack("<L", _chained(first_small, chain, sector))]
            return _within(_chained(struct.unpack_from("<L", root, 116)[0], chain, sector), 1 << small, start, links)[:length]
    return b""


def _within(inner: bytes, size: int, start: int, chain: list[int]) -> bytes:
    """A chain of the small sectors that a stream is parted into."""
    return _chained(start, chain, lambda number: inner[number * size : (number + 1) * size])


def _named(entry: bytes) -> tuple[str, tuple[int, int]]:
    """The name of a directory's entry, and where its stream starts and how long it is."""
    (length,) = struct.unpack_from("<H", entry, 64)
    return entry[: length % 65].decode("utf-16-le", "replace").rstrip("\0"), struct.unpack_from("<LL", entry, 116)


def _chained(start: int, chain: list[int], sector: Callable[[int], bytes]) -> bytes:
    """The sectors of a chain; each of them once, so that a ring ends."""
    found: dict[int, bytes] = {}
    while start < len(chain) and start not in found:
        found[start] = sector(start)
        start = chain[start]
    return b"".join(found.values())
