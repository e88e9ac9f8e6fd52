"""What `decode` tells of a file's bytes, told by passing over a file that is too large to hold."""

from __future__ import annotations

import codecs
from collections.abc import Iterator
from typing import NamedTuple

from listlint.formats.source.decode import BINARY, EMPTY, HEAD, MARKED, MARKS, TRADITIONAL, mostly_utf8, not_valid, traditional
from listlint.records.document import Place, Unread

BLOCK = 1 << 20
"""Bytes that are held at once."""

_START = Place(1, 1, 1, 1)


class Coded(NamedTuple):
    """How a file's text is written: its encoding, the length of its byte order mark; `speaks` is whether the word listlint stands in it."""

    encoding: str
    mark: int
    speaks: bool = False


class _Seen(NamedTuple):
    """What a strict reading came to: whether there is any text, whether it speaks; the place of the first NUL, and of what is no character."""

    blank: bool
    speaks: bool
    nul: Place | None
    broken: Unread | None


def coded(path: str) -> Coded | Unread:
    """How the text of the file is written, or why it has none, as `decode` says of its bytes. Raises OSError."""
    with open(path, "rb") as file:
        start = file.read(4 * HEAD)  # as many code points as HEAD at the least
    mark, name = next(((len(mark), name) for mark, name in MARKS if start.startswith(mark)), (0, "utf-8"))
    seen = _seen(path, name, mark)
    if seen.broken and mark:
        gbk = name == "utf-8" and _chinese(path, mark)
        return seen.broken._replace(message=MARKED) if gbk else seen.broken
    if seen.broken:
        if _damaged(path) or not _chinese(path, 0):
            return Unread(BINARY, _START) if _holds_nul(path) else seen.broken
        if traditional(start, codecs.getincrementaldecoder("gb18030")().decode(start)):
            return Unread(TRADITIONAL, _START)
        name, seen = "gb18030", _seen(path, "gb18030", 0)
    if seen.blank:
        return Unread(EMPTY, _START)
    return Unread(BINARY, seen.nul) if seen.nul else Coded(name, mark, seen.speaks)


def _seen(path: str, name: str, mark: int) -> _Seen:
    """What a strict reading in an encoding comes to, up to what is no character in it."""
    decoder, blank, speaks, nul = codecs.getincrementaldecoder(name)(), True, False, None
    line, column, before = 1, 1, ""  # where the next block starts, and the end of the last one
    for block in _blocks(path, mark):
        broken = None
        try:
            text = decoder.decode(block, final=not block)
        except UnicodeDecodeError as error:
            text, broken = error.object[: error.start].decode(name), error
        text = text.lstrip("\ufeff") if blank and not before else text
        if nul is None and (at := text.find("\0")) >= 0:
            nul = Place(*_moved(line, column, before, text[:at]), *_moved(line, column, before, text[: at + 1]))
        line, column = _moved(line, column, before, text)
        if broken:
            return _Seen(blank, speaks, nul, Unread(not_valid(broken.object[broken.start], name), Place(line, column, line, column)))
        blank = blank and (not text or text.isspace())
        speaks = speaks or "listlint" in before + text
        before = (before + text)[-7:]
    return _Seen(blank, speaks, nul, None)


def _moved(line: int, column: int, before: str, text: str) -> tuple[int, int]:
    """The line and column after a text that starts there and follows another."""
    half = before.endswith("\r") and text.startswith("\n")  # of a line end that has been counted
    ends = text.count("\n") + text.count("\r") - text.count("\r\n") - half
    last = max(text.rfind("\n"), text.rfind("\r"))
    return line + ends, len(text) - last if last >= 0 else column + len(text)


def _blocks(path: str, start: int) -> Iterator[bytes]:
    """The file's bytes from one on, and after the last of them none."""
    with open(path, "rb") as file:
        file.seek(start)
        while block := file.read(BLOCK):
            yield block
    yield b""


def _chinese(path: str, start: int) -> bool:
    decoder = codecs.getincrementaldecoder("gb18030")()
    try:
        for block in _blocks(path, start):
            decoder.decode(block, final=not block)
    except UnicodeDecodeError:
        return False
    return True


def _damaged(path: str) -> bool:
    decoder, sound, spoilt = codecs.getincrementaldecoder("utf-8")("replace"), 0, 0
    for block in _blocks(path, 0):
        text = decoder.decode(block, final=not block)
        sound += len(text) - len(text.encode("ascii", errors="ignore"))
        spoilt += text.count("\ufffd")
    return mostly_utf8(sound, spoilt)


def _holds_nul(path: str) -> bool:
    return any(b"\0" in block for block in _blocks(path, 0))
