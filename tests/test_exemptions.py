"""Each ground of exemption lets its own words through and nothing beside them: fixtures/exemptions.yaml."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

import pytest
import yaml

from listlint.api import Linter
from listlint.given import given
from listlint.layout import listings
from listlint.lexicon.store import load
from listlint.records.mention import Exempt
from listlint.records.settings import Settings
from listlint.rules import word
from listlint.scan import scan

TABLE: dict[str, list[dict[str, Any]]] = yaml.safe_load(
    (Path(__file__).parent.parent / "fixtures" / "exemptions.yaml").read_text(encoding="utf-8")
)
CASES = [(ground, case) for ground, cases in TABLE.items() for case in cases]
TODAY = date(2026, 1, 20)
SETTINGS = Settings(load(), "taobao", today=TODAY)
LINTER = Linter(platform="taobao", select=["LL1", "LL2", "LL5"], today=TODAY)


def listing(case: dict[str, Any]) -> dict[str, Any]:
    held: dict[str, Any] = {key: case[key] for key in ("brand", "attributes", "evidence") if key in case}
    return {"id": "case", "platform": "taobao", "detail": case["text"], **held}


def let(case: dict[str, Any]) -> list[tuple[str, str]]:
    """The words let through, each with its ground, in the order of the text."""
    (one,) = listings(given(listing(case)), SETTINGS.lexicon.layouts["listlint"])
    (said,) = scan([one], SETTINGS.lexicon)
    exempt = [*said.exempt, *(found for found in word.check(said, SETTINGS) if isinstance(found, Exempt))]
    exempt = [one for one in exempt if SETTINGS.lexicon.word_rules[one.hit.wordlist].code[2] in "125"]
    return [(found.hit.span.cut(found.hit.field.text), found.ground) for found in sorted(exempt, key=lambda one: one.hit.span)]


@pytest.mark.parametrize(("ground", "case"), CASES, ids=lambda part: part if isinstance(part, str) else part["text"])
def test_a_ground_lets_its_own_words_through(ground: str, case: dict[str, Any]) -> None:
    expected = case.get("ground", ground)
    told = [one.text for one in LINTER.check_listing(listing(case)) if one.severity != "note"]
    assert told == case.get("fires", [])
    assert [(text, found) for text, found in let(case) if found == expected] == [(text, expected) for text in case.get("lets", [])]


def test_every_ground_of_the_guide_has_cases() -> None:
    guide = {slug for slug, ground in SETTINGS.lexicon.grounds.items() if ground.law == "广告绝对化用语执法指南"}
    assert guide <= set(TABLE)
    assert all(any("fires" not in case for case in TABLE[slug]) and any(case.get("fires") for case in TABLE[slug]) for slug in guide)
