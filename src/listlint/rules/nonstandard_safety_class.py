"""LL310: a safety class (A类, 婴幼儿级) that no attribute or report states, another one than stated, or one that does not exist."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from listlint.composition import is_kind
from listlint.evidence import GROUND, proof, tested
from listlint.holding import named, pointed
from listlint.late import late
from listlint.records.document import Field, Text
from listlint.records.mention import UNLISTED, Exempt, Hit, Mentions
from listlint.records.rule import UNSAFE, Basis, Edit, Finding, Fix, Rule
from listlint.records.settings import Settings
from listlint.records.span import Span
from listlint.text.normalise import fold, normalise

RULE = Rule(
    code="LL310",
    slug="nonstandard-safety-class",
    severity="warning",
    title=Text("安全类别不规范", "Nonstandard safety class"),
    why=Text(
        "GB 18401-2010 把纺织品分为 A（婴幼儿用品）、B（直接接触皮肤）、C 三类，GB 31701-2015 管婴幼儿及儿童纺织产品；写了类别就要有吊牌或报告可对，没有“母婴级”“婴儿级”这种类别。",
        "GB 18401-2010 has three classes, A (goods for infants), B (next to the skin) and C; GB 31701-2015 covers textiles for infants and "
        "children. A class in copy needs a label or a report to be held against, and “母婴级” is none.",
    ),
    mend=Text(
        "在属性里填安全技术类别（GB 18401-2010 A类），或附检测报告；“母婴级”改写成实际类别。",
        "State the class in an attribute (GB 18401-2010 A类), or attach a test report; write the real class for 母婴级.",
    ),
    basis=(Basis("GB 18401-2010", ""), Basis("GB 31701-2015", "")),
)

SIEVE = "a类|b类|c类|婴|宝宝级"

_CLASS = late(r"(?<![0-9a-z六七超五])([abc])类(?![医器网线火药别似疫])")
_INVENTED = late(r"(?:(?<![0-9a-z])a类)?(?:母婴|婴儿|婴幼儿|婴童|宝宝)级别?")
_INFANT = late(r"婴幼?儿(?:用品|标准|专用|可用|适用)")
_KEY = late("安全(?:技术)?(?:类别|等级|级别|标准|技术|类)|技术类别|产品类别")
_CLOTH = late(
    "床单|床品|床笠|件套|被套|被子|枕套|枕巾|毛巾|浴巾|内裤|内衣|睡衣|家居服|秋衣|t恤|衬衫|连衣裙|连体衣|爬服|哈衣|包被|口水巾|袜|裤|裙|外套|大衣|棉服|棉衣|羽绒服|毛衣|卫衣"
    "|马甲|围巾|毛毯|睡袋|童装|女装|男装|面料|布料"
)
_WORN_WITH = late(r"(?:搭配|外搭|内搭|配上|搭上|可搭|叠穿|附赠|加赠|赠送|[送赠搭配])[^\s,。;!]{0,6}\Z")
"""What stands before goods that these are worn with or come with; their class is not that of these."""

_YOUNG = late("婴|宝宝|儿童|童装|新生|孕|幼儿|哺乳|月子")


class Said(NamedTuple):
    """What copy says of a class: where, which letter ("" for an invented one or 婴幼儿用品), whether it is invented."""

    field: Field
    span: Span
    letter: str
    invented: bool


def check(mentions: Mentions, settings: Settings) -> Iterator[Finding | Exempt]:
    """One finding for the first class that the copy names, if no attribute or report states it, and one for the first that does
    not exist; or the report or certificate that covers it."""
    found = [one for field in mentions.listing.fields for one in _said(field)]
    if not found or not _textile(mentions, settings):
        return
    stated = _stated(mentions, settings)
    invented = next((one for one in found if one.invented), None)
    if invented is not None and not _for_the_young(mentions):
        words = invented.span.cut(invented.field.text)
        message = Text(
            f"没有“{words}”这种类别，改写成吊牌上的类别（A类）", f"there is no class “{words}”; write the one on the label (A类)"
        )
        yield Finding(RULE.slug, invented.field, invented.span, message, None, (), Fix(UNSAFE, (Edit(invented.span, "A类"),)))
        return
    one = found[0]
    words = one.span.cut(one.field.text)
    if stated is not None:
        field, letter = stated
        if (one.letter or "a") < letter:
            key, key_en = named(field)
            message = Text(f"文案写“{words}”，{key}却是“{field.text}”", f"the copy says “{words}” and {key_en} is “{field.text}”")
            yield Finding(RULE.slug, one.field, one.span, message, "error", (pointed(field),))
            return
        if field.role == "attribute":
            return
    held = proof(mentions.listing, ("test_report", "certificate"), settings.today)
    if held is not None:
        yield Exempt(Hit(one.field, one.span, words, RULE.slug, UNLISTED), one.span, GROUND, held.described())
    else:
        message = Text(
            f"文案写“{words}”，属性里没有安全类别，也没有检测报告可对",
            f"the copy says “{words}”, and no attribute states the class and no report backs it",
        )
        yield Finding(RULE.slug, one.field, one.span, message, None if mentions.listing.attributes else "note")


def _said(field: Field) -> Iterator[Said]:
    """What the copy says of these goods' class, not of what they are worn with."""
    return (one for one in _named(field) if not _WORN_WITH.search(fold(field.text[max(0, one.span.start - 12) : one.span.start])))


def _named(field: Field) -> Iterator[Said]:
    normal = normalise(field.text)
    for found in _INVENTED.finditer(normal.text):
        yield Said(field, normal.span(Span(*found.span())), "", True)
    for found in _CLASS.finditer(normal.text):
        if not _INVENTED.match(normal.text, found.start()):
            yield Said(field, normal.span(Span(*found.span())), found[1], False)
    for found in _INFANT.finditer(normal.text):
        yield Said(field, normal.span(Span(*found.span())), "", False)


def _textile(mentions: Mentions, settings: Settings) -> bool:
    """Whether the goods are of cloth: a composition or a claim of fibre, or a category or title that says so."""
    materials = settings.lexicon.materials
    named = {share.material or "" for one in mentions.compositions for part in one.parts for share in part.shares if part.name != "filling"}
    named |= {claim.material for claim in mentions.claims}
    if any(slug in materials and materials[slug].data.get("fibre", True) and not is_kind(slug, "feather", materials) for slug in named):
        return True
    title = fold(" ".join(field.text for field in mentions.listing.fields if field.role == "title") + (mentions.listing.category or ""))
    return bool(_CLOTH.search(title))


def _stated(mentions: Mentions, settings: Settings) -> tuple[Field, str] | None:
    """The result of a report in force, or the attribute, that states the class, and the class: the lower one where both do."""
    reported = tested(mentions.listing, settings.today) if mentions.listing.extra.get("evidence") else ()
    found = [one for field in (*mentions.listing.attributes, *reported) for one in _class_of(field)]
    return max(found, key=lambda one: one[1], default=None)


def _class_of(field: Field) -> Iterator[tuple[Field, str]]:
    text = fold(field.text)
    found = _CLASS.search(text)
    if found is not None and (_KEY.search(field.name) or "18401" in text or "31701" in text):
        yield field, found[1]


def _for_the_young(mentions: Mentions) -> bool:
    copy = [fold(field.text) for field in mentions.listing.fields if field.role == "title"]
    copy += [fold(field.text) for field in mentions.listing.attributes if "适用" in field.name or "人群" in field.name]
    return any(_YOUNG.search(_INVENTED.sub("", text)) for text in (*copy, mentions.listing.category or ""))
