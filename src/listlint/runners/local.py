"""Files through the line on this machine: in this process, or in several where there are files enough to pay for them."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable, Iterator, Sequence
from datetime import date
from functools import lru_cache

from listlint.config import Options
from listlint.desk import Desk, desk
from listlint.discover import Missed
from listlint.formats import largest
from listlint.formats.source.bounds import large as too_large
from listlint.linter import examine, order, unreadable
from listlint.records.diagnostic import Diagnostic, Outcome
from listlint.records.document import Listing, Place, Source, Text, Unread
from listlint.records.settings import Settings
from listlint.rules import unreadable_file
from listlint.runners.large import in_pieces, is_large
from listlint.settle import settle

ENOUGH = 2000
"""Fewer small files than this are done sooner in one process: starting another costs about 50 ms, a file about 0.07 ms."""

CHUNK = 100

MANY = 64
"""Listings from which it is told how far a file has come."""

Note = Callable[[str, int, float], object]
"""Is told how far a file has come: its path, its listings so far, and what part of its bytes has been read, 0 where that is not known."""


def run(paths: Iterable[str | Missed], options: Options, settings: Settings, jobs: int = 1, note: Note | None = None) -> Iterator[Outcome]:
    """The outcome of every path, in their order, whatever `jobs`; `note` is told nothing of files that other processes lint."""
    paths = list(paths)
    if jobs > 1 and len(paths) >= ENOUGH:
        yield from _spread(paths, options, settings, jobs)
        return
    ready = desk(settings)
    for path in paths:
        yield check(path, ready, note)


def check(path: str | Missed, ready: Desk, note: Note | None = None) -> Outcome:
    """The outcome of one file; what cannot be opened is a diagnostic like any other."""
    if isinstance(path, Missed):
        return Outcome(path.path, _missed(path.path, path.reason, ready))
    try:
        limit, name = largest(path, ready.settings.limits)
        size = os.path.getsize(path)
        if size > limit << 20:
            return Outcome(path, _refused(path, too_large(limit, name), ready))
        return _linted(path, size, ready, note)
    except OSError as error:
        return Outcome(path, _missed(path, error.strerror or str(error), ready))


def _linted(path: str, size: int, ready: Desk, note: Note | None) -> Outcome:
    """The outcome of a file of that size. Raises OSError."""
    listings, alone, read = 0, True, 0.0
    ids: set[str] = set()

    def met(more: Sequence[Listing], leans: bool) -> None:
        nonlocal listings, alone
        listings, alone = listings + len(more), alone and not leans
        if ready.settings.joined:
            ids.update(listing.id.strip() for listing in more)
        if note and listings >= MANY:
            note(path, listings, read)

    def done(part: float) -> None:
        nonlocal read
        read = part

    told = in_pieces(path, ready, met, done) if is_large(path, size) else examine(_source(path), ready, met)
    found = tuple(sorted(told, key=order))
    return Outcome(path, found, alone, listings, frozenset(ids))


def _source(path: str) -> Source:
    with open(path, "rb") as file:
        return Source(path, file.read())


def _missed(path: str, reason: str, ready: Desk) -> tuple[Diagnostic, ...]:
    message = Text(f"打不开：{reason}；检查路径和权限", f"cannot be opened: {reason}; check the path and its permissions")
    if not reason:
        message = Text("没有这个文件或文件夹；检查路径", "no such file or folder; check the path")
    return _refused(path, message, ready)


def _refused(path: str, message: Text, ready: Desk) -> tuple[Diagnostic, ...]:
    return (unreadable(path, Unread(message, Place(1, 1, 1, 1)), ready),) if unreadable_file.RULE.slug in ready.rules else ()


def _spread(paths: Sequence[str | Missed], options: Options, settings: Settings, jobs: int) -> Iterator[Outcome]:
    from concurrent.futures import ProcessPoolExecutor

    chunks = [(paths[at : at + CHUNK], options, settings.today) for at in range(0, len(paths), CHUNK)]
    with ProcessPoolExecutor(jobs) as pool:
        for outcomes in pool.map(_chunk, chunks):
            yield from outcomes


def _chunk(work: tuple[Sequence[str | Missed], Options, date]) -> list[Outcome]:
    paths, options, today = work
    ready = _desk(options, today)
    return [check(path, ready) for path in paths]


@lru_cache(maxsize=1)
def _desk(options: Options, today: date) -> Desk:
    return desk(settle(options, today))
