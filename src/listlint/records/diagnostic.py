"""What the user is told; reports see nothing else."""

from __future__ import annotations

import re
from typing import Any, NamedTuple

from listlint.records.document import AnyPlace, CellPlace
from listlint.records.rule import Basis, Fix
from listlint.records.span import Span

_LONE = re.compile("[\ud800-\udfff]")
EXCERPT = 60
"""Code points of the field's text shown around a finding on either side."""


class RelatedPlace(NamedTuple):
    """Another place that explains a diagnostic, in the same file unless `path` names another; `text` is the whole text of its field."""

    field: str
    message: str
    place: AnyPlace
    text: str = ""
    path: str = ""

    def as_json(self) -> dict[str, Any]:
        """The contract's shape of it; `path` only where it is another file."""
        shape = {"field": sound(self.field), "message": sound(self.message), "place": self.place._asdict()}
        return {**shape, "path": sound(self.path)} if self.path else shape


class Diagnostic(NamedTuple):
    """One finding at its place in a file, in the user's language; field names are those of the contract's JSON.

    `span` counts code points of the field's text (None where the file, not a field, is meant);
    `source_line` is the line of the file the place begins on and `field_text` the field's whole text, for reports that
    show them; `edit_places` are the places in the file of the fix's edits, one for one.
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
    field_text: str = ""
    edit_places: tuple[AnyPlace, ...] = ()

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
            "message": sound(self.message),
            "path": sound(self.path),
            "listing": self.listing and sound(self.listing),
            "field": self.field and sound(self.field),
            "role": self.role,
            "place": self.place._asdict(),
            "span": self.span and list(self.span),
            "text": sound(self.text),
            "excerpt": sound(self.excerpt),
            "hidden": self.hidden,
            "basis": [basis._asdict() for basis in self.basis],
            "related": [related.as_json() for related in self.related],
            "fix": fix and {"safety": fix.safety, "edits": [{"span": list(e.span), "text": sound(e.text)} for e in fix.edits]},
        }


class Article(NamedTuple):
    """An article a rule rests on, with what is known of it: the law's full name, the article's text, the penalty, or ""."""

    basis: Basis
    name: str = ""
    text: str = ""
    penalty: str = ""


class RuleCard(NamedTuple):
    """What a report says of a rule, in the user's language."""

    slug: str
    code: str
    severity: str
    title: str
    why: str
    mend: str
    articles: tuple[Article, ...] = ()


class Allowed(NamedTuple):
    """What an exemption of a wordlist, or a shop's own allowance, let through, for --show-allowed.

    `entry` is the number of the configuration's `allow:` entry that did, so that those nobody used can be told.
    """

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
    span: Span | None = None
    entry: int | None = None


class Outcome(NamedTuple):
    """What one file gave, in the order of places; `alone` unless that depends on other files too; `listings` is how many it holds.

    `ids` are theirs, where attribute data is joined by them.
    """

    path: str
    found: tuple[Diagnostic | Allowed, ...]
    alone: bool = True
    listings: int = 0
    ids: frozenset[str] = frozenset()


def sound(text: str) -> str:
    """The text with lone surrogates, which UTF-8 cannot carry, shown as U+FFFD."""
    return text if text.isascii() or _LONE.search(text) is None else _LONE.sub("\ufffd", text)
