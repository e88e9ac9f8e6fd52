"""The line, from a file's bytes to its diagnostics: read, lay out, scan, check, place."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence

from listlint import formats, suppress
from listlint.desk import Desk, at, desk
from listlint.guess import LOOKED_AT
from listlint.heading import head, unknown
from listlint.listed import Batch, batches
from listlint.misspelt import alone
from listlint.overrides import of_listing
from listlint.placed import allowed, diagnostic
from listlint.records.allowance import Allowance
from listlint.records.diagnostic import Allowed, Diagnostic
from listlint.records.document import CellPlace, Listing, Place, Record, Source, Text, Unread
from listlint.records.mention import Mentions
from listlint.records.rule import Finding
from listlint.records.settings import Settings
from listlint.rules import Check, expired_allowance, sieves, unreasoned_allowance, unused_allowance
from listlint.scan import scan

Met = Callable[[Sequence[Listing], bool], None]
"""Is given the next listings, and whether what is found in any of them depends on other files."""

OF_ALLOWANCES = {module.RULE.slug: module.RULE for module in (unused_allowance, unreasoned_allowance, expired_allowance)}
"""The rules that speak of allowances."""

OUR_NAME = tuple("listlint".encode(encoding) for encoding in ("utf-8", "utf-16-le", "utf-16-be"))
"""What the bytes of a file hold that speaks to listlint."""


def lint(source: Source, settings: Settings) -> list[Diagnostic]:
    """Everything found in one file, in the order of places, then rules. Same source, same settings, same answer."""
    return sorted((one for one in examine(source, desk(settings)) if isinstance(one, Diagnostic)), key=order)


def order(one: Diagnostic | Allowed) -> tuple[str, tuple[int, ...], str]:
    """The order of a report: path, then position, then rule."""
    return one.path, one.place.rank, one.rule


def examine(source: Source, ready: Desk, met: Met | None = None) -> Iterator[Diagnostic | Allowed]:
    """What is found in one file; what was let through too, where settings ask for it or an entry of theirs let it.

    `met` is given all listings, some at a time.
    """
    ready = at(source.path, ready)
    speaks = any(name in source.data for name in OUR_NAME)
    allowances = [suppress.commented(remark) for remark in formats.remarks(source)] if speaks else []
    yield from of_file(source.path, read(source, ready.settings), ready, allowances, speaks, met)


def of_file(
    path: str,
    records: Iterable[Record | Unread],
    ready: Desk,
    allowances: Sequence[Allowance] = (),
    speaks: bool = True,
    met: Met | None = None,
) -> Iterator[Diagnostic | Allowed]:
    """What is found in the records of the whole file at `path`, as `examined`; that its layout is unknown too."""
    first: list[Record] = []
    some = False

    def noting(listings: Sequence[Listing], leans: bool) -> None:
        nonlocal some
        some = some or bool(listings)
        if met is not None:
            met(listings, leans)

    yield from examined(path, _kept(records, first), ready, allowances, speaks, noting)
    strange = alone(first, ready.settings.lexicon.layouts["listlint"]) or unknown(first) if first and not some else None
    if strange and strange.rule in ready.rules:
        yield unreadable(path, strange, ready)


def _kept(records: Iterable[Record | Unread], first: list[Record]) -> Iterator[Record | Unread]:
    """The records; the first of them are added to `first`."""
    records = iter(records)
    for one in records:
        if isinstance(one, Record):
            first.append(one)
        yield one
        if len(first) == LOOKED_AT:
            break
    yield from records


def examined(
    path: str,
    records: Iterable[Record | Unread],
    ready: Desk,
    allowances: Sequence[Allowance] = (),
    speaks: bool = True,
    met: Met | None = None,
) -> Iterator[Diagnostic | Allowed]:
    """What is found in the records of the file at `path`, whose comments give these allowances.

    `speaks` is whether a record may hold an allowance in its text.
    """
    ready = at(path, ready)
    unread: list[Unread] = []
    given = list(allowances)

    def judged() -> Iterator[Diagnostic | Allowed]:
        for batch in batches(path, records, ready.settings, speaks):
            unread.extend(batch.unread)
            if met is not None:
                met(batch.listings, batch.leans)
            for listing, record in batch.speaking:
                given.extend(suppress.in_listing(listing, record.value))
            for said in _scanned(batch, ready.settings, ready.mute):
                yield from judge(path, said, ready)

    yield from weighed(list(_once(judged())), given, path, ready)
    yield from (unreadable(path, one, ready) for one in unread if one.rule in ready.rules)


def _once(found: Iterable[Diagnostic | Allowed]) -> Iterator[Diagnostic | Allowed]:
    """What is found, without what a cell merged over several rows says again."""
    told: set[tuple[object, ...]] = set()
    for one in found:
        if isinstance(one.place, CellPlace) and isinstance(one, Diagnostic):
            key = (one.place, one.rule, one.span, *((related.place, related.message) for related in one.related))
            if key in told:
                continue
            told.add(key)
        yield one


def read(source: Source, settings: Settings) -> Iterator[Record | Unread]:
    """The records of a file."""
    return (formats.reader(source.path, head(settings.lexicon.layouts), settings.limits) or _unknown)(source)


def mentioned(source: Source, settings: Settings, unread: list[Unread]) -> Iterator[Mentions]:
    """What each listing of a file says, in order; what could not be read is added to `unread`."""
    for batch in batches(source.path, read(source, settings), settings):
        unread.extend(batch.unread)
        yield from _scanned(batch, settings)


def _scanned(batch: Batch, settings: Settings, mute: Callable[[Listing], bool] | None = None) -> list[Mentions]:
    return scan(batch.listings, settings.lexicon, sieves(settings.lexicon), mute) if batch.listings else []


def weighed(
    found: Sequence[Diagnostic | Allowed], allowances: Sequence[Allowance], path: str, ready: Desk
) -> Iterator[Diagnostic | Allowed]:
    """What was found, less what the file's own allowances and the settings' let pass, and what is wrong with the former."""
    allowances = (*allowances, *ready.settings.allow)
    if not allowances:
        yield from found
        return
    diagnostics = [one for one in found if isinstance(one, Diagnostic)]
    settled = suppress.settle(path, diagnostics, allowances, ready.names, frozenset(ready.rules), ready.settings.today)
    yield from settled.kept
    yield from (one for one in found if isinstance(one, Allowed))
    yield from (one for one in settled.allowed if ready.settings.show_allowed or one.entry is not None)
    yield from (blamed(path, trouble, ready) for trouble in settled.troubles if trouble.rule in ready.rules)


def blamed(path: str, trouble: suppress.Trouble, ready: Desk) -> Diagnostic:
    """The diagnostic of what is wrong with an allowance that stands in the file at `path`."""
    rule, given, settings = OF_ALLOWANCES[trouble.rule], trouble.allowance, ready.settings
    severity = settings.severities.get(rule.slug) or rule.severity
    message = trouble.message.in_(settings.lang)
    return Diagnostic(given.path or path, given.place, rule.slug, rule.code, severity, message, text=given.said, excerpt=given.said)


def _unknown(source: Source) -> Iterator[Record | Unread]:
    yield Unread(
        Text(
            "不认识的文件格式；能读的有 YAML、JSON、JSONL、CSV、TSV、XLSX、XLS、ODS、HTML、Markdown、XML、TXT，请另存为其中一种",
            "unknown file format; YAML, JSON, JSONL, CSV, TSV, XLSX, XLS, ODS, HTML, Markdown, XML and TXT can be read: save it as one of these",
        ),
        Place(1, 1, 1, 1),
    )


def judge(path: str, mentions: Mentions, ready: Desk) -> Iterable[Diagnostic | Allowed]:
    """The diagnostics of one listing."""
    if ready.settings.overrides and (numbers := of_listing(ready.settings, mentions.listing)):
        ready = ready.tuned(numbers)
    asked = ready.asked(mentions.has, mentions.sieved, mentions.listing.platform)
    return _judged(path, mentions, asked, ready) if asked or mentions.exempt else ()


def _judged(path: str, mentions: Mentions, asked: Sequence[Check], ready: Desk) -> Iterator[Diagnostic | Allowed]:
    for check in asked:
        for found in check(mentions, ready.settings):
            if isinstance(found, Finding):
                if found.rule in ready.rules:
                    yield diagnostic(path, found, mentions.listing, ready.rules[found.rule], ready.settings)
            elif ready.settings.show_allowed and found.hit.wordlist in ready.rules:
                yield allowed(path, found, mentions.listing, ready.rules[found.hit.wordlist], ready.settings)
    if ready.settings.show_allowed:
        for exempt in mentions.exempt:
            if exempt.hit.wordlist in ready.rules:
                yield allowed(path, exempt, mentions.listing, ready.rules[exempt.hit.wordlist], ready.settings)


def unreadable(path: str, unread: Unread, ready: Desk) -> Diagnostic:
    """The diagnostic of what could not be read; the rule that tells it must be one that runs."""
    settings, rule = ready.settings, ready.rules[unread.rule]
    severity = settings.severities.get(rule.slug) or unread.severity or rule.severity
    return Diagnostic(unread.path or path, unread.place, rule.slug, rule.code, severity, unread.message.in_(settings.lang))
