"""Cells and strings in the XML parts of a workbook, each with the bytes it stands in."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import NamedTuple
from xml.parsers import expat

from listlint.fix.located import edited
from listlint.fix.said import CELL, RUNS
from listlint.records.document import Text
from listlint.records.rule import Edit
from listlint.records.span import Span

_TAG = re.compile(rb"""<(?:[^"'>]|"[^"]*"|'[^']*')*>""")
_ILLEGAL = re.compile("[^\t\n\r -\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_ESCAPES = {"&": "&amp;", "<": "&lt;", ">": "&gt;", "\r": "&#13;"}

Splice = tuple[int, int, bytes]
"""The bytes from start to end become others."""


class Piece(NamedTuple):
    """A <t>: its start tag, what stands inside, in bytes, and its text; `kept` whether the tag says that blanks count."""

    tag: Span
    inner: Span
    text: str
    kept: bool


class Held(NamedTuple):
    """A cell, or an entry of the shared strings: `kind` is the cell's t, `index` and `value` its v, `formula` whether it has an f."""

    span: Span
    name: str
    kind: str
    formula: bool
    value: str
    inner: Span
    pieces: tuple[Piece, ...]

    @property
    def text(self) -> str:
        """What its <t> say, but for readings of characters."""
        return "".join(piece.text for piece in self.pieces)

    def spliced(self, edits: Sequence[Edit]) -> list[Splice] | Text:
        """The edits of its text as edits of the part's bytes; each must stand in one <t>."""
        splices: list[Splice] = []
        at = 0
        for piece in self.pieces:
            span = Span(at, at + len(piece.text))
            at = span.end
            here = [Edit(Span(*(end - span.start for end in edit.span)), edit.text) for edit in edits if span.covers(edit.span)]
            edits = [edit for edit in edits if not span.covers(edit.span)]
            if here:
                fresh = edited(piece.text, here)
                if _ILLEGAL.search(fresh):
                    return CELL
                splices.append((*piece.inner, "".join(_ESCAPES.get(char, char) for char in fresh).encode("utf-8")))
                if fresh != fresh.strip() and not piece.kept:
                    splices.append((piece.tag.end - 1, piece.tag.end - 1, b' xml:space="preserve"'))
        return RUNS if edits else sorted(splices)


class Unread(Exception):
    """A part that is not XML in UTF-8 without entities of its own."""


def held(part: bytes, element: str) -> list[Held]:
    """The cells ("c") of a sheet or the entries ("si") of the shared strings, in order. Raises Unread."""
    walk = _Walk(part, element)
    try:
        walk.parser.Parse(part, True)
    except expat.ExpatError:
        raise Unread from None
    return walk.found


def spliced(part: bytes, splices: Sequence[Splice]) -> bytes:
    """A part with those bytes changed; what is put in at one place stays in the order given."""
    pieces, at = [], 0
    for start, end, fresh in sorted(splices, key=lambda one: one[:2]):
        pieces += [part[at:start], fresh]
        at = end
    return b"".join([*pieces, part[at:]])


class _Walk:
    """Expat's handlers."""

    def __init__(self, part: bytes, element: str) -> None:
        self.found: list[Held] = []
        self._part, self._element = part, element
        self._start = -1
        self._cell: dict[str, str] = {}
        self._formula = False
        self._value, self._inner = "", Span(0, 0)
        self._pieces: list[Piece] = []
        self._phonetic = 0
        self._tag, self._kept = Span(0, 0), False
        self._said: list[str] | None = None
        self.parser = expat.ParserCreate()
        self.parser.buffer_text = True
        self.parser.StartElementHandler = self._open
        self.parser.EndElementHandler = self._close
        self.parser.CharacterDataHandler = self._text
        self.parser.XmlDeclHandler = self._declared
        self.parser.StartDoctypeDeclHandler = self._doctype

    def _declared(self, _version: str, encoding: str | None, _alone: int) -> None:
        if encoding and encoding.lower() not in ("utf-8", "utf8", "us-ascii"):
            raise Unread

    def _doctype(self, *_: object) -> None:
        raise Unread

    def _open(self, name: str, attributes: dict[str, str]) -> None:
        kind = name.rpartition(":")[2]
        at = self.parser.CurrentByteIndex
        if kind == self._element:
            self._start, self._cell = at, attributes
            self._formula, self._value, self._pieces = False, "", []
        elif self._start < 0:
            return
        elif kind == "f":
            self._formula = True
        elif kind == "rPh":
            self._phonetic += 1
        elif kind in ("t", "v") and not self._phonetic:
            self._tag, self._said = Span(at, self._tag_end(at)), []
            self._kept = attributes.get("xml:space") == "preserve"

    def _text(self, said: str) -> None:
        if self._said is not None:
            self._said.append(said)

    def _close(self, name: str) -> None:
        kind = name.rpartition(":")[2]
        at = self.parser.CurrentByteIndex
        if kind == "rPh":
            self._phonetic -= 1
        elif kind in ("t", "v") and self._said is not None:
            text, self._said = "".join(self._said), None
            if text and kind == "t":
                self._pieces.append(Piece(self._tag, Span(self._tag.end, at), text, self._kept))
            elif text:
                self._value, self._inner = text, Span(self._tag.end, at)
        elif kind == self._element and self._start >= 0:
            cell = self._cell
            span = Span(self._start, self._tag_end(at))
            pieces = tuple(self._pieces)
            self.found.append(Held(span, cell.get("r", ""), cell.get("t", "n"), self._formula, self._value, self._inner, pieces))
            self._start = -1

    def _tag_end(self, at: int) -> int:
        tag = _TAG.match(self._part, at)
        if tag is None:
            raise Unread
        return tag.end()
