"""Stretches of text, and the one map that carries them from a text to the text it was made from."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable
from sys import maxsize
from typing import NamedTuple


class Span(NamedTuple):
    """A half-open stretch of a text, in code points."""

    start: int
    end: int

    def covers(self, other: Span) -> bool:
        """Whether `other` lies wholly inside this span."""
        return self.start <= other.start and other.end <= self.end

    def overlaps(self, other: Span) -> bool:
        """Whether the two share at least one code point."""
        return self.start < other.end and other.start < self.end

    def moved(self, by: int) -> Span:
        """The span of the same length so many code points further on."""
        return Span(self.start + by, self.end + by)

    def cut(self, text: str) -> str:
        """The stretch of `text` under this span."""
        return text[self.start : self.end]


class Run(NamedTuple):
    """A stretch of made text, from `text` up to the next run, that came from source[start:end].

    Where both sides have the same length they correspond code point by code point; where they do
    not (an escape, a fold, an entity), any part of the made stretch stands for all of the source stretch.
    """

    text: int
    start: int
    end: int


class SourceMap(NamedTuple):
    """Where every code point of a made text came from: runs in order, the first at 0.

    Source stretches between two runs were dropped (a zero-width character, a tag, a line's indentation);
    a span that reaches over them includes them. `hidden` are the stretches of the made text that its source says in a way nobody sees.
    """

    runs: tuple[Run, ...]
    length: int
    hidden: tuple[Span, ...] = ()

    def span(self, span: Span) -> Span:
        """The source span that `span` of the made text stands for; an empty span maps to an empty one."""
        if not self.runs:
            return Span(0, 0)
        if len(self.runs) == 1 and self.runs[0].end - self.runs[0].start == self.length:  # as of most texts: it stands unchanged
            _, first, last = self.runs[0]
            start = min(first + span.start, last)
            return Span(start, max(start, min(first + span.end, last)))
        start = self._edge(span.start, last=False)
        if span.end <= span.start:
            return Span(start, start)
        return Span(start, max(start, self._edge(span.end, last=True)))

    def then(self, outer: SourceMap) -> SourceMap:
        """The map from this map's made text straight to the source that `outer` maps to."""
        runs: list[Run] = []
        for number, run in enumerate(self.runs):
            length = self._length(number)
            if run.end - run.start != length:
                runs += _whole(run.text, length, outer.span(Span(run.start, run.end)))
                continue
            at = run.start
            while at < run.end:
                piece, exact = outer._piece(at, run.end)
                stretch, text = outer.span(Span(at, piece)), run.text + at - run.start
                runs += (Run(text, *stretch),) if exact else _whole(text, piece - at, stretch)
                at = piece
        return SourceMap(tuple(runs), self.length, self.hidden)

    def _length(self, number: int) -> int:
        following = self.runs[number + 1].text if number + 1 < len(self.runs) else self.length
        return following - self.runs[number].text

    def _number(self, offset: int) -> int:
        return max(0, bisect_right(self.runs, (offset, maxsize, maxsize)) - 1)

    def _piece(self, at: int, limit: int) -> tuple[int, bool]:
        """The end of the longest stretch from `at` that one run of this map holds, and whether code points correspond in it."""
        number = self._number(at)
        run, length = self.runs[number], self._length(number)
        following = run.text + length
        return min(limit, following) if following > at else limit, run.end - run.start == length

    def _edge(self, offset: int, last: bool) -> int:
        number = self._number(offset - 1 if last else offset)
        run = self.runs[number]
        if run.end - run.start == self._length(number):
            return min(run.start + offset - run.text, run.end)
        return run.end if last or offset >= self.length else run.start


def identity(start: int, length: int) -> SourceMap:
    """The map of a text that stands unchanged in its source at `start`."""
    return SourceMap((Run(0, start, start + length),) if length else (), length)


def whole(span: Span, length: int) -> SourceMap:
    """The map of a text of `length` code points any part of which stands for all of `span`."""
    return SourceMap(_whole(0, length, span) if length else (), length)


def joined(pieces: Iterable[tuple[int, int, int]]) -> SourceMap:
    """The map of a text made piece by piece: each (length of what was made, source start, source end)."""
    runs: list[Run] = []
    at = 0
    first, begin, grows = 0, 0, -1  # the run being made, and the source offset at which a piece would only lengthen it
    for length, start, end in pieces:
        if not length:
            continue
        exact = end - start == length
        if exact and start == grows:
            grows = end
        else:
            if grows >= 0:
                runs.append(Run(first, begin, grows))
            if exact:
                first, begin, grows = at, start, end
            else:
                runs.append(Run(at, start, end))
                grows = -1
        at += length
    if grows >= 0:
        runs.append(Run(first, begin, grows))
    return SourceMap(tuple(runs), at)


def _whole(text: int, length: int, span: Span) -> tuple[Run, ...]:
    if length > 1 and span.end - span.start == length:  # one run would say that code points correspond
        return tuple(Run(text + number, *span) for number in range(length))
    return (Run(text, *span),)
