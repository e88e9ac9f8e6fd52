"""A composition that is written as a list of its shares (材质成分: [棉95%, 氨纶5%]): one composition, each share in its own text."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import groupby

from listlint.records.document import unnumbered
from listlint.records.mention import Composition

ROUNDING = 1.0
"""Percent by which what is a list of shares may pass 100; more is a list of colours, each with its own composition."""


def gathered(found: Sequence[Composition]) -> list[Composition]:
    """The compositions, those of a list that state the shares of one part made one."""
    made: list[Composition] = []
    for _, row in groupby(found, lambda one: unnumbered(one.field.key)):
        same = list(row)
        made += [_one(same)] if len(same) > 1 and _shares_of_one(same) else same
    return made


def _shares_of_one(row: Sequence[Composition]) -> bool:
    """Whether each has some shares of the same part and no more: all with figures that make up no more than the whole, none named twice."""
    if any(one.unparsed or len(one.parts) != 1 for one in row) or len({one.parts[0].name for one in row}) > 1:
        return False
    shares = [share for one in row for share in one.parts[0].shares]
    figures = [share.low for share in shares if share.low is not None and share.low == share.high]
    named = {share.material or share.name for share in shares}
    return len(named) == len(figures) == len(shares) and sum(figures) <= 100 + ROUNDING


def _one(row: Sequence[Composition]) -> Composition:
    first, *rest = row
    shares = [share._replace(text=number) for number, one in enumerate(row) for share in one.parts[0].shares]
    part = first.parts[0]._replace(shares=tuple(shares))
    return first._replace(parts=(part,), standard=False, more=tuple(one.field for one in rest))
