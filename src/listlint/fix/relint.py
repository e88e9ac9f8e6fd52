"""A file linted as if it and others held bytes that are not on the disk yet."""

from __future__ import annotations

from collections.abc import Mapping
from functools import lru_cache

from listlint.beside import shown
from listlint.desk import Desk, desk
from listlint.joined import joined
from listlint.linter import examine, order
from listlint.records.diagnostic import Allowed, Diagnostic
from listlint.records.document import Attached, Joined, Source

_joined = lru_cache(maxsize=2)(joined)  # asked for each listing file


def examined(source: Source, files: Mapping[str, bytes], ready: Desk) -> tuple[Diagnostic | Allowed, ...]:
    """What is found in a file, in order, when the files it names hold the bytes that `files` has by their paths as reports show them."""
    look, data = ready.settings.files, ready.settings.joined
    if data and data.path in files:
        fresh = _joined(Source(data.path, files[data.path]), data.key, ready.settings.limits)
        ready = desk(ready.settings._replace(joined=fresh if isinstance(fresh, Joined) else data))
    if look and files.keys() - {source.path}:

        def seen(path: str, name: str) -> Attached:
            found, data = look(path, name), files.get(shown(path, name))
            return found._replace(data=data) if data is not None and found.state == "sound" else found

        ready = desk(ready.settings._replace(files=seen))
    return tuple(sorted(examine(source, ready), key=order))
