"""The grammar around a material's name: what is claimed, in which words, of which part."""

from __future__ import annotations

from functools import lru_cache

import pytest
from hypothesis import given
from hypothesis import strategies as st

from listlint.claims import _GRADING, Named, _longest, _names, claims, graded
from listlint.lexicon.store import load
from listlint.records.document import Field
from listlint.records.lexicon import Lexicon
from listlint.records.mention import Claim
from listlint.records.span import Span
from listlint.text.normalise import fold, normalise

SAID = [
    # the copy; each claim as kind, words, material, percent, part
    ("纯棉短袖T恤", [("pure", "纯棉", "cotton", 100, None)]),
    ("全 棉毛巾", [("pure", "全 棉", "cotton", 100, None)]),
    ("100%棉衬衫", [("pure", "100%棉", "cotton", 100, None)]),
    ("棉100%衬衫", [("pure", "棉100%", "cotton", 100, None)]),
    ("100％纯棉衬衫", [("pure", "100％纯棉", "cotton", 100, None)]),
    ("百分之百纯棉衬衫", [("pure", "百分之百纯棉", "cotton", 100, None)]),
    ("百分百的棉衬衫", [("pure", "百分百的棉", "cotton", 100, None)]),
    ("100%澳洲羊毛毯", [("pure", "100%澳洲羊毛", "wool", 100, None)]),
    ("100% cotton t-shirt", [("pure", "100% cotton", "cotton", 100, None)]),
    ("纯\u200b棉T恤", [("pure", "纯\u200b棉", "cotton", 100, None)]),
    ("純棉T恤", [("pure", "純棉", "cotton", 100, None)]),
    ("含棉95%打底裤", [("percent", "含棉95%", "cotton", 95, None)]),
    ("80%羽绒被", [("percent", "80%羽绒", "down", 80, "filling")]),
    ("羊毛70%大衣", [("percent", "羊毛70%", "wool", 70, None)]),
    ("羊毛含量70%的大衣", [("percent", "羊毛含量70%", "wool", 70, None)]),
    ("90白鹅绒外套", [("percent", "90白鹅绒", "goose-down", 90, "filling")]),
    ("90%白鸭绒外套", [("percent", "90%白鸭绒", "duck-down", 90, "filling")]),
    ("70% wool coat", [("percent", "70% wool", "wool", 70, None)]),
    ("65%棉35%聚酯纤维", [("percent", "65%棉", "cotton", 65, None), ("percent", "35%聚酯纤维", "polyester", 35, None)]),
    ("棉65%聚酯纤维35%", [("percent", "棉65%", "cotton", 65, None), ("percent", "聚酯纤维35%", "polyester", 35, None)]),
    ("真丝连衣裙", [("named", "真丝", "silk", None, None)]),
    ("羊绒衫", [("named", "羊绒", "cashmere", None, None)]),
    ("真皮男士商务手提包", [("named", "真皮", "leather", None, None)]),
    ("实木床", [("named", "实木", "solid-wood", None, None)]),
    ("蚕丝被", [("named", "蚕丝", "silk", None, "filling")]),
    ("棉T恤", [("named", "棉", "cotton", None, None)]),
    ("V领羊毛衫", [("named", "羊毛", "wool", None, None)]),
    ("女装 羊绒 2026", [("named", "羊绒", "cashmere", None, None)]),
    ("纯棉内裆", [("pure", "纯棉", "cotton", 100, "crotch")]),
    ("里衬真丝的大衣", [("named", "真丝", "silk", None, "lining")]),
    ("羊毛里短靴", [("named", "羊毛", "wool", None, "lining")]),
    ("棉质内里", [("named", "棉质", "cotton", None, "lining")]),
    ("纯棉面料", [("pure", "纯棉", "cotton", 100, "main")]),
    ("填充物:80%白鸭绒", [("percent", "80%白鸭绒", "duck-down", 80, "filling")]),
    ("圆领纯棉T恤", [("pure", "纯棉", "cotton", 100, None)]),
    ("真丝质感衬衫", [("imitation", "真丝", "silk", None, None)]),
    ("像羊绒一样软", [("imitation", "羊绒", "cashmere", None, None)]),
    ("媲美真丝", [("imitation", "真丝", "silk", None, None)]),
    ("比普通纯棉更柔", [("imitation", "纯棉", "cotton", 100, None)]),
    ("非纯棉", [("negated", "纯棉", "cotton", 100, None)]),
    ("不含羊毛", [("negated", "羊毛", "wool", None, None)]),
    ("南非羊毛衫", [("named", "羊毛", "wool", None, None)]),
    ("A类纯棉衣", [("pure", "纯棉", "cotton", 100, None)]),
]
UNSAID = [
    *(
        "棉服",
        "棉衣",
        "棉袄",
        "棉拖",
        "棉被",
        "皮衣",
        "皮鞋",
        "安全棉签",
        "记忆棉枕",
        "珊瑚绒毯",
        "木棉花",
        "牛皮纸袋",
        "亚麻色假发",
        "银色手链",
    ),
    *("真皮保养油", "羊毛衫洗涤剂", "羽绒服清洗剂", "羊毛护理", "送纯棉袜", "赠真丝眼罩", "买T恤赠送羊绒围巾", "搭配真丝围巾"),
    *("加绒90斤", "woolen", "silky", "2026款 M码 棉 红"),
]


@lru_cache(maxsize=1)
def lexicon() -> Lexicon:
    return load()


def read(text: str, role: str = "title") -> tuple[Claim, ...]:
    normal, known = normalise(text), lexicon()
    entries = [
        (Span(start, end), known.entry(number).owner)
        for term, start, end in known.find(normal.text)
        for number in known.uses[term]
        if known.entry(number).kind == "material"
    ]
    named = Named(Field(role, role, text, (role,)), normal.text, entries, normal.source)
    found = claims(named, known.materials, known.composition)
    assert graded(named, known.composition) or not [one for one in found if one.percent is not None or one.kind == "fancy"]
    return found


@pytest.mark.parametrize(("text", "said"), SAID, ids=[text for text, _ in SAID])
def test_claims(text: str, said: list[tuple[object, ...]]) -> None:
    assert [(one.kind, one.span.cut(text), one.material, one.percent, one.part) for one in read(text)] == said


def test_whatever_a_degree_stands_before_is_looked_at() -> None:
    known = lexicon()
    names = (known.terms[term] for term, uses in enumerate(known.uses) if any(known.entries[number][0] == "material" for number in uses))
    for word in (*names, *known.composition["after_pure"]):
        for degree in known.composition["pure_words"]:
            assert _GRADING.search(fold(f"{degree}{word}")), (degree, word)


@pytest.mark.parametrize("text", UNSAID)
def test_no_claim(text: str) -> None:
    assert read(text) == ()


def test_a_name_by_itself_claims_in_a_title_only() -> None:
    assert read("女装 羊绒 2026") != ()
    assert read("女装 羊绒 2026", role="detail") == ()


def test_at_least_and_excepted() -> None:
    (least,) = read("含95%以上羊毛")
    assert least.at_least
    assert least.percent == 95
    (most,) = read("100%棉（弹性纤维除外）")
    assert most.kind == "pure"
    assert most.excepted


def test_the_goods_named() -> None:
    assert [one.goods for one in read("真丝连衣裙 蚕丝被")] == ["连衣裙", "被"]


@given(st.lists(st.tuples(st.integers(0, 12), st.integers(1, 3), st.sampled_from(["", "cotton", "wool"])), max_size=6))
def test_names_that_do_not_overlap_are_not_weighed(drawn: list[tuple[int, int, str]]) -> None:
    names = sorted(((Span(start, start + length), slug) for start, length, slug in drawn), key=lambda name: name[0].end)
    assert _names("面" * 16, names) == [(span, slug) for span, slug in _longest(names) if slug]
