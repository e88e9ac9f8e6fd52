"""What one field says, given where listed terms stand in its normalised text."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import NamedTuple

from listlint.claims import Named
from listlint.late import late
from listlint.records.document import Field, Listing
from listlint.records.lexicon import Lexicon
from listlint.records.mention import Exempt, Hit
from listlint.records.span import Span
from listlint.text.matcher import Let, Match, matches, settle, uses
from listlint.text.normalise import Normal, fold

SPEAKING = ("word", "material")
"""The kinds of entries that say something by themselves."""

_DEGREES = "纯全真 "

NAME = -1
"""The entry number of an exemption that the listing itself gives: its brand, model or product name."""

_CALLED = late("品牌|书名|片名|游戏名称")
"""Attributes that say what a brand or a work is called; any other name may be made up of what the seller wants to say."""

LONGEST_NAME = 24
"""A longer brand or model value, in code points, is a description and not a name."""


class Said(NamedTuple):
    """What one field says; `undone` is where it names materials with its disguise undone."""

    hits: tuple[Hit, ...] = ()
    exempt: tuple[Exempt, ...] = ()
    named: Named | None = None
    undone: tuple[Named, ...] = ()


SILENT = Said()
"""Nothing said."""


def read(
    field: Field, normal: Normal, found: Sequence[Match], occurrences: Sequence[tuple[int, int, int]], listing: Listing, lexicon: Lexicon
) -> Said:
    """What the speaking entries found in a field, and the exemptions whose terms stand there, amount to; SILENT where that is nothing."""
    words: dict[str, list[Match]] = {}
    materials: list[tuple[Span, str]] = []
    for match in found:
        kind, owner = lexicon.entries[match.entry][:2]
        if kind == "material":
            materials.append((match.span, owner))
        else:
            words.setdefault(owner, []).append(match)
    if materials and listing.brand and len(listing.brand) > 1:  # 羊毛世家 is no wool
        brand = fold(listing.brand).strip()
        materials = [
            (span, "" if _inside(normal.text, span, brand) and _says_more(brand, span.cut(normal.text)) else owner)
            for span, owner in materials
        ]
    named = Named(field, normal.text, materials, normal.source) if materials else None
    if not words or (field.role == "attribute" and field.name in lexicon.layouts["listlint"].name_attributes):
        return Said(named=named) if named else SILENT
    hits, exempt = _settled(field, normal, words, occurrences, listing, lexicon)
    return Said(hits, exempt, named)


def _settled(
    field: Field,
    normal: Normal,
    words: Mapping[str, Sequence[Match]],
    occurrences: Sequence[tuple[int, int, int]],
    listing: Listing,
    lexicon: Lexicon,
) -> tuple[tuple[Hit, ...], tuple[Exempt, ...]]:
    """Of the words of each wordlist, those that stay and those let through by its own phrases or by the listing's names."""
    named = names(normal.text, listing, lexicon)
    if named and listing.attributes:
        named = _telling_apart(normal.text, named, words, listing, lexicon)
    allowed: dict[str, list[Match]] = {}
    for match in matches(normal.text, occurrences, uses(lexicon, "allow"), words):
        allowed.setdefault(lexicon.entries[match.entry][1], []).append(match)
    hits: list[Hit] = []
    exempt: list[Exempt] = []
    for owner, spoken in words.items():
        kept, let = settle(normal.text, spoken, [*allowed.get(owner, ()), *named], lexicon)
        hits.extend(_hit(field, normal, match, lexicon) for match in kept)
        exempt.extend(_exempt(field, normal, one, lexicon) for one in let)
    return tuple(hits), tuple(exempt)


def _inside(text: str, span: Span, name: str) -> bool:
    """Whether a span of the text lies within an occurrence of a name."""
    start = text.find(name, max(0, span.end - len(name)))
    return 0 <= start <= span.start and span.end <= start + len(name)


def _says_more(brand: str, material: str) -> bool:
    """Whether a brand says more than a material's name: 羊毛世家 does, 真丝 and 纯棉 are what goods claim."""
    return brand.replace(material, "").strip(_DEGREES) != ""


def _hit(field: Field, normal: Normal, match: Match, lexicon: Lexicon) -> Hit:
    entry = lexicon.entry(match.entry)
    span = normal.span(match.span)
    word = match.span.cut(normal.text)
    hidden = normal.source is not None and (span.end - span.start != len(word) or fold(span.cut(field.text)) != word)
    return Hit(field, span, word, entry.owner, match.entry, hidden)


def _exempt(field: Field, normal: Normal, let: Let, lexicon: Lexicon) -> Exempt:
    hit, span = _hit(field, normal, let.match, lexicon), normal.span(let.allow.span)
    if let.allow.entry == NAME:
        return Exempt(hit, span, "name", "")
    entry = lexicon.entry(let.allow.entry)
    return Exempt(hit, span, entry.ground, entry.why)


def names(text: str, listing: Listing, lexicon: Lexicon) -> list[Match]:
    """Where the listing's own brand, model or product name stands in the text: a name only tells goods apart (执法指南 第六条(四))."""
    keys = lexicon.layouts["listlint"].name_attributes
    given = [value for value in (listing.brand, *(field.text for field in listing.attributes if field.name in keys)) if value]
    parts = {part for value in given for part in re.split(r"[/|、,，（）()]", fold(value)) if 2 <= len(part.strip()) <= LONGEST_NAME}
    return [Match(NAME, Span(*found.span())) for part in sorted(parts) for found in re.finditer(re.escape(part.strip()), text)]


def _telling_apart(
    text: str, named: Sequence[Match], words: Mapping[str, Sequence[Match]], listing: Listing, lexicon: Lexicon
) -> list[Match]:
    """The names without those that are nothing but a listed word of an error (型号: 国家级), unless a brand or a work is called so."""
    barred = {match.span for owner, spoken in words.items() for match in spoken if _errs(match, owner, lexicon)}
    if barred.isdisjoint(match.span for match in named):
        return list(named)
    given = fold("/".join([listing.brand or "", *(field.text for field in listing.attributes if _CALLED.search(field.name))]))
    return [match for match in named if match.span not in barred or match.span.cut(text) in given]


def _errs(match: Match, owner: str, lexicon: Lexicon) -> bool:
    return (lexicon.entry(match.entry).severity or lexicon.word_rules[owner].severity) == "error"


def joint(plain: Said, loose: Said) -> Said:
    """What a field says plainly, and what it says only in disguise; a disguised word takes the place of a plain one inside it."""
    known = _covers([*plain.hits, *(one.hit for one in plain.exempt)])
    hidden = [hit for hit in loose.hits if hit.hidden and not known(hit)]
    hides = _covers(hidden)
    kept = [hit for hit in plain.hits if not hides(hit)]
    undone = plain.undone if loose.named is None else (*plain.undone, loose.named)
    return Said(tuple(sorted([*kept, *hidden], key=lambda hit: hit.span)), plain.exempt, plain.named, undone)


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
