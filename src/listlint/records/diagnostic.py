"""What the user is told; reports see nothing else."""

from __future__ import annotations

import re
from typing import Any, NamedTuple

from listlint.records.document import Place
from listlint.records.rule import Basis, Fix
from listlint.records.span import Span


class RelatedPlace(NamedTuple):
    """Another place of the same file that explains a diagnostic."""

    field: str
    message: str
    place: Place


class Diagnostic(NamedTuple):
    """One finding at its place in a file, in the user's language; field names are those of the contract's JSON.

    `span` counts code points of the field's text (None where the file, not a field, is meant);
    `lines` are the source lines of the place, for reports that show them.
    """

    path: str
    place: Place
    rule: str
    code: str
    severity: str
    message: str
    listing: str | None = None
    field: str | None = None
    role: str | None = None
    span: Span | None = None
    text: str = ""
    excerpt: str = ""
    hidden: bool = False
    basis: tuple[Basis, ...] = ()
    related: tuple[RelatedPlace, ...] = ()
    fix: Fix | None = None
    source_line: str = ""

    def as_json(self) -> dict[str, Any]:
        """The contract's shape of a diagnostic, field by field."""
        fix = self.fix
        return {
            "rule": self.rule,
            "code": self.code,
            "severity": self.severity,
            "message": _sound(self.message),
            "path": _sound(self.path),
            "listing": self.listing and _sound(self.listing),
            "field": self.field and _sound(self.field),
            "role": self.role,
            "place": self.place._asdict(),
            "span": self.span and list(self.span),
            "text": _sound(self.text),
            "excerpt": _sound(self.excerpt),
            "hidden": self.hidden,
            "basis": [basis._asdict() for basis in self.basis],
            "related": [{"field": _sound(r.field), "message": _sound(r.message), "place": r.place._asdict()} for r in self.related],
            "fix": fix and {"safety": fix.safety, "edits": [{"span": list(e.span), "text": e.text} for e in fix.edits]},
        }


class Allowed(NamedTuple):
    """What an exemption of a wordlist, or a shop's own allowance, let through, for --show-allowed.

    `entry` is the number of the configuration's `allow:` entry that did, so that those nobody used can be told.
    """

    path: str
    place: Place
    rule: str
    code: str
    text: str
    ground: str
    basis: Basis
    why: str
    listing: str
    field: str
    entry: int | None = None


class Outcome(NamedTuple):
    """What one file gave, in the order of places."""

    path: str
    found: tuple[Diagnostic | Allowed, ...]


def _sound(text: str) -> str:
    """The text with lone surrogates, which UTF-8 cannot carry, shown as U+FFFD."""
    return re.sub("[\ud800-\udfff]", "\ufffd", text)
