"""Every rule has its fixtures and its documentation, and does what they say.

fixtures/rules/<slug>/fail.yaml holds listings on which the rule fires, fail.out what is said of them, fixed.yaml the same listings mended, pass.yaml near-misses. After a wanted
change, write the answers anew with `pytest tests/test_rules.py --write` and read the difference.
"""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

import pytest

from listlint.api import Linter
from listlint.attachments import look
from listlint.config import Options
from listlint.linter import lint
from listlint.records.diagnostic import Diagnostic
from listlint.records.document import Attached, Source
from listlint.records.lexicon import Profile
from listlint.records.mention import HAS
from listlint.records.rule import SEVERITIES, Rule
from listlint.rules import modules, rules, sieves
from listlint.settle import settle

FIXTURES = Path(__file__).parent.parent / "fixtures" / "rules"
SETTINGS = settle(Options(platform="taobao"))
RULES = rules(SETTINGS.lexicon)
RAISED_BY_THE_LINE = {
    *("unreadable-file", "unknown-layout", "missing-file", "unmatched-attributes", "unknown-name"),
    *("unused-allowance", "unreasoned-allowance", "expired-allowance"),
}
WITH_LISTINGS = sorted(set(RULES) - RAISED_BY_THE_LINE)


def diagnostics(slug: str, name: str, only: bool = True) -> list[Diagnostic]:
    path = FIXTURES / slug / name
    settings = SETTINGS._replace(select=(slug,) if only else (), files=beside if (FIXTURES / slug / "proof").is_dir() else None)
    return lint(Source(f"{slug}/{name}", path.read_bytes()), settings)


def beside(path: str, name: str) -> Attached:
    """A file that a fixture's listing names, within the fixtures."""
    return look(str(FIXTURES), str(FIXTURES / path), name)


def shown(found: list[Diagnostic]) -> str:
    return "".join(
        f"{d.place.line}:{d.place.column}-{d.place.end_line}:{d.place.end_column} {d.severity} {d.text} | {d.message}\n" for d in found
    )


@pytest.mark.parametrize("slug", WITH_LISTINGS)
def test_a_rule_fires_where_its_fixture_says(slug: str, request: pytest.FixtureRequest) -> None:
    answer = FIXTURES / slug / "fail.out"
    said = shown(diagnostics(slug, "fail.yaml"))
    if request.config.getoption("--write"):
        answer.write_text(said, encoding="utf-8")
    assert said and said == answer.read_text(encoding="utf-8")


@pytest.mark.parametrize("slug", WITH_LISTINGS)
@pytest.mark.parametrize("name", ["fixed.yaml", "pass.yaml"])
def test_a_rule_is_silent_on_what_is_mended_and_on_near_misses(slug: str, name: str) -> None:
    found = [one for one in diagnostics(slug, name, only=name != "fixed.yaml") if one.severity != "note"]
    assert shown(found) == ""


@pytest.mark.parametrize("rule", RULES.values(), ids=list(RULES))
def test_a_rule_documents_itself_in_both_languages(rule: Rule) -> None:
    for text in (rule.title, rule.why, rule.mend):
        assert text.zh.strip() and text.en.strip() and text.zh != text.en
    assert rule.severity in SEVERITIES
    assert rule.slug in RAISED_BY_THE_LINE or rule.basis


@pytest.mark.parametrize("rule", RULES.values(), ids=list(RULES))
def test_a_rule_cites_only_laws_that_are_known(rule: Rule) -> None:
    assert {basis.law for basis in rule.basis} <= set(SETTINGS.lexicon.laws)


def test_codes_are_never_shared() -> None:
    codes = [rule.code for rule in RULES.values()]
    assert len(codes) == len(set(codes))


def test_a_python_rule_is_named_after_its_file() -> None:
    assert all(module.RULE.slug == slug if hasattr(module, "RULE") else slug in SETTINGS.lexicon.word_rules for slug, module in modules())


def test_what_a_rule_needs_is_something_a_listing_or_a_profile_can_have() -> None:
    assert {need for _, module in modules() for need in getattr(module, "NEEDS", ("listing",))} <= set(HAS)
    assert {module.PROFILE for _, module in modules() if hasattr(module, "PROFILE")} <= set(Profile._fields)


def test_a_sieve_is_one_that_is_searched_for_fast() -> None:
    """Only alternatives that all begin with a character are looked for without trying each at each place."""
    slow = {
        slug: one
        for slug, sieve in sieves(SETTINGS.lexicon).folded.items()
        for one in sieve.pattern.split("|")
        if one[0] in "[(.\\" or one[1:2] in ("?", "*")
    }
    assert slow == {}


def test_the_rules_are_these(request: pytest.FixtureRequest) -> None:
    """A rule that vanishes with its file is noticed here."""
    said = "".join(f"{rule.code} {rule.slug}\n" for rule in RULES.values())
    if request.config.getoption("--write"):
        (FIXTURES / "rules.out").write_text(said, encoding="utf-8")
    assert said == (FIXTURES / "rules.out").read_text(encoding="utf-8")


def test_no_fixture_is_left_of_a_rule_that_is_gone() -> None:
    assert {path.name for path in FIXTURES.iterdir() if path.is_dir()} == set(WITH_LISTINGS)


def cited(listing: Mapping[str, object]) -> set[str]:
    return {f"{basis.law} {basis.article}".strip() for one in Linter(platform="taobao").check_listing(listing) for basis in one.basis}


@pytest.mark.parametrize(
    ("title", "attributes", "expected"),
    [
        ("云栖 真丝连衣裙", {"材质成分": "聚酯纤维100%"}, {"广告法 第八条", "产品质量法 第三十九条"}),
        ("云栖 蚕丝被", {"填充物": "聚酯纤维100%"}, {"广告法 第八条", "产品质量法 第三十九条", "GB/T 24252-2019"}),
        ("云栖 纯棉短袖", {"材质成分": "棉60% 聚酯纤维40%"}, {"GB/T 29862-2013 7.5", "平台规则 材质标准"}),
        ("云栖 纯羊绒围巾", {"材质成分": "山羊绒80% 绵羊毛20%"}, {"GB/T 29862-2013 7.5"}),
        ("云栖 100%真皮女包", {"材质": "PU"}, {"广告法 第八条"}),
        ("云栖 80%羊毛大衣", {"材质成分": "绵羊毛50% 聚酯纤维50%"}, {"GB/T 29862-2013 7"}),
        ("云栖 80%白鹅绒被", {"填充物": "白鹅绒", "绒子含量": "50%"}, {"GB/T 14272-2021"}),
    ],
)
def test_a_material_finding_cites_what_bears_on_its_material_only(title: str, attributes: dict[str, str], expected: set[str]) -> None:
    listing = {"id": "1", "title": title, "attributes": attributes}
    assert cited(listing) == expected
    every = {f"{basis.law} {basis.article}".strip() for rule in RULES.values() for basis in rule.basis}
    assert expected <= every  # what a finding cites, `explain` tells
