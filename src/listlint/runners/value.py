"""One listing, handed over as a value, through the line."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from listlint import layout, suppress
from listlint.desk import Desk
from listlint.given import given
from listlint.linter import judge, order, unreadable, weighed
from listlint.misspelt import no_text
from listlint.records.diagnostic import Diagnostic
from listlint.rules import sieves
from listlint.scan import scan


def check_listing(listing: Mapping[str, Any], ready: Desk) -> list[Diagnostic]:
    """The diagnostics of a listing in the contract's form; a place counts within the value it is in."""
    record = given(listing)
    listings = list(layout.listings(record, ready.settings.lexicon.layouts["listlint"]))
    allowances = [allowance for one in listings for allowance in suppress.in_listing(one, record.value)]
    found = [one for said in scan(listings, ready.settings.lexicon, sieves(ready.settings.lexicon)) for one in judge("", said, ready)]
    told = [one for one in weighed(found, allowances, "", ready) if isinstance(one, Diagnostic)]
    told += [unreadable("", one, ready) for listing in listings for one in no_text(listing, ready.settings) if one.rule in ready.rules]
    return sorted(told, key=order)
