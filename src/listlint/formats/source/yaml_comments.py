"""The comments of a YAML file: what the scanner passes over between its tokens, and in the header of a block scalar."""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import suppress
from typing import Any

import yaml

from listlint.formats.source.lines import Lines
from listlint.late import late
from listlint.records.allowance import Remark
from listlint.records.document import Place
from listlint.records.span import Span

_END = "\n\r\x85\u2028\u2029"
_COMMENT = late(rf"#[^{_END}]*")
_HEADER = late(rf"[|>][0-9+-]*[ \t]+(#[^{_END}]*)")
_SAID = late(r"#+\s*listlint\s*[:：]\s*(.*)", re.DOTALL)
_LOADER: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


def remarks(text: str, lines: Lines) -> Iterator[Remark]:
    """The comments that speak to listlint, up to where the file cannot be parsed.

    A comment speaks of what starts on its own line; one that stands alone, of what starts on the line of the next token.
    A scalar that starts there belongs to it down to its last line.
    """
    tokens = list(_tokens(text))
    ends: dict[int, int] = {}  # of a line, the last line of the scalars that start on it; both from 0
    for start, end, scalar in tokens:
        if scalar:
            line = lines.number(start)
            ends[line] = max(ends.get(line, line), lines.number(max(start, end - 1)))
    for span, following in _comments(text, tokens):
        said = _SAID.match(span.cut(text))
        if not said:
            continue
        line = lines.number(span.start)
        if not text[lines.starts[line] : span.start].strip():
            line = lines.number(following)
        yield Remark(said[1].strip(), lines.place(span), Place(line + 1, 1, ends.get(line, line) + 2, 1))


def entry_line(text: str, lines: Lines, offset: int) -> int:
    """The line, from 0, on which the scalar that holds `offset` starts; the line of `offset` where none does."""
    held = (start for start, end, scalar in _tokens(text) if scalar and start <= offset < end)
    return lines.number(next(held, offset))


def _tokens(text: str) -> Iterator[tuple[int, int, bool]]:
    """The start and end of each token, and whether it is a scalar."""
    with suppress(yaml.YAMLError):
        for token in yaml.scan(text, Loader=_LOADER):
            yield token.start_mark.index, token.end_mark.index, isinstance(token, yaml.ScalarToken)


def _comments(text: str, tokens: list[tuple[int, int, bool]]) -> Iterator[tuple[Span, int]]:
    """Each comment, and where the token after it starts."""
    at = 0
    for number, (start, end, scalar) in enumerate(tokens):
        for found in _COMMENT.finditer(text, at, start) if start > at else ():
            yield Span(*found.span()), start
        header = _HEADER.match(text, start, end) if scalar else None
        if header:
            following = tokens[number + 1][0] if number + 1 < len(tokens) else end
            yield Span(*header.span(1)), following
        at = max(at, end)
