"""LL305: a composition that cannot be right, by itself or beside another."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import lru_cache
from itertools import combinations

from listlint.composition import is_kind
from listlint.evidence import ROLE
from listlint.holding import FULL, figure, tolerance
from listlint.late import late
from listlint.records.document import Text
from listlint.records.lexicon import Material
from listlint.records.mention import Composition, Mentions, Part, Share
from listlint.records.rule import Basis, Finding, Related, Rule
from listlint.records.settings import Settings
from listlint.records.span import Span

RULE = Rule(
    code="LL305",
    slug="unsound-composition",
    severity="error",
    title=Text("材质成分自相矛盾", "Composition that cannot be right"),
    why=Text(
        "各部位的含量应合计 100%，同一部位的两处写法应一致；标签、标题、属性互相矛盾，本身就是不合格（GB/T 29862-2013 第 8 条）。",
        "The shares of a part add up to 100%, and two statements of one part agree; labels that contradict each other are "
        "non-conforming (GB/T 29862-2013, clause 8).",
    ),
    mend=Text("对照吊牌或检测报告，改成同一份成分。", "Correct it by the label or the test report."),
    basis=(Basis("GB/T 29862-2013", "8"),),
)

NEEDS = ("doubtful",)

_FABRIC = late("主?要?面料(?:材质|名称|分类|组成)?(?:成分|成份)?(?:含量)?")

MOST = 50.0
"""Percent from which a material is what a part is made of, and another attribute of the same part must know it."""


def check(mentions: Mentions, settings: Settings) -> Iterator[Finding]:
    """A finding for each part that cannot be right, and for each pair of attributes that disagree about one part."""
    rounding = float(settings.lexicon.composition.get("rounding", 1))
    for composition in mentions.compositions:
        for span, message in _faults(composition, rounding):
            key = composition.name
            yield Finding(RULE.slug, composition.field, span, Text(f"{key}：{message.zh}", f"{key}: {message.en}"))
    stated = [composition for composition in mentions.compositions if composition.field.role != ROLE]  # reports are stale-evidence's
    for one, other in combinations(stated, 2):
        yield from _disagreement(one, other, settings)
    yield from _numbered(stated, rounding)


def _numbered(stated: list[Composition], rounding: float) -> Iterator[Finding]:
    """A finding for each part whose fibres stand in numbered attributes (主面料成分, 主面料成分2), and make up more than the whole."""
    named: dict[str, list[tuple[Composition, Share]]] = {}
    for one in stated:
        shares = [share for part in one.parts for share in part.shares]
        if len(shares) == 1 and shares[0].low is not None:
            named.setdefault(one.field.name.rstrip("0123456789"), []).append((one, shares[0]))
    for row in named.values():
        total = sum(share.low or 0 for _, share in row)
        apart = any((share.low or 0) >= FULL for _, share in row)  # 面料1：棉100% 面料2：涤100% are two fabrics
        again = len({share.material for _, share in row}) < len(row) or len({one.field.name for one, _ in row}) < len(row)
        if total <= 100 + rounding or apart or again:
            continue
        said = "、".join(f"{share.name}{figure(share.low or 0)}" for _, share in row)
        message = Text(f"{said}合计{figure(round(total, 2))}，应为 100%", f"{said} add up to {figure(round(total, 2))}, not 100%")
        beside = tuple(Related(one.field, Text("另一处这样写", "the other says"), share.span) for one, share in row[:-1])
        yield Finding(RULE.slug, row[-1][0].field, row[-1][1].span, message, None, beside)


def _faults(composition: Composition, rounding: float) -> tuple[tuple[Span, Text], ...]:
    """What is wrong with the parts of a composition, each by itself, and where in its first text."""
    texts = (composition.field.text, *(field.text for field in composition.more))
    return _known_faults(texts, composition.parts, composition.unparsed, rounding)


@lru_cache(maxsize=1 << 16)
def _known_faults(
    texts: tuple[str, ...], parts: tuple[Part, ...], unparsed: tuple[Span, ...], rounding: float
) -> tuple[tuple[Span, Text], ...]:
    return tuple(fault for part in parts if (fault := _fault(texts, part, unparsed, rounding)) is not None)


def _fault(texts: tuple[str, ...], part: Part, unparsed: tuple[Span, ...], rounding: float) -> tuple[Span, Text] | None:
    over = next((share for share in part.shares if share.low is not None and share.low > 100), None)
    if over is not None:
        return over.span, Text(f"“{over.name}”写成{figure(over.low or 0)}，超过 100%", f"{over.name} is over 100%")
    twice = _twice(part)
    if twice is not None:
        return twice.span, Text(f"“{twice.name}”在同一部位写了两次", f"{twice.name} is named twice in one part")
    lows = [share.low for share in part.shares if share.low is not None]
    highs = [share.high for share in part.shares if share.high is not None]
    if len(part.shares) < 2 or len(lows) != len(part.shares) or any(part.span.overlaps(span) for span in unparsed):
        return None
    least, most = sum(lows), sum(highs)
    if least <= 100 + rounding and most >= 100 - rounding:
        return None
    total = figure(round(least, 2) if least > 100 else round(most, 2))
    said = " ".join([part.span.cut(texts[0]).strip(), *texts[1:]])
    return part.span, Text(f"“{said}”合计{total}，应为 100%", f"“{said}” adds up to {total}, not 100%")


def _twice(part: Part) -> Share | None:
    """The second share of a material that the part names twice, by the same name and with a figure each time."""
    seen: set[str] = set()
    for share in part.shares:
        if share.low is None or share.material is None:
            continue
        if share.name in seen:
            return share
        seen.add(share.name)
    return None


def _disagreement(one: Composition, other: Composition, settings: Settings) -> Iterator[Finding]:
    """A finding where both attributes speak of one main part, and what either is mostly made of the other lacks, or holds in
    another share."""
    mine, yours = _main(one), _main(other)
    if mine is None or yours is None or one.unparsed or other.unparsed:
        return
    materials = settings.lexicon.materials
    lacking = [bool(_lacking(mine, yours, materials)), bool(_lacking(yours, mine, materials))]
    single = len(one.parts) == len(other.parts) == 1  # beside parts the undivided whole may count one that the other names by itself
    bare = _bare(mine, yours, materials) or _bare(yours, mine, materials)
    if not (all(lacking) or bare or (single and (any(lacking) or _differing(mine, yours, settings)))):
        return
    message = Text(
        f"{other.name}写“{other.written}”，{one.name}却写“{one.written}”：同一部位两种说法",
        f"{other.name} says “{other.written}” and {one.name} says “{one.written}” of the same part",
    )
    related = Related(one.field, Text("另一处这样写", "the other says"), mine.span)
    yield Finding(RULE.slug, other.field, yours.span, message, "warning" if bare else None, (related,))


def _main(composition: Composition) -> Part | None:
    """The only main part of a composition: the goods undivided, or their main fabric under a plain name (面料, not 坐垫套面料)."""
    parts = [part for part in composition.parts if part.name in (None, "main")]
    if len(parts) != 1 or not parts[0].shares:
        return None
    return parts[0] if parts[0].name is None or _FABRIC.fullmatch(composition.name) else None


def _lacking(part: Part, other: Part, materials: Mapping[str, Material]) -> Share | None:
    """The share that makes up most of `part` in figures and that `other`, all of whose names are known fibres with figures, lacks."""
    if any(share.material is None or share.high is None for share in (*part.shares, *other.shares)):
        return None
    for share in part.shares:
        if share.low is None or share.low < MOST or share.material is None:
            continue
        if not any(_same(share.material, kin.material or "", materials) for kin in other.shares):
            return share
    return None


def _bare(part: Part, other: Part, materials: Mapping[str, Material]) -> bool:
    """Whether `part` only names fibres (面料: 真丝; no 冰丝) of which `other`, that accounts for all of itself in figures, has none."""
    if not part.shares or any(share.high is not None or not _claimed(share, materials) for share in part.shares):
        return False
    if sum(share.low or 0 for share in other.shares) < FULL or any(share.low != share.high for share in other.shares):
        return False
    if any(share.material is None or not materials[share.material].data.get("fibre", True) for share in (*part.shares, *other.shares)):
        return False
    return not any(_same(one.material or "", two.material or "", materials) for one in part.shares for two in other.shares)


def _claimed(share: Share, materials: Mapping[str, Material]) -> bool:
    """Whether copy that names the goods so would claim the material."""
    return share.material is not None and share.name in materials[share.material].data.get("claim_names", ())


def _differing(part: Part, other: Part, settings: Settings) -> bool:
    """Whether both state a material in exact figures that testing cannot explain; from a full 100% nothing may be missing but traces."""
    materials, figures = settings.lexicon.materials, settings.lexicon.composition.get("tolerance", {})
    for share in part.shares:
        for kin in other.shares:
            if share.material is None or share.material != kin.material or share.low is None or kin.low is None:
                continue
            if share.low != share.high or kin.low != kin.high:
                continue
            traces = float(materials[share.material].data.get("traces") or 0)
            within = traces if 100 in (share.low, kin.low) else tolerance(min(share.low, kin.low), part.name, figures)
            if abs(share.low - kin.low) > within:
                return True
    return False


def _same(one: str, other: str, materials: Mapping[str, Material]) -> bool:
    return is_kind(one, other, materials) or is_kind(other, one, materials)
