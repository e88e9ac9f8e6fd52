"""A listing handed over as a value, in no file: the record of it."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, NamedTuple

from listlint.records.document import Path, Place, Record
from listlint.records.span import SourceMap, Span


def given(value: Mapping[str, Any]) -> Record:
    """The record of a mapping in the contract's form; a place in it counts lines and columns of the text it is in."""
    plain = _plain(value)
    return Record(plain, Value(plain))


class Value(NamedTuple):
    """The origin of a listing that is in no file: places count within the value itself."""

    value: Any

    def place(self, path: Path, span: Span, markup: SourceMap | None = None) -> Place:
        text, span = self._text(path), markup.span(span) if markup else span
        (line, column), (end_line, end_column) = _at(text, span.start), _at(text, span.end)
        return Place(line, column, end_line, end_column)

    def line(self, number: int) -> str:
        return ""

    def _text(self, path: Path) -> str:
        value = self.value
        for key in path:
            value = value[key]
        return str(value)


def _at(text: str, offset: int) -> tuple[int, int]:
    before = text[:offset]
    return before.count("\n") + 1, offset - (before.rfind("\n") + 1) + 1


def _plain(value: Any) -> Any:
    """The value with its mappings, sequences and scalars as readers give them."""
    if isinstance(value, Mapping):
        return {str(key): _plain(item) for key, item in value.items()}
    if isinstance(value, (list, tuple)):
        return [_plain(item) for item in value]
    return value if value is None or isinstance(value, str) else str(value)
