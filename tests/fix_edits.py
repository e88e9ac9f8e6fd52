"""Diagnostics that ask for any edit of any file, made as the line makes its own."""

from __future__ import annotations

import re
from collections.abc import Iterator

from listlint.config import Options
from listlint.desk import desk
from listlint.fix.readings import Reading
from listlint.records.diagnostic import Diagnostic
from listlint.records.document import Record, Source
from listlint.records.rule import UNSAFE, Edit, Fix
from listlint.records.span import Span
from listlint.settle import settle

DESK = desk(settle(Options()))


def diagnostics(source: Source, read: Reading, *edit: str) -> Iterator[Diagnostic]:
    """A diagnostic for each place of the words in fields of that key (and listing, if named) that asks for the new words there."""
    *listings, key, words, fresh = edit
    for record in read.read(source):
        if not isinstance(record, Record):
            continue
        for listing, field in read.fields(record):
            if field.key != key or (listings and listing != listings[0]):
                continue
            for found in re.finditer(re.escape(words), field.text):
                span = Span(*found.span())
                place = record.origin.place(field.path, span, field.markup)
                yield Diagnostic(
                    source.path,
                    place,
                    "a-rule",
                    "XX001",
                    "warning",
                    "",
                    listing,
                    key,
                    field.role,
                    span,
                    words,
                    fix=Fix(UNSAFE, (Edit(span, fresh),)),
                    field_text=field.text,
                    edit_places=(place,),
                )
