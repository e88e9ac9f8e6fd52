"""The line, from a file's bytes to its diagnostics: read, lay out, scan, check, place."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import cache
from typing import NamedTuple

from listlint import formats, layout, suppress
from listlint.evidence import evidence
from listlint.overrides import laid, of_listing, of_path
from listlint.records.allowance import Allowance
from listlint.records.diagnostic import Allowed, Diagnostic, RelatedPlace
from listlint.records.document import Listing, Place, Record, Source, Text, Unread
from listlint.records.mention import Exempt, Mentions
from listlint.records.rule import Basis, Finding, Rule
from listlint.records.settings import Settings
from listlint.records.span import Span
from listlint.rules import Check, Checks, checks, expired_allowance, rules, sieves, unreadable_file, unreasoned_allowance, unused_allowance
from listlint.scan import batches, scan

EXCERPT = 60
"""Code points of the field's text shown around a finding on either side."""


OF_ALLOWANCES = {module.RULE.slug: module.RULE for module in (unused_allowance, unreasoned_allowance, expired_allowance)}
"""The rules that speak of allowances."""


class Desk(NamedTuple):
    """The rules of a run, chosen once: what `lint` needs of settings, made ready; `names` gives every rule's slug by its slug and its code;
    `tuned` gives the desk of the same run with the overrides of some numbers, and those of listings alone, laid over it.
    """

    settings: Settings
    rules: dict[str, Rule]
    checks: Checks
    names: dict[str, str]
    tuned: Callable[[tuple[int, ...]], Desk]


def desk(settings: Settings) -> Desk:
    """The rules that `settings` selects, ready to run."""
    known = rules(settings.lexicon)
    chosen = {slug: rule for slug, rule in known.items() if selected(rule, settings)}
    names = {name: slug for slug, rule in known.items() for name in (slug, rule.code)}
    listings = [one for one in settings.overrides if one.kind != "path"]
    ours = all(one.kind != "path" for one in settings.overrides)
    tuned = cache(lambda numbers: desk(laid(settings, numbers, () if ours else listings)))
    return Desk(settings, chosen, checks(frozenset(chosen), settings.lexicon), names, tuned)


def selected(rule: Rule, settings: Settings) -> bool:
    """Whether a rule runs: named by `select` (or it is empty) and, more exactly, not by `ignore`; the longer name decides."""
    taken = max((_exactness(rule, name) for name in settings.select), default=1)
    dropped = max((_exactness(rule, name) for name in settings.ignore), default=0)
    return taken > 0 and taken > dropped


def _exactness(rule: Rule, name: str) -> int:
    if name in (rule.slug, rule.code):
        return 100
    return 1 + len(name) if name == "ALL" or rule.code.startswith(name) else 0


def lint(source: Source, settings: Settings) -> list[Diagnostic]:
    """Everything found in one file, in the order of places, then rules. Same source, same settings, same answer."""
    return sorted((one for one in examine(source, desk(settings)) if isinstance(one, Diagnostic)), key=order)


def order(one: Diagnostic | Allowed) -> tuple[str, Place, str]:
    """The order of a report: path, then position, then rule."""
    return one.path, one.place, one.rule


def examine(source: Source, ready: Desk) -> Iterator[Diagnostic | Allowed]:
    """What is found in one file; what was let through too, where settings ask for it or an entry of theirs let it."""
    if ready.settings.overrides and (numbers := of_path(ready.settings, source.path)):
        ready = ready.tuned(numbers)
    unread: list[Unread] = []
    speaks = any("listlint".encode(encoding) in source.data for encoding in ("utf-8", "utf-16-le", "utf-16-be"))
    allowances = [suppress.commented(remark) for remark in formats.remarks(source)] if speaks else []

    def hear(listing: Listing, record: Record) -> None:
        if speaks or "allow" in listing.extra:
            allowances.extend(suppress.in_listing(listing, record.value))

    found = [one for said in mentioned(source, ready.settings, unread, hear) for one in judge(source.path, said, ready)]
    yield from weighed(found, allowances, source.path, ready)
    if unreadable_file.RULE.slug in ready.rules:
        yield from (unreadable(source.path, one, ready.settings) for one in unread)


def mentioned(
    source: Source, settings: Settings, unread: list[Unread], hear: Callable[[Listing, Record], None] | None = None
) -> Iterator[Mentions]:
    """What each listing of a file says, in order; what could not be read is added to `unread`, and `hear` is given each listing."""
    records = (formats.reader(source.path) or _unknown)(source)
    through = sieves()

    def listings() -> Iterator[Listing]:
        for record in _sound(records, unread):
            for listing in layout.listings(record, settings.lexicon.layouts["listlint"]):
                if hear is not None:
                    hear(listing, record)
                yield attached(listing, source.path, settings)

    for batch in batches(listings()):
        yield from scan(batch, settings.lexicon, through)


def weighed(
    found: Sequence[Diagnostic | Allowed], allowances: Sequence[Allowance], path: str, ready: Desk
) -> Iterator[Diagnostic | Allowed]:
    """What was found, less what the file's own allowances and the settings' let pass, and what is wrong with the former."""
    allowances = (*allowances, *ready.settings.allow)
    if not allowances:
        yield from found
        return
    diagnostics = [one for one in found if isinstance(one, Diagnostic)]
    settled = suppress.settle(diagnostics, allowances, ready.names, frozenset(ready.rules), ready.settings.today)
    yield from settled.kept
    yield from (one for one in found if isinstance(one, Allowed))
    yield from (one for one in settled.allowed if ready.settings.show_allowed or one.entry is not None)
    yield from (blamed(path, trouble, ready) for trouble in settled.troubles if trouble.rule in ready.rules)


def blamed(path: str, trouble: suppress.Trouble, ready: Desk) -> Diagnostic:
    """The diagnostic of what is wrong with an allowance that stands in the file at `path`."""
    rule, given, settings = OF_ALLOWANCES[trouble.rule], trouble.allowance, ready.settings
    severity = settings.severities.get(rule.slug) or rule.severity
    message = trouble.message.in_(settings.lang)
    return Diagnostic(path, given.place, rule.slug, rule.code, severity, message, text=given.said, excerpt=given.said)


def _unknown(source: Source) -> Iterator[Record | Unread]:
    yield Unread(
        Text(
            "不认识的文件格式；能读的有 YAML、JSON、JSONL、CSV、TSV，请另存为其中一种",
            "unknown file format; YAML, JSON, JSONL, CSV and TSV can be read: save it as one of these",
        ),
        Place(1, 1, 1, 1),
    )


def _sound(records: Iterable[Record | Unread], unread: list[Unread]) -> Iterator[Record]:
    for record in records:
        if isinstance(record, Unread):
            unread.append(record)
        else:
            yield record


def attached(listing: Listing, path: str, settings: Settings) -> Listing:
    """The listing of a file at `path` with the files its evidence names looked up, where settings say how."""
    if settings.files is None or not listing.extra.get("evidence"):
        return listing
    names = sorted({one.file for one in evidence(listing) if one.file})
    return listing._replace(attached={name: settings.files(path, name) for name in names})


def judge(path: str, mentions: Mentions, ready: Desk) -> Iterator[Diagnostic | Allowed]:
    """The diagnostics of one listing."""
    if ready.settings.overrides and (numbers := of_listing(ready.settings, mentions.listing)):
        ready = ready.tuned(numbers)
    for check in _asked(mentions, ready):
        for found in check(mentions, ready.settings):
            if isinstance(found, Finding):
                if found.rule in ready.rules:
                    yield _diagnostic(path, found, mentions.listing, ready)
            elif ready.settings.show_allowed and found.hit.wordlist in ready.rules:
                yield _allowed(path, found, mentions.listing, ready)
    if ready.settings.show_allowed:
        for exempt in mentions.exempt:
            if exempt.hit.wordlist in ready.rules:
                yield _allowed(path, exempt, mentions.listing, ready)


def _asked(mentions: Mentions, ready: Desk) -> list[Check]:
    """The checks that may have something to say of a listing."""
    asked: list[Check] = []
    for needs, group in ready.checks.asked:
        if getattr(mentions, needs):
            asked += group
    if mentions.sieved:
        asked += [check for slug, check in ready.checks.sieved.items() if slug in mentions.sieved]
    return asked


def _diagnostic(path: str, finding: Finding, listing: Listing, ready: Desk) -> Diagnostic:
    settings, rule, field = ready.settings, ready.rules[finding.rule], finding.field
    severity = settings.severities.get(rule.slug) or settings.profile(listing.platform).severities.get(rule.slug)
    place = listing.origin.place(field.path, finding.span, field.markup)
    return Diagnostic(
        path=path,
        place=place,
        rule=rule.slug,
        code=rule.code,
        severity=severity or finding.severity or rule.severity,
        message=finding.message.in_(settings.lang),
        listing=listing.id,
        field=field.key,
        role=field.role,
        span=finding.span,
        text=finding.span.cut(field.text),
        excerpt=excerpt(field.text, finding.span),
        hidden=finding.hidden,
        basis=rule.basis,
        related=tuple(
            RelatedPlace(
                related.field.key,
                related.message.in_(settings.lang),
                listing.origin.place(related.field.path, related.span or Span(0, len(related.field.text)), related.field.markup),
                related.field.text,
            )
            for related in finding.related
        ),
        fix=finding.fix,
        source_line=getattr(listing.origin, "line", lambda number: "")(place.line),
        field_text=field.text,
        edit_places=tuple(
            place if edit.span == finding.span else listing.origin.place(field.path, edit.span, field.markup)
            for edit in (finding.fix.edits if finding.fix else ())
        ),
    )


def _allowed(path: str, exempt: Exempt, listing: Listing, ready: Desk) -> Allowed:
    field, span = exempt.hit.field, exempt.hit.span
    rule = ready.rules[exempt.hit.wordlist]
    ground = ready.settings.lexicon.grounds[exempt.ground]
    return Allowed(
        path,
        listing.origin.place(field.path, span, field.markup),
        rule.slug,
        rule.code,
        span.cut(field.text),
        ground.title.in_(ready.settings.lang),
        Basis(ground.law, ground.article),
        exempt.why if ready.settings.lang == "zh" else "",
        listing.id,
        field.key,
        span,
    )


def unreadable(path: str, unread: Unread, settings: Settings) -> Diagnostic:
    """The diagnostic of what could not be read."""
    rule = unreadable_file.RULE
    return Diagnostic(path, unread.place, rule.slug, rule.code, rule.severity, unread.message.in_(settings.lang))


def excerpt(text: str, span: Span) -> str:
    """The field's text around a span, cut to EXCERPT code points on either side."""
    start, end = max(0, span.start - EXCERPT), min(len(text), span.end + EXCERPT)
    return ("…" if start else "") + text[start:end].replace("\n", " ") + ("…" if end < len(text) else "")
