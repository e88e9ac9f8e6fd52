"""Files through the line on this machine: in this process, or in several where there are files enough to pay for them."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from functools import lru_cache
from typing import NamedTuple

from listlint.beside import Beside, join
from listlint.config import ConfigError, Options, settle
from listlint.discover import Missed
from listlint.linter import Desk, desk, examine, order, unreadable
from listlint.records.diagnostic import Allowed, Diagnostic
from listlint.records.document import Place, Source, Text, Unread
from listlint.records.settings import Settings
from listlint.rules import unreadable_file

ENOUGH = 2000
"""Fewer small files than this are done sooner in one process: starting another costs about 50 ms, a file about 0.07 ms."""

CHUNK = 100

PAGES, NAMING = (".html", ".htm", ".md", ".markdown"), (".yaml", ".yml", ".json", ".jsonl", ".csv", ".tsv")
"""What a listing's detail may stand in, and what may name it, by the ends of their names."""


class Outcome(NamedTuple):
    """What one file gave, in the order of places."""

    path: str
    found: tuple[Diagnostic | Allowed, ...]


def run(paths: Iterable[str | Missed], options: Options, settings: Settings, jobs: int = 1) -> Iterator[Outcome]:
    """The outcome of every path, in their order, whatever `jobs`; a page that a listing names as its detail is read with that."""
    paths = _unclaimed(list(paths))
    if jobs > 1 and len(paths) >= ENOUGH:
        yield from _spread(paths, options, settings, jobs)
        return
    ready = desk(settings, beside(options))
    for path in paths:
        yield check(path, ready)


def check(path: str | Missed, ready: Desk) -> Outcome:
    """The outcome of one file; what cannot be opened is a diagnostic like any other."""
    if isinstance(path, Missed):
        return Outcome(path.path, _missed(path.path, path.reason, ready))
    try:
        with open(path, "rb") as file:
            data = file.read()
    except OSError as error:
        return Outcome(path, _missed(path, error.strerror or str(error), ready))
    return Outcome(path, tuple(sorted(examine(Source(path, data), ready), key=order)))


def _unclaimed(paths: list[str | Missed]) -> list[str | Missed]:
    """The paths without the pages whose file names stand in a file that speaks of a detail_file."""
    pages = {os.path.basename(path): path for path in paths if isinstance(path, str) and path.lower().endswith(PAGES)}
    if not pages or len(paths) == 1:
        return paths
    claimed: set[str] = set()
    for path in paths:
        if isinstance(path, str) and path.lower().endswith(NAMING):
            try:
                with open(path, "rb") as file:
                    data = file.read()
            except OSError:
                continue
            if b"detail_file" in data:
                claimed.update(page for page in pages if page.encode() in data)
    return [path for path in paths if not isinstance(path, str) or os.path.basename(path) not in claimed]


def _missed(path: str, reason: str, ready: Desk) -> tuple[Diagnostic, ...]:
    if unreadable_file.RULE.slug not in ready.rules:
        return ()
    message = Text(f"打不开：{reason}；检查路径和权限", f"cannot be opened: {reason}; check the path and its permissions")
    return (unreadable(path, Unread(message, Place(1, 1, 1, 1)), ready),)


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
    return desk(settle(options, today), beside(options))


def beside(options: Options) -> Beside:
    """The files that listings may name, with the attribute data that options join. Raises ConfigError where it cannot be read."""
    if not options.attributes:
        return Beside(options.home)
    given = dict(options.attributes)
    joined = join(os.path.normpath(os.path.join(os.path.relpath(options.home), given["file"])).replace(os.sep, "/"), given["key"])
    if isinstance(joined, Text):
        raise ConfigError(joined)
    return Beside(options.home, joined)
