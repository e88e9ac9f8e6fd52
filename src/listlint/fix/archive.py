"""A ZIP archive with some of its members replaced; every other member keeps its bytes, compressed ones and headers too."""

from __future__ import annotations

import struct
import zlib
from collections.abc import Mapping
from typing import NamedTuple

_END = struct.Struct("<4s4H2LH")
_CENTRAL = struct.Struct("<4s6H3L5H2L")
_LOCAL = struct.Struct("<4s5H3L2H")
_FULL = 0xFFFFFFFF
_DESCRIBED, _ENCRYPTED = 0x08, 0x01
_STORED, _DEFLATED = 0, 8


class Unusual(Exception):
    """An archive that is not of the plain kind this module rewrites: ZIP64, encrypted, something before or between its members."""


class _Entry(NamedTuple):
    """A member as the central directory has it: its header's fields, and what follows them (name, extra, comment)."""

    fields: tuple[int, ...]
    tail: bytes
    name: bytes

    @property
    def offset(self) -> int:
        return self.fields[15]


def replaced(data: bytes, fresh: Mapping[str, bytes]) -> bytes:
    """The archive with new content for the members named. Raises Unusual."""
    at = data.rfind(b"PK\5\6")
    if at < 0 or len(data) < at + _END.size:
        raise Unusual
    end = _END.unpack_from(data, at)
    entries, start = _entries(data, end[6], end[4]), end[6]
    if end[4] != end[3] or start + end[5] != at or sum(entry.name.decode("utf-8", "replace") in fresh for entry in entries) != len(fresh):
        raise Unusual
    ordered = sorted(entries, key=lambda entry: entry.offset)
    ends = {entry.offset: following for entry, following in zip(ordered, [*(one.offset for one in ordered[1:]), start], strict=True)}
    pieces: list[bytes] = [data[: ordered[0].offset]]
    moved: dict[int, _Entry] = {}
    length = len(pieces[0])
    for entry in ordered:
        content = fresh.get(entry.name.decode("utf-8", "replace"))
        member = data[entry.offset : ends[entry.offset]]
        moved[entry.offset], member = (entry, member) if content is None else _member(entry, member, content)
        moved[entry.offset] = _with(moved[entry.offset], {15: length})
        pieces.append(member)
        length += len(member)
    directory = [_CENTRAL.pack(b"PK\1\2", *moved[entry.offset].fields) + entry.tail for entry in entries]
    size = sum(map(len, directory))
    return b"".join([*pieces, *directory, _END.pack(*end[:5], size, length, end[7]), data[at + _END.size :]])


def _entries(data: bytes, at: int, count: int) -> list[_Entry]:
    found = []
    for _ in range(count):
        if len(data) < at + _CENTRAL.size:
            raise Unusual
        mark, *fields = _CENTRAL.unpack_from(data, at)
        name, extra, comment = fields[9], fields[10], fields[11]
        tail = data[at + _CENTRAL.size : at + _CENTRAL.size + name + extra + comment]
        if mark != b"PK\1\2" or _FULL in (fields[7], fields[8], fields[15]) or fields[2] & _ENCRYPTED:
            raise Unusual
        found.append(_Entry(tuple(fields), tail, tail[:name]))
        at += _CENTRAL.size + len(tail)
    if not found or len({entry.name for entry in found}) < count or len({entry.offset for entry in found}) < count:
        raise Unusual
    return found


def _member(entry: _Entry, member: bytes, content: bytes) -> tuple[_Entry, bytes]:
    """A member with new content, compressed as it was; sizes go into its header, not behind it."""
    mark, version, flags, method, time, day, *_, name, _extra = _LOCAL.unpack_from(member)
    if mark != b"PK\3\4" or method not in (_STORED, _DEFLATED):
        raise Unusual
    packed = content
    if method == _DEFLATED:
        deflate = zlib.compressobj(zlib.Z_DEFAULT_COMPRESSION, zlib.DEFLATED, -zlib.MAX_WBITS)
        packed = deflate.compress(content) + deflate.flush()
    flags &= ~_DESCRIBED
    sums = zlib.crc32(content), len(packed), len(content)
    head = _LOCAL.pack(mark, version, flags, method, time, day, *sums, name, 0)
    names = member[_LOCAL.size : _LOCAL.size + name]
    return _with(entry, {2: flags, **dict(zip((6, 7, 8), sums, strict=True))}), head + names + packed


def _with(entry: _Entry, values: Mapping[int, int]) -> _Entry:
    return entry._replace(fields=tuple(values.get(number, field) for number, field in enumerate(entry.fields)))
