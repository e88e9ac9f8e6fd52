"""Record batches and Parquet: the same diagnostics as of the same rows in a text."""

from __future__ import annotations

import json
import subprocess
import sys
from datetime import date, datetime
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

pa = pytest.importorskip("pyarrow", reason="pyarrow is not installed")
from pyarrow import parquet as pq  # noqa: E402

from listlint.config import Options  # noqa: E402
from listlint.desk import desk  # noqa: E402
from listlint.runners.arrow import SCHEMA, lint_batch  # noqa: E402
from listlint.runners.bulk import Job, lint_table, opening  # noqa: E402
from listlint.runners.partial import State  # noqa: E402
from listlint.settle import settle  # noqa: E402

OPTIONS = Options()
READY = desk(settle(OPTIONS))
COMMAND = (sys.executable, "-m", "listlint", "bulk", "--isolated")
ROWS = [
    {"id": "a", "platform": "taobao", "title": "某某 纯棉短袖T恤女", "attributes": {"材质成分": "棉95% 氨纶5%"}, "selling_points": ["全网最佳", "不起球"]},
    {"id": "b", "platform": None, "title": "云栖 连衣裙", "attributes": {"材质成分": None}, "selling_points": []},
    {"id": "c", "platform": "jd", "title": "国家级 最佳\n面料", "attributes": {"材质成分": "棉100%"}, "selling_points": None},
]  # fmt: skip


def told(path: Path) -> list[dict[str, Any]]:
    if path.suffix == ".parquet":
        return [bare(row) for row in pq.read_table(path).to_pylist()]
    return [bare(json.loads(line)) for line in path.read_text(encoding="utf-8").splitlines()]


def bare(value: Any) -> Any:
    """Without what is null, which JSON leaves out and a schema does not."""
    if isinstance(value, dict):
        return {key: bare(held) for key, held in value.items() if held is not None}
    return list(map(bare, value)) if isinstance(value, list) else value


def without_places(value: Any) -> Any:
    if isinstance(value, dict):
        return {key: without_places(held) for key, held in value.items() if key not in ("place", "path")}
    return list(map(without_places, value)) if isinstance(value, list) else value


def said(found: list[dict[str, Any]]) -> list[str]:
    """What is found, whatever its places and their order."""
    return sorted(repr(without_places(one)) for one in found)


def lint(path: Path, out: Path) -> list[dict[str, Any]]:
    opened = opening(str(path), READY.settings.lexicon.layouts)
    for _ in lint_table(Job(str(path), OPTIONS, READY.settings.today, opened, out.suffix == ".parquet"), str(out), State("key", ""), 1):
        pass
    return told(out)


def test_a_row_of_parquet_says_what_its_line_of_json_does(tmp_path: Path) -> None:
    (tmp_path / "a.jsonl").write_text("".join(json.dumps(row, ensure_ascii=False) + "\n" for row in ROWS), encoding="utf-8")
    pq.write_table(pa.Table.from_pylist(ROWS), tmp_path / "a.parquet", row_group_size=2)
    lines, rows = lint(tmp_path / "a.jsonl", tmp_path / "a.out.jsonl"), lint(tmp_path / "a.parquet", tmp_path / "b.out.jsonl")
    assert said(rows) == said(lines)
    assert len(rows) == 4
    assert [one["place"]["line"] for one in rows] == [one["place"]["line"] for one in lines]
    for one in rows:
        assert one["place"]["column"] == one["span"][0] + 1


@pytest.mark.parametrize("name", ["a.jsonl", "a.parquet"])
def test_what_is_written_as_parquet_reads_back_as_the_lines_of_json(name: str, tmp_path: Path) -> None:
    if name == "a.jsonl":
        (tmp_path / name).write_text("".join(json.dumps(row) + "\n" for row in ROWS) + '{"title": "\\ud800最佳"}\n{', encoding="utf-8")
    else:
        pq.write_table(pa.Table.from_pylist(ROWS), tmp_path / name)
    assert lint(tmp_path / name, tmp_path / "out.parquet") == lint(tmp_path / name, tmp_path / "out.jsonl") != []
    assert pq.read_schema(tmp_path / "out.parquet").equals(SCHEMA)


def test_nothing_found_is_an_empty_table(tmp_path: Path) -> None:
    (tmp_path / "a.jsonl").write_text('{"title": "云栖短袖"}\n', encoding="utf-8")
    assert lint(tmp_path / "a.jsonl", tmp_path / "out.parquet") == []
    assert pq.read_schema(tmp_path / "out.parquet").equals(SCHEMA)


def test_a_batch_in_a_batch_out() -> None:
    batch = pa.RecordBatch.from_pylist([{"*商品标题（必填）": "全网最佳", "货号": "x1"}, {"*商品标题（必填）": None, "货号": "x2"}])
    found = lint_batch(batch, READY, "goods", first=41)
    assert found.schema.equals(SCHEMA)
    (one,) = [row for row in found.to_pylist() if row["rule"] == "absolute-term"]
    assert (one["path"], one["listing"], one["field"], one["place"]["line"], one["span"]) == ("goods", "x1", "商品标题", 41, [0, 4])


def test_columns_nobody_knows_are_told_once() -> None:
    found = lint_batch(pa.RecordBatch.from_pylist([{"a": "1", "b": "全网最佳连衣裙"}] * 3), READY).to_pylist()
    assert [one["rule"] for one in found] == ["unknown-layout"]
    assert "title: b" in found[0]["message"]


def test_values_of_every_kind_are_read_as_text() -> None:
    values: list[Any] = [
        "最佳",
        7,
        7.0,
        0.1,
        True,
        Decimal("1.50"),
        date(2026, 1, 17),
        datetime(2026, 1, 17),
        "最佳".encode(),
        ["最佳"],
        {"a": "最佳"},
    ]
    for value in values:
        for held in (pa.array([value]), pa.array([None, value]).slice(1)):
            batch = pa.RecordBatch.from_arrays([pa.array(["短袖"]), held], names=["标题", "卖点"])
            found = lint_batch(batch, READY).to_pylist()
            said = "最佳" in str(value) or isinstance(value, bytes)
            assert any(one["rule"] == "absolute-term" for one in found) == (said and not isinstance(value, dict))


def test_a_map_is_a_mapping_and_a_dictionary_its_text() -> None:
    attributes = pa.array([[("材质成分", "棉95% 氨纶5%")]], pa.map_(pa.string(), pa.string()))
    title = pa.array(["纯棉短袖"]).dictionary_encode()
    found = lint_batch(pa.RecordBatch.from_arrays([title, attributes], names=["title", "attributes"]), READY).to_pylist()
    assert "impure-material-claim" in {one["rule"] for one in found}


@pytest.mark.parametrize("content", [b"", b"PAR1 nothing of the kind PAR1", b"PAR1"])
def test_what_is_no_parquet_says_so(content: bytes, tmp_path: Path) -> None:
    (tmp_path / "a.parquet").write_bytes(content)
    done = subprocess.run([*COMMAND, "a.parquet", "out.jsonl"], cwd=tmp_path, capture_output=True, encoding="utf-8")
    assert done.returncode == 2
    assert done.stderr.startswith("listlint: a.parquet 读不了：")
    assert len(done.stderr.splitlines()) == 1


def test_without_pyarrow_the_message_has_the_line_to_install_it(tmp_path: Path) -> None:
    hidden = "import sys; sys.modules['pyarrow'] = None; from listlint.cli import main; main()"
    (tmp_path / "a.csv").write_text("标题\n最佳\n", encoding="utf-8")
    for out, code in (("out.parquet", 2), ("out.jsonl", 1)):
        command = [sys.executable, "-c", hidden, "bulk", "--isolated", "a.csv", out]
        done = subprocess.run(command, cwd=tmp_path, capture_output=True, encoding="utf-8")
        assert done.returncode == code, done.stderr
        assert ("pip install 'listlint[bulk]'" in done.stderr) == (code == 2)


def test_spark_gives_what_a_batch_gives(tmp_path: Path) -> None:
    pytest.importorskip("pyspark", reason="pyspark is not installed (491 MB): pip install 'listlint[spark]'")
    pq.write_table(pa.Table.from_pylist(ROWS), tmp_path / "a.parquet")
    done = subprocess.run([*COMMAND, "--engine", "spark", "a.parquet", "out.parquet"], cwd=tmp_path, capture_output=True, encoding="utf-8")
    assert done.returncode == 1, done.stderr
    local = lint(tmp_path / "a.parquet", tmp_path / "local.parquet")
    assert said(told(tmp_path / "out.parquet")) == said(local)
