"""Evidence: numbers and their check digits, files that are looked for or not, and what an entry lets pass."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from click.testing import CliRunner
from hypothesis import given
from hypothesis import strategies as st

from listlint.cli.app import app
from listlint.config import Options
from listlint.desk import desk
from listlint.linter import examine, lint
from listlint.numbers import fault, mod_11_10, patent_digit
from listlint.records.diagnostic import Allowed
from listlint.records.document import Attached, Source
from listlint.settle import settle

SETTINGS = settle(Options(platform="taobao"), date(2026, 1, 20))._replace(files=None)
NUMBERS = SETTINGS.lexicon.numbers

TEE = """
id: tee
title: 纯棉T恤
attributes: {颜色: 白色}
evidence: [{kind: test_report, covers: [composition], file: r.pdf, number: TR-1, valid_until: 2026-12-31}]
"""


def said(text: str, **changed: object) -> list[str]:
    return [f"{one.code} {one.severity}" for one in lint(Source("shop/tee.yaml", text.encode()), SETTINGS._replace(**changed))]  # type: ignore[arg-type]


PATENTS = """
    201710601862.3 95115608.x 97101765.4 201420327464.9 201410839325.9 201410476456.5 202010566088.9 201510958772.0 202510942578.7
    200510096239.4 202322865413.3 201811564288.x 201610551889.1 201610032112.4 201810862228.x 201811044634.1 201810801154.9
    201810246441.8
"""
LICENCES = """
    10811310111839 12441112200063 11464010500015 10744030704994 12221021200659 11834020305037 11333019700024 11837048101233
    12636098200051 11532139200465 12434017430075 11432010400101 10734161105864 10633019702613 10212011600523 10437052300320
    10234052305797 10935058201141 10741018302531 12336098200173
"""


@pytest.mark.parametrize("number", PATENTS.split())
def test_the_check_digit_of_real_patents(number: str) -> None:
    digits, check = number.split(".")
    assert patent_digit(digits) == check


@pytest.mark.parametrize("number", LICENCES.split())
def test_the_check_digit_of_real_food_licences(number: str) -> None:
    assert mod_11_10(number[:-1]) == number[-1]


@pytest.mark.parametrize("slug", NUMBERS)
def test_the_example_of_a_numbering_follows_it(slug: str) -> None:
    kinds = NUMBERS[slug].kinds or ("certificate",)
    assert all(fault(NUMBERS[slug].example, kind, 2026, NUMBERS) is None for kind in kinds)


@given(st.from_regex(r"(199\d|20[01]\d)[123]\d{7}", fullmatch=True), st.integers(0, 11), st.integers(1, 9))
def test_one_digit_mistyped_is_noticed(digits: str, place: int, shift: int) -> None:
    right = f"ZL{digits}.{patent_digit(digits)}"
    assert fault(right, "patent", 2026, NUMBERS) is None
    wrong = digits[:place] + str((int(digits[place]) + shift) % 10) + digits[place + 1 :]
    found = fault(f"ZL{wrong}.{patent_digit(digits)}", "patent", 2026, NUMBERS)
    assert found is not None and found.sure


def test_a_number_of_no_known_kind_is_let_be() -> None:
    assert fault("TR-2026-0117", "test_report", 2026, NUMBERS) is None


def test_a_report_in_force_lets_a_claim_pass_and_says_so() -> None:
    assert said(TEE) == []
    (allowed,) = (
        one for one in examine(Source("tee.yaml", TEE.encode()), desk(SETTINGS._replace(show_allowed=True))) if isinstance(one, Allowed)
    )
    assert (allowed.rule, allowed.text, allowed.why) == ("unstated-material", "纯棉", "test_report TR-1 至 2026-12-31")
    assert said(TEE, today=date(2027, 1, 1)) == ["LL304 warning", "LL205 error"]


def test_a_word_that_evidence_clears_is_shown_as_allowed() -> None:
    text = "{id: a, title: 独家代理手表, evidence: [{kind: brand_authorization, number: A-1}]}"
    with_proof = list(examine(Source("a.yaml", text.encode()), desk(SETTINGS._replace(show_allowed=True, select=("LL103",)))))
    assert with_proof and all(isinstance(one, Allowed) for one in with_proof)


def test_files_are_looked_for_only_where_settings_say_how() -> None:
    assert said(TEE) == []
    asked: list[tuple[str, str]] = []

    def files(path: str, name: str) -> Attached:
        asked.append((path, name))
        return Attached("missing")

    assert said(TEE, files=files) == ["LL304 warning", "LL205 error"]
    assert asked == [("shop/tee.yaml", "r.pdf")]


def test_standard_input_has_no_files_beside_it(tmp_path: Path) -> None:
    run = CliRunner().invoke(app, ["check", "-", "--isolated", "--select", "LL205", "--output-format", "concise"], input=TEE)
    assert "r.pdf" not in run.output
    (tmp_path / "tee.yaml").write_text(TEE, encoding="utf-8")
    run = CliRunner().invoke(app, ["check", str(tmp_path / "tee.yaml"), "--isolated", "--select", "LL205", "--output-format", "concise"])
    assert run.exit_code == 1 and "r.pdf" in run.output
