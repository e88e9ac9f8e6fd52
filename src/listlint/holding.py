"""Which parts of a listing's compositions a claim is held against, and what they say of the claimed material."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date
from typing import Any, NamedTuple

from listlint.claims.patterns import QUILT, SHELL
from listlint.composition import is_kind, share_of
from listlint.evidence import ROLE, Evidence, evidence
from listlint.late import late
from listlint.records.document import COPY, ROLES, Field, Text
from listlint.records.lexicon import Material
from listlint.records.mention import Claim, Composition, Mentions, Part
from listlint.records.rule import Related
from listlint.records.settings import Settings
from listlint.records.span import Span

_QUILTED = late("[被枕](?![套罩单巾面壳])")
"""A quilt or a pillow in a title, and not its cover."""

_WORDED = late("[^0-9０-９]*[纯純全][^0-9０-９]*")

MAIN = frozenset({None, "main", "upper", "pile", "body"})
"""Part classes that copy means where it names no part: the main fabric, a shoe's upper, a carpet's pile, the
undivided whole."""

FULL = 99.0
"""Percent that the stated shares must add up to for a composition to be complete; rounding may lose a point."""

VESSELS = frozenset("杯壶瓶锅盒罐桶碗")
"""Last characters of goods whose inner wall (内胆) is what they are said to be made of."""

NO_CLOTH = ("leather", "solid-wood", "metal")
"""Materials that a part of cloth surely lacks, whatever the cloth is of."""


class Standing(NamedTuple):
    """What one part says of a material: between `low` and `high` percent (None: no figure), and whether it is named at all.

    `sure`: every name in the part is known and nothing of the attribute was left unread, so that what is not named is not there.
    `alone`: it is the only material named.
    """

    composition: Composition
    part: Part
    low: float | None
    high: float | None
    present: bool
    sure: bool
    alone: bool

    @property
    def in_figures(self) -> bool:
        """Whether every share of the part has a figure, so that it can be taken for complete."""
        return all(share.low is not None for share in self.part.shares)

    @property
    def exact(self) -> bool:
        """Whether it states the material in one figure."""
        return self.present and self.low is not None and self.low == self.high

    @property
    def full(self) -> bool:
        """Whether it gives every share in one figure and they make up the whole, so that a vaguer name of the same part adds nothing."""
        return self.sure and self.in_figures and sum(share.low or 0 for share in self.part.shares) >= FULL

    @property
    def worded(self) -> bool:
        """Whether its figure is only the word 纯 or 全."""
        return self.low == 100 and _WORDED.fullmatch(self.composition.field.text) is not None

    @property
    def reported(self) -> bool:
        """Whether a report says so, and no attribute."""
        return self.composition.field.role == ROLE

    @property
    def absent(self) -> bool:
        """Whether the part surely lacks the material."""
        return not self.present and self.sure and bool(self.part.shares)

    def place(self, slug: str, materials: Mapping[str, Material]) -> tuple[Field, Span]:
        """Where the part states the material's share; the whole part where it states none."""
        shares = [share for share in self.part.shares if share.material and is_kind(share.material, slug, materials)]
        if not shares:
            return self.composition.field, self.part.span
        text = shares[0].text
        spans = [share.span for share in shares if share.text == text]
        return (self.composition.field, *self.composition.more)[text], Span(spans[0].start, spans[-1].end)

    def said(self) -> str:
        """The part as the seller wrote it."""
        return self.composition.said(self.part)


def measured(material: Material) -> bool:
    """Whether its purity is a matter of percent: textile fibres and precious metals, not 全金属 or 全实木."""
    return bool(material.data.get("fibre", True) or "pure" in material.data)


def passed_off(one: Standing, slug: str, materials: Mapping[str, Material]) -> bool:
    """Whether beside a material the part names one that is often passed off as it: board beside wood, PU beside leather."""
    kinds = [material for of, material in materials.items() if is_kind(slug, of, materials)]
    false = {other for material in kinds for other in material.data.get("not", ())}
    return any(share.material and is_kind(share.material, of, materials) for share in one.part.shares for of in false)


def least_pure(material: Material, one: Standing, materials: Mapping[str, Material]) -> float:
    """The least percentage that the standard takes for pure, traces left out.

    Where materials.yaml names what the rest must be (`rest`: cashmere at 95% beside wool alone), any other rest makes it 100.
    """
    pure, rest = float(material.data.get("pure") or 100), material.data.get("rest")
    if rest:
        others = [share.material for share in one.part.shares if not (share.material and is_kind(share.material, material.slug, materials))]
        pure = pure if all(other and any(is_kind(other, of, materials) for of in rest) for other in others) else 100.0
    return pure - float(material.data.get("traces") or 0)


def tolerance(percent: float, part: str | None, figures: Mapping[str, Any]) -> float:
    """Points by which a share may differ from the stated one (materials.yaml `composition.tolerance`)."""
    prefix, plain = ("filling_", figures.get("filling", 10)) if part == "filling" else ("", figures.get("blend", 5))
    low = figures.get(f"{prefix}low", {})
    return float(low["within"] if low and percent <= low["upto"] else plain)


def standings(claim: Claim, mentions: Mentions, settings: Settings) -> tuple[Standing, ...]:
    """What every part that the claim may mean says of its material, in the order of the attributes.

    An unscoped claim is held against the main parts and the whole, and may be satisfied by the filling (a 全棉被 may be cotton
    inside or outside); in the title of a quilt of which only the filling is stated it is held against that. A claim about another part is held against the parts of that class. Where none is stated, an undivided whole
    stands for the filling of a quilt or a pillow, if it gives figures, and for whatever it names itself; it says nothing of a lining.
    """
    every = _parts(mentions)
    judged = [standing(composition, part, claim.material, settings) for composition, part in every]
    if claim.part in MAIN:
        main = _telling([one for one in judged if one.part.name in MAIN])
        inside = [one for one in judged if one.part.name == "filling" and not one.absent]
        walls = [one for one in judged if one.part.name == "shell"] if claim.goods[-1:] in VESSELS else []
        if walls and claim.part is None:
            return tuple(walls)
        if claim.part is None and not main and _quilted(claim, mentions, settings):
            return tuple(_telling([one for one in judged if one.part.name == "filling"]))
        return tuple(main + inside if claim.part is None and main else main)
    alike = ("trim", "collar") if claim.part == "trim" else (claim.part,)  # 狐狸毛领 and the attribute 毛领
    chosen = _telling([one for one in judged if one.part.name in alike])
    if chosen or claim.part != "filling":
        return tuple(chosen)
    quilt = QUILT.search(claim.goods) is not None
    full = quilt and bool(settings.lexicon.materials[claim.material].data.get("inside"))
    return tuple(one for one in judged if one.part.name is None and (one.present or full or (quilt and one.in_figures)))


def _quilted(claim: Claim, mentions: Mentions, settings: Settings) -> bool:
    """Whether a claim that names no goods is made of what a title calls a quilt, and is of a material that fills and does not cover."""
    if claim.goods or SHELL.search(settings.lexicon.materials[claim.material].name):
        return False
    return any(_QUILTED.search(field.text) is not None for field in mentions.listing.fields if field.role == "title")


def _telling(found: list[Standing]) -> list[Standing]:
    """Without the statements that say less than another.

    Beside an exact figure a bare name or a range in another attribute says less, beside a composition in full figures the name of
    a weave (面料分类: 灯芯绒) or 其他, of which nobody knows what it is made of.
    """
    exact = [one.composition.field for one in found if one.exact and not one.worded]  # one read from another file has no hash
    some = exact or [one.composition.field for one in found if one.present and one.low is not None and not one.worded]
    told = [one for one in found if not one.present or one.composition.field in some] if some else found
    return [one for one in told if one.present or one.sure] if any(one.full for one in found) else told


def everywhere(claim: Claim, mentions: Mentions, settings: Settings) -> tuple[Standing, ...]:
    """What every part of every composition says of a claim's material; of the main parts, what is telling."""
    judged = [standing(composition, part, claim.material, settings) for composition, part in _parts(mentions)]
    main = _telling([one for one in judged if one.part.name in MAIN])
    return tuple(one for one in judged if one.part.name not in MAIN or one in main)


def standing(composition: Composition, part: Part, slug: str, settings: Settings) -> Standing:
    """What a part says of a material; a share without a figure is at most what the other figures leave.

    Whether a part lacks 桑蚕丝 is not sure where it says 蚕丝, of which 桑蚕丝 is a kind, nor whether 仿羊绒 lacks acrylic.
    """
    materials = settings.lexicon.materials
    low, high, present = share_of(part, slug, materials)
    named = [share.material for share in part.shares if share.material is not None]
    broader = any(other != slug and is_kind(slug, other, materials) for other in named)
    maybe = any(is_kind(slug, of, materials) for other in named for of in materials[other].data.get("may_be", ()))
    cloth = settings.lexicon.composition.get("cloth", ()) if any(is_kind(slug, of, materials) for of in NO_CLOTH) else ()
    known = all(share.material or share.name in cloth for share in part.shares)
    sure = not composition.unparsed and not broader and not maybe and known
    if present and high is None:
        others = [share.low for share in part.shares if share.low is not None]
        high = max(0.0, 100 - sum(others)) if others else None
    return Standing(composition, part, low, high, present, sure, present and len(part.shares) == 1)


def _parts(mentions: Mentions) -> list[tuple[Composition, Part]]:
    return [(composition, part) for composition in mentions.compositions for part in composition.parts]


def report(mentions: Mentions, today: date) -> Evidence | None:
    """The first evidence entry in force that covers the composition."""
    return next((one for one in evidence(mentions.listing) if "composition" in one.covers and one.holds(today)), None)


def said(claim: Claim) -> str:
    """The claim's words as written."""
    return claim.span.cut(claim.field.text)


def opening(claim: Claim) -> Text:
    """`标题写“纯棉”`: who says what; of a disguise, what it hides."""
    zh, en = f"{ROLES.get(claim.field.role, COPY).zh}写“{said(claim)}”", f"the {claim.field.role.replace('_', ' ')} says “{said(claim)}”"
    return Text(f"{zh}（换了写法的“{claim.plain}”）", f"{en} (spelt to hide “{claim.plain}”)") if claim.hidden else Text(zh, en)


def named(field: Field, name: str = "") -> Text:
    """What an attribute, or a report's result of that name, is called in a message."""
    name = name or field.name
    return Text(f"检测报告的{name}", f"the report's {name}") if field.role == ROLE else Text(name, name)


def stated_in(composition: Composition) -> Text:
    """What the attribute, or the report's result, that states a composition is called in a message."""
    return named(composition.field, composition.name)


def pointed(field: Field, span: Span | None = None) -> Related:
    """The attribute, or the report's result, that a finding rests on."""
    said = Text("检测报告这样写", "the report says") if field.role == ROLE else Text("属性这样写", "the attribute says")
    return Related(field, said, span)


def related(one: Standing, slug: str, settings: Settings) -> Related:
    """The place in the attribute or the report that a finding rests on."""
    return pointed(*one.place(slug, settings.lexicon.materials))


def figure(value: float) -> str:
    """A percentage without needless zeros."""
    return f"{value:g}%"


def english(material: Material) -> str:
    """A material's English name."""
    return str(material.data.get("en") or material.name)


def truth(one: Standing, slug: str, settings: Settings) -> str:
    """What may be written in its place: 棉95%, or the materials that are there."""
    materials = settings.lexicon.materials
    if one.present:
        names = [share.name for share in one.part.shares if share.material and is_kind(share.material, slug, materials)]
        name = names[0] if len(names) == 1 else materials[slug].name
        return measured_as(name, one.high) if one.high is not None and one.low == one.high else f"含{name}"
    shares = sorted(one.part.shares, key=lambda share: -(share.low or 0))
    return "、".join(
        measured_as(share.name, share.low) if share.low is not None and share.low == share.high else share.name for share in shares[:2]
    )


def measured_as(name: str, percent: float) -> str:
    """A material with its share: 棉95%, 95% cotton."""
    return f"{figure(percent)} {name}" if name.isascii() else f"{name}{figure(percent)}"


def copy_claims(mentions: Mentions, *kinds: str) -> Iterator[Claim]:
    """The claims of these kinds, in the order of the text."""
    return (claim for claim in mentions.claims if claim.kind in kinds)
