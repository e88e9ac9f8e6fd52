"""The one rule behind every wordlists/words/*.yaml: a hit within the list's reach is a finding, in the list's own words."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from datetime import date

from listlint.category import Goods, goods
from listlint.evidence import GROUND, cites, proof
from listlint.records.document import Field, Listing, Text
from listlint.records.lexicon import Entry, Reach
from listlint.records.mention import Exempt, Hit, Mentions
from listlint.records.rule import SEVERITIES, UNSAFE, Edit, Finding, Fix
from listlint.records.settings import Settings
from listlint.rules import refiners
from listlint.text.normalise import fold

NEEDS = ("hits",)

STATED = "stated"
"""The ground (grounds.yaml) on which an attribute that gives a claim its number or source lets it pass."""


def check(mentions: Mentions, settings: Settings) -> Iterator[Finding | Exempt]:
    """A finding for every place of hits that no exemption let through and the list reaches, or the proof that clears one."""
    found: list[Finding] = []
    for one in _each(mentions, settings):
        if isinstance(one, Finding):
            found.append(one)
        else:
            yield one
    yield from _apart(found) if len(found) > 1 else found


def _apart(found: Sequence[Finding]) -> Iterator[Finding]:
    """Of findings of one rule that share a part of a field the gravest, of those the longest, of those the first."""
    beside: dict[tuple[str, int], list[Finding]] = {}
    for one in found:
        beside.setdefault((one.rule, id(one.field)), []).append(one)
    for of_field in beside.values():
        together: list[Finding] = []
        reach = 0
        for one in sorted(of_field, key=lambda one: one.span):
            if one.span.start >= reach:
                yield from _gravest(together)
                together = []
            together.append(one)
            reach = max(reach, one.span.end)
        yield from _gravest(together)


def _gravest(together: Sequence[Finding]) -> list[Finding]:
    kept: list[Finding] = []
    for one in sorted(together, key=lambda one: (-SEVERITIES.index(one.severity or "error"), one.span.start - one.span.end, one.span)):
        if not any(one.span.overlaps(other.span) for other in kept):
            kept.append(one)
    return kept


def _each(mentions: Mentions, settings: Settings) -> Iterator[Finding | Exempt]:
    """What every hit amounts to by itself."""
    listing, lexicon = mentions.listing, settings.lexicon
    known: Goods | None = None
    for hit in mentions.hits:
        entry, reach = lexicon.entry(hit.entry), lexicon.reaches[hit.wordlist]
        if not _reached(hit, entry, reach, listing, settings):
            continue
        sold: Goods | None = None
        if reach.categories or reach.not_categories or entry.categories:
            sold = known = known or goods(listing, lexicon.categories)
        severity = _severity(entry, reach, sold, lexicon.word_rules[hit.wordlist].severity)
        if severity is None:
            continue
        cited = reach.cited and cites(hit.field.text)
        cleared = _cleared(hit, entry, reach, cited, listing, settings.today)
        if cleared is not None:
            yield cleared
            continue
        if severity == "error" and (cited or _guessed(sold, reach, entry)):
            severity = "warning"
        fix = Fix(UNSAFE, (Edit(hit.span, entry.instead[0]),)) if entry.instead else None
        message = _message(hit, entry.instead, settings, _mild(severity, hit.wordlist, listing, settings))
        finding = Finding(hit.wordlist, hit.field, hit.span, message, severity, (), fix, hit.hidden)
        refine = refiners().get(hit.wordlist)
        told = refine(finding, mentions, settings) if refine else finding
        if told is not None:
            yield told


def _severity(entry: Entry, reach: Reach, sold: Goods | None, usual: str) -> str | None:
    """How grave a hit is; None where it is no matter. `sold` are the goods, where that depends on their kinds."""
    if sold is not None and not _barred(sold, reach):
        return None
    if sold is not None and entry.categories and sold.kinds.isdisjoint(entry.categories):
        return entry.otherwise
    return entry.severity or usual


def _mild(severity: str, slug: str, listing: Listing, settings: Settings) -> bool:
    """Whether a hit is only a note, of a list whose message speaks of violations, and no setting makes it more."""
    other = settings.severities.get(slug) or settings.profile(listing.platform).severities.get(slug)
    return severity == "note" and not other and settings.lexicon.word_rules[slug].severity != "note"


def _cleared(hit: Hit, entry: Entry, reach: Reach, cited: bool, listing: Listing, today: date) -> Exempt | None:
    """What lets a hit pass: proof of a kind that clears it, or an attribute that states what it claims."""
    kinds = (entry.proof or reach.proof) if cited or not reach.cited else ()
    held = proof(listing, kinds, today, reach.not_covering) if kinds else None
    if held is not None:
        return Exempt(hit, hit.span, GROUND, held.described())
    backed = _stated(hit, reach, listing)
    return Exempt(hit, hit.span, STATED, f"{backed.name} {backed.text}") if backed is not None else None


def _reached(hit: Hit, entry: Entry, reach: Reach, listing: Listing, settings: Settings) -> bool:
    platform = settings.profile(listing.platform).slug
    if reach.roles and hit.field.role not in reach.roles:
        return False
    return not any(only and platform not in only for only in (reach.platforms, entry.platforms))


def _barred(sold: Goods, reach: Reach) -> bool:
    """Whether goods of these kinds are within reach; kinds nobody knows are, with less severity."""
    if sold.sure and not sold.kinds.isdisjoint(reach.not_categories):
        return False
    return not reach.categories or not sold.kinds or not sold.kinds.isdisjoint(reach.categories)


def _stated(hit: Hit, reach: Reach, listing: Listing) -> Field | None:
    """The attribute that gives what the hit claims its number or source, or None."""
    for one in reach.stated:
        said = re.search(one.said, hit.word)
        if said is None:
            continue
        named = one.attribute.replace("{}", re.escape(said[1])) if "{}" in one.attribute else one.attribute
        for field in listing.attributes:
            if field is not hit.field and re.search(named, fold(field.name)) and re.search(one.value, fold(field.text)):
                return field
    return None


def _guessed(sold: Goods | None, reach: Reach, entry: Entry) -> bool:
    """Whether the finding rests on a guess at the kind of goods: that they are of a kind the words are barred for, or of none that is let be."""
    if sold is None or sold.sure:
        return False
    return bool(reach.categories or entry.categories) or not sold.kinds.isdisjoint(reach.not_categories)


def _message(hit: Hit, instead: tuple[str, ...], settings: Settings, mild: bool) -> Text:
    """What to say of a hit; of a `mild` one that it may pass."""
    said = hit.span.cut(hit.field.text)
    template = settings.lexicon.messages[hit.wordlist]
    zh, en = (sentence.replace("{text}", said).replace("{word}", hit.word) for sentence in template)
    if hit.hidden:
        zh, en = f"{zh}（这里换了写法，实为“{hit.word}”）", f"{en} (spelt to hide “{hit.word}”)"
    if mild:
        zh, en = f"{zh}；这里不一定算，只作提示", f"{en}; here it may pass, so this is only a note"
    if instead:
        zh = f"{zh}；可改为{'、'.join(f'“{word}”' for word in instead)}"
        en = f"{en}; write {' or '.join(f'“{word}”' for word in instead)} instead"
    return Text(zh, en)
