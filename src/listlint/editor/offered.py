"""What the editor can do about findings: apply a fix, apply every safe one, write an allowance."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from lsprotocol import types as lsp

from listlint.editor.page import Page
from listlint.fix import readings
from listlint.fix.one_file import fixed
from listlint.grant import Grant, in_comments
from listlint.records.diagnostic import Diagnostic
from listlint.records.document import Source, Text
from listlint.records.rule import SAFE
from listlint.records.settings import Settings

_ALLOW = Text("放行 {rule}（补上理由）", "Allow {rule} (add the reason)")
_INSTEAD = Text("“{text}”改为“{instead}”", "Change “{text}” to “{instead}”")
_UNSAFE = Text("（请人看过）", " (look at it first)")
_GONE = Text("删去“{text}”", "Delete “{text}”")
_ALL = Text("改掉所有可以放心改的", "Apply every safe fix")


class Open(NamedTuple):
    """A text that is open: where it is, as we and as the editor know it, and the settings it is under."""

    path: str
    uri: str
    page: Page
    settings: Settings


def offered(opened: Open, every: Sequence[Diagnostic], here: Sequence[tuple[Diagnostic, lsp.Diagnostic]]) -> list[lsp.CodeAction]:
    """The actions for the findings that a range touches, `here`; `every` are all of the text's."""
    return [*_fixes(opened, here), *_allowances(opened, here), *_every_safe_fix(opened, every)]


def _fixes(opened: Open, here: Sequence[tuple[Diagnostic, lsp.Diagnostic]]) -> Iterator[lsp.CodeAction]:
    """Each finding's own fix, where it can be written into the text."""
    for one, said in here:
        fresh = _fixed(opened, [one]) if one.fix else None
        if one.fix is None or fresh is None:
            continue
        instead = "、".join(edit.text for edit in one.fix.edits if edit.text)
        title = (_INSTEAD if instead else _GONE).in_(opened.settings.lang).format(text=one.text, instead=instead)
        safe = one.fix.safety == SAFE
        yield lsp.CodeAction(
            title + ("" if safe else _UNSAFE.in_(opened.settings.lang)),
            kind=lsp.CodeActionKind.QuickFix,
            diagnostics=[said],
            is_preferred=safe,
            edit=_edit(opened, fresh),
        )


def _every_safe_fix(opened: Open, every: Sequence[Diagnostic]) -> Iterator[lsp.CodeAction]:
    safe = [one for one in every if one.fix and one.fix.safety == SAFE]
    fresh = _fixed(opened, safe) if safe else None
    if fresh is not None:
        yield lsp.CodeAction(_ALL.in_(opened.settings.lang), kind=lsp.CodeActionKind.SourceFixAll, edit=_edit(opened, fresh))


def _fixed(opened: Open, found: Sequence[Diagnostic]) -> str | None:
    """The text with these fixes; None where they are refused."""
    reading = readings.reading(opened.path, opened.settings)
    data = opened.page.lines.text.encode("utf-8", "replace")
    fresh = fixed(Source(opened.path, data), found, reading).data if reading else None
    return None if fresh is None else fresh.decode("utf-8")


def _allowances(opened: Open, here: Sequence[tuple[Diagnostic, lsp.Diagnostic]]) -> Iterator[lsp.CodeAction]:
    """A comment for each rule that lets its findings here pass; without a reason yet, so that it lets nothing pass unread."""
    for rule in dict.fromkeys(one.rule for one, _ in here):
        found = [(one, said) for one, said in here if one.rule == rule]
        fresh = in_comments(opened.page.lines.text.encode("utf-8"), opened.path, [one for one, _ in found], Grant(rule, ""))
        if fresh is not None:
            title = _ALLOW.in_(opened.settings.lang).format(rule=rule)
            edit = _edit(opened, fresh.decode("utf-8"))
            yield lsp.CodeAction(title, kind=lsp.CodeActionKind.QuickFix, diagnostics=[said for _, said in found], edit=edit)


def _edit(opened: Open, fresh: str) -> lsp.WorkspaceEdit:
    """The edit that makes a text into another: what lies between their common beginning and their common end."""
    text = opened.page.lines.text
    start = _alike(text, fresh)
    same = _alike(text[start:][::-1], fresh[start:][::-1])
    change = lsp.TextEdit(opened.page.stretch(start, len(text) - same), fresh[start : len(fresh) - same])
    return lsp.WorkspaceEdit(changes={opened.uri: [change]})


def _alike(one: str, other: str) -> int:
    """How many code points two texts begin with alike."""
    return next((number for number, (a, b) in enumerate(zip(one, other, strict=False)) if a != b), min(len(one), len(other)))
