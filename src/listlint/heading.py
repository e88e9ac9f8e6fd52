"""Which layout a table or a mapping is in, told by its headers, and which of a table's rows they are."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from functools import lru_cache
from typing import Any

from listlint.late import late
from listlint.layout import COPY, inside
from listlint.records.document import Head, Heading, Record, Text
from listlint.records.lexicon import Layout
from listlint.records.same import Same

OWN = "own"
"""The name of the layout that listlint.yaml maps."""

_PLAIN = "listlint"
_MARKS = late(r"^[*＊\s]+|[*＊\s]+$|[（(](?:必填|必选|选填|可选|非必填|required|optional)[）)]\s*$", re.IGNORECASE)
_HAN = late("[㐀-鿿]")
_SHOWN = 12  # headers named in a message


def header(written: str) -> str:
    """A header without what upload sheets put around it: 商品标题* and *商品标题（必填） are 商品标题."""
    bare = _MARKS.sub("", written)
    return _MARKS.sub("", bare)


def chosen(record: Record, layouts: Mapping[str, Layout]) -> Layout:
    """The layout of a record: the one its reader names, else the one its first mapping's keys tell, else listlint's own."""
    return chooser(layouts)(record)


def chooser(layouts: Mapping[str, Layout]) -> Callable[[Record], Layout]:
    """The function that tells each record's layout, as `chosen` does."""
    own, same = layouts.get(OWN), Same(layouts)

    def choose(record: Record) -> Layout:
        if record.layout:
            return layouts[record.layout]
        value = record.value
        while isinstance(value, list) and value:
            value = value[0]
        if own and own.dotted and any(inside(value, name)[0] is not None for name in own.dotted):
            return own
        if not isinstance(value, dict):
            return layouts[_PLAIN]
        return layouts[_known(tuple(value), same) or _PLAIN]

    return choose


def mapped(given: Mapping[str, Any], plain: Layout) -> Layout:
    """The layout that listlint.yaml's `layout:` maps, over listlint's own: {part: the key or keys that hold it}."""
    parts, attributes = dict(plain.parts), {}
    for part, held in given.items():
        if part == "attributes" and isinstance(held, Mapping):
            attributes.update({column: name for name, columns in held.items() for column in _several(columns)})
        else:
            parts.update(dict.fromkeys(_several(held), part))
    new = [name for part, held in given.items() if not isinstance(held, Mapping) for name in _several(held)]
    return Layout(parts, plain.name_attributes, attributes=attributes, dotted=tuple(name for name in new if "." in name))


def _several(held: Any) -> tuple[str, ...]:
    return (held,) if isinstance(held, str) else tuple(held)


def head(layouts: Mapping[str, Layout]) -> Head:
    """The function that finds the headers among a table's first rows.

    The row that an export's layout recognises is preferred, the one with the most of its headers; then the first row that
    names a listing's copy in listlint's own spellings or in those of listlint.yaml.
    """

    def find(rows: Sequence[Sequence[str]]) -> Heading | Text:
        best: tuple[int, int, Heading] | None = None
        for number, row in enumerate(rows):
            names = tuple(map(header, row))
            name = _known(names, Same(layouts))
            if not name:
                continue
            layout = layouts[name]
            found = (len(layout.recognise), -number, Heading(number, names, layout.skip, name))
            best = max(best or found, found, key=lambda one: one[:2])
        return best[2] if best else _unknown(rows)

    return find


@lru_cache(maxsize=1024)
def _known(headers: tuple[str, ...], held: Same) -> str:
    """The layout that these headers belong to, or nothing."""
    layouts: Mapping[str, Layout] = held.held
    names = frozenset(headers)
    plain, own = layouts[_PLAIN].parts, layouts.get(OWN)
    if own and any(own.parts.get(name) in COPY and own.parts[name] != plain.get(name) for name in names):
        return OWN
    fitting = [(len(layout.recognise), name) for name, layout in layouts.items() if layout.recognise and layout.recognise <= names]
    if fitting:
        return max(fitting)[1]
    return _PLAIN if any(plain.get(name) in COPY for name in names) else ""


def _unknown(rows: Sequence[Sequence[str]]) -> Text:
    headers = [header(name) for name in (rows[0] if rows else ()) if name.strip()]
    shown = "、".join(headers[:_SHOWN]) + ("…" if len(headers) > _SHOWN else "")
    english = ", ".join(headers[:_SHOWN]) + (" …" if len(headers) > _SHOWN else "")
    line = f"layout: {{title: {_quoted(_likely(rows) or (headers or [''])[0])}}}"
    return Text(
        f"不认识这张表，没有检查：看到的列是 {shown}。哪一列是标题，就在 listlint.yaml 里加一行 {line}（detail、selling_points 等同样写）",
        f"a table of no known layout, not checked; its columns are {english}. Name the title's column in listlint.yaml: {line} "
        "(likewise detail, selling_points and the rest)",
    )


def _likely(rows: Sequence[Sequence[str]]) -> str:
    """The header over the most Chinese text, which is likely to be the title's."""
    weights: dict[str, int] = {}
    for row in rows[1:]:
        for name, said in zip(rows[0], row, strict=False):
            weights[name] = weights.get(name, 0) + len(_HAN.findall(said[:60]))
    likely = max(weights, key=lambda name: weights[name], default="")
    return header(likely) if weights.get(likely) else ""


def _quoted(name: str) -> str:
    return name if re.fullmatch(r"[^\W\d]\w*", name) else '"' + name.replace("\\", "\\\\").replace('"', '\\"') + '"'
