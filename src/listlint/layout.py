"""Records to listings: which key of a record is its title, which its composition, which says nothing to us.

`wordlists/layouts/listlint.yaml` names the keys of our own format and their plain Chinese spellings, the files beside it
those of known exports; `heading` tells which a file is in. A key its layout does not name is an attribute where it holds a Chinese character (a CSV's 材质成分 column), and of no concern otherwise.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from functools import lru_cache
from typing import Any

from listlint.records.document import Field, Listing, Path, Record
from listlint.records.lexicon import Layout
from listlint.records.span import SourceMap
from listlint.text.markdown import plain
from listlint.text.markup import visible

Markup = Callable[[str], tuple[str, SourceMap]]
"""From a text with markup to what a buyer reads of it, and where each of its characters stands."""

COPY = frozenset({"title", "subtitle", "selling_points", "detail", "detail_html", "detail_markdown", "detail_file"})
_ROLES = {"selling_points": "selling_point", "detail_html": "detail", "detail_markdown": "detail"}
_MARKUP = {"detail_html": visible, "detail_markdown": plain}
LISTINGS = "listings"
_HAN = re.compile("[㐀-鿿]")


def listings(record: Record, layout: Layout) -> Iterator[Listing]:
    """The listings of a record: itself, the items of a list, or those under `listings:`; none where it holds no copy."""
    yield from _listings(record.value, (), record, layout)


def _listings(value: Any, path: Path, record: Record, layout: Layout) -> Iterator[Listing]:
    if isinstance(value, list):
        for number, item in enumerate(value):
            yield from _listings(item, (*path, number), record, layout)
    elif isinstance(value, dict):
        found = value if not layout.dotted else [name for name, _, _ in _items(value, path, layout)]
        if not COPY.isdisjoint(map(layout.parts.get, found)):
            yield _listing(value, path, record, layout)
            return
        for name in (LISTINGS, *(name for name in layout.dotted if layout.parts.get(name) == LISTINGS)):
            inner, at = inside(value, name)
            if isinstance(inner, list):
                yield from _listings(inner, (*path, *at), record, layout)


def inside(value: Any, name: str) -> tuple[Any, Path]:
    """What a mapping holds under a name, or under the keys that dots in it lead through (data.items); None for nothing."""
    if isinstance(value, dict) and name in value:
        return value[name], (name,)
    path = tuple(name.split("."))
    for key in path:
        value = value.get(key) if isinstance(value, dict) else None
    return value, path


def _items(value: Mapping[str, Any], path: Path, layout: Layout) -> Iterator[tuple[str, Any, Path]]:
    """What a mapping holds, each with where it stands, and what the layout finds deeper in it."""
    for name, held in value.items():
        yield name, held, (*path, name)
    for name in layout.dotted:
        held, at = inside(value, name)
        if held is not None and name not in value:
            yield name, held, (*path, *at)


def _listing(value: Mapping[str, Any], path: Path, record: Record, layout: Layout) -> Listing:
    parts, named = layout.parts, layout.attributes
    fields: list[Field] = []
    attributes: list[Field] = []
    plain_parts: dict[str, Any] = {}
    paths: dict[str, Path] = {}
    for name, held, at in _items(value, path, layout):
        part = parts.get(name)
        if name in named:
            _add(attributes, f"attributes.{named[name]}", "attribute", held, at)
        elif part in COPY and part != "detail_file":
            _add(fields, name, _ROLES.get(part, part), held, at, _MARKUP.get(part))
        elif part == "attributes":
            for attribute, said, inside in _attributes(held):
                _add(attributes, f"attributes.{attribute}", "attribute", said, (*at, *inside))
        elif part is not None:
            plain_parts[part] = held
            paths[part] = at
        elif held and (key := _attribute(name)):
            _add(attributes, key, "attribute", held, at)
    get = plain_parts.get
    return Listing(
        _text(get("id")) or "",
        _text(get("platform")),
        _text(get("category")),
        _text(get("brand")),
        tuple(fields),
        tuple(attributes),
        plain_parts,
        record.origin,
        path,
        paths=paths,
    )


@lru_cache(maxsize=1024)
def _attribute(name: str) -> str:
    """The key of the attribute that a column of no known part is, or nothing."""
    return name if name.startswith("attributes.") else f"attributes.{name}" if _HAN.search(name) else ""


def _attributes(held: Any) -> Iterator[tuple[str, Any, Path]]:
    """The name, value and path of each attribute: of a mapping, or of a list of {name, value} as JSON-LD has them."""
    if isinstance(held, dict):
        yield from ((name, said, (name,)) for name, said in held.items())
    elif isinstance(held, list):
        for number, one in enumerate(held):
            if isinstance(one, dict) and isinstance(one.get("name"), str):
                yield one["name"], one.get("value"), (number, "value")


def _text(held: Any) -> str | None:
    if isinstance(held, dict):  # brand: {name: …} of JSON-LD
        held = held.get("name")
    elif isinstance(held, list):  # two columns of one name
        held = next(filter(None, held), None)
    return held if isinstance(held, str) else None


def _add(fields: list[Field], key: str, role: str, held: Any, path: Path, markup: Markup | None = None) -> None:
    if isinstance(held, str):
        if held and markup:
            text, source = markup(held)
            fields.append(Field(key, role, text, path, source))
        elif held:
            fields.append(Field(key, role, held, path))
    elif isinstance(held, list):
        for number, item in enumerate(held):
            _add(fields, f"{key}[{number}]", role, item, (*path, number), markup)
