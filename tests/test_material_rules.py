"""Claims held against compositions: every case of fixtures/material-cases.yaml, and properties."""

from __future__ import annotations

import os
from collections.abc import Mapping
from datetime import date
from functools import lru_cache
from itertools import combinations
from typing import Any

import pytest
import yaml
from hypothesis import assume
from hypothesis import given as random
from hypothesis import strategies as st

from listlint.composition import is_kind
from listlint.given import given
from listlint.layout import listings
from listlint.lexicon.store import load
from listlint.records.rule import Finding
from listlint.records.settings import Settings
from listlint.rules import (
    absent_material,
    impure_material_claim,
    material_percent_mismatch,
    nonstandard_safety_class,
    stale_evidence,
    unsound_composition,
    unstated_material,
    weak_down_claim,
)
from listlint.scan import scan

HERE = os.path.join(os.path.dirname(__file__), "..", "fixtures")
RULES = (
    *(impure_material_claim, material_percent_mismatch, absent_material, unstated_material, unsound_composition),
    *(weak_down_claim, nonstandard_safety_class, stale_evidence),
)


@lru_cache(maxsize=1)
def settings() -> Settings:
    return Settings(load(), "taobao", today=date(2026, 1, 20))


def findings(listing: Mapping[str, Any]) -> list[Finding]:
    """What the rules of material find in a listing, in the order of its fields and then of the text; of evidence last."""
    (one,) = listings(given(listing), settings().lexicon.layouts["listlint"])
    (mentions,) = scan([one], settings().lexicon)
    found = [one for rule in RULES for one in rule.check(mentions, settings()) if isinstance(one, Finding)]
    order = {field.key: number for number, field in enumerate((*one.fields, *one.attributes))}
    return sorted(found, key=lambda finding: (order.get(finding.field.key, len(order)), finding.span, finding.rule))


def verdicts(listing: Mapping[str, Any]) -> list[str]:
    by_slug = {rule.RULE.slug: rule.RULE for rule in RULES}
    return [f"{by_slug[one.rule].code} {one.severity or by_slug[one.rule].severity}" for one in findings(listing)]


def cases() -> list[dict[str, Any]]:
    with open(os.path.join(HERE, "material-cases.yaml"), encoding="utf-8") as file:
        loaded = yaml.safe_load(file)
    assert isinstance(loaded, list)
    return loaded


@pytest.mark.parametrize("case", cases(), ids=lambda case: f"{case['title']}/{'/'.join(map(str, (case.get('attributes') or {}).values()))}")
def test_case(case: dict[str, Any]) -> None:
    listing = {"id": "case", "platform": "taobao", **{key: value for key, value in case.items() if key not in ("expect", "why")}}
    assert verdicts(listing) == case["expect"]


def test_no_case_is_said_twice() -> None:
    said = [str({key: value for key, value in case.items() if key not in ("expect", "why")}) for case in cases()]
    assert len(set(said)) == len(said) >= 800
    known = {"title", "subtitle", "selling_points", "detail", "detail_html", "brand", "platform", "attributes", "evidence", "expect", "why"}
    assert [case for case in cases() if not set(case) <= known] == []


@pytest.mark.parametrize("rule", [rule for rule in RULES if rule is not stale_evidence], ids=lambda rule: str(rule.RULE.slug))
def test_every_failing_listing_of_a_fixture_has_its_finding(rule: Any) -> None:
    with open(os.path.join(HERE, "rules", rule.RULE.slug, "fail.yaml"), encoding="utf-8") as file:
        for listing in yaml.safe_load(file)["listings"]:
            assert rule.RULE.slug in [one.rule for one in findings(listing)], listing


FIBRES = {"棉": "纯棉", "羊毛": "纯羊毛", "亚麻": "纯亚麻", "桑蚕丝": "100%桑蚕丝", "锦纶": "100%锦纶"}
OTHERS = ("聚酯纤维", "氨纶", "粘纤", "腈纶")


@random(st.sampled_from(sorted(FIBRES)), st.sampled_from(OTHERS), st.integers(1, 99), st.sampled_from(("{}{}% {}{}%", "{1}%{0} {3}%{2}")))
def test_a_true_claim_is_silent_and_a_false_one_alarms(fibre: str, other: str, share: int, spelling: str) -> None:
    composition = spelling.format(fibre, share, other, 100 - share)
    listing = {"id": "x", "platform": "taobao", "attributes": {"材质成分": composition}}
    assert verdicts({**listing, "title": f"含{fibre}{share}%T恤"}) == []
    assert verdicts({**listing, "title": f"{fibre}针织T恤"}) == (
        [] if share >= 50 or fibre == "棉" else ["LL303 note"]
    )  # 棉 by itself claims nothing
    level = "warning" if fibre == "棉" and share >= 96 else "error"
    assert verdicts({**listing, "title": f"{FIBRES[fibre]}T恤"}) == [f"LL301 {level}"]
    assert verdicts({**listing, "title": f"{FIBRES[fibre]}T恤", "attributes": {"材质成分": f"{fibre}100%"}}) == []


def _worn(slug: str) -> bool:
    """Whether a fibre is claimed of a shirt as it stands: down fills, a fancy name is none, a single character needs its own goods."""
    material = settings().lexicon.materials[slug]
    down = {"down", "goose-down", "duck-down", "feather", "imitation-fibre"}
    return bool(material.data.get("fibre", True) and material.data.get("claim_names") and slug not in down)


WORN = sorted(slug for slug in settings().lexicon.materials if _worn(slug))


def _related(one: str, other: str) -> bool:
    materials = settings().lexicon.materials
    return is_kind(one, other, materials) or is_kind(other, one, materials) or "polyurethane" in (one, other)


@st.composite
def _blend(draw: st.DrawFn) -> tuple[list[tuple[str, float]], str]:
    """Two or three unrelated fibres with their shares, and the composition printed in some spelling."""
    slugs = draw(st.lists(st.sampled_from(WORN), min_size=2, max_size=3, unique=True))
    assume(not any(_related(one, other) for one, other in combinations(slugs, 2)))
    cuts = sorted(draw(st.lists(st.integers(6, 94), min_size=len(slugs) - 1, max_size=len(slugs) - 1, unique=True)))
    shares = [float(high - low) for low, high in zip([0, *cuts], [*cuts, 100], strict=True)]
    names = [draw(st.sampled_from(settings().lexicon.materials[slug].data["names"])) for slug in slugs]
    assume(not any(name.isascii() or any(map(str.isdigit, name)) for name in names))
    spelling = draw(st.sampled_from(["{}{:g}%", "{1:g}%{0}", "{}（{:g}%）", "{}：{:g}％"]))
    between = draw(st.sampled_from([" ", "、", "，", "；", "/"]))
    return list(zip(slugs, shares, strict=True)), between.join(spelling.format(*pair) for pair in zip(names, shares, strict=True))


def _claim_names(slug: str) -> list[str]:
    return [
        name
        for name in settings().lexicon.materials[slug].data["claim_names"]
        if len(name) > 1 and not name.isascii() and name[0] not in "纯全"
    ]


@random(_blend(), st.data())
def test_what_a_composition_says_is_no_false_claim_and_what_it_lacks_is(
    blend: tuple[list[tuple[str, float]], str], data: st.DataObject
) -> None:
    parts, printed = blend
    listing = {"id": "x", "platform": "taobao", "attributes": {"材质成分": printed}}
    slug, share = data.draw(st.sampled_from(parts))
    assume(_claim_names(slug))
    name = data.draw(st.sampled_from(_claim_names(slug)))
    minor = share < 50 and share < max(figure for _, figure in parts)
    assert verdicts({**listing, "title": f"{name}T恤"}) == (["LL303 note"] if minor else [])
    assert verdicts({**listing, "title": f"含{name}{share:g}%T恤"}) == []
    assert verdicts({**listing, "title": f"{share:g}%{name}T恤"}) == []
    assert verdicts({**listing, "title": f"{name}{max(1.0, share - 4):g}%以上T恤"}) == []
    assert verdicts({**listing, "title": f"含{name}{share + 6:g}%T恤"}) == ["LL302 error" if share < 94 else "LL301 error"]
    absent = data.draw(st.sampled_from(WORN))
    assume(_claim_names(absent) and not any(_related(absent, other) for other, _ in parts))
    assert verdicts({**listing, "title": f"{data.draw(st.sampled_from(_claim_names(absent)))}T恤"}) == ["LL303 error"]


@random(st.sampled_from(WORN), st.sampled_from(["纯", "100%", "百分百"]), st.floats(0, 8), st.data())
def test_a_pure_claim_holds_down_to_its_threshold_and_no_further(slug: str, degree: str, missing: float, data: st.DataObject) -> None:
    assume(_claim_names(slug) and slug not in ("spandex", "polyurethane"))
    material = settings().lexicon.materials[slug]
    name, lost = data.draw(st.sampled_from(_claim_names(slug))), round(missing, 1)
    listing = {"id": "x", "platform": "taobao", "title": f"{degree}{name}T恤"}
    assert verdicts({**listing, "attributes": {"材质成分": f"{material.name}100%"}}) == []
    found = verdicts({**listing, "attributes": {"材质成分": f"{material.name}{100 - lost:g}% 氨纶{lost:g}%"}}) if lost else []
    traces = float(material.data.get("traces") or 0)  # elastane is no rest that cashmere may have
    wanted = [] if lost <= traces else ["LL301 warning"] if slug == "cotton" and lost <= 4 else ["LL301 error"]
    assert found == wanted


def test_a_message_gives_the_percentage_that_stands_in_another_attribute() -> None:
    attributes = {"成分含量": "81%(含)-90%(含)", "主面料成分": "棉"}
    (finding,) = findings({"id": "x", "platform": "taobao", "title": "纯棉T恤", "attributes": attributes})
    assert "主面料成分是“棉 81%(含)-90%(含)”" in finding.message.zh


def test_a_message_names_the_figures_the_threshold_and_what_to_write() -> None:
    (finding,) = findings({"id": "x", "platform": "taobao", "title": "纯棉T恤", "attributes": {"材质成分": "棉95% 氨纶5%"}})
    for said in ("标题写“纯棉”", "棉95%", "96%", "未核实", "GB/T 29862-2013", "改为“棉质”或“棉95%”"):
        assert said in finding.message.zh
    (related,) = finding.related
    assert related.field.key == "attributes.材质成分"
    assert related.span is not None and related.span.cut(related.field.text) == "棉95%"
    assert finding.fix is not None
    assert finding.fix.edits[0].text == "棉质"
    assert finding.span.cut(finding.field.text) == "纯棉"


def test_the_fix_leaves_nothing_to_find() -> None:
    for title in ("纯棉短袖T恤", "100%纯羊毛大衣", "女士全亚麻衬衫", "100％純棉T恤"):
        listing = {"id": "x", "title": title, "attributes": {"材质成分": "棉33% 羊毛33% 亚麻33% 氨纶1%"}}
        (finding,) = findings(listing)
        assert finding.fix is not None
        ((start, end), text) = finding.fix.edits[0]
        assert findings({**listing, "title": title[:start] + text + title[end:]}) == []


def test_no_fix_names_goods_after_what_is_less_than_something_else_in_them() -> None:
    (finding,) = findings({"id": "x", "title": "纯棉短袖T恤", "attributes": {"材质成分": "棉30% 聚酯纤维70%"}})
    assert finding.fix is None and finding.message.zh.endswith("改为“棉30%”") and finding.message.en.endswith("write “棉30%”")
