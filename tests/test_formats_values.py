"""What a reader gives is what the standard parser of its format gives, scalars as written."""

from __future__ import annotations

import csv
import io
import json
import os
import subprocess
import sys
from typing import Any

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from listlint import formats
from listlint.formats.csv import read as read_csv
from listlint.formats.json import read as read_json
from listlint.formats.jsonl import read as read_jsonl
from listlint.formats.source.csv_cells import cells
from listlint.formats.source.json_keys import repeated
from listlint.formats.yaml import read as read_yaml
from listlint.records.document import Record, Source

SRC = os.path.join(os.path.dirname(__file__), "..", "src")
TEXT = st.text(st.sampled_from("国家 级a1,;\t\"'\n\r\\:#&*!|>-[]{}%@`~\u2028\x85\u3000😀"), max_size=12)
NESTED: st.SearchStrategy[Any] = st.recursive(
    TEXT, lambda inner: st.lists(inner, max_size=3) | st.dictionaries(TEXT, inner, max_size=3), max_leaves=8
)
STYLES = st.sampled_from((None, "'", '"', "|", ">"))


def values(read: formats.Read, path: str, text: str) -> list[Any]:
    got = list(read(Source(path, text.encode())))
    assert all(isinstance(one, Record) for one in got), got
    return [one.value for one in got if isinstance(one, Record)]


@given(st.lists(NESTED, min_size=1, max_size=3), STYLES, st.booleans(), st.booleans())
def test_yaml_strings_are_what_safe_load_gives(data: list[Any], style: str | None, flow: bool, unicode: bool) -> None:
    text = yaml.safe_dump_all(data, default_style=style, default_flow_style=flow, allow_unicode=unicode, explicit_start=True, width=20)
    assert values(read_yaml, "a.yaml", text) == list(yaml.safe_load_all(text))


@pytest.mark.parametrize("scalar", ["007", "1:30", "yes", "2026-01-17", "1e5", "0x1F", "!!int '12'", ".5", "=", "棉95%"])
def test_yaml_scalars_stay_as_written(scalar: str) -> None:
    assert values(read_yaml, "a.yaml", f"k: {scalar}\n") == [{"k": scalar.removeprefix("!!int ").strip("'")}]


@pytest.mark.parametrize("null", ["null", "~", "", "NULL", "!!null x"])
def test_yaml_nulls_are_none(null: str) -> None:
    assert values(read_yaml, "a.yaml", f"k: {null}\n") == [{"k": None}]


def test_yaml_text_that_only_looks_null_stays_text() -> None:
    assert values(read_yaml, "a.yaml", "a: 'null'\nb: \"\"\nc: !!str\nnull: x\n") == [{"a": "null", "b": "", "c": "", "null": "x"}]


MERGES = [
    "a: &a {x: p, y: q}\nb: {<<: *a, y: r}\n",
    "a: &a {x: p, y: q}\nb: {y: r, <<: *a}\n",
    "a: &a {x: p}\nb: &b {x: q, z: s}\nc: {<<: [*a, *b]}\n",
    "a: &a {x: p}\nb: &b {<<: *a, z: s}\nc: {<<: *b}\n",
    "a: &a [x, y]\nb: *a\nc: {k: *a}\n",
    "{a: {<<: {x: y}}}\n",
]


@pytest.mark.parametrize("text", MERGES)
def test_yaml_merges_and_aliases_are_what_safe_load_gives(text: str) -> None:
    assert values(read_yaml, "a.yaml", text) == [yaml.safe_load(text)]


def as_written(data: Any) -> Any:
    """JSON data as our reader gives it."""
    if isinstance(data, dict):
        return {key: as_written(inner) for key, inner in data.items()}
    if isinstance(data, list):
        return [as_written(inner) for inner in data]
    if data is None or isinstance(data, str):
        return data
    return json.dumps(data)


JSON_DATA: st.SearchStrategy[Any] = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False, allow_infinity=False) | st.text(max_size=9),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(max_size=5), inner, max_size=4),
    max_leaves=12,
)
INDENT = st.sampled_from((None, 1, "\t"))


@given(JSON_DATA, st.booleans(), INDENT)
def test_json_is_what_loads_gives(data: Any, ascii_only: bool, indent: str | int | None) -> None:
    text = json.dumps(data, ensure_ascii=ascii_only, indent=indent)
    try:
        text.encode()
    except UnicodeEncodeError:
        text = json.dumps(data, indent=indent)
    assert values(read_json, "a.json", f" {text}\n") == [as_written(json.loads(text))]


@given(st.lists(JSON_DATA, min_size=1, max_size=5), st.sampled_from(("\n", "\r\n", "\r", "\n\n")))
def test_jsonl_is_one_value_a_line(rows: list[Any], end: str) -> None:
    text = "".join(json.dumps(row) + end for row in rows)
    assert values(read_jsonl, "a.jsonl", text) == [as_written(row) for row in rows]
    assert values(read_jsonl, "a.jsonl", text.rstrip("\r\n")) == [as_written(row) for row in rows]


PAIRS: st.SearchStrategy[str] = st.recursive(
    TEXT.map(json.dumps),
    lambda inner: (
        st.lists(inner, max_size=3).map(lambda held: f"[{', '.join(held)}]")
        | st.lists(st.tuples(st.sampled_from(["a", "国", '":', "a\u0062"]), st.sampled_from([":", " :", ": "]), inner), max_size=4).map(
            lambda held: "{" + ",".join(f"{json.dumps(key)}{colon}{one}" for key, colon, one in held) + "}"
        )
    ),
    max_leaves=10,
)


@given(PAIRS)
def test_json_keys_that_come_again_are_those_the_json_module_meets_again(text: str) -> None:
    again: list[str] = []

    def pairs(held: list[tuple[str, Any]]) -> dict[str, Any]:
        again.extend(key for number, (key, _) in enumerate(held) if key in dict(held[number + 1 :]))
        return dict(held)

    value = json.loads(text, object_pairs_hook=pairs)
    assert sorted(name for name, _ in repeated(text, value)) == sorted(again)


def test_json_numbers_stay_as_written() -> None:
    text = '{"a": 59.90, "b": 1e5, "c": -0, "d": ' + "9" * 5000 + ', "e": NaN}'
    assert values(read_json, "a.json", text) == [{"a": "59.90", "b": "1e5", "c": "-0", "d": "9" * 5000, "e": "NaN"}]


CSV_TEXT = st.text(st.sampled_from("国a \",;|\t\n\r\u2028\x85'"), min_size=1, max_size=40)


@given(CSV_TEXT, st.sampled_from(",;\t|"), st.integers(0, 3))
def test_cells_are_those_of_the_csv_module(text: str, delimiter: str, most: int) -> None:
    at, rows = 0, []
    while at < len(text):
        row, end = cells(text, at, delimiter, len(text))
        few, same = cells(text, at, delimiter, most)
        assert (few, same) == (row if len(row) <= most else [*row[:most], row[-1]], end)
        rows.append([cell.text(text) for cell in row] if text[at:end].strip("\r\n") else [])
        at = end
    assert rows == list(csv.reader(io.StringIO(text, newline=""), delimiter=delimiter))


CELL = st.text(st.sampled_from("国a \",;\t\n\r\u2028'"), max_size=8)


@given(st.lists(st.lists(CELL, min_size=1, max_size=4), min_size=1, max_size=5), st.sampled_from(("\n", "\r\n")))
def test_csv_rows_are_mappings_by_header(rows: list[list[str]], end: str) -> None:
    out = io.StringIO(newline="")
    header = ["标题", "货号", "材质"]
    csv.writer(out, lineterminator=end).writerows([header, *rows])
    text = out.getvalue()
    _, *expected = [row for row in csv.reader(io.StringIO(text, newline="")) if row]
    assert values(read_csv, "a.csv", text) == [dict(zip(header, row, strict=False)) for row in expected]


@pytest.mark.parametrize(("name", "delimiter"), [("a.csv", ","), ("a.csv", ";"), ("a.csv", "\t"), ("a.tsv", "\t")])
def test_the_delimiter_is_that_of_the_header(name: str, delimiter: str) -> None:
    text = f'"标题,;,;"{delimiter}货号\n国{delimiter}1\n'
    assert values(read_csv, name, text) == [{"标题,;,;": "国", "货号": "1"}]


def test_a_tsv_with_one_column_may_hold_commas() -> None:
    assert values(read_csv, "a.tsv", "标题,副标题\n国,家\n") == [{"标题,副标题": "国,家"}]


def test_a_cell_over_the_csv_modules_limit_is_read_and_the_rows_after_it_too() -> None:
    long = "国" * (csv.field_size_limit() + 1)
    text = f'a,b\n1,2\n"x\ny",{long}\n3,"{long}""\r\n"\n\n5,6\n'
    assert values(read_csv, "a.csv", text) == [
        {"a": "1", "b": "2"},
        {"a": "x\ny", "b": long},
        {"a": "3", "b": long + '"\r\n'},
        {"a": "5", "b": "6"},
    ]


def test_the_formats_list_themselves() -> None:
    assert formats.names() == ("csv", "html", "json", "jsonl", "markdown", "txt", "xlsx", "xml", "yaml")


@pytest.mark.parametrize(
    ("path", "module"),
    [
        ("a.yaml", "yaml"),
        ("店/a.YML", "yaml"),
        ("a.json", "json"),
        ("a.jsonl", "jsonl"),
        ("a.ndjson", "jsonl"),
        ("a.csv", "csv"),
        ("a.tsv", "csv"),
    ],
)
def test_a_suffix_names_its_reader(path: str, module: str) -> None:
    read = formats.reader(path)
    assert read is not None and read.__module__ == f"listlint.formats.{module}"


def test_a_reader_is_found_without_importing_the_others() -> None:
    code = "import sys; from listlint import formats; formats.reader('a.jsonl'); print(*{'yaml', 'csv', 'json'} & set(sys.modules))"
    found = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True, env={**os.environ, "PYTHONPATH": SRC})
    assert found.stdout.split() == ["json"]


@pytest.mark.parametrize("path", ["a.png", "a", "yaml", ".yaml", "a.yaml.bak", "a.source"])
def test_no_reader_for_anything_else(path: str) -> None:
    assert formats.reader(path) is None
