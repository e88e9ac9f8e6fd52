"""What fixes would change, for a person to read: a unified diff, and of a workbook a line for each cell."""

from __future__ import annotations

from collections.abc import Iterator
from difflib import unified_diff
from itertools import zip_longest

from listlint.fix.kinds import BOOKS, suffix
from listlint.fix.readings import Reading
from listlint.fix.verified import leaves
from listlint.formats.source.decode import decode
from listlint.formats.source.lines import split
from listlint.records.document import Record, Source
from listlint.records.span import Span

CONTEXT = 3


def diff(path: str, before: bytes, after: bytes, reading: Reading) -> Iterator[str]:
    """The lines that tell what changes in a file, without line ends, but for a carriage return that the file's own line has."""
    if suffix(path) in BOOKS:
        yield from _cells(Source(path, before), Source(path, after), reading)
        return
    old, new = decode(before), decode(after)
    yield from _lines(path, old if isinstance(old, str) else "", new if isinstance(new, str) else "")


def _lines(path: str, old: str, new: str) -> Iterator[str]:
    """A unified diff; what the two have in common at either end is left out beforehand, which is most of a large file."""
    ours, theirs = list(split(old)), list(split(new))
    first = next((number for number, (one, other) in enumerate(zip(ours, theirs, strict=False)) if one != other), 0)
    start = max(0, first - CONTEXT)
    same = zip(reversed(ours[start:]), reversed(theirs[start:]), strict=False)
    last = max(0, next((number for number, (one, other) in enumerate(same) if one != other), 0) - CONTEXT)
    shift = start
    for line in unified_diff(ours[start : len(ours) - last], theirs[start : len(theirs) - last], path, path, n=CONTEXT):
        if line.startswith("@@"):
            yield _shifted(line, shift)
        elif line.endswith(("\n", "\r")):
            yield line.removesuffix("\n")
        else:
            yield from (line, "\\ No newline at end of file")


def _shifted(line: str, shift: int) -> str:
    """A hunk's head with its line numbers counted from the start of the file."""
    parts = line.split()
    moved = [f"{sign}{int(number) + shift}{rest}" for sign, number, rest in map(_range, parts[1:3])]
    return f"@@ {moved[0]} {moved[1]} @@"


def _range(said: str) -> tuple[str, str, str]:
    number, comma, count = said[1:].partition(",")
    return said[0], number, comma + count


def _cells(before: Source, after: Source, reading: Reading) -> Iterator[str]:
    told: set[str] = set()
    for old, new in zip_longest(reading.read(before), reading.read(after)):
        if not isinstance(old, Record) or not isinstance(new, Record) or old.value == new.value:
            continue
        fresh = dict(leaves(new.value))
        for path, said in leaves(old.value):
            place = old.origin.place(path, Span(0, 0)).shown
            if fresh[path] != said and place not in told:
                told.add(place)
                yield f"{before.path} {place}: {said} -> {fresh[path]}"
