"""A large CSV, TSV or JSONL file gives what it would if it were held whole, and is not."""

from __future__ import annotations

import subprocess
import sys
import tempfile
from pathlib import Path

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from listlint.config import Options
from listlint.desk import desk
from listlint.formats.source import passed
from listlint.formats.source.decode import HEAD, decode
from listlint.linter import examine
from listlint.records.diagnostic import Allowed, Diagnostic
from listlint.records.document import Place, Source, Unread
from listlint.records.limits import LIMITS
from listlint.runners import large, local, pieces
from listlint.settle import settle

FIXTURES = Path(__file__).parent.parent / "fixtures" / "formats"
TABLES = sorted(path for path in FIXTURES.iterdir() if path.suffix in (".csv", ".tsv", ".jsonl"))
READY = desk(settle(Options(show_allowed=True)))
REMARK = "<p>最佳</p><!-- listlint: allow absolute-term — 品牌名 -->"
LISTLINT = [sys.executable, "-m", "listlint", "check", "--isolated", "--no-cache", "--lang", "en", "--output-format", "jsonl"]


@pytest.fixture(params=[1, 64, 1 << 20])
def sized(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> int:
    """Pieces of that many bytes."""
    size: int = request.param
    monkeypatch.setattr(pieces, "PIECE", size)
    monkeypatch.setattr(large, "PIECE", size)
    monkeypatch.setattr(passed, "BLOCK", size)
    return size


def both(path: Path) -> tuple[list[Diagnostic | Allowed], list[Diagnostic | Allowed]]:
    """What is found in a file read in pieces, and in its bytes; how many listings each met goes with it."""
    met: list[str] = []
    whole_met: list[str] = []
    cut = list(large.in_pieces(str(path), READY, lambda listings, _: met.extend(one.id for one in listings), lambda _: None))
    whole = list(examine(Source(str(path), path.read_bytes()), READY, lambda listings, _: whole_met.extend(one.id for one in listings)))
    assert met == whole_met
    return cut, whole


@pytest.mark.usefixtures("sized")
@pytest.mark.parametrize("path", TABLES, ids=lambda path: path.name)
def test_every_table_gives_the_same(path: Path) -> None:
    cut, whole = both(path)
    assert cut == whole != []


@pytest.mark.usefixtures("sized")
@pytest.mark.parametrize(
    ("name", "content"),
    {
        "remark.csv": ("货号,detail_html\n" + f"a,{REMARK}\nb,<p>最佳</p>\n" * 20).encode(),
        "remark.jsonl": f'{{"id": "a", "detail_html": "{REMARK}"}}\n{{"id": "b", "title": "最佳", "allow": "absolute-term — 名"}}\n'.encode(),
        "escaped.jsonl": '{"title": "\\u6700\\u4f73"}\n\n{"title": 1\n{"title": "国家级"}'.encode(),
        "unknown.csv": "品名规格,文案A\n短袖,全网最佳\n".encode() * 30,
        "unknown.jsonl": '{"品名规格": "短袖", "文案": "全网最佳的短袖就在这里"}\n'.encode() * 30,
        "unclosed.csv": '标题,详情\n最佳,a\n国家级,"没有闭合\n最佳,b\n'.encode(),
        "unclosed-header.csv": '标题,"详情\n最佳,a\n'.encode() * 20,
        "header-only.csv": "标题,详情\n".encode(),
        "semicolons.csv": "标题;详情\n最佳,a;国家级\n".encode() * 30,
        "unquoted.csv": "标题,详情\n最佳,透气,国家级\n最佳,a,\n".encode() * 30,
        "unquoted-last.csv": '标题,详情\n最佳,a\n最佳,透气, ,"国家级\n面料"'.encode(),
        "bars.csv": "标题|详情\n最佳|a,国家级\n".encode() * 30,
        "long-cell-of-bars.csv": ("标题|详情\n最佳|" + "长" * 140_000 + "\n最佳|b\n").encode(),
        "instructed.csv": "商品导入模板\n标题,详情\n必填,选填\n最佳,国家级\n".encode() + "最佳,b\n".encode() * 30,
        "many-cells.csv": ("标题,详情\n最佳," + "x," * 20_000 + "\n最佳,b\n").encode(),
        "many-cells-over-lines.csv": ("标题,详情\n最佳" + ',a,"\n"' * 20_000 + "\n最佳,b\n").encode(),
        "returns.csv": "标题,详情\r最佳,国家级\r".encode() * 30,
        "blank.csv": b"\xef\xbb\xbf \n\n",
        "empty.jsonl": b"",
        "nul.csv": "标题\n最佳\n国家级\0\n".encode(),
        "damaged.csv": "标题\n最佳\n国家级".encode() + b"\xff\n",
        "cut.csv": "标题\n最佳\n国家级".encode()[:-1],
        "gbk.tsv": "标题\t详情\n最佳\t国家级的面料\n".encode("gbk") * 9,
        "big5.csv": "標題,詳情\n最佳的選擇,國家級的面料\n".encode("big5") * 9,
        "marked-gbk.csv": b"\xef\xbb\xbf" + "标题\n最佳\n".encode("gbk"),
        "utf-16-be.csv": b"\xfe\xff" + "标题\n最佳😀\r\n国家级\n".encode("utf-16-be") * 9,
        "odd-utf-16.csv": b"\xff\xfe" + "标题\n最佳\n".encode("utf-16-le") + b"a",
        "marks.csv": b"\xef\xbb\xbf" * 3 + "标题\n最佳\n".encode(),
    }.items(),
    ids=lambda value: value if isinstance(value, str) else "",
)
def test_what_is_odd_or_broken_gives_the_same(name: str, content: bytes, tmp_path: Path) -> None:
    (tmp_path / name).write_bytes(content)
    cut, whole = both(tmp_path / name)
    assert cut == whole
    assert bool(whole) is (name != "header-only.csv")


CELLS = st.lists(st.sampled_from(['"', '""', "最佳", "纯棉", "a", ",", "\n", "\r\n", "\r", ";", "|", '5" 屏', "国家级\t"]), max_size=30)


@settings(max_examples=200)
@given(CELLS.map("".join), st.sampled_from(",|"), st.sampled_from(["utf-8", "gb18030", "utf-16"]), st.integers(1, 40))
def test_any_table_gives_the_same(cells: str, delimiter: str, encoding: str, size: int) -> None:
    with tempfile.TemporaryDirectory() as folder, pytest.MonkeyPatch.context() as patch:
        for module, name in ((pieces, "PIECE"), (large, "PIECE"), (passed, "BLOCK")):
            patch.setattr(module, name, size)
        path = Path(folder) / "a.csv"
        path.write_bytes((f"标题{delimiter}详情\n{cells}").encode(encoding))
        cut, whole = both(path)
    assert cut == whole


BYTES = st.lists(
    st.sampled_from(
        [*(char.encode(code) for char in "国a\n\r\0\ufeff最佳的" for code in ("utf-8", "gb18030", "utf-16-le")), b"\xff", b"\xe5", b" "]
    ),
    max_size=20,
).map(b"".join)


@settings(max_examples=500)
@given(st.sampled_from([b"", b"\xef\xbb\xbf", b"\xff\xfe", b"\xfe\xff"]), BYTES, st.integers(1, 9))
@example(b"", "國家級的面料".encode("big5") * 9000, HEAD)
@example(b"", "国".encode("gb18030") * HEAD, 1000)
def test_passing_over_a_file_tells_what_decoding_it_does(mark: bytes, data: bytes, size: int) -> None:
    with tempfile.TemporaryDirectory() as folder, pytest.MonkeyPatch.context() as patch:
        patch.setattr(passed, "BLOCK", size)
        path = Path(folder) / "a.csv"
        path.write_bytes(mark + data)
        how = passed.coded(str(path))
    text = decode(mark + data)
    if isinstance(how, Unread):
        assert how == text
    else:
        assert (mark + data)[how.mark :].decode(how.encoding).lstrip("\ufeff") == text
        assert isinstance(text, str) and how.speaks is ("listlint" in text)


def written(path: Path, megabytes: int) -> None:
    """A table of so many MiB, most of it in a column that is of no concern, with something to find at either end."""
    filler = "x" * 10_000
    row = f"{filler},g,棉质短袖\n".encode()
    with path.open("wb") as file:
        file.write("note,货号,标题\n,a,全网最佳\n".encode())
        for _ in range((megabytes << 20) // len(row)):
            file.write(row)
        file.write(',z,"国家级\n全网最低价"\n'.encode())


def run(*arguments: str, cwd: Path, given: bytes | None = None) -> tuple[bytes, int]:
    """What `check` prints, and the most memory it took, in MiB."""
    script = "import resource,subprocess,sys; r=subprocess.run(sys.argv[1:]); print(resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss, file=sys.stderr); sys.exit(r.returncode)"
    done = subprocess.run([sys.executable, "-c", script, *LISTLINT, *arguments], cwd=cwd, capture_output=True, check=False, input=given)
    assert done.returncode == 1
    return done.stdout, int(done.stderr.splitlines()[-1]) // (1024 if sys.platform != "darwin" else 1 << 20)


@pytest.mark.skipif(sys.platform == "win32", reason="no resource module on Windows")
def test_memory_does_not_grow_with_the_file(tmp_path: Path) -> None:
    sizes = {}
    for megabytes in (9, 60):
        written(tmp_path / "a.csv", megabytes)
        told, sizes[megabytes] = run("a.csv", cwd=tmp_path)
        assert told.count(b"\n") == 3
    assert sizes[60] - sizes[9] < 15
    whole, held = run("-", "--stdin-filename", "a.csv", cwd=tmp_path, given=(tmp_path / "a.csv").read_bytes())
    assert told == whole
    assert held > sizes[60] + 60  # so the figure does tell


def test_progress_is_told_of_a_large_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(large, "LARGE", 1)
    monkeypatch.setattr(pieces, "PIECE", 1 << 10)
    path = tmp_path / "a.csv"
    path.write_text("货号,标题\n" + "a,短袖\n" * 1000, encoding="utf-8")
    told: list[tuple[str, int, float]] = []
    outcome = local.check(str(path), READY, lambda *note: told.append(note))
    assert outcome.listings == 1000
    counts = [listings for _, listings, _ in told]
    assert counts == sorted(counts) and local.MANY <= counts[0] < counts[-1] == 1000
    parts = [part for _, _, part in told]
    assert parts == sorted(parts) and 0 < parts[-1] <= 1


def test_a_row_over_the_limit_is_refused_by_its_name_and_the_next_is_read(tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    path.write_text('标题,详情\n最佳,a\n国家级,"' + "x" * (1 << 20) + "\n国家级\n最佳,b\n", encoding="utf-8")
    ready = desk(settle(Options(limits=LIMITS._replace(row=1), lang="en")))
    found = [one for one in large.in_pieces(str(path), ready, None, lambda _: None) if isinstance(one, Diagnostic)]
    (refused,) = [one for one in found if one.rule == "unreadable-file"]
    assert refused.place == Place(3, 1, 3, 1)
    assert "over 1 MiB" in refused.message and "limits: row in listlint.yaml" in refused.message
    assert [one.place.line for one in found if one.rule == "absolute-term"] == [2, 4, 5]


def test_a_line_of_jsonl_over_the_limit_is_refused_as_ever(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pieces, "PIECE", 1 << 10)
    path = tmp_path / "a.jsonl"
    path.write_text('{"title": "最佳"}\n{"title": "' + "x" * (5 << 20) + '"}\n{"title": "国家级"}\n', encoding="utf-8")
    ready = desk(settle(Options(limits=LIMITS._replace(line=1))))
    cut = list(large.in_pieces(str(path), ready, None, lambda _: None))
    assert cut == list(examine(Source(str(path), path.read_bytes()), ready))
    assert [one.place.line for one in cut] == [1, 3, 2]
