"""Rows through the line, wherever they come from: what is found in them, and never the loss of one for another's sake."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import Any, NamedTuple

from listlint.desk import Desk
from listlint.formats import csv, jsonl
from listlint.linter import examined, order, unreadable
from listlint.records.diagnostic import Allowed, Diagnostic
from listlint.records.document import Listing, Place, Record, Text, Unread
from listlint.records.limits import LIMITS, Limits
from listlint.records.span import Span
from listlint.runners.pieces import Piece

_DAMAGED = Text(
    "这里有损坏的字节，这一行没有检查；请用原软件另存为 UTF-8",
    "damaged bytes here, so this row was not checked; save the file again as UTF-8",
)


class Found(NamedTuple):
    """What rows gave: the diagnostics in the order of places, how many rows there were and how many listings in them."""

    diagnostics: list[Diagnostic]
    rows: int
    listings: int


def lint_rows(path: str, records: Iterable[Record | Unread], ready: Desk, speaks: bool = True) -> Found:
    """What is found in rows of the file at `path`; where the program itself fails in one, that is told and the others are linted.

    `speaks` is whether a row may hold an allowance in its text.
    """
    rows = list(records)
    listings: list[Listing] = []
    try:
        told = list(examined(path, rows, ready, (), speaks, lambda more, _: listings.extend(more)))
    except Exception:
        listings.clear()
        told = [one for row in rows for one in _alone(path, row, ready, listings)]
    beside = sum(isinstance(row, Unread) and row.severity == "warning" for row in rows)  # said of a row that is read
    return Found(sorted((one for one in told if isinstance(one, Diagnostic)), key=order), len(rows) - beside, len(listings))


def _alone(path: str, row: Record | Unread, ready: Desk, listings: list[Listing]) -> list[Diagnostic | Allowed]:
    try:
        return list(examined(path, [row], ready, met=lambda more, _: listings.extend(more)))
    except Exception as error:
        place = row.place if isinstance(row, Unread) else row.origin.place((), Span(0, 0))
        said = f"{type(error).__name__}: {error}"
        message = Text(
            f"检查这一行时程序出错（{said}），这一行没有查完；请把这一行报给 listlint 的维护者",
            f"listlint failed in this row ({said}), which was not checked to its end; please report it",
        )
        return [unreadable(path, Unread(message, place), ready)] if "unreadable-file" in ready.rules else []


def of_piece(piece: Piece, opened: csv.Opening | None, limits: Limits = LIMITS) -> Iterator[Record | Unread]:
    """The rows of a piece of a text: of the table that `opened` begins, or of JSON Lines."""
    if piece.refused:
        yield piece.refused
        return
    try:
        text, damaged = piece.data.decode("utf-8"), b"\0" in piece.data
    except UnicodeDecodeError:
        text, damaged = piece.data.decode("utf-8", "surrogateescape"), True
    if not piece.before:
        text = text.lstrip("\ufeff")
    found = csv.records(text, piece.before, opened, limits) if opened else jsonl.records(text, piece.before, limits)
    yield from map(_whole, found) if damaged else found


def _whole(row: Record | Unread) -> Record | Unread:
    """The row, or the refusal of one with a byte that is no text."""
    at = None if isinstance(row, Unread) else _damage(row.value)
    if at is None or isinstance(row, Unread):
        return row
    place = row.origin.place(at[0], Span(at[1], at[1] + 1))
    return Unread(_DAMAGED, Place(place.line, place.column, place.line, place.column))


def _damage(value: Any, path: tuple[str | int, ...] = ()) -> tuple[tuple[str | int, ...], int] | None:
    """The path of a text that holds what is no text, and where in it."""
    if isinstance(value, str):
        return next(((path, at) for at, point in enumerate(value) if point == "\0" or "\ud800" <= point <= "\udfff"), None)
    items: Sequence[tuple[Any, Any]] = list(value.items()) if isinstance(value, dict) else list(enumerate(value or ()))
    for key, held in items:
        found = _damage(held, (*path, key)) or (_damage(key) and (path, 0))
        if found:
            return found
    return None
