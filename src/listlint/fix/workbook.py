"""Edits of a workbook's cells inside its package: the cell's own text or its shared string, and no other byte of any part.

A shared string that other cells show too is left to them: the edited cells are given a new one.
"""

from __future__ import annotations

import re
import zlib
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from io import BytesIO
from posixpath import join, normpath
from typing import NamedTuple
from xml.parsers import expat

from listlint.fix import archive
from listlint.fix.located import Task, edits_of
from listlint.fix.said import CELL, FORMULA, NUMBER, PACKAGE, SIGNED, shows
from listlint.fix.sheet_xml import Held, Splice, Unread, held, spliced
from listlint.fix.text_file import Edited, grouped
from listlint.records.document import CellPlace, Text
from listlint.records.rule import Edit
from listlint.records.span import Span

_BOOK, _RELATIONS = "xl/workbook.xml", "xl/_rels/workbook.xml.rels"

_UNIQUE = re.compile(rb"""(<(?:\w+:)?sst\b[^>]*?\buniqueCount\s*=\s*["'])(\d+)""")
_SST_END = re.compile(rb"</(?:\w+:)?sst\s*>\s*\Z")
_DAMAGED = (zlib.error, EOFError, NotImplementedError, RuntimeError, OSError, ValueError, KeyError)


class _Cell(NamedTuple):
    """A cell to be edited: the part of its sheet, and what stands there."""

    part: str
    held: Held
    tasks: list[Task]

    @property
    def edits(self) -> tuple[Edit, ...]:
        return tuple(edits_of(self.tasks))


class _Package(NamedTuple):
    """A workbook's parts, each sheet's part by its name, and its cells by part and name; the shared strings, their part and how many cells show each.

    `formulas` are the cells whose text a formula works out, by name.
    """

    data: Mapping[str, bytes]
    sheets: Mapping[str, str]
    cells: Mapping[tuple[str, str], Held]
    shared: Sequence[Held]
    strings: str
    uses: Mapping[str, int]
    formulas: Sequence[tuple[str, str]]


def edit(path: str, data: bytes, tasks: Sequence[Task]) -> Edited:
    """The bytes of a workbook with the edits of tasks that are apart."""
    package = _package(data) if tasks else PACKAGE
    if isinstance(package, Text):
        return Edited(None, [(task, package) for task in tasks])
    refused: list[tuple[Task, Text]] = []
    cells: list[_Cell] = []
    for group in grouped(tasks):
        cell = _cell(package, group)
        if isinstance(cell, Text):
            refused += [(task, cell) for task in group]
        else:
            cells.append(cell)
    splices: dict[str, list[Splice]] = {}
    for cells_alike in _alike(cells):
        made = _spliced(package, cells_alike, splices)
        if isinstance(made, Text):
            refused += [(task, made) for cell in cells_alike for task in cell.tasks]
    if not any(splices.values()):
        return Edited(None, refused)
    _count(package, splices)
    try:
        return Edited(archive.replaced(data, {part: spliced(package.data[part], made) for part, made in splices.items()}), refused)
    except archive.Unusual:
        return Edited(None, [(task, PACKAGE) for task in tasks])


def _count(package: _Package, splices: dict[str, list[Splice]]) -> None:
    """Tell the shared strings how many they have become, where they say how many they are."""
    part = package.data.get(package.strings, b"")
    made = splices.get(package.strings, [])
    end, said = _SST_END.search(part), _UNIQUE.search(part)
    added = sum(start == end.start() for start, _, _ in made) if end else 0
    if said and added:
        made.append((*said.span(2), str(int(said[2]) + added).encode()))


def _package(data: bytes) -> _Package | Text:
    import zipfile

    try:
        with zipfile.ZipFile(BytesIO(data)) as book:
            names = set(book.namelist())
            if any(name.startswith("_xmlsignatures/") for name in names):
                return SIGNED
            targets, strings = _targets(book.read(_RELATIONS))
            sheets = {name: targets[relation] for name, relation in _sheets(book.read(_BOOK)) if targets.get(relation) in names}
            parts = {part: book.read(part) for part in {*sheets.values(), strings} & names}
        found = [(name, part, cell) for name, part in sheets.items() for cell in held(parts[part], "c")]
        shared = held(parts[strings], "si") if strings in parts else ()
    except (zipfile.BadZipFile, Unread, expat.ExpatError, *_DAMAGED):
        return PACKAGE
    cells = {(part, cell.name): cell for _, part, cell in found}
    uses = Counter(cell.value for _, _, cell in found if cell.kind == "s")
    formulas = [(f"{name}!{cell.name}", cell.value) for name, _, cell in found if cell.formula and cell.kind == "str"]
    return _Package(parts, sheets, cells, shared, strings, uses, formulas)


def _elements(part: bytes, name: str) -> Iterator[dict[str, str]]:
    """The attributes of the elements of a name, by their local names."""
    found: list[dict[str, str]] = []

    def opened(element: str, attributes: dict[str, str]) -> None:
        if element.rpartition(":")[2] == name:
            found.append({key.rpartition(":")[2]: value for key, value in attributes.items()})

    parser = expat.ParserCreate()
    parser.StartElementHandler = opened
    parser.Parse(part, True)
    yield from found


def _sheets(part: bytes) -> list[tuple[str, str]]:
    return [(sheet.get("name", ""), sheet.get("id", "")) for sheet in _elements(part, "sheet")]


def _targets(part: bytes) -> tuple[dict[str, str], str]:
    """The parts of a workbook's relations by their ids, and that of the shared strings."""
    targets, strings = {}, "xl/sharedStrings.xml"
    for relation in _elements(part, "Relationship"):
        target = normpath(join("/xl", relation.get("Target", ""))).lstrip("/")
        targets[relation.get("Id", "")] = target
        if relation.get("Type", "").endswith("/sharedStrings"):
            strings = target
    return targets, strings


def _cell(package: _Package, tasks: list[Task]) -> _Cell | Text:
    """The cell that tasks edit, or why it is not to be edited."""
    place = tasks[0].origin.place(tasks[0].path, Span(0, 0))
    part = package.sheets.get(place.sheet, "") if isinstance(place, CellPlace) else ""
    cell = package.cells.get((part, place.cell)) if isinstance(place, CellPlace) else None
    if cell is None:
        return CELL
    if cell.formula:
        return FORMULA
    if cell.kind == "s" and cell.value.strip().isdigit() and int(cell.value) < len(package.shared):
        text = package.shared[int(cell.value)].text
    elif cell.kind == "inlineStr":
        text = cell.text
    else:
        return NUMBER
    if text != tasks[0].value:
        return CELL
    showing = next((name for name, said in package.formulas if text in said), None)
    return shows(showing) if showing else _Cell(part, cell, tasks)


def _alike(cells: Sequence[_Cell]) -> list[list[_Cell]]:
    """The cells that show one shared string and are edited alike; a cell with a text of its own is alone."""
    groups: dict[object, list[_Cell]] = {}
    for cell in cells:
        groups.setdefault((cell.held.value, cell.edits) if cell.held.kind == "s" else (cell.part, cell.held.name), []).append(cell)
    return list(groups.values())


def _spliced(package: _Package, cells: list[_Cell], splices: dict[str, list[Splice]]) -> Text | None:
    """Add the edits of cells that are alike to `splices`; or why they cannot be made."""
    first = cells[0]
    if first.held.kind != "s":
        made = first.held.spliced(first.edits)
        if not isinstance(made, Text):
            splices.setdefault(first.part, []).extend(made)
        return made if isinstance(made, Text) else None
    index = int(first.held.value)
    entry = package.shared[index]
    made = entry.spliced(first.edits)
    if isinstance(made, Text):
        return made
    strings = splices.setdefault(package.strings, [])
    if package.uses[first.held.value] == len(cells):
        strings += made
        return None
    part = package.data[package.strings]
    end = _SST_END.search(part)
    if end is None:
        return CELL
    start = entry.span.start
    added = spliced(part[slice(*entry.span)], [(at - start, to - start, fresh) for at, to, fresh in made])
    number = len(package.shared) + sum(at == end.start() for at, _, _ in strings)
    strings.append((end.start(), end.start(), added))
    for cell in cells:
        splices.setdefault(cell.part, []).append((*cell.held.inner, str(number).encode()))
    return None
