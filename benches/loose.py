"""What the look for disguises costs clean text: the same rows linted with and without it, in one process, by turns.

Rows are those of bulk.py that raise no alarm. One is linted with the whole lexicon, the other with one that knows no disguise; the two take
turns, each beginning every other pair, and the ratio of each pair's processor time is taken, so that other work on the machine hardly tells.
Aim: clean text falls by at most a quarter, which is a ratio of 1.33.
"""

from __future__ import annotations

import json
from statistics import median, quantiles
from time import process_time

import bulk

from listlint import layout
from listlint.config import Options
from listlint.desk import Desk, desk
from listlint.given import given
from listlint.lexicon.store import load
from listlint.linter import judge
from listlint.records.document import Listing
from listlint.records.lexicon import Disguises
from listlint.records.settings import Settings
from listlint.rules import sieves
from listlint.scan import scan
from listlint.settle import settle

ROWS = 20_000
PAIRS = 31
TOGETHER = 1000


def batches(rows: list[Listing]) -> list[list[Listing]]:
    """The rows some at a time, as they are scanned together."""
    return [rows[at : at + TOGETHER] for at in range(0, len(rows), TOGETHER)]


def listings(lines: list[str], settings: Settings) -> list[Listing]:
    """The listings of these lines of JSON, less what any rule speaks of."""
    read = [one for line in lines for one in layout.listings(given(json.loads(line)), settings.lexicon.layouts["listlint"])]
    ready, through = desk(settings), sieves(settings.lexicon)
    said = [one for batch in batches(read) for one in scan(batch, settings.lexicon, through)]
    return [one.listing for one in said if not list(judge("", one, ready))]


def seconds(rows: list[Listing], settings: Settings, ready: Desk) -> float:
    """Processor time of linting the rows."""
    through = sieves(ready.settings.lexicon)
    began = process_time()
    for batch in batches(rows):
        for one in scan(batch, settings.lexicon, through):
            for _ in judge("", one, ready):
                raise SystemExit("a row is not clean")
    return process_time() - began


def main() -> None:
    """Print the ratio for short rows and for titles."""
    whole = settle(Options())
    plain = whole._replace(lexicon=load()._replace(disguises=Disguises()))
    desks = {True: (whole, desk(whole)), False: (plain, desk(plain))}
    for name, lines in (("short", bulk.rows(["样"])), ("titles", bulk.titles(["样"]))):
        rows = listings(lines[:ROWS], whole)
        for loose in (True, False):
            seconds(rows, *desks[loose])
        pairs = []
        for number in range(PAIRS):
            took = {loose: seconds(rows, *desks[loose]) for loose in ((True, False) if number % 2 else (False, True))}
            pairs.append((took[True], took[False]))
        ratios = [with_ / without for with_, without in pairs]
        low, _, high = quantiles(ratios, n=4)
        each = [median(one) / len(rows) * 1e6 for one in zip(*pairs, strict=True)]
        print(f"{name}: {len(rows):,} clean listings, {PAIRS} pairs by turns; processor time")
        print(f"  with the loose look {each[0]:5.1f} µs a listing, without {each[1]:5.1f}")
        print(
            f"  ratio {median(ratios):.2f} (half of the pairs between {low:.2f} and {high:.2f}): {1 - 1 / median(ratios):.0%} slower",
            flush=True,
        )


if __name__ == "__main__":
    main()
