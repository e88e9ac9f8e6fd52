"""Whether what two texts say of one aspect can both be true.

Nothing is a contradiction that may be read otherwise: one value that agrees is enough, a wider value (进口) agrees with its kinds, a pack
agrees with its pieces, and where a text may mean more than was read there is no verdict.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Iterable, Sequence
from itertools import combinations, product

from listlint.values.grammar import ANY, Aspect, Grammar, Words
from listlint.values.quantity import Quantity, agree
from listlint.values.said import Said

UNIT_SLIPS = (10, 100, 1000)
"""How far apart two figures are where only the unit is wrong (245cm for 245mm)."""

MOST_SUMMED = 6
"""Of more amounts than these no sums are tried: they then fit anything."""


def verdict(claim: Said, others: Sequence[Said], aspect: Aspect, grammar: Grammar) -> str | None:
    """How badly a claim contradicts what all the others say: error, note (it may be a variant), None (it does not, or none can tell)."""
    judge: Callable[[Said, Sequence[Said], Aspect, Grammar], str | None] = {
        "words": _words,
        "figures": _figures,
        "year": _years,
        "model": _models,
    }[aspect.kind]
    level = judge(claim, others, aspect, grammar)
    return (
        "note"
        if level == "error" and all(other.loose for other in others) and aspect.kind != "year" and _loosely(claim, others, aspect)
        else level
    )


def _loosely(claim: Said, others: Sequence[Said], aspect: Aspect) -> bool:
    words = aspect.words
    return words is not None and any(
        frozenset((one.value, two.value)) in words.loose_near for one in claim.words for other in others for two in other.words
    )


def _words(claim: Said, others: Sequence[Said], aspect: Aspect, grammar: Grammar) -> str | None:
    words = aspect.words
    if words is None or any(other.open for other in others):
        return None
    pairs = [(one.value, two.value) for one in claim.words for other in others for two in other.words]
    if not pairs or any(_same(one, two, words) for one, two in pairs):
        return None
    return "note" if any(frozenset(pair) in words.near for pair in pairs) else "error"


def _same(one: str, two: str, words: Words) -> bool:
    if ANY in (one, two) or one == two or words.of.get(one) == two or words.of.get(two) == one:
        return True
    wide = [frozenset(pair) for pair in product({one, words.of.get(one, one)}, {two, words.of.get(two, two)})]
    return any(pair in words.alike for pair in wide)


def _figures(claim: Said, others: Sequence[Said], aspect: Aspect, grammar: Grammar) -> str | None:
    figures = aspect.figures
    stated = [quantity for other in others for quantity in other.quantities]
    if figures is None or any(other.open for other in others):
        return None
    pairs = [(one, two) for one, two in product(claim.quantities, stated) if _comparable(one, two, figures.apart, grammar)]
    if not pairs:
        return None
    ours, theirs = _distinct(one for one, _ in pairs), _distinct(two for _, two in pairs)

    def fits(one: Quantity, two: Quantity, times: float = 1.0) -> bool:
        return agree(one, two, figures.within, grammar.rough_within, times)

    if any(fits(one, two) for one, two in pairs):
        return None
    if figures.packs:
        counts = {*claim.counts, *(count for other in others for count in other.counts)}
        times = counts | {one * two for one, two in combinations(sorted(counts), 2)} | {count * count for count in counts}
        if any(fits(one, two, many) or fits(two, one, many) for one, two in pairs for many in times):
            return None
        if _sums(ours, theirs, fits) or _sums(theirs, ours, fits):
            return None
        if claim.packed or any(other.packed for other in others):
            return "note"
    return "error" if len(ours) == 1 and len(theirs) == 1 else "note"


def _comparable(one: Quantity, two: Quantity, apart: float, grammar: Grammar) -> bool:
    """Whether two amounts are of one dimension, and near enough to be of one thing; numbers of things, whether they count the same thing."""
    if one.unit.dimension != two.unit.dimension:
        return False
    low, high = sorted((one.high, two.high))
    if high > low * apart and not any(math.isclose(high, low * slip) for slip in UNIT_SLIPS):
        return False
    if one.unit.dimension not in ("sheets", "pieces") or "打" in (one.unit.name, two.unit.name):
        return True
    names = [grammar.same_units.get(each.unit.name, each.unit.name) for each in (one, two)]
    return names[0] == names[1]


def _distinct(quantities: Iterable[Quantity]) -> list[Quantity]:
    return list({(one.low, one.high, one.unit.dimension): one for one in quantities}.values())


def _sums(parts: list[Quantity], wholes: list[Quantity], fits: Callable[[Quantity, Quantity], bool]) -> bool:
    """Whether several of the parts together make one of the wholes."""
    if not 2 <= len(parts) <= MOST_SUMMED:
        return False
    return any(
        fits(some[0]._replace(low=sum(one.low for one in some), high=sum(one.high for one in some)), whole)
        for size in range(2, len(parts) + 1)
        for some in combinations(parts, size)
        for whole in wholes
        if all(one.unit.dimension == whole.unit.dimension for one in some)
    )


def _years(claim: Said, others: Sequence[Said], aspect: Aspect, grammar: Grammar) -> str | None:
    """A later year of launch than the attribute's is an error; an earlier one may be what the shop has left: a note."""
    ours = [year for year, _ in claim.years]
    theirs = [year for other in others for year, _ in other.years]
    if not ours or not theirs or not set(ours).isdisjoint(theirs):
        return None
    return "error" if min(ours) > max(theirs) else "note"


def _models(claim: Said, others: Sequence[Said], aspect: Aspect, grammar: Grammar) -> str | None:
    """Two single models of one family (same letters, as many digits) that differ; models of two families may be name and number."""
    ours = {model for model, _ in claim.models}
    theirs = {model for other in others for model, _ in other.models}
    if len(ours) != 1 or len(theirs) != 1:
        return None
    one, two = ours.pop().replace("-", ""), theirs.pop().replace("-", "")
    if one == two or one in two or two in one:
        return None
    return "error" if family(one) == family(two) else None


def family(model: str) -> str:
    """A model with its digits blotted out: t710 -> t000."""
    return "".join("0" if character.isdigit() else character for character in model)
