"""A table's columns by their names, several of which may be equal."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any

from listlint.records.document import Path

Columns = Mapping[str, tuple[int, ...]]
"""The numbers, from 0, of the columns of each name."""


def positions(names: Sequence[str]) -> dict[str, tuple[int, ...]]:
    """Where the columns of each name stand."""
    found: dict[str, tuple[int, ...]] = {}
    for column, name in enumerate(names):
        found[name] = (*found.get(name, ()), column)
    return found


def pairing(names: Sequence[str]) -> Callable[[Sequence[str]], dict[str, Any]]:
    """The function from a row's cells to {name: cell}, and of several columns of one name {name: [cells]}; unnamed ones are left out."""
    several = {name: places for name, places in positions(names).items() if len(places) > 1 and name}
    if not several and "" not in names:
        return lambda row: dict(zip(names, row, strict=False))
    alone = [name if name not in several else "" for name in names]

    def paired(row: Sequence[str]) -> dict[str, Any]:
        values: dict[str, Any] = dict(zip(alone, row, strict=False))
        values.pop("", None)
        values.update({name: [row[place] for place in places if place < len(row)] for name, places in several.items()})
        return values

    return paired


def named(heading: Sequence[str]) -> int:
    """How many columns there are up to the last that has a name."""
    return next((column for column in range(len(heading), 0, -1) if heading[column - 1]), 0)


def at(columns: Columns, path: Path) -> int | None:
    """The column of the cell that `path` names, the first of those of its name where it does not say which, or None."""
    places = columns.get(str(path[0])) if path else None
    if not places:
        return None
    number = path[1] if len(path) > 1 else 0
    return places[number if isinstance(number, int) and number < len(places) else 0]
