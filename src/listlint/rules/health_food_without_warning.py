"""LL405: copy of a health food that does not say 本品不能代替药物."""

from __future__ import annotations

from collections.abc import Iterator

from listlint.category import goods, possible
from listlint.late import late
from listlint.records.document import Field, Listing, Text
from listlint.records.mention import Mentions
from listlint.records.rule import Basis, Examples, Finding, Rule
from listlint.records.settings import Settings
from listlint.records.span import Span
from listlint.text.normalise import fold

RULE = Rule(
    code="LL405",
    slug="health-food-without-warning",
    severity="error",
    title=Text("保健食品缺少警示语", "Health food without its warning"),
    why=Text(
        "保健食品广告应当显著标明“本品不能代替药物”（广告法第十八条；食品安全法第七十八条）。",
        "An advertisement for health food must show prominently that the product cannot replace medicine (Advertising Law, "
        "Art. 18; Food Safety Law, Art. 78).",
    ),
    mend=Text("在详情里显著写上“本品不能代替药物”。", "Write “本品不能代替药物” prominently in the detail."),
    basis=(Basis("广告法", "第十八条"), Basis("食品安全法", "第七十八条")),
    examples=Examples(),
)

KIND = "health-food"
WARNING = late(r"不(?:能|可|得)?(?:完全)?(?:代替|替代|取代)药(?:物|品)|保健食品不是药(?:物|品)")
"""The warning as the law words it (不能代替药物), and as labels vary it."""

SIEVE = "健|钙|咀嚼片|左旋|胶囊|肝油|辅酶|营养|鱼油|维生素|蛋白|氨糖|褪黑|蓝帽"
"""categories.yaml knows a health food by no word without one of these (a test holds it)."""


def check(mentions: Mentions, settings: Settings) -> Iterator[Finding]:
    """One finding on the title (or first text) of a health food whose copy lacks the warning.

    A warning where the title only lets the kind be guessed; a note where a sure one brings no detail, for the words may stand
    in its pictures.
    """
    listing, categories = mentions.listing, settings.lexicon.categories
    if not listing.fields or _bare(listing) or not possible(listing, KIND, categories):
        return
    sold = goods(listing, categories)
    if KIND not in sold.kinds or any(WARNING.search(fold(field.text)) for field in (*listing.fields, *listing.attributes)):
        return
    copy = any(field.role in ("detail", "selling_point") for field in listing.fields)
    if not copy and not sold.sure:
        return
    field = _first(listing)
    severity = "error" if copy and sold.sure else "warning" if copy else "note"
    yield Finding(RULE.slug, field, Span(0, len(field.text)), _MESSAGE, severity)


def _bare(listing: Listing) -> bool:
    """Whether a listing is a title and nothing else: what its page says nobody knows."""
    return not (listing.category or listing.attributes or any(field.role != "title" for field in listing.fields))


def _first(listing: Listing) -> Field:
    return next((field for field in listing.fields if field.role == "title"), listing.fields[0])


_MESSAGE = Text(
    "这是保健食品，文案里没有“本品不能代替药物”：在详情里显著写上",
    "this is a health food and its copy does not say “本品不能代替药物”: write it prominently in the detail",
)
