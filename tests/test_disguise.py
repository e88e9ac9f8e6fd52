"""The loose look: what it finds lies in the text, leads back to the source, and costs work in proportion to the text."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from listlint.api import Linter
from listlint.lexicon.store import load
from listlint.records.span import Span
from listlint.text import disguise, segment
from listlint.text.disguise import Disguised, disguised, undone
from listlint.text.normalise import fold, normalise

KNOWN = load().disguises
HOSTILE = st.text(
    alphabet=st.sampled_from(list("最佳好国家级顶极品第一首选 蕞项丁页zuijiahoNO.1０①\u200b\u00ad\u0336❤👨\u200d·，丨№\n<b/>&#;")),
    max_size=40,
)


@given(HOSTILE)
def test_what_is_found_lies_in_the_text_in_order_and_apart(text: str) -> None:
    normal = fold(text)
    reach = 0
    for one in disguised(normal, KNOWN):
        assert reach <= one.span.start < one.span.end <= len(normal)
        assert len(one.pieces) == len(one.word)
        assert all(one.span.covers(piece) for piece in one.pieces)
        assert "\n" not in one.span.cut(normal)
        assert one.span.cut(normal) != one.word
        reach = one.span.end


@given(HOSTILE, st.data())
def test_the_map_of_an_undone_text_never_points_outside_its_source(text: str, data: st.DataObject) -> None:
    normal = normalise(text)
    plain = undone(normal, disguised(normal.text, KNOWN))
    start = data.draw(st.integers(0, len(plain.text)))
    end = data.draw(st.integers(start, len(plain.text)))
    span = plain.span(Span(start, end))
    assert 0 <= span.start <= span.end <= len(text)


@given(HOSTILE)
def test_each_plain_word_leads_back_to_its_disguise(text: str) -> None:
    normal = normalise(text)
    found = disguised(normal.text, KNOWN)
    plain = undone(normal, found)
    at = shift = 0
    for one in found:
        at = one.span.start + shift
        assert plain.text[at : at + len(one.word)] == one.word
        assert plain.span(Span(at, at + len(one.word))) == normal.span(one.span)
        shift += len(one.word) - (one.span.end - one.span.start)


@given(HOSTILE)
def test_a_text_says_the_same_alone_and_among_others(text: str) -> None:
    normal = fold(text)
    before = "短袖T恤\n\n"
    there = disguised(f"{fold(before)}{normal}\n\n醉蟹", KNOWN)
    assert [one.moved(-len(before)) for one in there] == disguised(normal, KNOWN)


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("送妈妈的最 佳礼物", "最 佳"),
        ("国❤家·级面料", "国❤家·级"),
        ("丁页级围巾", "丁页级"),
        ("顶顶级围巾", "顶顶级"),
        ("guo家级面料", "guo家级"),
        ("这是zui·jia礼物", "zui·jia"),
    ],
)
def test_a_disguised_word_is_all_that_a_person_would_underline(text: str, said: str) -> None:
    assert [one.span.cut(text) for one in disguised(text, KNOWN)] == [said]


@given(
    st.lists(
        st.tuples(st.integers(8, 700), st.sampled_from(["最 佳", "国❤家·级", "顶顶级", "guo家级", "zui·jia", "最佳"])),
        min_size=1,
        max_size=8,
    )
)
def test_in_a_long_line_the_same_is_found_wherever_it_stands(written: list[tuple[int, str]]) -> None:
    """A clause is one word of jieba's and a stop, which leaves the reading of what follows alone; far enough apart pinyin is no gloss."""
    text = "".join("面料。" * clauses + f"，{word}，" for clauses, word in written)
    found = [one.span.cut(text) for one in disguised(fold(text), KNOWN)]
    assert found == [word for _, word in written if word != "最佳"]


def test_the_two_looks_do_not_tell_of_one_word_twice() -> None:
    assert [(one.text, one.hidden) for one in Linter().check_text("给宝宝最最最好的礼物")] == [("最最最好的", True)]
    assert [(one.text, one.hidden) for one in Linter().check_text("送妈妈的最佳礼物")] == [("最佳", False)]


def test_a_brand_in_a_spelling_of_its_own_is_no_disguise() -> None:
    listing = {"title": "鼎级龙井茶", "brand": "鼎级"}
    assert [one.text for one in Linter().check_listing(listing) if one.hidden] == []
    assert [one.text for one in Linter().check_listing({**listing, "brand": "云栖"}) if one.hidden] == ["鼎级"]


def test_work_grows_with_the_text_and_no_faster(monkeypatch: pytest.MonkeyPatch) -> None:
    """Counted as characters read: those put into the reading of words and those compacted, on runs that could make it slow."""
    read = 0
    judged, path = disguise._judged, segment._path

    def counted(text: str, line: disguise.Line, first: int, *rest: object) -> Disguised | None:
        nonlocal read
        read += 1
        return judged(text, line, first, *rest)  # type: ignore[arg-type]

    def counted_path(block: str) -> list[int]:
        nonlocal read
        read += len(block)
        return path(block)

    monkeypatch.setattr(disguise, "_judged", counted)
    monkeypatch.setattr(segment, "_path", counted_path)
    for unit in ("最 ", "最佳", "最\u0336", "最❤佳❤", "顶.级", "zui", "最最佳佳", "丁页级", "国家 级", "蕞 佳\n", "一", "o0", "<b>", "&#"):
        work = []
        for size in (400, 1600):
            segment._cuts.cache_clear()
            read = 0
            disguised(fold(unit * size), KNOWN)
            work.append(read)
        assert work[1] <= 8 * work[0] + 2000, (unit, work)
