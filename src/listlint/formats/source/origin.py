"""From a value's path in a record to its place in the file."""

from __future__ import annotations

from typing import NamedTuple

from listlint.records.document import Path, Place
from listlint.records.span import SourceMap, Span

NO_TEXT = SourceMap((), 0)


class Found(NamedTuple):
    """Where a value stands, as written, and the map from its text; a list, a mapping or nothing has no text."""

    span: Span
    text: SourceMap = NO_TEXT


class LazyOrigin:
    """An Origin that finds a value when first asked, and keeps it: findings come several to a value, and by turns to two."""

    __slots__ = ("_kept",)
    _kept: dict[Path, Found]

    def find(self, path: Path) -> Found:
        """The value at `path`, or the nearest one around it."""
        raise NotImplementedError

    def locate(self, span: Span) -> Place:
        """The place of a span of the text that `find` speaks of."""
        raise NotImplementedError

    def line(self, number: int) -> str:
        """The file's line of that number, from 1, without its line end."""
        raise NotImplementedError

    def place(self, path: Path, span: Span, markup: SourceMap | None = None) -> Place:
        """The place of `span` of the text at `path`; of the whole value where that is no text."""
        kept = getattr(self, "_kept", None)  # not there before it is first asked: most are never
        if kept is None:
            kept = self._kept = {}
        found = kept.get(path)
        if found is None:
            found = kept[path] = self.find(path)
        if not found.text.runs:
            return self.locate(found.span)
        return self.locate(found.text.span(markup.span(span) if markup else span))
