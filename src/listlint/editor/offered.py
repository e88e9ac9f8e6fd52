"""What the editor can do about findings: apply a fix, apply every safe one, write an allowance."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from lsprotocol import types as lsp

from listlint.editor.page import Page
from listlint.grant import Grant, in_comments
from listlint.records.diagnostic import Diagnostic
from listlint.records.document import Text

_ALLOW = Text("放行 {rule}（补上理由）", "Allow {rule} (add the reason)")


def offered(
    path: str, page: Page, every: Sequence[Diagnostic], here: Sequence[tuple[Diagnostic, lsp.Diagnostic]], uri: str, lang: str
) -> list[lsp.CodeAction]:
    """The actions for the findings that a range touches, `here`; `every` are all of the text's."""
    return [*_allowances(path, page, here, uri, lang)]


def _allowances(path: str, page: Page, here: Sequence[tuple[Diagnostic, lsp.Diagnostic]], uri: str, lang: str) -> Iterator[lsp.CodeAction]:
    """A comment for each rule that lets its findings here pass; without a reason yet, so that it lets nothing pass unread."""
    for rule in dict.fromkeys(one.rule for one, _ in here):
        found = [(one, said) for one, said in here if one.rule == rule]
        fresh = in_comments(page.lines.text.encode("utf-8"), path, [one for one, _ in found], Grant(rule, ""))
        if fresh is not None:
            title = _ALLOW.in_(lang).format(rule=rule)
            edit = _edit(page, fresh.decode("utf-8"), uri)
            yield lsp.CodeAction(title, kind=lsp.CodeActionKind.QuickFix, diagnostics=[said for _, said in found], edit=edit)


def _edit(page: Page, fresh: str, uri: str) -> lsp.WorkspaceEdit:
    """The edit that makes a text into another: what lies between their common beginning and their common end."""
    text = page.lines.text
    start = _alike(text, fresh)
    same = _alike(text[start:][::-1], fresh[start:][::-1])
    change = lsp.TextEdit(page.stretch(start, len(text) - same), fresh[start : len(fresh) - same])
    return lsp.WorkspaceEdit(changes={uri: [change]})


def _alike(one: str, other: str) -> int:
    """How many code points two texts begin with alike."""
    return next((number for number, (a, b) in enumerate(zip(one, other, strict=False)) if a != b), min(len(one), len(other)))
