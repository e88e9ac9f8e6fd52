"""What is read: a file's bytes, the records in it, the listings they hold."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from functools import partial
from types import MappingProxyType
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

    @property
    def shown(self) -> str:
        """As reports write it: line:column."""
        return f"{self.line}:{self.column}"

    @property
    def rank(self) -> tuple[int, ...]:
        """What places of one file are ordered by."""
        return tuple(self)


class _Cell(NamedTuple):
    sheet: str
    cell: str
    number: int = 0


class CellPlace(_Cell):
    """A cell of a workbook (`Sheet1`, `B2`); `number` is the sheet's, from 0, and only orders places.

    Read as a place in text, a cell is one column wide: its row is the line, its column's number the column.
    """

    __slots__ = ()

    def _asdict(self) -> dict[str, Any]:
        return {"sheet": self.sheet, "cell": self.cell}

    @property
    def line(self) -> int:
        """The row, from 1."""
        return int(self.cell.lstrip("ABCDEFGHIJKLMNOPQRSTUVWXYZ"))

    @property
    def column(self) -> int:
        """The column, from 1."""
        number = 0
        for letter in self.cell.rstrip("0123456789"):
            number = number * 26 + ord(letter) - 64
        return number

    @property
    def end_line(self) -> int:
        """The row, from 1."""
        return self.line

    @property
    def end_column(self) -> int:
        """The next column."""
        return self.column + 1

    @property
    def shown(self) -> str:
        """As reports write it: Sheet1!B2."""
        return f"{self.sheet}!{self.cell}"

    @property
    def rank(self) -> tuple[int, ...]:
        """What places of one file are ordered by."""
        return self.number, self.line, self.column


AnyPlace = Place | CellPlace


class Source(NamedTuple):
    """A file's path as the user named it (forward slashes) and its bytes."""

    path: str
    data: bytes


class Origin(Protocol):
    """Where a record's values stand in their file; asked only for what has a finding, so it may work late."""

    def place(self, path: Path, span: Span, markup: SourceMap | None = None) -> AnyPlace:
        """The place of `span` (code points) of the text at `path`.

        With `markup`, `span` is of the text that markup made from that text, and is carried through it first.
        """
        ...

    def line(self, number: int) -> str:
        """The file's line of that number (from 1) without its line end, for a report to show."""
        ...


class Record(NamedTuple):
    """One thing a file holds, usually a listing, as plain mappings, lists and strings, scalars as written.

    `layout` names the layout its reader knows it by; where it is empty, its keys tell.
    """

    value: Any
    origin: Origin
    layout: str = ""


record_of: Callable[[tuple[Any, Origin, str]], Record] = partial(tuple.__new__, Record)
"""A record of all its values. What is made once a row is made so, in half the time of the class called by its name; a test holds the values to
its fields."""


class Unread(NamedTuple):
    """A file, or a part of one, that could not be read, and why; failure is data.

    `rule` is the slug that tells it, `severity` that rule's own where None, `path` another file than the one being read.
    """

    message: Text
    place: AnyPlace
    rule: str = "unreadable-file"
    severity: str | None = None
    path: str = ""


CUT = Unread(Text("", ""), Place(0, 0, 0, 0), "")
"""No refusal: among records, what came before it is to be done with, so that its text can be let go."""


class Heading(NamedTuple):
    """Which of a table's first rows names its columns (`row`, from 0) and how: `names`, a name for each column.

    `skip` rows after it hold no listing; `layout` names the layout that the headers belong to.
    """

    row: int
    names: tuple[str, ...]
    skip: int
    layout: str


class Head(Protocol):
    """From a table's first rows, and their numbers in the file from 0, to its heading, or what to tell the user where none of them is one."""

    def __call__(self, rows: Sequence[Sequence[str]], numbers: Sequence[int] = ()) -> Heading | Text:
        """The heading; `numbers` are asked only where the configuration names a row."""
        ...


class Elsewhere(NamedTuple):
    """A file beside the listing's own that a field was read from: its path, and the record there."""

    path: str
    record: Record


ROLES = {
    "title": Text("标题", "title"),
    "subtitle": Text("副标题", "subtitle"),
    "selling_point": Text("卖点", "selling point"),
    "detail": Text("详情", "detail"),
}
"""What the roles of copy are called."""

COPY = Text("文案", "copy")
"""What copy of any role is called."""


class Field(NamedTuple):
    """One text of a listing: `key` names it to the user (title, selling_points[0], attributes.材质成分).

    `role` is title, subtitle, selling_point, detail or attribute. `path` leads to the text in its record;
    `markup` maps `text` to the value at `path` where that value is HTML; `elsewhere` is the file it stands in, None for the listing's own.
    """

    key: str
    role: str
    text: str
    path: Path
    markup: SourceMap | None = None
    elsewhere: Elsewhere | None = None

    @property
    def name(self) -> str:
        """An attribute's own name, without the mapping it stands in (attributes, or an evidence entry's result)."""
        return own_name(self.key)


field_of: Callable[[tuple[str, str, str, Path, SourceMap | None, Elsewhere | None]], Field] = partial(tuple.__new__, Field)
"""A field of all its values, quickly."""


def own_name(key: str) -> str:
    """The name of the attribute that the key of a field names to the user."""
    return key.rpartition(".result.")[2].removeprefix("attributes.")


def unnumbered(name: str) -> str:
    """A key, or an attribute's name, without the number of its text in a list (材质[0])."""
    stem, _, number = name.rpartition("[")
    return stem if number.endswith("]") and number[:-1].isdigit() else name


class Attached(NamedTuple):
    """A file that a listing names, as it was found: `state` is sound, missing, folder, empty, unreadable or outside.

    `path` is where it is, for whoever is to read it; only a sound file has one. `outside` leads out of the project.
    `data` is its content where that is to stand for what the disk holds.
    """

    state: str
    path: str = ""
    data: bytes | None = None


class Joined(NamedTuple):
    """Attribute data of another file: the rows of each id, and the column that holds the id."""

    path: str
    key: str
    rows: Mapping[str, list[Record]]


class Listing(NamedTuple):
    """One listing: its copy (`fields`), its attribute data, what backs it.

    `extra` holds what the known keys besides copy and attributes hold, as read, and `paths` where they stand in the record.

    `path` leads to the listing in its record; `attached` are the files its evidence names, None where nobody looked for them.
    """

    id: str
    platform: str | None
    category: str | None
    brand: str | None
    fields: tuple[Field, ...]
    attributes: tuple[Field, ...]
    extra: Mapping[str, Any]
    origin: Origin
    path: Path = ()
    attached: Mapping[str, Attached] | None = None
    paths: Mapping[str, Path] = MappingProxyType({})


_Values = tuple[
    str,
    str | None,
    str | None,
    str | None,
    tuple[Field, ...],
    tuple[Field, ...],
    Mapping[str, Any],
    Origin,
    Path,
    Mapping[str, Attached] | None,
    Mapping[str, Path],
]
listing_of: Callable[[_Values], Listing] = partial(tuple.__new__, Listing)
"""A listing of all its values, quickly."""
