"""Short phrases, most without a sentence around them: what decisions quote is alarmed by the right rules, what only looks like it is not."""

from __future__ import annotations

from collections import defaultdict
from functools import lru_cache
from pathlib import Path

from listlint.api import Linter

FOLDER = Path(__file__).parent.parent / "fixtures" / "phrases"
FAMILIES = "125"


def lines(name: str) -> list[str]:
    return [line for line in (FOLDER / name).read_text(encoding="utf-8").splitlines() if line and not line.startswith("#")]


@lru_cache(maxsize=1)
def linter() -> Linter:
    return Linter(platform="taobao")


def alarms(phrase: str) -> set[str]:
    """The codes of the errors and warnings of these families that a phrase raises."""
    return {one.code for one in linter().check_text(phrase) if one.severity != "note" and one.code[2] in FAMILIES}


def test_what_decisions_quote_is_alarmed() -> None:
    expected = [(phrase, set(codes.split())) for codes, phrase in (line.split("\t") for line in lines("violations.tsv"))]
    assert [(phrase, found) for phrase, codes in expected if (found := alarms(phrase)) != codes] == []


def test_what_only_looks_like_it_is_not() -> None:
    assert [(phrase, found) for phrase in lines("honest.tsv") if (found := alarms(phrase))] == []


def test_no_phrase_stands_twice_and_every_rule_has_some() -> None:
    seen: dict[str, int] = defaultdict(int)
    for phrase in [*(line.split("\t")[1] for line in lines("violations.tsv")), *lines("honest.tsv")]:
        seen[phrase] += 1
    assert [phrase for phrase, count in seen.items() if count > 1] == []
    codes = {code for line in lines("violations.tsv") for code in line.split("\t")[0].split()}
    words = linter()._desk.settings.lexicon.word_rules.values()
    assert {rule.code for rule in words if rule.code[2] in FAMILIES} <= codes
