"""One round of fixes of one file: those that are apart are applied, and kept only where the file read again says just that."""

from __future__ import annotations

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
    if len(whole.kept) == 1:
        return _Try(None, [], [*whole.refused, (whole.kept[0], whole.why)])
    half = len(whole.kept) // 2
    first, second = _sound(source, whole.kept[:half], reading), _sound(source, whole.kept[half:], reading)
    both = _tried(source, [*first.kept, *second.kept], reading)
    refused = [*whole.refused, *first.refused, *second.refused, *both.refused]
    if both.kept and both.data is None:  # sound by themselves and not together
        return _Try(None, [], [*refused, *((task, both.why) for task in both.kept)])
    return _Try(both.data, both.kept, refused)


def _tried(source: Source, tasks: list[Task], reading: Reading) -> _Try:
    """The file with the edits of all tasks that can be spelt in it, read again."""
    unsaid = {id(task) for task in tasks if verified.value([task]) is None}
    refused = [(task, BROKEN) for task in tasks if id(task) in unsaid]
    groups = [(group, verified.value(group)) for group in grouped(task for task in tasks if id(task) not in unsaid)]
    refused += [(task, BROKEN) for group, value in groups if value is None for task in group]
    edit = workbook.edit if kinds.suffix(source.path) in kinds.BOOKS else text_file.edit
    done = edit(source.path, source.data, [task for group, value in groups if value is not None for task in group])
    out = {id(task) for task, _ in (*refused, *done.refused)}
    kept = [task for task in tasks if id(task) not in out]
    if done.data is None:
        return _Try(None, [], [*refused, *done.refused])
    values = {group[0].where: value for group, value in groups if value is not None and id(group[0]) not in out}
    scripts = any(task.layout == SCHEMA for task in kept)
    why = verified.trouble(source, Source(source.path, done.data), reading.read, values, scripts)
    return _Try(None if why else done.data, kept, [*refused, *done.refused], why or BROKEN)
