"""A listing file and its diagnostics to new bytes, or to the reasons why not.

Each round edits what does not overlap, reads the file again, and keeps the edits only where the edited fields differ by just
those edits and nothing else does. Then it is linted again, until nothing is left to fix.
"""

from __future__ import annotations

import os
from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import NamedTuple

from listlint.attachments import project, within
from listlint.fix import readings
from listlint.fix.kinds import fixable
from listlint.fix.one_file import Round, fixed
from listlint.fix.said import CIRCLE, ELSEWHERE, OUTSIDE, Refusal, worse
from listlint.records.diagnostic import Allowed, Diagnostic
from listlint.records.document import Source
from listlint.records.rule import SAFE
from listlint.records.settings import Settings

ROUNDS = 10
"""Rounds after which what is left is left."""

Files = Mapping[str, bytes]
"""Files' new content by their paths as reports show them."""

Found = Sequence[Diagnostic | Allowed]

_Key = tuple[str, str, str | None, str | None, str]


class Mended(NamedTuple):
    """The files that change, with their new bytes; what was fixed in them, what was refused and why, and what is found afterwards."""

    files: Files
    fixed: tuple[Diagnostic, ...]
    refused: tuple[Refusal, ...]
    found: Found


def mend(
    path: str,
    found: Found,
    read: Callable[[str], bytes],
    lint: Callable[[Files], Found],
    settings: Settings,
    unsafe: bool,
    only: frozenset[str] | None = None,
) -> Mended:
    """The listing file at `path`, in which that was found, mended, with the detail files it names; `only` these files, where it is given.

    `read` gives a file's present bytes and may raise OSError; `lint` what is found when files hold the bytes it is given.
    """
    files: dict[str, bytes] = {}
    done: list[Diagnostic] = []
    barred: dict[_Key, Refusal] = {}
    refused: list[Refusal] = []
    seen: set[frozenset[tuple[str, bytes]]] = {frozenset()}
    for _ in range(ROUNDS):
        todo = [one for one in found if isinstance(one, Diagnostic) and fixable(one, unsafe) and _key(one) not in barred]
        rounds = {at: _round(at, path, group, files.get(at) or read(at), settings, only) for at, group in _by_path(todo).items()}
        refused = [one for each in rounds.values() for one in each.refused]
        changed = {**files, **{at: each.data for at, each in rounds.items() if each.data is not None}}
        if changed == files:
            break
        state = frozenset((at, data) for at, data in changed.items() if data != read(at))
        if state in seen:
            refused += [Refusal(one, CIRCLE) for each in rounds.values() for one in each.fixed]
            break
        after = lint(changed)
        fresh = [one for each in rounds.values() for one in each.fixed]
        bad = _worsened(found, after, fresh)
        if bad:
            barred.update({_key(refusal.one): refusal for refusal in bad})
            continue
        seen.add(state)
        files, found = changed, after
        done += fresh
    left = {_key(one) for one in found if isinstance(one, Diagnostic)}
    return Mended(files, tuple(done), (*refused, *(refusal for key, refusal in barred.items() if key in left)), found)


def _round(at: str, path: str, group: Sequence[Diagnostic], data: bytes, settings: Settings, only: frozenset[str] | None) -> Round:
    """One file's round. What stands in another file than the listing's is in a detail file, or in attribute data joined by id."""
    data_of = settings.joined
    if only is not None and at not in only:
        return Round(refused=tuple(Refusal(one, ELSEWHERE) for one in group))
    if (
        at != path
        and data_of
        and data_of.path == at
        and not within(os.path.realpath(at), os.path.realpath(project(settings.home, settings.home)))
    ):
        return Round(refused=tuple(Refusal(one, OUTSIDE) for one in group))
    reading = readings.reading_of(at, path, settings)
    return fixed(Source(at, data), group, reading) if reading else Round()


def _by_path(found: Iterable[Diagnostic]) -> dict[str, list[Diagnostic]]:
    groups: dict[str, list[Diagnostic]] = {}
    for one in found:
        groups.setdefault(one.path, []).append(one)
    return groups


def _key(one: Diagnostic) -> _Key:
    return one.path, one.rule, one.listing, one.field, one.text


def _worsened(before: Found, after: Found, done: Iterable[Diagnostic]) -> list[Refusal]:
    """The unsafe fixes of fields in which a rule finds more errors than before; what a safe one uncovers was there."""
    found = _errors(before)
    more = {key[1:]: told for key, told in _errors(after).items() if told[0] > found.get(key, (0,))[0]}
    return [
        Refusal(one, worse(more[where][1].rule, more[where][1].message))
        for one in done
        if one.fix and one.fix.safety != SAFE and (where := (one.path, one.listing, one.field)) in more
    ]


def _errors(found: Found) -> dict[tuple[str, str, str | None, str | None], tuple[int, Diagnostic]]:
    errors = [one for one in found if isinstance(one, Diagnostic) and one.severity == "error"]
    counts = Counter((one.rule, one.path, one.listing, one.field) for one in errors)
    return {key: (counts[key], one) for one in errors for key in [(one.rule, one.path, one.listing, one.field)]}
