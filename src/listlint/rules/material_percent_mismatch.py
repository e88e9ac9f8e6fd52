"""LL302: a figure in copy (含棉95%, 90白鹅绒) that the composition does not bear out."""

from __future__ import annotations

from collections.abc import Iterator

from listlint.composition import is_kind
from listlint.evidence import tested
from listlint.holding import (
    Standing,
    copy_claims,
    english,
    figure,
    named,
    opening,
    pointed,
    related,
    standings,
    stated_in,
    tolerance,
    truth,
)
from listlint.late import late
from listlint.records.document import Field, Text
from listlint.records.mention import Claim, Mentions
from listlint.records.rule import Basis, Finding, Rule
from listlint.records.settings import Settings
from listlint.records.span import Span
from listlint.text.normalise import fold, normalise

FIBRE, DOWN, GOODS = Basis("GB/T 29862-2013", "7"), Basis("GB/T 14272-2021", ""), Basis("广告法", "第八条")

RULE = Rule(
    code="LL302",
    slug="material-percent-mismatch",
    severity="error",
    title=Text("材质含量与成分不符", "Stated share differs from the composition"),
    why=Text(
        "文案写的含量应与成分一致；标准只容许检测偏差（混纺 ±5 个百分点，填充物 ±10，未核实；标 10% 以下的 ±3）。羽绒写的是绒子含量，偏差 3 个百分点以内（未核实）。",
        "A share stated in copy must agree with the composition; the standard allows only for testing (blends ±5 points, fillings ±10, "
        "unverified; shares up to 10%: ±3). For down the figure is the cluster content, within 3 points (unverified).",
    ),
    mend=Text("改成成分表里的数字；成分表写错的，改成分表。", "Write the figure of the composition, or correct the composition."),
    basis=(FIBRE, DOWN, GOODS),
)

NEEDS = ("held",)

_CLUSTERS = late("含绒量|含绒率|绒子含量")
_IN_COPY = late(r"(?:绒子(?:含量|率)?|含绒[量率])(?:为|达到?|高达|约|是|[:：])?\s?(\d{1,3}(?:\.\d+)?)\s?%(?!以上|及以上)")
_FIGURES = late(r"\d{1,3}(?:\.\d+)?(?=\s*(?:%|\Z))")


def check(mentions: Mentions, settings: Settings) -> Iterator[Finding]:
    """A finding for each stated figure outside the tolerance of every part it may mean."""
    for claim in copy_claims(mentions, "percent", "pure"):
        if claim.percent is None or not settings.lexicon.materials:
            continue
        down = is_kind(claim.material, "down", settings.lexicon.materials)
        if down and claim.kind == "percent" and (stated := _clusters(mentions, settings)):
            told = list(_against_clusters(claim, stated, settings))
            held = standings(claim, mentions, settings)
            yield from told or (_against_parts(claim, down, mentions, settings) if held and all(one.absent for one in held) else ())
        elif claim.kind == "percent":
            yield from _against_parts(claim, down, mentions, settings)
    yield from _clusters_in_copy(mentions, settings)


def _against_parts(claim: Claim, down: bool, mentions: Mentions, settings: Settings) -> Iterator[Finding]:
    judged = [(verdict(claim, one, down, settings), one) for one in standings(claim, mentions, settings)]
    if any(one.reported and wrong for wrong, one in judged):
        judged = [(wrong, one) for wrong, one in judged if one.reported and wrong]  # no attribute makes good what was measured
    failing = [one for wrong, one in judged if wrong]
    if not failing or any(wrong is False for wrong, _ in judged):
        return
    nearest = max(failing, key=lambda one: (one.present, one.high or 0))
    if not nearest.present and any(wrong is None for wrong, _ in judged):
        return
    zh, en = opening(claim)
    (key, key_en), stated, material = stated_in(nearest.composition), nearest.said(), settings.lexicon.materials[claim.material]
    lack_zh, lack_en = ("", "") if nearest.present else (f"，没有{material.name}", f", which has no {english(material)}")
    instead = truth(nearest, claim.material, settings)
    message = Text(
        f"{zh}，但{key}是“{stated}”{lack_zh}：改为“{instead}”，或改正属性",
        f"{en}, but {key_en} is “{stated}”{lack_en}: write “{instead}”, or correct the attribute",
    )
    basis = DOWN if down else FIBRE if settings.lexicon.materials[claim.material].data.get("fibre", True) else GOODS
    beside = (related(nearest, claim.material, settings),)
    yield Finding(RULE.slug, claim.field, claim.span, message, None, beside, None, claim.hidden, (basis,))


def verdict(claim: Claim, one: Standing, down: bool, settings: Settings) -> bool | None:
    """Whether a part contradicts a stated figure; None where it cannot tell."""
    if not one.present:
        return True if one.absent else None
    if one.low is None or one.high is None or claim.percent is None:
        return None
    if down and one.low == 100:  # all of the filling is down; how much of that is clusters it does not say
        return None
    within = tolerance(claim.percent, one.part.name, settings.lexicon.composition.get("tolerance", {}))
    return claim.percent > one.high + within or (not claim.at_least and claim.percent < one.low - within)


def _clusters(mentions: Mentions, settings: Settings) -> list[tuple[Field, list[float]]]:
    """The attributes, and the results of reports, that state the cluster content of down, with their figures."""
    found: list[tuple[Field, list[float]]] = []
    for field in (
        *mentions.listing.attributes,
        *(tested(mentions.listing, settings.today) if mentions.listing.extra.get("evidence") else ()),
    ):
        if _CLUSTERS.search(field.name):
            figures = [float(one.group()) for one in _FIGURES.finditer(fold(field.text))]
        else:  # 白鹅绒（绒子含量72%）
            figures = [float(one[1]) for one in _IN_COPY.finditer(fold(field.text))] if "绒" in field.text or "絨" in field.text else []
        if figures := [figure for figure in figures if figure <= 100]:
            found.append((field, figures))
    return found


def _against_clusters(claim: Claim, stated: list[tuple[Field, list[float]]], settings: Settings) -> Iterator[Finding]:
    within = float(settings.lexicon.composition.get("tolerance", {}).get("down_cluster", 3))
    percent = claim.percent or 0.0
    if any((claim.at_least or min(figures) - within <= percent) and percent <= max(figures) + within for _, figures in stated):
        return
    field, figures = stated[0]
    (zh, en), (key, key_en) = opening(claim), named(field)
    message = Text(
        f"{zh}，但{key}是“{field.text}”：改成“{figure(max(figures))}”",
        f"{en}, but {key_en} is “{field.text}”: write {figure(max(figures))}",
    )
    yield Finding(RULE.slug, claim.field, claim.span, message, None, (pointed(field),), None, claim.hidden, (DOWN,))


def _clusters_in_copy(mentions: Mentions, settings: Settings) -> Iterator[Finding]:
    """A finding for each 绒子含量90% in copy that the attribute of that name does not bear out."""
    stated = _clusters(mentions, settings)
    within = float(settings.lexicon.composition.get("tolerance", {}).get("down_cluster", 3))
    for field in mentions.listing.fields if stated else ():
        normal = normalise(field.text)
        for found in _IN_COPY.finditer(normal.text):
            span = normal.span(Span(*found.span()))
            judged = any(claim.field == field and claim.percent is not None and claim.span.overlaps(span) for claim in mentions.claims)
            if judged or any(min(figures) - within <= float(found[1]) <= max(figures) + within for _, figures in stated):
                continue
            (attribute, figures), said = stated[0], span.cut(field.text)
            (key, key_en), most = named(attribute), figure(max(figures))
            message = Text(
                f"文案写“{said}”，但{key}是“{attribute.text}”：改成“{most}”",
                f"the copy says “{said}”, but {key_en} is “{attribute.text}”: write {most}",
            )
            yield Finding(RULE.slug, field, span, message, None, (pointed(attribute),), basis=(DOWN,))
