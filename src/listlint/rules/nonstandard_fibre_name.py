"""LL306: names of fibres that the standards do not know, in the composition or as what the copy says the goods are made of."""

from __future__ import annotations

from collections.abc import Iterator

from listlint.composition import share_of
from listlint.holding import copy_claims, opening, standings
from listlint.late import late
from listlint.records.document import Text
from listlint.records.mention import Claim, Mentions, Share
from listlint.records.rule import SAFE, Basis, Edit, Finding, Fix, Rule
from listlint.records.settings import Settings
from listlint.text.normalise import fold

RULE = Rule(
    code="LL306",
    slug="nonstandard-fibre-name",
    severity="note",
    title=Text("不规范的纤维名称", "Nonstandard fibre name"),
    why=Text(
        "成分要用规范名称（GB/T 4146.1、GB/T 11951）：天丝写莱赛尔纤维，莱卡写氨纶，冰丝写粘纤；“100%纯棉”叠了两遍，只写“100%棉”或“纯棉”。"
        "超舒棉、亲肤棉、牛奶绒、浣熊绒这类名字不是纤维，听上去却像棉或动物绒，媒体和监管部门屡次点名；成分里没有它听上去的材料时报警告。",
        "A composition uses standard names (GB/T 4146.1, GB/T 11951): lyocell for Tencel, elastane for Lycra. 100%纯棉 says it twice. "
        "超舒棉, 亲肤棉, 牛奶绒, 浣熊绒 are no fibres and sound like cotton or animal down; where the composition lacks what the name "
        "sounds like it is a warning.",
    ),
    mend=Text(
        "写规范名称；自造的名字删掉，或在后面写明真实成分（聚酯纤维）。",
        "Write the standard name; drop the coined one, or say what it is made of.",
    ),
    basis=(Basis("GB/T 29862-2013", "8"), Basis("GB/T 4146.1-2020", "")),
)

NEEDS = ("graded", "doubtful")

_TWICE = late("(?:100|百分之?一?百|１００)[%％]?的?[纯純全]")


def check(mentions: Mentions, settings: Settings) -> Iterator[Finding]:
    """Fancy names and doubled degrees in copy, and trade names that stand alone in a part of a composition."""
    told: set[str] = set()
    for claim in copy_claims(mentions, "fancy"):
        if claim.material not in told and (finding := _fancy(claim, mentions, settings)) is not None:
            told.add(claim.material)
            yield finding
    for claim in copy_claims(mentions, "pure"):
        said = claim.span.cut(claim.field.text)
        twice = _TWICE.match(said)
        if (
            twice
            and not claim.hidden
            and not _belied(claim, mentions, settings)
            and settings.lexicon.materials[claim.material].data.get("fibre", True)
        ):
            plain = said[: twice.end() - 1] + said[twice.end() :]
            message = Text(f"“{said}”叠了两遍，写“{plain}”", f"“{said}” says it twice; write “{plain}”")
            yield Finding(RULE.slug, claim.field, claim.span, message, None, (), Fix(SAFE, (Edit(claim.span, plain),)))
    for composition in mentions.compositions:
        for part in composition.parts:
            if len(part.shares) == 1 and (standard := _standard(part.shares[0], settings)):
                name, zh = part.shares[0].name, f"成分只写了“{part.shares[0].name}”，规范名称是“{standard}”"
                en = f"the composition says only “{name}”; its standard name is “{standard}”"
                yield Finding(RULE.slug, composition.field, part.shares[0].span, Text(zh, en))


def _belied(claim: Claim, mentions: Mentions, settings: Settings) -> bool:
    """Whether the composition says otherwise: then 100% is what is wrong, said once or twice."""
    return any(one.absent or (one.high is not None and one.high < 100) for one in standings(claim, mentions, settings))


def _fancy(claim: Claim, mentions: Mentions, settings: Settings) -> Finding | None:
    """A finding for a fancy name, unless the composition bears out what it sounds like.

    A warning; a note where materials.yaml makes it one, or where it sounds like nothing in particular and the composition is stated.
    """
    data = settings.lexicon.composition["fancy"][claim.material]
    sounds, materials = data.get("sounds"), settings.lexicon.materials
    if data.get("degree") and claim.percent is None:
        return None
    parts = [part for composition in mentions.compositions for part in composition.parts]
    if sounds and any(share_of(part, sounds, materials)[2] for part in parts):
        return None
    severity = data.get("severity") if claim.percent is None else None
    if severity is None:
        severity = "note" if parts and not sounds and claim.percent is None else "warning"
    zh, en = opening(claim)
    like_zh = f"，听上去像{materials[sounds].name}" if sounds else ""
    like_en = f" and sounds like {materials[sounds].data.get('en')}" if sounds else ""
    message = Text(
        f"{zh}，这不是规范的纤维名称{like_zh}：写出真实成分",
        f"{en}, which is no standard fibre name{like_en}: say what it is made of",
    )
    return Finding(RULE.slug, claim.field, claim.span, message, severity, (), None, claim.hidden)


def _standard(share: Share, settings: Settings) -> str | None:
    """The standard name of a textile fibre that a share calls by a trade name, or None."""
    material = settings.lexicon.materials.get(share.material or "")
    if material is None or not material.data.get("fibre", True):
        return None
    return material.name if fold(share.name) in material.data.get("trade", ()) else None
