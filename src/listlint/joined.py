"""Attribute data of another file, joined to listings by id: read, given to the listing of each id, and what of it nobody used."""

from __future__ import annotations

from collections.abc import Container, Iterator
from typing import Any, NamedTuple

from listlint import formats
from listlint.header import header
from listlint.records.document import Elsewhere, Field, Head, Heading, Joined, Listing, Path, Record, Source, Text, Unread
from listlint.records.limits import LIMITS, Limits
from listlint.records.span import Span

_NAMED = 10  # ids that a message names
UNMATCHED = "unmatched-attributes"
"""The rule that tells what was not joined."""


def join(path: str, key: str, limits: Limits = LIMITS) -> Joined | Text:
    """The attribute data in a file of any format that is read, by the column `key`; or why there is none."""
    try:
        with open(path, "rb") as file:
            return joined(Source(path, file.read()), key, limits)
    except OSError as error:
        return Text(f"{path}：打不开：{error.strerror}", f"{path}: cannot be opened: {error.strerror}")


def joined(source: Source, key: str, limits: Limits = LIMITS) -> Joined | Text:
    """The same, of a file's bytes."""
    path, read = source.path, table(source.path, key, limits)
    if read is None:
        return Text(f"{path}：不认识的文件格式", f"{path}: unknown file format")
    rows: dict[str, list[Record]] = {}
    for record in read(source):
        if isinstance(record, Unread):
            where = record.place.shown
            return Text(f"{path}:{where}：{record.message.zh}", f"{path}:{where}: {record.message.en}")
        for value, inside in rows_of(record):
            name = value.get(key)
            if isinstance(name, str) and name.strip():
                rows.setdefault(name.strip(), []).append(Record(value, Within(record.origin, inside)))
    return Joined(path, key, rows)


def table(path: str, key: str, limits: Limits = LIMITS) -> formats.Read | None:
    """The function that reads attribute data whose ids are in the column `key`."""
    return formats.reader(path, _keyed(key), limits)


class Within(NamedTuple):
    """The origin of a value inside a record's."""

    origin: Any
    root: Path

    def place(self, path: Path, span: Span, markup: Any = None) -> Any:
        """The place of a span of the text at `path` of the inner value."""
        return self.origin.place((*self.root, *path), span, markup)

    def line(self, number: int) -> str:
        """The file's line of that number, from 1."""
        said: str = self.origin.line(number)
        return said


def attributes(listing: Listing, joined: Joined) -> Iterator[Field | Unread]:
    """The attributes that the other file gives a listing; of rows that differ, the first one's."""
    rows = joined.rows.get(listing.id.strip(), [])
    if not rows:
        message = Text(
            f"{joined.path} 里没有{joined.key}“{listing.id}”，属性没有并入"
            if listing.id
            else f"这条商品没有编号，无法并入 {joined.path} 的属性",
            f"{joined.path} has no {joined.key} “{listing.id}”: no attributes were joined"
            if listing.id
            else "a listing without an id is joined with nothing",
        )
        path = listing.paths.get("id") or (listing.fields[0].path if listing.fields else ())
        yield Unread(message, listing.origin.place(path, Span(0, 1 << 30)), UNMATCHED)
        return
    for other in rows[1:]:
        if other.value != rows[0].value:
            message = Text(
                f"{joined.key}“{listing.id}”有不止一行，内容不同；只用了第一行，请删去多余的行",
                f"{joined.key} “{listing.id}” has several rows that differ; the first was used: delete the others",
            )
            yield Unread(message, other.origin.place((joined.key,), Span(0, 1 << 30)), UNMATCHED, None, joined.path)
    own = {(field.name, field.text) for field in listing.attributes}
    for field in attributes_of(rows[0].value, joined.key):
        if (field.name, field.text) not in own:
            yield field._replace(elsewhere=Elsewhere(joined.path, rows[0]))


def attributes_of(row: dict[str, Any], key: str, inside: Path = ()) -> Iterator[Field]:
    """The attributes that a row of attribute data gives, but for its id; `inside` is where it stands in its record."""
    for name, said in row.items():
        if name != key and isinstance(said, str) and said:
            yield Field(f"attributes.{name}", "attribute", said, (*inside, name))


def rows_of(record: Record) -> Iterator[tuple[dict[str, Any], Path]]:
    """The rows of attribute data in a record, each with where it stands."""
    if isinstance(record.value, dict):
        yield record.value, ()
    elif isinstance(record.value, list):
        yield from ((value, (number,)) for number, value in enumerate(record.value) if isinstance(value, dict))


def left_over(joined: Joined, ids: Container[str]) -> Unread | None:
    """What to say of rows whose ids are those of no listing of a whole run: at the first of them, how many there are."""
    unmatched = [name for name in joined.rows if name not in ids]
    if not unmatched:
        return None
    named, count = unmatched[:_NAMED], len(unmatched)
    more_zh, more_en = ("等" if count > _NAMED else ""), (" …" if count > _NAMED else "")
    message = Text(
        f"{count} 个{joined.key}在商品里找不到，属性没有用上：{'、'.join(named)}{more_zh}；核对编号，或删去这些行",
        f"{count} {joined.key} of no listing, whose attributes nothing used: {', '.join(named)}{more_en}; check them, or delete the rows",
    )
    place = joined.rows[unmatched[0]][0].origin.place((joined.key,), Span(0, 1 << 30))
    return Unread(message, place, UNMATCHED, "note", joined.path)


def _keyed(key: str) -> Head:
    def find(rows: Any, numbers: Any = ()) -> Heading | Text:
        for number, row in enumerate(rows):
            names = tuple(key if header(name) == header(key) else header(name) for name in row)
            if key in names:
                return Heading(number, names, 0, "")
        return Text(f"没有名为“{key}”的列", f"there is no column “{key}”")

    return find
