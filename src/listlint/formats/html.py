"""HTML as a detail page: one listing whose title is the page's <title> and whose detail is all else a buyer reads.

An <h1> stays in the detail: a headline is copy, but not the listing's title, which platforms measure. A page with no
<title> has no title. Each JSON-LD Product in the page is a record of its own, in the layout schema-org.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from listlint.formats.source.decode import decode
from listlint.formats.source.json_text import JsonOrigin, load
from listlint.formats.source.lines import Lines
from listlint.formats.source.origin import Found
from listlint.formats.source.parts import Parts
from listlint.formats.source.refused import Refused
from listlint.records.document import Path, Place, Record, Source, Unread
from listlint.records.limits import LIMITS, Limits
from listlint.records.span import Span, identity, joined
from listlint.text.markup import visible

SUFFIXES = (".html", ".htm")
SCHEMA = "schema-org"
PAGE = "detail_html"
"""The key of a page's copy."""

_TITLE = re.compile(r"<title(?=[\s>])[^>]*+>(?P<text>[^<]*+)</title\s*+>", re.IGNORECASE)
_LINKED = re.compile(
    r"""<script(?=[\s])(?P<attributes>(?:[^"'<>]++|"[^"]*+"|'[^']*+')*+)>(?P<json>(?s:.*?))(?:</script(?=[\s/>])|\Z)""", re.IGNORECASE
)
_JSON_LD = re.compile(r"""\btype\s*+=\s*+["']?application/ld\+json\b""", re.IGNORECASE)


def read(source: Source, limits: Limits = LIMITS) -> Iterator[Record | Unread]:
    """The page as {title, detail_html}, then its JSON-LD products; a script that is no JSON is told, and the rest is read."""
    text = decode(source.data)
    if isinstance(text, Unread):
        yield text
        return
    lines = Lines(text)
    linked = [one for one in _LINKED.finditer(text) if _JSON_LD.search(one["attributes"]) and one["json"].strip()]
    if not linked or visible(text)[0].strip():
        yield page(text, lines)
    for script in linked:
        yield from _products(script["json"], script.start("json"), lines, limits)


def page(text: str, lines: Lines) -> Record:
    """The record of a page's own copy."""
    title = _TITLE.search(text)
    whole = {PAGE: (text, identity(0, len(text)))}
    if title is None or not title["text"].strip():
        return Record({PAGE: text}, Parts(whole, lines))
    said, markup = visible(title["text"])
    start, end = title.span()
    parts = {
        "title": (said, markup.then(identity(title.start("text"), len(title["text"])))),
        PAGE: (text[:start] + text[end:], joined(((start, 0, start), (len(text) - end, end, len(text))))),
    }
    return Record({key: value for key, (value, _) in parts.items()}, Parts(parts, lines))


class _Script(JsonOrigin):
    """The origin of a product in a script that starts at `start` of the page; `root` leads to it in the script's value."""

    __slots__ = ("_lines", "_root", "_start")

    def __init__(self, text: str, start: int, root: Path, lines: Lines) -> None:
        super().__init__(text)
        self._start, self._root, self._lines = start, root, lines

    def find(self, path: Path) -> Found:
        """The value at `path` of the product."""
        return super().find((*self._root, *path))

    def locate(self, span: Span) -> Place:
        """The place of a span of the script."""
        return self._lines.place(Span(self._start + span.start, self._start + span.end))

    def line(self, number: int) -> str:
        """The file's line of that number, from 1."""
        return self._lines.line(number)


def _products(script: str, start: int, lines: Lines, limits: Limits) -> Iterator[Record | Unread]:
    try:
        value = load(script, limits)
    except Refused as refused:
        yield Unread(refused.message, lines.place(Span(start + refused.span.start, start + refused.span.end)), severity="warning")
        return
    for path, product in _typed(value, ()):
        yield Record(product, _Script(script, start, path, lines), SCHEMA)


def _typed(value: Any, path: Path) -> Iterator[tuple[Path, dict[str, Any]]]:
    """The products in a value, wherever they stand; what a product holds (isRelatedTo, offers) is not looked into."""
    if isinstance(value, list):
        for number, item in enumerate(value):
            yield from _typed(item, (*path, number))
    elif isinstance(value, dict):
        kinds = value.get("@type")
        if "Product" in (kinds if isinstance(kinds, list) else (kinds,)):
            yield path, value
            return
        for key, item in value.items():
            yield from _typed(item, (*path, key))
