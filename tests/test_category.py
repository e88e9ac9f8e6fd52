"""What kind of goods a listing is taken for, and how sure that is."""

from __future__ import annotations

import re
from typing import Any

import pytest
from hypothesis import given as property_given
from hypothesis import strategies as st

from listlint import layout
from listlint.category import Goods, goods, possible
from listlint.config import Options
from listlint.given import given
from listlint.settle import settle
from listlint.text.normalise import fold

LEXICON = settle(Options()).lexicon
KINDS = LEXICON.categories


def sold(**listing: Any) -> Goods:
    (one,) = layout.listings(given(listing), LEXICON.layouts["listlint"])
    return goods(one, KINDS)


@pytest.mark.parametrize(
    ("listing", "kinds"),
    [
        ({"category": "美容护肤/面膜", "title": "补水贴"}, {"cosmetic"}),
        ({"category": "酒类/白酒", "title": "五百毫升"}, {"alcohol"}),
        ({"title": "某某牌胶囊", "attributes": {"保健食品批准文号": "国食健注G20260001"}}, {"health-food"}),
        ({"title": "某某牌胶囊", "detail": "批准文号：国食健注G20260001"}, {"health-food"}),
        ({"title": "小瓶装", "subtitle": "国药准字Z20260001"}, {"drug"}),
        ({"title": "鱼缸净水", "attributes": {"说明": "兽药字20260001"}}, {"pesticide"}),
        ({"title": "上臂式血压计"}, {"medical-device"}),
        ({"title": "教材習題集"}, {"book"}),
    ],
)
def test_what_is_told_is_sure(listing: dict[str, Any], kinds: set[str]) -> None:
    assert sold(**listing) == Goods(frozenset(kinds), True)


@pytest.mark.parametrize(
    ("title", "kinds"),
    [
        ("滋润保湿面霜", {"cosmetic"}),
        ("面霜收纳盒", {"home"}),
        ("收纳盒装的面霜", {"cosmetic"}),
        ("冰丝防晒衣", {"clothing"}),
        ("美白牙膏", {"oral-care"}),
        ("成犬狗粮", {"pet"}),
        ("卡通咖啡杯手机壳", {"home"}),
        ("奶茶打包用咖啡杯", {"home"}),
        ("红酒色丝绒连衣裙", {"clothing"}),
        ("糖果包装机配件", set()),
        ("茶叶盒装二百克", {"food"}),
        ("滋润修护霜", {"cosmetic"}),
        ("不知何物", set()),
    ],
)
def test_a_common_noun_is_a_guess_and_the_last_one_decides(title: str, kinds: set[str]) -> None:
    assert sold(title=title) == Goods(frozenset(kinds), False)


def test_a_category_outranks_what_the_title_names() -> None:
    assert sold(category="家居/收纳", title="血压计收纳包") == Goods(frozenset({"home"}), True)


def test_the_longer_of_two_nouns_that_end_together_decides() -> None:
    assert sold(title="婴儿配方奶粉").kinds == {"infant-formula"}


def test_a_number_adds_to_what_the_category_tells() -> None:
    assert sold(category="食品/冲饮", detail="国食健注G20260001").kinds == {"food", "health-food"}


def test_every_mark_is_a_regular_expression_and_matches_no_empty_text() -> None:
    for kind in KINDS.values():
        assert not any(re.search(mark, "") for mark in kind.marks)


def test_words_are_written_folded() -> None:
    assert not [word for kind in KINDS.values() for word in (*kind.within, *kind.heads, *kind.names) if fold(word) != word]


def test_no_name_is_also_a_guess_of_another_kind() -> None:
    names = {name: slug for slug, kind in KINDS.items() for name in kind.names}
    assert not [(name, names[name], slug) for slug, kind in KINDS.items() for name in kind.heads if names.get(name, slug) != slug]


@property_given(st.text(max_size=30), st.text(max_size=30))
def test_only_known_kinds_and_sure_ones_are_some(title: str, category: str) -> None:
    found = sold(title=title, category=category)
    assert found.kinds <= KINDS.keys()
    assert found.kinds or not found.sure


@property_given(
    st.sampled_from(sorted(noun for kind in KINDS.values() for noun in (*kind.heads, *kind.names, *kind.within))),
    st.text(max_size=8),
    st.booleans(),
)
def test_what_goods_answers_was_possible(noun: str, more: str, in_title: bool) -> None:
    (one,) = layout.listings(
        given({"title": noun + more} if in_title else {"title": "x", "category": more + noun}), LEXICON.layouts["listlint"]
    )
    assert all(possible(one, slug, KINDS) for slug in goods(one, KINDS).kinds)


def test_the_sieve_of_health_food_lets_every_sign_of_it_through() -> None:
    from listlint.rules.health_food_without_warning import SIEVE

    kind = LEXICON.categories["health-food"]
    assert [word for word in (*kind.within, *kind.keys, *kind.heads, *kind.names, *kind.marks) if not re.search(SIEVE, word)] == []
