"""XML product feeds (Google Merchant as RSS 2.0 or Atom, and the like): each item, entry, product or offer is a record.

Parsed by expat with no entity declared in the file and nothing outside it looked at, the policy of defusedxml.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any, NamedTuple
from xml.parsers import expat

from listlint.formats.source.bounds import over
from listlint.formats.source.decode import decode
from listlint.formats.source.origin import Found, LazyOrigin
from listlint.formats.source.refused import Refused, too_deep
from listlint.formats.source.utf8 import Utf8
from listlint.records.document import Path, Place, Record, Source, Text, Unread
from listlint.records.limits import LIMITS, Limits
from listlint.records.span import Span, joined

SUFFIXES = (".xml",)
ITEMS = frozenset({"item", "entry", "product", "offer", "listing"})
"""The elements that hold a listing each, whatever their case and namespace prefix."""

_PIECE = 1 << 16

_DECLARED = Text(
    "文件里声明了实体（<!ENTITY …>），会展开成任意大的内容，没有检查；请删去声明",
    "the file declares entities (<!ENTITY …>), which may expand without bound, and was not checked; delete the declarations",
)


class Leaf(NamedTuple):
    """An element's text in the pieces expat gave, each with the byte at which it stands."""

    pieces: tuple[tuple[str, int], ...]


def read(source: Source, limits: Limits = LIMITS) -> Iterator[Record | Unread]:
    """The items of a feed, read as they are asked for, up to the first thing that is no XML."""
    text = decode(source.data)
    if isinstance(text, Unread):
        yield text
        return
    data = Utf8(text)
    builder = _Builder(data, limits)
    try:
        for start in range(0, len(data.data), _PIECE):
            builder.parser.Parse(data.data[start : start + _PIECE], False)
            yield from builder.taken()
        builder.parser.Parse(b"", True)
        yield from builder.taken()
    except Refused as refused:
        yield from builder.taken()
        yield Unread(refused.message, data.lines.place(refused.span))
    except expat.ExpatError as error:
        yield from builder.taken()
        at = data.offset(builder.parser.ErrorByteIndex)
        yield Unread(_syntax(expat.ErrorString(error.code)), data.lines.place(Span(at, at)))


def _many(limit: int) -> Text:
    return over(
        f"元素超过 {limit} 个，其余没有检查；请拆成几份", f"over {limit} elements: the rest was not checked; split the file", "elements"
    )


def _syntax(said: str) -> Text:
    if said == "no element found":
        return Text("文件没有写完：到这里还有标签没有闭合", "the file is cut short: tags are still open here")
    return Text(
        f"XML 语法有误（{said}）：检查标签是否闭合，& 要写成 &amp;",
        f"XML syntax error: {said}; check that tags close, and write & as &amp;",
    )


class _Builder:
    """Expat's handlers: the elements open, and the items that have closed."""

    def __init__(self, data: Utf8, limits: Limits) -> None:
        self._data, self._limits = data, limits
        self._open: list[tuple[str, dict[str, Any], list[tuple[str, int]]]] = []
        self._item = 0  # how deep the item stands that is being read
        self._items: list[Record] = []
        self._count = 0
        self.parser = expat.ParserCreate("utf-8")
        self.parser.buffer_text = False
        self.parser.StartElementHandler = self._start
        self.parser.EndElementHandler = self._end
        self.parser.CharacterDataHandler = self._said
        self.parser.EntityDeclHandler = self._declared

    def taken(self) -> list[Record]:
        """The items closed since this was last asked."""
        items, self._items = self._items, []
        return items

    def _start(self, name: str, attributes: dict[str, str]) -> None:
        self._count += 1
        at = self.parser.CurrentByteIndex
        if len(self._open) >= self._limits.depth:
            raise too_deep(self._data.offset(at), self._limits.depth)
        if self._count > self._limits.elements:
            raise Refused(_many(self._limits.elements), Span(*[self._data.offset(at)] * 2))
        self._open.append((name, {}, []))
        if not self._item and name.rpartition(":")[2].lower() in ITEMS:
            self._item = len(self._open)

    def _end(self, name: str) -> None:
        _, inner, pieces = self._open.pop()
        if not self._item:
            return
        if len(self._open) + 1 == self._item:
            self._item = 0
            values, leaves = _split(inner)
            self._items.append(Record(values, _Item(leaves, self._data)))
        else:
            _put(self._open[-1][1], name, inner or Leaf(tuple(pieces)))

    def _said(self, said: str) -> None:
        if self._item:
            self._open[-1][2].append((said, self.parser.CurrentByteIndex))

    def _declared(self, *_: Any) -> None:
        at = self._data.offset(self.parser.CurrentByteIndex)
        raise Refused(_DECLARED, Span(at, at))


def _put(held: dict[str, Any], name: str, value: Any) -> None:
    """The value under the name; of several, a list."""
    if name not in held:
        held[name] = value
    elif isinstance(held[name], list):
        held[name].append(value)
    else:
        held[name] = [held[name], value]


def _split(held: Any) -> tuple[Any, Any]:
    """What an element holds as plain values, and as leaves."""
    if isinstance(held, Leaf):
        return "".join(said for said, _ in held.pieces), held
    if isinstance(held, list):
        return [_split(one)[0] for one in held], held
    return {name: _split(one)[0] for name, one in held.items()}, held


class _Item(LazyOrigin):
    __slots__ = ("_data", "_leaves")

    def __init__(self, leaves: Any, data: Utf8) -> None:
        self._leaves, self._data = leaves, data

    def find(self, path: Path) -> Found:
        """The text of the element at `path`; an entity or a line end stands for what was made of it."""
        held: Any = self._leaves
        for key in path:
            inner: Any = held
            held = inner[key] if isinstance(held, (dict, list)) else held
        if not isinstance(held, Leaf) or not held.pieces:
            return Found(Span(0, 0))
        source = joined((len(said), *self._written(said, at)) for said, at in held.pieces)
        return Found(source.span(Span(0, source.length)), source)

    def _written(self, said: str, at: int) -> Span:
        """Where a piece stands in the file's text."""
        start = self._data.offset(at)
        text = self._data.text
        if text.startswith(said, start):
            return Span(start, start + len(said))
        entity = re.compile(r"&[^;]*;|\r\n?").match(text, start)
        return Span(start, entity.end() if entity else start + len(said))

    def locate(self, span: Span) -> Place:
        """The place of a span of the file's text."""
        return self._data.lines.place(span)

    def line(self, number: int) -> str:
        """The file's line of that number, from 1."""
        return self._data.lines.line(number)
