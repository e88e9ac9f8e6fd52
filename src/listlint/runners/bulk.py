"""A table of millions of rows through the line: a piece at a time, in one process or several, written in the order of the rows."""

from __future__ import annotations

import gc
import os
from collections import Counter, deque
from collections.abc import Callable, Generator, Iterator, Mapping
from contextlib import closing, suppress
from datetime import date
from functools import lru_cache
from itertools import chain, islice
from time import monotonic
from typing import TYPE_CHECKING, NamedTuple, TypeVar

from listlint.config import Options
from listlint.desk import Desk, desk
from listlint.formats import csv
from listlint.formats.source.decode import BINARY, EMPTY
from listlint.heading import head
from listlint.linter import unreadable
from listlint.records.diagnostic import Diagnostic
from listlint.records.document import Heading, Place, Record, Unread
from listlint.records.lexicon import Layout
from listlint.records.limits import LIMITS, Limits
from listlint.records.rule import SEVERITIES
from listlint.reports import Manner
from listlint.reports.jsonl import render
from listlint.runners import partial
from listlint.runners.partial import State
from listlint.runners.pieces import SAMPLE, Piece, Utf8Text, pieces, shape
from listlint.runners.rows import Found, lint_rows, of_piece
from listlint.settle import settle

if TYPE_CHECKING:  # pyarrow is an extra
    from listlint.runners.arrow.parquet import Slice

TABLES, LINES, PARQUET = (".csv", ".tsv"), (".jsonl", ".ndjson"), (".parquet",)
"""The endings of what is read; what is written ends in one of the last two."""

EVERY = 2.0
"""Seconds between two notes of how far a run has come."""

Opened = csv.Opening | Heading | Unread | None
"""How a table begins: of text, of Parquet, or why nothing in it can be linted; JSON Lines have no beginning."""

Wrote = TypeVar("Wrote")


class Job(NamedTuple):
    """What every piece of a run needs, plain enough for another process. `parquet` is whether Parquet is written, not lines of JSON."""

    path: str
    options: Options
    today: date
    opened: Opened
    parquet: bool


class Part(NamedTuple):
    """What a piece gave as it is written, what the run has come to with it; diagnostics are counted by severity."""

    data: bytes
    end: int
    line: int
    rows: int
    listings: int
    found: Mapping[str, int]


def kind(path: str) -> str:
    """A path's ending, by which its format is told."""
    return os.path.splitext(path)[1].lower()


def opening(path: str, layouts: Mapping[str, Layout], limits: Limits = LIMITS) -> Opened:
    """How the table at `path` begins, or why nothing in it can be linted. Raises OSError."""
    if kind(path) in PARQUET:
        from listlint.runners.arrow import parquet

        return parquet.opening(path, layouts)
    with closing(Utf8Text(path)) as text:
        sample = text.read(SAMPLE).decode("utf-8", "replace").lstrip("\ufeff")
    if not sample or sample.isspace():
        return Unread(EMPTY, Place(1, 1, 1, 1))
    if "\0" in sample.partition("\n")[0]:  # further on it spoils its row alone
        return Unread(BINARY, Place(1, 1, 1, 1))
    return csv.opening(sample, head(layouts), path, limits) if kind(path) in TABLES else None


def start(parquet: bool) -> bytes:
    """What is written before all that pieces give."""
    if parquet:
        from listlint.runners.arrow.parquet import START

        return bytes(START)
    return b""


def extent(job: Job) -> int:
    """How much there is to be done, as `done` counts it. Raises OSError."""
    if isinstance(job.opened, Heading):
        from listlint.runners.arrow import parquet

        return parquet.rows(job.path)
    with closing(Utf8Text(job.path)) as text:
        return text.length()


def done(job: Job, state: State) -> int:
    """How much of it a run has done."""
    return state.row if isinstance(job.opened, Heading) else state.end


def lint_table(job: Job, out: str, state: State, jobs: int) -> Generator[State]:
    """Lint the table from `state` on and write what is found to `out`, which is there whole or not at all; how far that has come.

    Raises OSError where the input cannot be read, Unwritten where the output cannot be written.
    """
    with closing(_writing(partial.opened, out, state)) as file:
        if not state.size:
            state = state._replace(size=_writing(file.write, start(job.parquet)))
        saved = float("-inf")
        try:
            for part in run(job, state, jobs):
                state = _after(state, part, _writing(file.write, part.data))
                if monotonic() - saved > EVERY:
                    _writing(partial.save, out, file, state)
                    saved = monotonic()
                yield state
        finally:
            with suppress(partial.Unwritten):  # what was noted before counts
                _writing(partial.save, out, file, state)
    _writing(_finish, out, job.parquet)
    yield state


def _after(state: State, part: Part, size: int) -> State:
    found = {severity: state.found.get(severity, 0) + part.found.get(severity, 0) for severity in SEVERITIES}
    row, listings = state.row + part.rows, state.listings + part.listings
    return State(state.key, state.today, part.end, part.line, row, state.size + size, listings, found)


def _writing(work: Callable[..., Wrote], *given: object) -> Wrote:
    try:
        return work(*given)
    except OSError as error:
        raise partial.Unwritten(error) from None


def _finish(out: str, parquet: bool) -> None:
    """Put what is whole in its place."""
    whole = partial.path(out)
    if parquet:
        from listlint.runners.arrow.parquet import joined

        whole += ".parquet"
        joined(partial.path(out), whole)
    os.replace(whole, out)
    partial.drop(out)


def run(job: Job, state: State, jobs: int) -> Iterator[Part]:
    """What the pieces from `state` on give, in order, whatever `jobs`. Raises OSError where the input cannot be read."""
    if isinstance(job.opened, Unread):
        ready = desk_of(job.options, job.today)
        told = [unreadable(job.path, job.opened, ready)] if job.opened.rule in ready.rules else []
        yield _counted(job, Found(told, 0, 0), 0, 0)
        return
    work = tasks(job, state)
    few = list(islice(work, 2))
    if jobs == 1 or len(few) < 2:
        yield from (_part(job, task) for task in chain(few, work))
        return
    from concurrent.futures import Future, ProcessPoolExecutor
    from multiprocessing import get_context

    pool = ProcessPoolExecutor(jobs, get_context("spawn"), _worker)
    waiting: deque[Future[Part]] = deque()
    try:
        for task in chain(few, work):
            waiting.append(pool.submit(_part, job, task))
            if len(waiting) > 2 * jobs:  # enough to keep every process busy, and no more in memory
                yield waiting.popleft().result()
        while waiting:
            yield waiting.popleft().result()
    finally:
        pool.shutdown(cancel_futures=True)


def tasks(job: Job, state: State) -> Iterator[Piece | Slice]:
    """The pieces of the table from `state` on. Raises OSError."""
    assert not isinstance(job.opened, Unread)
    if isinstance(job.opened, Heading):
        from listlint.runners.arrow import parquet

        yield from parquet.slices(job.path, state.row)
        return
    with closing(Utf8Text(job.path)) as text:
        of = shape(job.opened.delimiter if job.opened else None, job.options.limits)
        yield from pieces(text, of, state.end, state.line)


def _worker() -> None:
    """A worker leaves Ctrl-C to the process that started it."""
    import signal

    signal.signal(signal.SIGINT, signal.SIG_IGN)
    seldom()


def seldom() -> None:
    """Collect garbage seldom: what pieces make is in cycles only here and there."""
    gc.set_threshold(100_000, 50, 100)


def _part(job: Job, task: Piece | Slice) -> Part:
    """One piece of work."""
    ready = desk_of(job.options, job.today)
    speaks = not isinstance(task, Piece) or b"listlint" in task.data
    found = lint_rows(job.path, records(job, task), ready, speaks)
    end, line = (task.end, task.line) if isinstance(task, Piece) else (0, 0)
    return _counted(job, found, end, line)


def records(job: Job, task: Piece | Slice) -> Iterator[Record | Unread]:
    """The rows of a piece."""
    if isinstance(task, Piece):
        assert not isinstance(job.opened, Heading | Unread)
        return of_piece(task, job.opened, job.options.limits)
    assert isinstance(job.opened, Heading)
    from listlint.runners.arrow.parquet import of_slice

    return of_slice(task, job.opened)


def _counted(job: Job, found: Found, end: int, line: int) -> Part:
    counts = Counter(one.severity for one in found.diagnostics)
    return Part(written(found.diagnostics, job.parquet), end, line, found.rows, found.listings, counts)


def written(found: list[Diagnostic], parquet: bool) -> bytes:
    """Diagnostics as they are written: lines of JSON, or an Arrow message."""
    if parquet:
        from listlint.runners.arrow.parquet import encoded

        return encoded(found)
    return "".join(line + "\n" for line in render(found, Manner())).encode("utf-8", "backslashreplace")


@lru_cache(maxsize=1)
def desk_of(options: Options, today: date) -> Desk:
    """The desk of a run, made once in each process."""
    ready = desk(settle(options, today))
    gc.freeze()  # what is loaded stays
    return ready
