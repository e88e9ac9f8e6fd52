"""What a test report found, held against what the attributes say."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from listlint.composition import compositions, is_kind
from listlint.evidence import ROLE, Evidence, results
from listlint.holding import MAIN, Standing, figure, least_pure, standing, tolerance
from listlint.late import late
from listlint.records.document import Field, Text
from listlint.records.mention import Composition, Mentions, Part
from listlint.records.settings import Settings
from listlint.records.span import Span
from listlint.text.normalise import fold

_FIGURE = late(r"(?<![\d.])(\d{1,4}(?:\.\d+)?)\s*%")
_CLUSTERS = late("含绒|绒子")
_GRADE = late("(?<![a-z])([abc])类")


class Disagreement(NamedTuple):
    """A result and an attribute that cannot both be right: where each says so, and what is wrong."""

    result: Field
    span: Span
    attribute: Field
    stated: Span
    message: Text


def disagreements(one: Evidence, mentions: Mentions, settings: Settings) -> Iterator[Disagreement]:
    """Where the result of an entry and the attributes disagree by more than the standard's tolerances, one for each part."""
    fields = results(one)
    if not fields:
        return
    lexicon = settings.lexicon
    found = compositions(fields, lexicon.materials, lexicon.composition)
    for composition in found:
        for part in composition.parts:
            yield from _of_part(composition, part, mentions, settings)
    read = {composition.field for composition in found}
    for field in fields:
        if field not in read:
            yield from _of_value(field, mentions, settings)


def _of_part(found: Composition, part: Part, mentions: Mentions, settings: Settings) -> Iterator[Disagreement]:
    """The first disagreement between a part as tested and the same part as stated."""
    attributes = [composition for composition in mentions.compositions if composition.field.role != ROLE]
    named = [composition for composition in attributes if composition.name == found.name]
    for composition in named or attributes:
        for stated in composition.parts:
            same = stated.name == part.name or (stated.name in MAIN and part.name in MAIN)
            message = _difference(composition, stated, found, part, settings) if same else None
            if message is not None:
                yield Disagreement(found.field, part.span, composition.field, stated.span, message)
                return


def _difference(stated: Composition, part: Part, found: Composition, tested: Part, settings: Settings) -> Text | None:
    materials = settings.lexicon.materials
    figures = settings.lexicon.composition.get("tolerance", {})
    for share in part.shares:
        if share.material is None:
            continue
        claimed, measured = standing(stated, part, share.material, settings), standing(found, tested, share.material, settings)
        if measured.absent and share.low != 0:
            return _said(share.name, share.low, 0.0)
        if share.low is None or share.high is None:
            continue
        if measured.low is None or measured.high is None or not measured.present:
            continue
        least, most = _bounds(share.low, share.high, tolerance(share.low, part.name, figures))
        if share.low == 100:
            least = least_pure(materials[share.material], measured, materials)
        if measured.high < least - 1e-9 or measured.low > most + 1e-9:
            return _said(share.name, claimed.high or share.high, measured.high)
    return _undeclared(stated, part, tested, settings)


def _bounds(low: float, high: float, within: float) -> tuple[float, float]:
    return low - within, high + within


def _undeclared(stated: Composition, part: Part, tested: Part, settings: Settings) -> Text | None:
    """A fibre that the report found, over the least tolerance, in a part whose stated composition surely has none."""
    within = float(settings.lexicon.composition.get("tolerance", {}).get("low", {}).get("within", 3))
    for share in tested.shares:
        if share.material is None or share.low is None or share.low <= max(within, _room(part)):
            continue
        claimed: Standing = standing(stated, part, share.material, settings)
        if claimed.absent and not any(_takes_in(other.material, share.material, settings) for other in part.shares):
            return _said(share.name, 0.0, share.low)
    return None


def _room(part: Part) -> float:
    """What the least of a part's figures leave for fibres that it does not name (95%及以上: 5); nothing where figures lack."""
    lows = [share.low for share in part.shares]
    return 100 - sum(low or 0 for low in lows) if lows and None not in lows else 0.0


def _takes_in(stated: str | None, found: str, settings: Settings) -> bool:
    """Whether what is stated may be, or may hold by its own standard, what was found (`rest` of cashmere: wool)."""
    materials = settings.lexicon.materials
    return stated is not None and (is_kind(found, stated, materials) or found in materials[stated].data.get("rest", ()))


def _said(name: str, stated: float | None, found: float) -> Text:
    zh = f"属性写{name}{figure(stated) if stated else ''}" if stated != 0 else f"属性没有写{name}"
    en = f"the attribute says {figure(stated) + ' ' if stated else ''}{name}" if stated != 0 else f"the attribute names no {name}"
    measured = (f"报告测得{figure(found)}", f"the report found {figure(found)}") if found else ("报告没有测到", "the report found none")
    return Text(f"{zh}，{measured[0]}", f"{en}, {measured[1]}")


def _of_value(field: Field, mentions: Mentions, settings: Settings) -> Iterator[Disagreement]:
    """The disagreement between a result and the attribute of its name: a percentage beyond tolerance, or another safety class."""
    for attribute in mentions.listing.attributes:
        if fold(attribute.name) != fold(field.name):
            continue
        stated, found = fold(attribute.text), fold(field.text)
        mine, yours = _FIGURE.findall(stated), _FIGURE.findall(found)
        if len(mine) == len(yours) == 1:
            tolerances = settings.lexicon.composition.get("tolerance", {})
            within = float(tolerances.get("down_cluster", 3) if _CLUSTERS.search(field.name) else tolerances.get("blend", 5))
            differs = float(yours[0]) < float(mine[0]) - within
        else:
            grade, other = _GRADE.search(stated), _GRADE.search(found)
            differs = bool(grade and other and grade[1] < other[1])
        if differs:
            zh, en = f"属性写“{attribute.text}”，报告是“{field.text}”", f"the attribute says “{attribute.text}”, the report “{field.text}”"
            yield Disagreement(field, Span(0, len(field.text)), attribute, Span(0, len(attribute.text)), Text(zh, en))
