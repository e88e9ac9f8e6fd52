"""LL304: a pure or percent claim, and attributes that state no composition to hold it against."""

from __future__ import annotations

from collections.abc import Iterator

from listlint.evidence import GROUND, ROLE
from listlint.holding import copy_claims, measured, opening, report, said
from listlint.records.document import Text
from listlint.records.mention import UNLISTED, Exempt, Hit, Mentions
from listlint.records.rule import Basis, Finding, Rule
from listlint.records.settings import Settings

RULE = Rule(
    code="LL304",
    slug="unstated-material",
    severity="warning",
    title=Text("材质宣称无成分可对", "Material claim with no composition"),
    why=Text(
        "文案写了“纯棉”或具体含量，属性里却没有材质成分，买家和平台都无从核对（广告法第八条：对成分的表示应当准确、清楚、明白）。",
        "The copy claims purity or a figure, and no attribute states the composition (Advertising Law, Art. 8: what is said of "
        "ingredients must be accurate and clear).",
    ),
    mend=Text("在属性里填材质成分（棉100%），或附检测报告。", "Fill in the composition attribute (棉100%), or attach a test report."),
    basis=(Basis("广告法", "第八条"),),
)

NEEDS = ("graded",)


def check(mentions: Mentions, settings: Settings) -> Iterator[Finding | Exempt]:
    """One finding for each material claimed, at its first claim, or the report that covers it.

    A note where the listing carries no attributes at all.
    """
    if not mentions.claims or any(one.field.role != ROLE for one in mentions.compositions):
        return
    held = report(mentions, settings.today)
    told: set[str] = set()
    for claim in copy_claims(mentions, "pure", "percent"):
        if claim.material in told or not measured(settings.lexicon.materials[claim.material]):
            continue
        told.add(claim.material)
        if held is not None:
            hit = Hit(claim.field, claim.span, said(claim), RULE.slug, UNLISTED)
            yield Exempt(hit, claim.span, GROUND, held.described())
            continue
        zh, en = opening(claim)
        message = Text(f"{zh}，属性里没有材质成分可对：补填材质成分", f"{en}, and no attribute states the composition: fill it in")
        level = None if mentions.listing.attributes else "note"
        yield Finding(RULE.slug, claim.field, claim.span, message, level, (), None, claim.hidden)
