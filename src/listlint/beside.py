"""Files beside a listing's own: its detail in another file, its pictures, attribute data joined by id.

Settings say how a file is looked for (`files`) and what is joined (`joined`); where they do not, nothing is looked for, and
the same source gives the same answer whatever the disk holds.
"""

from __future__ import annotations

import os
import re
from collections.abc import Container, Iterable, Iterator
from typing import Any, NamedTuple

from listlint import formats
from listlint.evidence import evidence
from listlint.formats.source.bounds import over
from listlint.header import header
from listlint.late import late
from listlint.layout import listings
from listlint.records.document import Attached, Elsewhere, Field, Head, Heading, Joined, Listing, Path, Record, Source, Text, Unread
from listlint.records.lexicon import Layout
from listlint.records.limits import LIMITS, Limits
from listlint.records.settings import Settings
from listlint.records.span import Span

_NAMED = 10  # ids that a message names
NAMING = frozenset(("evidence", "detail_file", "images"))
"""The parts of a listing that name files."""
MISSING, UNMATCHED = "missing-file", "unmatched-attributes"
_AMISS = {
    "outside": Text("“{}”在项目之外，不读取；请写项目内的相对路径", "“{}” lies outside the project; name a file inside it"),
    "missing": Text("找不到文件“{}”；路径相对于本文件", "there is no file “{}”; its path is relative to this file"),
    "folder": Text("“{}”是文件夹，不是文件", "“{}” is a folder, not a file"),
    "empty": Text("“{}”是空文件", "“{}” is an empty file"),
    "unreadable": Text("打不开“{}”；检查权限", "“{}” cannot be opened; check its permissions"),
}
_REMOTE = late(r"(?:[a-z][a-z0-9+.-]+:)?//|data:", re.IGNORECASE)
_FILE = late(r"\.[A-Za-z0-9]{2,5}$")


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


def _leans(listing: Listing, settings: Settings) -> bool:
    """Whether what is found in a listing depends on other files than its own."""
    if settings.joined is not None:
        return True
    return not NAMING.isdisjoint(listing.extra) and any(listing.extra.get(part) for part in NAMING)


def complete(source: str, listing: Listing, settings: Settings) -> Iterable[Listing | Unread]:
    """What is wrong with the files that a listing of the file at `source` names, then the listing with what they say.

    The listing itself where nothing found in it depends on other files, else a new one.
    """
    return _completed(source, listing, settings) if _leans(listing, settings) else (listing,)


def _completed(source: str, listing: Listing, settings: Settings) -> Iterator[Listing | Unread]:
    fields, attributes, look = list(listing.fields), list(listing.attributes), settings.files
    if look is not None:
        names = {one.file for one in evidence(listing) if one.file} if listing.extra.get("evidence") else set()
        listing = listing._replace(attached={name: look(source, name) for name in sorted(names)}) if names else listing
        for name, path in _named(listing, "detail_file"):
            for one in _detail(source, name, look(source, name), settings):
                if isinstance(one, Field):
                    fields.append(one)
                else:
                    yield one if isinstance(one, Unread) else _missing(one, listing, path, None)
        for name, path in _named(listing, "images"):
            if _FILE.search(name) and not _REMOTE.match(name) and (amiss := _amiss(name, look(source, name))):
                yield _missing(amiss, listing, path, "warning")
    for found in _attributes(listing, settings.joined) if settings.joined else ():
        if isinstance(found, Unread):
            yield found
        else:
            attributes.append(found)
    yield listing._replace(fields=tuple(fields), attributes=tuple(attributes))


def _amiss(name: str, found: Attached) -> Text | None:
    """What to tell of a named file that is not sound."""
    told = _AMISS.get(found.state)
    return told and Text(told.zh.format(name), told.en.format(name))


def _missing(reason: Text, listing: Listing, path: Path, severity: str | None) -> Unread:
    return Unread(reason, listing.origin.place(path, Span(0, 1 << 30)), MISSING, severity)


def _named(listing: Listing, part: str) -> Iterator[tuple[str, Path]]:
    """The file names under a part of the listing, each with where it stands."""
    held, path = listing.extra.get(part), listing.paths.get(part, ())
    if isinstance(held, str):
        yield from ((name.strip(), path) for name in (re.split(r"[;；,，|\n]", held) if part == "images" else (held,)) if name.strip())
    elif isinstance(held, list):
        yield from ((name, (*path, number)) for number, name in enumerate(held) if isinstance(name, str) and name)


def _detail(source: str, name: str, found: Attached, settings: Settings) -> Iterator[Field | Unread | Text]:
    """The copy in a detail file: a page's, a Markdown file's, or the whole of a text."""
    file = _read(source, name, found, settings.limits.detail)
    if isinstance(file, Text):
        yield file
        return
    for record in page(file.path, settings.limits)(file):
        if isinstance(record, Unread):
            yield record._replace(path=file.path)
        else:
            copy = detail(record, settings.lexicon.layouts["listlint"])
            yield from (field._replace(elsewhere=Elsewhere(file.path, record)) for field in copy)


def page(path: str, limits: Limits = LIMITS) -> formats.Read:
    """The function that reads a detail file: a page, Markdown, or anything else as plain text."""
    marked = path.lower().endswith((".html", ".htm", ".md", ".markdown"))
    read = formats.reader(path if marked else "detail.txt", None, limits)
    assert read is not None  # there are readers of these
    return read


def detail(record: Record, layout: Layout) -> Iterator[Field]:
    """The copy in a record of a detail file."""
    for listing in () if record.layout else listings(record, layout):
        yield from (field._replace(key="detail_file") for field in listing.fields if field.role != "title")


def shown(source: str, name: str) -> str:
    """The path that reports give a file which the listing file at `source` calls `name`."""
    return os.path.normpath(os.path.join(os.path.dirname(source), name.replace("\\", "/"))).replace(os.sep, "/")


def _read(source: str, name: str, found: Attached, limit: int) -> Source | Text:
    """A named file's bytes, under its path as reports show it; or why they are not to be had."""
    amiss = _amiss(name, found)
    if amiss:
        return amiss
    try:
        if found.data is not None:
            return Source(shown(source, name), found.data)
        if os.path.getsize(found.path) > limit << 20:
            return over(f"“{name}”超过 {limit} MiB，没有读取", f"“{name}” has over {limit} MiB and was not read", "detail")
        with open(found.path, "rb") as file:
            return Source(shown(source, name), file.read())
    except OSError as error:
        return Text(f"打不开“{name}”：{error.strerror}", f"“{name}” cannot be opened: {error.strerror}")


def _keyed(key: str) -> Head:
    def find(rows: Any, numbers: Any = ()) -> Heading | Text:
        for number, row in enumerate(rows):
            names = tuple(key if header(name) == header(key) else header(name) for name in row)
            if key in names:
                return Heading(number, names, 0, "")
        return Text(f"没有名为“{key}”的列", f"there is no column “{key}”")

    return find


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


def rows_of(record: Record) -> Iterator[tuple[dict[str, Any], Path]]:
    """The rows of attribute data in a record, each with where it stands."""
    if isinstance(record.value, dict):
        yield record.value, ()
    elif isinstance(record.value, list):
        yield from ((value, (number,)) for number, value in enumerate(record.value) if isinstance(value, dict))


def _attributes(listing: Listing, joined: Joined) -> Iterator[Field | Unread]:
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
