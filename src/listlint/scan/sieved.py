"""Which listings of a batch the rules' sieves let through."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator, Mapping, Sequence
from itertools import chain

from listlint.records.document import Field, Listing
from listlint.records.mention import Sieves
from listlint.text.normalise import SEPARATOR, Joined
from listlint.text.seen import label


def sieved(
    buffer: Joined, fields: Sequence[tuple[int, Field]], copy: int, listings: Sequence[Listing], sieves: Sieves
) -> dict[int, frozenset[str]]:
    """By the numbers of the listings of which any sieve lets something through, those sieves.

    `buffer` holds the texts of `fields`, each with the number of its listing; the first `copy` of them are copy.
    """
    numbers = [number for number, _ in fields]
    through: dict[int, set[str]] = {}
    for number, slug in chain(_folded(buffer, numbers, listings, sieves.folded), _written(fields[:copy], sieves.written)):
        through.setdefault(number, set()).add(slug)
    return {number: frozenset(slugs) for number, slugs in through.items()}


def _folded(
    buffer: Joined, numbers: Sequence[int], listings: Sequence[Listing], sieves: Mapping[str, re.Pattern[str]]
) -> Iterator[tuple[int, str]]:
    """The number of a listing, and each sieve that lets something of its texts, its category or its attributes' names through."""
    for slug, sieve in sieves.items():
        for found in sieve.finditer(buffer.text):
            yield numbers[bisect_right(buffer.starts, found.start()) - 1], slug
    known: dict[str, frozenset[str]] = {}
    for number, listing in enumerate(listings) if sieves else ():
        if not listing.attributes and not listing.category:
            continue
        names = [field.key for field in listing.attributes]
        for name in [listing.category, *names] if listing.category else names:
            if name not in known:
                folded = label(name.removeprefix("attributes."))
                known[name] = frozenset(slug for slug, sieve in sieves.items() if sieve.search(folded))
            for slug in known[name]:
                yield number, slug


def _written(copy: Sequence[tuple[int, Field]], sieves: Mapping[str, re.Pattern[str]]) -> Iterator[tuple[int, str]]:
    """The number of a listing, and each sieve that lets something of its copy as written through."""
    buffer = SEPARATOR.join([field.text for _, field in copy])
    for slug, sieve in sieves.items():
        if sieve.search(buffer):
            yield from ((number, slug) for number, field in copy if sieve.search(field.text))
