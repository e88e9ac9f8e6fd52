"""Keys that an object of a JSON text has more than once: a reader keeps the last value, and what the others held would be lost unsaid."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

from listlint.formats.source.json_text import members
from listlint.late import late
from listlint.records.span import Span

_APART = late(r'"[ \t\n\r]+:')
"""A key and its colon, or what looks like it in a text."""


def repeated(text: str, value: Any) -> Iterable[tuple[str, Span]]:
    """The keys that the same object has again further down, and where the values stand that are not kept; `value` is what was read."""
    colons = text.count(":")
    if value.__class__ is dict and colons == len(value):
        return ()  # as many colons as keys that were kept, so none was not
    keys = _keys(value)
    if colons == keys or (text.count('":') == keys and _APART.search(text) is None):
        return ()
    return _repeated(text, len(text) - len(text.lstrip()))


def _keys(value: Any) -> int:
    count = len(value) if value.__class__ is dict else 0
    if count or value.__class__ is list:
        for inner in value.values() if count else value:
            if inner.__class__ is dict or inner.__class__ is list:
                count += _keys(inner)
    return count


def _repeated(text: str, start: int) -> Iterator[tuple[str, Span]]:
    known: dict[str | int, Span] = {}
    for key, span in members(text, start):
        if key in known:
            yield str(key), known[key]
        known[key] = span
        yield from _repeated(text, span.start)
