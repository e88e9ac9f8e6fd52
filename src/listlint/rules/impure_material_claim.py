"""LL301: 纯棉, 100%羊毛 and the like, and a composition that says less."""

from __future__ import annotations

from collections.abc import Iterator

from listlint.claims.patterns import EXCEPTED
from listlint.holding import (
    Standing,
    copy_claims,
    figure,
    least_pure,
    measured,
    opening,
    passed_off,
    related,
    said,
    standings,
    stated_in,
    truth,
)
from listlint.records.document import Text
from listlint.records.mention import Claim, Mentions
from listlint.records.rule import UNSAFE, Basis, Edit, Finding, Fix, Rule
from listlint.records.settings import Settings

FIBRE, GOODS, PLATFORM = Basis("GB/T 29862-2013", "7.5"), Basis("广告法", "第八条"), Basis("平台规则", "材质标准")

RULE = Rule(
    code="LL301",
    slug="impure-material-claim",
    severity="error",
    title=Text("“纯”字材质不纯", "Impure material called pure"),
    why=Text(
        "GB/T 29862-2013：只有 100% 的单一纤维可写“纯棉”“全棉”“100%棉”，允差为 0（0.5% 以下的微量可不计）。平台另有门槛：相传淘宝、天猫要求"
        "含棉 96% 以上，只有一个来源，未核实。低于平台门槛报错误，够平台门槛而不够标准的报警告。",
        "GB/T 29862-2013: only a single fibre at 100% may be written 纯棉, 全棉 or 100%棉, with no tolerance (traces up to 0.5% need not "
        "be counted). Platforms have thresholds of their own: Taobao and Tmall are said to ask for 96% cotton, by a single, unverified "
        "source. Below the platform's threshold is an error, between it and the standard's a warning.",
    ),
    mend=Text(
        "按材质成分改写为实际含量（棉95%），或改正写错的属性；弹性纤维、装饰纤维不超过 5% 的，可注明“弹性纤维除外”（未核实）。",
        "Write the real share (棉95%), or correct the attribute if that is wrong; with at most 5% of elastic or decorative fibre one may "
        "add 弹性纤维除外 (unverified).",
    ),
    basis=(FIBRE, GOODS, PLATFORM),
)

NEEDS = ("held",)

MOST_EXCEPTED = 5.0
"""Percent of other fibres that 除外 may cover; GB/T 29862-2013 6.12, the figure unverified."""


def check(mentions: Mentions, settings: Settings) -> Iterator[Finding]:
    """A finding for each pure claim that no part it may mean bears out; the part that comes nearest is named."""
    if not mentions.compositions:
        return
    for claim in copy_claims(mentions, "pure"):
        judged = [(severity(claim, one, mentions, settings), one) for one in standings(claim, mentions, settings)]
        if any(one.reported and level in ("error", "warning") for level, one in judged):
            judged = [(level, one) for level, one in judged if one.reported and level]  # no attribute makes good what was measured
        failing = [(level, one) for level, one in judged if level]
        if not failing or any(level == "" for level, _ in judged):
            continue
        nearest = max((one for _, one in failing), key=lambda one: (one.high or 0, one.present))
        if not nearest.present and any(level is None for level, _ in judged):
            continue
        level = next(level for level, one in failing if one is nearest)
        fix = _fix(claim, nearest)
        message = _message(claim, nearest, level or "note", fix, mentions, settings)
        beside = (related(nearest, claim.material, settings),)
        basis = _basis(claim, mentions, settings)
        yield Finding(RULE.slug, claim.field, claim.span, message, level, beside, fix, claim.hidden, basis)


def severity(claim: Claim, one: Standing, mentions: Mentions, settings: Settings) -> str | None:
    """How badly a part fails a pure claim: error, warning, note; "" where it bears the claim out, None where it cannot tell."""
    if not one.present:
        return "error" if one.absent else None
    material = settings.lexicon.materials[claim.material]
    if not measured(material):
        return "error" if passed_off(one, claim.material, settings.lexicon.materials) else ""
    if one.high is None:
        return "" if one.alone else "warning" if one.sure else None
    least = least_pure(material, one, settings.lexicon.materials)
    platform = settings.profile(mentions.listing.platform).pure.get(claim.material, least)
    if one.high >= 100 - MOST_EXCEPTED and (claim.excepted or EXCEPTED.search(one.composition.field.text)):
        return ""
    if one.high < min(platform, least):
        return "error"
    if one.high < least:
        return "warning"
    return "note" if one.low is not None and one.low < least else ""


def _basis(claim: Claim, mentions: Mentions, settings: Settings) -> tuple[Basis, ...]:
    """The standard for fibres, the law for other goods; the platform's rule where it has one for the material."""
    fibre = settings.lexicon.materials[claim.material].data.get("fibre", True)
    asks = claim.material in settings.profile(mentions.listing.platform).pure
    return (FIBRE if fibre else GOODS, PLATFORM) if asks else (FIBRE if fibre else GOODS,)


def _message(claim: Claim, one: Standing, level: str, fix: Fix | None, mentions: Mentions, settings: Settings) -> Text:
    material, profile = settings.lexicon.materials[claim.material], settings.profile(mentions.listing.platform)
    zh, en = opening(claim)
    (key, key_en), stated = stated_in(one.composition), one.said()
    if level == "note":
        return Text(
            f"{zh}，{key}只写了“{stated}”，看不出够不够{figure(least_pure(material, one, settings.lexicon.materials))}：请写明{material.name}的准确含量",
            f"{en}, and {key_en} only says “{stated}”: state the exact share of {material.data.get('en') or material.name}",
        )
    platform = profile.pure.get(claim.material)
    doubt_zh, doubt_en = ("（单一来源，未核实）", " (a single, unverified source)") if "未核实" in profile.pure_source else ("", "")
    asks_zh = f"{profile.title.zh}要求{material.name}含量{figure(platform)}以上{doubt_zh}，" if platform else ""
    asks_en = f"{profile.title.en} asks for {figure(platform)} or more{doubt_en}; " if platform else ""
    share = float(material.data.get("pure") or 100)
    pure = figure(share)
    more_zh, more_en = ("以上", " or more") if share < 100 else ("", "")
    plain = claim.plain or said(claim)
    fibre = material.data.get("fibre", True)
    standard_zh = f"GB/T 29862-2013 只许{pure}{more_zh}写“{plain}”" if fibre else f"只有{pure}{more_zh}才可写“{plain}”"
    instead = list(dict.fromkeys([*(edit.text for edit in (fix.edits if fix else ())), truth(one, claim.material, settings)]))
    return Text(
        f"{zh}，但{key}是“{stated}”：{asks_zh}{standard_zh}；改为{'或'.join(f'“{word}”' for word in instead)}",
        f"{en}, but {key_en} is “{stated}”: {asks_en}only {pure}{more_en} may be called pure; write {' or '.join(f'“{word}”' for word in instead)}",
    )


def _fix(claim: Claim, one: Standing) -> Fix | None:
    """The bare name in place of the pure claim (纯棉 -> 棉质), where the name is Chinese and the goods hold no more of anything else."""
    name = (claim.plain or said(claim)).lstrip("0123456789０１.%％ 百分之的").lstrip("纯純全").rstrip("0123456789０１.%％ ：:")
    most = max((share.low or 0 for share in one.part.shares), default=0)
    if not one.present or not name or name.isascii() or (one.high is not None and one.high < most):
        return None
    follows = claim.field.text[claim.span.end : claim.span.end + 1]
    return Fix(UNSAFE, (Edit(claim.span, name + "质" if len(name) == 1 and follows not in ("质", "的") else name),))
