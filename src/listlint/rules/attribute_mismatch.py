"""LL308: copy that contradicts an attribute: 长袖 in the title, 短袖 as 袖长."""

from __future__ import annotations

from collections.abc import Iterator

from listlint.records.document import COPY, ROLES, Field, Text
from listlint.records.lexicon import Lexicon
from listlint.records.mention import Mentions
from listlint.records.rule import Basis, Finding, Related, Rule
from listlint.records.settings import Settings
from listlint.values import Aspect, Grammar, Said, copies, corrected, grammar, held, key_of, shown, verdict

RULE = Rule(
    code="LL308",
    slug="attribute-mismatch",
    severity="error",
    title=Text("文案与属性不符", "Copy contradicts an attribute"),
    why=Text(
        "《广告法》第八条：对商品的性能、产地、用途、质量、成分、有效期限等有表示的，应当准确、清楚、明白；第二十八条：产地、规格等信息与实际情况不符，对购买行为有实质性影响的，"
        "是虚假广告。标题说长袖、属性填短袖，至少有一处不实。袖长、领型、版型、衣长、腰型、跟高、季节、性别、年龄、颜色、产地、厚薄、裤长、适用机型、床尺寸、净含量、重量、件数、保质期、型号、年份等逐项核对，"
        "单位换算后再比（500ml = 0.5L，2斤 = 1kg，36个月 = 3年）；风格（韩版、法式）、渠道（香港专柜）、面料的产地（进口面料）不算商品的产地；"
        "多规格、组合装、相邻的档次只提示。",
        "广告法 art. 8: what is said of properties, origin, use, quality, content or term of validity must be accurate and clear; art. 28: "
        "information on origin, specification and the like that does not agree with the facts and bears on the purchase makes false "
        "advertising. Where title and attribute differ, one is untrue. Units are converted first (500ml = 0.5L, 2斤 = 1kg, 36个月 = 3年); styles (韩版), channels (香港专柜) and the origin "
        "of a material (进口面料) are no origin of the goods; variants, packs and neighbouring grades are only notes.",
    ),
    mend=Text("核对实物，把文案或属性里写错的一处改正。", "Look at the goods, and correct whichever of the two is wrong."),
    basis=(Basis("广告法", "第八条"), Basis("广告法", "第二十八条")),
)


def states_aspect(lexicon: Lexicon, name: str) -> bool:
    """Whether an attribute of that name states an aspect of values.yaml."""
    return bool(grammar(lexicon.values).keys.get(key_of(name)))


NAMED = states_aspect
_UNMENDED = ("核对后改正其中一处", "correct one of them")


def check(mentions: Mentions, settings: Settings) -> Iterator[Finding]:
    """A finding for each text that says of an aspect what no attribute stating that aspect can agree with."""
    known = grammar(settings.lexicon.values)
    stating: dict[str, list[Field]] = {}
    for field in mentions.listing.attributes:
        for slug in known.keys.get(key_of(field.name), ()):
            stating.setdefault(slug, []).append(field)
    texts = copies(mentions.listing, known)
    for slug, fields in stating.items():
        aspect, speaking = known.aspect(slug), [copy for copy in texts if slug in copy.hinted]
        stated = [one for one in (held(field, aspect, known) for field in fields) if one is not None] if speaking else []
        if stated:
            yield from _held_against([said for copy in speaking for said in copy.says(aspect, known)], stated, aspect, known, mentions)


def _held_against(claims: list[Said], stated: list[Said], aspect: Aspect, known: Grammar, mentions: Mentions) -> Iterator[Finding]:
    for claim in claims:
        level = verdict(claim, stated, aspect, known)
        if level and not (aspect.kind == "model" and _named_elsewhere(claim, mentions)):
            yield _finding(claim, stated, aspect, level)


def _named_elsewhere(claim: Said, mentions: Mentions) -> bool:
    """Whether another attribute (规格, 货号) names the model that the copy names."""
    said = claim.span.cut(claim.field.text).lower()
    return any(said in field.text.lower() for field in mentions.listing.attributes)


def _finding(claim: Said, others: list[Said], aspect: Aspect, level: str) -> Finding:
    other, role = others[0], claim.field.role
    fix = corrected(claim, others, aspect)
    mend = (f"改为“{fix.edits[0].text}”，或改正属性", f"write “{fix.edits[0].text}”, or correct the attribute") if fix else _UNMENDED
    maybe = ("（若是另一规格或相近的说法，请写清楚）", " (if this is a variant, say so)") if level == "note" else ("", "")
    message = Text(
        f"{ROLES.get(role, COPY).zh}写“{shown(claim)}”，但属性“{other.field.name}”是“{shown(other)}”：{aspect.title.zh}不一致，{mend[0]}{maybe[0]}",
        f"the {role.replace('_', ' ')} says “{shown(claim)}”, but the attribute {other.field.name} is “{shown(other)}”: the {aspect.title.en} "
        f"differs; {mend[1]}{maybe[1]}",
    )
    related = tuple(Related(one.field, Text("属性这样写", "the attribute says"), one.span) for one in others)
    return Finding(RULE.slug, claim.field, claim.span, message, level, related, fix)
