"""Files that nobody could read: one refusal for one cause, with its place, and the rest is read."""

from __future__ import annotations

import re
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from listlint import formats
from listlint.config import Options
from listlint.heading import head
from listlint.records.document import Place, Record, Source, Unread
from listlint.records.limits import LIMITS, Limits
from listlint.records.span import Span
from listlint.settle import settle

LAYOUTS = settle(Options()).lexicon.layouts


def read(path: str, data: str | bytes) -> list[Record | Unread]:
    reader = formats.reader(path)
    assert reader is not None
    return list(reader(Source(path, data.encode() if isinstance(data, str) else data)))


def refusal(path: str, data: str | bytes) -> Unread:
    """The only thing the file gives, which must say what is wrong in both languages."""
    (only,) = read(path, data)
    assert isinstance(only, Unread)
    assert re.search("[一-龥]", only.message.zh) and not re.search("[一-龥]", only.message.en) and only.message.en
    return only


def at(line: int, column: int) -> Place:
    return Place(line, column, line, column)


PIECES = (b'"', b"'", b"\n", b"\r", b": ", b",", b"- ", b"  ", b"[", b"]", b"{", b"}", b"&a ", b"*a", b"<<: ", b"? ", b"|", b">", b"\\", b"\\u12", b"#",
          b"---\n", b"!x ", b"%", b"@", b"\t", b"\0", b"\x07", b"\xff", b"\x80", "国".encode(), "国".encode("gb18030"), "😀".encode(), b"1", b"true",
          b"\xef\xbb\xbf", b"\xff\xfe", b"\x00\xd8", b"\xe2\x80\xa8")  # fmt: skip


@settings(max_examples=500)
@given(st.sampled_from(("a.yaml", "a.json", "a.jsonl", "a.csv", "a.tsv")), st.lists(st.sampled_from(PIECES), max_size=30))
def test_no_bytes_stop_a_reader(path: str, pieces: list[bytes]) -> None:
    for one in read(path, b"".join(pieces)):
        if isinstance(one, Record):
            place = one.origin.place((), Span(0, 1))
            assert one.origin.line(place.line) is not None
        else:
            place = one.place
        assert place.line >= 1 and place.column >= 1 and (place.end_line, place.end_column) >= (place.line, place.column)


PATHS = ("a.yaml", "a.json", "a.jsonl", "a.csv", "a.tsv")


@pytest.mark.parametrize("path", PATHS)
@pytest.mark.parametrize("data", [b"", b" \n\t\r\n", b"\xef\xbb\xbf", b"\xff\xfe", "\u3000\n".encode("gb18030")])
def test_an_empty_file(path: str, data: bytes) -> None:
    assert refusal(path, data) == Unread(refusal(path, b"").message, at(1, 1))


def test_a_yaml_file_of_comments_is_empty_too() -> None:
    assert refusal("a.yaml", "# 稍后填写\n") == refusal("a.yaml", "")


@pytest.mark.parametrize("path", PATHS)
def test_a_nul(path: str) -> None:
    assert refusal(path, 'a: "1"\r\n国\0\0"\n').place == Place(2, 2, 2, 3)


@pytest.mark.parametrize("path", PATHS)
def test_utf_16_without_its_mark(path: str) -> None:
    assert refusal(path, "a,b\n1,2\n".encode("utf-16-le")).place == Place(1, 2, 1, 3)


@pytest.mark.parametrize("path", PATHS)
@pytest.mark.parametrize(
    ("data", "place"),
    [
        (b'\xef\xbb\xbf{"a":\n"\xe5\x9b\xbd\xff"}', at(2, 3)),
        ("\ufeff国家\n".encode("utf-16-le") + b"\x00\xd8", at(2, 1)),
        ("国家级".encode() * 20 + b"\n" + "国家级".encode()[:-1] + b" x", at(2, 3)),  # GB18030 would take it all
        (b"\xff\xff", at(1, 1)),
    ],
)
def test_bytes_that_are_no_text(path: str, data: bytes, place: Place) -> None:
    assert refusal(path, data).place == place


@pytest.mark.parametrize("path", PATHS)
def test_a_damaged_byte_is_named(path: str) -> None:
    assert "0xFF" in refusal(path, "国家级".encode() * 9 + b"\xff").message.zh


DEEP = 100_000


@pytest.mark.parametrize(
    ("path", "data", "place"),
    [
        ("a.json", "[" * DEEP, at(1, LIMITS.depth + 1)),
        ("a.json", '{"a":\n' * DEEP, at(LIMITS.depth + 1, 1)),
        ("a.json", '["[[[",' * 200 + "1" + "]" * 200, at(1, LIMITS.depth * 7 + 1)),
        ("a.jsonl", "[" * DEEP + "]" * DEEP, at(1, LIMITS.depth + 1)),
        ("a.yaml", "[" * DEEP, at(1, LIMITS.depth + 1)),
        ("a.yaml", "{a: " * DEEP + "}" * DEEP, at(1, LIMITS.depth * 4 + 1)),
        ("a.yaml", "- " * DEEP + "国", at(1, LIMITS.depth * 2 + 1)),
        ("a.yaml", "? " * DEEP + "国", at(1, LIMITS.depth * 2 + 1)),
        ("a.yaml", "".join(" " * level + "a:\n" for level in range(2000)), at(LIMITS.depth + 1, LIMITS.depth + 1)),
        ("a.yaml", "[" * 200 + "]" * 200, at(1, LIMITS.depth + 1)),
    ],
)
def test_nesting_that_would_overflow_a_stack(path: str, data: str, place: Place) -> None:
    got = refusal(path, data).place
    assert got == Place(*place[:2], place.line, place.column + 1)


@pytest.mark.parametrize("path", ["a.json", "a.yaml", "a.jsonl"])
def test_nesting_up_to_the_limit_is_read(path: str) -> None:
    (record,) = read(path, "[" * LIMITS.depth + '"[[["' + "]" * LIMITS.depth)
    assert isinstance(record, Record)
    value: Any = record.value
    for _ in range(LIMITS.depth):
        (value,) = value
    assert value == "[[["


def test_many_lists_side_by_side_are_not_deep() -> None:
    (record,) = read("a.yaml", "- [[国]]\n" * 1000)
    assert isinstance(record, Record) and record.value == [[["国"]]] * 1000


BOMB = "a0: &a0 [国, 国, 国, 国, 国, 国, 国, 国, 国]\n" + "".join(
    f"a{level}: &a{level} [{', '.join([f'*a{level - 1}'] * 9)}]\n" for level in range(1, 60)
)


def test_a_yaml_bomb_is_refused_where_it_goes_off() -> None:
    place = refusal("a.yaml", BOMB).place
    assert place.line == 6  # nine to the sixth is more than a hundred thousand, to the fifth is not
    assert 9**5 < LIMITS.expansion < 9**6


def test_a_bomb_of_one_long_text_is_refused_too() -> None:
    text = "a: &a " + "国" * 1_000_000 + "\nb: [" + "*a, " * 50 + "x]\n"
    assert refusal("a.yaml", text).place.line == 2


def test_a_bomb_of_merge_keys_that_grow_is_refused() -> None:
    text = "- &a0 {k: 国}\n" + "".join(f"- &a{level} {{<<: *a{level - 1}, k{level}: 国}}\n" for level in range(1, 5000))
    assert refusal("a.yaml", text).place.line < 500


def test_a_bomb_of_merge_keys_is_no_bomb() -> None:
    text = "a0: &a0 {k: 国}\n" + "".join(f"a{level}: &a{level} {{<<: [*a{level - 1}, *a{level - 1}]}}\n" for level in range(1, 60))
    (record,) = read("a.yaml", text)
    assert isinstance(record, Record) and record.value["a59"] == {"k": "国"}


def test_a_file_that_writes_out_all_it_says_is_not_a_bomb() -> None:
    (record,) = read("a.yaml", "- 国\n" * (LIMITS.expansion + 5))
    assert isinstance(record, Record) and len(record.value) == LIMITS.expansion + 5


@pytest.mark.parametrize("text", ["&a [*a]", "&a {k: *a}", "&a {<<: *a}", "a: &x\n  b: [{c: *x}]\n"])
def test_a_yaml_alias_of_what_it_stands_in(text: str) -> None:
    assert "*" in refusal("a.yaml", text).message.zh


def test_a_long_chain_of_merge_keys_is_too_deep() -> None:
    links = [f"- &a{level} {{<<: *a{level - 1}}}\n" for level in range(1, 900)]
    (got,) = read("a.yaml", "- &a0 {k: 国}\n" + "".join(links))
    assert isinstance(got, Record) and got.value[-1] == {"k": "国"}  # each link is known when the next is reached
    refusal("a.yaml", "x: &a0 {k: &a1 {<<: " * 90 + "国" + "}}" * 90)


@pytest.mark.parametrize(
    ("text", "line", "column", "said"),
    [
        ("标题: 国: 家\n", 1, 6, "引号"),
        ("标题: @国\n", 1, 5, "加引号"),
        ('标题: "国家\n副标题: 级\n', 1, 5, "没有闭合"),
        ("标题: '国家\n", 1, 5, "没有闭合"),
        ("标题: *国\n", 1, 6, "引号"),
        ("标题: *vip\n", 1, 5, "别名"),
        ("a: &x 1\nb: &x 2\n", 2, 4, "锚点"),
        ("a: [国, 家\nb: 级\n", 2, 2, "括号"),
        ("a: [\n", 2, 1, "应当有一个值"),
        ("国家级\na: 1\n", 2, 2, "缺少"),
        ("a: '国'级\n", 1, 7, "多余的文字"),
        ("a:\n  b: 1\n c: 2\n", 3, 2, "缩进"),
        ('a: "\\国"\n', 1, 5, "反斜杠"),
        ("\ta: 1\n", 1, 1, "制表符"),
        ("国: a\x07b\n", 1, 5, "U+0007"),
        ("%国\n", 1, 2, "YAML"),
    ],
)
def test_yaml_syntax(text: str, line: int, column: int, said: str) -> None:
    got = refusal("a.yaml", text)
    assert (got.place.line, got.place.column) == (line, column), got
    assert said in got.message.zh


def test_yaml_documents_before_a_fault_are_read() -> None:
    first, second, fault = read("a.yaml", "a: 1\n---\nb: 2\n---\nc: [\n")
    assert isinstance(first, Record) and isinstance(second, Record) and isinstance(fault, Unread)
    assert (first.value, second.value, fault.place.line) == ({"a": "1"}, {"b": "2"}, 6)


def test_yaml_documents_around_a_refused_one_are_read() -> None:
    first, fault, last = read("a.yaml", "a: 1\n---\n&b [*b]\n---\nc: 3\n")
    assert isinstance(first, Record) and isinstance(fault, Unread) and isinstance(last, Record)


@pytest.mark.parametrize(
    ("text", "line", "column", "said"),
    [
        ('{"标题": "国', 1, 8, "没有闭合"),
        ('{"标题": "国",\n', 2, 1, "键名"),
        ('{"标题": "国"', 1, 11, "逗号"),
        ('{"标题"\n: ', 2, 3, "一个值"),
        ('{"标题": }', 1, 8, "一个值"),
        ('{"标题" "国"}', 1, 7, "冒号"),
        ('{"标题": "国\n家"}', 1, 10, "换行"),
        ('{"标题": "\\国"}', 1, 9, "反斜杠"),
        ("{'a': 1}", 1, 2, "键名"),
        ('{"a": 1}\n{"a": 2}\n', 2, 1, ".jsonl"),
        ("国", 1, 1, "一个值"),
    ],
)
def test_json_syntax(text: str, line: int, column: int, said: str) -> None:
    got = refusal("a.json", text)
    assert (got.place.line, got.place.column) == (line, column), got
    assert said in got.message.zh


def test_jsonl_lines_around_a_fault_are_read() -> None:
    got = read("a.jsonl", '{"a": 1}\n{"a": 国}\r\n\n[1] 2\n{"a": 3}')
    assert [one.value if isinstance(one, Record) else one.place for one in got] == [{"a": "1"}, at(2, 7), at(4, 5), {"a": "3"}]


def test_a_jsonl_line_over_the_limit_is_refused_and_the_next_is_read() -> None:
    head, middle, last = read("a.jsonl", b'"a"\n"' + b"x" * 50 * 2**20 + b'"\n"b"\n')
    assert isinstance(middle, Unread) and middle.place == at(2, 1) and str(LIMITS.line) in middle.message.zh
    assert isinstance(head, Record) and isinstance(last, Record) and (head.value, last.value) == ("a", "b")


@pytest.mark.parametrize(
    ("text", "place", "rows"),
    [
        ('a,b\n1,"国\n3,4\n', Place(2, 3, 2, 4), 0),
        ('a,b\n1,2\n3,"国""\n5,6', Place(3, 3, 3, 4), 1),
        ('a,"b\n1,2\n', Place(1, 3, 1, 4), 0),
        ('a,b\n1,"' + "国" * 200_000, Place(2, 3, 2, 4), 0),
        ('a,b\n1,"国"家"\n3,"', Place(3, 3, 3, 4), 1),
    ],
)
def test_a_csv_quote_that_is_never_closed(text: str, place: Place, rows: int) -> None:
    *read_rows, fault = read("a.csv", text)
    assert isinstance(fault, Unread) and fault.place == place and "引号" in fault.message.zh
    assert len(read_rows) == rows and all(isinstance(row, Record) for row in read_rows)


@pytest.mark.parametrize("text", ['a,b\n1,5" 屏\n', 'a,b\n1,"国"家"\n', 'a,b\n1,""\n', 'a,b\n1,"国"'])
def test_a_csv_quote_inside_a_cell_is_only_a_character(text: str) -> None:
    (record,) = read("a.csv", text)
    assert isinstance(record, Record) and record.value["a"] == "1"


def test_csv_rows_that_are_longer_or_shorter_than_the_header() -> None:
    got = read("a.csv", "a,b\n1\n\n1,2,3\n")
    assert [one.value for one in got if isinstance(one, Record)] == [{"a": "1"}, {"a": "1", "b": "2"}]


@pytest.mark.parametrize(
    ("path", "text", "told"),
    [
        ("a.csv", "标题,详情\n短袖,透气,国家级\n", [((2, 7), "“国家级”")]),
        ("a.csv", '标题,详情\n短袖,透气, ,"国家级 的\n面料",x\n长袖,a,b\n', [((2, 9), "“国家级 的 面料”"), ((4, 6), "“b”")]),
        ("a.csv", "标题,详情\n短袖,透气,, \n", []),
        ("a.csv", "标题,详情,\n短袖,透气,国家级\n", [((2, 7), "逗号")]),
        ("a.csv", "标题|详情\n短袖|透气|国家级\n", [((2, 7), "竖线")]),
        ("a.tsv", "标题\t详情\n短袖\t透气\t国家级\n", [((2, 7), "制表符")]),
        ("a.xls", "标题\t\t详情\n短袖\tx\t透气\t国家级\n", [((2, 9), "制表符")]),
        ("a.txt", "标题,详情\n短袖,透气,国家级\n", [((2, 7), "逗号")]),
    ],
)
def test_what_a_row_holds_beyond_the_header_is_told(path: str, text: str, told: list[tuple[tuple[int, int], str]]) -> None:
    reader = formats.reader(path, head(LAYOUTS))
    assert reader is not None
    got = list(reader(Source(path, text.encode())))
    unread = [one for one in got if isinstance(one, Unread)]
    assert [(one.place.line, one.place.column) for one in unread] == [place for place, _ in told]
    assert all(said in one.message.zh and one.severity == "warning" for one, (_, said) in zip(unread, told, strict=True))
    assert len(got) - len(unread) == text.count("袖")


@pytest.mark.parametrize("cell", ["x,", '"",', '"\n",', '"x"",",'])
def test_a_csv_row_of_too_many_cells_is_told_and_the_next_is_read(cell: str) -> None:
    rows = "title,detail\n" + cell * 3 + "\n" + cell * (LIMITS.columns + 1) + "\n好,b\n"
    first, wide, cut, last = read("a.csv", rows)
    assert (
        isinstance(first, Record)
        and isinstance(cut, Record)
        and cut.value == first.value
        and isinstance(last, Record)
        and last.value == {"title": "好", "detail": "b"}
    )
    line = 3 + 3 * ("\n" in cell)
    assert isinstance(wide, Unread) and (wide.place.line, wide.place.column) == (line, 1)
    assert str(LIMITS.columns) in wide.message.zh and "limits: columns" in wide.message.en


def test_a_csv_row_of_as_many_cells_as_may_be_is_read() -> None:
    (record,) = read("a.csv", "title,detail\n" + "x," * (LIMITS.columns - 1) + "x\n")
    assert isinstance(record, Record)


def test_a_csv_of_a_header_alone_has_no_rows() -> None:
    assert read("a.csv", "a,b\n") == []


def test_rows_are_read_when_asked_for() -> None:
    for path, data in (("a.jsonl", b'{"a": 1}\n{"a": \n'), ("a.csv", b'a,b\n1,2\n3,4\n5,"6\n')):
        reader = formats.reader(path)
        assert reader is not None
        first = next(iter(reader(Source(path, data))))
        assert isinstance(first, Record)


OVER = [
    ("columns", 3, "a.csv", b"a,b,c,d\n1,2,3,4\n"),
    ("depth", 3, "a.json", b"[[[[1]]]]"),
    ("depth", 3, "a.jsonl", b"[[[[1]]]]\n"),
    ("depth", 3, "a.yaml", b"[[[[1]]]]"),
    ("depth", 3, "a.md", b"---\na: [[[1]]]\n---\nx"),
    ("depth", 3, "a.xml", b"<a><b><c><d/></c></b></a>"),
    ("depth", 3, "a.html", b"<p>x</p><script type='application/ld+json'>[[[[1]]]]</script>"),
    ("expansion", 3, "a.yaml", b"a: &a [1,1,1,1]\nb: &b [*a,*a,*a,*a]"),
    ("line", 1, "a.jsonl", b'"' + b"x" * (1 << 20) + b'"\n'),
    ("elements", 3, "a.xml", b"<a><b/><b/><b/></a>"),
]


@pytest.mark.parametrize(("name", "limit", "path", "data"), OVER)
def test_every_limit_is_a_setting_and_is_named(name: str, limit: int, path: str, data: bytes) -> None:
    refused = [one for one in reading(path, LIMITS._replace(**{name: limit}))(Source(path, data)) if isinstance(one, Unread)]
    assert len(refused) == 1 and f"limits: {name} in" in refused[0].message.en and str(limit) in refused[0].message.zh
    assert f"limits 里改：{name}" in refused[0].message.zh
    assert not [one for one in reading(path, LIMITS._replace(**{name: limit + 100}))(Source(path, data)) if isinstance(one, Unread)]


def reading(path: str, limits: Limits) -> formats.Read:
    reader = formats.reader(path, None, limits)
    assert reader is not None
    return reader
