"""Standard streams that are closed or full: what is written there fails with a reason, never with a traceback."""

from __future__ import annotations

import errno
import os
import sys

FULL = frozenset({errno.ENOSPC, errno.EBADF, errno.EIO, errno.EFBIG, getattr(errno, "EDQUOT", errno.ENOSPC)})
"""What a stream that takes no more says."""

_STAND_INS = (("stdin", os.O_WRONLY, "r"), ("stdout", os.O_RDONLY, "w"), ("stderr", os.O_WRONLY, "w"))


def prepared() -> None:
    """Make the streams write UTF-8, and put something in the place of closed ones, so that no file opened later has their numbers.

    What stands for standard input cannot be read and for standard output not written; what goes to standard error is lost.
    """
    for name, flags, mode in _STAND_INS:
        if getattr(sys, name) is None:
            setattr(sys, name, open(os.open(os.devnull, flags), mode, encoding="utf-8"))  # noqa: SIM115 -- as long as the run
    for stream in (sys.stdout, sys.stderr):
        stream.reconfigure(encoding="utf-8", errors="backslashreplace")  # type: ignore[union-attr]


def unwritten(error: OSError, lang: str) -> int:
    """Say that a stream takes no more, if it can be said; the status to end with. Raises an error that is of something else."""
    if error.errno == errno.EPIPE:  # whoever read it has seen enough
        _lost(sys.stdout.fileno())
        return 1
    if error.errno not in FULL or error.filename is not None:
        raise error
    reason = error.strerror
    try:
        sys.stderr.write(f"listlint: 写不出去：{reason}\n" if lang == "zh" else f"listlint: the output cannot be written: {reason}\n")
        sys.stderr.flush()
    except OSError:
        _lost(sys.stderr.fileno())
    _lost(sys.stdout.fileno())
    return 2


def _lost(number: int) -> None:
    """Let what is still held for a stream go nowhere, so that the end of the run does not fail in it again."""
    nowhere = os.open(os.devnull, os.O_WRONLY)
    os.dup2(nowhere, number)
    os.close(nowhere)
