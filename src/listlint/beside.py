"""Files beside a listing's own: its detail in another file, its pictures, attribute data joined by id.

The line takes them from a `Beside` that its caller hands in; with none, nothing is looked for, and the same source and
settings give the same answer whatever the disk holds.
"""

from __future__ import annotations

import os
import re
from collections.abc import Iterator, Mapping
from typing import Any, NamedTuple

from listlint import formats
from listlint.formats.source.decode import decode
from listlint.formats.source.lines import Lines
from listlint.layout import listings
from listlint.records.document import Elsewhere, Field, Head, Heading, Listing, Path, Record, Source, Text, Unread
from listlint.records.lexicon import Layout
from listlint.records.span import Span, identity

DETAIL_LIMIT = 32 << 20
"""Bytes a detail file may have."""

MISSING, UNMATCHED = "missing-file", "unmatched-attributes"
_REMOTE = re.compile(r"(?:[a-z][a-z0-9+.-]+:)?//|data:", re.IGNORECASE)
_FILE = re.compile(r"\.[A-Za-z0-9]{2,5}$")


class Joined(NamedTuple):
    """Attribute data of another file: the rows of each id, and the column that holds the id."""

    path: str
    key: str
    rows: Mapping[str, list[Record]]


class Beside:
    """The files under `root` that a listing may name; no name leads out of it, nor does a link."""

    def __init__(self, root: str, joined: Joined | None = None) -> None:
        self.root = os.path.realpath(root)
        self.joined = joined

    def find(self, source: str, name: str) -> str | Text:
        """The path of the file that the listing in `source` calls `name`, relative to it; or why it is not to be had."""
        folder = os.path.dirname(source)
        path = os.path.join(folder, name)
        try:
            real = os.path.realpath(path)
            home = self.root if _within(os.path.realpath(source), self.root) else os.path.realpath(folder)
            if os.path.isabs(name) or not _within(real, home):
                return Text(
                    f"“{name}”在仓库之外，不读取；请写仓库内的相对路径", f"“{name}” lies outside the repository; name a file inside it"
                )
            if not os.path.isfile(real):
                return Text(f"找不到文件“{name}”；路径相对于本文件", f"there is no file “{name}”; its path is relative to this file")
        except ValueError:  # a NUL in the name
            return Text("文件名里有空字符", "a NUL character in the file name")
        return os.path.normpath(path).replace(os.sep, "/")

    def read(self, source: str, name: str) -> Source | Text:
        """That file's bytes, or why they are not to be had."""
        path = self.find(source, name)
        if isinstance(path, Text):
            return path
        try:
            if os.path.getsize(path) > DETAIL_LIMIT:
                return Text(
                    f"“{name}”超过 {DETAIL_LIMIT >> 20} MiB，没有读取", f"“{name}” has over {DETAIL_LIMIT >> 20} MiB and was not read"
                )
            with open(path, "rb") as file:
                return Source(path, file.read())
        except OSError as error:
            return Text(f"打不开“{name}”：{error.strerror}", f"“{name}” cannot be opened: {error.strerror}")


def _within(path: str, folder: str) -> bool:
    return path == folder or path.startswith(folder.rstrip(os.sep) + os.sep)


def join(path: str, key: str) -> Joined | Text:
    """The attribute data in a file of any format that is read, by the column `key`; or why there is none."""
    read = formats.reader(path, _keyed(key))
    if read is None:
        return Text(f"{path}：不认识的文件格式", f"{path}: unknown file format")
    try:
        with open(path, "rb") as file:
            source = Source(path, file.read())
    except OSError as error:
        return Text(f"{path}：打不开：{error.strerror}", f"{path}: cannot be opened: {error.strerror}")
    rows: dict[str, list[Record]] = {}
    for record in read(source):
        if isinstance(record, Unread):
            where = record.place.shown
            return Text(f"{path}:{where}：{record.message.zh}", f"{path}:{where}: {record.message.en}")
        for value, inside in _rows(record):
            name = value.get(key)
            if isinstance(name, str) and name.strip():
                rows.setdefault(name.strip(), []).append(Record(value, Within(record.origin, inside)))
    return Joined(path, key, rows)


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


def complete(source: str, listing: Listing, beside: Beside, layout: Layout) -> Iterator[Listing | Unread]:
    """What is wrong with the files that a listing names, then the listing with what they say."""
    fields, attributes = list(listing.fields), list(listing.attributes)
    for name, path in _named(listing, "detail_file"):
        for one in _detail(source, name, beside, layout):
            if isinstance(one, Field):
                fields.append(one)
            else:
                yield one if isinstance(one, Unread) else _missing(one, listing, path, None)
    for name, path in _named(listing, "images"):
        reason = beside.find(source, name) if _FILE.search(name) and not _REMOTE.match(name) else ""
        if isinstance(reason, Text):
            yield _missing(reason, listing, path, "warning")
    if beside.joined:
        for found in _attributes(listing, beside.joined):
            if isinstance(found, Unread):
                yield found
            else:
                attributes.append(found)
    yield listing._replace(fields=tuple(fields), attributes=tuple(attributes))


def _missing(reason: Text, listing: Listing, path: Path, severity: str | None) -> Unread:
    return Unread(reason, listing.origin.place(path, Span(0, 1 << 30)), MISSING, severity)


def _named(listing: Listing, part: str) -> Iterator[tuple[str, Path]]:
    """The file names under a part of the listing, each with where it stands."""
    held, path = listing.extra.get(part), listing.paths.get(part, ())
    if isinstance(held, str):
        yield from ((name.strip(), path) for name in (re.split(r"[;；,，|\n]", held) if part == "images" else (held,)) if name.strip())
    elif isinstance(held, list):
        yield from ((name, (*path, number)) for number, name in enumerate(held) if isinstance(name, str) and name)


def _detail(source: str, name: str, beside: Beside, layout: Layout) -> Iterator[Field | Unread | Text]:
    """The copy in a detail file: a page's, a Markdown file's, or the whole of a text."""
    file = beside.read(source, name)
    if isinstance(file, Text):
        yield file
        return
    read = formats.reader(file.path) if file.path.lower().endswith((".html", ".htm", ".md", ".markdown")) else _plain
    for record in read(file) if read else ():
        if isinstance(record, Unread):
            yield record._replace(path=file.path)
        elif not record.layout:
            for listing in listings(record, layout):
                copy = (field for field in listing.fields if field.role != "title")
                yield from (field._replace(key="detail_file", elsewhere=Elsewhere(file.path, record.origin)) for field in copy)


def _plain(source: Source) -> Iterator[Record | Unread]:
    from listlint.formats.source.parts import Parts

    text = decode(source.data)
    if isinstance(text, Unread):
        yield text
    else:
        yield Record({"detail": text}, Parts({"detail": (text, identity(0, len(text)))}, Lines(text)))


def _keyed(key: str) -> Head:
    def find(rows: Any) -> Heading | Text:
        for number, row in enumerate(rows):
            names = tuple(name.strip() for name in row)
            if key in names:
                return Heading(number, names, 0, "")
        return Text(f"没有名为“{key}”的列", f"there is no column “{key}”")

    return find


def _rows(record: Record) -> Iterator[tuple[dict[str, Any], Path]]:
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
    for name, said in rows[0].value.items():
        if name != joined.key and isinstance(said, str) and said and (name, said) not in own:
            yield Field(f"attributes.{name}", "attribute", said, (name,), None, Elsewhere(joined.path, rows[0].origin))
