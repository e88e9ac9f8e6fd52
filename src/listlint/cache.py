"""What earlier runs found, by a file's content and all else an answer depends on, so that only what changed is linted again.

One file of results for each key (settings, day, wordlists, version) in a folder that may be deleted at any time. It is written
beside and renamed into place, and begins with a digest of the rest: a killed process or a full disk leaves the old one, and
what is damaged is not used. Of two processes that write at once the later takes in what the earlier wrote; what is lost between
them is only found again. Results are JSON, never pickles: a repository's cache must not be able to run code.
"""

from __future__ import annotations

import json
import os
from collections.abc import Mapping, Sequence
from time import time
from typing import Any, NamedTuple

from listlint.digest import blake2b
from listlint.records.diagnostic import Allowed, Diagnostic, Outcome, RelatedPlace
from listlint.records.document import AnyPlace, CellPlace, Place
from listlint.records.rule import Basis, Edit, Fix
from listlint.records.span import Span

FOLDER = ".listlint_cache"
LIMIT = 5_000
"""A file with more findings than this is linted anew each time."""
AGE = 7 * 24 * 3600
"""Seconds after which results nobody wrote again are deleted."""

_PIECE = 1 << 22  # bytes of a file that are held at once
_PREFIXES = ("results-", "lexicon-")


class Kept(NamedTuple):
    """The results of one key: `files` holds, by path, a digest of the content and what was found in it."""

    path: str
    files: Mapping[str, Any]


def opened(home: str, *parts: object) -> Kept | None:
    """The results kept in the folder `home` for a key of these parts, or None where there are none that can be used."""
    path = place(home, *parts)
    files = _read(path)
    return None if files is None else Kept(path, files)


def place(home: str, *parts: object) -> str:
    """The path of the results for a key of these parts."""
    key = blake2b("\n".join(map(repr, parts)).encode("utf-8", "surrogatepass"), digest_size=12).hexdigest()
    return os.path.join(home, FOLDER, f"results-{key}.json")


def digest(path: str) -> str | None:
    """A digest of a file's content; None where it cannot be read."""
    try:
        with open(path, "rb", buffering=0) as file:
            made = blake2b(file.read(_PIECE), digest_size=16)
            while piece := file.read(_PIECE):
                made.update(piece)
            return made.hexdigest()
    except OSError:
        return None


def recalled(kept: Kept, path: str, content: str | None) -> Outcome | None:
    """What the file gave when its content was the same, or None."""
    entry = kept.files.get(path)
    if content is None or entry is None or entry[0] != content:
        return None
    found = tuple(_allowed(row) if kind == "allowed" else _diagnostic(row) for kind, row in entry[1])
    return Outcome(path, found, listings=entry[2])


def row(content: str, outcome: Outcome) -> Any:
    """An entry for `save`."""
    return [content, [["allowed" if isinstance(one, Allowed) else "diagnostic", one] for one in outcome.found], outcome.listings]


def save(path: str, fresh: Mapping[str, Any]) -> None:
    """Add entries to the results at `path`; where they cannot be written, do without."""
    old = _read(path) or {}
    files = {name: entry for name, entry in old.items() if name not in fresh and os.path.exists(name)} | dict(fresh)
    body = json.dumps(files, separators=(",", ":")).encode("ascii")
    own = f"{path}.{os.getpid()}"
    try:
        os.makedirs(os.path.dirname(path), exist_ok=True)
        ignore = os.path.join(os.path.dirname(path), ".gitignore")
        if not os.path.exists(ignore):
            with open(ignore, "w", encoding="utf-8") as file:
                file.write("*\n")
        with open(own, "wb") as results:
            results.write(_check(body) + b"\n" + body)
        os.replace(own, path)
        _forget(os.path.dirname(path), time() - AGE)
    except OSError:
        _remove(own)


def clean(home: str) -> int:
    """Delete what is kept in the folder `home`, and nothing else; the number of files deleted."""
    folder = os.path.join(home, FOLDER)
    if not os.path.isdir(folder) or os.path.islink(folder):
        return 0
    count = _forget(folder, None)
    if os.listdir(folder) in ([], [".gitignore"]):
        _remove(os.path.join(folder, ".gitignore"))
        os.rmdir(folder)
    return count


def _forget(folder: str, before: float | None) -> int:
    with os.scandir(folder) as entries:
        old = [one.path for one in entries if one.name.startswith(_PREFIXES) and (before is None or one.stat().st_mtime < before)]
    return sum(_remove(path) for path in old)


def _remove(path: str) -> bool:
    try:
        os.unlink(path)
    except OSError:
        return False
    return True


def _read(path: str) -> dict[str, Any] | None:
    try:
        with open(path, "rb") as file:
            said, _, body = file.read().partition(b"\n")
    except OSError:
        return None
    return json.loads(body) if said == _check(body) else None


def _check(body: bytes) -> bytes:
    return blake2b(body, digest_size=16).hexdigest().encode("ascii")


def _diagnostic(row: Sequence[Any]) -> Diagnostic:
    one = Diagnostic(*row)
    fix = one.fix and Fix(one.fix[0], tuple(Edit(Span(*span), text) for span, text in one.fix[1]))
    related = tuple(RelatedPlace(*row)._replace(place=_place(row[2])) for row in one.related)
    places = tuple(map(_place, one.edit_places))
    basis = tuple(Basis(*basis) for basis in one.basis)
    span = one.span and Span(*one.span)
    return one._replace(place=_place(one.place), span=span, basis=basis, related=related, fix=fix, edit_places=places)


def _allowed(row: Sequence[Any]) -> Allowed:
    one = Allowed(*row)
    return one._replace(place=_place(one.place), basis=Basis(*one.basis), span=one.span and Span(*one.span))


def _place(row: Sequence[Any]) -> AnyPlace:
    return CellPlace(*row) if isinstance(row[0], str) else Place(*row)
