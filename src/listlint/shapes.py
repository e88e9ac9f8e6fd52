"""What the keys of a record tell of it, found out once for all records that have the same: most files repeat one set of keys."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from typing import Any, NamedTuple

from listlint.beside import NAMING
from listlint.heading import OWN, chosen
from listlint.layout import Keys, keys_of, laid_out, listings
from listlint.misspelt import slips
from listlint.records.document import Listing, Record
from listlint.records.lexicon import Layout

ASKED = NAMING | {"platform", "allow"}
"""The parts of a listing that more is asked of."""
MOST = 1024
"""Sets of keys that are remembered."""


class Shape(NamedTuple):
    """A record's layout; where it is one listing by itself, what its keys mean, and whether no more is to be asked of it than what it sells.

    That is so where no key is a slip, and none names a platform, an allowance or another file.
    """

    layout: Layout
    keys: Keys | None = None
    plain: bool = False

    def listings(self, record: Record) -> Iterable[Listing]:
        """The listings of a record of this shape."""
        return (laid_out(record.value.values(), self.keys, (), record),) if self.keys else listings(record, self.layout)


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
    names = tuple(record.value)
    keys = None if layout.dotted else keys_of(names, (), layout)
    return Shape(layout, keys, ASKED.isdisjoint(keys.paths) and not slips(record, names, layout)) if keys else Shape(layout)
