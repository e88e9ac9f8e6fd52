"""What the user is told; reports see nothing else."""

from __future__ import annotations

import re
from typing import Any, NamedTuple

from listlint.records.document import AnyPlace, CellPlace
from listlint.records.rule import Basis, Fix
from listlint.records.span import Span

EXCERPT = 60
"""Code points of the field's text shown around a finding on either side."""


class RelatedPlace(NamedTuple):
    """Another place that explains a diagnostic, in the same file unless `path` names another."""

    field: str
    message: str
    place: AnyPlace
    path: str = ""

    def as_json(self) -> dict[str, Any]:
        """The contract's shape of it; `path` only where it is another file."""
        shape = {"field": _sound(self.field), "message": _sound(self.message), "place": self.place._asdict()}
        return {**shape, "path": _sound(self.path)} if self.path else shape


class Diagnostic(NamedTuple):
    """One finding at its place in a file, in the user's language; field names are those of the contract's JSON.

    `span` counts code points of the field's text (None where the file, not a field, is meant);
    `lines` are the source lines of the place, for reports that show them.
    """

    path: str
    place: AnyPlace
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

    @property
    def shown(self) -> tuple[int, int]:
        """Where in `source_line` the finding starts and ends, from 0; in a workbook that line is the excerpt."""
        if isinstance(self.place, CellPlace):
            span = self.span or Span(0, 0)
            start = span.start if span.start <= EXCERPT else EXCERPT + 1
            return start, start + span.end - span.start
        end = self.place.end_column - 1 if self.place.end_line == self.place.line else len(self.source_line)
        return self.place.column - 1, end

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
            "related": [related.as_json() for related in self.related],
            "fix": fix and {"safety": fix.safety, "edits": [{"span": list(e.span), "text": e.text} for e in fix.edits]},
        }


class Allowed(NamedTuple):
    """A hit that an exemption let through, for --show-allowed."""

    path: str
    place: AnyPlace
    rule: str
    code: str
    text: str
    ground: str
    basis: Basis
    why: str
    listing: str
    field: str


def _sound(text: str) -> str:
    """The text with lone surrogates, which UTF-8 cannot carry, shown as U+FFFD."""
    return re.sub("[\ud800-\udfff]", "\ufffd", text)
