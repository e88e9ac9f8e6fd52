"""What fixes would change, for a person to read: a unified diff, and of a workbook a line for each cell."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from difflib import SequenceMatcher
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
    """A unified diff."""
    ours, theirs = list(split(old)), list(split(new))
    yield from (f"--- {path}", f"+++ {path}")
    for hunk in _hunks(_changes(ours, theirs)):
        start, shift = max(0, hunk[0][0].start - CONTEXT), hunk[0][1].start - hunk[0][0].start
        end = min(len(ours), hunk[-1][0].end + CONTEXT)
        there = Span(start + shift, end + hunk[-1][1].end - hunk[-1][0].end)
        yield f"@@ -{_range(Span(start, end))} +{_range(there)} @@"
        at = start
        for span, fresh in hunk:
            yield from _marked(" ", ours[at : span.start])
            yield from _marked("-", ours[slice(*span)])
            yield from _marked("+", theirs[slice(*fresh)])
            at = span.end
        yield from _marked(" ", ours[at:end])


def _changes(ours: Sequence[str], theirs: Sequence[str]) -> list[tuple[Span, Span]]:
    """The stretches of lines that differ. An edit seldom adds a line; where none did, lines stand opposite each other."""
    if len(ours) != len(theirs):
        matched = SequenceMatcher(None, ours, theirs, autojunk=False).get_opcodes()
        return [(Span(start, end), Span(begin, to)) for kind, start, end, begin, to in matched if kind != "equal"]
    found: list[tuple[Span, Span]] = []
    for number, (one, other) in enumerate(zip(ours, theirs, strict=True)):
        if one != other:
            start = found.pop()[0].start if found and found[-1][0].end == number else number
            found.append((Span(start, number + 1), Span(start, number + 1)))
    return found


def _hunks(changes: Iterable[tuple[Span, Span]]) -> list[list[tuple[Span, Span]]]:
    """The changes that share lines of context, together."""
    hunks: list[list[tuple[Span, Span]]] = []
    for change in changes:
        if hunks and change[0].start - hunks[-1][-1][0].end <= 2 * CONTEXT:
            hunks[-1].append(change)
        else:
            hunks.append([change])
    return hunks


def _range(lines: Span) -> str:
    count = lines.end - lines.start
    return f"{lines.start + 1}" if count == 1 else f"{lines.start + (count > 0)},{count}"


def _marked(sign: str, lines: Iterable[str]) -> Iterator[str]:
    for line in lines:
        yield sign + line.removesuffix("\n")
        if not line.endswith(("\n", "\r")):
            yield "\\ No newline at end of file"


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
