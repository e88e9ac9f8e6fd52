"""A file's content replaced, whole or not at all."""

from __future__ import annotations

import errno
import os
import stat
from contextlib import suppress


def write(path: str, data: bytes) -> None:
    """Replace a file's content; its mode and, where that may be, its owner are kept, and a link's target is what is replaced.

    The bytes are on the disk, beside the file, before they take its name: a process killed at any moment leaves the old or the new.
    Raises OSError, for a file that is read-only too.
    """
    place = os.path.realpath(path)
    old = os.stat(place) if os.path.exists(place) else None
    if old and not (old.st_mode & 0o222 and os.access(place, os.W_OK)):
        raise PermissionError(errno.EACCES, os.strerror(errno.EACCES), path)
    beside = os.path.join(os.path.dirname(place), f".{os.path.basename(place)}.{os.urandom(4).hex()}.tmp")
    try:
        with open(beside, "xb") as file:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
        if old:
            _keep(beside, old)
        os.replace(beside, place)
    except BaseException as error:
        with suppress(OSError):
            os.unlink(beside)
        if isinstance(error, OSError):
            error.filename, error.filename2 = path, None
        raise


def _keep(beside: str, old: os.stat_result) -> None:
    """Give the new file the mode and the owner of the old one."""
    if hasattr(os, "chown"):
        with suppress(OSError):
            os.chown(beside, old.st_uid, old.st_gid)
    os.chmod(beside, stat.S_IMODE(old.st_mode))
