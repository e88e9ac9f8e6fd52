"""How far a word rule reaches (the kinds of goods that its list and its words name), and one diagnostic for one place."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from listlint.api import Linter
from listlint.config import Options
from listlint.linter import lint
from listlint.records.diagnostic import Diagnostic
from listlint.records.document import Source
from listlint.settle import settle

LIST = """\
code: XX101
severity: error
title: {zh: 公司禁词, en: House words}
why: {zh: 公司规定, en: house rule}
mend: {zh: 换个说法, en: say it otherwise}
message: {zh: "不许写“{text}”", en: "do not write “{text}”"}
basis: [{law: 公司规定, article: 第一条}]
reach: {not_categories: [book]}
words:
  - 利器
  - any: [神水]
    categories: [cosmetic]
  - any: [神光]
    severity: warning
    categories: [cosmetic, food]
    otherwise: note
  - any: [神刀利, 刀利器盒]
    severity: warning
  - any: [大神刀利器]
    severity: note
examples: {fail: [利器], pass: [用具]}
"""


def found_in(folder: Path, listing: dict[str, str]) -> list[Diagnostic]:
    (folder / "house.yaml").write_text(LIST, encoding="utf-8")
    settings = settle(Options(wordlists=(str(folder),), select=("house",)))
    return lint(Source("shop.json", json.dumps({"id": "a"} | listing).encode()), settings)


@pytest.mark.parametrize(
    ("listing", "severities"),
    [
        ({"detail": "利器"}, ["error"]),
        ({"category": "图书", "detail": "利器"}, []),
        ({"title": "钓鱼手册", "detail": "利器"}, ["warning"]),
        ({"category": "美容护肤", "detail": "神水"}, ["error"]),
        ({"title": "保湿面霜", "detail": "神水"}, ["warning"]),
        ({"category": "女装", "detail": "神水"}, []),
        ({"detail": "神水"}, []),
        ({"category": "零食", "detail": "神光"}, ["warning"]),
        ({"title": "芝麻饼干", "detail": "神光"}, ["warning"]),
        ({"category": "女装", "detail": "神光"}, ["note"]),
        ({"detail": "神光"}, ["note"]),
        ({"category": "图书", "detail": "神光"}, []),
    ],
)
def test_a_word_counts_on_the_goods_it_is_for(tmp_path: Path, listing: dict[str, str], severities: list[str]) -> None:
    assert [one.severity for one in found_in(tmp_path, listing)] == severities


@pytest.mark.parametrize(
    ("copy", "told"),
    [
        ("神刀利刀利器盒", [("warning", "神刀利"), ("warning", "刀利器盒")]),
        ("神刀利器盒", [("warning", "刀利器盒")]),
        ("大神刀利器", [("error", "利器")]),
        ("神刀利 利器", [("warning", "神刀利"), ("error", "利器")]),
    ],
)
def test_one_place_is_told_once_and_a_note_hides_no_error(tmp_path: Path, copy: str, told: list[tuple[str, str]]) -> None:
    assert [(one.severity, one.text) for one in found_in(tmp_path, {"detail": copy})] == told


def test_a_contact_and_its_number_are_one_diagnostic() -> None:
    found = Linter(platform="taobao").check_text("详情请加微信 abc12345")
    assert [(one.code, one.text) for one in found] == [("LL701", "微信 abc12345")]


def test_a_note_says_that_it_may_pass_unless_a_setting_makes_it_more(tmp_path: Path) -> None:
    lamp = {"title": "神光台灯", "category": "家具"}
    (note,) = found_in(tmp_path, lamp)
    assert (note.severity, note.message) == ("note", "不许写“神光”；这里不一定算，只作提示")
    settings = settle(Options(wordlists=(str(tmp_path),), select=("house",)))._replace(severities={"house": "error"})
    (raised,) = lint(Source("shop.json", json.dumps(lamp).encode()), settings)
    assert (raised.severity, raised.message) == ("error", "不许写“神光”")
    (error,) = found_in(tmp_path, {"title": "利器"})
    assert error.message == "不许写“利器”"
