"""Small shops end to end: fixtures/shops/<case>/listlint.args holds what is asked of the command there, listlint.out what it says."""

from __future__ import annotations

import os
import shlex
import subprocess
import sys
from pathlib import Path

import pytest

SHOPS = Path(__file__).parent.parent / "fixtures" / "shops"
CASES = sorted(path.parent.name for path in SHOPS.glob("*/listlint.args"))


def said(case: str, *more: str) -> str:
    arguments = shlex.split((SHOPS / case / "listlint.args").read_text(encoding="utf-8"))
    command = [sys.executable, "-m", "listlint", *arguments, *more]
    done = subprocess.run(
        command, cwd=SHOPS / case, capture_output=True, encoding="utf-8", env={**os.environ, "NO_COLOR": "1"}, check=False
    )
    return f"{done.stdout}{done.stderr}exit {done.returncode}\n"


@pytest.mark.parametrize("case", CASES)
def test_a_shop_is_told_what_its_answer_says(case: str, request: pytest.FixtureRequest) -> None:
    answer = SHOPS / case / "listlint.out"
    told = said(case)
    if request.config.getoption("--write"):
        answer.write_text(told, encoding="utf-8")
    assert told == answer.read_text(encoding="utf-8")
    assert said(case) == told
    assert said(case, "--no-cache", "--jobs", "1") == told


def test_the_order_of_arguments_changes_nothing() -> None:
    case = "allowances"
    assert said(case, "rows.jsonl", "comments.yaml") == said(case, "comments.yaml", "./rows.jsonl")
