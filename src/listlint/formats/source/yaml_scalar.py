r"""Which characters of a YAML file each character of a scalar's value came from.

Follows libyaml's scanner (YAML 1.1: a line may also end with U+0085, U+2028 or U+2029) for all five styles.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from listlint.late import late
from listlint.records.span import SourceMap, joined

_Piece = tuple[str, int, int]
"""What was made, and the source it was made from."""

_END = r"(?:\r\n|[\n\r\x85\u2028\u2029])"
_BREAK = late(_END)
_PROPERTIES = late(rf"(?:[ \t]|{_END}|#[^\n\r\x85\u2028\u2029]*|[&!]\S*)*+")
_FOLD = rf"(?P<fold>[ \t]*{_END}(?:[ \t]|{_END})*+)"
_PLAIN = late(rf"{_FOLD}|(?P<same>[^ \t\n\r\x85\u2028\u2029]++|[ \t]++)")
_SINGLE = late(rf"{_FOLD}|(?P<same>[^' \t\n\r\x85\u2028\u2029]++|[ \t]++)|(?P<escape>'')")
_DOUBLE = late(
    rf'{_FOLD}|(?P<same>[^"\\ \t\n\r\x85\u2028\u2029]++|[ \t]++)|(?P<joined>\\{_END}(?:[ \t]|{_END})*+)'
    r"|(?P<escape>\\(?:x[0-9A-Fa-f]{2}|u[0-9A-Fa-f]{4}|U[0-9A-Fa-f]{8}|.))"
)
_ESCAPES = {
    "0": "\0", "a": "\a", "b": "\b", "t": "\t", "\t": "\t", "n": "\n", "v": "\v", "f": "\f", "r": "\r", "e": "\x1b",
    "N": "\x85", "_": "\xa0", "L": "\u2028", "P": "\u2029",
}  # fmt: skip
_HEADER = late(rf"[|>]([0-9+-]*)[^\n\r\x85\u2028\u2029]*(?:{_END}|\Z)")
_FIRST_LINE = late(rf"(?:[ ]*+{_END})*+([ ]*+)")
_REST = late(r"[^\n\r\x85\u2028\u2029]*")


def content_start(text: str, start: int, end: int) -> int:
    """Where a scalar's own text starts, past its anchor and tag."""
    match = _PROPERTIES.match(text, start, end)
    return match.end() if match else start


def scalar_map(text: str, start: int, end: int, value: str) -> SourceMap | None:
    """The map from `value` to `text`, where the scalar stands from `start` to `end`; None where they do not agree.

    `start` and `end` are the marks of PyYAML's node; the style is read off the text.
    """
    start = content_start(text, start, end)
    opening = text[start : start + 1]
    if opening in ("|", ">"):
        pieces = _block(text, start, value, folded=opening == ">")
    elif opening in ("'", '"'):
        pieces = _flow(text, start + 1, end - 1, _DOUBLE if opening == '"' else _SINGLE)
    else:
        pieces = _flow(text, start, end, _PLAIN)
    kept = list(pieces)
    if "".join(made for made, _, _ in kept) != value:
        return None
    return joined((len(made), start, end) for made, start, end in kept)


def _flow(text: str, start: int, end: int, tokens: re.Pattern[str]) -> Iterator[_Piece]:
    for token in tokens.finditer(text, start, end):
        at, to = token.span()
        kind = token.lastgroup
        if kind == "same":
            yield token.group(), at, to
        elif kind == "escape":
            yield _escaped(token.group()), at, to
        else:
            ends = [_line_end(found) for found in _BREAK.finditer(text, at, to)]
            if kind == "joined" or (len(ends) > 1 and ends[0][0] == "\n"):
                yield from ends[1:]
            elif ends[0][0] == "\n":
                yield " ", at, to
            else:
                yield from ends


def _escaped(escape: str) -> str:
    if escape == "''":
        return "'"
    if escape[1] in "xuU" and len(escape) > 2:
        number = int(escape[2:], 16)
        return chr(number) if number < 0x110000 else ""
    return _ESCAPES.get(escape[1], escape[1])


def _line_end(found: re.Match[str]) -> _Piece:
    made = found.group()
    return made if made in "\u2028\u2029" else "\n", *found.span()


def _block(text: str, start: int, value: str, folded: bool) -> Iterator[_Piece]:
    """The pieces of a literal or folded block; its indentation is told by how far `value` is indented itself."""
    header = _HEADER.match(text, start)
    if not header:
        return
    at, indent = header.end(), _indent(text, header.end(), value)
    last: _Piece | None = None  # the end of the line before, not yet known to be kept
    blank = True  # whether that line started with a blank, so that its end is not folded
    while True:
        line, at, empty = _empty_lines(text, at, indent)
        rest = _REST.match(text, at)
        if not rest or rest.end() == at or at - line != indent:
            break
        starts_blank = text[at] in " \t"
        if folded and last and last[0] == "\n" and not blank and not starts_blank:
            if not empty:
                yield " ", last[1], at
        elif last:
            yield last
        yield from empty
        yield rest.group(), at, rest.end()
        blank = starts_blank
        found = _BREAK.match(text, rest.end())
        last = _line_end(found) if found else None
        at = found.end() if found else rest.end()
    if "-" not in header[1]:
        yield from (last,) if last else ()
        if "+" in header[1]:
            yield from empty


def _indent(text: str, at: int, value: str) -> int:
    """How far the block whose lines start at `at` is indented; where `value` has only empty lines, further than any line."""
    written, kept = _FIRST_LINE.match(text, at), _FIRST_LINE.match(value)
    if not written or not kept or kept.end() == len(value):
        return len(text)
    return max(0, len(written[1]) - len(kept[1]))


def _empty_lines(text: str, at: int, indent: int) -> tuple[int, int, list[_Piece]]:
    """The start of the next line that is not empty, from the line at `at`; the end of its indentation; the empty lines' ends."""
    empty: list[_Piece] = []
    while True:
        to = at
        while to - at < indent and text[to : to + 1] == " ":
            to += 1
        found = _BREAK.match(text, to)
        if not found:
            return at, to, empty
        empty.append(_line_end(found))
        at = found.end()
