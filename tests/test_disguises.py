"""Words in disguise are found, whole and under their own rule; honest text that looks like them is left alone.

fixtures/disguises/disguised.tsv is made by tests/disguise_kinds.py (`--write`) and read by eye; honest.tsv is written by hand.
"""

from __future__ import annotations

import csv
import json
import os
from collections import Counter
from functools import cache

import pytest
from disguise_kinds import CLOSING, COPY, ENCODED, Row, rows

from listlint.config import Options
from listlint.linter import lint
from listlint.records.diagnostic import Diagnostic
from listlint.records.document import Source
from listlint.settle import settle

FOLDER = os.path.join(os.path.dirname(__file__), "..", "fixtures", "disguises")
SETTINGS = settle(Options())
RULES = {rule for rule, _, _ in COPY} | {"off-platform-contact", "medical-claim"}
RULES |= {"superstition", "counterfeit-signal", "state-endorsement", "famous-trademark", "impossible-promise"}


def table(name: str) -> list[list[str]]:
    with open(os.path.join(FOLDER, name), encoding="utf-8", newline="") as file:
        return [row for row in csv.reader(file, delimiter="\t", quoting=csv.QUOTE_NONE, escapechar="\\") if row]


@pytest.fixture(scope="module", autouse=True)
def written(request: pytest.FixtureRequest) -> None:
    if request.config.getoption("--write"):
        with open(os.path.join(FOLDER, "disguised.tsv"), "w", encoding="utf-8", newline="") as file:
            csv.writer(file, delimiter="\t", quoting=csv.QUOTE_NONE, escapechar="\\", lineterminator="\n").writerows(rows())


def found(copy: str, form: str = "text") -> list[Diagnostic]:
    """What the word rules say of a title; `copy` of json and yaml is the inside of a quoted string."""
    quoted = json.dumps(copy, ensure_ascii=False) if form == "text" else f'"{copy}"'
    path, text = {"json": ("a.json", f'{{"title": {quoted}}}'), "yaml": ("a.yaml", f"title: {quoted}\n")}.get(
        form, ("a.json", f'{{"title": {quoted}}}')
    )
    return [one for one in lint(Source(path, text.encode()), SETTINGS) if one.rule in RULES]


@cache
def plain_text(rule: str, word: str) -> str:
    """What is reported of the word written plain."""
    (copy,) = [copy for _, each, copy in COPY if each == word]
    (one,) = [one for one in found(copy.format(word)) if one.rule == rule]
    return one.text


def missed(row: Row) -> str:
    """Why a row is not as it should be, or ""."""
    word = row.word
    expected = CLOSING.sub("", plain_text(row.rule, word).replace(word, row.said))
    mine = [one for one in found(row.copy, row.form) if one.rule == row.rule]
    texts = [one.source_line[one.place.column - 1 : one.place.end_column - 1] for one in mine]
    return "" if texts == [expected] else f"{row.kind}: {row.copy}: {texts} for {expected}"


def test_the_table_is_what_the_kinds_make() -> None:
    assert [Row(*row) for row in table("disguised.tsv")] == list(rows())


@pytest.mark.parametrize("kind", list(dict.fromkeys(row.kind for row in rows())))
def test_a_kind_of_encoding_is_never_missed(kind: str) -> None:
    mine = [Row(*row) for row in table("disguised.tsv") if row[0] == kind]
    assert mine
    wrong = [reason for row in mine if (reason := missed(row))]
    allowed = 0 if kind in ENCODED else len(mine) // 5
    assert len(wrong) <= allowed, "\n".join(wrong)


def test_of_all_disguises_hardly_any_is_missed() -> None:
    every = [Row(*row) for row in table("disguised.tsv")]
    wrong = [reason for row in every if (reason := missed(row))]
    assert len({row.word for row in every}) >= 12
    assert len({row.kind for row in every}) >= 31
    assert 1 - len(wrong) / len(every) >= 0.97, "\n".join(wrong)


def test_what_is_disguised_is_said_to_be() -> None:
    hidden = Counter(one.hidden for row in map(Row._make, table("disguised.tsv")) if row.form == "text" for one in found(row.copy))
    assert hidden[True] > 0.85 * hidden.total()


@pytest.mark.parametrize(
    ("copy", "said"),
    [
        ("最shu适的床垫", "最shu适"),
        ("最舒shi的床垫", "最舒shi"),
        ("zui先jin的技术", "zui先jin"),
        ("蕞柔ruan的毛巾", "蕞柔ruan"),
        ("加威信：abc12345", "威信：abc12345"),
        ("❤信 abc12345", "❤信 abc12345"),
        ("加q·q：123456789", "q·q：123456789"),
        ("最pian宜的炒锅", "最pian宜"),
        ("最便yi的炒锅", "最便yi"),
        ("这把椅子zuishushi", "zuishushi"),
        ("这款枕头最书适", "最书适"),
        ("dǐng级翡翠", "dǐng级"),
        ("缝线永.不.磨.损", "永.不.磨.损"),
        ("缝线永 不 磨 损", "永 不 磨 损"),
        ("送她最~好~的~礼物", "最~好~的"),
        ("至·尊·品质", "至·尊·品质"),
        ("zhi疗颈椎病的枕头", "zhi疗颈椎病"),
        ("招.财.手.串", "招.财.手.串"),
        ("开guang手串", "开guang"),
        ("高fang手表", "高fang"),
        ("军队te供", "军队te供"),
        ("中国驰ming商标", "中国驰ming商标"),
        ("w·x：lanxi_8866", "w·x：lanxi_8866"),
    ],
)
def test_other_ways_that_are_met(copy: str, said: str) -> None:
    assert said in {one.text for one in found(copy)}


def test_honest_copy_is_left_alone() -> None:
    every = table("honest.tsv")
    assert len(every) >= 150
    assert {text: [one.text for one in found(text)] for text, _ in every if found(text)} == {}
