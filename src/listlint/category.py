"""What kind of goods a listing sells, as far as its category, its attributes, an approval number or its title tell."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import lru_cache
from typing import NamedTuple

from listlint.records.document import Listing
from listlint.records.lexicon import Category
from listlint.text.normalise import fold


class Goods(NamedTuple):
    """The kinds a listing may be of; `sure` where more than a common noun of its title says so."""

    kinds: frozenset[str]
    sure: bool


def goods(listing: Listing, categories: Mapping[str, Category]) -> Goods:
    """The kinds of goods a listing is sure to be of, else those its title lets guess, else none.

    Sure are all the kinds that its category, its attribute keys or an approval number in any of its texts tell; where
    none does, those whose own nouns stand in the title. A guess is the kind whose noun ends last in the title.
    """
    told = frozenset(slug for slug, kind in categories.items() if _told(listing, kind))
    if told:
        return Goods(told, True)
    title = fold(" ".join(field.text for field in listing.fields if field.role == "title"))
    named = frozenset(slug for slug, kind in categories.items() if any(fold(name) in title for name in kind.names))
    if named:
        return Goods(named, True)
    return Goods(frozenset(_heads(title, categories)), False)


def _told(listing: Listing, kind: Category) -> bool:
    said = fold(listing.category or "")
    if any(fold(word) in said for word in kind.within):
        return True
    if any(field.name in kind.keys for field in listing.attributes):
        return True
    texts = [fold(field.text) for field in (*listing.fields, *listing.attributes)] if kind.marks else []
    return any(_compiled(mark).search(text) for mark in kind.marks for text in texts)


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


@lru_cache(maxsize=64)
def _compiled(mark: str) -> re.Pattern[str]:
    return re.compile(mark)
