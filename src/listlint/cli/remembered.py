"""Outcomes of files, from the cache where it knows them, in the order of the files."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator, Sequence
from datetime import date
from typing import Any

import listlint
from listlint import cache
from listlint.config import Options
from listlint.discover import Missed
from listlint.lexicon.folder import content_key
from listlint.records.diagnostic import Outcome
from listlint.records.settings import Settings

Note = Callable[[str, int, float], object]
"""Is told how far a file has come, as a runner tells it."""


def outcomes(
    paths: Sequence[str | Missed], options: Options, settings: Callable[[], Settings], jobs: int, note: Note | None = None
) -> Iterator[Outcome]:
    """The outcome of every path; `settings` is asked only where the cache does not know them all.

    Where nothing is kept for these options they have not been held against the wordlists, so it is asked at once.
    """
    key = (options, os.getcwd(), date.today(), content_key(options.wordlists), listlint.__version__, sources())
    kept = cache.opened(options.home, *key)
    if kept is None:
        settings()
        kept = cache.Kept(cache.place(options.home, *key), {})
    return _outcomes(paths, options, settings, jobs, note, kept)


def _outcomes(
    paths: Sequence[str | Missed], options: Options, settings: Callable[[], Settings], jobs: int, note: Note | None, kept: cache.Kept
) -> Iterator[Outcome]:
    digests = {path: cache.digest(path) for path in paths if isinstance(path, str)}
    hits = {path: found for path, content in digests.items() if (found := cache.recalled(kept, path, content)) is not None}
    missing = [path for path in paths if isinstance(path, Missed) or path not in hits]
    linted = _linted(missing, options, settings(), jobs, note) if missing else iter(())
    fresh: dict[str, Any] = {}
    try:
        for path in paths:
            if isinstance(path, str) and path in hits:
                yield hits[path]
                continue
            outcome = next(linted)
            content = digests.get(path) if isinstance(path, str) else None
            if (
                content and outcome.alone and len(outcome.found) <= cache.LIMIT and cache.digest(outcome.path) == content
            ):  # unchanged while it was read
                fresh[outcome.path] = cache.row(content, outcome)
            yield outcome
    finally:
        if fresh:
            cache.save(kept.path, fresh)


def _linted(paths: Sequence[str | Missed], options: Options, settings: Settings, jobs: int, note: Note | None) -> Iterator[Outcome]:
    from listlint.runners.local import run  # with the whole line behind it, which a run that knows all its files has no need of

    return run(paths, options, settings, jobs, note)


def sources() -> int:
    """When a checkout's own program was last changed, which its version does not tell, in nanoseconds; 0 of a wheel."""
    top = os.path.dirname(os.path.abspath(listlint.__file__))
    if os.path.isfile(os.path.join(top, "wordlists", "compiled.json")):
        return 0
    files = (os.path.join(folder, name) for folder, _, names in os.walk(top) for name in names if not name.endswith(".pyc"))
    return max(os.stat(path).st_mtime_ns for path in files)
