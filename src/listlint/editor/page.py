"""A text that an editor shows, and the two ways of counting in it: ours in code points from 1, the editor's in its own units from 0."""

from __future__ import annotations

from collections.abc import Callable
from typing import NamedTuple

from lsprotocol.types import Position, Range

from listlint.formats.source.lines import Lines
from listlint.records.document import AnyPlace, Place
from listlint.records.span import Span


class Page(NamedTuple):
    """A text by its lines; `units` counts a string as the editor does (UTF-16, unless it asked for another)."""

    lines: Lines
    units: Callable[[str], int]

    def position(self, line: int, column: int) -> Position:
        """The editor's position of a line and a column, both from 1."""
        if line > len(self.lines.starts):
            line, column = len(self.lines.starts), 1 << 30
        return Position(line - 1, self.units(self.lines.line(line)[: column - 1]))

    def range(self, place: AnyPlace) -> Range:
        """The editor's range of a place; what is no place in a text (a cell, a whole file) is the start."""
        if not isinstance(place, Place):
            return Range(Position(0, 0), Position(0, 0))
        return Range(self.position(place.line, place.column), self.position(place.end_line, place.end_column))

    def stretch(self, start: int, end: int) -> Range:
        """The editor's range of the code points from `start` to `end`."""
        return self.range(self.lines.place(Span(start, end)))


def page(text: str, units: Callable[[str], int]) -> Page:
    """The page of a text."""
    return Page(Lines(text), units)
