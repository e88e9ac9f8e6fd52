"""Edits of a text file: each word spelt as its place asks, every other byte as it was."""

from __future__ import annotations

import codecs
import re
from bisect import bisect_right
from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import cached_property
from typing import NamedTuple

from listlint.fix import spelt
from listlint.fix.kinds import CSV, JSON, MARKDOWN, PAGES, XML, YAML, suffix
from listlint.fix.located import Task, edited, edits_of
from listlint.fix.said import BROKEN, CDATA_ENDS, LOST, ODD_BYTES, unwritable
from listlint.fix.yaml_scalars import Scalar, scalars
from listlint.formats.html import PAGE, SCHEMA
from listlint.formats.markdown import BODY
from listlint.formats.source.decode import decode
from listlint.formats.source.lines import Lines
from listlint.records.document import Place, Text
from listlint.records.rule import Edit
from listlint.records.span import Span

_CODECS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
    (b"", "utf-8"),
    (b"", "gb18030"),
)

_ENCODING = re.compile(r"""<\?xml\s[^>]*?\bencoding\s*=\s*["']([^"']+)""")


class Scene:
    """A text file being edited: its text, and where a value of a task stands in it."""

    def __init__(self, data: bytes, text: str) -> None:
        self.data, self.text = data, text
        self._lines = Lines(text)

    def span(self, task: Task, span: Span) -> Span:
        """Where a span of the task's value stands in the text."""
        place = task.origin.place(task.path, span)
        assert isinstance(place, Place)
        starts = self._lines.starts
        return Span(starts[place.line - 1] + place.column - 1, starts[place.end_line - 1] + place.end_column - 1)

    def whole(self, task: Task) -> Span:
        """Where the task's value stands, without the quotes around it."""
        return self.span(task, Span(0, len(task.value)))

    @cached_property
    def scalars(self) -> Sequence[Scalar]:
        """The YAML scalars of the text."""
        return scalars(self.text)


Spell = Callable[[Scene, Task, Sequence[Edit]], "list[Edit] | Text"]
"""From edits of a task's value to edits of the file's text."""


class Edited(NamedTuple):
    """A file's new bytes, None where nothing was edited, and the tasks that were refused, each with the reason."""

    data: bytes | None
    refused: list[tuple[Task, Text]]


def edit(path: str, data: bytes, tasks: Sequence[Task]) -> Edited:
    """The bytes of a text file with the edits of tasks that are apart."""
    text = decode(data)
    if not isinstance(text, str):
        return Edited(None, [(task, BROKEN) for task in tasks])
    scene, changes, refused = Scene(data, text), list[Edit](), list[tuple[Task, Text]]()
    for group in grouped(tasks):
        spelled = _speller(path, group[0])(scene, group[0], edits_of(group))
        if isinstance(spelled, Text):
            refused += [(task, spelled) for task in group]
        else:
            changes += spelled
    fresh = encoded(data, text, edited(text, sorted(set(changes))))
    if isinstance(fresh, Text):
        return Edited(None, [(task, fresh) for task in tasks])
    return Edited(fresh if changes else None, refused)


def grouped(tasks: Iterable[Task]) -> Iterator[list[Task]]:
    """The tasks of each value, in the order of the values."""
    groups: dict[object, list[Task]] = {}
    for task in tasks:
        groups.setdefault(task.where, []).append(task)
    yield from groups.values()


def _speller(path: str, task: Task) -> Spell:
    end = suffix(path)
    if end in PAGES:
        return _script if task.layout == SCHEMA else _as_is if task.path == (PAGE,) else _page_title
    if end in YAML or (end in MARKDOWN and task.path != (BODY,)):
        return _yaml
    return _json if end in JSON else _csv if end in CSV else _xml if end in XML else _as_is


def _as_is(scene: Scene, task: Task, edits: Sequence[Edit]) -> list[Edit] | Text:
    """Of a text that stands in the file as it is."""
    spans = [scene.span(task, edit.span) for edit in edits]
    if any(span.cut(scene.text) != edit.span.cut(task.value) for span, edit in zip(spans, edits, strict=True)):
        return BROKEN
    return [Edit(span, edit.text) for span, edit in zip(spans, edits, strict=True)]


def _page_title(scene: Scene, task: Task, edits: Sequence[Edit]) -> list[Edit] | Text:
    return [Edit(scene.span(task, edit.span), spelt.html(edit.text)) for edit in edits]


def _json(scene: Scene, task: Task, edits: Sequence[Edit]) -> list[Edit] | Text:
    start = scene.whole(task).start
    quoted = scene.text[start - 1 : start] == '"'
    escaped = scene.text.isascii() and "\\u" in scene.text
    return [Edit(scene.span(task, edit.span), spelt.json(edit.text, escaped) if quoted else edit.text) for edit in edits]


def _script(scene: Scene, task: Task, edits: Sequence[Edit]) -> list[Edit] | Text:
    spelled = _json(scene, task, edits)
    return spelled if isinstance(spelled, Text) else [Edit(edit.span, edit.text.replace("<", "\\u003c")) for edit in spelled]


def _csv(scene: Scene, task: Task, edits: Sequence[Edit]) -> list[Edit] | Text:
    whole, value = scene.whole(task), edited(task.value, edits)
    if scene.text[whole.start - 1 : whole.start] == '"' and whole.start:
        return [Edit(scene.span(task, edit.span), edit.text.replace('"', '""')) for edit in edits]
    if spelt.needs_quotes(value, "".join(edit.text for edit in edits)):
        return [Edit(whole, spelt.csv(value))]
    return [Edit(scene.span(task, edit.span), edit.text) for edit in edits]


def _xml(scene: Scene, task: Task, edits: Sequence[Edit]) -> list[Edit] | Text:
    """Of an element's text: as it is in a CDATA section, else with entities; what a tag or the end of a section parts is left."""
    spelled: list[Edit] = []
    for edit in edits:
        span = scene.span(task, edit.span)
        written, inside = span.cut(scene.text), _in_cdata(scene.text, span.start)
        if "<" in written and not (inside and written.replace("\r\n", "\n") == edit.span.cut(task.value)):
            return LOST
        if inside and "]]>" in scene.text[span.start - 2 : span.start] + edit.text + scene.text[span.end : span.end + 2]:
            return CDATA_ENDS
        if inside and not edit.text.isascii() and (encoding := _declared(scene.text)):
            return unwritable(encoding, next(char for char in edit.text if not char.isascii()))
        spelled.append(Edit(span, edit.text if inside else spelt.xml(edit.text, scene.text.isascii())))
    return spelled


def _declared(text: str) -> str | None:
    """The encoding other than UTF-8 that XML in nothing but ASCII says it is in, or None."""
    said = _ENCODING.match(text) if text.isascii() else None
    return said[1] if said and said[1].lower() not in ("utf-8", "utf8") else None


def _in_cdata(text: str, at: int) -> bool:
    start = text.rfind("<![CDATA[", 0, at)
    return start >= 0 and text.find("]]>", start, at) < 0


def _yaml(scene: Scene, task: Task, edits: Sequence[Edit]) -> list[Edit] | Text:
    whole = scene.whole(task)
    number = bisect_right(scene.scalars, whole.start, key=lambda one: one.span.start) - 1
    scalar = scene.scalars[number] if number >= 0 else None
    if scalar is None or scalar.span.end < whole.end:
        return BROKEN
    return scalar.spelled(scene.text, [Edit(scene.span(task, edit.span), edit.text) for edit in edits], edited(task.value, edits))


def encoded(data: bytes, text: str, fresh: str) -> bytes | Text:
    """The new text in the encoding and with the byte order mark of `data`, which decodes to `text`."""
    for mark, codec in _CODECS:
        try:
            body = text.encode(codec)
        except UnicodeEncodeError:
            continue
        before = data[: len(data) - len(body)]
        if before.startswith(mark) and data.endswith(body) and not before.decode(codec, "replace").strip("\ufeff"):
            break
    else:
        return ODD_BYTES
    if codec == "gb18030" and (char := _beyond_gbk(data, fresh)):
        return unwritable("GBK", char)
    try:
        return before + fresh.encode(codec)
    except UnicodeEncodeError as error:
        return unwritable(codec, fresh[error.start])


def _beyond_gbk(data: bytes, fresh: str) -> str | None:
    """A character that a file in GBK cannot hold; a file that is more than GBK already may hold any."""
    try:
        data.decode("gbk")
        fresh.encode("gbk")
    except UnicodeDecodeError:
        return None
    except UnicodeEncodeError as error:
        return fresh[error.start]
    return None
