"""A fix as edits of the file, for programs that apply one at a click."""

from __future__ import annotations

import re

from listlint.records.diagnostic import Diagnostic
from listlint.records.document import CellPlace, Place

_PLAIN = re.compile(r"[\w %％·、，。～—]*")
"""Text that means itself in YAML, JSON, CSV and HTML alike when it stands inside other text."""


def replacements(one: Diagnostic) -> tuple[tuple[Place, str], ...]:
    """(place, new text) of each edit of the diagnostic's fix.

    Empty in a workbook, and where an edit's words are spelt otherwise in the file than in the copy (an escape, an entity, a tag between them),
    stand on another line than the diagnostic, or would be replaced by what a file format might read as its own sign.
    """
    if not one.fix or len(one.edit_places) != len(one.fix.edits):
        return ()
    found: list[tuple[Place, str]] = []
    for place, edit in zip(one.edit_places, one.fix.edits, strict=True):
        if isinstance(place, CellPlace) or not place.line == place.end_line == one.place.line:
            return ()
        written = one.source_line[place.column - 1 : place.end_column - 1]
        if written != edit.span.cut(one.field_text) or not _PLAIN.fullmatch(edit.text):
            return ()
        found.append((place, edit.text))
    return tuple(found)
