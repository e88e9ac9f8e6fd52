"""A large text file in pieces of whole rows, read once from its start, so that memory does not grow with the file.

A piece is UTF-8 whatever the file's own encoding. What cannot be decoded stays in it as bytes that are no UTF-8, for the row
that holds it to be refused and no other. The same file gives the same pieces, from whichever of them reading starts.
"""

from __future__ import annotations

import codecs
import os
import re
from collections.abc import Iterator
from typing import IO, NamedTuple

from listlint.formats.jsonl import long
from listlint.formats.source.bounds import over
from listlint.formats.source.decode import encoding
from listlint.records.document import Place, Text, Unread
from listlint.records.limits import LIMITS, Limits

PIECE = 1 << 20
"""Bytes of rows that are linted as one piece of work."""

SAMPLE = 4 << 20
"""Bytes from the start of a file by which its encoding and its heading are told."""

MIB = 1 << 20

_BLOCK = 1 << 16


class Piece(NamedTuple):
    """Whole rows of a file: their bytes, and the lines of the file before them and up to their end.

    `end` is where they end, in bytes of the file's text in UTF-8 without its byte order mark; `refused` is why there are none.
    """

    data: bytes
    before: int
    line: int
    end: int
    refused: Unread | None = None


class Shape(NamedTuple):
    """How a text parts into rows: `cells` match what may hold line ends; a row of over `most` bytes is `refused`, for it would have to be held whole."""

    cells: re.Pattern[bytes] | None
    most: int
    refused: Text


def shape(delimiter: str | None, limits: Limits = LIMITS) -> Shape:
    """That of a table whose cells the delimiter parts; of JSON Lines where there is none, which are limited by their code points too."""
    if delimiter is None:
        return Shape(None, 4 * limits.line * MIB, long(limits.line))
    return Shape(quoted(delimiter), limits.row * MIB, _long(limits.row))


def _long(limit: int) -> Text:
    """What to say of a row with more MiB."""
    return over(
        f"这一行超过 {limit} MiB，没有检查；可能有一个双引号没有闭合，请补上。从下一行起照常检查",
        f"this row is over {limit} MiB and was not checked; a double quote in it may never be closed. The next line is checked",
        "row",
    )


class Utf8Text:
    """The text of a file, read as UTF-8 whatever its encoding, which is looked for where it is not `known`. Raises OSError."""

    def __init__(self, path: str, known: tuple[str, int] | None = None) -> None:
        name, mark = known or _encoding(path)
        errors = "surrogatepass" if name.startswith("utf-16") else "surrogateescape"
        self._decoder = None if name == "utf-8" else codecs.getincrementaldecoder(name)(errors)
        self._held = b""
        self._start = mark
        self._file: IO[bytes] = open(path, "rb")  # noqa: SIM115 -- closed by close()
        self._file.seek(mark)

    def read(self, size: int) -> bytes:
        """The next `size` bytes, fewer only at the end."""
        if self._decoder is None:
            return self._file.read(size)
        parts, length = [self._held], len(self._held)
        while length < size and (part := self._decoded()):
            parts.append(part)
            length += len(part)
        whole = b"".join(parts)
        self._held = whole[size:]
        return whole[:size]

    def skip(self, size: int) -> None:
        """Pass over the first `size` bytes."""
        if self._decoder is None:
            self._file.seek(self._start + size)
            return
        while size:
            size -= len(self.read(min(size, PIECE)))

    def done(self) -> float:
        """How much of the file has been read, from 0 to 1."""
        return self._file.tell() / max(1, os.fstat(self._file.fileno()).st_size)

    def length(self) -> int:
        """About how many bytes there are, as many to a byte of the file as at its start."""
        size = os.fstat(self._file.fileno()).st_size - self._start
        told = len(self.read(PIECE)) + len(self._held)
        return size * told // max(1, self._file.tell() - self._start)

    def close(self) -> None:
        """Close the file."""
        self._file.close()

    def _decoded(self) -> bytes:
        assert self._decoder is not None
        block = self._file.read(_BLOCK)
        try:
            text = self._decoder.decode(block, final=not block)
        except UnicodeDecodeError:  # half a character ends the file
            self._decoder.reset()
            text = "\udcff"
        return text.encode("utf-8", "surrogatepass")


def _encoding(path: str) -> tuple[str, int]:
    """A file's encoding and the length of its mark, by its first stretch that is not all ASCII."""
    with open(path, "rb") as file:
        return encoding(next((block for block in iter(lambda: file.read(SAMPLE), b"") if not block.isascii()), b""))


def quoted(delimiter: str) -> re.Pattern[bytes]:
    """Matches a table's cells that are in quotes, by the rules of the csv module: a quote within another cell means nothing."""
    return re.compile(rb'(?:\A|(?<=[\r\n%b]))"(?:[^"]++|"")*+"?' % re.escape(delimiter.encode()))


def pieces(text: Utf8Text, of: Shape, end: int = 0, line: int = 0) -> Iterator[Piece]:
    """The pieces of a text of that shape from the one that starts at `end`, with `line` lines before it."""
    text.skip(end)
    held, size, last = b"", PIECE, False
    while held or not last:
        if len(held) < size and not last:
            block = text.read(size - len(held))
            held, last = held + block, len(held) + len(block) < size
        elif cut := len(held) if len(held) <= size and last else whole(held[:size], of.cells):
            data, held, size = held[:cut], held[cut:], PIECE
            before, line, end = line, line + _line_ends(data), end + cut
            yield Piece(data, before, line, end)
        elif size < of.most:
            size = min(2 * size, of.most)
        else:
            passed, held = _past_line(text, held)
            size, line, end = PIECE, line + 1, end + passed
            yield Piece(b"", line - 1, line, end, Unread(of.refused, Place(line, 1, line, 1)))


def whole(block: bytes, cells: re.Pattern[bytes] | None) -> int:
    """The end of the last row that is whole in a block that starts with a row; 0 where none is."""
    cut = at = 0
    for cell in cells.finditer(block) if cells and b'"' in block else ():
        cut = _line_end(block, at, cell.start()) or cut
        at = cell.end()
    return _line_end(block, at, len(block)) or cut


def _line_end(block: bytes, start: int, end: int) -> int:
    """Where the last line end in block[start:end] ends; 0 for none. A CR at the end of the block may be half of one."""
    return block.rfind(b"\n", start, end) + 1 or block.rfind(b"\r", start, min(end, len(block) - 1)) + 1


def _line_ends(data: bytes) -> int:
    returns = data.count(b"\r")
    return data.count(b"\n") + (returns - data.count(b"\r\n") if returns else 0)


def _past_line(text: Utf8Text, held: bytes) -> tuple[int, bytes]:
    """The length of the line that begins with what is held, and what is held of the text after it."""
    passed = 0
    while (at := held.find(b"\n") + 1) == 0:
        passed += len(held)
        held = text.read(PIECE)
        if not held:
            return passed, b""
    return passed + at, held[at:]
