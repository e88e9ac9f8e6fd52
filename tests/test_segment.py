"""Word boundaries against jieba itself."""

from __future__ import annotations

import glob
import gzip
import json
import logging
import os
import random
from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st

from listlint.records.span import Span
from listlint.text.segment import MARGIN, crosses, words

CORPORA = os.path.join(os.path.dirname(__file__), "..", "..", "shared", "data", "corpora")
PIECES = [
    "最佳人选",
    "北极",
    "品牌",
    "安全",
    "棉签",
    "屋顶",
    "级联",
    "最低",
    "低调",
    "中国",
    "人民",
    "T恤",
    "4S店",
    "IC卡",
    "C++",
    "AT&T",
    "k",
    "9",
    ".",
    "-",
]
"""Stretches of which several readings are possible, and the letters and digits that jieba joins."""

texts = st.lists(
    st.one_of(
        st.sampled_from(PIECES),
        st.characters(min_codepoint=0x4E00, max_codepoint=0x9FFF),
        st.sampled_from("的一不大人上中下小子有三国最好高级第A0z%#_ \u3000\r\n\t，。＋é㐀𠀀\ud800"),
    ),
    max_size=40,
).map("".join)


@pytest.fixture(scope="module")
def jieba_words(tmp_path_factory: pytest.TempPathFactory) -> Callable[[str], list[str]]:
    import jieba

    jieba.setLogLevel(logging.CRITICAL)
    tokenizer = jieba.Tokenizer()
    tokenizer.tmp_dir = str(tmp_path_factory.mktemp("jieba"))
    return lambda text: list(tokenizer.cut(text, HMM=False))


@given(text=texts)
def test_words_are_those_of_jieba(jieba_words: Callable[[str], list[str]], text: str) -> None:
    assert [span.cut(text) for span in words(text)] == jieba_words(text)


def test_words_are_those_of_jieba_on_real_titles(jieba_words: Callable[[str], list[str]]) -> None:
    paths = sorted(glob.glob(os.path.join(CORPORA, "*.jsonl.gz")))
    if not paths:
        pytest.skip("no corpora of real titles beside the checkout")
    titles = [title for path in paths for title in _titles(path)]
    for title in random.Random(1).sample(titles, 20_000):
        assert [span.cut(title) for span in words(title)] == jieba_words(title)


def _titles(path: str) -> list[str]:
    with gzip.open(path, "rt", encoding="utf-8") as file:
        return [title for line in file if (title := json.loads(line).get("title"))]


@given(text=texts, data=st.data())
def test_crosses_is_what_the_words_of_the_whole_text_say(text: str, data: st.DataObject) -> None:
    start = data.draw(st.integers(0, len(text)))
    span = Span(start, data.draw(st.integers(start, len(text))))
    partly = [word for word in words(text) if word.overlaps(span) and not word.covers(span) and not span.covers(word)]
    assert crosses(text, span) == bool(partly)


@pytest.mark.parametrize(
    ("text", "word", "expected"),
    [
        ("安全棉签", "全棉", True),
        ("北极品牌", "极品", True),
        ("屋顶级联", "顶级", True),
        ("最佳人选", "最佳", False),
        ("全棉", "全棉", False),
        ("买全棉床单", "全棉", False),
        ("ABC1", "BC", False),
        ("AB 12", "B 1", True),
        ("北极，品牌", "极，品", True),
    ],
)
def test_crosses(text: str, word: str, expected: bool) -> None:
    start = text.index(word)
    assert crosses(text, Span(start, start + len(word))) is expected


def test_a_long_block_is_read_as_the_whole_of_it() -> None:
    random_pieces = random.Random(2)
    text = "".join(random_pieces.choice(PIECES[:11]) for _ in range(2 * MARGIN))
    whole = words(text)
    for start in range(len(text) - 2):
        span = Span(start, start + 2)
        partly = [word for word in whole if word.overlaps(span) and not word.covers(span) and not span.covers(word)]
        assert crosses(text, span) == bool(partly), start


def test_a_block_without_end_is_read_only_around_the_edge(monkeypatch: pytest.MonkeyPatch) -> None:
    from listlint.text import segment

    read: list[int] = []

    def cuts(block: str) -> tuple[int, ...]:
        read.append(len(block))
        return 0, len(block)

    monkeypatch.setattr(segment, "_cuts", cuts)
    crosses("棉" * 1_000_000, Span(500_000, 500_002))
    assert max(read) <= segment.STEP + 2 * MARGIN
