"""YAML: one record per document, composed and never constructed, so that 007, 1:30 and yes stay what is written."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

import yaml

from listlint.formats.source.decode import EMPTY, decode
from listlint.formats.source.lines import Lines
from listlint.formats.source.refused import Refused, too_deep, twice
from listlint.formats.source.yaml_comments import remarks as yaml_remarks
from listlint.formats.source.yaml_errors import explain
from listlint.formats.source.yaml_tree import MERGE, NULL, Tree, YamlOrigin
from listlint.records.allowance import Remark
from listlint.records.document import Place, Record, Source, Unread
from listlint.records.limits import LIMITS, Limits

SUFFIXES = (".yaml", ".yml")

_LOADER: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
_SCALAR, _PLAIN = yaml.ScalarNode, _LOADER.DEFAULT_SCALAR_TAG
_NULLS = frozenset({"", "~", "null", "Null", "NULL"})


class _Loader(_LOADER):  # type: ignore[misc]
    """Tells of unquoted scalars only what `Tree` asks, null and merge keys; the other kinds take a third of the time of composing."""

    def resolve(self, kind: type[yaml.Node], value: Any, implicit: Any) -> str:
        """The tag of a node that has none written."""
        if kind is not _SCALAR:
            return str(super().resolve(kind, value, implicit))
        return NULL if implicit[0] and value in _NULLS else MERGE if implicit[0] and value == "<<" else _PLAIN


_SAFE_DEPTH = 500  # composing recurses on the stack of the interpreter, which a hundred thousand levels overflow
_INDENTS = re.compile(rf"[ \t?:-]{{{_SAFE_DEPTH // 2}}}")
_STEP = 50
_SAMPLED = re.compile(rf"[ \t?:-]{{{_SAFE_DEPTH // 2 // _STEP}}}")  # what there is of such a stretch in every _STEPth character


def read(source: Source, limits: Limits = LIMITS) -> Iterator[Record | Unread]:
    """The documents of a YAML file, up to the first that cannot be parsed."""
    text = decode(source.data)
    if isinstance(text, Unread):
        yield text
        return
    yield from compose(text, Lines(text), limits)


def compose(text: str, lines: Lines, limits: Limits = LIMITS) -> Iterator[Record | Unread]:
    """The documents of a YAML text that starts where `lines` does."""
    count = 0
    try:
        _refuse_depth(text, limits.depth)
        for root in yaml.compose_all(text, Loader=_Loader):
            count += 1
            tree = Tree(text, root, limits)
            try:
                yield Record(tree.value(), YamlOrigin(tree, lines))
                for name, span in tree.lost:
                    yield Unread(twice(name), lines.place(span))
            except Refused as refused:
                yield Unread(refused.message, lines.place(refused.span))
        if not count:
            yield Unread(EMPTY, Place(1, 1, 1, 1))
    except Refused as refused:
        yield Unread(refused.message, lines.place(refused.span))
    except RecursionError:  # of the loader in Python, where the one in C is absent
        yield Unread(too_deep(0, limits.depth).message, Place(1, 1, 1, 1))
    except yaml.YAMLError as error:
        syntax = explain(error, text)
        yield Unread(syntax.message, lines.place(syntax.span))


def remarks(source: Source) -> Iterator[Remark]:
    """The comments of a YAML file that speak to listlint."""
    text = decode(source.data)
    if isinstance(text, str) and "listlint" in text:
        yield from yaml_remarks(text, Lines(text))


def _indented(text: str) -> bool:
    """Whether indents alone may nest too deep."""
    return _SAMPLED.search(text[::_STEP]) is not None and _INDENTS.search(text) is not None


def _refuse_depth(text: str, limit: int) -> None:
    """Raise Refused where composing `text` could overflow the stack; parsing into events cannot."""
    if text.count("[") + text.count("{") < _SAFE_DEPTH and not _indented(text):
        return
    depth = 0
    try:
        for event in yaml.parse(text, Loader=_LOADER):
            if isinstance(event, yaml.CollectionStartEvent):
                depth += 1
                if depth > limit:
                    raise too_deep(event.start_mark.index if event.start_mark else 0, limit)
            elif isinstance(event, yaml.CollectionEndEvent):
                depth -= 1
    except yaml.YAMLError as error:  # composing stops at the same error, unless it is one of depth
        if isinstance(error, yaml.MarkedYAMLError) and error.problem_mark and "nesting depth" in (error.problem or ""):
            _refuse_depth(text[: error.problem_mark.index], limit)  # newer loaders look so far ahead that no event came
