"""One module per input format, each with SUFFIXES and read(source); a new file here is a new format."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from importlib import import_module
from typing import Any

from listlint.records.document import Record, Source, Unread

Read = Callable[[Source], Iterator[Record | Unread]]


def names() -> tuple[str, ...]:
    """The formats, which are the modules in this folder, in order."""
    files = os.listdir(os.path.dirname(os.path.abspath(__file__)))
    return tuple(sorted(file[:-3] for file in files if file.endswith(".py") and not file.startswith("_")))


def reader(path: str) -> Read | None:
    """The function that reads files like `path`, told by its suffix, or None where no format claims it."""
    suffix = os.path.splitext(path)[1].lower()
    known = names()
    likely = [name for name in known if suffix == "." + name]
    for name in (*likely, *known) if suffix else ():
        module: Any = import_module(f"{__name__}.{name}")
        if suffix in module.SUFFIXES:
            read: Read = module.read
            return read
    return None
