"""Rows in Arrow's memory, a record batch in and a record batch out: `lint_batch` is all that an engine for clusters has to call.

The one package that imports pyarrow (extra: bulk).
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from datetime import datetime
from typing import Any, NamedTuple, TypeAlias

import pyarrow as pa

from listlint.desk import Desk
from listlint.formats.source.bounds import UNKNOWN
from listlint.heading import head
from listlint.records.diagnostic import Diagnostic
from listlint.records.document import Heading, Path, Place, Record, Text, Unread
from listlint.records.lexicon import Layout
from listlint.records.limits import LIMITS
from listlint.records.span import SourceMap, Span
from listlint.runners.rows import lint_rows

Batch: TypeAlias = pa.RecordBatch

_INT, _TEXT = pa.int32(), pa.string()
_PLACE = pa.struct(
    [("line", pa.int64()), ("column", _INT), ("end_line", pa.int64()), ("end_column", _INT), ("sheet", _TEXT), ("cell", _TEXT)]
)
_EDIT = pa.struct([("span", pa.list_(_INT)), ("text", _TEXT)])

SCHEMA = pa.schema(
    [
        pa.field("rule", _TEXT, nullable=False),
        pa.field("code", _TEXT, nullable=False),
        pa.field("severity", _TEXT, nullable=False),
        pa.field("message", _TEXT, nullable=False),
        pa.field("path", _TEXT, nullable=False),
        ("listing", _TEXT),
        ("field", _TEXT),
        ("role", _TEXT),
        pa.field("place", _PLACE, nullable=False),
        ("span", pa.list_(_INT)),
        ("text", _TEXT),
        ("excerpt", _TEXT),
        ("hidden", pa.bool_()),
        ("basis", pa.list_(pa.struct([("law", _TEXT), ("article", _TEXT)]))),
        ("related", pa.list_(pa.struct([("field", _TEXT), ("message", _TEXT), ("place", _PLACE), ("path", _TEXT)]))),
        ("fix", pa.struct([("safety", _TEXT), ("edits", pa.list_(_EDIT))])),
    ]
)
"""A diagnostic as the contract has it, field by field; what its JSON leaves out is null."""


def lint_batch(batch: Batch, ready: Desk, path: str = "", first: int = 1) -> Batch:
    """The diagnostics (SCHEMA) of a batch with a listing in every row, in the order of the rows.

    The batch's columns are told as a table's headers are. A place's line is the row's number, of which `first` is the first
    row's, and its column counts code points of the value. Columns of no known layout are a diagnostic, an unknown-layout.
    """
    opened = opening(batch, ready.settings.lexicon.layouts)
    rows = [opened] if isinstance(opened, Unread) else records(batch, opened, first)
    return diagnostics(lint_rows(path, rows, ready).diagnostics)


def diagnostics(found: Iterable[Diagnostic]) -> Batch:
    """The diagnostics as a batch of SCHEMA."""
    return pa.RecordBatch.from_pylist([one.as_json() for one in found], schema=SCHEMA)


def opening(batch: Batch, layouts: Mapping[str, Layout]) -> Heading | Unread:
    """What the columns of a table mean, or that nobody knows; `batch` holds its first rows."""
    names, find = batch.schema.names, head(layouts)
    found = find([names])
    if isinstance(found, Heading):
        return found
    rows = ([held if isinstance(held, str) else "" for held in row.values()] for row in batch.slice(0, LIMITS.header_rows).to_pylist())
    told = find([names, *rows])  # which names the likeliest column for the title, by what stands in it
    return Unread(told if isinstance(told, Text) else found, Place(1, 1, 1, 1), UNKNOWN)


def records(batch: Batch, opened: Heading, first: int) -> Iterator[Record]:
    """The rows as {header: value}, null values left out."""
    columns = [_values(column) for column in batch.columns]
    for number, held in enumerate(zip(*columns, strict=True), first):
        value = {name: said for name, said in zip(opened.names, held, strict=True) if said is not None}
        yield Record(value, _Row(number, value), opened.layout)


def _values(column: pa.Array) -> list[Any]:
    values: list[Any] = column.to_pylist(maps_as_pydicts="lossy")
    return values if pa.types.is_string(column.type) or pa.types.is_large_string(column.type) else list(map(_plain, values))


def _plain(value: Any) -> Any:
    """A value as a reader gives it: mappings, lists and text, a scalar as JSON or a workbook would have it written."""
    if value is None or isinstance(value, str):
        return value
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, float):
        return str(int(value)) if value.is_integer() and abs(value) < 1e15 else repr(value)
    if isinstance(value, datetime):
        return value.isoformat(" ").removesuffix(" 00:00:00")
    if isinstance(value, dict):
        return {key: _plain(held) for key, held in value.items() if held is not None}
    if isinstance(value, list):
        return [_plain(held) for held in value]
    return value.decode("utf-8", "replace") if isinstance(value, bytes) else str(value)


class _Row(NamedTuple):
    """The origin of a row's values: a line is a row's number, columns count code points of a value."""

    number: int
    value: Mapping[str, Any]

    def place(self, path: Path, span: Span, markup: SourceMap | None = None) -> Place:
        """The place of a span of the value at `path`; of what is no text, the row."""
        held: Any = self.value
        for key in path:
            held = held.get(key) if isinstance(held, Mapping) else held[int(key)]
        if not isinstance(held, str):
            return Place(self.number, 1, self.number + 1, 1)
        start, end = markup.span(span) if markup else span
        return Place(self.number, start + 1, self.number, min(end, len(held)) + 1)

    def line(self, number: int) -> str:
        """Nothing: a table in memory has no lines."""
        return ""
