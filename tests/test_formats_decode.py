"""Bytes to text, and a text's lines."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from listlint.formats.source.decode import decode
from listlint.formats.source.lines import Lines, split
from listlint.records.document import Place, Unread
from listlint.records.span import Span

LISTING = "标题: 某某 纯棉短袖T恤女\n"


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "gbk", "gb18030"])
def test_the_encodings_that_exports_come_in(encoding: str) -> None:
    assert decode(LISTING.encode(encoding)) == LISTING


def test_big_endian_and_every_character_of_gb18030() -> None:
    assert decode(b"\xfe\xff" + LISTING.encode("utf-16-be")) == LISTING
    assert decode("䶮😀ㄱ".encode("gb18030")) == "䶮😀ㄱ"


def test_a_second_mark_is_dropped_too() -> None:
    assert decode(b"\xef\xbb\xbf\xef\xbb\xbfa") == "a"


def test_utf_8_with_a_damaged_byte_is_not_taken_for_gb18030() -> None:
    data = ("国家级" * 10).encode() + b"\xe5\xe5\xe5\xe5"
    assert data.decode("gb18030")
    got = decode(data)
    assert isinstance(got, Unread) and got.place == Place(1, 31, 1, 31)


@given(st.text(st.sampled_from("国a\n"), min_size=1, max_size=50))
def test_chinese_in_gb18030_is_never_taken_for_damaged_utf_8(text: str) -> None:
    if text.strip():
        assert decode(text.encode("gb18030")) == text


@given(st.text(st.sampled_from("国a\n\r\x85\u2028\x0b"), max_size=30), st.integers(0, 30))
def test_lines_end_with_three_ends_and_nothing_else(text: str, at: int) -> None:
    at = min(at, len(text))
    assert list(split(text, at)) == re.findall(r"[^\r\n]*(?:\r\n|\r|\n)|[^\r\n]+", text[at:])


def test_a_long_text_is_split_the_same() -> None:
    text = "".join("国" * (number % 99) + ("\r\n", "\n", "\r", "\r\r\n")[number % 4] for number in range(9999))
    assert list(split(text)) == re.findall(r"[^\r\n]*(?:\r\n|\r|\n)", text)


@given(st.text(st.sampled_from("国a\n\r\x85\u2028"), max_size=30))
def test_every_offset_has_its_line_and_column(text: str) -> None:
    lines = Lines(text)
    line, column = 1, 1
    for at in range(len(text) + 1):
        assert lines.place(Span(at, at)) == Place(line, column, line, column)
        ended = text[at : at + 1] == "\n" or (text[at : at + 1] == "\r" and text[at + 1 : at + 2] != "\n")
        line, column = (line + 1, 1) if ended else (line, column + 1)


@given(st.text(st.sampled_from("国a\n\r\u2028"), max_size=30))
def test_lines_by_their_numbers(text: str) -> None:
    lines = Lines(text)
    assert [lines.line(number) for number in range(1, len(lines.starts) + 1)] == re.split(r"\r\n|\r|\n", text)


GOODS = "商品標題,貨號,材質成分\n純棉短袖襯衫女裝新款,B1,棉95%氨綸5%\n羊毛圍巾秋冬保暖,B2,羊毛\n"


def test_big5_is_told_and_traditional_text_in_gb18030_is_read() -> None:
    told = decode(GOODS.encode("big5"))
    assert isinstance(told, Unread) and "Big5" in told.message.zh
    assert decode(GOODS.encode("gb18030")) == GOODS


def test_a_mark_of_utf_8_over_gbk_is_told_where_it_stops_being_true() -> None:
    told = decode(b"\xef\xbb\xbfid," + "标题\n".encode("gbk"))
    assert isinstance(told, Unread) and "GBK" in told.message.zh and told.place == Place(1, 4, 1, 4)


@pytest.mark.parametrize("encoding", ["utf-16-le", "utf-16-be"])
def test_utf_16_without_its_mark_is_told_as_such(encoding: str) -> None:
    told = decode("标题,货号\n".encode(encoding))
    assert isinstance(told, Unread) and "UTF-16" in told.message.zh
