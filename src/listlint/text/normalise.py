"""A text folded to the one spelling that wordlists are written in, with the way back.

Two steps. Characters that only hide (zero-width, soft hyphen, variation selectors, bidi controls) are dropped; the
rest are mapped one to one: width, case, traditional script, styled letters and digits. A text without hiding
characters keeps its offsets, so it needs no map.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache
from itertools import accumulate
from operator import add
from typing import NamedTuple

from listlint.records.span import Run, SourceMap, Span
from listlint.text.characters import folder

HIDING = re.compile(
    "[\u00ad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180b-\u180f\u200b-\u200f\u202a-\u202e\u2060-\u206f\ufe00-\ufe0f\ufeff\U000e0000-\U000e0fff]"
)
"""What shows nothing: Unicode's Default_Ignorable_Code_Point, less the Hangul fillers that do take room."""
INVISIBLE = re.compile(f"{HIDING.pattern}+")
"""A run of it; that there is none is seen six times as fast with the one character."""

SEPARATOR = "\n\n"

KEPT = 1 << 12
"""Code points up to which a folded text is kept for who asks next."""


class Normal(NamedTuple):
    """A folded text; `source` maps it to the text it was made from, None where offsets are the same."""

    text: str
    source: SourceMap | None

    def span(self, span: Span) -> Span:
        """The span of the text this was made from."""
        return span if self.source is None else self.source.span(span)


def normalise(text: str) -> Normal:
    """The folded text and its map; folding what is folded changes nothing."""
    return _kept(text) if len(text) <= KEPT else _normalised(text)


def _normalised(text: str) -> Normal:
    kept, source = shown(text)
    return Normal(folder()(kept), source)


@lru_cache(maxsize=64)
def _kept(text: str) -> Normal:
    """Several rules ask for the same texts of one listing."""
    return _normalised(text)


def shown(text: str) -> tuple[str, SourceMap | None]:
    """The text without what shows nothing, and the way back."""
    if HIDING.search(text) is None:
        return text, None
    runs: list[Run] = []
    kept: list[str] = []
    length = at = 0
    for start, end in [*(gap.span() for gap in INVISIBLE.finditer(text)), (len(text), len(text))]:
        if start > at:
            runs.append(Run(length, at, start))
            kept.append(text[at:start])
            length += start - at
        at = end
    return "".join(kept), SourceMap(tuple(runs), length)


class Buffer(NamedTuple):
    """Several texts folded into one, `written` as they were: where each begins and ends in the folded one, and each one's own map."""

    text: str
    written: str
    starts: Sequence[int]
    ends: Sequence[int]
    sources: Sequence[SourceMap | None] | None

    def normal(self, number: int) -> Normal:
        """One of the texts, by itself."""
        source = None if self.sources is None else self.sources[number]
        return Normal(self.text[self.starts[number] : self.ends[number]], source)


def join(texts: Sequence[str]) -> Buffer:
    """The texts folded together, two line ends between them, in one pass where none hides a character."""
    buffer = written = SEPARATOR.join(texts)
    sources = None
    if HIDING.search(buffer) is not None:
        kept = [shown(one) for one in texts]
        texts, sources = [text for text, _ in kept], [source for _, source in kept]
        buffer = SEPARATOR.join(texts)
    text = folder()(buffer)
    lengths = list(map(len, texts))
    starts = list(map(add, [0, *accumulate(lengths)], range(0, len(SEPARATOR) * len(texts), len(SEPARATOR))))
    return Buffer(text, written, starts, list(map(add, starts, lengths)), sources)


def fold(text: str) -> str:
    """The folded text alone."""
    return normalise(text).text
