"""Parquet files: their rows a slice at a time, and diagnostics that were written as they came made into one."""

from __future__ import annotations

import errno
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from typing import NamedTuple

import pyarrow as pa
import pyarrow.ipc
import pyarrow.parquet as pq

from listlint.records.diagnostic import Diagnostic
from listlint.records.document import Heading, Record, Unread
from listlint.records.lexicon import Layout
from listlint.runners import arrow
from listlint.runners.arrow import SCHEMA, diagnostics

SLICE = 8192
"""Rows that are linted as one piece of work."""

GROUP = 1 << 17
"""Rows in a row group of what is written."""

START = SCHEMA.serialize().to_pybytes()
"""What the messages of diagnostics follow."""


class Slice(NamedTuple):
    """Rows of a table as an Arrow message with its schema, the number of rows before them and up to their end."""

    data: bytes
    before: int
    row: int


def opening(path: str, layouts: Mapping[str, Layout]) -> Heading | Unread:
    """What the columns of the file mean, or that nobody knows. Raises OSError."""
    with _file(path) as file:
        first = next(file.iter_batches(batch_size=SLICE), None)
        empty = pa.RecordBatch.from_pylist([], schema=file.schema_arrow)
        return arrow.opening(empty if first is None else first, layouts)


def rows(path: str) -> int:
    """The number of rows of the file. Raises OSError."""
    with _file(path) as file:
        return int(file.metadata.num_rows)


def slices(path: str, row: int = 0) -> Iterator[Slice]:
    """The rows of the file from `row` on, where a slice starts. Raises OSError."""
    with _file(path) as file:
        before = 0
        for group in range(file.metadata.num_row_groups):
            rows = file.metadata.row_group(group).num_rows
            if before + rows <= row:
                before += rows
                continue
            for batch in file.iter_batches(batch_size=SLICE, row_groups=[group]):
                before += batch.num_rows
                if before > row:
                    yield Slice(_message(batch), before - batch.num_rows, before)


def of_slice(part: Slice, opened: Heading) -> Iterator[Record]:
    """The records of a slice."""
    with pa.ipc.open_stream(part.data) as stream:
        for batch in stream:
            yield from arrow.records(batch, opened, part.before + 1)


def encoded(found: Iterable[Diagnostic]) -> bytes:
    """Diagnostics as an Arrow message of SCHEMA, or nothing where there are none."""
    batch = diagnostics(found)
    return bytes(batch.serialize().to_pybytes()) if batch.num_rows else b""


def joined(messages: str, to: str) -> None:
    """Write the diagnostics in a file of START and messages as a Parquet file. Raises OSError."""
    with pa.OSFile(messages) as source, pa.ipc.open_stream(source) as stream, pq.ParquetWriter(to, SCHEMA, compression="zstd") as file:
        held: list[pa.RecordBatch] = []
        for batch in stream:
            held.append(batch)
            if sum(one.num_rows for one in held) >= GROUP:
                file.write_table(pa.Table.from_batches(held))
                held = []
        if held:
            file.write_table(pa.Table.from_batches(held))


def _message(batch: pa.RecordBatch) -> bytes:
    sink = pa.BufferOutputStream()
    with pa.ipc.new_stream(sink, batch.schema) as stream:
        stream.write_batch(batch)
    return bytes(sink.getvalue().to_pybytes())


@contextmanager
def _file(path: str) -> Iterator[pq.ParquetFile]:
    """The file; what pyarrow cannot read of it is an OSError."""
    try:
        with pq.ParquetFile(path) as file:
            yield file
    except pa.ArrowException as error:
        raise OSError(errno.EIO, str(error).splitlines()[0], path) from None
