"""What a long run has written so far, and how far that is: kept beside its place until all is there, so that a killed run goes on.

OUT.partial holds what the finished pieces gave, OUT.partial.json says how many bytes of it count and where in the input the
next piece starts. What a killed run wrote after that is cut off and written again.
"""

from __future__ import annotations

import json
import os
from collections.abc import Mapping
from hashlib import blake2b
from types import MappingProxyType
from typing import IO, NamedTuple

_END = 1 << 20


class State(NamedTuple):
    """How far a run has come. `key` stands for its input and settings, `today` is the day it began, which it keeps.

    The next piece starts at byte `end` with `line` lines and `row` rows before it. `size` bytes of the partial file count; `listings`
    have been linted, and `found` counts their diagnostics by severity.
    """

    key: str
    today: str
    end: int = 0
    line: int = 0
    row: int = 0
    size: int = 0
    listings: int = 0
    found: Mapping[str, int] = MappingProxyType({})


class Unwritten(Exception):
    """The output cannot be written; `reason` is the system's."""

    def __init__(self, error: OSError) -> None:
        self.reason = error.strerror or str(error)
        super().__init__(self.reason)


def fingerprint(path: str) -> tuple[int, int, str]:
    """What tells a file from another and from its own earlier state: its size, when it was written, its two ends. Raises OSError."""
    with open(path, "rb") as file:
        held = os.fstat(file.fileno())
        first = file.read(_END)
        file.seek(max(0, held.st_size - _END))
        return held.st_size, held.st_mtime_ns, blake2b(first + file.read(_END), digest_size=16).hexdigest()


def path(out: str) -> str:
    """Where the output at `out` is written until it is whole."""
    return out + ".partial"


def left(out: str) -> State | None:
    """How far an earlier run for `out` had come that did not end; None where there is none, or none that can be used."""
    try:
        with open(_beside(out), encoding="utf-8") as file:
            state = State(**json.load(file))
        return state if os.path.getsize(path(out)) >= state.size else None
    except (OSError, ValueError, TypeError):
        return None


def opened(out: str, state: State) -> IO[bytes]:
    """The partial file, ready for what comes after `state`. Raises OSError."""
    file = open(path(out), "r+b" if state.size else "wb")  # noqa: SIM115 -- the caller closes it
    file.truncate(state.size)
    file.seek(state.size)
    return file


def save(out: str, file: IO[bytes], state: State) -> None:
    """Note how far the run has come, once all of that is on the disk. Raises OSError."""
    file.flush()
    os.fsync(file.fileno())
    fresh = _beside(out) + ".new"
    with open(fresh, "w", encoding="utf-8") as note:
        json.dump(state._replace(found=dict(state.found))._asdict(), note)
    os.replace(fresh, _beside(out))


def drop(out: str) -> None:
    """Delete what an earlier run left. Raises OSError."""
    for left_over in (path(out), _beside(out)):
        if os.path.exists(left_over):
            os.unlink(left_over)


def _beside(out: str) -> str:
    return path(out) + ".json"
