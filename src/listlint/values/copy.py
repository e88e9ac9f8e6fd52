"""A listing's copy, made ready to be asked what it says of each aspect."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from listlint.records.document import Field, Listing
from listlint.text.normalise import Normal, fold, normalise
from listlint.values.grammar import Aspect, Grammar
from listlint.values.said import Said, key_of, spoken, statements

_BRANDS = frozenset({"品牌", "品牌名称", "brand"})


class Copy(NamedTuple):
    """One field of copy: its normalised text with the brand's name blotted out (红色小象 is no colour), and its `key：value` lines."""

    field: Field
    normal: Normal
    lines: tuple[Said, ...]

    def says(self, aspect: Aspect, grammar: Grammar) -> Iterator[Said]:
        """What it says of an aspect, in its own words and in lines; a line's value is read once."""
        lines = [line for line in self.lines if line.aspect == aspect.slug]
        yield from lines
        said = spoken(self.field, self.normal, aspect, grammar)
        if said is not None and not any(line.span.overlaps(said.span) for line in lines):
            yield said


def copies(listing: Listing, grammar: Grammar) -> tuple[Copy, ...]:
    """The copy of a listing, field by field."""
    said = [listing.brand or "", *(field.text for field in listing.attributes if key_of(field.name) in _BRANDS)]
    names = {name for text in said for name in fold(text).replace("(", "/").replace(")", "/").split("/") if len(name) > 1}
    return tuple(_copy(field, names, grammar) for field in listing.fields)


def _copy(field: Field, names: set[str], grammar: Grammar) -> Copy:
    normal = normalise(field.text)
    text = normal.text
    for name in names:
        if name in text:
            text = text.replace(name, "\ufffc" * len(name))
    normal = normal._replace(text=text)
    lines = tuple(statements(field, normal, grammar)) if field.role not in ("title", "subtitle") else ()
    return Copy(field, normal, lines)
