"""What kind of goods a listing sells, as far as its category, its attributes or its title tell."""

from __future__ import annotations

from collections.abc import Mapping
from typing import NamedTuple

from listlint.records.document import Listing
from listlint.records.lexicon import Category
from listlint.text.normalise import fold


class Goods(NamedTuple):
    """The kinds a listing may be of; `sure` where its category or an attribute says so and not only a noun of its title."""

    kinds: frozenset[str]
    sure: bool


def goods(listing: Listing, categories: Mapping[str, Category]) -> Goods:
    """The kinds of goods, from the first that tells: the listing's category, its attribute keys, the last noun of its title."""
    said = fold(listing.category or "")
    kinds = frozenset(slug for slug, kind in categories.items() if any(fold(word) in said for word in kind.within))
    if kinds:
        return Goods(kinds, True)
    keys = {field.name for field in listing.attributes}
    kinds = frozenset(slug for slug, kind in categories.items() if not kind.keys.isdisjoint(keys))
    if kinds:
        return Goods(kinds, True)
    title = fold(" ".join(field.text for field in listing.fields if field.role == "title"))
    return Goods(frozenset(_heads(title, categories)), False)


def _heads(title: str, categories: Mapping[str, Category]) -> list[str]:
    """The kinds whose noun ends last in the title: a Chinese title names its goods late. Of equals, the longer noun."""
    found = [
        (title.rfind(noun) + len(noun), len(noun), slug)
        for slug, kind in categories.items()
        for noun in map(fold, kind.heads)
        if noun in title
    ]
    last = max(found, default=None)
    return [] if last is None else [slug for end, length, slug in found if (end, length) == last[:2]]
