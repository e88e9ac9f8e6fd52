"""LL303: goods named after a material (真丝连衣裙, 羽绒枕) that their composition does not hold."""

from __future__ import annotations

from collections.abc import Iterator

from listlint.composition import is_kind
from listlint.holding import Standing, copy_claims, english, everywhere, figure, opening, related, standing, standings, stated_in, truth
from listlint.late import late
from listlint.records.document import Text
from listlint.records.mention import Claim, Mentions
from listlint.records.rule import Basis, Finding, Rule
from listlint.records.settings import Settings
from listlint.text.normalise import fold

ANY, QUILT = (Basis("广告法", "第八条"), Basis("产品质量法", "第三十九条")), Basis("GB/T 24252-2019", "")
TRACES = Basis("GB/T 29862-2013", "7.5")

HALF = 50.0
"""Percent from which nobody need be told that a material is a small part of the goods."""

_BLEND = late("混纺|混织|交织|拼|含|blend|mix")

RULE = Rule(
    code="LL303",
    slug="absent-material",
    severity="error",
    title=Text("成分里没有的材质", "Material not in the composition"),
    why=Text(
        "商品以某种材质命名，成分里却没有它，或达不到这个名字的要求：羊绒指山羊绒，绵羊毛不算；真皮不含 PU、超纤；蚕丝被填充物含桑蚕丝或柞蚕丝须 50% 以上；0.5% 以下的只算微量。"
        "只占小部分（不到一半，也不是最多的）的，给一条提示：写明“含羊毛30%”。",
        "Goods are named after a material that their composition lacks, or holds too little of for the name: 羊绒 is goat cashmere, not "
        "sheep's wool; 真皮 is neither PU nor microfibre; a 蚕丝被 needs 50% silk in its filling; up to 0.5% are only "
        "traces. For a small part (under half, and not the most) a note asks to say its share: 含羊毛30%.",
    ),
    mend=Text(
        "换成成分里的材质；成分写错的，改成分；仿的写明“仿”。",
        "Name a material that is there; correct a wrong composition; call an imitation one.",
    ),
    basis=(*ANY, QUILT, TRACES),
)

NEEDS = ("held",)


def check(mentions: Mentions, settings: Settings) -> Iterator[Finding]:
    """A finding for each material that the goods, or a part of them, are named after and surely lack."""
    if not mentions.compositions:
        return
    small: set[str] = set()
    for claim in copy_claims(mentions, "named"):
        held = standings(claim, mentions, settings)
        if not held or settings.lexicon.materials[claim.material].data.get("surface"):
            continue
        by_main = claim.part or _named_by_cloth(claim, settings)
        rest = held if by_main else everywhere(claim, mentions, settings)
        needed = least(claim, settings)
        if all(one.absent for one in rest):
            if not _one_of_several(claim, held, mentions, settings):
                yield _finding(claim, held[0], 0, settings)
        elif all(one.present and one.high is not None and one.high < needed for one in held):
            yield _finding(claim, held[0], needed, settings)
        elif all(_traces(one, claim, settings) for one in held):
            yield _uncounted(claim, held[0], settings)
        elif (
            claim.material not in small
            and all(_small(one, claim, settings) for one in held)
            and not _qualified(claim, held, mentions, settings)
        ):
            small.add(claim.material)
            yield _minor(claim, held[0], settings)


def _named_by_cloth(claim: Claim, settings: Settings) -> bool:
    """Whether only the main part can bear the name out: a leather lining makes no leather shoe, a silk lining no silk dress."""
    materials = settings.lexicon.materials
    if is_kind(claim.material, "leather", materials):
        return True
    fibre = materials[claim.material].data.get("fibre", True) and not is_kind(claim.material, "down", materials)
    return bool(fibre and claim.goods in settings.lexicon.composition.get("cloth_goods", ()))


def _one_of_several(claim: Claim, held: tuple[Standing, ...], mentions: Mentions, settings: Settings) -> bool:
    """Whether the same text also names a material that is there, and the composition gives no figures: then it may list only the chief one.

    棉和氨纶面料 does not contradict 材质: 棉.
    """
    if claim.field.role == "title" or any(one.in_figures for one in held):
        return False
    materials = settings.lexicon.materials
    others = {other.material for other in mentions.claims if other.field == claim.field and other.material != claim.material}
    return any(
        share.material and is_kind(share.material, other, materials) for one in held for share in one.part.shares for other in others
    )


def least(claim: Claim, settings: Settings) -> float:
    """The least percentage of the material that the name of the goods needs: `named_goods` for those goods, else `named`."""
    data = settings.lexicon.materials[claim.material].data
    goods = claim.goods[-1:]
    return float(
        next((figure for name, figure in data.get("named_goods", {}).items() if goods and name.endswith(goods)), data.get("named", 0))
    )


def _traces(one: Standing, claim: Claim, settings: Settings) -> bool:
    """Whether a part holds so little of the material that the standard lets it go uncounted."""
    return one.present and one.high is not None and one.high <= float(settings.lexicon.materials[claim.material].data.get("traces") or 0)


def _small(one: Standing, claim: Claim, settings: Settings) -> bool:
    """Whether a part surely holds less than half of the material, and more of another."""
    if not one.present or one.high is None or one.high >= HALF:
        return False
    materials = settings.lexicon.materials
    most = max((share.low or 0 for share in one.part.shares if not is_kind(share.material or "", claim.material, materials)), default=0)
    return most > one.high


def _qualified(claim: Claim, held: tuple[Standing, ...], mentions: Mentions, settings: Settings) -> bool:
    """Whether the text says that the goods are a blend, what share the material has, or what they are mostly made of."""
    text, (start, end) = claim.field.text, claim.span
    if _BLEND.search(fold(text[end : end + 6])) or _BLEND.search(fold(text[max(0, start - 2) : start])):
        return True
    materials = settings.lexicon.materials
    for other in mentions.claims:
        if other.field != claim.field or other.kind not in ("named", "percent", "pure"):
            continue
        if other.kind == "percent" and is_kind(other.material, claim.material, materials):
            return True
        if other.material != claim.material and any(_more_of(one, other.material, claim.material, settings) for one in held):
            return True
    return False


def _more_of(one: Standing, slug: str, than: str, settings: Settings) -> bool:
    """Whether a part holds more of a material than of another."""
    other = standing(one.composition, one.part, slug, settings)
    return other.present and other.low is not None and other.low > (one.high or 0) and not is_kind(slug, than, settings.lexicon.materials)


def _uncounted(claim: Claim, one: Standing, settings: Settings) -> Finding:
    """What to say of goods named after traces."""
    material, (zh, en) = settings.lexicon.materials[claim.material], opening(claim)
    (key, key_en), stated, traces = stated_in(one.composition), one.said(), figure(float(material.data["traces"]))
    message = Text(
        f"{zh}，但{key}是“{stated}”：{traces}以下的只算微量（GB/T 29862-2013 7.5），不能用来命名，按成分改写或改正属性",
        f"{en}, but {key_en} is “{stated}”: up to {traces} are only traces (GB/T 29862-2013, 7.5) and name no goods; write what it is, or "
        "correct the attribute",
    )
    return Finding(
        RULE.slug, claim.field, claim.span, message, None, (related(one, claim.material, settings),), None, claim.hidden, (TRACES,)
    )


def _minor(claim: Claim, one: Standing, settings: Settings) -> Finding:
    """What to say of goods named after a small part of what they are made of."""
    material, (zh, en) = settings.lexicon.materials[claim.material], opening(claim)
    (key, key_en), stated, instead = stated_in(one.composition), one.said(), truth(one, claim.material, settings).removeprefix("含")
    goods = f"（山羊绒制品的标准从{figure(float(material.data['goods_from']))}起）" if "goods_from" in material.data else ""
    goods_en = f" (standards of such goods begin at {figure(float(material.data['goods_from']))})" if goods else ""
    message = Text(
        f"{zh}，{key}是“{stated}”，{material.name}不到一半，也不是最多的{goods}：写明“含{instead}”，或以最多的材质命名",
        f"{en}, and {key_en} is “{stated}”: {english(material)} is under half and not the most{goods_en}; say that it contains “{instead}”, "
        "or name the goods after what there is most of",
    )
    return Finding(
        RULE.slug, claim.field, claim.span, message, "note", (related(one, claim.material, settings),), None, claim.hidden, (ANY[0],)
    )


def _finding(claim: Claim, one: Standing, needed: float, settings: Settings) -> Finding:
    material, (zh, en) = settings.lexicon.materials[claim.material], opening(claim)
    (key, key_en), stated, instead = stated_in(one.composition), one.said(), truth(one, claim.material, settings)
    lack_zh = f"不到这个名字所需的{figure(needed)}" if needed else f"没有{material.name}"
    lack_en = f"has less than the {figure(needed)} that the name needs" if needed else f"has no {english(material)}"
    message = Text(
        f"{zh}，但{key}是“{stated}”，{lack_zh}：按成分改写（“{instead}”），或改正属性",
        f"{en}, but {key_en} is “{stated}”, which {lack_en}: write what it is (“{instead}”), or correct the attribute",
    )
    quilt = is_kind(claim.material, "silk", settings.lexicon.materials) and claim.goods.endswith("被")
    basis = (*ANY, QUILT) if quilt else ANY
    return Finding(RULE.slug, claim.field, claim.span, message, None, (related(one, claim.material, settings),), None, claim.hidden, basis)
