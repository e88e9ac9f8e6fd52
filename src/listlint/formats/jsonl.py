"""JSON Lines: one record per line; a line that cannot be read does not stop the others."""

from __future__ import annotations

from collections.abc import Iterator

from listlint.formats.source.bounds import over
from listlint.formats.source.decode import decode
from listlint.formats.source.json_keys import repeated
from listlint.formats.source.json_text import JsonOrigin, load
from listlint.formats.source.lines import split
from listlint.formats.source.refused import Refused, twice
from listlint.records.document import Place, Record, Source, Text, Unread, record_of
from listlint.records.limits import LIMITS, Limits
from listlint.records.span import Span

SUFFIXES = (".jsonl", ".ndjson")


def read(source: Source, limits: Limits = LIMITS) -> Iterator[Record | Unread]:
    """The values of the file's lines, each read when asked for; blank lines are skipped."""
    text = decode(source.data)
    if isinstance(text, Unread):
        yield text
    else:
        yield from records(text, limits=limits)


def records(text: str, before: int = 0, limits: Limits = LIMITS) -> Iterator[Record | Unread]:
    """The values of a text's lines, with `before` lines of the file before them."""
    most = limits.line << 20
    for number, line in enumerate(split(text), before + 1):
        if line.isspace():
            continue
        if len(line) > most:
            yield Unread(long(limits.line), Place(number, 1, number, 1))
            continue
        try:
            value = load(line, limits)
            yield record_of((value, _Line(line, number), ""))
            for name, span in repeated(line, value):
                yield Unread(twice(name), _place(number, span))
        except Refused as refused:
            yield Unread(refused.message, _place(number, refused.span))


class _Line(JsonOrigin):
    __slots__ = ("_number",)

    def __init__(self, text: str, number: int) -> None:
        self._text = text
        self._number = number

    def locate(self, span: Span) -> Place:
        """The place of a span of the line."""
        return _place(self._number, span)

    def line(self, number: int) -> str:
        """The line itself, which is all that is kept of the file."""
        self._text = self._text.rstrip("\r\n")  # one text for all findings of a long line
        return self._text if number == self._number else ""


def _place(line: int, span: Span) -> Place:
    return Place(line, span.start + 1, line, span.end + 1)


def long(limit: int) -> Text:
    """What to say of a line with more MiB."""
    return over(
        f"这一行超过 {limit} MiB，未读取；JSONL 应当一行一条商品，整个文件是一个值时请存为 .json",
        f"this line is over {limit} MiB and was not read; JSONL holds one listing per line, save a single value as .json",
        "line",
    )
