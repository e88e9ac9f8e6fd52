"""The proof a listing names: `evidence:` entries as read, and whether one of a kind holds on a day."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import Any, NamedTuple

from listlint.records.document import Listing


class Evidence(NamedTuple):
    """One entry of `evidence:`; a date that is absent is None, one that is not YYYY-MM-DD is in `wrong`."""

    number: int
    kind: str
    covers: tuple[str, ...]
    file: str
    issued: date | None
    valid_until: date | None
    result: Any
    wrong: tuple[str, ...]

    def holds(self, today: date) -> bool:
        """Whether the entry is in force: not issued later than today, not run out, its dates legible."""
        if self.wrong:
            return False
        return (self.issued is None or self.issued <= today) and (self.valid_until is None or today <= self.valid_until)


def evidence(listing: Listing) -> tuple[Evidence, ...]:
    """The listing's entries, in their order; what is not a mapping is left out."""
    held = listing.extra.get("evidence")
    entries = held if isinstance(held, list) else [held]
    return tuple(_entry(number, entry) for number, entry in enumerate(entries) if isinstance(entry, dict))


def proof(listing: Listing, kinds: Iterable[str], today: date) -> Evidence | None:
    """The first entry of one of the kinds that is in force, or None."""
    wanted = frozenset(kinds)
    return next((one for one in evidence(listing) if one.kind in wanted and one.holds(today)), None)


def _entry(number: int, entry: dict[str, Any]) -> Evidence:
    covers = entry.get("covers")
    wrong: list[str] = []

    def day(key: str) -> date | None:
        said = entry.get(key)
        if said is None:
            return None
        try:
            return date.fromisoformat(str(said))
        except ValueError:
            wrong.append(key)
            return None

    issued, until = day("issued"), day("valid_until")
    named = tuple(covers) if isinstance(covers, list) else (covers,) if isinstance(covers, str) else ()
    return Evidence(number, str(entry.get("kind")), named, str(entry.get("file") or ""), issued, until, entry.get("result"), tuple(wrong))
