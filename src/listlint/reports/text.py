"""For a person at a terminal: the place, the words under a caret that stands right under Chinese, the law, the mend."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import groupby

from listlint.records.diagnostic import Diagnostic
from listlint.reports import Manner
from listlint.reports._said import counted, law, mend, severity
from listlint.text.display import columns, printable

_COLORS = {"error": "31", "warning": "33", "note": "36"}
NUMBER = 8
"""Terminal columns before a source line: its number and a bar. A line too long for the rest is cut around the finding."""
NARROWEST = 20
"""Terminal columns that a source line is given in however narrow a terminal."""
NEAR = 10_000
"""Code points of a line on either side of a finding that are looked at at all: more than a terminal has columns."""

TELLS_OF_RULES = True


def render(diagnostics: Iterable[Diagnostic], manner: Manner) -> Iterator[str]:
    """The diagnostics grouped by listing, and a closing summary line; a rule's mend is told once in a listing."""
    counts = {"error": 0, "warning": 0, "note": 0}
    mends = {card.slug: card.mend for card in manner.cards}
    for (path, listing), found in groupby(diagnostics, lambda one: (one.path, one.listing)):
        yield _paint(printable(path + (f" · {listing}" if listing else "")), "1;4", manner)
        told: set[str] = set()
        for one in found:
            counts[one.severity] += 1
            yield from _diagnostic(one, manner)
            instead = mend(one, manner.lang)
            if not instead and one.rule not in told:
                instead = mends.get(one.rule, "")
                told.add(one.rule)
            if instead:
                yield printable(f"    {'怎么改' if manner.lang == 'zh' else 'instead'}: {instead}")
            yield ""
    if not manner.quiet:
        yield _summary(counts, manner)


def _diagnostic(one: Diagnostic, manner: Manner) -> Iterator[str]:
    head = _paint(f"{severity(one.severity, manner.lang)} {one.code}", f"1;{_COLORS[one.severity]}", manner)
    yield f"  {printable(one.path)}:{one.place.shown} {head} {one.rule}"
    yield f"    {printable(one.message)}"
    yield from _shown(one, manner)
    for related in one.related:
        yield printable(f"    → {related.field} ({related.path + ':' if related.path else ''}{related.place.shown}) {related.message}")
    if one.basis:
        yield _paint(f"    {'依据' if manner.lang == 'zh' else 'basis'}: {law(one, manner.lang)}", "2", manner)


def _shown(one: Diagnostic, manner: Manner) -> Iterator[str]:
    if not one.source_line or one.source_line.isspace():
        return
    start, end = one.shown
    cut = max(0, start - NEAR)
    near, start, end = printable(one.source_line[cut : start + NEAR]), start - cut, min(end - cut, 2 * NEAR)
    line, start, end = _window(near, start, max(end, start + 1), max(NARROWEST, manner.width - NUMBER))
    number = f"{one.place.line:>5}"
    yield f"{number} | {line}"
    caret = " " * columns(line[:start]) + "^" * max(1, columns(line[start:end]))
    yield f"{' ' * len(number)} | {_paint(caret, _COLORS[one.severity], manner)}"


def _window(line: str, start: int, end: int, room: int) -> tuple[str, int, int]:
    """The part of a line around start:end that takes at most `room` columns, and where the two stand in it."""
    if len(line) <= room and columns(line) <= room:
        return line, start, end
    left = start = min(start, len(line))
    end = min(end, start + room, len(line))
    while end > start + 1 and columns(line[start:end]) > room // 2:
        end -= 1
    right, used, grows = end, columns(line[start:end]) + 2, True  # 2 for an ellipsis at either end
    while grows:
        grows = False
        if left and used + columns(line[left - 1]) <= room:
            left, used, grows = left - 1, used + columns(line[left - 1]), True
        if right < len(line) and used + columns(line[right]) <= room:
            right, used, grows = right + 1, used + columns(line[right]), True
    before, after = ("…" if left else ""), ("…" if right < len(line) else "")
    shift = len(before) - left
    return before + line[left:right] + after, start + shift, end + shift


def _summary(counts: dict[str, int], manner: Manner) -> str:
    """The closing line."""
    seen = manner.seen() + ("：" if manner.lang == "zh" else ": ") if manner.seen else ""
    if not any(counts.values()):
        nothing = "没有发现问题。" if manner.lang == "zh" else "nothing found." if seen else "Nothing found."
        return _paint(seen + nothing, "32", manner)
    learn = "。查看某条规则：listlint explain 规则名" if manner.lang == "zh" else ". To learn about a rule: listlint explain RULE"
    return seen + counted(counts, manner.lang) + learn


def _paint(text: str, code: str, manner: Manner) -> str:
    return f"\x1b[{code}m{text}\x1b[0m" if manner.color else text
