"""What the user is told; reports see nothing else."""

from __future__ import annotations

from typing import NamedTuple

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


class Allowed(NamedTuple):
    """A hit that an exemption let through, for --show-allowed."""

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
