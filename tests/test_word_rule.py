"""How far a word rule reaches: the kinds of goods that its list names, and those that one of its words names."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from listlint.config import Options, settle
from listlint.linter import lint
from listlint.records.document import Source

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
examples: {fail: [利器], pass: [用具]}
"""


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
    (tmp_path / "house.yaml").write_text(LIST, encoding="utf-8")
    settings = settle(Options(wordlists=(str(tmp_path),), select=("house",)))
    found = lint(Source("shop.json", json.dumps({"id": "a"} | listing).encode()), settings)
    assert [one.severity for one in found] == severities
