"""A file linted as if it and others held bytes that are not on the disk yet."""

from __future__ import annotations

from collections.abc import Mapping

from listlint.beside import shown
from listlint.linter import Desk, desk, examine, order
from listlint.records.diagnostic import Allowed, Diagnostic
from listlint.records.document import Attached, Source


def examined(source: Source, files: Mapping[str, bytes], ready: Desk) -> tuple[Diagnostic | Allowed, ...]:
    """What is found in a file, in order, when the files it names hold the bytes that `files` has by their paths as reports show them."""
    look = ready.settings.files
    if look and files.keys() - {source.path}:

        def seen(path: str, name: str) -> Attached:
            found, data = look(path, name), files.get(shown(path, name))
            return found._replace(data=data) if data is not None and found.state == "sound" else found

        ready = desk(ready.settings._replace(files=seen))
    return tuple(sorted(examine(source, ready), key=order))
