"""One module per input format, each with SUFFIXES and read(source, limits); a new file here is a new format.

A module that reads tables says `TABLE = True`, and its `read(source, head, limits)` takes the function that finds the headers
among the first rows; without one the first row names the columns. A format that has comments gives those that speak to listlint with remarks(source).
"""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from functools import cache, partial
from importlib import import_module
from typing import Any

from listlint.modules import module_names
from listlint.records.allowance import Remark
from listlint.records.document import Head, Record, Source, Unread
from listlint.records.limits import LIMITS, Limits

Read = Callable[[Source], Iterator[Record | Unread]]

IN_PIECES = (".csv", ".tsv", ".jsonl", ".ndjson", ".xlsx", ".xlsm", ".xlsb", ".xls", ".ods")
"""Endings of files that are read listing by listing."""

_OTHERS = frozenset({"", ".jpg", ".jpeg", ".png", ".gif", ".webp", ".svg", ".mp4", ".pdf", ".zip", ".txt", ".py"})
"""Endings of what often lies beside listings and that no format reads: to ask each would import them all, which takes 40 ms."""


def names() -> tuple[str, ...]:
    """The formats, which are the modules in this folder, in order."""
    return module_names(__file__)


def reader(path: str, head: Head | None = None, limits: Limits = LIMITS) -> Read | None:
    """The function that reads files like `path`, told by its suffix, or None where no format claims it.

    `head` finds the headers of a table.
    """
    module = _module(os.path.splitext(path)[1].lower())
    if module is None:
        return None
    given: dict[str, Any] = {"head": head} if head and getattr(module, "TABLE", False) else {}
    if limits != LIMITS:
        given["limits"] = limits
    read: Read = partial(module.read, **given) if given else module.read
    return read


def largest(path: str, limits: Limits) -> tuple[int, str]:
    """How many MiB a file like `path` may have, and the limit that says so: one that is read as a whole takes many times its size."""
    in_pieces = path.lower().endswith(IN_PIECES)
    return (limits.file, "file") if in_pieces else (min(limits.file, limits.document), "document")


def claimed(path: str) -> bool:
    """Whether a format reads files like `path`; one named as its module, or of a common kind that none reads, is told at once."""
    suffix = os.path.splitext(path)[1].lower()
    return suffix not in _OTHERS and (suffix[1:] in _names() or _module(suffix) is not None)


def remarks(source: Source) -> Iterator[Remark]:
    """The comments of a file that speak to listlint; none where its format has no comments."""
    module = _module(os.path.splitext(source.path)[1].lower())
    yield from module.remarks(source) if hasattr(module, "remarks") else ()


@cache
def _names() -> frozenset[str]:
    return frozenset(names())


@cache
def _module(suffix: str) -> Any:
    """The module that reads files of a suffix, or None."""
    known = names()
    likely = [name for name in known if suffix == "." + name]
    for name in (*likely, *known) if suffix else ():
        module: Any = import_module(f"{__name__}.{name}")
        if suffix in module.SUFFIXES:
            return module
    return None
