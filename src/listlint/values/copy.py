"""A listing's copy, made ready to be asked what it says of each aspect."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache
from typing import NamedTuple

from listlint.records.document import Field, Listing
from listlint.records.same import Same
from listlint.text.normalise import Normal, fold, normalise
from listlint.values.grammar import Aspect, Grammar
from listlint.values.said import HEADS, Said, key_of, spoken, statements

_BRANDS = frozenset({"品牌", "品牌名称", "brand"})


class Copy(NamedTuple):
    """One field of copy and its normalised text, with the brand's name blotted out (红色小象 is no colour); the aspects it may speak of."""

    field: Field
    normal: Normal
    hinted: frozenset[str]

    def says(self, aspect: Aspect, grammar: Grammar) -> Iterator[Said]:
        """What it says of an aspect, in its own words and in `key：value` lines; a line's value is read once."""
        lines = [] if self.field.role in HEADS else list(statements(self.field, self.normal, aspect, grammar))
        yield from lines
        said = spoken(self.field, self.normal, aspect, grammar)
        if said is not None and not any(line.span.overlaps(said.span) for line in lines):
            yield said


def copies(listing: Listing, grammar: Grammar) -> tuple[Copy, ...]:
    """The copy of a listing, field by field; of the listing last asked for, the same again."""
    return _copies(Same(listing), grammar)


@lru_cache(maxsize=1)
def _copies(same: Same, grammar: Grammar) -> tuple[Copy, ...]:
    listing: Listing = same.held
    said = [listing.brand or "", *(field.text for field in listing.attributes if key_of(field.name) in _BRANDS)]
    names = [name for text in said if text for name in re.split("[()/]", fold(text)) if len(name) > 1]
    said_plain = [_blotted(normalise(field.text), names) for field in listing.fields]
    return tuple(Copy(field, normal, grammar.hinted(normal.text)) for field, normal in zip(listing.fields, said_plain, strict=True))


def _blotted(normal: Normal, names: list[str]) -> Normal:
    for name in names:
        if name in normal.text:
            normal = normal._replace(text=normal.text.replace(name, "\ufffc" * len(name)))
    return normal
