"""Listings in, what they say out: normalised, matched and read for claims, a batch at a time.

The texts of a batch are joined into one buffer, folded once and searched once, so that a title without a listed word
costs its share of two native passes and no Python of its own.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Callable, Iterator, Sequence
from functools import reduce

from listlint.claims import claims, graded, laid
from listlint.composition import Vocabulary, stated, vocabulary
from listlint.evidence import evidence, results
from listlint.records.document import Field, Listing
from listlint.records.lexicon import Lexicon
from listlint.records.mention import Claim, Claims, Composition, Mentions, Sieves, doubtful
from listlint.scan.field import SILENT, SPEAKING, Said, joint, read
from listlint.scan.sieved import sieved
from listlint.scan.unmasked import unmasked
from listlint.text.matcher import Uses, matches, uses
from listlint.text.normalise import Buffer, join

NONE = Sieves()
NOTHING: frozenset[str] = frozenset()


def scan(
    listings: Sequence[Listing], lexicon: Lexicon, sieves: Sieves = NONE, mute: Callable[[Listing], bool] | None = None
) -> list[Mentions]:
    """What each of the listings says, in their order, without the `mute` ones that say nothing.

    One that says nothing has no word in it, no material in its copy, nothing that a sieve lets through, and no doubtful composition.
    """
    words = vocabulary(lexicon.materials, lexicon.composition)
    composed = [_compositions(one, words) if one.attributes or "evidence" in one.extra else () for one in listings]
    whole = {id(one.field) for found in composed for one in found if not one.unparsed}  # what is all composition says nothing else
    copy = [(number, field) for number, listing in enumerate(listings) for field in listing.fields]
    data = [(number, field) for number, listing in enumerate(listings) for field in listing.attributes if id(field) not in whole]
    fields = [*copy, *data]
    buffer = join([field.text for _, field in fields])
    said = _said(buffer, fields, len(copy), listings, lexicon)
    through = sieved(buffer, fields, len(copy), listings, sieves)
    return [
        _mentions(listing, said[number], composition, through.get(number, NOTHING), lexicon)
        if number in said
        else Mentions(listing, (), (), None, composition, through.get(number, NOTHING))
        for number, (listing, composition) in enumerate(zip(listings, composed, strict=True))
        if number in said or number in through or (composition and doubtful(composition)) or mute is None or not mute(listing)
    ]


def _said(
    buffer: Buffer, fields: Sequence[tuple[int, Field]], copy: int, listings: Sequence[Listing], lexicon: Lexicon
) -> dict[int, list[Said]]:
    """By the numbers of the listings that say anything, what each of their fields says, copy first; the first `copy` fields are copy."""
    said: dict[int, Said] = {}
    speaking, starts, ends = uses(lexicon, *SPEAKING), buffer.starts, buffer.ends
    for at, occurrences in _occurrences(buffer, copy, lexicon, speaking):
        if found := matches(buffer.text[starts[at] : ends[at]], occurrences, speaking):
            number, field = fields[at]
            said[at] = read(field, buffer.normal(at), found, occurrences, listings[number], lexicon)
    for at, normal in unmasked(buffer, fields[:copy], listings, lexicon):
        number, field = fields[at]
        terms = lexicon.find(normal.text)
        loose = read(field, normal, matches(normal.text, terms, speaking), terms, listings[number], lexicon)
        said[at] = joint(said.get(at, SILENT), loose)
    told: dict[int, list[Said]] = {}
    for at in sorted(said):
        told.setdefault(fields[at][0], []).append(said[at])
    return told


def _compositions(listing: Listing, words: Vocabulary) -> tuple[Composition, ...]:
    """What the listing's attributes say it is made of, then what the results of its evidence do."""
    found = stated(listing.attributes, words) if listing.attributes else ()
    if listing.extra.get("evidence"):
        return (*found, *(one for entry in evidence(listing) for one in stated(results(entry), words)))
    return found


def _mentions(
    listing: Listing, found: Sequence[Said], compositions: tuple[Composition, ...], sieved: frozenset[str], lexicon: Lexicon
) -> Mentions:
    return Mentions(
        listing,
        tuple(hit for one in found for hit in one.hits),
        tuple(exempt for one in found for exempt in one.exempt),
        _claims([one for one in found if one.named or one.undone], lexicon),
        compositions,
        sieved,
    )


def _claims(found: Sequence[Said], lexicon: Lexicon) -> Claims | None:
    """What the copy of a listing claims where it names materials; None where it names none."""
    if not found:
        return None
    materials, grammar = lexicon.materials, lexicon.composition

    def read() -> Iterator[Claim]:
        for one in found:
            plain = claims(one.named, materials, grammar) if one.named else ()
            yield from reduce(laid, (claims(loose, materials, grammar) for loose in one.undone), plain)

    return Claims(lambda: tuple(read()), any(graded(each, grammar) for one in found for each in (one.named, *one.undone) if each))


def _occurrences(buffer: Buffer, copy: int, lexicon: Lexicon, speaking: Uses) -> Iterator[tuple[int, list[tuple[int, int, int]]]]:
    """The number of each field in which a speaking term stands, and the terms' places in its normalised text.

    The first `copy` fields are copy; the rest are attributes, where a material's name is no claim and is passed over.
    """
    starts, spoken = [*buffer.starts, len(buffer.text)], lexicon.spoken
    number, says, begin, following = -1, False, 0, 0
    here: list[tuple[int, int, int]] = []
    for term, start, end in lexicon.find(buffer.text):  # in the order of their ends, and none reaches over two texts
        if start >= following:
            if says:
                yield number, here
            number = bisect_right(starts, start) - 1
            begin, following = starts[number], starts[number + 1]
            says, here = False, []
        if number < copy or term in spoken:
            says = says or bool(speaking[term])
            here.append((term, start - begin, end - begin))
    if says:
        yield number, here
