"""What a rule is, and what it yields."""

from __future__ import annotations

from typing import NamedTuple

from listlint.records.document import Field, Text
from listlint.records.span import Span

SEVERITIES = ("note", "warning", "error")
SAFE, UNSAFE = "safe", "unsafe"


class Basis(NamedTuple):
    """An article a rule rests on: `law` is a title of laws.yaml, `article` as cited there, or empty."""

    law: str
    article: str


class Examples(NamedTuple):
    """Copy on which a rule fires and copy on which it stays silent."""

    fail: tuple[str, ...] = ()
    ok: tuple[str, ...] = ()


class Rule(NamedTuple):
    """A rule's identity and documentation; `severity` is its default, which a profile or a finding may change."""

    code: str
    slug: str
    severity: str
    title: Text
    why: Text
    mend: Text
    basis: tuple[Basis, ...]
    examples: Examples = Examples()


class Edit(NamedTuple):
    """Replace `span` of the finding's field by `text`."""

    span: Span
    text: str


class Fix(NamedTuple):
    """Edits that mend a finding; `safety` is safe (cannot change what is true) or unsafe (a person must look)."""

    safety: str
    edits: tuple[Edit, ...]


class Related(NamedTuple):
    """Another stretch of the same listing that explains a finding; `span` None is the whole field."""

    field: Field
    message: Text
    span: Span | None = None


class Finding(NamedTuple):
    """What a rule yields; it knows no file. `severity` None is the rule's own, and so is an empty `basis`; else it is the part of it that bears on this."""

    rule: str
    field: Field
    span: Span
    message: Text
    severity: str | None = None
    related: tuple[Related, ...] = ()
    fix: Fix | None = None
    hidden: bool = False
    basis: tuple[Basis, ...] = ()
