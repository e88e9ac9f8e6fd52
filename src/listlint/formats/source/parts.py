"""Texts taken out of a file, each with the way back."""

from __future__ import annotations

from listlint.formats.source.lines import Lines
from listlint.formats.source.origin import Found, LazyOrigin
from listlint.records.document import Path, Place
from listlint.records.span import SourceMap, Span


class Parts(LazyOrigin):
    """The origin of texts that a reader took out of a file: {key: (text, where its characters stand)}."""

    __slots__ = ("_lines", "_parts")

    def __init__(self, parts: dict[str, tuple[str, SourceMap]], lines: Lines) -> None:
        self._parts = parts
        self._lines = lines

    def find(self, path: Path) -> Found:
        """The part that `path` names, or the start of the file."""
        if not path or path[0] not in self._parts:
            return Found(Span(0, 0))
        text, source = self._parts[str(path[0])]
        return Found(source.span(Span(0, len(text))), source)

    def locate(self, span: Span) -> Place:
        """The place of a span of the file's text."""
        return self._lines.place(span)

    def line(self, number: int) -> str:
        """The file's line of that number, from 1."""
        return self._lines.line(number)
