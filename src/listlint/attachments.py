"""The files a listing names, looked for beside its own file: there or not, legible or not, inside the project or not."""

from __future__ import annotations

import os

from listlint.records.document import Attached


def look(home: str, path: str, name: str) -> Attached:
    """How the file `name` of a listing in the file `path` is found; `name` is relative to that file's folder.

    It must lie inside the project, links followed: the folder of the configuration (`home`) or of the repository (.git)
    around the listing, whichever is higher, else the listing's own. Of a file only its first byte is read. Never raises.
    """
    folder = os.path.dirname(os.path.abspath(path))
    parts = name.replace("\\", "/")
    if "\0" in parts or os.path.isabs(parts) or parts[1:2] == ":":
        return Attached("outside")
    found = os.path.realpath(os.path.join(folder, parts))
    if not within(found, os.path.realpath(project(home, folder))):
        return Attached("outside")
    if os.path.isdir(found):
        return Attached("folder")
    if not os.path.isfile(found):
        return Attached("missing")
    try:
        with open(found, "rb") as file:
            return Attached("sound", found) if file.read(1) else Attached("empty")
    except OSError:
        return Attached("unreadable")


def project(home: str, folder: str) -> str:
    """The folder that what a listing in `folder` names must lie in."""
    home = os.path.abspath(home)
    around = [home] if within(folder, home) else []
    above = folder
    while True:
        if os.path.exists(os.path.join(above, ".git")):
            around.append(above)
            break
        if os.path.dirname(above) == above:
            break
        above = os.path.dirname(above)
    return min(around, key=len, default=folder)


def within(path: str, folder: str) -> bool:
    return path == folder or path.startswith(folder.rstrip(os.sep) + os.sep)
