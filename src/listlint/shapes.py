"""What the keys of a record tell of it, found out once for all records that have the same: most files repeat one set of keys."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from typing import Any, NamedTuple

from listlint.heading import OWN, chosen
from listlint.layout import Meaning, laid_out, listings, meanings_of
from listlint.misspelt import slips
from listlint.records.document import Listing, Record
from listlint.records.lexicon import Layout

MOST = 1024
"""Sets of keys that are remembered."""


class Shape(NamedTuple):
    """A record's layout; where it is one listing by itself, what its keys mean, and whether none of them is a slip."""

    layout: Layout
    meanings: tuple[Meaning, ...] = ()
    well_spelt: bool = False

    def listings(self, record: Record) -> Iterable[Listing]:
        """The listings of a record of this shape."""
        return (laid_out(record.value.values(), self.meanings, (), record),) if self.meanings else listings(record, self.layout)


def shapes(layouts: Mapping[str, Layout]) -> Callable[[Record], Shape]:
    """The function that tells each record's shape."""
    own = layouts.get(OWN)
    dotted = own is not None and bool(own.dotted)  # then what stands under the keys tells the layout
    known: dict[tuple[str, tuple[Any, ...]], Shape] = {}

    def shape(record: Record) -> Shape:
        if dotted or type(record.value) is not dict:
            return Shape(chosen(record, layouts))
        key = record.layout, tuple(record.value)
        found = known.get(key)
        if found is None:
            if len(known) >= MOST:
                known.clear()
            known[key] = found = _shape(chosen(record, layouts), record)
        return found

    return shape


def _shape(layout: Layout, record: Record) -> Shape:
    keys = tuple(record.value)
    meant = () if layout.dotted else meanings_of(keys, (), layout)
    return Shape(layout, meant, not slips(record, keys, layout)) if meant else Shape(layout)
