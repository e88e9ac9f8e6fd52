"""A listing's claims, what backs each of them, and what is missing."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from hashlib import sha256
from typing import NamedTuple

from listlint.evidence import ROLE, TITLES, Evidence, evidence
from listlint.holding import standings, stated_in
from listlint.records.diagnostic import Allowed, Diagnostic, RelatedPlace
from listlint.records.document import Field, Listing, Text
from listlint.records.mention import Claim, Mentions
from listlint.records.settings import Settings
from listlint.records.span import Span
from listlint.values import copies, grammar, key_of

CLAIMED = ("pure", "percent", "named", "fancy")
"""The kinds of claims that say what the goods are; the others (仿真丝, 非纯棉) claim nothing."""


class Point(NamedTuple):
    """A place in the copy of which something is to be said; `number` counts from 1 in the order of the copy.

    `attributes` (in a few words) and `proofs` are what backs it, `found` what speaks against it.
    """

    number: int
    field: Field
    span: Span
    attributes: tuple[str, ...]
    proofs: tuple[Evidence, ...]
    found: tuple[Diagnostic, ...]
    allowed: tuple[Allowed, ...]

    @property
    def severity(self) -> str:
        """The worst that was found of it, or "allowed", or "claim" where nothing was."""
        worst = next((level for level in ("error", "warning", "note") if any(one.severity == level for one in self.found)), None)
        return worst or ("allowed" if self.allowed else "claim")


class Paper(NamedTuple):
    """An evidence entry with its file: `size` in bytes and `digest` (sha256, hex) where the file is there; `faults` what is wrong with it."""

    entry: Evidence
    size: int | None
    digest: str
    in_force: bool
    faults: tuple[str, ...]


class Facts(NamedTuple):
    """Everything the page shows."""

    listing: Listing
    points: tuple[Point, ...]
    papers: tuple[Paper, ...]
    elsewhere: tuple[Diagnostic, ...]
    missing: tuple[str, ...]


def gather(mentions: Mentions, found: Iterable[Diagnostic | Allowed], files: Mapping[str, bytes], settings: Settings) -> Facts:
    """The facts of a listing; see `dossier`."""
    said = list(found)
    diagnostics = [one for one in said if isinstance(one, Diagnostic)]
    entries = evidence(mentions.listing)
    points = tuple(_points(mentions, diagnostics, [one for one in said if isinstance(one, Allowed)], entries, settings))
    papers = tuple(_paper(one, files, diagnostics, settings) for one in entries)
    shown = {id(one) for point in points for one in point.found} | {id(one) for one in diagnostics if _of_evidence(one)}
    elsewhere = tuple(one for one in diagnostics if id(one) not in shown)
    return Facts(mentions.listing, points, papers, elsewhere, tuple(_missing(mentions, points, papers, diagnostics, settings)))


def _of_evidence(one: Diagnostic) -> bool:
    return (one.field or "").startswith("evidence")


def _points(
    mentions: Mentions, diagnostics: Iterable[Diagnostic], allowed: Iterable[Allowed], entries: tuple[Evidence, ...], settings: Settings
) -> Iterable[Point]:
    """The places in the copy that carry a claim, a finding or something let through, in the order of the copy."""
    listing = mentions.listing
    claims: dict[tuple[str, Span], list[Claim]] = {}
    told: dict[tuple[str, Span], list[Diagnostic]] = {}
    let: dict[tuple[str, Span], list[Allowed]] = {}
    for claim in mentions.claims:
        if claim.kind in CLAIMED:
            claims.setdefault((claim.field.key, claim.span), []).append(claim)
    values = _values(listing, settings)
    for one in diagnostics:
        if one.span is not None and one.field is not None:
            told.setdefault((one.field, one.span), []).append(one)
    for passed in allowed:
        if passed.span is not None:
            let.setdefault((passed.field, passed.span), []).append(passed)
    number = 0
    for field in listing.fields:
        here = {span for key, span in (*claims, *told, *let, *values) if key == field.key and span.end > span.start}
        for span in sorted(here):
            number += 1
            at = (field.key, span)
            mine, wrong = claims.get(at, []), told.get(at, [])
            stated = [
                f"{stated_in(one.composition).in_(settings.lang)}：{one.said()}"
                for claim in mine
                if claim.kind != "fancy"
                for one in standings(claim, mentions, settings)
            ]
            stated += values.get(at, ())
            stated += [_related(related, listing) for one in wrong for related in one.related if not mine and at not in values]
            proofs = tuple(one for one in entries if _backs(one, mine, [*wrong, *let.get(at, [])], settings))
            yield Point(number, field, span, tuple(dict.fromkeys(stated)), proofs, tuple(wrong), tuple(let.get(at, [])))


def _values(listing: Listing, settings: Settings) -> dict[tuple[str, Span], list[str]]:
    """What the copy says of sleeve, content, origin and the like, each with the attributes that state the same aspect."""
    known = grammar(settings.lexicon.values)
    found: dict[tuple[str, Span], list[str]] = {}
    texts = copies(listing, known) if listing.attributes else ()
    for attribute in listing.attributes:
        for slug in known.keys.get(key_of(attribute.name), ()):
            for said in (said for copy in texts if slug in copy.hinted for said in copy.says(known.aspect(slug), known)):
                found.setdefault((said.field.key, said.span), []).append(f"{attribute.name}：{attribute.text}")
    return found


def _related(related: RelatedPlace, listing: Listing) -> str:
    """A place that a finding rests on, as the page shows it: its name, and what an attribute says."""
    text = next((field.text for field in listing.attributes if field.key == related.field), "")
    name = related.field.removeprefix("attributes.")
    return f"{name}：{text}" if text else name


def _backs(entry: Evidence, claims: list[Claim], told: list[Diagnostic | Allowed], settings: Settings) -> bool:
    """Whether an entry is of the kind that proves what stands at a place, and does not prove the contrary."""
    against = (place.field for one in told if isinstance(one, Diagnostic) for place in one.related)
    if any(name.startswith(f"evidence[{entry.number}]") for name in against):
        return False  # the report is what speaks against it
    if claims and "composition" in entry.covers:
        return True
    if any(isinstance(one, Allowed) and one.why == entry.described() for one in told):
        return True
    return any(one.rule in settings.lexicon.reaches and entry.kind in settings.lexicon.reaches[one.rule].proof for one in told)


def _paper(entry: Evidence, files: Mapping[str, bytes], diagnostics: Iterable[Diagnostic], settings: Settings) -> Paper:
    data = files.get(entry.file)
    name = f"evidence[{entry.number}]"
    faults = tuple(one.message for one in diagnostics if one.field == name or (one.field or "").startswith(f"{name}."))
    digest = sha256(data).hexdigest() if data is not None else ""
    return Paper(entry, len(data) if data is not None else None, digest, entry.holds(settings.today), faults)


def _missing(
    mentions: Mentions, points: Iterable[Point], papers: tuple[Paper, ...], diagnostics: Iterable[Diagnostic], settings: Settings
) -> Iterable[str]:
    """What is still to be found or mended, in words for whoever has to find it."""
    lang = settings.lang
    claimed = [claim for claim in mentions.claims if claim.kind in CLAIMED]
    if claimed and all(one.field.role == ROLE for one in mentions.compositions):
        yield Text("属性里没有材质成分，材质宣称无从核对", "no attribute states the composition that the copy claims").in_(lang)
    if claimed and not any("composition" in paper.entry.covers and paper.in_force for paper in papers):
        yield Text("没有在有效期内、覆盖材质成分（covers: [composition]）的检测报告", "no test report in force covers the composition").in_(
            lang
        )
    for point in points:
        for one in point.found:
            reach = settings.lexicon.reaches.get(one.rule)
            if reach is not None and reach.proof and not any(proof.holds(settings.today) for proof in point.proofs):
                kinds = [TITLES[kind] for kind in reach.proof]
                yield Text(
                    f"“{one.text}”（{point.number}）没有有效的证明：{'、'.join(kind.zh for kind in kinds)}",
                    f"“{one.text}” ({point.number}) has no proof in force: {', '.join(kind.en for kind in kinds)}",
                ).in_(lang)
    for paper in papers:
        if paper.size is None:
            what = paper.entry.file or Text(f"第 {paper.entry.number + 1} 项", f"entry {paper.entry.number + 1}").in_(lang)
            yield Text(f"证明的文件拿不出：{what}", f"the file of an evidence entry is not at hand: {what}").in_(lang)
        elif not paper.in_force:
            yield Text(f"证明不在有效期内：{paper.entry.file}", f"evidence not in force: {paper.entry.file}").in_(lang)
        elif paper.faults:
            yield Text(f"证明有问题：{paper.entry.file}", f"evidence with a fault: {paper.entry.file}").in_(lang)
    errors = sum(one.severity == "error" and not _of_evidence(one) for one in diagnostics)
    if errors:
        yield Text(f"文案和属性里还有 {errors} 处错误要改", f"{errors} errors in copy and attributes are to be mended").in_(lang)
