"""A large table or JSON Lines file read a piece at a time: the records that its reader gives of the whole, and never the whole."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from contextlib import closing
from itertools import islice

from listlint.desk import Desk, at
from listlint.formats import csv
from listlint.formats.source.passed import Coded, coded
from listlint.heading import head
from listlint.linter import Met, of_file
from listlint.records.diagnostic import Allowed, Diagnostic
from listlint.records.document import CUT, Head, Record, Unread
from listlint.records.limits import Limits
from listlint.runners.pieces import PIECE, Utf8Text, pieces, shape
from listlint.runners.rows import of_piece

LARGE = 8 << 20
"""Bytes from which a file is read so: a smaller one is held whole, which takes less time than to look through it first."""
TABLES, LINES = (".csv", ".tsv"), (".jsonl", ".ndjson")

Done = Callable[[float], object]
"""Is told how much of a file has been read, from 0 to 1."""


def is_large(path: str, size: int) -> bool:
    """Whether a file of so many bytes is to be read a piece at a time."""
    return size >= LARGE and os.path.splitext(path)[1].lower() in TABLES + LINES


def in_pieces(path: str, ready: Desk, met: Met | None, done: Done) -> Iterator[Diagnostic | Allowed]:
    """What is found in the file, as `examine` finds it in its bytes. Raises OSError."""
    ready, how = at(path, ready), coded(path)
    settings = ready.settings
    read = iter([how]) if isinstance(how, Unread) else records(path, how, head(settings.lexicon.layouts), settings.limits, done)
    yield from of_file(path, read, ready, (), isinstance(how, Coded) and how.speaks, met)


def records(path: str, how: Coded, find: Head, limits: Limits, done: Done) -> Iterator[Record | Unread]:
    """The records of the file, whose text is written so. Raises OSError."""
    known = how.encoding, how.mark
    table = os.path.splitext(path)[1].lower() in TABLES
    opened = _opening(path, known, find, limits) if table else None
    if isinstance(opened, Unread):
        yield opened
        return
    with closing(Utf8Text(path, known)) as text:
        for piece in pieces(text, shape(opened.delimiter if opened else None, limits)):
            yield from of_piece(piece, opened, limits)
            yield CUT
            done(text.done())


def _opening(path: str, known: tuple[str, int], find: Head, limits: Limits) -> csv.Opening | Unread:
    """How a table begins, told by as much of it as holds the rows that tell; by as much as one row may have where that is less."""
    size = PIECE
    while True:
        with closing(Utf8Text(path, known)) as file:
            data = file.read(size)
        text = data.decode("utf-8", "replace").lstrip("\ufeff")
        if len(data) < size or size >= limits.row << 20 or all(_enough(text, one, limits) for one in csv.DELIMITERS):
            return csv.opening(text, find, path, limits)
        size *= 2


def _enough(text: str, delimiter: str, limits: Limits) -> bool:
    """Whether a text that a table begins with holds its heading, the first row after it and the start of another."""
    return len(list(islice(csv.rows(text, delimiter, limits), limits.header_rows + 2))) > limits.header_rows + 1
