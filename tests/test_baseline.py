"""The baseline hides what it knows, wherever that has moved, and never anything new."""

from __future__ import annotations

import json
import subprocess
import sys
import tempfile
from collections import Counter
from pathlib import Path

from hypothesis import given
from hypothesis import strategies as st

from listlint.baseline import Known, dump, known, load, unknown
from listlint.config import Options
from listlint.linter import lint
from listlint.records.diagnostic import Diagnostic
from listlint.records.document import Source
from listlint.settle import settle

SETTINGS = settle(Options())
TITLES = ("云栖 最佳短袖", "云栖 最佳 最佳短袖", "极品坚果", "国内首创 极品短袖", "短袖T恤", "")


def run(*arguments: str, cwd: Path) -> subprocess.CompletedProcess[str]:
    return subprocess.run([sys.executable, "-m", "listlint", *arguments], cwd=cwd, capture_output=True, encoding="utf-8", check=False)


def found(rows: list[tuple[str, str]]) -> list[Diagnostic]:
    text = "".join(json.dumps({"id": name, "title": title, "detail": "极品"}, ensure_ascii=False) + "\n" for name, title in rows)
    return lint(Source("a.jsonl", text.encode()), SETTINGS)


def counted(diagnostics: list[Diagnostic]) -> Counter[Known]:
    return Counter(key for one in diagnostics if (key := known(one, ".")))


ROWS = st.lists(st.tuples(st.sampled_from(["a", "b", ""]), st.sampled_from(TITLES)), max_size=6)


@given(ROWS.filter(bool).flatmap(lambda rows: st.tuples(st.just(rows), st.permutations(rows))))
def test_any_order_of_rows_is_hidden_alike(both: tuple[list[tuple[str, str]], list[tuple[str, str]]]) -> None:
    rows, moved = both
    assert list(unknown(found(moved), counted(found(rows)), ".")) == []
    assert dump(counted(found(moved))) == dump(counted(found(rows)))


@given(ROWS, ROWS)
def test_what_is_told_is_what_came_and_what_is_left_is_what_went(before: list[tuple[str, str]], after: list[tuple[str, str]]) -> None:
    old, new = counted(found(before)), counted(found(after))
    left = old.copy()
    told = counted(list(unknown(found(after), left, ".")))
    assert told == new - old
    assert +left == old - new


@given(ROWS)
def test_a_baseline_reads_back_as_it_was(rows: list[tuple[str, str]]) -> None:
    counts = counted(found(rows))
    with tempfile.TemporaryDirectory() as folder:
        path = f"{folder}/b.json"
        Path(path).write_text(dump(counts), encoding="utf-8")
        assert load(path) == counts


def shop(folder: Path) -> None:
    (folder / "listlint.yaml").write_text("platform: taobao\n", encoding="utf-8")
    (folder / "in").mkdir()
    (folder / "in" / "a.yaml").write_text("id: a\ntitle: 最佳短袖\n", encoding="utf-8")
    (folder / "b.csv").write_text("id,title\n1,极品坚果\n2,最佳坚果\n", encoding="utf-8")


def test_a_shop_adopts_mends_and_prunes(tmp_path: Path) -> None:
    shop(tmp_path)
    assert run("check", cwd=tmp_path).returncode == 1
    assert "3 处" in run("baseline", cwd=tmp_path).stdout
    kept = (tmp_path / "listlint-baseline.json").read_bytes()
    assert len(kept.splitlines()) == 5
    done = run("check", "--output-format", "concise", cwd=tmp_path)
    assert (done.returncode, done.stdout) == (0, "") and "3 处旧问题没有报" in done.stderr
    assert run("check", "--no-baseline", cwd=tmp_path).returncode == 1
    assert run("check", "--output-format", "concise", "a.yaml", cwd=tmp_path / "in").stdout == ""
    (tmp_path / "b.csv").write_text("id,title\n\n2,最佳坚果\n3,最佳坚果\n", encoding="utf-8")
    done = run("check", "--output-format", "concise", cwd=tmp_path)
    assert done.stdout.startswith("b.csv:4:3: error LL101") and "1 处已改好" in done.stderr
    assert "1 处已改好" not in run("check", "in", cwd=tmp_path).stderr
    assert "减少 1 处" in run("baseline", "--prune", cwd=tmp_path).stdout
    assert run("check", cwd=tmp_path).returncode == 1
    run("baseline", "b.csv", cwd=tmp_path)
    assert run("check", cwd=tmp_path).returncode == 0
    again = (tmp_path / "listlint-baseline.json").read_bytes()
    run("baseline", cwd=tmp_path)
    assert (tmp_path / "listlint-baseline.json").read_bytes() == again


def test_a_file_that_cannot_be_read_is_told_whatever_the_baseline(tmp_path: Path) -> None:
    (tmp_path / "a.json").write_text("{", encoding="utf-8")
    run("baseline", cwd=tmp_path)
    assert "LL001" in run("check", "--output-format", "concise", cwd=tmp_path).stdout


def test_a_baseline_that_is_none_is_refused(tmp_path: Path) -> None:
    for text in ("", "[]", "{", '{"version": 2, "findings": []}', '{"version": 1, "findings": [{"path": 1, "count": 1}]}'):
        (tmp_path / "listlint-baseline.json").write_text(text, encoding="utf-8")
        done = run("check", cwd=tmp_path)
        assert done.returncode == 2 and "Traceback" not in done.stderr
    for text, said in (
        ("[]", "不是基线文件"),
        ('{"version": 1, "findings": [[]]}', "不是基线文件"),
        ('{"version": 2, "findings": []}', "是第 2 版的基线"),
    ):
        (tmp_path / "listlint-baseline.json").write_text(text, encoding="utf-8")
        assert run("check", cwd=tmp_path).stderr.endswith(f"listlint-baseline.json：{said}；用 listlint baseline 重新生成\n")
    assert run("check", "--baseline", "absent.json", "--isolated", cwd=tmp_path).returncode == 2
