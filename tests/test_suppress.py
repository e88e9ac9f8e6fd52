"""Allowances: comments are found where the parser sees comments, and what --add-allow writes changes no other byte."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from listlint.formats import remarks
from listlint.records.document import Source


def run(*arguments: str, cwd: Path) -> subprocess.CompletedProcess[str]:
    return subprocess.run([sys.executable, "-m", "listlint", *arguments], cwd=cwd, capture_output=True, encoding="utf-8", check=False)


REASONED = ("LL101", "--reason", "x", "--until")
SAY = "# listlint: allow absolute-term — 理由"


def found(text: str) -> list[tuple[int, int]]:
    """The line of each remark, and the first line it speaks of."""
    return [(one.place.line, one.reach.line) for one in remarks(Source("a.yaml", text.encode()))]


@pytest.mark.parametrize(
    ("text", "where"),
    [
        (f"title: 甲 {SAY}\n", [(1, 1)]),
        (f"{SAY}\n\n# 别的\ntitle: 甲\n", [(1, 4)]),
        (f"{SAY}\n{SAY}\ntitle: 甲\n", [(1, 3), (2, 3)]),
        (f"title: '甲 {SAY}'\n", []),
        (f'title: "甲\n  {SAY}"\n', []),
        (f"title: 甲{SAY}\n", []),
        (f"detail: |\n  甲\n  {SAY}\n  乙\n", []),
        (f"detail: >-\n  甲\n{SAY}\ntitle: 乙\n", [(3, 4)]),
        (f"detail: |2- {SAY}\n  甲\n  乙\n", [(1, 1)]),
        (f"- a: [甲, {SAY}\n  乙]\n", [(1, 1)]),
        (f"a: 1\n---\nb: 2 {SAY}\n", [(3, 3)]),
        (f"a: &x 甲 {SAY}\nb: *x {SAY}\n", [(1, 1), (2, 2)]),
        (f"a: 甲 {SAY}\nb: [\n{SAY}", [(1, 1)]),
        (f"a: 甲\r\n{SAY}\r\nb: 乙\r\n", [(2, 3)]),
    ],
)
def test_comments_are_those_of_yaml(text: str, where: list[tuple[int, int]]) -> None:
    assert [place for place in found(text) if place[0] <= text.count("\n") or "[\n" not in text] == where


@given(st.text(st.sampled_from("a: #'\"|>-[]{},&*!\n 甲"), max_size=40))
def test_what_is_a_comment_is_no_value(text: str) -> None:
    """Without its comments that speak to us, a document holds the same values."""
    text = text.replace("#", SAY)
    try:
        before = yaml.compose(text)
    except yaml.YAMLError:
        return
    lines = text.split("\n")
    for one in sorted(remarks(Source("a.yaml", text.encode())), reverse=True, key=lambda one: one.place):
        line = lines[one.place.line - 1]
        lines[one.place.line - 1] = line[: one.place.column - 1] + "#" + line[one.place.end_column - 1 :]
    after = yaml.compose("\n".join(lines))
    assert values(before) == values(after)


def values(node: yaml.Node | None) -> str:
    return yaml.serialize(node) if node is not None else ""


LISTING = """\
- id: a1
  title: 云栖 最佳短袖   # 原有注释
  detail: |
    第一行。
    极品手感。
  selling_points: ["极品", '最佳']
"""


@pytest.mark.parametrize("codec", ["utf-8", "utf-8-sig", "gb18030", "utf-16"])
@pytest.mark.parametrize("ending", ["\n", "\r\n"])
def test_an_allowance_is_written_above_and_nothing_else_changes(tmp_path: Path, codec: str, ending: str) -> None:
    path = tmp_path / "a.yaml"
    path.write_bytes(LISTING.replace("\n", ending).encode(codec))
    done = run("check", "--isolated", "--add-allow", "LL101", "--reason", "客户 指定", "--until", "2099-01-01", "a.yaml", cwd=tmp_path)
    assert done.returncode == 0, done.stderr
    text = path.read_bytes().decode(codec)
    comment = "# listlint: allow absolute-term — 客户 指定 until: 2099-01-01"
    kept = [line for line in text.split(ending) if comment not in line]
    assert ending.join(kept) == LISTING.replace("\n", ending)
    assert text.count(comment) == 3
    again = run("check", "--isolated", "--output-format", "concise", "a.yaml", cwd=tmp_path)
    assert (again.returncode, again.stdout) == (0, "")


def test_formats_without_comments_are_allowed_in_the_configuration(tmp_path: Path) -> None:
    (tmp_path / "a.json").write_text('{"id": "a1", "title": "最佳短袖"}', encoding="utf-8")
    config = tmp_path / "listlint.yaml"
    for start in ("", "platform: taobao\n", "allow:\n- {rule: LL101, text: 甲, why: 乙}  # 尾注\nlang: zh\n", "ignore: [LL8]"):
        config.write_text(start, encoding="utf-8")
        done = run("check", "--add-allow", "absolute-term", "--reason", "款名", "a.json", cwd=tmp_path)
        assert "listlint.yaml" in done.stdout, done.stderr
        kept = config.read_text(encoding="utf-8")
        assert all(line in kept.splitlines() for line in start.splitlines())
        again = run("check", "--output-format", "concise", "a.json", cwd=tmp_path)
        assert (again.returncode, again.stdout) == (0, "")


def test_a_comment_in_the_front_matter_of_markdown_allows_there(tmp_path: Path) -> None:
    page = "---\ntitle: 顶级杯 # listlint: allow absolute-term — 商标\n# listlint: allow LL1O1 — 错\nsubtitle: 顶级\n---\n顶级 # listlint: allow LL101 — x\n"
    (tmp_path / "a.md").write_text(page, encoding="utf-8")
    told = run("check", "--isolated", "--output-format", "concise", cwd=tmp_path).stdout
    assert [line.split(" ")[0] + line.split(" ")[2] for line in told.splitlines()] == [
        "a.md:3:1:LL901",
        "a.md:4:11:LL101",
        "a.md:6:1:LL101",
    ]


def test_a_page_and_a_listing_without_an_id_are_allowed_by_their_files(tmp_path: Path) -> None:
    files = {"[新] 页.html": "<title>最佳短袖</title>", "b.html": "<title>最佳短袖</title>", "in/c.json": '{"title": "最佳短袖"}'}
    files["d.json"] = '[{"id": "d1", "title": "最佳短袖"}]'
    (tmp_path / "in").mkdir()
    for name, content in files.items():
        (tmp_path / name).write_text(content, encoding="utf-8")
    named = ["[新] 页.html", "in/c.json", "d.json"]
    assert run("check", "--add-allow", "absolute-term", "--reason", "款名", *named, cwd=tmp_path).returncode == 0
    told = run("check", "--output-format", "concise", cwd=tmp_path).stdout
    assert [line.partition(":")[0] for line in told.splitlines()] == ["b.html"]
    from_inside = run("check", "--output-format", "concise", "--config", "../listlint.yaml", ".", "../b.html", cwd=tmp_path / "in").stdout
    assert [line.partition(":")[0] for line in from_inside.splitlines()] == ["../b.html"]
    entries = yaml.safe_load((tmp_path / "listlint.yaml").read_text(encoding="utf-8"))["allow"]
    assert [(one.get("path"), one.get("listing")) for one in entries] == [(r"/\[新] 页.html", None), (None, "d1"), ("in/c.json", None)]


@pytest.mark.parametrize(
    ("pattern", "left"),
    [("a.yaml", ["in/b.yaml"]), ("*.yaml", []), ("in/", ["a.yaml"]), ("/b.yaml", ["a.yaml", "in/b.yaml", "listlint.yaml"])],
)
def test_an_entry_may_name_files(tmp_path: Path, pattern: str, left: list[str]) -> None:
    (tmp_path / "listlint.yaml").write_text(f"allow:\n  - {{rule: LL101, path: {pattern}, why: 款名}}\n", encoding="utf-8")
    (tmp_path / "in").mkdir()
    for name in ("a.yaml", "in/b.yaml"):
        (tmp_path / name).write_text("title: 最佳短袖\n", encoding="utf-8")
    told = run("check", "--output-format", "concise", cwd=tmp_path).stdout
    assert [line.partition(":")[0] for line in told.splitlines()] == left


def test_an_allowance_is_not_written_without_a_reason(tmp_path: Path) -> None:
    (tmp_path / "a.yaml").write_text("title: 最佳\n", encoding="utf-8")
    for arguments in (
        ["LL101"],
        ["LL1O1", "--reason", "x"],
        ["LL101", "--reason", "x", "--until", "soon"],
        [*REASONED, "2020-01-01"],
        [*REASONED, "2099-02-30"],
    ):
        assert run("check", "--isolated", "--add-allow", *arguments, cwd=tmp_path).returncode == 2
    assert (tmp_path / "a.yaml").read_text(encoding="utf-8") == "title: 最佳\n"


def test_what_cannot_be_written_is_told(tmp_path: Path) -> None:
    done = subprocess.run(
        [sys.executable, "-m", "listlint", "check", "--isolated", "--add-allow", "LL101", "--reason", "x", "-"],
        cwd=tmp_path,
        input="title: 最佳\n",
        capture_output=True,
        encoding="utf-8",
        check=False,
    )
    assert done.returncode == 2 and "stdin.yaml" in done.stderr and "Traceback" not in done.stderr
    (tmp_path / "a.yaml").write_text("title: 短袖\n", encoding="utf-8")
    assert "没有" in run("check", "--isolated", "--add-allow", "LL101", "--reason", "x", cwd=tmp_path).stdout


def test_an_entry_that_names_nothing_is_refused(tmp_path: Path) -> None:
    (tmp_path / "listlint.yaml").write_text("allow:\n  - {rule: LL101, why: 懒}\n", encoding="utf-8")
    done = run("check", "--lang", "en", cwd=tmp_path)
    assert done.returncode == 2 and "listlint.yaml:2:5" in done.stderr and "use ignore" in done.stderr


def test_an_entry_unused_is_told_only_where_everything_was_looked_at(tmp_path: Path) -> None:
    (tmp_path / "listlint.yaml").write_text("allow:\n  - {rule: LL101, listing: gone, why: 已下架}\n", encoding="utf-8")
    (tmp_path / "a.yaml").write_text("title: 短袖\n", encoding="utf-8")
    assert "LL901" in run("check", "--output-format", "concise", cwd=tmp_path).stdout
    assert run("check", "--output-format", "concise", "a.yaml", cwd=tmp_path).stdout == ""
    assert run("check", "--output-format", "concise", "--ignore", "LL101", cwd=tmp_path).stdout == ""


def test_python_callers_are_allowed_too() -> None:
    from listlint import Linter

    linter = Linter()
    assert linter.check_listing({"id": "a", "title": "最佳", "allow": [{"rule": "LL101", "why": "名"}]}) == []
    assert [one.code for one in linter.check_listing({"title": "短袖", "allow": "LL101 — 名"})] == ["LL901"]
