"""`listlint bulk` gives what `listlint check` gives, however the table is cut, spread, stopped or spoilt."""

from __future__ import annotations

import csv
import io
import json
import resource
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from typing import Any, NamedTuple

import pytest
from hypothesis import given
from hypothesis import strategies as st

from listlint.config import Options
from listlint.linter import examined, lint
from listlint.records.document import Source
from listlint.runners import partial, pieces, rows
from listlint.runners.bulk import Job, kind, lint_table, opening, written
from listlint.runners.partial import State
from listlint.settle import settle

FIXTURES = Path(__file__).parent.parent / "fixtures" / "formats"
TABLES = sorted(path for path in FIXTURES.iterdir() if path.suffix in (".csv", ".tsv", ".jsonl"))
OPTIONS = Options()
SETTINGS = settle(OPTIONS)
TODAY = SETTINGS.today
COMMAND = (sys.executable, "-m", "listlint", "bulk", "--isolated", "--lang", "en")


def job(path: str, parquet: bool = False) -> Job:
    return Job(path, OPTIONS, TODAY, opening(path, SETTINGS.lexicon.layouts), parquet)


def linted(path: Path, out: Path, begun: State | None = None) -> bytes:
    """What a bulk run in this process writes."""
    for _ in lint_table(job(str(path), kind(str(out)) == ".parquet"), str(out), begun or State("key", TODAY.isoformat()), 1):
        pass
    return out.read_bytes()


def checked(path: Path) -> bytes:
    """What `check` writes of the same file."""
    return written(lint(Source(str(path), path.read_bytes()), SETTINGS), parquet=False)


def run(*arguments: str | Path, cwd: Path, limit: int | None = None) -> subprocess.CompletedProcess[str]:
    def bounded() -> None:
        if limit is not None:
            resource.setrlimit(resource.RLIMIT_FSIZE, (limit, limit))

    done = subprocess.run([*COMMAND, *map(str, arguments)], cwd=cwd, capture_output=True, encoding="utf-8", preexec_fn=bounded)
    assert "Traceback" not in done.stderr
    return done


def told(data: bytes) -> list[dict[str, Any]]:
    return [json.loads(line) for line in data.splitlines()]


@pytest.fixture
def small(monkeypatch: pytest.MonkeyPatch) -> None:
    """Pieces of some rows, so that a small table has many."""
    monkeypatch.setattr(pieces, "PIECE", 64)


@pytest.mark.parametrize("path", TABLES, ids=lambda path: path.name)
@pytest.mark.parametrize("size", [1, 64, 1 << 20])
def test_every_table_gives_what_check_gives(path: Path, size: int, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pieces, "PIECE", size)
    assert linted(path, tmp_path / "out.jsonl") == checked(path) != b""


CELLS = st.lists(st.sampled_from(['"', '""', "最佳", "纯棉", "a", ",", "\n", "\r\n", "\r", " ", '5" 屏', "国家级\t"]), max_size=4).map(
    "".join
)
"""What is written into a row as it stands, quotes closed or not."""


@given(st.lists(st.lists(CELLS, min_size=1, max_size=3), max_size=12), st.sampled_from(",|"), st.integers(1, 40))
def test_any_rows_of_csv_are_cut_where_rows_end(lines: list[list[str]], delimiter: str, size: int) -> None:
    with tempfile.TemporaryDirectory() as folder, pytest.MonkeyPatch.context() as patch:
        path = Path(folder) / "any.csv"
        path.write_bytes("\n".join(map(delimiter.join, [["标题", "材质成分", "货号"], *lines])).encode())
        patch.setattr(pieces, "PIECE", size)
        assert linted(path, path.with_suffix(".jsonl")) == checked(path)


@given(st.lists(CELLS, max_size=12).map("\n".join), st.sampled_from([",", "\t", ";", "|"]))
def test_a_cut_is_the_last_end_of_a_row(text: str, delimiter: str) -> None:
    cut = pieces.whole(text.encode(), pieces.quoted(delimiter))
    whole = list(csv.reader(io.StringIO(text, newline=""), delimiter=delimiter))
    before, after = text.encode()[:cut].decode(), text.encode()[cut:].decode()
    parted = [row for part in (before, after) for row in csv.reader(io.StringIO(part, newline=""), delimiter=delimiter)]
    assert parted == whole
    ends = [at for at in range(len(text) + 1) if text[:at].endswith("\n") and _closed(text[:at], delimiter)]
    assert len(before) >= max(ends, default=0)


def _closed(text: str, delimiter: str) -> bool:
    """Whether a text of the csv module's rows leaves no quote open: one more row is read as a row of its own."""
    return list(csv.reader(io.StringIO(text + "x", newline=""), delimiter=delimiter))[-1] == ["x"]


@pytest.mark.usefixtures("small")
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030", "utf-16"])
@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_encodings_and_line_ends_are_those_check_reads(encoding: str, end: str, tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    lines = [
        "商品标题,材质成分",
        *(f'"某某 全网最佳{end}{number} 款",棉95% 氨纶5%' if number % 3 else f"纯棉{number}," for number in range(30)),
    ]
    path.write_bytes(end.join(lines).encode(encoding))
    assert linted(path, tmp_path / "out.jsonl") == checked(path) != b""


def many(path: Path, count: int) -> Path:
    """A table of that many rows, about 80 bytes each; one in seven says what it may not."""
    with open(path, "w", encoding="utf-8") as file:
        file.write("货号,标题,材质成分\n")
        for number in range(count):
            said, made = ("全网最佳纯棉", "棉95% 氨纶5%") if number % 7 == 0 else ("宽松显瘦圆领", "")
            file.write(f"g{number},某某 {said}短袖T恤 {number} 款女,{made}\n")
    return path


ROWS = 40_000
"""Rows that come to some pieces of work."""


class Whole(NamedTuple):
    """A table of ROWS rows, what one process writes of it in one go, and the last line that it says."""

    path: Path
    out: bytes
    said: str


@pytest.fixture(scope="module")
def whole(tmp_path_factory: pytest.TempPathFactory) -> Whole:
    folder = tmp_path_factory.mktemp("whole")
    path = many(folder / "in.csv", ROWS)
    assert path.stat().st_size > 2 * pieces.PIECE
    done = run("in.csv", "out.jsonl", "--jobs", "1", cwd=folder)
    assert done.returncode == 1
    out = (folder / "out.jsonl").read_bytes()
    assert len(told(out)) >= 2 * ROWS // 7
    return Whole(path, out, done.stderr.splitlines()[-1].partition(" in ")[0])


def test_one_process_or_two_write_the_same(whole: Whole, tmp_path: Path) -> None:
    assert run("in.csv", tmp_path / "2.jsonl", "--jobs", "2", cwd=whole.path.parent).returncode == 1
    assert (tmp_path / "2.jsonl").read_bytes() == whole.out


def test_a_killed_run_goes_on(whole: Whole, tmp_path: Path) -> None:
    shutil.copy(whole.path, tmp_path / "in.csv")
    process = subprocess.Popen([*COMMAND, "in.csv", "out.jsonl", "--jobs", "1"], cwd=tmp_path)
    while not (tmp_path / "out.jsonl.partial.json").exists():
        assert process.poll() is None
        time.sleep(0.01)
    process.send_signal(signal.SIGKILL)
    process.wait()
    assert not (tmp_path / "out.jsonl").exists()
    with open(tmp_path / "out.jsonl.partial", "ab") as file:
        file.write(b"half a li")
    done = run("in.csv", "out.jsonl", "--jobs", "2", cwd=tmp_path)
    assert done.stderr.startswith("going on from row ")
    assert f"{ROWS:,} rows" in done.stderr
    assert done.stderr.splitlines()[-1].partition(" in ")[0] == whole.said
    assert (tmp_path / "out.jsonl").read_bytes() == whole.out
    assert sorted(path.name for path in tmp_path.iterdir()) == ["in.csv", "out.jsonl"]


@pytest.mark.usefixtures("small")
@pytest.mark.parametrize("name", ["in.jsonl", "in.csv", "gb.csv"])
@pytest.mark.parametrize("suffix", [".jsonl", ".parquet"])
def test_a_run_stopped_anywhere_ends_as_one_that_was_not(name: str, suffix: str, tmp_path: Path) -> None:
    if suffix == ".parquet":
        pytest.importorskip("pyarrow", reason="pyarrow is not installed")
    path = many(tmp_path / name, 20)
    if name == "gb.csv":
        path.write_bytes(path.read_text(encoding="utf-8").encode("gb18030"))
    if name == "in.jsonl":
        path.write_text("".join(f'{{"title": "纯棉最佳{number}"}}\n' for number in range(20)), encoding="utf-8")
    out, whole = tmp_path / f"out{suffix}", linted(path, tmp_path / f"whole{suffix}")
    for stop in range(1, 8):
        states = lint_table(job(str(path), suffix == ".parquet"), str(out), State("key", TODAY.isoformat()), 1)
        for _ in range(stop):
            next(states)
        states.close()
        begun = partial.left(str(out))
        assert begun is not None
        assert begun.end
        assert linted(path, out, begun) == whole


def test_what_is_left_of_other_input_or_settings_is_not_used(tmp_path: Path) -> None:
    many(tmp_path / "in.csv", ROWS)
    full = run("in.csv", "out.jsonl", "--jobs", "1", cwd=tmp_path, limit=3_000_000)
    assert full.returncode == 2
    assert "out.jsonl cannot be written: File too large; the same command goes on from where it stopped" in full.stderr
    other = run("in.csv", "out.jsonl", "--select", "LL001", cwd=tmp_path)
    assert other.returncode == 0
    assert "begun anew" in other.stderr
    assert (tmp_path / "out.jsonl").read_bytes() == b""


def test_a_bad_row_is_told_and_loses_no_other(tmp_path: Path) -> None:
    path = tmp_path / "in.jsonl"
    good = '{"id": "g", "title": "全网最佳"}'.encode()
    path.write_bytes(b"\n".join([good, b'{"id": "b", "title": ', good, b'{"title": "\xff\xfe"}', b"", good, b'{"title": "a\0"}', good]))
    found = told(linted(path, tmp_path / "out.jsonl"))
    assert [(one["place"]["line"], one["rule"]) for one in found if one["rule"] in ("unreadable-file", "absolute-term")] == [
        (1, "absolute-term"), (2, "unreadable-file"), (3, "absolute-term"), (4, "unreadable-file"),
        (6, "absolute-term"), (7, "unreadable-file"), (8, "absolute-term"),
    ]  # fmt: skip


def test_a_damaged_row_of_a_table_is_told_at_its_place(tmp_path: Path) -> None:
    path = tmp_path / "in.csv"
    path.write_bytes("货号,标题\na,最佳\nb,纯".encode() + b"\xff" + "棉\nc,最佳\n".encode())
    found = told(linted(path, tmp_path / "out.jsonl"))
    assert [(one["rule"], one["place"]["line"], one["place"]["column"]) for one in found] == [
        ("absolute-term", 2, 3), ("unreadable-file", 3, 4), ("absolute-term", 4, 3),
    ]  # fmt: skip


@pytest.mark.usefixtures("small")
@pytest.mark.parametrize(
    ("name", "row"), [("a.jsonl", '{"title": "' + "长" * 200 + '"}'), ("a.csv", '"没有闭合的引号'), ("b.csv", "长" * 200)]
)
def test_a_row_too_long_to_hold_is_told_and_the_next_is_read(name: str, row: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pieces, "MIB", 2)  # a row may have 256 bytes
    good = '{"title": "最佳"}' if name == "a.jsonl" else "最佳"
    path = tmp_path / name
    path.write_text("\n".join(["标题" if name != "a.jsonl" else good, good, row, *[good] * 90, ""]), encoding="utf-8")
    found = told(linted(path, tmp_path / "out.jsonl"))
    assert [one["place"]["line"] for one in found if one["rule"] == "unreadable-file"] == [3]
    assert sum(one["rule"] == "absolute-term" for one in found) == (92 if name == "a.jsonl" else 91)


def test_a_row_that_goes_on_beyond_the_header_is_one_row(tmp_path: Path) -> None:
    (tmp_path / "in.csv").write_text("标题,详情\n最佳,透气,国家级\n长袖,a,b\n", encoding="utf-8")
    done = run("in.csv", "out.jsonl", "--jobs", "1", cwd=tmp_path)
    assert "2 rows linted, 3 findings (1 errors, 2 warnings" in done.stderr


def test_a_rule_that_fails_costs_its_row_alone(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    whole = examined

    def failing(path: str, records: Any, *more: Any, **named: Any) -> Any:
        if any(record.value.get("id") == "bad" for record in records):
            raise KeyError("no such thing")
        return whole(path, records, *more, **named)

    monkeypatch.setattr(rows, "examined", failing)
    path = tmp_path / "in.jsonl"
    path.write_text("".join(f'{{"id": "{name}", "title": "最佳"}}\n' for name in ("a", "bad", "c")), encoding="utf-8")
    found = told(linted(path, tmp_path / "out.jsonl"))
    assert [(one["rule"], one["listing"], one["place"]["line"]) for one in found] == [
        ("absolute-term", "a", 1), ("unreadable-file", None, 2), ("absolute-term", "c", 3),
    ]  # fmt: skip
    assert "KeyError: 'no such thing'" in found[1]["message"]


@pytest.mark.parametrize(
    ("name", "content", "rule"),
    [("a.csv", b"", "unreadable-file"), ("a.csv", b"a,b\n1,2\n", "unknown-layout"), ("a.jsonl", b"\0\1", "unreadable-file")],
)
def test_a_table_that_cannot_be_read_is_a_finding(name: str, content: bytes, rule: str, tmp_path: Path) -> None:
    (tmp_path / name).write_bytes(content)
    done = run(name, "out.jsonl", cwd=tmp_path)
    assert [one["rule"] for one in told((tmp_path / "out.jsonl").read_bytes())] == [rule]
    assert done.returncode == (1 if rule == "unreadable-file" else 0)
    assert done.stderr.startswith(f"{name}: ")


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("none.csv", "out.jsonl"), "none.csv cannot be read: No such file or directory"),
        ((".", "out.jsonl"), ".: what can be read ends in .csv .tsv .jsonl .ndjson .parquet"),
        (("in.csv", "out.csv"), "out.csv: what can be written ends in .jsonl .ndjson .parquet"),
        (("a.jsonl", "a.jsonl"), "a.jsonl: the diagnostics cannot go to the file that is linted"),
        (("in.csv", "no/out.jsonl"), "no/out.jsonl cannot be written: No such file or directory"),
        (("in.csv", "out.jsonl", "--column", "titel=b"), "a listing has no part “titel”; did you mean “title”?"),
        (("in.csv", "out.jsonl", "--column", "title"), "--column title: write it as in title=COLUMN"),
        (("in.csv", "out.jsonl", "--column", "title=c"), "they are b."),
        (("in.csv", "out.jsonl", "--column", "title=b", "--column", "id=c"), "--column id=c: no such column; there are b"),
        (("in.csv", "out.jsonl", "--platform", "tabao"), "no platform named “tabao”; did you mean “taobao”?"),
    ],
)
def test_what_cannot_start_says_why(arguments: tuple[str, ...], said: str, tmp_path: Path) -> None:
    (tmp_path / "in.csv").write_text("b\n1\n", encoding="utf-8")
    (tmp_path / "a.jsonl").write_text('{"title": "a"}\n', encoding="utf-8")
    done = run(*arguments, cwd=tmp_path)
    assert done.returncode == 2
    assert said in done.stderr


def test_columns_are_named_on_the_command_line(tmp_path: Path) -> None:
    (tmp_path / "in.csv").write_text("编码,文字,面料\nx1,纯棉短袖,棉95% 氨纶5%\n", encoding="utf-8")
    columns = ("--column", "title=文字", "--column", "id=编码", "--column", "attributes.材质成分=面料")
    assert run("in.csv", "out.jsonl", *columns, cwd=tmp_path).returncode == 1
    (found,) = [one for one in told((tmp_path / "out.jsonl").read_bytes()) if one["rule"] == "impure-material-claim"]
    assert (found["listing"], found["role"], found["field"]) == ("x1", "title", "文字")
    assert [one["field"] for one in found["related"]] == ["attributes.材质成分"]


def test_lines_that_hold_no_listing_are_not_passed_over_in_silence(tmp_path: Path) -> None:
    (tmp_path / "in.jsonl").write_text('{"name_of_goods": "a"}\n' * 3, encoding="utf-8")
    assert "no listing in 3 rows" in run("in.jsonl", "out.jsonl", cwd=tmp_path).stderr
