"""Which listings of a batch the rules' sieves let through."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator, Mapping, Sequence
from functools import cache, lru_cache
from itertools import chain

from listlint.records.document import Field, Listing
from listlint.records.mention import Sieves
from listlint.records.same import Same
from listlint.text.normalise import Buffer
from listlint.text.seen import label


def sieved(
    buffer: Buffer, fields: Sequence[tuple[int, Field]], copy: int, listings: Sequence[Listing], sieves: Sieves
) -> dict[int, frozenset[str]]:
    """By the numbers of the listings of which any sieve lets something through, those sieves.

    `buffer` holds the texts of `fields`, each with the number of its listing; the first `copy` of them are copy.
    """
    numbers = [number for number, _ in fields]
    through: dict[int, set[str]] = {}
    found = chain(_folded(buffer, numbers, sieves.folded), _named(listings, sieves), _written(buffer, fields[:copy], sieves.written))
    for number, slug in found:
        through.setdefault(number, set()).add(slug)
    return {number: frozenset(slugs) for number, slugs in through.items()}


def _folded(buffer: Buffer, numbers: Sequence[int], sieves: Mapping[str, re.Pattern[str]]) -> Iterator[tuple[int, str]]:
    """The number of a listing, and each sieve that lets something of its texts through."""
    sought, at = _any(Same(sieves)), 0
    while found := sought.search(buffer.text, at):
        field = bisect_right(buffer.starts, found.start()) - 1
        start, end = buffer.starts[field], buffer.ends[field]
        yield from ((numbers[field], slug) for slug, sieve in sieves.items() if sieve.search(buffer.text, start, end))
        at = max(end, found.end())


@lru_cache(maxsize=4)
def _any(sieves: Same) -> re.Pattern[str]:
    """What any of the sieves lets through: one search where they take one each."""
    return re.compile("|".join(sieve.pattern for sieve in sieves.held.values()) or "(?!)")


def _named(listings: Sequence[Listing], sieves: Sieves) -> Iterator[tuple[int, str]]:
    """The number of a listing, and each sieve that lets its category or the name of one of its attributes through."""
    of_category = cache(lambda name: tuple(_through(name, False, sieves)))
    of_attribute = cache(lambda key: tuple(_through(key, True, sieves)))
    for number, listing in enumerate(listings):
        if listing.category:
            for slug in of_category(listing.category):
                yield number, slug
        for field in listing.attributes:
            for slug in of_attribute(field.key):
                yield number, slug


def _through(name: str, attribute: bool, sieves: Sieves) -> Iterator[str]:
    name = name.removeprefix("attributes.") if attribute else name
    folded = label(name)
    yield from (slug for slug, sieve in sieves.folded.items() if sieve.search(folded))
    yield from (slug for slug, lets in sieves.named.items() if attribute and lets(name))


def _written(buffer: Buffer, copy: Sequence[tuple[int, Field]], sieves: Mapping[str, re.Pattern[str]]) -> Iterator[tuple[int, str]]:
    """The number of a listing, and each sieve that lets something of its copy as written, or what its HTML hides, through."""
    hidden = {number for number, field in copy if field.markup is not None and field.markup.hidden}
    for slug, sieve in sieves.items():
        if sieve.search(buffer.written):
            yield from ((number, slug) for number, field in copy if sieve.search(field.text))
        yield from ((number, slug) for number in hidden)
