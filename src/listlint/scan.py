"""Listings in, what they say out: normalised, matched and read for claims, a batch at a time.

The texts of a batch are joined into one buffer, folded once and searched once, so that a title without a listed word
costs its share of two native passes and no Python of its own.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from functools import reduce
from typing import NamedTuple

from listlint.claims import Named, claims, graded, laid
from listlint.composition import Vocabulary, stated, vocabulary
from listlint.evidence import evidence, results
from listlint.records.document import Field, Listing
from listlint.records.lexicon import Lexicon
from listlint.records.mention import Claim, Claims, Composition, Exempt, Hit, Mentions, Sieves
from listlint.records.span import Span
from listlint.text.disguise import Disguised, disguised, undone
from listlint.text.markup import visible
from listlint.text.matcher import Let, Match, matches, settle, uses
from listlint.text.normalise import SEPARATOR, Joined, Normal, fold, join, normalise
from listlint.text.seen import label

BATCH = 1 << 16
"""Code points of copy joined into one search."""

NAMED = -1
"""The entry number of an exemption that the listing itself gives: its brand, model or product name."""

MARKUP = re.compile(r"<[a-z!/]|&(?:#[0-9x]|[a-z][a-z0-9])")
"""What makes it worth reading a folded plain text as HTML; no entity's name has one letter (M&W)."""

NONE = Sieves()

LONGEST_NAME = 24
"""A longer brand or model value, in code points, is a description and not a name."""


class Found(NamedTuple):
    """What one field says; `undone` is where it names materials with its disguise undone."""

    hits: tuple[Hit, ...] = ()
    exempt: tuple[Exempt, ...] = ()
    named: Named | None = None
    undone: tuple[Named, ...] = ()


SILENT = Found()

SAID = ("word", "material")
"""The kinds of entries that say something by themselves."""


def batches(listings: Iterable[Listing]) -> Iterator[list[Listing]]:
    """The listings in runs of about BATCH code points of copy, order kept."""
    batch: list[Listing] = []
    size = 0
    for listing in listings:
        batch.append(listing)
        size += 32
        for field in listing.fields:
            size += len(field.text)
        if size >= BATCH:
            yield batch
            batch, size = [], 0
    if batch:
        yield batch


def scan(listings: Sequence[Listing], lexicon: Lexicon, sieves: Sieves = NONE) -> list[Mentions]:
    """What each of the listings says, in their order."""
    words = vocabulary(lexicon.materials, lexicon.composition)
    composed = [_compositions(one, words) if one.attributes or "evidence" in one.extra else () for one in listings]
    whole = {id(one.field) for found in composed for one in found if not one.unparsed}  # what is all composition says nothing else
    copy = [(number, field) for number, listing in enumerate(listings) for field in listing.fields]
    data = [(number, field) for number, listing in enumerate(listings) for field in listing.attributes if id(field) not in whole]
    fields = [*copy, *data]
    buffer = join([field.text for _, field in fields])
    said: dict[int, Found] = {}
    saying = uses(lexicon, *SAID)
    for at, occurrences in _occurrences(buffer, len(copy), lexicon):
        normal = buffer.normal(at)
        if found := matches(normal.text, occurrences, saying):
            number, field = fields[at]
            said[at] = _read(field, normal, found, occurrences, listings[number], lexicon)
    for at, normal in _undone(buffer, copy, listings, lexicon):
        number, field = fields[at]
        again = lexicon.find(normal.text)
        loose = _read(field, normal, matches(normal.text, again, saying), again, listings[number], lexicon)
        said[at] = _beside(said.get(at, SILENT), loose)
    told: dict[int, list[Found]] = {}
    for at in sorted(said):
        told.setdefault(fields[at][0], []).append(said[at])
    through = _through(buffer, [number for number, _ in fields], listings, sieves.folded)
    for slug, number in _written(copy, sieves.written):
        through.setdefault(number, set()).add(slug)
    nothing: frozenset[str] = frozenset()
    return [
        _mentions(listing, told[number], composition, frozenset(through.get(number, nothing)), lexicon)
        if number in told
        else Mentions(listing, (), (), None, composition, frozenset(through[number]) if number in through else nothing)
        for number, (listing, composition) in enumerate(zip(listings, composed, strict=True))
    ]


def _through(
    buffer: Joined, numbers: Sequence[int], listings: Sequence[Listing], sieves: Mapping[str, re.Pattern[str]]
) -> dict[int, set[str]]:
    """For each listing's number the sieves that let something of its texts, its category or its attributes' names through."""
    through: dict[int, set[str]] = {}
    for slug, sieve in sieves.items():
        for found in sieve.finditer(buffer.text):
            through.setdefault(numbers[bisect_right(buffer.starts, found.start()) - 1], set()).add(slug)
    known: dict[str, frozenset[str]] = {}
    for number, listing in enumerate(listings) if sieves else ():
        names = [field.key for field in listing.attributes]
        for name in [listing.category, *names] if listing.category else names:
            if name not in known:
                folded = label(name.removeprefix("attributes."))
                known[name] = frozenset(slug for slug, sieve in sieves.items() if sieve.search(folded))
            if known[name]:
                through.setdefault(number, set()).update(known[name])
    return through


def _written(copy: Sequence[tuple[int, Field]], sieves: Mapping[str, re.Pattern[str]]) -> Iterator[tuple[str, int]]:
    """Each sieve that lets something of copy as written through, and the listing's number."""
    buffer = SEPARATOR.join([field.text for _, field in copy])
    for slug, sieve in sieves.items():
        if sieve.search(buffer):
            yield from ((slug, number) for number, field in copy if sieve.search(field.text))


def _compositions(listing: Listing, words: Vocabulary) -> tuple[Composition, ...]:
    """What the listing's attributes say it is made of, then what the results of its evidence do."""
    found = stated(listing.attributes, words) if listing.attributes else ()
    if listing.extra.get("evidence"):
        return (*found, *(one for entry in evidence(listing) for one in stated(results(entry), words)))
    return found


def _mentions(
    listing: Listing, found: Sequence[Found], compositions: tuple[Composition, ...], sieved: frozenset[str], lexicon: Lexicon
) -> Mentions:
    return Mentions(
        listing,
        tuple(hit for one in found for hit in one.hits),
        tuple(exempt for one in found for exempt in one.exempt),
        _claims([one for one in found if one.named or one.undone], lexicon),
        compositions,
        sieved,
    )


def _claims(found: Sequence[Found], lexicon: Lexicon) -> Claims | None:
    """What the copy of a listing claims where it names materials; None where it names none."""
    if not found:
        return None
    materials, grammar = lexicon.materials, lexicon.composition

    def read() -> Iterator[Claim]:
        for one in found:
            plain = claims(one.named, materials, grammar) if one.named else ()
            yield from reduce(laid, (claims(loose, materials, grammar) for loose in one.undone), plain)

    return Claims(lambda: tuple(read()), any(graded(each, grammar) for one in found for each in (one.named, *one.undone) if each))


def _occurrences(buffer: Joined, copy: int, lexicon: Lexicon) -> Iterator[tuple[int, list[tuple[int, int, int]]]]:
    """The number of each field in which any term stands, and the terms' places in its normalised text.

    The first `copy` fields are copy; the rest are attributes, where a material's name is no claim and is passed over.
    """
    starts, spoken, saying = buffer.starts, lexicon.spoken, uses(lexicon, *SAID)
    current, says = -1, False
    here: list[tuple[int, int, int]] = []
    for term, start, end in lexicon.find(buffer.text):
        number = bisect_right(starts, start) - 1
        if number >= copy and term not in spoken:
            continue
        if number != current:
            if says:
                yield current, here
            current, says, here = number, False, []
        says = says or bool(saying[term])
        here.append((term, start - starts[number], end - starts[number]))
    if says:
        yield current, here


def _undone(
    buffer: Joined, copy: Sequence[tuple[int, Field]], listings: Sequence[Listing], lexicon: Lexicon
) -> Iterator[tuple[int, Normal]]:
    """The number of each copy field that says something in disguise, and its text with the disguise undone."""
    if not copy:
        return
    text = buffer.text[: buffer.ends[len(copy) - 1]]
    hidden: dict[int, list[Disguised]] = {}
    for one in disguised(text, lexicon.disguises):
        number = bisect_right(buffer.starts, one.span.start) - 1
        hidden.setdefault(number, []).append(one.moved(-buffer.starts[number]))
    for number, found in hidden.items():
        yield number, _plain(buffer.normal(number), found, listings[copy[number][0]], lexicon)
    for number in dict.fromkeys(bisect_right(buffer.starts, found.start()) - 1 for found in MARKUP.finditer(text)):
        listing, field = copy[number]
        if field.markup is None:
            read, source = visible(field.text)
            shown = normalise(read)
            shown = Normal(shown.text, source if shown.source is None else shown.source.then(source))
            yield number, _plain(shown, disguised(shown.text, lexicon.disguises), listings[listing], lexicon)


def _plain(normal: Normal, found: Sequence[Disguised], listing: Listing, lexicon: Lexicon) -> Normal:
    """The text with the disguise undone, except where the listing's own names are spelt so."""
    named = _named(normal.text, listing, lexicon)
    return undone(normal, [one for one in found if not any(name.span.overlaps(one.span) for name in named)])


def _beside(plain: Found, loose: Found) -> Found:
    """What a field says plainly, and what it says only in disguise; a disguised word takes the place of a plain one inside it."""
    known = _covers([*plain.hits, *(one.hit for one in plain.exempt)])
    hidden = [hit for hit in loose.hits if hit.hidden and not known(hit)]
    hides = _covers(hidden)
    kept = [hit for hit in plain.hits if not hides(hit)]
    undone = plain.undone if loose.named is None else (*plain.undone, loose.named)
    return Found(tuple(sorted([*kept, *hidden], key=lambda hit: hit.span)), plain.exempt, plain.named, undone)


def _covers(hits: Iterable[Hit]) -> Callable[[Hit], bool]:
    """Whether one of these, of the same wordlist, covers a hit: the furthest end of those that begin no later than it does answers."""
    starts: dict[str, list[int]] = {}
    ends: dict[str, list[int]] = {}
    for hit in sorted(hits, key=lambda hit: hit.span):
        reached = ends.setdefault(hit.wordlist, [])
        starts.setdefault(hit.wordlist, []).append(hit.span.start)
        reached.append(max(hit.span.end, reached[-1] if reached else 0))

    def covers(hit: Hit) -> bool:
        number = bisect_right(starts.get(hit.wordlist, ()), hit.span.start) - 1
        return number >= 0 and ends[hit.wordlist][number] >= hit.span.end

    return covers


def _read(
    field: Field,
    normal: Normal,
    found: Iterable[Match],
    occurrences: Sequence[tuple[int, int, int]],
    listing: Listing,
    lexicon: Lexicon,
) -> Found:
    """What the entries found in a field, and the exemptions among the terms that stand in it, amount to."""
    words: dict[str, list[Match]] = {}
    names: list[tuple[Span, str]] = []
    for match in found:
        kind, owner = lexicon.entries[match.entry][:2]
        if kind == "material":
            names.append((match.span, owner))
        else:
            words.setdefault(owner, []).append(match)
    if names and listing.brand and len(listing.brand) > 1:  # 羊毛世家 is no wool
        brand = fold(listing.brand).strip()
        names = [(span, "" if _inside(normal.text, span, brand) else owner) for span, owner in names]
    said = Named(field, normal.text, names, normal.source) if names else None
    if not words or (field.role == "attribute" and field.name in lexicon.layouts["listlint"].name_attributes):
        return Found(named=said) if said else SILENT
    named = _named(normal.text, listing, lexicon)
    allowed: dict[str, list[Match]] = {}
    for match in matches(normal.text, occurrences, uses(lexicon, "allow"), words):
        allowed.setdefault(lexicon.entries[match.entry][1], []).append(match)
    hits: list[Hit] = []
    exempt: list[Exempt] = []
    for owner, spoken in words.items():
        kept, let = settle(normal.text, spoken, [*allowed.get(owner, ()), *named], lexicon)
        hits.extend(_hit(field, normal, match, lexicon) for match in kept)
        exempt.extend(_exempt(field, normal, one, lexicon) for one in let)
    return Found(tuple(hits), tuple(exempt), said)


def _inside(text: str, span: Span, name: str) -> bool:
    """Whether a span of the text lies within an occurrence of a name."""
    start = text.find(name, max(0, span.end - len(name)))
    return 0 <= start <= span.start and span.end <= start + len(name)


def _hit(field: Field, normal: Normal, match: Match, lexicon: Lexicon) -> Hit:
    entry = lexicon.entry(match.entry)
    span = normal.span(match.span)
    word = match.span.cut(normal.text)
    hidden = normal.source is not None and (span.end - span.start != len(word) or fold(span.cut(field.text)) != word)
    return Hit(field, span, word, entry.owner, match.entry, hidden)


def _exempt(field: Field, normal: Normal, let: Let, lexicon: Lexicon) -> Exempt:
    hit, span = _hit(field, normal, let.match, lexicon), normal.span(let.allow.span)
    if let.allow.entry == NAMED:
        return Exempt(hit, span, "name", "")
    entry = lexicon.entry(let.allow.entry)
    return Exempt(hit, span, entry.ground, entry.why)


def _named(text: str, listing: Listing, lexicon: Lexicon) -> list[Match]:
    """Where the listing's own brand, model or product name stands in the text: a name only tells goods apart (执法指南 第六条(四))."""
    keys = lexicon.layouts["listlint"].name_attributes
    given = [text_ for text_ in (listing.brand, *(field.text for field in listing.attributes if field.name in keys)) if text_]
    names = {name for text_ in given for name in re.split(r"[/|、,，（）()]", fold(text_)) if 2 <= len(name.strip()) <= LONGEST_NAME}
    return [Match(NAMED, Span(*found.span())) for name in sorted(names) for found in re.finditer(re.escape(name.strip()), text)]
