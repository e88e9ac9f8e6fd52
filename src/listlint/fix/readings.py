"""How a file that holds findings is read again: by which function, and which texts of its records are fields."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import NamedTuple

from listlint import beside, formats
from listlint.heading import chosen, head
from listlint.layout import listings
from listlint.records.document import Field, Record
from listlint.records.settings import Settings


class Reading(NamedTuple):
    """A file's reader, and the fields of a record it gives, each with its listing's id, None for a detail file's."""

    read: formats.Read
    fields: Callable[[Record], Iterator[tuple[str | None, Field]]]


def reading(path: str, settings: Settings) -> Reading | None:
    """How the listings of a file are read; None where no format claims it."""
    layouts = settings.lexicon.layouts
    read = formats.reader(path, head(layouts), settings.limits)

    def fields(record: Record) -> Iterator[tuple[str | None, Field]]:
        for listing in listings(record, chosen(record, layouts)):
            yield from ((listing.id, field) for field in (*listing.fields, *listing.attributes))

    return read and Reading(read, fields)


def detail(path: str, settings: Settings) -> Reading:
    """How a file is read that listings name as their detail."""
    layout = settings.lexicon.layouts["listlint"]
    return Reading(beside.page(path, settings.limits), lambda record: ((None, field) for field in beside.detail(record, layout)))
