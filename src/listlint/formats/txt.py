"""Plain text: a table where its first rows hold known headers (Amazon's flat files, Excel's "Unicode text"), else all is detail."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from listlint.formats import csv
from listlint.formats.source.decode import decode
from listlint.formats.source.lines import Lines
from listlint.formats.source.parts import Parts
from listlint.records.document import Head, Heading, Record, Source, Text, Unread
from listlint.records.limits import LIMITS, Limits
from listlint.records.span import identity

SUFFIXES = (".txt",)
TABLE = True


def read(source: Source, head: Head | None = None, limits: Limits = LIMITS) -> Iterator[Record | Unread]:
    """The rows of the table, or the text as {detail}."""
    known = False

    def noting(rows: Sequence[Sequence[str]], numbers: Sequence[int] = ()) -> Heading | Text:
        nonlocal known
        found = head(rows, numbers) if head else Text("", "")
        known = known or (isinstance(found, Heading) and len(found.names) > 1)
        return found

    rows = csv.read(source, noting, limits)
    first = next(rows, None)
    if known:
        yield from () if first is None else (first,)
        yield from rows
        return
    text = decode(source.data)
    yield text if isinstance(text, Unread) else Record({"detail": text}, Parts({"detail": (text, identity(0, len(text)))}, Lines(text)))
