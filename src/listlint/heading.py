"""Which layout a table or a mapping is in, told by its headers, and which of a table's rows they are."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import lru_cache
from typing import Any

from listlint import guess
from listlint.header import header, instructs
from listlint.layout import COPY, LISTINGS, inside
from listlint.records.document import Head, Heading, Record, Text, Unread
from listlint.records.lexicon import Layout, Lexicon
from listlint.records.same import Same
from listlint.records.span import Span

OWN = "own"
"""The name of the layout that listlint.yaml maps."""

HEADER_ROW = "header-row"
"""The key under `layout:` that says which row of a table names its columns, from 1."""

_PLAIN = "listlint"
_SHOWN = 12  # headers named in a message


def chosen(record: Record, layouts: Mapping[str, Layout]) -> Layout:
    """The layout of a record: the one its reader names, else the one its first mapping's keys tell, else listlint's own."""
    if record.layout:
        return layouts[record.layout]
    own, value = layouts.get(OWN), record.value
    while isinstance(value, list) and value:
        value = value[0]
    if own and own.dotted and any(inside(value, name)[0] is not None for name in own.dotted):
        return own
    return layouts[(_known(tuple(value), Same(layouts)) if isinstance(value, dict) else "") or _PLAIN]


def with_own(lexicon: Lexicon, given: tuple[tuple[str, Any], ...]) -> Lexicon:
    """The lexicon with the layout that a `layout:` of listlint.yaml maps, given as frozen pairs."""
    pairs = {part: dict(held) if part == "attributes" and not isinstance(held, str) else held for part, held in given}
    return lexicon._replace(layouts={**lexicon.layouts, OWN: mapped(pairs, lexicon.layouts[_PLAIN])})


def mapped(given: Mapping[str, Any], plain: Layout) -> Layout:
    """The layout that listlint.yaml's `layout:` maps, over listlint's own: {part: the key or keys that hold it}; keys may be written with a header's marks."""
    parts, attributes, new = dict(plain.parts), dict[str, str](), list[str]()
    for part, held in given.items():
        if part == HEADER_ROW:
            continue
        if part == "attributes" and isinstance(held, Mapping):
            named = {column: name for name, columns in held.items() for column in _several(columns)}
            attributes.update({**named, **{header(column): name for column, name in named.items()}})
            new += [column for column in named if "." in column]
        else:
            keys = _several(held)
            parts.update({name: part for key in keys for name in (key, header(key))})
            new += [key for key in keys if "." in key or part == LISTINGS]
    row, titles = int(given.get(HEADER_ROW, 0)), plain.else_title
    return Layout(parts, plain.name_attributes, attributes=attributes, dotted=tuple(new), header_row=row, else_title=titles)


def _several(held: Any) -> tuple[str, ...]:
    return (held,) if isinstance(held, str) else tuple(held)


def head(layouts: Mapping[str, Layout]) -> Head:
    """The function that finds the headers among a table's first rows; rows of instructions after them hold no listing.

    The row that an export's layout recognises is preferred, the one with the most of its headers; then the first row that
    names a listing's copy in listlint's own spellings or in those of listlint.yaml. Where that says which row, it is that one.
    """

    def find(rows: Sequence[Sequence[str]], numbers: Sequence[int] = ()) -> Heading | Text:
        best: tuple[tuple[int, ...], Heading] | None = None
        own = layouts.get(OWN)
        for at, row in enumerate(rows):
            names = tuple(map(header, row))
            named = own is not None and own.header_row and at < len(numbers) and numbers[at] + 1 == own.header_row
            name = OWN if named else _known(names, Same(layouts))
            if not name:
                continue
            layout = layouts[name]
            skip = layout.skip
            while at + 1 + skip < len(rows) and instructs(rows[at + 1 + skip]):
                skip += 1
            found = Heading(at, names, skip, name)
            if named:
                return found
            distinct = set(filter(None, names))
            rank = len(layout.recognise), len(distinct & {*layout.parts, *layout.attributes}), len(distinct), -at
            best = max(best or (rank, found), (rank, found), key=lambda one: one[0])
        return best[1] if best else told(*likely(rows))

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


def likely(rows: Sequence[Sequence[str]]) -> tuple[list[str], guess.Guess]:
    """The headers that a table of no known layout seems to have, and what they may hold."""
    at = guess.heading(rows)
    names = [header(name) for name in (rows[at] if rows else ())]
    below = [row for row in rows[at + 1 :] if not instructs(row)]
    return [name for name in names if name], guess.columns(names, below)


def strange(records: Sequence[Record]) -> tuple[list[str], guess.Guess]:
    """The keys of a file in whose first records no listing was found, and what they may hold; nothing where they do not look like listings."""
    values = [record.value for record in records if not record.layout]
    return guess.nested(values[0] if len(values) == 1 else values)


def unknown(records: Sequence[Record]) -> Unread | None:
    """What to say of a file in whose first records no listing was found; nothing where they do not look like listings."""
    names, may = strange(records)
    return Unread(told(names, may), records[0].origin.place((), Span(0, 0)), "unknown-layout") if may else None


def told(names: Sequence[str], may: guess.Guess) -> Text:
    """What to say of a file whose keys are in no known layout, with the line that would make them known."""
    shown = "、".join(names[:_SHOWN]) + ("…" if len(names) > _SHOWN else "")
    english = ", ".join(names[:_SHOWN]) + (" …" if len(names) > _SHOWN else "")
    if "key" in may:
        return Text(
            f"这个文件没有文案，像是按编号的属性表，没有检查：看到的是 {shown}。要并到商品上，在 listlint.yaml 里加一行 {guess.joined('它的路径', may)}",
            f"it holds no copy but seems to be attributes by id, so it was not checked; its columns are {english}. "
            f"Join it to the listings in listlint.yaml: {guess.joined('PATH', may)}",
        )
    line = guess.line(may or {"title": (names or [""])[0]})
    return Text(
        f"不认识这个文件里的列，没有检查：看到的是 {shown}。在 listlint.yaml 里写明哪一列是什么，例如加一行 {line}",
        f"its columns are in no known layout, so it was not checked; they are {english}. Say in listlint.yaml what they hold: {line}",
    )
