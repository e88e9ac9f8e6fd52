"""The place of each character of each value, cut from the file and read again, is that character."""

from __future__ import annotations

import csv
import io
import json
import re
from collections.abc import Callable, Iterator
from typing import Any

import pytest
import yaml
from hypothesis import example, given
from hypothesis import strategies as st

from listlint.formats.csv import read as read_csv
from listlint.formats.json import read as read_json
from listlint.formats.jsonl import read as read_jsonl
from listlint.formats.yaml import read as read_yaml
from listlint.records.document import AnyPlace, Path, Place, Record, Source, Unread
from listlint.records.span import Span, joined

LINE_END = re.compile(r"\r\n|\r|\n")
TEXT = st.text(st.sampled_from("国家级 a1\"'\n\r\t\\:#-,\u2028😀é"), max_size=12)
NESTED: st.SearchStrategy[Any] = st.recursive(
    TEXT, lambda inner: st.lists(inner, max_size=3) | st.dictionaries(TEXT, inner, max_size=3), max_leaves=8
)


def cut(text: str, place: AnyPlace) -> str:
    """The stretch of a file under a place, counted slowly."""
    starts = [0, *(end.end() for end in LINE_END.finditer(text))]
    return text[starts[place.line - 1] + place.column - 1 : starts[place.end_line - 1] + place.end_column - 1]


def strings(value: Any, path: Path = ()) -> Iterator[tuple[Path, str]]:
    if isinstance(value, str):
        yield path, value
    for key, inner in value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ():
        yield from strings(inner, (*path, key))


def check(record: Record, text: str, reads_back: Callable[[str, str], bool]) -> None:
    """Every character of every string reads back; they stand one after the other; the whole string is all of them."""
    for path, value in strings(record.value):
        before = (0, 0)
        places = [record.origin.place(path, Span(at, at + 1)) for at in range(len(value))]
        for character, place in zip(value, places, strict=True):
            assert reads_back(cut(text, place), character), (path, value, place, cut(text, place))
            start, end = (place.line, place.column), (place.end_line, place.end_column)
            assert before <= start < end, (path, value, place)
            before = end
        if places:
            assert record.origin.place(path, Span(0, len(value))) == Place(
                places[0].line, places[0].column, places[-1].end_line, places[-1].end_column
            )


def json_back(written: str, character: str) -> bool:
    return bool(json.loads(f'"{written}"') == character)


def csv_back(written: str, character: str) -> bool:
    return written == character or (written, character) == ('""', '"')


def yaml_back(written: str, character: str) -> bool:
    if written == character or (written, character) == ("''", "'"):
        return True
    if written.startswith("\\"):
        return bool(yaml.safe_load(f'"{written}"') == character)
    if character == " ":
        return bool(re.fullmatch(r"[ \t]*(\r\n|[\n\r\x85])[ \t]*", written))
    return character == "\n" and bool(re.fullmatch(r"\r\n|[\n\r\x85]", written))


def records(got: Any) -> list[Record]:
    kept = list(got)
    assert all(isinstance(one, Record) for one in kept), kept
    return kept


STYLES = st.sampled_from((None, "'", '"', "|", ">"))
ENDS = st.sampled_from(("\n", "\r\n", "\r"))


@given(st.lists(NESTED, min_size=1, max_size=3), STYLES, st.booleans(), st.booleans(), st.integers(2, 5), ENDS)
def test_yaml_that_pyyaml_wrote(data: list[Any], style: str | None, flow: bool, unicode: bool, indent: int, end: str) -> None:
    text = yaml.safe_dump_all(
        data,
        default_style=style,
        default_flow_style=flow,
        allow_unicode=unicode,
        explicit_start=True,
        indent=indent,
        width=20,
        line_break=end,
    )
    for record in records(read_yaml(Source("a.yaml", text.encode()))):
        check(record, text, yaml_back)


WRITTEN = (
    'k: "%s"\n', "k: '%s'\n", "k: |\n  %s\n", "k: >\n  %s\n", "k: |2-\n  %s\nj: 1\n", "k: >+\n   %s\n\n", "k: >-  # c\n\n  %s",
    "- k: |1+\n    %s\n- x\n", "k: %s\n", "[%s, x]", "{a: %s}", "- &a %s\n- *a", "- !!str\n  # c\n  %s\n", "%s", "a:\n  - >3\n      %s\n",
)  # fmt: skip
PARTS = (
    "国", "😀", "b c", " ", "\n", "\n  ", "\n    ", "\r\n  ", "\t", "'", "''", '"', "\\n", "\\u4e2d", "\\x41", "\\U0001F600", '\\"', "\\\n  ",
    "#", ": ", "- ", "\u2028  ", "\x85  ", "\n\n  ", ",",
)  # fmt: skip


@given(st.sampled_from(WRITTEN), st.lists(st.sampled_from(PARTS), min_size=1, max_size=8))
@example('k: "%s"\n', ["国", "\\\n  ", "\n  ", "\\u4e2d", "\n\n  ", "b c"])
@example("k: >\n  %s\n", ["国", "\n    ", "b c", "\n  ", "国"])
@example("k: |\n  %s\n", ["国", "\n", "\n"])
@example("k: >+\n   %s\n\n", ["国", "\n", "\n"])
@example("k: >\n  %s\n", ["国", "\r\n  ", "b c", "\n\n  ", "\n    ", "国"])
def test_yaml_that_a_hand_wrote(frame: str, parts: list[str]) -> None:
    text = frame % "".join(parts)
    try:
        wanted = [str(one) for one in yaml.compose_all(text, Loader=yaml.SafeLoader)]
    except yaml.YAMLError:
        return
    got = list(read_yaml(Source("a.yaml", text.encode())))
    if wanted and all(isinstance(one, Record) and any(value.strip() for _, value in strings(one.value)) for one in got):
        for record in records(got):
            if all(value.strip(" \n\u2028") for _, value in strings(record.value)):  # blanks alone may be placed as a whole
                check(record, text, yaml_back)


def test_yaml_an_alias_stands_where_its_anchor_does() -> None:
    text = "a: &x 国家级\nb: *x\nc: {<<: {d: 最佳}}\n"
    (record,) = records(read_yaml(Source("a.yaml", text.encode())))
    assert record.origin.place(("b",), Span(0, 2)) == Place(1, 7, 1, 9)
    assert record.origin.place(("c", "d"), Span(1, 2)) == Place(3, 14, 3, 15)


def test_yaml_of_two_equal_keys_the_last_is_read_and_the_first_told() -> None:
    record, lost = read_yaml(Source("a.yaml", "a: 国\na: 家\n".encode()))
    assert isinstance(lost, Unread) and lost.place == Place(1, 4, 1, 5)
    assert isinstance(record, Record) and record.value == {"a": "家"}
    assert record.origin.place(("a",), Span(0, 1)) == Place(2, 4, 2, 5)


JSON_DATA: st.SearchStrategy[Any] = st.recursive(
    st.text(st.characters(), max_size=9) | st.just("\ud83d\ude00\ud800"),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(max_size=5), inner, max_size=4),
    max_leaves=12,
)


@given(JSON_DATA, st.sampled_from((None, 1, "\t")))
def test_json_with_every_escape(data: Any, indent: str | int | None) -> None:
    text = " " + json.dumps(data, indent=indent) + "\n"
    (record,) = records(read_json(Source("a.json", text.encode())))
    check(record, text, json_back)


@given(NESTED)
def test_json_with_few_escapes(data: Any) -> None:
    text = json.dumps(data, ensure_ascii=False)
    (record,) = records(read_json(Source("a.json", text.encode())))
    check(record, text, json_back)


def test_json_escapes_one_by_one() -> None:
    text = r'{"a": "国\u56fd\ud83d\ude00\ud83d\n\/"}'
    (record,) = records(read_json(Source("a.json", text.encode())))
    cuts = [cut(text, record.origin.place(("a",), Span(at, at + 1))) for at in range(6)]
    assert cuts == ["国", r"\u56fd", r"\ud83d\ude00", r"\ud83d", r"\n", r"\/"]


def test_json_of_two_equal_keys_the_last_is_placed_the_first_told_and_words_stand_as_written() -> None:
    text = '{"a": "国", "a": [1.50, true, "家"]}'
    record, lost = read_json(Source("a.json", text.encode()))
    assert isinstance(lost, Unread) and lost.place == Place(1, 7, 1, 10)
    assert isinstance(record, Record)
    assert [cut(text, record.origin.place(("a", at), Span(0, 9))) for at in range(3)] == ["1.50", "true", "家"]


@given(st.lists(NESTED, min_size=1, max_size=4), st.sampled_from(("\n", "\r\n", "\r", "\n \n")), st.booleans())
def test_jsonl_lines_keep_their_numbers(rows: list[Any], end: str, ascii_only: bool) -> None:
    text = "".join(json.dumps(row, ensure_ascii=ascii_only) + end for row in rows)
    for record in records(read_jsonl(Source("a.jsonl", text.encode()))):
        check(record, text, json_back)


CELL = st.text(st.sampled_from("国a \",;|\t\n\r\u2028'"), max_size=8)


@given(st.lists(st.lists(CELL, min_size=1, max_size=3), min_size=1, max_size=5), ENDS, st.sampled_from(",;\t|"))
def test_csv_that_the_csv_module_wrote(rows: list[list[str]], end: str, delimiter: str) -> None:
    out = io.StringIO(newline="")
    csv.writer(out, lineterminator=end, delimiter=delimiter).writerows([["标题", "货号", "材质"], *rows])
    text = out.getvalue()
    for record in records(read_csv(Source("a.csv", text.encode()))):
        check(record, text, csv_back)


@pytest.mark.parametrize(
    ("read", "path", "text", "empty", "around"),
    [
        (read_yaml, "a.yaml", 'a: ""\nb: [国]\n', '""', "[国]"),
        (read_json, "a.json", '{"a": "", "b": ["国"]}', '""', '["国"]'),
        (read_csv, "a.csv", 'a,b\n"",国\n', '""', "国"),
    ],
)
def test_a_value_without_text_is_placed_as_a_whole(read: Any, path: str, text: str, empty: str, around: str) -> None:
    (record,) = records(read(Source(path, text.encode())))
    assert cut(text, record.origin.place(("a",), Span(0, 0))) == empty
    assert cut(text, record.origin.place(("b", "nowhere"), Span(0, 1))) == around


def test_a_cell_that_a_short_row_lacks_is_placed_as_the_row() -> None:
    text = "a,b\n国\n"
    (record,) = records(read_csv(Source("a.csv", text.encode())))
    assert cut(text, record.origin.place(("b",), Span(0, 0))) == "国"


def test_markup_is_carried_through_first() -> None:
    text = '{"html": "<p>\\u56fd<b>\\n家</b>"}'
    (record,) = records(read_json(Source("a.json", text.encode())))
    markup = joined([(1, 3, 4), (2, 7, 9)])  # 国, line end, 家 of <p>国<b>(line end)家</b>
    assert cut(text, record.origin.place(("html",), Span(0, 1), markup)) == r"\u56fd"
    assert cut(text, record.origin.place(("html",), Span(0, 3), markup)) == r"\u56fd<b>\n家"


def test_a_byte_order_mark_is_not_counted_and_only_three_line_ends_are() -> None:
    text = 'a: "x\u2028y"\r\nb: "z\x85"\n# c\rc: 国\n'
    (record,) = records(read_yaml(Source("a.yaml", b"\xef\xbb\xbf" + text.encode())))
    assert record.origin.place(("c",), Span(0, 1)) == Place(4, 4, 4, 5)
    assert record.origin.line(4) == "c: 国"


@pytest.mark.parametrize(
    ("read", "path", "text", "line"),
    [
        (read_yaml, "a.yaml", "a: 1\r\nb: 国", "b: 国"),
        (read_json, "a.json", '{"a":\n"国"}\n', '"国"}'),
        (read_jsonl, "a.jsonl", ' \r\n{"b": "国"}\r\n', '{"b": "国"}'),
        (read_csv, "a.csv", "a,b\n国,家\n", "国,家"),
    ],
)
def test_an_origin_gives_the_line_of_its_place(read: Any, path: str, text: str, line: str) -> None:
    (record,) = records(read(Source(path, text.encode())))
    assert record.origin.line(2) == line
