"""What is read: a file's bytes, the records in it, the listings they hold."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, NamedTuple, Protocol

from listlint.records.span import SourceMap, Span

Path = tuple[str | int, ...]
"""The keys and positions that lead from a record to a value inside it."""


class Text(NamedTuple):
    """A sentence for the user in both languages."""

    zh: str
    en: str

    def in_(self, lang: str) -> str:
        """The sentence in `lang`, "zh" or "en"."""
        return self.en if lang == "en" else self.zh


class Place(NamedTuple):
    """A stretch of a text file: lines and columns from 1, in code points of the file as decoded; the end is exclusive."""

    line: int
    column: int
    end_line: int
    end_column: int


class Source(NamedTuple):
    """A file's path as the user named it (forward slashes) and its bytes."""

    path: str
    data: bytes


class Origin(Protocol):
    """Where a record's values stand in their file; asked only for what has a finding, so it may work late."""

    def place(self, path: Path, span: Span, markup: SourceMap | None = None) -> Place:
        """The place of `span` (code points) of the text at `path`.

        With `markup`, `span` is of the text that markup made from that text, and is carried through it first.
        """
        ...

    def line(self, number: int) -> str:
        """The file's line of that number (from 1) without its line end, for a report to show."""
        ...


class Record(NamedTuple):
    """One thing a file holds, usually a listing, as plain mappings, lists and strings, scalars as written."""

    value: Any
    origin: Origin


class Unread(NamedTuple):
    """A file, or a part of one, that could not be read, and why; failure is data."""

    message: Text
    place: Place


class Field(NamedTuple):
    """One text of a listing: `key` names it to the user (title, selling_points[0], attributes.材质成分).

    `role` is title, subtitle, selling_point, detail or attribute. `path` leads to the text in its record;
    `markup` maps `text` to the value at `path` where that value is HTML.
    """

    key: str
    role: str
    text: str
    path: Path
    markup: SourceMap | None = None

    @property
    def name(self) -> str:
        """An attribute's own name, without the mapping it stands in."""
        return self.key.removeprefix("attributes.")


class Listing(NamedTuple):
    """One listing: its copy (`fields`), its attribute data, what backs it; `extra` holds what the known keys besides copy and attributes hold, as read; `path` leads from the record to the listing."""

    id: str
    platform: str | None
    category: str | None
    brand: str | None
    fields: tuple[Field, ...]
    attributes: tuple[Field, ...]
    extra: Mapping[str, Any]
    origin: Origin
    path: Path = ()
