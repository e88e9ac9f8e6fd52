"""A field's text as HTML, its findings marked where they stand."""

from __future__ import annotations

from collections import deque
from collections.abc import Iterator, Sequence
from html import escape
from itertools import pairwise

from listlint.records.diagnostic import Diagnostic, sound

AROUND = 200
"""Code points shown before and after a finding where a text is too long to be shown whole."""
WHOLE = 2000
"""Code points of the longest text shown whole."""
_WORST = ("error", "warning", "note")


def marked(found: Sequence[tuple[int, Diagnostic]]) -> str:
    """The text of the field that these diagnostics (numbered) share, as HTML; where findings overlap, a mark names them all.

    A finding whose whole field is meant marks all of it; a text longer than WHOLE is cut to what stands around findings.
    """
    text = found[0][1].field_text or found[0][1].excerpt
    spans = [(*_span(one, text), number, one.severity) for number, one in found]
    edges = sorted({0, len(text), *(edge for start, end, *_ in spans for edge in (start, end))})
    return "".join(_pieces(text, spans, edges))


def _span(one: Diagnostic, text: str) -> tuple[int, int]:
    if one.span is None or not one.field_text:
        return 0, len(text)
    return min(one.span.start, len(text)), min(one.span.end, len(text))


def _pieces(text: str, spans: Sequence[tuple[int, int, int, str]], edges: Sequence[int]) -> Iterator[str]:
    waiting, over = deque(sorted(spans)), list[tuple[int, int, int, str]]()
    for start, end in pairwise(edges):
        while waiting and waiting[0][0] <= start:
            over.append(waiting.popleft())
        over = [one for one in over if one[1] >= end]
        if not over:
            yield _plain(text, start, end)
            continue
        worst = min((severity for *_, severity in over), key=_WORST.index)
        numbers = " ".join(map(str, sorted(number for _, _, number, _ in over)))
        yield f'<mark class="{worst}" data-f="{numbers}" tabindex="0">{escaped(text[start:end])}</mark>'


def _plain(text: str, start: int, end: int) -> str:
    if len(text) <= WHOLE or end - start <= 2 * AROUND:
        return escaped(text[start:end])
    left = start + AROUND if start else 0
    right = end - AROUND if end < len(text) else len(text)
    return f"{escaped(text[start:left])}<i>…</i>{escaped(text[right:end])}"


def escaped(text: str) -> str:
    """The text between tags or in a quoted attribute; what HTML cannot carry is U+FFFD."""
    return escape(sound(text).replace("\0", "\ufffd"))
