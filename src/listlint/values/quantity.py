"""Amounts with their units, as sellers write them: 500ml, 0.5L, 半斤, 一斤半, 30/50ml, 15-30kg, 36个月."""

from __future__ import annotations

import math
import re
from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple

from listlint.late import late
from listlint.records.span import Span

_DIGITS = {character: value for value, character in enumerate("零一二三四五六七八九")} | {"两": 2}
_BEGINS = r"(?=[\d零一二两三四五六七八九十百半])"
"""What a number begins with, asked before what may not stand before one: most places of a text are none."""
_NUMBER = r"(?:\d{1,3}(?:,\d{3}){1,3}(?:\.\d{1,6})?|\d{1,9}(?:\.\d{1,6})?|[零一二两三四五六七八九十百半]{1,8})"
_CALENDAR = 1000
"""A number of years from here on is a date (2016年), no duration."""


class Unit(NamedTuple):
    """A unit of a dimension, and how many of the dimension's base units it is; `rough` ones are rounded when converted."""

    dimension: str
    name: str
    factor: float
    rough: bool


class Quantity(NamedTuple):
    """An amount between `low` and `high` in the base unit of its dimension; `span` is of the text it was read from."""

    low: float
    high: float
    unit: Unit
    span: Span


class Reader(NamedTuple):
    """What reads the amounts of some dimensions."""

    pattern: re.Pattern[str]
    units: Mapping[str, Sequence[Unit]]

    def quantities(self, text: str) -> Iterator[Quantity]:
        """Every amount in a folded text; one number list (30/50ml) gives several, a unit of two dimensions (oz) one in each."""
        for found in self.pattern.finditer(text):
            for unit in self.units[found["unit"]]:
                yield from _amounts(found, unit)

    def whole(self, text: str, unit: str) -> Quantity | None:
        """The amount of a text that is a bare number, in `unit`; None where it is not, or the unit is unknown."""
        number = re.fullmatch(r"\s*(\d+(?:\.\d+)?)\s*", text)
        if number is None or unit not in self.units:
            return None
        known = self.units[unit][0]
        amount = float(number[1]) * known.factor
        return Quantity(amount, amount, known, Span(number.start(1), number.end(1)))


def reader(units: Sequence[Unit]) -> Reader:
    """The reader of these units."""
    names: dict[str, list[Unit]] = {}
    for unit in units:
        names.setdefault(unit.name, []).append(unit)
    spelt = "|".join(
        re.escape(name) + (r"(?![a-z]|\d{3})" if name[-1].isascii() and name[-1].isalpha() else "")
        for name in sorted(names, key=len, reverse=True)
    )
    pattern = (
        rf"{_BEGINS}(?<![\d.])(?<![a-wyz])(?<!\d\s)(?<![a-z]-)(?!0\d)(?P<first>{_NUMBER})(?:(?:\s?(?:{spelt}))?\s?[-~至到]\s?(?P<last>{_NUMBER})|(?P<more>(?:\s?[/、+]\s?{_NUMBER}){{1,8}}))?"
        rf"\s?(?P<unit>{spelt})(?P<half>半)?(?:\s?(?:±|\+-|\+/-)\s?(?P<give>\d+(?:\.\d+)?))?(?:(?<=[岁月])(?:(?P<up>及?以上|\+)|(?P<down>及?以[下内])))?"
    )
    return Reader(late(pattern), names)


def number(text: str) -> float | None:
    """The value of a number in digits or in Chinese (十二, 两, 半, 一百二十), or None."""
    plain = text.replace(",", "")
    if plain[:1].isdigit():
        return float(plain)
    if plain == "半":
        return 0.5
    total, digit = 0, 0
    for character in plain:
        if character in _DIGITS:
            digit = _DIGITS[character]
        elif character in "十百":
            total += (digit or 1) * (10 if character == "十" else 100)
            digit = 0
        else:
            return None
    return float(total + digit)


def agree(one: Quantity, other: Quantity, within: float, rough_within: float, times: float = 1.0) -> bool:
    """Whether `times` the one is the other, give or take the share `within` (`rough_within` where a unit is rough)."""
    if one.unit.dimension != other.unit.dimension:
        return False
    share = 1 + (rough_within if one.unit.rough != other.unit.rough else within) + 1e-9
    return one.low * times <= other.high * share and other.low <= one.high * times * share


def _amounts(found: re.Match[str], unit: Unit) -> Iterator[Quantity]:
    span = Span(*found.span())
    firsts = [found["first"], *(re.findall(_NUMBER, found["more"]) if found["more"] else ())]
    for said in firsts:
        value = number(said)
        last = number(found["last"]) if found["last"] else value
        if value is None or last is None or (unit.dimension == "time" and max(value, last) >= _CALENDAR and unit.factor > 300):
            continue
        extra = 0.5 if found["half"] else 0.0
        give = float(found["give"] or 0)
        most = math.inf if found["up"] else (max(value, last) + extra + give) * unit.factor
        least = 0.0 if found["down"] else (min(value, last) + extra - give) * unit.factor
        yield Quantity(least, most, unit, span)
