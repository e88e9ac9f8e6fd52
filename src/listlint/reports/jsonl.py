"""One JSON object a line, the contract's diagnostic written out field by field."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from typing import Any

from listlint.records.diagnostic import Diagnostic
from listlint.reports import Manner

_encode = json.JSONEncoder(ensure_ascii=False).encode


def render(diagnostics: Iterable[Diagnostic], manner: Manner) -> Iterator[str]:
    """A line for each diagnostic."""
    for one in diagnostics:
        yield _encode(diagnostic(one))


def diagnostic(one: Diagnostic) -> dict[str, Any]:
    """The contract's shape of a diagnostic; a lone surrogate of the copy is shown as U+FFFD, which JSON can carry."""
    return {
        "rule": one.rule,
        "code": one.code,
        "severity": one.severity,
        "message": _sound(one.message),
        "path": _sound(one.path),
        "listing": None if one.listing is None else _sound(one.listing),
        "field": None if one.field is None else _sound(one.field),
        "role": one.role,
        "place": one.place._asdict(),
        "span": None if one.span is None else list(one.span),
        "text": _sound(one.text),
        "excerpt": _sound(one.excerpt),
        "hidden": one.hidden,
        "basis": [{"law": basis.law, "article": basis.article} for basis in one.basis],
        "related": [{"field": _sound(r.field), "message": _sound(r.message), "place": r.place._asdict()} for r in one.related],
        "fix": one.fix
        and {"safety": one.fix.safety, "edits": [{"span": list(edit.span), "text": edit.text} for edit in one.fix.edits]},
    }


def _sound(text: str) -> str:
    return text.encode("utf-8", "replace").decode() if not text.isascii() and _lone(text) else text


def _lone(text: str) -> bool:
    return any("\ud800" <= character <= "\udfff" for character in text)
