"""Claims of material in disguise are held against the composition like plain ones; honest copy and honest compositions stay silent.

fixtures/disguises/claims.tsv is made by tests/disguise_kinds.py (`--write`) and read by eye.
"""

from __future__ import annotations

import csv
import json
import os
from functools import cache

import pytest
from disguise_kinds import CLAIMS, CLOSING, ENCODED, Row, claims
from hypothesis import given
from hypothesis import strategies as st

from listlint.api import Linter
from listlint.config import Options
from listlint.linter import lint
from listlint.records.diagnostic import Diagnostic
from listlint.records.document import Source
from listlint.settle import settle

TABLE = os.path.join(os.path.dirname(__file__), "..", "fixtures", "disguises", "claims.tsv")
SETTINGS = settle(Options(platform="taobao"))
RULES = {"impure-material-claim", "absent-material", "material-percent-mismatch", "unstated-material"}
LINTER = Linter(platform="taobao")


@pytest.fixture(scope="module", autouse=True)
def written(request: pytest.FixtureRequest) -> None:
    if request.config.getoption("--write"):
        with open(TABLE, "w", encoding="utf-8", newline="") as file:
            csv.writer(file, delimiter="\t", quoting=csv.QUOTE_NONE, escapechar="\\", lineterminator="\n").writerows(claims())


def table() -> list[Row]:
    with open(TABLE, encoding="utf-8", newline="") as file:
        return [Row(*row) for row in csv.reader(file, delimiter="\t", quoting=csv.QUOTE_NONE, escapechar="\\") if row]


def found(copy: str, composition: str, form: str = "text", name: str = "材质成分") -> list[Diagnostic]:
    """What the rules of material say of a title beside a composition; `copy` of json and yaml is the inside of a quoted string."""
    quoted = json.dumps(copy, ensure_ascii=False) if form == "text" else f'"{copy}"'
    stated = f"{json.dumps(name, ensure_ascii=False)}: {json.dumps(composition, ensure_ascii=False)}"
    data = f'{{"title": {quoted}, "attributes": {{{stated}}}}}'
    if form == "yaml":
        data = f"title: {quoted}\nattributes: {{{stated}}}\n"
    return [one for one in lint(Source("a.yaml" if form == "yaml" else "a.json", data.encode()), SETTINGS) if one.rule in RULES]


@cache
def plain_text(rule: str, word: str) -> str:
    """What is reported of the claim made plainly."""
    (copy, composition) = next((copy, composition) for _, each, copy, composition in CLAIMS if each == word)
    (one,) = [one for one in found(copy.format(word), composition) if one.rule == rule]
    assert not one.hidden
    return one.text


def missed(row: Row) -> str:
    """Why a row is not as it should be, or ""."""
    composition = next(composition for _, each, _, composition in CLAIMS if each == row.word)
    expected = CLOSING.sub("", plain_text(row.rule, row.word).replace(row.word, row.said))
    mine = [one for one in found(row.copy, composition, row.form) if one.rule == row.rule]
    texts = [one.source_line[one.place.column - 1 : one.place.end_column - 1] for one in mine]
    return "" if texts == [expected] else f"{row.kind}: {row.copy}: {texts} for {expected}"


def test_the_table_is_what_the_kinds_make() -> None:
    assert table() == list(claims())


@pytest.mark.parametrize("kind", sorted(ENCODED))
def test_a_kind_of_encoding_is_never_missed(kind: str) -> None:
    assert [reason for row in table() if row.kind == kind and (reason := missed(row))] == []


def test_of_all_disguises_hardly_any_is_missed() -> None:
    every = table()
    wrong = [reason for row in every if (reason := missed(row))]
    assert len({row.word for row in every}) == len(CLAIMS)
    assert 1 - len(wrong) / len(every) >= 0.97, "\n".join(wrong)


def test_what_is_hidden_is_said_to_be_and_told_plainly() -> None:
    (one,) = found("桃溪女童纯·棉短袖", "棉80% 聚酯纤维20%")
    assert (one.hidden, one.text) == (True, "纯·棉")
    assert "“纯棉”" in one.message
    (edit,) = one.fix.edits if one.fix else ()
    assert edit.text == "棉质"
    (torn,) = found("桃溪女童纯<b>棉</b>短袖", "棉80% 聚酯纤维20%")
    assert (torn.hidden, torn.fix) == (True, None)  # the tag's end would be left


def test_honest_claims_are_left_alone() -> None:
    with open(os.path.join(os.path.dirname(TABLE), "honest-claims.tsv"), encoding="utf-8") as file:
        every = [line.rstrip("\n").split("\t") for line in file]
    assert len(every) >= 60
    said = {copy: [one.text for one in found(copy, composition) if one.hidden or one.severity == "error"] for copy, composition in every}
    assert {copy: texts for copy, texts in said.items() if texts} == {}


@pytest.mark.parametrize(
    "value",
    [
        "棉８０％ 聚酯纤维２０％",
        "棉80％ 聚酯纖維20％",
        "棉 8 0 % 聚酯纤维 2 0 %",
        "棉8O% 聚酯纤维2O%",
        "棉𝟖𝟎% 聚酯纤维𝟐𝟎%",
        "棉⑧⓪% 聚酯纤维②⓪%",
        "棉\u200b8\u200b0% 聚\u200b酯纤维20%",
        "棉\u00ad80% 聚酯纤\ufe0f维20%",
        "棉80&#37; 聚酯纤维20&#37;",
        "&#26825;80% &#x805a;酯纤维20%",
        "棉&nbsp;80%&nbsp;聚酯纤维&nbsp;20%",
        "<b>棉</b>80%<br>聚<i>酯</i>纤维20%",
        "棉<!-- -->80% 聚酯纤维20%",
        "绵80% 聚酯纤维20%",
        "棉80% 聚 酯 纤 维 20%",
        "棉80% 聚·酯·纤·维 20%",
        "棉80% 聚酯*纤维20%",
        "棉80% 聚、酯纤维20%",
        "聚酯❤纤维20% 棉80%",
        "聚|酯|纤|维 20% 棉80%",
    ],
)
def test_a_composition_in_disguise_is_read_as_its_plain_self(value: str) -> None:
    (plain,) = found("桃溪女童纯棉短袖", "棉80% 聚酯纤维20%")
    (one,) = found("桃溪女童纯棉短袖", value)
    assert (one.rule, one.severity, one.text, one.fix) == (plain.rule, plain.severity, plain.text, plain.fix)
    assert "棉80%" in one.message.split("改为")[1]
    assert found("桃溪女童含棉80%短袖", value) == []


@pytest.mark.parametrize(
    "name", ["材 质 成 分", "材質成份", "材·质·成·分", "材\u200b质成分", "材<b>质</b>成分", "材质&nbsp;成分", "材-质", "⾯料", "【材质】"]
)
def test_an_attribute_named_in_disguise_is_known(name: str) -> None:
    assert [one.rule for one in found("桃溪女童纯棉短袖", "棉80% 聚酯纤维20%", name=name)] == ["impure-material-claim"]


@pytest.mark.parametrize(
    ("name", "value", "title"),
    [
        ("袖长", "短<b>袖</b>", "纯色长袖T恤女"),
        ("袖长", "短·袖", "纯色长袖T恤女"),
        ("袖·长", "短袖", "纯色长袖T恤女"),
        ("袖\u200b長", "短\u200b袖", "纯色长袖T恤女"),
        ("袖&nbsp;长", "短&nbsp;袖", "纯色长袖T恤女"),
        ("净含量", "5 0 0 ml", "沐浴露 800ml"),
        ("净含量", "5OOml", "沐浴露 800ml"),
        ("净·含量", "500&nbsp;&#109;l", "沐浴露 800ml"),
        ("净含量", "5 0&#8203; 0 ml", "沐浴露 800ml"),
    ],
)
def test_any_attribute_is_read_through_its_disguise(name: str, value: str, title: str) -> None:
    found = LINTER.check_listing({"title": title, "attributes": {name: value}})
    (one,) = [one for one in found if one.rule == "attribute-mismatch"]
    assert one.text == ("长袖" if "长袖" in title else "800ml")


HOSTILE = st.text(alphabet=st.sampled_from(list("纯全棉绵真丝皮羊毛绒亚麻衫 ·*/1O0%百分<b>&#;\u200b\u0336❤chunmi纟屯仿非")), max_size=40)


@given(HOSTILE, HOSTILE)
def test_whatever_is_written_what_is_found_lies_in_it(copy: str, composition: str) -> None:
    for one in LINTER.check_listing({"title": copy, "detail": copy, "attributes": {"材质成分": composition, "净含量": composition}}):
        field = composition if one.role == "attribute" else copy
        assert one.span is not None
        assert 0 <= one.span.start <= one.span.end <= len(field)
        assert one.span.cut(field) == one.text


@given(st.sampled_from([claim for claim in CLAIMS if claim[1] != "100%棉"]), st.sampled_from([" ", "·", "*", "\u200b", "~", "|", "❤"]))
def test_a_mark_between_the_characters_changes_nothing_but_the_span(claim: tuple[str, str, str, str], mark: str) -> None:
    rule, word, copy, composition = claim
    plain, marked = (
        [one for one in LINTER.check_listing({"title": copy.format(said), "attributes": {"材质": composition}}) if one.rule == rule]
        for said in (word, mark.join(word))
    )
    assert [(one.severity, one.text) for one in marked] == [(one.severity, one.text.replace(word, mark.join(word))) for one in plain]
    assert all(one.hidden for one in marked) or mark == " "
