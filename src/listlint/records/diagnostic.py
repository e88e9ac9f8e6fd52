"""What the user is told; reports see nothing else."""

from __future__ import annotations

import re
from typing import Any, NamedTuple

from listlint.records.document import Place
from listlint.records.rule import Basis, Fix
from listlint.records.span import Span


class RelatedPlace(NamedTuple):
    """Another place of the same file that explains a diagnostic; `text` is the whole text of its field."""

    field: str
    message: str
    place: Place
    text: str = ""


class Diagnostic(NamedTuple):
    """One finding at its place in a file, in the user's language; field names are those of the contract's JSON.

    `span` counts code points of the field's text (None where the file, not a field, is meant);
    `source_line` is the line of the file the place begins on and `field_text` the field's whole text, for reports that
    show them; `edit_places` are the places in the file of the fix's edits, one for one.
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
    field_text: str = ""
    edit_places: tuple[Place, ...] = ()

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
            "related": [{"field": sound(r.field), "message": sound(r.message), "place": r.place._asdict()} for r in self.related],
            "fix": fix and {"safety": fix.safety, "edits": [{"span": list(e.span), "text": e.text} for e in fix.edits]},
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
    place: Place
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
    """What one file gave, in the order of places."""

    path: str
    found: tuple[Diagnostic | Allowed, ...]


def sound(text: str) -> str:
    """The text with lone surrogates, which UTF-8 cannot carry, shown as U+FFFD."""
    return re.sub("[\ud800-\udfff]", "\ufffd", text)
