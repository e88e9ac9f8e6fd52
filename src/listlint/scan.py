"""Listings in, what they say out: normalised, matched and read for claims, a batch at a time.

The texts of a batch are joined into one buffer, folded once and searched once, so that a title without a listed word
costs its share of two native passes and no Python of its own.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from listlint.claims import claims
from listlint.composition import compositions
from listlint.records.document import Field, Listing
from listlint.records.lexicon import Lexicon
from listlint.records.mention import Claim, Exempt, Hit, Mentions
from listlint.records.span import Span
from listlint.text.matcher import Let, Match, matches, settle
from listlint.text.normalise import Normal, fold, join

BATCH = 1 << 16
"""Code points of copy joined into one search."""

NAMED = -1
"""The entry number of an exemption that the listing itself gives: its brand, model or product name."""

LONGEST_NAME = 24
"""A longer brand or model value, in code points, is a description and not a name."""


class Found(NamedTuple):
    """What one field says."""

    hits: tuple[Hit, ...] = ()
    exempt: tuple[Exempt, ...] = ()
    claims: tuple[Claim, ...] = ()


def batches(listings: Iterable[Listing]) -> Iterator[list[Listing]]:
    """The listings in runs of about BATCH code points of copy, order kept."""
    batch: list[Listing] = []
    size = 0
    for listing in listings:
        batch.append(listing)
        size += 32 + sum(len(field.text) for field in listing.fields)
        if size >= BATCH:
            yield batch
            batch, size = [], 0
    if batch:
        yield batch


def scan(listings: Sequence[Listing], lexicon: Lexicon) -> list[Mentions]:
    """What each of the listings says, in their order."""
    copy = [(number, field) for number, listing in enumerate(listings) for field in listing.fields]
    data = [(number, field) for number, listing in enumerate(listings) for field in listing.attributes]
    said: dict[int, list[Found]] = {}
    for number, field, normal, occurrences in _occurrences([*copy, *data], len(copy), lexicon):
        found = _read(field, normal, occurrences, listings[number], lexicon)
        said.setdefault(number, []).append(found)
    return [_mentions(listing, said.get(number, ()), lexicon) for number, listing in enumerate(listings)]


def _mentions(listing: Listing, found: Sequence[Found], lexicon: Lexicon) -> Mentions:
    stated = compositions(listing.attributes, lexicon.materials, lexicon.composition) if listing.attributes else ()
    if not found:
        return Mentions(listing, (), (), (), stated)
    return Mentions(
        listing,
        tuple(hit for one in found for hit in one.hits),
        tuple(exempt for one in found for exempt in one.exempt),
        tuple(claim for one in found for claim in one.claims),
        stated,
    )


def _occurrences(
    fields: Sequence[tuple[int, Field]], copy: int, lexicon: Lexicon
) -> Iterator[tuple[int, Field, Normal, list[tuple[int, int, int]]]]:
    """For each field in which any term stands: its listing's number, itself, its normalised text, and the terms' places in that.

    The first `copy` fields are copy; the rest are attributes, where a material's name is no claim and is passed over.
    """
    buffer = join([field.text for _, field in fields])
    starts, spoken = buffer.starts, lexicon.spoken
    current = -1
    here: list[tuple[int, int, int]] = []
    for term, start, end in lexicon.find(buffer.text):
        number = bisect_right(starts, start) - 1
        if number >= copy and term not in spoken:
            continue
        if number != current:
            if here:
                yield *fields[current], buffer.normal(current), here
            current, here = number, []
        here.append((term, start - starts[number], end - starts[number]))
    if here:
        yield *fields[current], buffer.normal(current), here


def _read(field: Field, normal: Normal, occurrences: list[tuple[int, int, int]], listing: Listing, lexicon: Lexicon) -> Found:
    """What the terms found in a field amount to."""
    words: dict[str, list[Match]] = {}
    allowed: dict[str, list[Match]] = {}
    names: list[tuple[Span, str]] = []
    for match in matches(normal.text, occurrences, lexicon):
        kind, owner = lexicon.entries[match.entry][:2]
        if kind == "material":
            names.append((match.span, owner))
        else:
            (words if kind == "word" else allowed).setdefault(owner, []).append(match)
    said = claims(field, normal.text, names, normal.source, lexicon.materials, lexicon.composition) if names else ()
    if not words or (field.role == "attribute" and field.name in lexicon.layouts["listlint"].name_attributes):
        return Found(claims=said)
    named = _named(normal.text, listing, lexicon)
    hits: list[Hit] = []
    exempt: list[Exempt] = []
    for owner, found in words.items():
        kept, let = settle(normal.text, found, [*allowed.get(owner, ()), *named], lexicon)
        hits.extend(_hit(field, normal, match, lexicon) for match in kept)
        exempt.extend(_exempt(field, normal, one, lexicon) for one in let)
    return Found(tuple(hits), tuple(exempt), said)


def _hit(field: Field, normal: Normal, match: Match, lexicon: Lexicon) -> Hit:
    entry = lexicon.entry(match.entry)
    span = normal.span(match.span)
    hidden = span.end - span.start > match.span.end - match.span.start
    return Hit(field, span, match.span.cut(normal.text), entry.owner, match.entry, hidden)


def _exempt(field: Field, normal: Normal, let: Let, lexicon: Lexicon) -> Exempt:
    hit, span = _hit(field, normal, let.match, lexicon), normal.span(let.allow.span)
    if let.allow.entry == NAMED:
        return Exempt(hit, span, "name", "")
    entry = lexicon.entry(let.allow.entry)
    return Exempt(hit, span, entry.ground, entry.why)


def _named(text: str, listing: Listing, lexicon: Lexicon) -> list[Match]:
    """Where the listing's own brand, model or product name stands in the text: a name only tells goods apart (执法指南 第六条(四))."""
    keys = lexicon.layouts["listlint"].name_attributes
    given = [listing.brand or "", *(field.text for field in listing.attributes if field.name in keys)]
    names = {name for text_ in given for name in re.split(r"[/|、,，（）()]", fold(text_)) if 2 <= len(name.strip()) <= LONGEST_NAME}
    return [Match(NAMED, Span(*found.span())) for name in sorted(names) for found in re.finditer(re.escape(name.strip()), text)]
