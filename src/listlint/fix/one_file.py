"""One round of fixes of one file: those that are apart are applied, and kept only where the file read again says just that."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from typing import NamedTuple

from listlint.fix import kinds, text_file, verified, workbook
from listlint.fix.located import Task, apart, located
from listlint.fix.readings import Reading
from listlint.fix.said import BROKEN, Refusal
from listlint.fix.text_file import grouped
from listlint.formats.html import SCHEMA
from listlint.records.diagnostic import Diagnostic
from listlint.records.document import Source, Text


class Round(NamedTuple):
    """A file's new bytes (None: as before), what was fixed, and what was refused; what is in neither waits for the next round."""

    data: bytes | None = None
    fixed: tuple[Diagnostic, ...] = ()
    refused: tuple[Refusal, ...] = ()


def fixed(source: Source, found: Sequence[Diagnostic], reading: Reading) -> Round:
    """The file with the fixes of those diagnostics, all of which stand in it."""
    never = kinds.refusal(source.path)
    if never:
        return Round(refused=tuple(Refusal(one, never) for one in found))
    tasks, refused = located(source, found, reading)
    done = _sound(source, apart(tasks), reading)
    why = (*refused, *(Refusal(task.one, why) for task, why in done.refused))
    return Round(done.data, tuple(task.one for task in done.kept) if done.data is not None else (), why)


class _Try(NamedTuple):
    """New bytes, None where there are none or the file would not be sound (`why`); the tasks that are in them, and those refused."""

    data: bytes | None
    kept: list[Task]
    refused: list[tuple[Task, Text]]
    why: Text = BROKEN


def _sound(source: Source, tasks: list[Task], reading: Reading) -> _Try:
    """The file with as many of the tasks as leave the rest of it as it was; found by halves where not all of them do."""
    whole = _tried(source, tasks, reading)
    if whole.data is not None or not whole.kept:
        return whole
    half = _half(whole.kept)
    if not half:
        return _Try(None, [], [*whole.refused, *((task, whole.why) for task in whole.kept)])
    first, second = _sound(source, whole.kept[:half], reading), _sound(source, whole.kept[half:], reading)
    both = _tried(source, [*first.kept, *second.kept], reading)
    refused = [*whole.refused, *first.refused, *second.refused, *both.refused]
    if both.kept and both.data is None:  # sound by themselves and not together
        return _Try(None, [], [*refused, *((task, both.why) for task in both.kept)])
    return _Try(both.data, both.kept, refused)


def _half(tasks: Sequence[Task]) -> int:
    """How many tasks make about half of them; 0 where they all ask for one edit at one place, as the uses of an alias do."""
    asked = [(task.one.edit_places, task.edits) for task in tasks]
    cuts = [number for number in range(1, len(tasks)) if asked[number] != asked[number - 1]]
    return min(cuts, key=lambda number: abs(2 * number - len(tasks)), default=0)


def _tried(source: Source, tasks: list[Task], reading: Reading) -> _Try:
    """The file with the edits of all tasks that can be spelt in it, read again."""
    groups = [(group, verified.value(group)) for group in grouped(tasks)]
    refused = [(task, BROKEN) for group, value in groups if value is None for task in group]
    edit = workbook.edit if kinds.suffix(source.path) in kinds.BOOKS else text_file.edit
    done = edit(source.path, source.data, [task for group, value in groups if value is not None for task in group])
    refused += done.refused
    several = Counter(task.where for task in tasks)
    if any(several[task.where] > 1 for task, _ in refused):  # halving finds out which of a value's edits it is
        return _Try(None, tasks, [])
    if done.data is None:
        return _Try(None, [], refused)
    out = {id(task) for task, _ in refused}
    kept = [task for task in tasks if id(task) not in out]
    values = {group[0].where: value for group, value in groups if value is not None and id(group[0]) not in out}
    scripts = any(task.layout == SCHEMA for task in kept)
    why = verified.trouble(source, Source(source.path, done.data), reading.read, values, scripts)
    return _Try(None if why else done.data, kept, refused, why or BROKEN)
