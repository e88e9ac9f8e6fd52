"""JSON: the whole file is one record."""

from __future__ import annotations

from collections.abc import Iterator

from listlint.formats.source.decode import decode
from listlint.formats.source.json_keys import repeated
from listlint.formats.source.json_text import JsonOrigin, load
from listlint.formats.source.lines import Lines
from listlint.formats.source.refused import Refused, twice
from listlint.records.document import Place, Record, Source, Unread
from listlint.records.limits import LIMITS, Limits
from listlint.records.span import Span

SUFFIXES = (".json",)


def read(source: Source, limits: Limits = LIMITS) -> Iterator[Record | Unread]:
    """The value of a JSON file, or why it has none."""
    text = decode(source.data)
    if isinstance(text, Unread):
        yield text
        return
    try:
        value = load(text, limits)
        origin = _File(text)
        yield Record(value, origin)
        yield from (Unread(twice(name), origin.locate(span)) for name, span in repeated(text, value))
    except Refused as refused:
        yield Unread(refused.message, Lines(text).place(refused.span))


class _File(JsonOrigin):
    __slots__ = ("_lines",)

    def __init__(self, text: str) -> None:
        super().__init__(text)
        self._lines = Lines(text)

    def locate(self, span: Span) -> Place:
        """The place of a span of the file's text."""
        return self._lines.place(span)

    def line(self, number: int) -> str:
        """The file's line of that number, from 1."""
        return self._lines.line(number)
