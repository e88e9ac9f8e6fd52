"""From the diagnostics of a file to edits of the values in its records."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import Any, NamedTuple

from listlint.fix.readings import Reading
from listlint.fix.said import LOST, MARKED, MOVED, Refusal
from listlint.fix.spelt import html
from listlint.layout import Markup
from listlint.records.diagnostic import Diagnostic
from listlint.records.document import Field, Origin, Path, Record, Source
from listlint.records.rule import Edit
from listlint.records.span import SourceMap, Span
from listlint.text.markdown import plain
from listlint.text.markup import visible

_SIGNS = frozenset("\\*_`[]<>&|~#!()")
"""What Markdown may take for its own."""


class Task(NamedTuple):
    """One diagnostic's edits of the value at `path` of the record of that number; `field` is what was made of the value."""

    one: Diagnostic
    record: int
    path: Path
    layout: str
    origin: Origin
    value: str
    field: Field
    edits: tuple[Edit, ...]

    @property
    def where(self) -> tuple[int, Path]:
        """The value that is edited."""
        return self.record, self.path


def located(source: Source, found: Sequence[Diagnostic], reading: Reading) -> tuple[list[Task], list[Refusal]]:
    """The tasks of the diagnostics, in their order, and those that cannot be: the file is another, or markup stands in the words."""
    wanted: dict[tuple[str | None, str], list[Diagnostic]] = {}
    for one in found:
        wanted.setdefault((one.field, one.field_text), []).append(one)
    placed: dict[int, Task | Refusal] = {}
    for number, record in enumerate(reading.read(source)):
        if not isinstance(record, Record):
            continue
        for listing, field in reading.fields(record):
            for one in wanted.get((field.key, field.text), ()):
                if id(one) not in placed and listing in (None, one.listing) and _stands(one, field, record.origin):
                    placed[id(one)] = _task(one, number, record, field)
    answers = [placed.get(id(one)) or Refusal(one, MOVED) for one in found]
    return [one for one in answers if isinstance(one, Task)], [one for one in answers if isinstance(one, Refusal)]


def apart(tasks: Iterable[Task]) -> list[Task]:
    """The tasks whose edits do not overlap those of one before; the same edit twice is one. The others are for another round."""
    taken: dict[tuple[int, Path], list[Edit]] = {}
    kept = []
    for task in tasks:
        edits = taken.setdefault(task.where, [])
        fresh = [edit for edit in task.edits if edit not in edits]
        if not any(_meet(edit.span, other.span) for edit in fresh for other in edits):
            edits += fresh
            kept.append(task)
    return kept


def edits_of(tasks: Iterable[Task]) -> list[Edit]:
    """The edits of tasks on one value, each once, in order."""
    return sorted({edit for task in tasks for edit in task.edits})


def edited(text: str, edits: Iterable[Edit]) -> str:
    """The text with the edits, which are in order and apart."""
    pieces, at = [], 0
    for (start, end), fresh in edits:
        pieces += [text[at:start], fresh]
        at = end
    return "".join([*pieces, text[at:]])


def markup(field: Field, value: str) -> Markup | None:
    """What made the field's text of the value, None where that is the value itself."""
    if field.markup is None:
        return None
    return next((made for made in (visible, plain) if made(value) == (field.text, field.markup)), None)


def at(value: Any, path: Path) -> Any:
    """What stands at a path of a value."""
    for key in path:
        value = value[key]
    return value


def _meet(one: Span, other: Span) -> bool:
    return one.overlaps(other) or one.start == other.start


def _stands(one: Diagnostic, field: Field, origin: Origin) -> bool:
    fix = one.fix
    return fix is not None and one.edit_places == tuple(origin.place(field.path, edit.span, field.markup) for edit in fix.edits)


def _task(one: Diagnostic, number: int, record: Record, field: Field) -> Task | Refusal:
    value = at(record.value, field.path)
    edits = one.fix.edits if one.fix else ()
    if field.markup is not None:
        made = markup(field, value)
        marked = list(_marked(edits, field.text, field.markup, value, made is plain)) if made else []
        if len(marked) < len(edits):
            return Refusal(one, LOST)
        if None in marked:
            return Refusal(one, MARKED)
        edits = tuple(edit for edit in marked if edit)
    return Task(one, number, field.path, record.layout, record.origin, value, field, edits)


def _marked(edits: Sequence[Edit], text: str, source: SourceMap, value: str, markdown: bool) -> Iterator[Edit | None]:
    """The edits of a text as edits of the value with markup; only those that touch no markup, and None for a text that cannot be marked up."""
    for span, fresh in edits:
        place = source.span(span)
        end = place.start
        for number in range(*span):
            start, to = source.span(Span(number, number + 1))
            written = value[start:to]
            if start != end or not (written == text[number] or written.isspace() or written[:1] in "&\\"):
                break
            end = to
        else:
            if end == place.end:
                bad = markdown and not _SIGNS.isdisjoint(fresh)
                yield None if bad else Edit(place, fresh if markdown else html(fresh))
