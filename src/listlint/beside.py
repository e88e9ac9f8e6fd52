"""Files beside a listing's own: its detail in another file, its pictures, attribute data joined by id.

Settings say how a file is looked for (`files`) and what is joined (`joined`); where they do not, nothing is looked for, and
the same source gives the same answer whatever the disk holds.
"""

from __future__ import annotations

import os
import re
from collections.abc import Iterable, Iterator

from listlint import formats, joined
from listlint.evidence import evidence
from listlint.formats.source.bounds import over
from listlint.late import late
from listlint.layout import LOST, listings
from listlint.misspelt import no_text, without_lost
from listlint.records.document import Attached, Elsewhere, Field, Listing, Path, Record, Source, Text, Unread
from listlint.records.lexicon import Layout
from listlint.records.limits import LIMITS, Limits
from listlint.records.settings import Settings
from listlint.records.span import Span

NAMING = frozenset(("evidence", "detail_file", "images"))
"""The parts of a listing that name files."""
MISSING = "missing-file"
_AMISS = {
    "outside": Text("“{}”在项目之外，不读取；请写项目内的相对路径", "“{}” lies outside the project; name a file inside it"),
    "missing": Text("找不到文件“{}”；路径相对于本文件", "there is no file “{}”; its path is relative to this file"),
    "folder": Text("“{}”是文件夹，不是文件", "“{}” is a folder, not a file"),
    "empty": Text("“{}”是空文件", "“{}” is an empty file"),
    "unreadable": Text("打不开“{}”；检查权限", "“{}” cannot be opened; check its permissions"),
}
_REMOTE = late(r"(?:[a-z][a-z0-9+.-]+:)?//|data:", re.IGNORECASE)
_FILE = late(r"\.[A-Za-z0-9]{2,5}$")


def _leans(listing: Listing, settings: Settings) -> bool:
    """Whether what is found in a listing depends on other files than its own."""
    if settings.joined is not None:
        return True
    return not NAMING.isdisjoint(listing.extra) and any(listing.extra.get(part) for part in NAMING)


def complete(source: str, listing: Listing, settings: Settings) -> Iterable[Listing | Unread]:
    """What is wrong with the files that a listing of the file at `source` names, then the listing with what they say.

    The listing itself where nothing found in it depends on other files, else a new one. First comes what of its copy is no text.
    """
    if any(field.role == LOST for field in listing.fields):
        return _textual(source, listing, settings)
    return _completed(source, listing, settings) if _leans(listing, settings) else (listing,)


def _textual(source: str, listing: Listing, settings: Settings) -> Iterator[Listing | Unread]:
    yield from no_text(listing, settings)
    yield from complete(source, without_lost(listing), settings)


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
    for found in joined.attributes(listing, settings.joined) if settings.joined else ():
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
        yield from (field._replace(key="detail_file") for field in listing.fields if field.role not in ("title", LOST))


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
