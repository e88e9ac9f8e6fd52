"""For a person at a terminal: the place, the words under a caret that stands right under Chinese, the law, the mend."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from listlint.records.diagnostic import Diagnostic
from listlint.reports import Manner
from listlint.text.display import columns, printable

_COLORS = {"error": "31", "warning": "33", "note": "36"}
_NAMES = {"error": "错误", "warning": "警告", "note": "提示"}
WIDTH = 100
"""Terminal columns of a source line shown; a longer line is cut around the finding."""


def render(diagnostics: Iterable[Diagnostic], manner: Manner) -> Iterator[str]:
    """The diagnostics grouped by listing, and a closing summary line."""
    counts = {"error": 0, "warning": 0, "note": 0}
    listing: tuple[str, str | None] | None = None
    for one in diagnostics:
        counts[one.severity] += 1
        if (one.path, one.listing) != listing:
            listing = (one.path, one.listing)
            yield _paint(printable(one.path + (f" · {one.listing}" if one.listing else "")), "1;4", manner)
        yield from _diagnostic(one, manner)
        yield ""
    yield summary(counts, manner)


def _diagnostic(one: Diagnostic, manner: Manner) -> Iterator[str]:
    name = _NAMES[one.severity] if manner.lang == "zh" else one.severity
    head = _paint(f"{name} {one.code}", f"1;{_COLORS[one.severity]}", manner)
    yield f"  {printable(one.path)}:{one.place.shown} {head} {one.rule}"
    yield f"    {printable(one.message)}"
    yield from _shown(one, manner)
    for related in one.related:
        yield printable(f"    → {related.field} ({related.path + ':' if related.path else ''}{related.place.shown}) {related.message}")
    if one.basis:
        law = ("、" if manner.lang == "zh" else ", ").join(f"{basis.law} {basis.article}".strip() for basis in one.basis)
        yield _paint(f"    {'依据' if manner.lang == 'zh' else 'basis'}: {law}", "2", manner)


def _shown(one: Diagnostic, manner: Manner) -> Iterator[str]:
    if not one.source_line.strip():
        return
    start, end = one.shown
    line, start, end = _window(printable(one.source_line), start, max(end, start + 1))
    number = f"{one.place.line:>5}"
    yield f"{number} | {line}"
    caret = " " * columns(line[:start]) + "^" * max(1, columns(line[start:end]))
    yield f"{' ' * len(number)} | {_paint(caret, _COLORS[one.severity], manner)}"


def _window(line: str, start: int, end: int) -> tuple[str, int, int]:
    """The part of a long line around start:end that fits WIDTH, and where the two stand in it."""
    if len(line) <= WIDTH and columns(line) <= WIDTH:
        return line, start, end
    end = min(end, start + WIDTH // 4)
    left = max(0, start - WIDTH // 4)
    right = min(len(line), end + WIDTH // 4)
    before, after = ("…" if left else ""), ("…" if right < len(line) else "")
    shift = len(before) - left
    return before + line[left:right] + after, start + shift, end + shift


def summary(counts: dict[str, int], manner: Manner) -> str:
    """The closing line."""
    errors, warnings, notes = counts["error"], counts["warning"], counts["note"]
    if manner.lang == "zh":
        if not errors + warnings + notes:
            return _paint("没有发现问题。", "32", manner)
        return f"{errors} 个错误，{warnings} 个警告，{notes} 个提示。查看某条规则：listlint explain 规则名"
    if not errors + warnings + notes:
        return _paint("Nothing found.", "32", manner)
    return f"{errors} errors, {warnings} warnings, {notes} notes. To learn about a rule: listlint explain RULE"


def _paint(text: str, code: str, manner: Manner) -> str:
    return f"\x1b[{code}m{text}\x1b[0m" if manner.color else text
