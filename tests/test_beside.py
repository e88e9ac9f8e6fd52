"""Files beside a listing's own: detail files, pictures, attributes joined by id; and which files a run reads at all."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from listlint.config import ConfigError, Options, excluded, read
from listlint.discover import Missed, discover
from listlint.linter import lint
from listlint.records.diagnostic import Diagnostic
from listlint.records.document import Source
from listlint.runners.local import run
from listlint.settle import settle

LISTING = "id: a1\ntitle: 某某 纯棉T恤\n"


def write(folder: Path, **files: str) -> None:
    for name, text in files.items():
        path = folder / name.replace("__", "/").replace("_", ".")
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")


def check(folder: Path, monkeypatch: pytest.MonkeyPatch, *paths: str) -> list[Diagnostic]:
    monkeypatch.chdir(folder)
    options = read(str(folder / "listlint.yaml")) if (folder / "listlint.yaml").exists() else Options(home=str(folder))
    found = discover(paths or (".",), options.home, excluded(options))
    return [one for outcome in run(found, options, settle(options)) for one in outcome.found if isinstance(one, Diagnostic)]


def command(folder: Path, *arguments: str, given: str = "") -> list[str]:
    """What the command writes to standard output, a line each."""
    done = subprocess.run(
        [sys.executable, "-m", "listlint", *arguments], cwd=folder, capture_output=True, encoding="utf-8", input=given, check=False
    )
    assert "Traceback" not in done.stderr, done.stderr
    return done.stdout.splitlines()


CONCISE = ("check", "--output-format", "concise", "--quiet")


def rules(lines: list[str]) -> list[str]:
    """path:place rule of each line of the concise report."""
    return [f"{line.split(': ')[0]} {line.partition('[')[2].partition(']')[0]}" for line in lines]


def shown(found: list[Diagnostic]) -> list[str]:
    return [f"{one.path}:{one.place.shown} {one.rule}" for one in found]


@pytest.mark.parametrize(
    ("name", "text", "place"),
    [
        ("detail/a.html", "<p>\n国<b>家</b>级</p>", "2:1"),
        ("detail/a.md", "# 详情\n\n**国**家级", "3:3"),
        ("detail/a.txt", "面料\n国家级", "2:1"),
        ("detail/../detail/a.txt", "国家级", "1:1"),
    ],
)
def test_the_detail_in_another_file_has_its_places_there(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, name: str, text: str, place: str
) -> None:
    (tmp_path / "detail").mkdir()
    (tmp_path / name).write_text(text, encoding="utf-8")
    (tmp_path / "a.yaml").write_text(f"{LISTING}attributes: {{材质成分: 棉100%}}\ndetail_file: {name}\n", encoding="utf-8")
    (found,) = check(tmp_path, monkeypatch)
    assert (found.path, found.place.shown, found.field, found.listing) == (os.path.normpath(name), place, "detail_file", "a1")
    assert "国家级" in found.source_line or "家" in found.source_line


def test_a_claim_in_a_detail_file_is_held_against_the_listing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    write(tmp_path, a_yaml="id: a\ntitle: T恤\nattributes: {材质成分: 棉95% 氨纶5%}\ndetail_file: d.html\n", d_html="<p>纯棉</p>")
    (found,) = check(tmp_path, monkeypatch)
    assert (found.path, found.rule) == ("d.html", "impure-material-claim")
    assert (found.related[0].path, found.related[0].place.line) == ("a.yaml", 3)
    assert found.as_json()["related"][0]["path"] == "a.yaml"


@pytest.mark.parametrize(
    "name", ["nothing.html", "../outside.html", "/etc/passwd", "d/../../outside.html", "link.html", "folder", "a\\0b", "way/outside.html"]
)
def test_no_name_leads_out_of_the_repository(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, name: str) -> None:
    home = tmp_path / "shop"
    (home / "folder").mkdir(parents=True)
    (tmp_path / "outside.html").write_text("国家级", encoding="utf-8")
    (home / "link.html").symlink_to(tmp_path / "outside.html")
    (home / "way").symlink_to(tmp_path)
    (home / "a.yaml").write_text(f'title: T恤\ndetail_file: "{name}"\n', encoding="utf-8")
    found = check(home, monkeypatch, "a.yaml")
    assert shown(found) == ["a.yaml:2:15 missing-file"] and found[0].severity == "error"


def test_pictures_are_checked_to_exist(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    write(tmp_path, a_yaml="title: T恤\nimages: [img/a.jpg, img/b.jpg, https://x/c.jpg, //x/d.jpg]\n", img__a_jpg=".")
    found = check(tmp_path, monkeypatch)
    assert shown(found) == ["a.yaml:2:21 missing-file"] and found[0].severity == "warning"


def test_the_line_itself_looks_for_no_file() -> None:
    assert (
        lint(Source("a.yaml", "title: T恤\nimages: [a.jpg]\ndetail_file: b.html\n".encode()), settle(Options())._replace(files=None)) == []
    )


CONFIG = "attributes: {file: erp/c.csv, key: 货号}\n"


def test_attributes_are_joined_by_id(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    write(tmp_path, listlint_yaml=CONFIG, a_yaml=LISTING, erp__c_csv="货号,材质成分\na0,x,没有列名的备注\na1,棉95% 氨纶5%\n")
    (found,) = check(tmp_path, monkeypatch)
    assert found.rule == "impure-material-claim"
    assert (found.related[0].path, found.related[0].place.shown) == ("erp/c.csv", "3:4")


def test_ids_that_match_nothing_or_rows_that_differ_are_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    write(
        tmp_path,
        listlint_yaml=CONFIG,
        a_yaml="- {id: a1, title: T恤}\n- {id: a2, title: T恤}\n- {id: a3, title: T恤}\n- {title: T恤}\n",
        erp__c_csv="货号,材质成分\na1,棉\na1,麻\na3,棉\na3,棉\n",
    )
    found = check(tmp_path, monkeypatch)
    assert shown(found) == [
        "a.yaml:2:8 unmatched-attributes",
        "a.yaml:4:11 unmatched-attributes",
        "erp/c.csv:3:1 unmatched-attributes",
    ]


def test_rows_that_no_listing_uses_are_told_where_everything_was_looked_at(tmp_path: Path) -> None:
    rows = "".join(f"b{number},棉\n" for number in range(12))
    write(
        tmp_path,
        listlint_yaml=CONFIG,
        a_yaml="{id: a1, title: T恤}\n",
        z_yaml="{id: a2, title: T恤}\n",
        erp__c_csv=f"*货号（必填）,材质\na1,棉\n{rows}a2,棉\n",
    )
    (told,) = command(tmp_path, "check", "--output-format", "concise", "-q")
    assert told.startswith("erp/c.csv:3:1: note LL004 [unmatched-attributes] 12 个货号在商品里找不到") and "b9等" in told
    assert command(tmp_path, "check", "a.yaml", "-q") == []


@pytest.mark.parametrize("content", [None, "编号,材质成分\n", "", '货号,材质成分\na,"b'])
def test_attribute_data_that_cannot_be_read_stops_the_run(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, content: str | None) -> None:
    monkeypatch.chdir(tmp_path)
    write(tmp_path, listlint_yaml=CONFIG, **({} if content is None else {"erp__c_csv": content}))
    with pytest.raises(ConfigError, match=r"erp/c\.csv"):
        settle(read(str(tmp_path / "listlint.yaml")))


def test_a_folder_is_read_as_git_sees_it(tmp_path: Path) -> None:
    subprocess.run(["git", "init", "-q", str(tmp_path)], check=True)
    names = [
        "a.yaml",
        "b.html",
        "draft.md",
        "README.md",
        "out/a.yaml",
        "x/out/b.csv",
        "x/keep.csv",
        "x/y/drop.csv",
        "x/y/kept.csv",
        "z.png",
    ]
    for name in names:
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_text("---\n" if name == "draft.md" else "", encoding="utf-8")
    (tmp_path / ".gitignore").write_text("out/\n*.csv\n!keep.csv\n", encoding="utf-8")
    (tmp_path / "x/y/.gitignore").write_text("!kept.csv\n", encoding="utf-8")
    (tmp_path / "loop").symlink_to(tmp_path)
    listed = subprocess.run(
        ["git", "ls-files", "-co", "--exclude-standard"], cwd=tmp_path, check=True, capture_output=True, text=True
    ).stdout.split()
    got = [os.path.relpath(str(path), tmp_path) for path in discover([str(tmp_path)])]
    assert got == ["a.yaml", "b.html", "draft.md", "x/keep.csv", "x/y/kept.csv"]
    assert set(got) == set(listed) - {"README.md", "z.png", "loop", ".gitignore", "x/y/.gitignore"}
    inside = [os.path.relpath(str(path), tmp_path) for path in discover([str(tmp_path / "x")], str(tmp_path), ["kept.csv"])]
    assert inside == ["x/keep.csv"]


def test_a_file_named_outright_is_read_whatever_git_ignores(tmp_path: Path) -> None:
    (tmp_path / ".git").mkdir()
    (tmp_path / ".gitignore").write_text("*\n", encoding="utf-8")
    write(tmp_path, a_yaml="", README_md="")
    for name in ("a.yaml", "README.md"):
        assert list(discover([str(tmp_path / name)])) == [str(tmp_path / name)]
    assert list(discover([str(tmp_path)])) == []


def test_a_strict_run_leaves_out_what_git_ignores(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / ".git").mkdir()
    (tmp_path / "shop" / "out").mkdir(parents=True)
    (tmp_path / ".gitignore").write_text("drafts-*\n!drafts-b.yaml\n", encoding="utf-8")
    (tmp_path / "shop" / ".gitignore").write_text("out/\n!drafts-c.yaml\n", encoding="utf-8")
    names = ["a.yaml", "drafts-a.yaml", "drafts-b.yaml", "shop/drafts-a.yaml", "shop/drafts-c.yaml", "shop/out/a.yaml"]
    for name in names:
        (tmp_path / name).write_text("title: T恤", encoding="utf-8")
    for folder in (tmp_path, tmp_path / "shop"):
        monkeypatch.chdir(folder)
        named = [os.path.relpath(tmp_path / name).replace(os.sep, "/") for name in names]
        given = [one for one in discover(named, strict=True) if isinstance(one, str)]
        kept = ["a.yaml", "drafts-b.yaml", "shop/drafts-c.yaml"]
        assert sorted(os.path.abspath(one) for one in given) == [str(tmp_path / name) for name in kept]
    assert discover(["."], strict=True) == ["drafts-c.yaml"]


def test_a_broken_link_and_a_folder_that_is_gone(tmp_path: Path) -> None:
    (tmp_path / "a.yaml").symlink_to(tmp_path / "nowhere.yaml")
    assert list(discover([str(tmp_path)])) == []
    assert [type(one) for one in discover([str(tmp_path / "gone")])] == [Missed]


def test_a_link_to_itself_is_told_and_the_others_are_read(tmp_path: Path) -> None:
    (tmp_path / "a.yaml").symlink_to(tmp_path / "a.yaml")
    write(tmp_path, b_yaml="title: 最佳")
    for named in (".", "a.yaml"):
        done = command(tmp_path, *CONCISE, named, "b.yaml")
        assert rules(done) == ["a.yaml:1:1 unreadable-file", "b.yaml:1:8 absolute-term"]


def test_standard_input_without_a_name_has_no_files_beside_it(tmp_path: Path) -> None:
    text = "title: T恤\nimages: [a.jpg]\ndetail_file: b.html\n"
    assert command(tmp_path, *CONCISE, "-", given=text) == []
    named = command(tmp_path, *CONCISE, "-", "--stdin-filename", "x.yaml", given=text)
    assert rules(named) == ["x.yaml:2:10 missing-file", "x.yaml:3:14 missing-file"]


@pytest.mark.parametrize(
    ("listing", "beside", "now", "then"),
    [
        ("images: [i.jpg]\n", "i.jpg", "x", None),
        ("图片: [i.jpg]\n", "i.jpg", "x", None),
        ("detail_file: d.html\n", "d.html", "<p>面料</p>", "<p>国家级</p>"),
        ("", "erp/c.csv", "货号,材质成分\na1,棉100%\n", "货号,材质成分\na1,棉95% 氨纶5%\n"),
    ],
)
def test_what_changes_beside_a_file_is_told_in_the_next_run(tmp_path: Path, listing: str, beside: str, now: str, then: str | None) -> None:
    write(tmp_path, a_yaml=LISTING + "attributes: {品牌: 云栖}\n" + listing)
    (tmp_path / beside).parent.mkdir(exist_ok=True)
    if beside.endswith(".csv"):
        write(tmp_path, listlint_yaml=CONFIG)
    told = []
    for text in (now, then):
        (tmp_path / beside).unlink() if text is None else (tmp_path / beside).write_text(text, encoding="utf-8")
        told.append(command(tmp_path, *CONCISE))
        assert command(tmp_path, *CONCISE) == told[-1] == command(tmp_path, *CONCISE, "--no-cache")
    assert told[0] != told[1]


def test_a_page_that_was_met_alone_is_left_to_the_listing_that_names_it(tmp_path: Path) -> None:
    write(tmp_path, d_html="<p>国家级</p>", b_yaml="title: T恤\n")
    assert rules(command(tmp_path, *CONCISE)) == ["d.html:1:4 absolute-term"]
    write(tmp_path, a_yaml="title: T恤\ndetail_file: d.html\n")
    (line,) = command(tmp_path, "check", "--output-format", "jsonl")
    assert json.loads(line)["field"] == "detail_file"


def test_an_allowance_covers_a_listings_detail_file_and_no_line_of_another_file(tmp_path: Path) -> None:
    write(tmp_path, d_html="<p>面料</p>\n<p>国家级</p>")
    comment = "title: T恤\n# listlint: allow absolute-term — 理由\ndetail_file: d.html\n"
    write(tmp_path, a_yaml=comment)
    assert rules(command(tmp_path, *CONCISE)) == ["a.yaml:2:1 unused-allowance", "d.html:2:4 absolute-term"]
    write(tmp_path, a_yaml="id: a1\ntitle: T恤\ndetail_file: d.html\nallow:\n  - {rule: absolute-term, why: 理由}\n")
    assert command(tmp_path, *CONCISE) == []


def test_a_comment_in_a_page_allows_there_whether_the_page_is_met_alone_or_named(tmp_path: Path) -> None:
    write(
        tmp_path,
        d_html="<p>国家级 <!-- listlint: allow absolute-term — 理由 --></p>\n<p>面料 <!-- listlint: allow absolute-term — 理由 --></p>\n",
    )
    alone = command(tmp_path, *CONCISE)
    write(tmp_path, a_yaml="id: a1\ntitle: T恤\ndetail_file: d.html\n")
    assert rules(command(tmp_path, *CONCISE)) == rules(alone) == ["d.html:2:7 unused-allowance"]


def test_allowances_of_rows_of_a_workbook_cover_their_own_row(tmp_path: Path) -> None:
    openpyxl = pytest.importorskip("openpyxl", reason="openpyxl, which writes the workbook, is not installed")
    book = openpyxl.Workbook()
    for row in (("标题", "allow"), ("国家级T恤", "absolute-term — 理由"), ("国家级卫衣", "")):
        book.active.append(row)
    book.save(tmp_path / "a.xlsx")
    for more in ((), (), ("--no-cache",)):
        assert rules(command(tmp_path, *CONCISE, *more)) == ["a.xlsx:Sheet!A3 absolute-term"]


def test_what_is_found_beside_a_file_is_allowed_in_the_configuration(tmp_path: Path) -> None:
    write(tmp_path, a_yaml="id: a1\ntitle: 国家级T恤\ndetail_file: d.html\n", d_html="<p>国家级</p>", listlint_yaml="lang: zh\n")
    command(tmp_path, "check", "--add-allow", "absolute-term", "--reason", "商标")
    assert "# listlint: allow" in (tmp_path / "a.yaml").read_text(encoding="utf-8")
    assert (tmp_path / "listlint.yaml").read_text(encoding="utf-8").count("absolute-term") == 1
    assert command(tmp_path, *CONCISE) == []


def test_every_report_tells_a_cell(tmp_path: Path) -> None:
    openpyxl = pytest.importorskip("openpyxl", reason="openpyxl, which writes the workbook, is not installed")
    book = openpyxl.Workbook()
    book.active.append(("标题",))
    book.active.append(("国家级T恤",))
    book.save(tmp_path / "a.xlsx")
    for name in ("text", "concise", "csv", "github", "html", "junit"):
        told = "\n".join(command(tmp_path, "check", "--output-format", name))
        assert "Sheet!A2" in told, name
    (result,) = json.loads("\n".join(command(tmp_path, "check", "--output-format", "sarif")))["runs"][0]["results"]
    (location,) = result["locations"]
    assert "region" not in location["physicalLocation"]
    assert location["logicalLocations"][0]["fullyQualifiedName"] == "Sheet!A2"
    (line,) = command(tmp_path, "check", "--output-format", "rdjsonl")
    assert json.loads(line)["location"] == {"path": "a.xlsx"}
