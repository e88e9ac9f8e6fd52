"""Records to listings: which key of a record is its title, which its composition, which says nothing to us.

`wordlists/layouts/listlint.yaml` names the keys of our own format and their plain Chinese spellings. A key it does not
name is an attribute where it holds a Chinese character (a CSV's 材质成分 column), and of no concern otherwise.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Any

from listlint.records.document import Field, Listing, Path, Record
from listlint.records.lexicon import Layout
from listlint.text.markup import visible

COPY = frozenset({"title", "subtitle", "selling_points", "detail", "detail_html"})
_ROLES = {"selling_points": "selling_point", "detail_html": "detail"}
_HAN = re.compile("[㐀-鿿]")


def listings(record: Record, layout: Layout) -> Iterator[Listing]:
    """The listings of a record: itself, the items of a list, or those under `listings:`; none where it holds no copy."""
    yield from _listings(record.value, (), record, layout.parts)


def _listings(value: Any, path: Path, record: Record, parts: Mapping[str, str]) -> Iterator[Listing]:
    if isinstance(value, list):
        for number, item in enumerate(value):
            yield from _listings(item, (*path, number), record, parts)
    elif isinstance(value, dict):
        if not COPY.isdisjoint([parts.get(name) for name in value]):
            yield _listing(value, path, record, parts)
        elif isinstance(value.get("listings"), list):
            yield from _listings(value["listings"], (*path, "listings"), record, parts)


def _listing(value: Mapping[str, Any], path: Path, record: Record, parts: Mapping[str, str]) -> Listing:
    fields: list[Field] = []
    attributes: list[Field] = []
    plain: dict[str, Any] = {}
    for name, held in value.items():
        part = parts.get(name)
        if part in COPY:
            _add(fields, name, _ROLES.get(part, part), held, (*path, name), part == "detail_html")
        elif part == "attributes":
            for attribute, said in held.items() if isinstance(held, dict) else ():
                _add(attributes, f"attributes.{attribute}", "attribute", said, (*path, name, attribute))
        elif part is not None:
            plain[part] = held
        elif name.startswith("attributes."):
            _add(attributes, name, "attribute", held, (*path, name))
        elif _HAN.search(name):
            _add(attributes, f"attributes.{name}", "attribute", held, (*path, name))
    get = plain.get
    return Listing(
        _text(get("id")) or "",
        _text(get("platform")),
        _text(get("category")),
        _text(get("brand")),
        tuple(fields),
        tuple(attributes),
        plain,
        record.origin,
        path,
    )


def _text(held: Any) -> str | None:
    return held if isinstance(held, str) else None


def _add(fields: list[Field], key: str, role: str, held: Any, path: Path, html: bool = False) -> None:
    if isinstance(held, str):
        if html:
            text, markup = visible(held)
            fields.append(Field(key, role, text, path, markup))
        elif held:
            fields.append(Field(key, role, held, path))
    elif isinstance(held, list):
        for number, item in enumerate(held):
            _add(fields, f"{key}[{number}]", role, item, (*path, number), html)
