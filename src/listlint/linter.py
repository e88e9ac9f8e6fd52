"""The line, from a file's bytes to its diagnostics: read, lay out, scan, check, place."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import NamedTuple

from listlint import formats, layout
from listlint.beside import Beside, complete
from listlint.heading import chosen, head
from listlint.records.diagnostic import EXCERPT, Allowed, Diagnostic, RelatedPlace
from listlint.records.document import AnyPlace, CellPlace, Field, Head, Listing, Place, Record, Source, Text, Unread
from listlint.records.lexicon import Layout
from listlint.records.mention import Exempt, Mentions
from listlint.records.rule import Basis, Finding, Related, Rule
from listlint.records.settings import Settings
from listlint.records.span import Span
from listlint.rules import Check, checks, rules
from listlint.scan import batches, scan


class Desk(NamedTuple):
    """The rules of a run, chosen once: what `lint` needs of settings, made ready."""

    settings: Settings
    rules: dict[str, Rule]
    checks: tuple[tuple[str, Check], ...]
    head: Head
    beside: Beside | None = None


def desk(settings: Settings, beside: Beside | None = None) -> Desk:
    """The rules that `settings` selects, ready to run; `beside` gives the files that listings name."""
    known = rules(settings.lexicon)
    taken = {slug: rule for slug, rule in known.items() if selected(rule, settings)}
    return Desk(settings, taken, checks(frozenset(taken), settings.lexicon), head(settings.lexicon.layouts), beside)


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


def order(one: Diagnostic | Allowed) -> tuple[str, tuple[int, ...], str]:
    """The order of a report: path, then position, then rule."""
    return one.path, one.place.rank, one.rule


def examine(source: Source, ready: Desk) -> Iterator[Diagnostic | Allowed]:
    """What is found in one file, as it is found, what exemptions let through included where settings ask for it."""
    records = (formats.reader(source.path, ready.head) or _unknown)(source)
    layouts = ready.settings.lexicon.layouts
    unread: list[Unread] = []
    told: set[tuple[AnyPlace, str, Span | None]] = set()
    listings: Iterator[Listing] = (
        listing for record in _sound(records, unread) for listing in layout.listings(record, chosen(record, layouts))
    )
    if ready.beside:
        listings = _completed(source.path, listings, ready.beside, layouts["listlint"], unread)
    for batch in batches(listings):
        for mentions in scan(batch, ready.settings.lexicon):
            yield from _once(judge(source.path, mentions, ready), told)
    for one in unread:
        if one.rule in ready.rules:
            yield unreadable(source.path, one, ready)


def _completed(path: str, listings: Iterable[Listing], beside: Beside, plain: Layout, unread: list[Unread]) -> Iterator[Listing]:
    for listing in listings:
        for one in complete(path, listing, beside, plain):
            if isinstance(one, Unread):
                unread.append(one)
            else:
                yield one


def _once(found: Iterable[Diagnostic | Allowed], told: set[tuple[AnyPlace, str, Span | None]]) -> Iterator[Diagnostic | Allowed]:
    """What is found, without what a cell merged over several rows says again."""
    for one in found:
        if isinstance(one.place, CellPlace) and isinstance(one, Diagnostic):
            key = (one.place, one.rule, one.span)
            if key in told and not one.related:
                continue
            told.add(key)
        yield one


def _unknown(source: Source) -> Iterator[Record | Unread]:
    yield Unread(
        Text(
            "不认识的文件格式；能读的有 YAML、JSON、JSONL、CSV、TSV、XLSX、XLS、ODS、HTML、Markdown、XML，请另存为其中一种",
            "unknown file format; YAML, JSON, JSONL, CSV, TSV, XLSX, XLS, ODS, HTML, Markdown and XML can be read: save it as one of these",
        ),
        Place(1, 1, 1, 1),
    )


def _sound(records: Iterable[Record | Unread], unread: list[Unread]) -> Iterator[Record]:
    for record in records:
        if isinstance(record, Unread):
            unread.append(record)
        else:
            yield record


def judge(path: str, mentions: Mentions, ready: Desk) -> Iterator[Diagnostic | Allowed]:
    """The diagnostics of one listing."""
    for needs, check in ready.checks:
        if not getattr(mentions, needs):
            continue
        for finding in check(mentions, ready.settings):
            if finding.rule in ready.rules:
                yield _diagnostic(path, finding, mentions.listing, ready)
    if ready.settings.show_allowed:
        for exempt in mentions.exempt:
            if exempt.hit.wordlist in ready.rules:
                yield _allowed(path, exempt, mentions.listing, ready)


def _diagnostic(path: str, finding: Finding, listing: Listing, ready: Desk) -> Diagnostic:
    settings, rule, field = ready.settings, ready.rules[finding.rule], finding.field
    severity = settings.severities.get(rule.slug) or settings.profile(listing.platform).severities.get(rule.slug)
    origin = field.elsewhere.origin if field.elsewhere else listing.origin
    place = origin.place(field.path, finding.span, field.markup)
    around = excerpt(field.text, finding.span)
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
        text=finding.span.cut(field.text),
        excerpt=around,
        hidden=finding.hidden,
        basis=rule.basis,
        related=tuple(_related(path, one, listing, field, settings.lang) for one in finding.related),
        fix=finding.fix,
        source_line=around if isinstance(place, CellPlace) else origin.line(place.line),
    )


def _related(path: str, related: Related, listing: Listing, beside: Field, lang: str) -> RelatedPlace:
    """Another stretch of the listing, with its file where that is not the one the finding is in."""
    field = related.field
    origin = field.elsewhere.origin if field.elsewhere else listing.origin
    place = origin.place(field.path, related.span or Span(0, len(field.text)), field.markup)
    file = field.elsewhere.path if field.elsewhere else path
    same = file == (beside.elsewhere.path if beside.elsewhere else path)
    return RelatedPlace(field.key, related.message.in_(lang), place, "" if same else file)


def _allowed(path: str, exempt: Exempt, listing: Listing, ready: Desk) -> Allowed:
    field, span = exempt.hit.field, exempt.hit.span
    rule = ready.rules[exempt.hit.wordlist]
    ground = ready.settings.lexicon.grounds[exempt.ground]
    origin = field.elsewhere.origin if field.elsewhere else listing.origin
    return Allowed(
        field.elsewhere.path if field.elsewhere else path,
        origin.place(field.path, span, field.markup),
        rule.slug,
        rule.code,
        span.cut(field.text),
        ground.title.in_(ready.settings.lang),
        Basis(ground.law, ground.article),
        exempt.why if ready.settings.lang == "zh" else "",
        listing.id,
        field.key,
    )


def unreadable(path: str, unread: Unread, ready: Desk) -> Diagnostic:
    """The diagnostic of what could not be read; the rule that tells it must be one that runs."""
    settings, rule = ready.settings, ready.rules[unread.rule]
    severity = settings.severities.get(rule.slug) or unread.severity or rule.severity
    return Diagnostic(unread.path or path, unread.place, rule.slug, rule.code, severity, unread.message.in_(settings.lang))


def excerpt(text: str, span: Span) -> str:
    """The field's text around a span, cut to EXCERPT code points on either side."""
    start, end = max(0, span.start - EXCERPT), min(len(text), span.end + EXCERPT)
    return ("…" if start else "") + text[start:end].replace("\n", " ") + ("…" if end < len(text) else "")
