"""A YAML document's nodes as plain values, and the way back from a path to a node."""

from __future__ import annotations

from typing import Any, TypeVar

from yaml.nodes import MappingNode, Node, ScalarNode

from listlint.formats.source.bounds import over
from listlint.formats.source.lines import Lines
from listlint.formats.source.origin import Found, LazyOrigin
from listlint.formats.source.refused import Refused, too_deep
from listlint.formats.source.yaml_scalar import content_start, scalar_map
from listlint.records.document import Path, Place, Text
from listlint.records.limits import LIMITS, Limits
from listlint.records.span import Span, whole

_Made = TypeVar("_Made")

NULL = "tag:yaml.org,2002:null"
MERGE = "tag:yaml.org,2002:merge"

_RECURSIVE = Text(
    zh="别名（*）指回了包含它自己的内容，无法展开；请把该别名换成实际内容",
    en="an alias (*) points back at what contains it; write the content out instead",
)


class Tree:
    """One document: `value` is its plain value, which raises Refused; scalars are as written, null is None.

    `lost` are the keys met so far that the same mapping has again further down, and where they stand.
    """

    def __init__(self, text: str, root: Node, limits: Limits = LIMITS) -> None:
        self._limits = limits
        self.text = text
        self.root = root
        self.lost: list[tuple[str, Span]] = []
        self._members: dict[int, dict[str, Node] | None] = {}
        self._built: dict[int, tuple[Any, int] | None] = {}  # a value and its weight; None while it is being made
        self._long: set[int] = set()
        self._merged = 0
        self._written = 0

    def value(self) -> Any:
        """The document as mappings, lists, strings and None; what an alias repeats is the same object again."""
        value, _ = self._value(self.root, 0)
        self._built.clear()
        return value

    def node(self, path: Path) -> Node:
        """The node at `path`, or the nearest one around it."""
        node = self.root
        for key in path:
            if isinstance(node, MappingNode):
                inner = self.members(node, 0).get(str(key))
            else:
                inner = node.value[key] if isinstance(key, int) and not isinstance(node, ScalarNode) else None
            if inner is None:
                break
            node = inner
        return node

    def members(self, node: MappingNode, depth: int) -> dict[str, Node]:
        """A mapping's keys and their nodes, merge keys (<<) worked in; of two equal keys the last."""
        if id(node) in self._members:
            return _finished(self._members[id(node)], node)
        if depth > self._limits.depth:
            raise too_deep(node.start_mark.index, self._limits.depth)
        self._members[id(node)] = None
        members: dict[str, Node] = {}
        own: dict[str, Node] = {}
        for key, value in node.value:
            merged = _merged(value) if key.tag == MERGE else None
            if merged is None:
                name = key.value if isinstance(key, ScalarNode) else _span(key).cut(self.text)
                if name in own:
                    self.lost.append((name, _span(own[name])))
                own[name] = value
                continue
            for other in merged:
                members.update(self.members(other, depth + 1))
        self._merged += len(members)
        if self._merged > self._limits.expansion:
            raise Refused(_explodes(self._limits.expansion), _span(node))
        members.update(own)
        self._members[id(node)] = members
        return members

    def _value(self, node: Node, depth: int) -> tuple[Any, int]:
        """The plain value of a node, and its weight with every alias expanded."""
        if isinstance(node, ScalarNode):
            weight = 1 + len(node.value) // 100
            if weight == 1:
                self._written += 1
            elif id(node) not in self._long:
                self._long.add(id(node))
                self._written += weight
            return None if node.tag == NULL else node.value, weight
        if id(node) in self._built:
            return _finished(self._built[id(node)], node)
        if depth >= self._limits.depth:
            raise too_deep(node.start_mark.index, self._limits.depth)
        self._built[id(node)] = None
        value, weight = self._mapping(node, depth) if isinstance(node, MappingNode) else self._sequence(node, depth)
        if weight > self._written + self._limits.expansion:
            raise Refused(_explodes(self._limits.expansion), _span(node))
        self._built[id(node)] = value, weight
        return value, weight

    def _mapping(self, node: MappingNode, depth: int) -> tuple[dict[str, Any], int]:
        made: dict[str, Any] = {}
        total = 1
        for key, inner in self.members(node, depth).items():
            made[key], weight = self._value(inner, depth + 1)
            total += weight
        self._written += 1
        return made, total

    def _sequence(self, node: Node, depth: int) -> tuple[list[Any], int]:
        made: list[Any] = []
        total = 1
        for inner in node.value:
            value, weight = self._value(inner, depth + 1)
            made.append(value)
            total += weight
        self._written += 1
        return made, total


class YamlOrigin(LazyOrigin):
    """The origin of one document's values; `lines` are those of the whole file."""

    __slots__ = ("_lines", "_tree")

    def __init__(self, tree: Tree, lines: Lines) -> None:
        self._tree = tree
        self._lines = lines

    def find(self, path: Path) -> Found:
        """The scalar at `path`; an alias stands where its anchor does."""
        node = self._tree.node(path)
        text, span = self._tree.text, _span(node)
        span = Span(content_start(text, span.start, span.end), span.end)
        if not isinstance(node, ScalarNode):
            return Found(span)
        return Found(span, scalar_map(text, span.start, span.end, node.value) or whole(span, len(node.value)))

    def locate(self, span: Span) -> Place:
        """The place of a span of the file's text."""
        return self._lines.place(span)

    def line(self, number: int) -> str:
        """The file's line of that number, from 1."""
        return self._lines.line(number)


def _merged(node: Node) -> list[MappingNode] | None:
    """The mappings that a merge key's value brings in, those that win last; None where it brings in none."""
    nodes = [node] if isinstance(node, MappingNode) else node.value[::-1]
    if isinstance(node, ScalarNode) or not all(isinstance(inner, MappingNode) for inner in nodes):
        return None
    return list(nodes)


def _finished(made: _Made | None, node: Node) -> _Made:
    """What was made of a node, if that is finished."""
    if made is None:
        raise Refused(_RECURSIVE, _span(node))
    return made


def _span(node: Node) -> Span:
    return Span(node.start_mark.index, node.end_mark.index)


def _explodes(limit: int) -> Text:
    return over(
        f"别名（*）层层引用，展开后会多出 {limit} 项以上，拒绝读取；请把别名换成实际内容",
        f"aliases (*) of aliases would expand to more than {limit} items, so this is not read; write the content out",
        "expansion",
    )
