"""values.yaml as expressions: what reads each aspect out of attributes and out of copy."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping
from functools import lru_cache
from typing import Any, NamedTuple

from listlint.late import late
from listlint.records.document import Text
from listlint.records.same import Same
from listlint.text.matcher import finder
from listlint.values.quantity import Reader, Unit, reader

ANY = "*"
"""The value that goes with every other."""

Pair = frozenset[str]


class Frame(NamedTuple):
    """Where a word or figure counts; None asks for nothing. One of `lead` and `trail` is enough; `either` finds them without looking for what they stand by."""

    lead: re.Pattern[str] | None
    trail: re.Pattern[str] | None
    whole: re.Pattern[str] | None
    either: re.Pattern[str] | None


class Words(NamedTuple):
    """The values of an aspect in words: `held` is what attributes say them with, `spoken` what copy does.

    `speaking` finds runs of them (春夏), `each` the words of a run. `of` gives the wider value that a value is a kind of; `firsts` the words of each value as listed.
    """

    held: Mapping[str, str]
    holding: re.Pattern[str]
    spoken: Mapping[str, str]
    speaking: re.Pattern[str]
    each: re.Pattern[str]
    of: Mapping[str, str]
    firsts: Mapping[str, tuple[str, ...]]
    near: frozenset[Pair]
    loose_near: frozenset[Pair]
    alike: frozenset[Pair]
    complete: bool


class Figures(NamedTuple):
    """The units of an aspect in figures, the share by which two may differ, the times from which on they are of two things."""

    reader: Reader
    within: float
    apart: float
    packs: bool


class Aspect(NamedTuple):
    """One aspect of values.yaml, compiled; `kind` is words, figures, year or model.

    `statement` finds `key：value` in copy.
    """

    slug: str
    title: Text
    kind: str
    loose_keys: frozenset[str]
    statement: re.Pattern[str]
    in_title: Frame
    in_copy: Frame | None
    not_before: re.Pattern[str] | None
    not_after: re.Pattern[str] | None
    mute: re.Pattern[str] | None
    words: Words | None
    figures: Figures | None


class Grammar(NamedTuple):
    """values.yaml, its aspects compiled when first asked for; `keys` gives the aspects that an attribute of that name states.

    `hinted` gives the aspects that a normalised text may speak of: one of its hints stands there, or one of its keys, and a colon.
    """

    data: Mapping[str, Any]
    keys: Mapping[str, tuple[str, ...]]
    hinted: Callable[[str], frozenset[str]]
    counted: re.Pattern[str]
    pack_words: re.Pattern[str]
    same_units: Mapping[str, str]
    rough_within: float

    def __hash__(self) -> int:
        return id(self.data)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Grammar) and other.data is self.data

    def aspect(self, slug: str) -> Aspect:
        """The aspect of that slug."""
        return _aspect(self, slug)


def grammar(values: Mapping[str, Any]) -> Grammar:
    """The grammar of values.yaml, which may not change afterwards."""
    return _grammar(Same(values))


@lru_cache(maxsize=4)
def _grammar(same: Same) -> Grammar:
    data = same.held
    if not data:  # a folder of wordlists without values.yaml
        never = late("(?!)")
        return Grammar(data, {}, lambda text: frozenset(), never, never, {}, 0.0)
    keys: dict[str, tuple[str, ...]] = {}
    for slug, aspect in data["aspects"].items():
        for key in (*aspect["keys"], *aspect.get("loose_keys", ())):
            keys[key] = (*keys.get(key, ()), slug)
    counters = _any(data["counters"])
    counted = (
        rf"(?P<before>\d{{1,4}}|[二两三四五六七八九十双]{{1,4}})\s?(?:{counters})"
        r"|[*x×]\s?(?P<after>\d{1,4})(?![\d.]|\s?(?:cm|mm|m|米))|(?P<lead>\d{1,3})\s?[*x×]"
    )
    return Grammar(
        data,
        keys,
        _hinted(data["aspects"]),
        late(counted),
        late(data["pack_words"]),
        data["same_units"],
        float(data["rough_within"]),
    )


def _hinted(aspects: Mapping[str, Any]) -> Callable[[str], frozenset[str]]:
    """What gives the aspects that a text may speak of."""
    hinting = [(word, slug, False) for slug, aspect in aspects.items() for word in aspect["hints"]]
    hinting += [(word, slug, True) for slug, aspect in aspects.items() for word in aspect["keys"]]
    find = finder([word for word, _, _ in hinting])

    def hinted(text: str) -> frozenset[str]:
        stated = ":" in text
        return frozenset(hinting[number][1] for number in {number for number, _, _ in find(text)} if stated or not hinting[number][2])

    return hinted


@lru_cache(maxsize=128)
def _aspect(known: Grammar, slug: str) -> Aspect:
    data = known.data["aspects"][slug]
    return Aspect(
        slug,
        Text(**data["title"]),
        data["kind"],
        frozenset(data.get("loose_keys", ())),
        late(rf"(?<![\u4e00-\u9fff])(?P<key>{_any((*data['keys'], *data.get('loose_keys', ())))})\s?:\s?(?P<value>[^\n,。;!]{{1,40}})"),
        _frame(data.get("in_title", {})),
        _frame(data["in_copy"]) if "in_copy" in data else None,
        _ending(data.get("not_before")),
        _compiled(data.get("not_after")),
        _compiled(data.get("mute")),
        _words(data) if data["kind"] == "words" else None,
        _figures(data, known.data) if data["kind"] == "figures" else None,
    )


def _frame(data: Mapping[str, str]) -> Frame:
    either = "|".join(f"(?:{data[side]})" for side in ("lead", "trail") if side in data)
    return Frame(_ending(data.get("lead")), _compiled(data.get("trail")), _compiled(data.get("whole")), _compiled(either or None))


def _words(data: Mapping[str, Any]) -> Words:
    held = dict.fromkeys(data.get("any", ()), ANY)
    spoken: dict[str, str] = {}
    named: dict[str, str] = {}
    for slug, value in data["values"].items():
        words = value.get("words", ())
        spoken |= dict.fromkeys(words, slug)
        named |= {word: slug for word in value.get("also", ()) if "endings" in data and not word.isascii()}
        held |= dict.fromkeys((*words, *value.get("also", ())), slug)
    each, begin = _any(spoken), ""
    if named:  # of words alone an expression knows itself what they begin with
        each += f"|(?:{_any(named)})(?:{_any(data['endings'])})"
        begin = f"(?=[{''.join(sorted({re.escape(word[0]) for word in (*spoken, *named)}))}])"
    spoken = {name + ending: slug for name, slug in named.items() for ending in data["endings"]} | spoken
    return Words(
        held,
        late(_any(held)),
        spoken,
        late(f"{begin}(?:{each})(?:[/、&]?(?:{each}))*"),
        late(f"{begin}(?:{each})"),
        {slug: value["of"] for slug, value in data["values"].items() if "of" in value},
        {slug: tuple(value.get("words", ())) for slug, value in data["values"].items()},
        _pairs(data.get("near", ())),
        _pairs(data.get("loose_near", ())),
        _pairs(data.get("alike", ())),
        bool(data.get("complete")),
    )


def _figures(data: Mapping[str, Any], all_: Mapping[str, Any]) -> Figures:
    rough = frozenset(all_["rough_units"])
    units = [
        Unit(dimension, name, float(factor), name in rough)
        for dimension in data["dimensions"]
        for name, factor in all_["units"][dimension].items()
    ]
    return Figures(reader(units), float(data.get("within", 0)), float(data.get("apart", "inf")), bool(data.get("packs")))


def _pairs(data: Iterable[Iterable[str]]) -> frozenset[Pair]:
    return frozenset(frozenset(pair) for pair in data)


def _any(words: Iterable[str]) -> str:
    """An alternation of the words, the longest first; never empty, as an empty one would match everywhere."""
    return "|".join(re.escape(word) for word in sorted(words, key=len, reverse=True)) or "(?!)"


def _compiled(pattern: str | None) -> re.Pattern[str] | None:
    return None if pattern is None else late(pattern)


def _ending(pattern: str | None) -> re.Pattern[str] | None:
    return None if pattern is None else late(rf"(?:{pattern})\Z")
