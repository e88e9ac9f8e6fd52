"""The records of a file as listings, in batches that are scanned together: laid out, slips in their keys told, other files' parts brought in."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import NamedTuple

from listlint.beside import complete, leans
from listlint.layout import LOST
from listlint.misspelt import misspelt
from listlint.records.document import CUT, Listing, Record, Unread
from listlint.records.settings import Settings
from listlint.shapes import shapes

BATCH = 1 << 16
"""Code points of copy joined into one search."""
ROOM = 32
"""What a listing counts for beside its copy."""


class Batch(NamedTuple):
    """Listings that are scanned together, in their order, and what could not be read among them.

    `speaking` are those whose own text may hold an allowance, with their records; `leans` is whether any leans on other files than its own.
    """

    listings: list[Listing]
    speaking: list[tuple[Listing, Record]]
    unread: list[Unread]
    leans: bool


def batches(path: str, records: Iterable[Record | Unread], settings: Settings, speaks: bool = True) -> Iterator[Batch]:
    """The listings of the records of the file at `path`, about BATCH code points of copy at a time; no batch reaches over a CUT.

    `speaks` is whether any text of the file may hold an allowance.
    """
    shaped, every = shapes(settings.lexicon.layouts), speaks or settings.joined is not None
    batch, size = _begun(), 0
    for record in records:
        if isinstance(record, Unread):
            if record is CUT:
                yield batch
                batch, size = _begun(), 0
            else:
                batch.unread.append(record)
            continue
        shape = shaped(record)
        for listing in shape.listings(record):
            if every or not shape.plain or LOST in listing.extra:
                batch.unread.extend(misspelt(record, listing, shape.layout, settings))
                listing, batch = _completed(path, listing, record, settings, batch)
            batch.listings.append(listing)
            size += ROOM
            for field in listing.fields:
                size += len(field.text)
            if size >= BATCH:
                yield batch
                batch, size = _begun(), 0
    yield batch


def _begun() -> Batch:
    return Batch([], [], [], False)


def _completed(path: str, listing: Listing, record: Record, settings: Settings, batch: Batch) -> tuple[Listing, Batch]:
    """The listing with what other files say of it, and the batch that it goes into, with what is wrong with those files."""
    asks = leans(listing, settings)
    for one in complete(path, listing, settings) if asks else ():
        if isinstance(one, Unread):
            batch.unread.append(one)
        else:
            listing = one
    batch.speaking.append((listing, record))
    return listing, batch._replace(leans=batch.leans or asks)
