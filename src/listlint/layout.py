"""Records to listings: which key of a record is its title, which its composition, which says nothing to us.

`wordlists/layouts/listlint.yaml` names the keys of our own format and their plain Chinese spellings, the files beside it
those of known exports; `heading` tells which a file is in. A key its layout does not name is an attribute where it holds a Chinese character (a CSV's 材质成分 column), and of no concern otherwise.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from functools import lru_cache
from typing import Any, NamedTuple

from listlint.late import late
from listlint.records.document import Field, Listing, Path, Record, field_of, listing_of
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
LOST = "no text"
"""What of a listing's copy is a mapping where text is expected, in its `extra`: a Lost for each."""
_HAN = late("[㐀-鿿]")


def listings(record: Record, layout: Layout) -> Iterable[Listing]:
    """The listings of a record: itself, the items of a list, or those under `listings:`; none where it holds no copy."""
    value = record.value
    if isinstance(value, dict) and not layout.dotted and (keys := keys_of(tuple(value), (), layout)):
        return (laid_out(value.values(), keys, (), record),)
    return _listings(value, (), record, layout)


def _listings(value: Any, path: Path, record: Record, layout: Layout) -> Iterator[Listing]:
    if isinstance(value, list):
        for number, item in enumerate(value):
            yield from _listings(item, (*path, number), record, layout)
    elif isinstance(value, dict):
        deeper = {name: held for name in layout.dotted if name not in value and (held := inside(value, name)[0]) is not None}
        keys = keys_of(tuple(value), tuple(deeper), layout)
        if keys:
            yield laid_out([*value.values(), *deeper.values()], keys, path, record)
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


class Lost(NamedTuple):
    """A mapping where text is expected: the key of copy it stands under, its own keys, where it is."""

    key: str
    names: tuple[str, ...]
    path: Path


class Meaning(NamedTuple):
    """What a key is to a listing: its `part` ("copy" and "attribute" for a field, "" for nothing), and where in the mapping it leads.

    Where it holds a field, `key` and `role` are the field's, and `markup` is how its text is read.
    """

    part: str
    at: Path
    key: str = ""
    role: str = ""
    markup: Markup | None = None


class Keys(NamedTuple):
    """What a mapping's keys mean, in their order; `paths` is where those lead that are no fields, by their parts."""

    meanings: tuple[Meaning, ...]
    paths: Mapping[str, Path]


@lru_cache(maxsize=1024)
def keys_of(names: tuple[str, ...], deeper: tuple[str, ...], layout: Layout) -> Keys | None:
    """What a mapping's keys are and those that lead deeper into it; None where they hold no copy, which no listing is without."""
    parts = {layout.parts.get(name) for name in (*names, *deeper)}
    if COPY.isdisjoint(parts):
        return None
    title = (
        None if "title" in parts else next((name for name in layout.else_title if name in names and name not in layout.attributes), None)
    )
    own = (Meaning("copy", (name,), name, "title") if name == title else _meaning(name, (name,), layout) for name in names)
    meanings = (*own, *(_meaning(name, tuple(name.split(".")), layout) for name in deeper))
    return Keys(meanings, {one.part: one.at for one in meanings if one.part and not one.role})


def _meaning(name: str, at: Path, layout: Layout) -> Meaning:
    part = layout.parts.get(name)
    if name in layout.attributes:
        return Meaning("attribute", at, f"attributes.{layout.attributes[name]}", "attribute")
    if part in COPY and part != "detail_file":
        return Meaning("copy", at, name, _ROLES.get(part, part), _MARKUP.get(part))
    if part is None and (key := _attribute(name)):
        return Meaning("attribute", at, key, "attribute")
    return Meaning(part or "", at)


def laid_out(values: Iterable[Any], keys: Keys, path: Path, record: Record) -> Listing:
    """The listing that the values of a mapping with these keys make; `path` leads to the mapping in the record."""
    fields: list[Field] = []
    attributes: list[Field] = []
    extra: dict[str, Any] = {}
    odd = False
    for held, (part, at, key, role, markup) in zip(values, keys.meanings, strict=True):
        if held is None:
            continue
        if role:
            at = (*path, *at) if path else at
            if markup is None and held.__class__ is str:  # as nearly all is
                if held:
                    (fields if part == "copy" else attributes).append(field_of((key, role, held, at, None, None)))
            else:
                _add(fields if part == "copy" else attributes, key, role, held, at, markup)
                if part == "copy" and (lost := tuple(_lost(key, held, at))):
                    extra[LOST] = (*extra.get(LOST, ()), *lost)
        elif part == "attributes":
            _add_all(attributes, held, (*path, *at) if path else at)
        elif part:
            extra[part] = held
            odd = odd or held.__class__ is not str
    number, platform, category, brand = extra.get("id"), extra.get("platform"), extra.get("category"), extra.get("brand")
    if odd:
        number, platform, category, brand = map(_text, (number, platform, category, brand))
    paths = {part: (*path, *at) for part, at in keys.paths.items()} if path else keys.paths
    copy, data, origin = tuple(fields), tuple(attributes), record.origin
    return listing_of((number or "", platform, category, brand, copy, data, extra, origin, path, None, paths))


def _add_all(attributes: list[Field], held: Any, path: Path) -> None:
    """The attributes of a mapping, or of a list of {name, value}."""
    if held.__class__ is dict:
        for name, said in held.items():
            if said and said.__class__ is str:
                attributes.append(field_of((f"attributes.{name}", "attribute", said, (*path, name), None, None)))
            else:
                _add(attributes, f"attributes.{name}", "attribute", said, (*path, name))
        return
    for name, said, inside in _named(held):
        _add(attributes, f"attributes.{name}", "attribute", said, (*path, *inside))


def _attribute(name: str) -> str:
    """The key of the attribute that a column of no known part is, or nothing."""
    return name if name.startswith("attributes.") else f"attributes.{name}" if _HAN.search(name) else ""


def _named(held: Any) -> Iterator[tuple[str, Any, Path]]:
    """The name, value and path of each attribute in a list of {name, value}, as JSON-LD has them."""
    if isinstance(held, list):
        for number, one in enumerate(held):
            if isinstance(one, dict) and isinstance(one.get("name"), str):
                yield one["name"], one.get("value"), (number, "value")


def _text(held: Any) -> str | None:
    if held is None or isinstance(held, str):
        return held
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


def _lost(key: str, held: Any, path: Path) -> Iterator[Lost]:
    """The mappings in what stands under a key of copy."""
    if isinstance(held, list):
        for number, item in enumerate(held):
            yield from _lost(f"{key}[{number}]", item, (*path, number))
    elif held and isinstance(held, dict):
        yield Lost(key, tuple(map(str, held)), path)
