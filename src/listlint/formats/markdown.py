"""Markdown: YAML front matter holds a listing's keys, the text below is its detail; without front matter all is detail."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from listlint.formats.source.decode import decode
from listlint.formats.source.lines import Lines
from listlint.formats.source.origin import Found, LazyOrigin
from listlint.formats.source.yaml_comments import remarks as yaml_remarks
from listlint.formats.yaml import compose
from listlint.records.allowance import Remark
from listlint.records.document import Path, Place, Record, Source, Text, Unread
from listlint.records.limits import LIMITS, Limits
from listlint.records.span import Span, identity

SUFFIXES = (".md", ".markdown")
BODY = "detail_markdown"

_FRONT = re.compile(r"---[ \t]*\r?\n(?P<yaml>(?s:.*?))^(?:---|\.\.\.)[ \t]*(?:\r?\n|\Z)", re.MULTILINE)
_NO_KEYS = Text("两行 --- 之间应是“键: 值”", "a mapping of keys to values should stand between the two lines of ---")


def read(source: Source, limits: Limits = LIMITS) -> Iterator[Record | Unread]:
    """The front matter's mapping, with the text below under `detail_markdown`; or why the front matter cannot be read."""
    text = decode(source.data)
    if isinstance(text, Unread):
        yield text
        return
    lines = Lines(text)
    front = _FRONT.match(text)
    start = front.end() if front else 0
    value: Any = {}
    keys = None
    if front and front["yaml"].strip():
        for one in compose(text[: front.end("yaml")], lines, limits):
            if isinstance(one, Record) and isinstance(one.value, dict):
                value, keys = one.value, one.origin
            else:
                yield one if isinstance(one, Unread) else Unread(_NO_KEYS, Place(1, 1, 1, 4))
    body = text[start:]
    if body.strip():
        value = {**value, BODY: body}
    yield Record(value, _Page(keys, start, body, lines))


def remarks(source: Source) -> Iterator[Remark]:
    """The comments of the front matter that speak to listlint."""
    text = decode(source.data)
    front = _FRONT.match(text) if isinstance(text, str) and "listlint" in text else None
    if front and isinstance(text, str):
        yield from yaml_remarks(text[: front.end("yaml")], Lines(text))


class _Page(LazyOrigin):
    __slots__ = ("_body", "_keys", "_lines", "_start")

    def __init__(self, keys: Any, start: int, body: str, lines: Lines) -> None:
        self._keys, self._start, self._body, self._lines = keys, start, body, lines

    def find(self, path: Path) -> Found:
        """The value at `path` of the front matter, or the text below."""
        if self._keys is not None and path[:1] != (BODY,):
            found: Found = self._keys.find(path)
            return found
        return Found(Span(self._start, self._start + len(self._body)), identity(self._start, len(self._body)))

    def locate(self, span: Span) -> Place:
        """The place of a span of the file's text."""
        return self._lines.place(span)

    def line(self, number: int) -> str:
        """The file's line of that number, from 1."""
        return self._lines.line(number)
