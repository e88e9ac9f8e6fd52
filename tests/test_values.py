"""Values compared across a listing: every case of fixtures/value-cases.yaml, and properties of reading and of conversion."""

from __future__ import annotations

import os
from collections.abc import Mapping
from functools import lru_cache
from typing import Any

import pytest
import yaml
from hypothesis import assume
from hypothesis import given as random
from hypothesis import strategies as st

from listlint.given import given
from listlint.layout import listings
from listlint.lexicon.store import load
from listlint.records.document import Field
from listlint.records.rule import Finding
from listlint.records.settings import Settings
from listlint.rules import attribute_mismatch, self_contradiction
from listlint.scan import scan
from listlint.values import grammar, held
from listlint.values.quantity import Unit, agree, number, reader

HERE = os.path.join(os.path.dirname(__file__), "..", "fixtures")
RULES = (attribute_mismatch, self_contradiction)


@lru_cache(maxsize=1)
def settings() -> Settings:
    return Settings(load(), "taobao")


def findings(listing: Mapping[str, Any]) -> list[Finding]:
    """What the two rules find in a listing."""
    (one,) = listings(given(listing), settings().lexicon.layouts["listlint"])
    (mentions,) = scan([one], settings().lexicon)
    return [finding for rule in RULES for finding in rule.check(mentions, settings())]


def verdicts(listing: Mapping[str, Any]) -> list[str]:
    codes = {rule.RULE.slug: rule.RULE.code for rule in RULES}
    return [f"{codes[one.rule]} {one.severity}" for one in findings(listing)]


def cases() -> list[dict[str, Any]]:
    with open(os.path.join(HERE, "value-cases.yaml"), encoding="utf-8") as file:
        loaded = yaml.safe_load(file)
    assert isinstance(loaded, list)
    return loaded


def said(case: Mapping[str, Any]) -> dict[str, Any]:
    return {key: value for key, value in case.items() if key not in ("expect", "why")}


@pytest.mark.parametrize("case", cases(), ids=lambda case: "/".join(map(str, said(case).values())))
def test_case(case: dict[str, Any]) -> None:
    assert verdicts({"id": "case", **said(case)}) == case["expect"]


def test_no_case_is_said_twice() -> None:
    every = [str(said(case)) for case in cases()]
    assert len(set(every)) == len(every) >= 120


def test_every_aspect_has_a_case_that_fires_and_one_that_is_silent() -> None:
    keys = grammar(settings().lexicon.values).keys
    fired: set[str] = set()
    silent: set[str] = set()
    for case in cases():
        stated = {slug for key in case.get("attributes", ()) for slug in keys.get(key.replace("（", "(").replace("）", ")").lower(), ())}
        (fired if case["expect"] else silent).update(stated)
    assert set(settings().lexicon.values["aspects"]) - fired == set()
    assert set(settings().lexicon.values["aspects"]) - silent == set()


def test_a_fix_leaves_nothing_to_find() -> None:
    mended = 0
    for case in cases():
        for finding in findings({"id": "case", **said(case)}):
            if finding.fix and finding.field.key == "title":
                ((start, end), text) = finding.fix.edits[0]
                title = case["title"][:start] + text + case["title"][end:]
                left = findings({"id": "case", **said(case), "title": title})
                assert [one for one in left if one.span.start == start] == [], title
                mended += 1
    assert mended >= 30


def test_a_message_names_both_sides_and_points_at_the_attribute() -> None:
    (finding,) = findings({"id": "x", "title": "春季长袖T恤", "attributes": {"袖长": "短袖"}})
    for word in ("标题", "长袖", "袖长", "短袖"):
        assert word in finding.message.zh
    (related,) = finding.related
    assert related.field.key == "attributes.袖长"


UNITS = {
    dimension: [Unit(dimension, name, float(factor), False) for name, factor in names.items()]
    for dimension, names in load().values["units"].items()
}
AMOUNTS = st.integers(1, 900).map(lambda tenths: tenths / 10)


@st.composite
def unit(draw: st.DrawFn) -> Unit:
    return draw(st.sampled_from(UNITS[draw(st.sampled_from(sorted(UNITS)))]))


@random(AMOUNTS, unit(), st.sampled_from(("{}{}", "{} {}", "净含量{}{}", "约{}{}。")))
def test_an_amount_printed_in_any_unit_parses_back(amount: float, one: Unit, spelling: str) -> None:
    text = spelling.format(f"{amount:g}", one.name)
    read = list(reader(UNITS[one.dimension]).quantities(text))
    assert len(read) == 1
    assert read[0].low == read[0].high == pytest.approx(amount * one.factor)
    assert read[0].span.cut(text).endswith(one.name)


@random(AMOUNTS, unit(), st.data())
def test_conversions_agree(amount: float, one: Unit, data: st.DataObject) -> None:
    other = data.draw(st.sampled_from(UNITS[one.dimension]))
    converted = amount * one.factor / other.factor
    assume(0.01 <= converted < 1000)
    read = reader(UNITS[one.dimension])
    first, second = (next(read.quantities(text)) for text in (f"{amount:g}{one.name}", f"{converted:.6f}{other.name}"))
    assert agree(first, second, 0.001, 0.001)
    assert agree(second, first, 0.001, 0.001)
    assert not agree(first, second._replace(low=second.low * 1.5, high=second.high * 1.5), 0.01, 0.05)


@random(st.integers(1, 99))
def test_chinese_numbers_are_their_digits(value: int) -> None:
    digits = "零一二三四五六七八九"
    tens, ones = divmod(value, 10)
    text = ("" if tens == 0 else "十" if tens == 1 else digits[tens] + "十") + (digits[ones] if ones else "")
    assert number(text) == number(str(value)) == value


@pytest.mark.parametrize(
    ("text", "low", "high"),
    [
        ("半斤", 250, 250),
        ("一斤半", 750, 750),
        ("15-30kg", 15000, 30000),
        ("0.45kg±0.05", 400, 500),
        ("二两", 100, 100),
        ("1,000g", 1000, 1000),
    ],
)
def test_odd_spellings(text: str, low: float, high: float) -> None:
    (quantity,) = reader(UNITS["mass"]).quantities(text)
    assert [quantity.low, quantity.high] == pytest.approx([low, high])


def test_a_list_of_amounts_gives_each() -> None:
    assert [one.low for one in reader(UNITS["volume"]).quantities("30/50/100ml")] == [30, 50, 100]


def test_no_word_or_figure_counts_without_a_hint() -> None:
    known = grammar(settings().lexicon.values)
    for slug in known.data["aspects"]:
        aspect = known.aspect(slug)
        spoken = list(aspect.words.spoken) if aspect.words else []
        if aspect.figures and aspect.in_title.lead is None and aspect.in_title.trail is None:
            spoken = [
                f"5{unit}"
                for unit in aspect.figures.reader.units
                if aspect.in_title.whole is None or aspect.in_title.whole.search(f"5{unit}")
            ]
        assert [word for word in spoken if slug not in known.hinted(word)] == [], slug


def test_what_an_attribute_states_is_told_of_the_attribute_asked() -> None:
    known = grammar(settings().lexicon.values)
    fields = [Field(f"attributes.{name}", "attribute", "短袖", ("attributes", name)) for name in ("袖长", "袖长[0]", "袖长")]
    for field in fields:
        said = held(field, known.aspect("sleeve"), known)
        assert said is not None
        assert said.field is field


@random(
    st.text("一半两0123456789.,/-~x*gml升斤年月件套长短袖春夏女男色进口产地:。 ", max_size=60),
    st.text("一半两05gml升年件短袖夏男红色中国:,/ ", max_size=20),
)
def test_whatever_is_said_is_read_without_failing(copy: str, value: str) -> None:
    attributes = dict.fromkeys(("袖长", "适用季节", "适用性别", "颜色", "产地", "净含量", "件数", "保质期", "上市年份", "型号"), value)
    for finding in findings({"id": "x", "title": copy or "x", "detail": copy[::-1], "attributes": attributes}):
        assert 0 <= finding.span.start < finding.span.end <= len(finding.field.text)
