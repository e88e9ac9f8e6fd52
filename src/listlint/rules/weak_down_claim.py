"""LL307: goods sold as down (羽绒服, 鹅绒被) whose clusters are too few or whose filling is something else."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from listlint.composition import is_kind, share_of
from listlint.holding import copy_claims, figure, opening, standing
from listlint.late import late
from listlint.records.document import Field, Text
from listlint.records.mention import Claim, Mentions
from listlint.records.rule import Basis, Finding, Related, Rule
from listlint.records.settings import Settings
from listlint.records.span import Span
from listlint.text.normalise import normalise

RULE = Rule(
    code="LL307",
    slug="weak-down-claim",
    severity="error",
    title=Text("羽绒不足的羽绒制品", "Down goods with too little down"),
    why=Text(
        "GB/T 14272-2021（2022-04-01 起）：羽绒服装的绒子含量明示值不得低于 50%，标绒子含量，不再标含绒量（含绒量把绒丝也算进去）；填充物不是羽绒的不能叫羽绒服、羽绒被。",
        "GB/T 14272-2021 (from 2022-04-01): the stated cluster content (绒子含量) of down garments is at least 50%; 含绒量, which counts "
        "loose fibres too, is no longer stated. With another filling the goods are no 羽绒服 or 羽绒被.",
    ),
    mend=Text(
        "按检测报告写绒子含量；不到 50% 或填充物不是羽绒的，不叫羽绒服、羽绒被。",
        "State the tested 绒子含量; below 50%, or with another filling, do not call it down.",
    ),
    basis=(Basis("GB/T 14272-2021", ""),),
)

SIEVE = "绒"

_GOODS = late("(?:羽绒|[鹅鸭]绒)[^\\s,，。枕垫]{0,6}?(?:服|衣|裤|裙|外套|大衣|马甲|背心|夹克|被|睡袋)")
_CLUSTERS = late("绒子(?:含量|率)?|含绒[量率]?")
_OLD = late("含绒[量率]")
_STATED = late(r"(?:绒子(?:含量|率)?|含绒[量率])(?:为|达到?|高达|约|是|[:：])?\s?(\d{1,3}(?:\.\d+)?)\s?%")
_FIGURE = late(r"(?<![\d.])(\d{1,3}(?:\.\d+)?)\s*(?:%|\Z)(\s*(?:\(不含\)|以下))?")


class Figures(NamedTuple):
    """Where a listing states its clusters, and the most that it may mean, in percent."""

    field: Field
    span: Span
    most: float


def check(mentions: Mentions, settings: Settings) -> Iterator[Finding]:
    """One finding where the clusters are below the least (materials.yaml `cluster`), one where the filling is no down, one for 含绒量."""
    named = _named(mentions, settings)
    if named is None:
        return
    least = float(settings.lexicon.materials["down"].data.get("cluster", 50))
    zh, en = opening(named)
    stated = list(_figures(mentions))
    weak = next((one for one in stated if one.most < least), None)
    if weak is not None:
        message = Text(
            f"{zh}，绒子含量却写“{weak.span.cut(weak.field.text)}”，GB/T 14272-2021 要求{figure(least)}以上",
            f"{en}, with clusters of “{weak.span.cut(weak.field.text)}”; GB/T 14272-2021 asks for {figure(least)}",
        )
        related = Related(weak.field, Text("这里写的", "stated here"), weak.span)
        yield Finding(RULE.slug, named.field, named.span, message, None, (related,), None, named.hidden)
    else:
        yield from _filling(named, least, bool(stated), mentions, settings)
    old = next((field for field in mentions.listing.attributes if _OLD.search(field.name)), None)
    if old is not None:
        message = Text(f"“{old.name}”是旧标准的写法，现在标“绒子含量”", f"“{old.name}” is the old standard's term; state 绒子含量")
        yield Finding(RULE.slug, old, Span(0, len(old.text)), message, "note")


def _named(mentions: Mentions, settings: Settings) -> Claim | None:
    """The first claim that the goods are a garment or a quilt of down."""
    materials = settings.lexicon.materials
    for claim in copy_claims(mentions, "named", "pure", "percent"):
        if is_kind(claim.material, "down", materials) and _GOODS.search(normalise(claim.field.text).text):
            return claim
    return None


def _figures(mentions: Mentions) -> Iterator[Figures]:
    for field in mentions.listing.attributes:
        if _CLUSTERS.match(field.name):
            found = [float(one[1]) - (0.1 if one[2] else 0) for one in _FIGURE.finditer(normalise(field.text).text)]
            if found and max(found) <= 100:
                yield Figures(field, Span(0, len(field.text)), 100.0 if "以上" in field.text else max(found))
    for field in (*mentions.listing.fields, *mentions.listing.attributes):
        normal = normalise(field.text)
        for one in _STATED.finditer(normal.text):
            yield Figures(field, normal.span(Span(*one.span())), float(one[1]))


def _filling(named: Claim, least: float, stated: bool, mentions: Mentions, settings: Settings) -> Iterator[Finding]:
    """A finding where every filling surely lacks down, or holds less than `least` of it and no clusters are stated."""
    fillings = [(one, part) for one in mentions.compositions for part in one.parts if part.name == "filling" and part.shares]
    if not fillings:
        return
    materials = settings.lexicon.materials
    held = [share_of(part, "down", materials) for _, part in fillings]
    composition, part = fillings[0]
    said = composition.said(part)
    absent = all(standing(one, filling, "down", settings).absent for one, filling in fillings)
    if not absent and (stated or any(high is None or high >= least for _, high, _ in held)):
        return
    zh, en = opening(named)
    message = Text(f"{zh}，填充物却是“{said}”，不能叫羽绒制品", f"{en}, and the filling is “{said}”: these are no down goods")
    related = Related(composition.field, Text("填充物这样写", "the filling"), part.span)
    yield Finding(RULE.slug, named.field, named.span, message, None, (related,), None, named.hidden)
