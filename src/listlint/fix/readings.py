"""How a file that holds findings is read again: by which function, and which texts of its records are fields."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import NamedTuple

from listlint import beside, formats
from listlint.heading import chosen, head
from listlint.joined import attributes_of, rows_of, table
from listlint.layout import listings
from listlint.overrides import laid, of_path
from listlint.records.document import Field, Joined, Record
from listlint.records.settings import Settings


class Reading(NamedTuple):
    """A file's reader, and the fields of a record it gives, each with its listing's id, None for a detail file's."""

    read: formats.Read
    fields: Callable[[Record], Iterator[tuple[str | None, Field]]]


def reading(path: str, settings: Settings) -> Reading | None:
    """How the listings of a file are read; None where no format claims it."""
    layouts = laid(settings, of_path(settings, path), ()).lexicon.layouts
    read = formats.reader(path, head(layouts), settings.limits)

    def fields(record: Record) -> Iterator[tuple[str | None, Field]]:
        for listing in listings(record, chosen(record, layouts)):
            yield from ((listing.id, field) for field in (*listing.fields, *listing.attributes))

    return read and Reading(read, fields)


def detail(path: str, settings: Settings) -> Reading:
    """How a file is read that listings name as their detail."""
    layout = settings.lexicon.layouts["listlint"]
    return Reading(beside.page(path, settings.limits), lambda record: ((None, field) for field in beside.detail(record, layout)))


def joined(data: Joined, settings: Settings) -> Reading | None:
    """How a file is read whose attribute data is joined to listings by their ids."""

    def fields(record: Record) -> Iterator[tuple[str | None, Field]]:
        for row, inside in rows_of(record):
            yield from ((None, field) for field in attributes_of(row, data.key, inside))

    read = table(data.path, data.key, settings.limits)
    return read and Reading(read, fields)


def reading_of(path: str, listings: str | None, settings: Settings) -> Reading | None:
    """How the file at `path` is read beside the listing file `listings`: as that itself, as joined attribute data or as a detail."""
    if path == listings:
        return reading(path, settings)
    return joined(settings.joined, settings) if settings.joined and settings.joined.path == path else detail(path, settings)
