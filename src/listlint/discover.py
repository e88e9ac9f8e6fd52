"""Paths as the user gives them to the files to read, in a fixed order."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator, Sequence
from typing import NamedTuple

from listlint import formats
from listlint.config import BASELINE, FILE

SKIPPED = frozenset({"node_modules", "__pycache__", "build", "dist"})
"""Folders that hold no listings; hidden ones are passed over as well."""


class Missed(NamedTuple):
    """A path that cannot be looked into, and the system's reason."""

    path: str
    reason: str


def discover(paths: Sequence[str], home: str = ".", exclude: Sequence[str] = ()) -> list[str | Missed]:
    """The files under the paths, each once, in the order of their paths, whatever the order of the arguments.

    A file named outright is given whatever its ending; in a folder only those of a known format are, and not
    the linter's own. Links to folders are not followed. `exclude` holds patterns as in .gitignore, relative to `home`.
    """
    excluded = _excluder(home, exclude)
    found = {one for path in paths for one in _walk(path, excluded, named=True)}
    return sorted(found, key=lambda one: (one.path if isinstance(one, Missed) else one, isinstance(one, Missed)))


def _walk(path: str, excluded: Callable[[str], bool], named: bool = False) -> Iterator[str | Missed]:
    if not os.path.isdir(path):
        if not os.path.lexists(path):
            yield Missed(_shown(path), "not found")
        elif not excluded(path):
            yield _shown(path)
        return
    try:
        with os.scandir(path) as entries:
            ordered = sorted(entries, key=lambda entry: entry.name)
    except OSError as error:
        yield Missed(_shown(path), error.strerror or str(error))
        return
    for entry in ordered:
        if entry.name.startswith(".") or entry.name in SKIPPED or excluded(entry.path):
            continue
        if entry.is_dir(follow_symlinks=False):
            yield from _walk(entry.path, excluded)
        elif entry.is_file() and entry.name not in (BASELINE, FILE) and formats.claimed(entry.name):
            yield _shown(entry.path)


def _shown(path: str) -> str:
    """The path as reports show it: forward slashes, no leading ./"""
    return os.path.normpath(path).replace(os.sep, "/")


def _excluder(home: str, patterns: Sequence[str]) -> Callable[[str], bool]:
    if not patterns:
        return lambda path: False
    from pathspec import GitIgnoreSpec

    spec = GitIgnoreSpec.from_lines(patterns)
    base = os.path.abspath(home)
    return lambda path: spec.match_file(os.path.relpath(os.path.abspath(path), base).replace(os.sep, "/"))
