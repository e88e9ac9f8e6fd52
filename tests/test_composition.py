"""Compositions: a table of spellings, and that what is printed in any spelling is read back as it was."""

from __future__ import annotations

import os
from collections import Counter
from typing import Any

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from listlint.composition import compositions, is_kind, share_of
from listlint.records.document import Field
from listlint.records.lexicon import Material
from listlint.records.mention import Composition, Part
from listlint.records.span import Span
from listlint.text.characters import fold_table

ROOT = os.path.dirname(os.path.dirname(os.path.abspath(__file__)))


def _yaml(*path: str) -> Any:
    with open(os.path.join(ROOT, *path), encoding="utf-8") as file:
        return yaml.safe_load(file)


DATA = _yaml("wordlists", "materials.yaml")
GRAMMAR = DATA["composition"]
MATERIALS = {slug: Material(slug, data["name"], tuple(data["kinds"]), data) for slug, data in DATA["materials"].items()}
CASES = _yaml("fixtures", "composition.yaml")
FIBRES = sorted(slug for slug, material in MATERIALS.items() if material.data["fibre"])


def _read(text: str, key: str = "材质成分", also: dict[str, str] | None = None) -> Composition | None:
    values = {key: text, **(also or {})}
    fields = [Field(f"attributes.{name}", "attribute", value, ("attributes", name)) for name, value in values.items()]
    return next((one for one in compositions(fields, MATERIALS, GRAMMAR) if one.field is fields[0]), None)


def _shown(part: Part) -> str:
    def figure(low: float | None, high: float | None) -> str:
        return "" if low is None or high is None else f" {low:g}" if low == high else f" {low:g}-{high:g}"

    shares = [(share.material or f"?{share.name}") + figure(share.low, share.high) for share in part.shares]
    return f"{part.name or 'whole'}: {', '.join(shares)}"


@pytest.mark.parametrize("case", CASES, ids=lambda case: f"{case.get('key', '')}{case['value']}")
def test_table(case: dict[str, Any]) -> None:
    composition = _read(case["value"], case.get("key", "材质成分"), case.get("also"))
    if composition is None or "parts" not in case:
        assert composition is None or not composition.parts
        assert "parts" not in case
        return
    assert [_shown(part) for part in composition.parts] == case["parts"]
    assert [span.cut(case["value"]) for span in composition.unparsed] == case.get("unparsed", [])
    _assert_spans(composition)


def _assert_spans(composition: Composition) -> None:
    text = composition.field.text
    for part in composition.parts:
        assert part.span == Span(part.span.start, part.span.end) and 0 <= part.span.start < part.span.end <= len(text)
        for share in part.shares:
            assert part.span.covers(share.span)
            blended = any(share.name in fibres and code[0] in share.span.cut(text).lower() for code, fibres in GRAMMAR["blends"].items())
            assert share.name in share.span.cut(text) or share.name in composition.field.key or blended  # 棉含量: 75%; T/C 65/35
            assert share.span.cut(text) == share.span.cut(text).strip()
        for one, other in zip(part.shares, part.shares[1:], strict=False):
            assert one.span.end <= other.span.start or one.span == other.span  # T/C 65/35 says both in one
    assert all(0 <= span.start < span.end <= len(text) for span in composition.unparsed)


def test_exact_spans() -> None:
    text = "大身：棉 95%，聚氨酯弹性纤维（氨纶）5% 里料 100%涤纶（再生）"
    composition = _read(text)
    assert composition is not None
    assert [part.span.cut(text) for part in composition.parts] == ["大身：棉 95%，聚氨酯弹性纤维（氨纶）5%", "里料 100%涤纶"]
    assert [(share.name, share.span.cut(text)) for part in composition.parts for share in part.shares] == [
        ("棉", "棉 95%"),
        ("聚氨酯弹性纤维", "聚氨酯弹性纤维（氨纶）5%"),
        ("涤纶", "100%涤纶"),
    ]


def test_a_list_is_one_composition() -> None:
    fields = [Field(f"attributes.材质成分[{at}]", "attribute", text, ("材质成分", at)) for at, text in enumerate(["含棉95%", "氨纶 5%"])]
    (composition,) = compositions(fields, MATERIALS, GRAMMAR)
    assert (composition.name, composition.written) == ("材质成分", "含棉95% 氨纶 5%")
    texts = [composition.field.text, *(field.text for field in composition.more)]
    shares = composition.parts[0].shares
    assert [(share.material, share.low, share.span.cut(texts[share.text])) for share in shares] == [
        ("cotton", 95, "棉95%"),
        ("spandex", 5, "氨纶 5%"),
    ]


@st.composite
def _printed(draw: st.DrawFn) -> tuple[str, list[tuple[str | None, list[tuple[str, float]]]]]:
    """A composition in some spelling, and what it says."""
    names_first, glued = draw(st.booleans()), draw(st.booleans())
    sign = draw(st.sampled_from(["%", "％", " %", "﹪", ""]))
    between = draw(st.sampled_from([" ", "、", ", ", "，", " / ", "+", "；", "\n", ""]))
    inside = draw(st.sampled_from(["", " "])) if between.strip() or between == "\n" else ""
    known: list[list[str | None]] = [[None], ["面料"], ["面料", "里料"], ["大身", "罗纹", "口袋布"], ["面料", "填充物"]]
    labels = draw(st.sampled_from(known))
    colon = draw(st.sampled_from(["：", ":", " "]))
    texts, said = [], []
    for label in labels:
        slugs = draw(st.lists(st.sampled_from(FIBRES), min_size=1, max_size=4, unique=True))
        cuts = sorted(draw(st.lists(st.integers(1, 999), min_size=len(slugs) - 1, max_size=len(slugs) - 1, unique=True)))
        amounts = [(high - low) / 10 for low, high in zip([0, *cuts], [*cuts, 1000], strict=True)]
        names = [draw(st.sampled_from([MATERIALS[slug].name, *MATERIALS[slug].data["names"]])) for slug in slugs]
        if any(name[0].isdigit() or name[-1].isdigit() for name in names):
            names = [MATERIALS[slug].name for slug in slugs]
        # a number by itself, or beside a Latin letter that may be its unit, needs its sign
        unsigned = sign == "" and len(labels) + len(slugs) > 2 and not any(name[0].isascii() or name[-1].isascii() for name in names)
        figures = [f"{amount:g}{sign if sign or unsigned else '%'}" for amount in amounts]
        shares = [name + inside + figure if names_first else figure + inside + name for name, figure in zip(names, figures, strict=True)]
        wide = between if not any(name.isascii() for name in names) or between != "" else " "
        texts.append((f"{label}{colon}" if label else "") + wide.join(shares))
        said.append((GRAMMAR["parts"].get(label), list(zip(slugs, amounts, strict=True))))
    return ("；" if glued and colon != " " else " ").join(texts), said


@given(_printed())
def test_any_spelling_is_read_back(printed: tuple[str, list[tuple[str | None, list[tuple[str, float]]]]]) -> None:
    text, said = printed
    composition = _read(text)
    assert composition is not None
    read = [(part.name, [(share.material, share.low) for share in part.shares]) for part in composition.parts]
    assert read == said
    assert composition.unparsed == ()
    _assert_spans(composition)


@given(st.text(alphabet="棉氨纶涤面里料绒皮羊毛 95.%％()（）【】:：、/+-~≥以上含不色Aa1\n除外·O绵\u200b<b>&#;", max_size=60))
def test_no_text_breaks_it(text: str) -> None:
    composition = _read(text)
    if composition is not None:
        _assert_broad(composition)


@pytest.mark.parametrize(
    "text", ["(" * 500, "(" * 250 + "棉" + ")" * 250, "棉(" * 300, "9" * 500, "面料：" * 150, "棉5-" * 100, "棉" * 10_000]
)
def test_hostile_text_is_read_or_left(text: str) -> None:
    composition = _read(text)
    if composition is not None:
        _assert_broad(composition)


def _assert_broad(composition: Composition) -> None:
    spans = [share.span for part in composition.parts for share in part.shares] + list(composition.unparsed)
    assert all(0 <= span.start < span.end <= len(composition.field.text) for span in spans)


@pytest.mark.parametrize("slug", MATERIALS)
def test_every_name_is_read_as_its_material(slug: str) -> None:
    for name in MATERIALS[slug].data["names"]:
        composition = _read(name)
        assert composition is not None, name
        assert [share.material for part in composition.parts for share in part.shares] == [slug], name
        assert composition.unparsed == (), name


def test_materials_hold_together() -> None:
    names = Counter(name for material in MATERIALS.values() for name in material.data["names"])
    claims = Counter(name for material in MATERIALS.values() for name in material.data["claim_names"])
    assert [name for name, count in (names | claims).items() if count > 1] == []
    assert [name for name in [*names, *claims, *GRAMMAR["look_alikes"]] if name != name.translate(fold_table())] == []
    assert set(names).isdisjoint(GRAMMAR["fabrics"]) and set(names).isdisjoint(GRAMMAR["parts"])
    assert set(claims).isdisjoint(GRAMMAR["look_alikes"])
    for slug, material in MATERIALS.items():
        assert set(material.data.get("trade", ())) <= set(material.data["names"]), slug
        assert {*material.kinds, *material.data.get("not", ()), *material.data.get("rest", ())} <= set(MATERIALS), slug
        assert not any(is_kind(kind, slug, MATERIALS) for kind in material.kinds), slug
        assert "pure" not in material.data or material.data["pure_source"], slug


def test_kinds() -> None:
    assert is_kind("mulberry-silk", "silk", MATERIALS)
    assert not is_kind("silk", "mulberry-silk", MATERIALS)
    assert is_kind("split-cow-leather", "leather", MATERIALS)
    assert not is_kind("split-cow-leather", "full-grain-leather", MATERIALS)
    assert not is_kind("wool", "cashmere", MATERIALS)
    assert not is_kind("pu", "leather", MATERIALS)
    assert is_kind("unheard-of", "unheard-of", MATERIALS)


@pytest.mark.parametrize(
    ("text", "slug", "share"),
    [
        ("桑蚕丝60% 柞蚕丝20% 棉20%", "silk", (80, 80, True)),
        ("桑蚕丝60% 柞蚕丝20% 棉20%", "mulberry-silk", (60, 60, True)),
        ("桑蚕丝60% 柞蚕丝20% 棉20%", "wool", (None, None, False)),
        ("棉95%以上", "cotton", (95, 100, True)),
        ("棉 氨纶", "cotton", (None, None, True)),
        ("亚麻30% 苎麻 棉60%", "bast", (30, None, True)),
    ],
)
def test_share_of(text: str, slug: str, share: tuple[float | None, float | None, bool]) -> None:
    composition = _read(text)
    assert composition is not None
    assert share_of(composition.parts[0], slug, MATERIALS) == share


def test_every_spelling_of_a_key_is_known() -> None:
    for key in (
        "材质成分",
        "面料材质成分",
        "主面料成分2",
        "材质成分（文本）",
        "质地/材质",
        "里料成分(多选)",
        "鞋面内里材质",
        "面料成份",
        "【面料组成】",
    ):
        assert _read("棉100%", key) is not None, key
