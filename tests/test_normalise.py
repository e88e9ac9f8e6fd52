"""Folding: one spelling for all, and the way back for every character."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from listlint.records.span import Span
from listlint.text.normalise import INVISIBLE, fold, join, normalise

ANY = st.text(alphabet=st.one_of(st.characters(), st.sampled_from("\u200b\u00ad\ufe0f國Ｎ①最")), max_size=30)


@given(ANY)
def test_folding_what_is_folded_changes_nothing(text: str) -> None:
    assert fold(fold(text)) == fold(text)


@given(ANY)
def test_every_character_leads_back_to_the_one_it_was_made_from(text: str) -> None:
    normal = normalise(text)
    kept = [offset for offset, character in enumerate(text) if not INVISIBLE.match(character)]
    assert len(normal.text) == len(kept)
    for here, there in enumerate(kept):
        assert normal.span(Span(here, here + 1)) == Span(there, there + 1)


@given(ANY, st.data())
def test_the_map_never_points_outside_the_text(text: str, data: st.DataObject) -> None:
    normal = normalise(text)
    start = data.draw(st.integers(0, len(normal.text)))
    end = data.draw(st.integers(start, len(normal.text)))
    span = normal.span(Span(start, end))
    assert 0 <= span.start <= span.end <= len(text)


@given(st.lists(ANY, max_size=5))
def test_joined_texts_are_each_what_they_are_alone(texts: list[str]) -> None:
    joined = join(texts)
    for number, text in enumerate(texts):
        alone, together = normalise(text), joined.normal(number)
        assert together.text == alone.text
        assert together.span(Span(0, len(alone.text))) == alone.span(Span(0, len(alone.text)))


def test_one_spelling_for_width_case_script_and_style() -> None:
    assert fold("ＮＯ．１") == "no.1"
    assert fold("國家級") == "国家级"
    assert fold("𝐍𝐎.①") == "no.1"
    assert fold("最\u200b佳\u00ad") == "最佳"


def test_a_lone_surrogate_becomes_what_the_matcher_can_read() -> None:
    assert fold("最\ud800佳") == "最\ufffd佳"
