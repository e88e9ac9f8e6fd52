"""SourceMap against a map that holds one source stretch per character."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from listlint.records.span import SourceMap, Span, identity, joined, whole

Slow = list[tuple[int, int]]
"""For each made character, the stretch it stands for."""


@st.composite
def maps(draw: st.DrawFn, source: int = 30) -> tuple[SourceMap, Slow]:
    pieces, slow, at = [], [], 0
    while at < source and draw(st.booleans()):
        at += draw(st.integers(0, 3))
        exact = draw(st.booleans())
        length = draw(st.integers(0, 4))
        size = length if exact else draw(st.integers(0, 5))
        if size == length:
            pieces.append((length, at, at + size))
            slow += [(at + number, at + number + 1) for number in range(length)]
        else:
            pieces.append((length, at, at + size))
            slow += [(at, at + size)] * length
        at += size
    return joined(pieces), slow


def slow_span(slow: Slow, span: Span) -> Span:
    return Span(slow[span.start][0], max(slow[span.start][0], slow[span.end - 1][1]))


@given(maps(), st.data())
def test_a_span_reaches_from_its_first_characters_source_to_its_lasts(made: tuple[SourceMap, Slow], data: st.DataObject) -> None:
    fast, slow = made
    assert fast.length == len(slow)
    if slow:
        start = data.draw(st.integers(0, len(slow) - 1))
        end = data.draw(st.integers(start + 1, len(slow)))
        assert fast.span(Span(start, end)) == slow_span(slow, Span(start, end))


@given(maps(), st.data())
def test_an_empty_span_maps_to_an_empty_one_where_its_next_character_starts(made: tuple[SourceMap, Slow], data: st.DataObject) -> None:
    fast, slow = made
    at = data.draw(st.integers(0, len(slow)))
    expected = slow[at][0] if at < len(slow) else slow[-1][1] if slow else 0
    assert fast.span(Span(at, at)) == Span(expected, expected)


@given(maps(), st.data())
def test_then_maps_as_one_map_after_the_other(outer_made: tuple[SourceMap, Slow], data: st.DataObject) -> None:
    outer, outer_slow = outer_made
    inner, inner_slow = data.draw(maps(source=len(outer_slow)).filter(lambda made: all(end <= len(outer_slow) for _, end in made[1])))
    both = inner.then(outer)
    assert both.length == inner.length
    for number, (start, end) in enumerate(inner_slow):
        if start < end:
            assert both.span(Span(number, number + 1)) == slow_span(outer_slow, Span(start, end))


@given(st.integers(0, 9), st.integers(0, 9))
def test_identity_moves_and_keeps_length(start: int, length: int) -> None:
    for at in range(length):
        assert identity(start, length).span(Span(at, at + 1)) == Span(start + at, start + at + 1)
    assert identity(start, length).length == length


@given(st.integers(0, 9), st.integers(0, 9), st.integers(1, 9))
def test_whole_gives_all_of_its_span_for_any_part(start: int, size: int, length: int) -> None:
    span = Span(start, start + size)
    for at in range(length):
        expected = span if length != 1 or size != 1 else Span(start, start + 1)
        assert whole(span, length).span(Span(at, at + 1)) == expected


def test_runs_that_lengthen_one_another_are_joined() -> None:
    assert joined([(2, 5, 7), (0, 7, 9), (3, 7, 10), (1, 10, 12), (1, 12, 13)]).runs == ((0, 5, 10), (5, 10, 12), (6, 12, 13))


def test_a_span_covers_and_overlaps() -> None:
    assert Span(1, 4).covers(Span(2, 4)) and not Span(2, 4).covers(Span(1, 4))
    assert Span(1, 3).overlaps(Span(2, 5)) and not Span(1, 3).overlaps(Span(3, 5))
    assert Span(1, 3).cut("国家级") == "家级"
