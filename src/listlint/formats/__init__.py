"""One module per input format, each with SUFFIXES and read(source); a new file here is a new format."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from functools import cache
from importlib import import_module
from typing import Any

from listlint.modules import module_names
from listlint.records.document import Record, Source, Unread

Read = Callable[[Source], Iterator[Record | Unread]]


def names() -> tuple[str, ...]:
    """The formats, which are the modules in this folder, in order."""
    return module_names(__file__)


def reader(path: str) -> Read | None:
    """The function that reads files like `path`, told by its suffix, or None where no format claims it."""
    return _reader(os.path.splitext(path)[1].lower())


@cache
def _reader(suffix: str) -> Read | None:
    known = names()
    likely = [name for name in known if suffix == "." + name]
    for name in (*likely, *known) if suffix else ():
        module: Any = import_module(f"{__name__}.{name}")
        if suffix in module.SUFFIXES:
            read: Read = module.read
            return read
    return None
