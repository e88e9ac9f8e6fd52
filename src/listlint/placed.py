"""A finding, which knows no file, at its place in one: the second of the two translations of a span, and the only one from field to file."""

from __future__ import annotations

from listlint.records.diagnostic import EXCERPT, Allowed, Diagnostic, RelatedPlace
from listlint.records.document import CellPlace, Field, Listing
from listlint.records.mention import Exempt
from listlint.records.rule import Basis, Finding, Related, Rule
from listlint.records.settings import Settings
from listlint.records.span import Span


def diagnostic(path: str, finding: Finding, listing: Listing, rule: Rule, settings: Settings) -> Diagnostic:
    """A finding of `rule` in a listing of the file at `path`, at its place, in the user's language."""
    field = finding.field
    severity = settings.severities.get(rule.slug) or settings.profile(listing.platform).severities.get(rule.slug)
    origin = field.elsewhere.record.origin if field.elsewhere else listing.origin
    place = origin.place(field.path, finding.span, field.markup)
    around, said = _excerpt(field.text, finding.span), finding.span.cut(field.text)
    fix = None if finding.hidden and "<" in said else finding.fix  # half of a tag's pair would be left
    return Diagnostic(
        path=field.elsewhere.path if field.elsewhere else path,
        place=place,
        rule=rule.slug,
        code=rule.code,
        severity=severity or finding.severity or rule.severity,
        message=finding.message.in_(settings.lang),
        listing=listing.id,
        field=field.key,
        role=field.role,
        span=finding.span,
        text=said,
        excerpt=around,
        hidden=finding.hidden,
        basis=finding.basis or rule.basis,
        related=tuple(_related(path, one, listing, field, settings.lang) for one in finding.related),
        fix=fix,
        source_line=around if isinstance(place, CellPlace) else origin.line(place.line),
        field_text=field.text,
        edit_places=tuple(
            place if edit.span == finding.span else origin.place(field.path, edit.span, field.markup) for edit in (fix.edits if fix else ())
        ),
    )


def _related(path: str, related: Related, listing: Listing, beside: Field, lang: str) -> RelatedPlace:
    """Another stretch of the listing, with its file where that is not the one the finding is in."""
    field = related.field
    origin = field.elsewhere.record.origin if field.elsewhere else listing.origin
    place = origin.place(field.path, related.span or Span(0, len(field.text)), field.markup)
    file = field.elsewhere.path if field.elsewhere else path
    same = file == (beside.elsewhere.path if beside.elsewhere else path)
    return RelatedPlace(field.key, related.message.in_(lang), place, field.text, "" if same else file)


def allowed(path: str, exempt: Exempt, listing: Listing, rule: Rule, settings: Settings) -> Allowed:
    """What an exemption of `rule` let through in a listing of the file at `path`, at its place."""
    field, span = exempt.hit.field, exempt.hit.span
    ground = settings.lexicon.grounds[exempt.ground]
    origin = field.elsewhere.record.origin if field.elsewhere else listing.origin
    return Allowed(
        field.elsewhere.path if field.elsewhere else path,
        origin.place(field.path, span, field.markup),
        rule.slug,
        rule.code,
        span.cut(field.text),
        ground.title.in_(settings.lang),
        Basis(ground.law, ground.article),
        exempt.why if settings.lang == "zh" else "",
        listing.id,
        field.key,
        span,
    )


def _excerpt(text: str, span: Span) -> str:
    """The field's text around a span, cut to EXCERPT code points on either side."""
    start, end = max(0, span.start - EXCERPT), min(len(text), span.end + EXCERPT)
    return ("…" if start else "") + text[start:end].replace("\n", " ") + ("…" if end < len(text) else "")
