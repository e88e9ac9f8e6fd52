"""What kind of goods a listing sells, as far as its category, its attributes, an approval number or its title tell."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from functools import lru_cache
from typing import NamedTuple

from listlint.late import late
from listlint.records.document import Listing
from listlint.records.lexicon import Category
from listlint.records.same import Same
from listlint.text.matcher import Occurrences, finder
from listlint.text.normalise import fold


class Goods(NamedTuple):
    """The kinds a listing may be of; `sure` where more than a common noun of its title says so."""

    kinds: frozenset[str]
    sure: bool


class Signs(NamedTuple):
    """What tells the kinds, ready to be found: their title nouns, with the kinds that each is a name of and those it lets guess, by its number;
    any approval number; the attribute keys that only some kind carries."""

    find: Callable[[str], Occurrences]
    named: Sequence[tuple[str, ...]]
    guessed: Sequence[tuple[str, ...]]
    marks: re.Pattern[str]
    keys: frozenset[str]


@lru_cache(maxsize=4)
def _signs(held: Same) -> Signs:
    categories: Mapping[str, Category] = held.held
    nouns = list(dict.fromkeys(noun for kind in categories.values() for noun in (*kind.names, *kind.heads)))
    named = [tuple(slug for slug, kind in categories.items() if noun in kind.names) for noun in nouns]
    guessed = [tuple(slug for slug, kind in categories.items() if noun in kind.heads) for noun in nouns]
    marks = _marks(tuple(mark for kind in categories.values() for mark in kind.marks))
    return Signs(finder(nouns), named, guessed, marks, frozenset().union(*(kind.keys for kind in categories.values())))


def goods(listing: Listing, categories: Mapping[str, Category]) -> Goods:
    """The kinds of goods a listing is sure to be of, else those its title lets guess, else none.

    Sure are all the kinds that its category, its attribute keys or an approval number in any of its texts tell; where
    none does, those whose own nouns stand in the title. A guess is the kind whose noun ends last in the title.
    """
    signs = _signs(Same(categories))
    told = frozenset(_told(listing, categories, signs))
    if told:
        return Goods(told, True)
    title = _title(listing)
    found = signs.find(title)
    named = frozenset(slug for number, _, _ in found for slug in signs.named[number])
    return Goods(named, True) if named else Goods(_heads(title, found, signs), False)


def possible(listing: Listing, slug: str, categories: Mapping[str, Category]) -> bool:
    """Whether `goods` could have this kind in its answer: anything tells it, or one of its nouns stands in the title.

    Asked of every listing, so an approval number is looked for in the texts as they are written.
    """
    kind = categories[slug]
    said = fold(listing.category) if listing.category else ""
    if said and any(word in said for word in kind.within):
        return True
    if any(field.name in kind.keys for field in listing.attributes) or _any_of((*kind.heads, *kind.names)).search(_title(listing)):
        return True
    marks = _marks(kind.marks)
    return any(marks.search(field.text) for field in (*listing.fields, *listing.attributes)) if kind.marks else False


@lru_cache(maxsize=64)
def _any_of(nouns: tuple[str, ...]) -> re.Pattern[str]:
    return re.compile("|".join(map(re.escape, nouns)) or "(?!)")


@lru_cache(maxsize=64)
def _marks(marks: tuple[str, ...]) -> re.Pattern[str]:
    return re.compile("|".join(f"(?:{mark})" for mark in marks), re.IGNORECASE)


def _title(listing: Listing) -> str:
    return fold(" ".join(field.text for field in listing.fields if field.role == "title"))


def _told(listing: Listing, categories: Mapping[str, Category], signs: Signs) -> list[str]:
    """The kinds that a listing's category, attribute keys or approval numbers tell."""
    said = fold(listing.category) if listing.category else ""
    keys = signs.keys.intersection([field.name for field in listing.attributes])
    text = fold("\n".join([field.text for field in (*listing.fields, *listing.attributes)]))
    marked = signs.marks.search(text) is not None
    if not said and not keys and not marked:
        return []
    return [
        slug
        for slug, kind in categories.items()
        if (said and any(word in said for word in kind.within))
        or not kind.keys.isdisjoint(keys)
        or (marked and any(_compiled(mark).search(text) for mark in kind.marks))
    ]


_BEARS = late("[杯壶机锅勺刷架色柜桶膜夹碗叉味香袋瓶罐盒版](?!装)|模具|贴纸|起泡器|收纳|保温|包装|打包|印花|图案|造型|同款|风格|搭配|伴侣")
"""What follows a noun that names no goods of its kind: what holds it, makes it, or only looks or smells like it (咖啡杯, 红酒色)."""


def _heads(title: str, found: Occurrences, signs: Signs) -> frozenset[str]:
    """The kinds whose noun ends last in the title: a Chinese title names its goods late. Of equals, the longer noun."""
    last, kinds = (0, 0), frozenset[str]()
    for number, start, end in found:
        guessed = signs.guessed[number]
        if guessed and (end, end - start) > last and not _BEARS.match(title, end):
            last, kinds = (end, end - start), frozenset(guessed)
    return kinds


@lru_cache(maxsize=64)
def _compiled(mark: str) -> re.Pattern[str]:
    return re.compile(mark)
