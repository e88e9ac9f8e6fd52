"""Every listed word in a text, minus what an exemption covers.

The semantics, for one text and within one wordlist; wordlists do not silence one another:

1. An entry occurs where its trigger stands and its `before` and `after`, regular expressions, match the text that
   ends at the trigger's start and the text that begins at its end. The occurrence reaches from the first character of
   `before` to the last of `after`. An entry that is a plain word has neither.
2. A word's occurrence that lies inside another word's is dropped (of two at the same place the first listed stays), unless the
   other counts only on some platforms or goods, or is a note and this one is not: a note never hides an error.
3. One that an exemption's occurrence covers is let through, with that exemption's ground. It still drops what lies inside it.
4. A `whole_word` one is no occurrence where a word of jieba's reading crosses its edge: 北极|品牌 does not say 极品, 屋顶|级联 not
   顶级; a word that holds it whole (最佳人选) does not cross it.
5. What remains is a hit.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Container, Iterable, Sequence
from functools import cache, lru_cache
from typing import NamedTuple

from listlint.late import late
from listlint.records.lexicon import Lexicon
from listlint.records.same import Same
from listlint.records.span import Span
from listlint.text.segment import crosses

Occurrences = Sequence[tuple[int, int, int]]
"""(number of the term, start, end) in code points, overlapping ones included, in the order of their ends."""

REACH = 40
"""How far before its trigger an entry's `before` may begin, in code points."""

FEW = 1 << 12
"""Code points that are searched without the native automaton, which takes some milliseconds to build."""


class Match(NamedTuple):
    """An entry that occurs: its number and the span of the normalised text it takes."""

    entry: int
    span: Span


class Let(NamedTuple):
    """A match that an exemption let through."""

    match: Match
    allow: Match


class Weight(NamedTuple):
    """Whether a word is no more than a note, and where alone it counts; empty tuples restrict nothing."""

    note: bool
    platforms: Sequence[str]
    categories: Sequence[str]

    def covers(self, other: Weight, same_place: bool) -> bool:
        """Whether a word of this weight says all that one of the other weight, inside it or at the same place, does."""
        grave = same_place or other.note or not self.note
        return grave and self.platforms in ((), other.platforms) and self.categories in ((), other.categories)


def finder(terms: Sequence[str]) -> Callable[[str], Occurrences]:
    """All occurrences of the terms in a text without lone surrogates; the native automaton where there is a wheel of it.

    Building that for thousands of terms takes longer than to look through a short text without, so the first FEW code points are.
    """
    plain, native = cache(lambda: plain_finder(terms)), cache(lambda: _automaton(terms))
    searched = 0

    def find(text: str) -> Occurrences:
        nonlocal searched
        searched += len(text)
        return ((native() if searched > FEW else None) or plain())(text)

    return find


def _automaton(terms: Sequence[str]) -> Callable[[str], Occurrences] | None:
    """The native finder of the terms; None where there is no wheel of it, or nothing to find."""
    if not terms:
        return None
    try:
        from ahocorasick_rs import AhoCorasick, MatchKind
    except ImportError:
        return None
    automaton = AhoCorasick(terms, matchkind=MatchKind.Standard)
    return lambda text: automaton.find_matches_as_indexes(text, overlapping=True)


def plain_finder(terms: Sequence[str]) -> Callable[[str], Occurrences]:
    """The same answer without the native package: terms by their first character, then by length."""
    numbers: dict[str, list[int]] = {}
    for number, term in enumerate(terms):
        numbers.setdefault(term, []).append(number)
    lengths: dict[str, list[int]] = {}
    for first, length in sorted({(term[0], len(term)) for term in numbers}):
        lengths.setdefault(first, []).append(length)

    def find(text: str) -> Occurrences:
        found = [
            (start + length, start, number)
            for start, first in enumerate(text)
            for length in lengths.get(first, ())
            if start + length <= len(text)
            for number in numbers.get(text[start : start + length], ())
        ]
        return [(number, start, end) for end, start, number in sorted(found)]

    return find


class Use(NamedTuple):
    """An entry that a term triggers: its number, its owner, and what must stand before and after the trigger, None for anything."""

    entry: int
    owner: str
    before: re.Pattern[str] | None
    after: re.Pattern[str] | None


class Uses(dict[int, tuple[Use, ...]]):
    """For each term by its number, the entries of some kinds that it triggers; told when first asked for."""

    def __init__(self, lexicon: Lexicon, kinds: Container[str]) -> None:
        self._lexicon = lexicon
        self._kinds = kinds

    def __missing__(self, term: int) -> tuple[Use, ...]:
        known = [(number, self._lexicon.entries[number]) for number in self._lexicon.uses[term]]
        self[term] = made = tuple(_use(number, entry[1], entry[3], entry[4]) for number, entry in known if entry[0] in self._kinds)
        return made


def _use(number: int, owner: str, before: str, after: str) -> Use:
    return Use(number, owner, _expression(rf"(?:{before})\Z") if before else None, _expression(after) if after else None)


def uses(lexicon: Lexicon, *kinds: str) -> Uses:
    """The uses of a lexicon's terms in entries of these kinds."""
    return _uses(Same(lexicon), kinds)


@lru_cache(maxsize=16)
def _uses(held: Same, kinds: tuple[str, ...]) -> Uses:
    return Uses(held.held, kinds)


def matches(text: str, occurrences: Iterable[tuple[int, int, int]], triggered: Uses, owners: Container[str] | None = None) -> list[Match]:
    """The entries that occur in `text`, given where its terms stand and what they trigger; only those of `owners` where these are given."""
    found: list[Match] = []
    for term, start, end in occurrences:
        for number, owner, before, after in triggered[term]:
            left, right = start, end
            if owners is not None and owner not in owners:
                continue
            if after is not None:  # first, as it is tried at one place
                followed = after.match(text, end)
                if followed is None:
                    continue
                right = followed.end()
            if before is not None:
                led = before.search(text, start - REACH if start > REACH else 0, start)
                if led is None:
                    continue
                left = led.start()
            found.append(Match(number, Span(left, right)))
    return found


def settle(text: str, words: Sequence[Match], allowed: Sequence[Match], lexicon: Lexicon) -> tuple[list[Match], list[Let]]:
    """The words of one wordlist that stay, and those let through, both in the order of the text.

    One sweep from left to right, the longer first where two begin together: whatever could cover a match has then
    been seen before it, so the furthest ends so far answer.
    """
    kept: list[Match] = []
    let: list[Let] = []
    waiting = sorted(allowed, key=_reading_order)
    furthest: dict[Weight, Span] = {}
    shelter, following = None, 0
    for match in sorted(words, key=_reading_order):
        while following < len(waiting) and waiting[following].span.start <= match.span.start:
            if shelter is None or waiting[following].span.end > shelter.span.end:
                shelter = waiting[following]
            following += 1
        weight = _weight(match, lexicon)
        if any(span.end >= match.span.end and known.covers(weight, span == match.span) for known, span in furthest.items()):
            continue
        if shelter is not None and match.span.end <= shelter.span.end:
            let.append(Let(match, shelter))
        elif lexicon.entries[match.entry][5] and crosses(text, match.span):
            continue
        else:
            kept.append(match)
        if weight not in furthest or furthest[weight].end < match.span.end:
            furthest[weight] = match.span
    return kept, let


def _weight(match: Match, lexicon: Lexicon) -> Weight:
    entry = lexicon.entries[match.entry]
    severity = entry[7] or lexicon.word_rules[entry[1]].severity
    return Weight(severity == "note", tuple(entry[10]), tuple(entry[12]))


def _reading_order(match: Match) -> tuple[int, int, int]:
    return match.span.start, -match.span.end, match.entry


@lru_cache(maxsize=1 << 14)
def _expression(source: str) -> re.Pattern[str]:
    """One expression for all entries that ask the same."""
    return late(source)
