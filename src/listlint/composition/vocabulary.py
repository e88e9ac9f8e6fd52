"""The words of a composition, and how a stretch without spaces is read as a row of them."""

from __future__ import annotations

from collections.abc import Mapping
from functools import lru_cache
from typing import Any, NamedTuple

from listlint.records.lexicon import Material
from listlint.records.same import Same

NAME, FABRIC, PART, MEASURE, NOISE, JOIN = "name", "fabric", "part", "measure", "noise", "join"
"""What a word may be: a material, a weave or class that is none, a part of the goods, a figure's name that is no share
(含绒量), a word that changes nothing (天然), a word between two names (和)."""

LONGEST = 32
"""A longer stretch without a space, in code points, is a description and not a name."""

_COST = {NAME: 7, FABRIC: 8, MEASURE: 7, PART: 5, NOISE: 4, JOIN: 3}
_LATE_PART = 4
_ORDINALS = "0123456789一二三四五六abcdef"

_Plain = tuple[str, str, int, int]
_Row = tuple[int, tuple[_Plain, ...]]


class Word(NamedTuple):
    """One word of a stretch: what it is (`kind`), the material's slug or the part's class, where it stands.

    `outer` takes in the describing words around a name (双宫茧桑蚕丝, 羊毛纱线).
    """

    kind: str
    value: str
    start: int
    end: int
    pure: bool
    outer: tuple[int, int]


class _Vocabulary(NamedTuple):
    words: dict[str, tuple[str, str]]
    longest: int
    pure: frozenset[str]
    materials: Mapping[str, Material]
    keys: Mapping[str, str]
    key_endings: tuple[str, ...]
    split_keys: Mapping[str, frozenset[str]]
    parts: Mapping[str, str]
    units: frozenset[str]
    blanks: frozenset[str]
    exclusions: tuple[str, ...]
    blends: Mapping[str, tuple[str, str]]
    fancy: frozenset[str]


class Vocabulary(_Vocabulary):
    """Both halves of materials.yaml, turned round for reading; equal only to itself, so that it can key a cache."""

    __slots__ = ()
    __hash__ = object.__hash__
    __eq__ = object.__eq__
    __ne__ = object.__ne__


def vocabulary(materials: Mapping[str, Material], grammar: Mapping[str, Any]) -> Vocabulary:
    """The vocabulary of these materials and this grammar, made once for each pair of mappings."""
    return _vocabulary(Same(materials), Same(grammar))


@lru_cache(maxsize=1 << 14)
def read(stretch: str, vocabulary: Vocabulary) -> tuple[Word, ...] | None:
    """The folded stretch as a row of words, with the fewest materials and then the fewest words; None where it is none.

    Spaces between Latin words are skipped. A material is `pure` where 纯 or 全 stands right before it.
    """
    if len(stretch) > LONGEST:
        return None
    best: list[_Row | None] = [(0, ()), *[None] * len(stretch)]
    for start, character in enumerate(stretch):
        here = best[start]
        if here is None:
            continue
        if character == " ":
            _offer(best, start + 1, here)
            continue
        for end in range(start + 1, min(len(stretch), start + vocabulary.longest) + 1):
            kind, value = vocabulary.words.get(stretch[start:end], (NOISE if _count(stretch[start:end], vocabulary) else "", ""))
            if kind and not _cuts_latin(stretch, start) and not _cuts_latin(stretch, end):
                cost = here[0] + _COST[kind] + (_LATE_PART if kind == PART and start else 0)
                _offer(best, end, (cost, (*here[1], (kind, value, start, end))))
    row = best[len(stretch)]
    return None if row is None else tuple(_word(row[1], number, stretch, vocabulary) for number in range(len(row[1])))


def part_of(stretch: str, vocabulary: Vocabulary) -> str | None:
    """The class of the part that a label names; the label itself where the grammar does not know it, None for the whole."""
    if stretch in vocabulary.parts:
        return vocabulary.parts[stretch]
    if stretch in vocabulary.keys:
        return None if vocabulary.keys[stretch] == "whole" else vocabulary.keys[stretch]
    for stem in (stretch.rstrip(_ORDINALS), *(stretch.removesuffix(ending) for ending in vocabulary.key_endings)):
        if stem in vocabulary.parts:
            return vocabulary.parts[stem]
    return stretch


def is_kind(slug: str, of: str, materials: Mapping[str, Material]) -> bool:
    """Whether a material is `of` or a kind of it: mulberry silk is silk, silk need not be mulberry silk."""
    if slug == of:
        return True
    material = materials.get(slug)
    return material is not None and any(is_kind(kind, of, materials) for kind in material.kinds)


@lru_cache(maxsize=4)
def _vocabulary(materials: Same, grammar: Same) -> Vocabulary:
    known, data = materials.held, grammar.held
    words: dict[str, tuple[str, str]] = {}
    for kind, key in ((NOISE, "adjectives"), (NOISE, "endings"), (JOIN, "joins"), (MEASURE, "measures")):
        words.update(dict.fromkeys(data.get(key, ()), (kind, "")))
    words.update({word: (PART, part) for word, part in data.get("parts", {}).items()})
    words.update(dict.fromkeys(data.get("fabrics", ()), (FABRIC, "")))
    words.update({name: (NAME, slug) for slug, material in known.items() for name in material.data.get("names", ())})
    return Vocabulary(
        words=words,
        longest=max(map(len, words), default=0),
        pure=frozenset(word for word in data.get("pure_words", ()) if len(word) == 1),
        materials=known,
        keys={"".join(name.split()): part for name, part in data.get("keys", {}).items()},
        key_endings=tuple(data.get("key_endings", ())),
        split_keys=_split_keys(data),
        parts=data.get("parts", {}),
        units=frozenset(data.get("units", ())),
        blanks=frozenset(data.get("blanks", ())),
        exclusions=(*data.get("exclusions", ()), *data.get("traces", ())),
        blends={code: (first, last) for code, (first, last) in data.get("blends", {}).items()},
        fancy=frozenset(data.get("fancy", ())),
    )


def _split_keys(data: Mapping[str, Any]) -> Mapping[str, frozenset[str]]:
    """For each attribute that may state a name alone, those that may state its percentage."""
    pairs = {name: frozenset(figures) for name, figures in data.get("split_keys", ())}
    plain = ["".join(name.split()) for name in data.get("keys", ())]
    return {
        name: pairs.get(name, frozenset()).union(name + ending for ending in data.get("figure_endings", ())) for name in (*plain, *pairs)
    }


def _offer(best: list[_Row | None], end: int, row: _Row) -> None:
    held = best[end]
    if held is None or row[0] < held[0]:
        best[end] = row


def _word(row: tuple[_Plain, ...], number: int, stretch: str, vocabulary: Vocabulary) -> Word:
    kind, value, start, end = row[number]
    first = last = number
    while kind == NAME and first and row[first - 1][0] == NOISE:
        first -= 1
    while kind == NAME and last + 1 < len(row) and row[last + 1][0] == NOISE and not any(one[0] == NAME for one in row[last + 2 :]):
        last += 1
    pure = kind == NAME and number > 0 and stretch[row[number - 1][2] : row[number - 1][3]] in vocabulary.pure
    return Word(kind, value, start, end, pure, (row[first][2], row[last][3]))


def _count(word: str, vocabulary: Vocabulary) -> bool:
    """Whether a word is a figure with a unit that says nothing of shares (60支, 6a级, 200g)."""
    unit = word.lstrip("0123456789.")
    return unit != word and unit in vocabulary.units


def _cuts_latin(stretch: str, at: int) -> bool:
    """Whether a cut at `at` goes through a Latin word (the pe of pet)."""
    return 0 < at < len(stretch) and "a" <= stretch[at - 1] <= "z" and "a" <= stretch[at] <= "z"
