"""Whether a file that was edited says what it said before, but for the edits."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from itertools import zip_longest
from typing import Any

from listlint.fix.located import Task, edited, edits_of, markup
from listlint.fix.said import BROKEN, shared
from listlint.formats import Read
from listlint.formats.html import PAGE
from listlint.records.document import Path, Record, Source, Text, Unread
from listlint.records.rule import Edit

_SCRIPT = re.compile(r"<script(?=\s).*?</script(?=[\s/>])", re.DOTALL | re.IGNORECASE)

Values = Mapping[tuple[int, Path], str]
"""The new values, by record and path."""


def trouble(before: Source, after: Source, read: Read, values: Values, scripts: bool = False) -> Text | None:
    """What an edit did besides giving those places their new values; None where that is all. Both files are read in step.

    `scripts` where JSON-LD was edited, which is a record of its own and stands in the page's copy too.
    """
    inside: dict[int, dict[Path, str]] = {}
    for (number, path), value in values.items():
        inside.setdefault(number, {})[path] = value
    for number, (old, new) in enumerate(zip_longest(read(before), read(after))):
        if isinstance(old, Unread) and isinstance(new, Unread) and old.message == new.message:
            continue
        if not isinstance(old, Record) or not isinstance(new, Record) or old.layout != new.layout:
            return BROKEN
        wanted = _with(old.value, inside.get(number, {}))
        if wanted != new.value and not (scripts and _unscripted(wanted) == _unscripted(new.value)):
            return _told(number, wanted, new.value, values)
    return None


def _unscripted(held: Any) -> Any:
    """A page's value without its scripts."""
    return {**held, PAGE: _SCRIPT.sub("", held[PAGE])} if isinstance(held, dict) and PAGE in held else held


def value(tasks: list[Task]) -> str | None:
    """The value of the place that tasks edit; None where a buyer would not read of it what the edits of the field's text make."""
    first, edits = tasks[0], edits_of(tasks)
    fresh = edited(first.value, edits)
    made = markup(first.field, first.value)
    if made is None:
        return fresh
    fixes = [fix for task in tasks if (fix := task.one.fix)]
    said = edited(first.field.text, sorted({Edit(*edit) for fix in fixes for edit in fix.edits}))
    return fresh if made(fresh)[0].split() == said.split() else None


def leaves(held: Any, path: Path = ()) -> Iterator[tuple[Path, Any]]:
    """The scalars of a value and their paths."""
    if isinstance(held, dict):
        for key, inner in held.items():
            yield from leaves(inner, (*path, key))
    elif isinstance(held, list):
        for number, inner in enumerate(held):
            yield from leaves(inner, (*path, number))
    else:
        yield path, held


def _with(held: Any, values: Mapping[Path, str]) -> Any:
    """The value with others at some of its paths."""
    for path, fresh in values.items():
        held = _put(held, path, fresh)
    return held


def _put(held: Any, path: Path, fresh: str) -> Any:
    if not path:
        return fresh
    key: Any = path[0]
    if isinstance(held, dict):
        return {**held, key: _put(held[key], path[1:], fresh)}
    return [*held[:key], _put(held[key], path[1:], fresh), *held[key + 1 :]]


def _told(number: int, wanted: Any, got: Any, values: Values) -> Text:
    """Why the values differ: another place follows the edit, or the edited one is not what it should be."""
    other = dict(leaves(got))
    changed = [(path, other.get(path)) for path, held in leaves(wanted) if other.get(path) != held]
    own = [path for path, _ in changed if (number, path) in values]
    if not own and changed and changed[0][1] in values.values():
        return shared(_named(number, changed[0][0]))
    return BROKEN


def _named(number: int, path: Path) -> str:
    """The place in words: which record, where it is not the first, and the keys that lead to the value."""
    keys = "".join(f"[{key}]" if isinstance(key, int) else f".{key}" for key in path).lstrip(".")
    return f"#{number + 1} {keys}" if number else keys
