"""Paths as the user gives them to the files to read, in a fixed order."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator, Sequence
from functools import cache
from typing import NamedTuple

from listlint import formats
from listlint.config import BASELINE, FILE

SKIPPED = frozenset({"node_modules", "site-packages", "__pycache__", "build", "dist"})
"""Folders that hold no listings; hidden ones and Python's virtual environments are passed over as well."""

ENVIRONMENT = "pyvenv.cfg"
"""The file by which a folder is a virtual environment."""

IGNORE = ".gitignore"

PAGES, NAMING = (".html", ".htm", ".md", ".markdown"), (".yaml", ".yml", ".json", ".jsonl", ".csv", ".tsv")
"""What a listing's detail may stand in, and what may name it, by the ends of their names."""


MADE = b'<meta name="generator" content="listlint">'
"""What stands at the head of the pages that listlint writes, which repeat the copy they speak of."""


class Missed(NamedTuple):
    """A path that cannot be looked into, and the system's reason; none where there is no such path."""

    path: str
    reason: str


def discover(paths: Sequence[str], home: str = ".", exclude: Sequence[str] = (), strict: bool = False) -> list[str | Missed]:
    """The files under the paths, each once, in the order of their paths, whatever the order of the arguments.

    A file named outright is given whatever its ending; in a folder only those of a known format are, not the linter's own,
    not what a .gitignore names, and Markdown only with front matter. Links to folders are not followed. `exclude` holds
    patterns as in .gitignore, relative to `home`. `strict` holds a file named outright to what a folder would give of it
    (a commit hook names every changed file). A page that another of the files names as its detail is left to that.
    """
    own = (_Patterns(os.path.abspath(home), exclude),) if exclude else ()
    rules = cache(_ignore)
    found = {one for path in paths if not strict or os.path.isdir(path) or _listed(path, rules) for one in _named(path, own)}
    return _unclaimed(sorted(found, key=lambda one: (one.path if isinstance(one, Missed) else one, isinstance(one, Missed))))


class _Patterns:
    """Patterns as in .gitignore, relative to a folder."""

    def __init__(self, base: str, lines: Sequence[str]) -> None:
        from pathspec import GitIgnoreSpec

        self.base = base.rstrip(os.sep) + os.sep
        self._spec = GitIgnoreSpec.from_lines(lines)

    def says(self, path: str, folder: bool) -> bool | None:
        """Whether an absolute path is left out; None where the patterns do not speak of it."""
        if not path.startswith(self.base):
            return None
        inner = path[len(self.base) :].replace(os.sep, "/") + ("/" if folder else "")
        return self._spec.check_file(inner).include


def _named(path: str, own: tuple[_Patterns, ...]) -> Iterator[str | Missed]:
    whole = os.path.abspath(path)
    if os.path.isdir(path):
        yield from _walk(path, whole, own, _above(whole))
    elif not os.path.lexists(path):
        yield Missed(_shown(path), "")
    elif not _left_out(own, whole, False):
        yield _shown(path)


def _listed(path: str, rules: Callable[[str], tuple[_Patterns, ...]]) -> bool:
    """Whether the working folder would have given this file; `rules` gives the patterns of a folder's own .gitignore."""
    *folders, name = os.path.relpath(path).split(os.sep)
    passed = any((one.startswith(".") and one != "..") or one in SKIPPED for one in folders)
    named = not passed and not name.startswith((".", "~$")) and _holds(name)
    return named and not _ignored(os.path.abspath(path), rules) and _speaks(path)


def _ignored(whole: str, rules: Callable[[str], tuple[_Patterns, ...]]) -> bool:
    """Whether a walk from the working folder, or from that of a file outside it, would leave out a file for what a .gitignore says.

    `rules` gives the patterns of a folder's own .gitignore.
    """
    top = os.getcwd()
    if not whole.startswith(top.rstrip(os.sep) + os.sep):
        top = os.path.dirname(whole)
    folder, patterns = top, (*_above(top), *rules(top))
    for step in os.path.relpath(whole, top).split(os.sep):
        folder = os.path.join(folder, step)
        if _left_out(patterns, folder, folder != whole):
            return True
        patterns = (*patterns, *rules(folder)) if folder != whole else patterns
    return False


def _holds(name: str) -> bool:
    """Whether a file of this name may hold listings: its format is known, and it is not the linter's own."""
    return name not in (BASELINE, FILE) and formats.claimed(name)


def _speaks(path: str) -> bool:
    """False of what is no listing: Markdown without front matter, a page that listlint wrote."""
    name = path.lower()
    if name.endswith((".html", ".htm")):
        return MADE not in _start(path)
    return not name.endswith((".md", ".markdown")) or _start(path)[:6].removeprefix(b"\xef\xbb\xbf").startswith(b"---")


def _walk(path: str, whole: str, own: tuple[_Patterns, ...], ignored: tuple[_Patterns, ...]) -> Iterator[str | Missed]:
    try:
        with os.scandir(path) as entries:
            ordered = sorted(entries, key=lambda entry: entry.name)
    except OSError as error:
        yield Missed(_shown(path), error.strerror or str(error))
        return
    if any(entry.name == ENVIRONMENT for entry in ordered):
        return
    if any(entry.name == IGNORE for entry in ordered):
        ignored = (*ignored, *_ignore(whole))
    for entry in ordered:
        name = entry.name
        if name.startswith((".", "~$")) or name in SKIPPED:  # ~$a.xlsx: Excel has a.xlsx open
            continue
        folder = entry.is_dir(follow_symlinks=False)
        if not folder and (not _holds(name) or not _is_file(entry)):
            continue
        inside = os.path.join(whole, name)
        if _left_out(own, inside, folder) or _left_out(ignored, inside, folder):
            continue
        if folder:
            yield from _walk(entry.path, inside, own, ignored)
        elif _speaks(entry.path):
            yield _shown(entry.path)


def _is_file(entry: os.DirEntry[str]) -> bool:
    """Whether an entry of a folder is a file; of one the system cannot tell of, as of a link to itself, reading it tells why."""
    try:
        return entry.is_file()
    except OSError:
        return True


def _left_out(patterns: tuple[_Patterns, ...], whole: str, folder: bool) -> bool:
    """Whether the innermost patterns that speak of a path leave it out."""
    for one in reversed(patterns):
        said = one.says(whole, folder)
        if said is not None:
            return said
    return False


def _above(whole: str) -> tuple[_Patterns, ...]:
    """The patterns of the folders above, up to the top of the repository; none outside one."""
    found: tuple[_Patterns, ...] = ()
    folder = whole
    while not os.path.exists(os.path.join(folder, ".git")):
        above = os.path.dirname(folder)
        if above == folder:
            return ()
        folder, found = above, (*_ignore(above), *found)
    return found


def _ignore(folder: str) -> tuple[_Patterns, ...]:
    try:
        with open(os.path.join(folder, IGNORE), encoding="utf-8", errors="replace") as file:
            return (_Patterns(folder, file.read().splitlines()),)
    except OSError:
        return ()


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


def _start(path: str) -> bytes:
    """A file's first bytes; of one that cannot be opened, those of front matter: reading it tells why."""
    try:
        with open(path, "rb") as file:
            return file.read(1024)
    except OSError:
        return b"---"


def _shown(path: str) -> str:
    """The path as reports show it: forward slashes, no leading ./"""
    return os.path.normpath(path).replace(os.sep, "/")
