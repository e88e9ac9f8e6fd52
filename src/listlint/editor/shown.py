"""Findings and rules as an editor shows them."""

from __future__ import annotations

from collections.abc import Callable

from lsprotocol import types as lsp

from listlint.editor.page import Page
from listlint.explain import sections
from listlint.records.diagnostic import Diagnostic
from listlint.records.lexicon import Lexicon
from listlint.records.rule import Rule

SEVERITY = {
    "error": lsp.DiagnosticSeverity.Error,
    "warning": lsp.DiagnosticSeverity.Warning,
    "note": lsp.DiagnosticSeverity.Information,
}

Pages = Callable[[str], Page]
"""The page of the file at a path."""
Uri = Callable[[str], str]
"""The address by which the editor knows the file at a path."""


def shown(one: Diagnostic, pages: Pages, uri: Uri) -> lsp.Diagnostic:
    """A finding as the editor's protocol has it: its code, the stretch it is about, what stands beside it."""
    return lsp.Diagnostic(
        range=pages(one.path).range(one.place),
        message=one.message,
        severity=SEVERITY[one.severity],
        code=f"{one.code} {one.rule}",
        source="listlint",
        related_information=[
            lsp.DiagnosticRelatedInformation(
                lsp.Location(uri(other.path or one.path), pages(other.path or one.path).range(other.place)),
                f"{other.field}: {other.message}",
            )
            for other in one.related
        ],
    )


def explained(rule: Rule, lexicon: Lexicon, lang: str) -> str:
    """A rule in Markdown, for the box beside the pointer: why, how to mend, the law."""
    lines = [f"**{rule.code} {rule.slug}** · {rule.title.in_(lang)}"]
    few = list(sections(rule, lexicon, lang))[: 2 + len(rule.basis)]
    for section in few:
        lines += ["", f"*{section.title}*"] if section.title else []
        lines += ["", *(f"{line}  " for line in section.lines)]
    return "\n".join(lines)
