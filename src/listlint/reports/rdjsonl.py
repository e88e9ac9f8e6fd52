"""Reviewdog's diagnostic format, one JSON object a line."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from functools import lru_cache
from itertools import accumulate
from typing import Any

from listlint.records.diagnostic import Diagnostic, sound
from listlint.records.document import AnyPlace, CellPlace, Place
from listlint.reports import Manner
from listlint.reports._replacements import replacements
from listlint.reports._said import law

_SEVERITIES = {"error": "ERROR", "warning": "WARNING", "note": "INFO"}
_BLOCK = 1 << 12


def render(diagnostics: Iterable[Diagnostic], manner: Manner) -> Iterator[str]:
    """A line for each diagnostic.

    Reviewdog counts columns in bytes of UTF-8, from 1, and lines alone where the file's line is not at hand to count them in; a workbook has neither.
    """
    for one in diagnostics:
        basis = law(one, manner.lang)
        said: dict[str, Any] = {
            "message": one.message + (f"（{basis}）" if basis and manner.lang == "zh" else f" ({basis})" if basis else ""),
            "location": _location(one.path, one.place, one.source_line),
            "severity": _SEVERITIES[one.severity],
            "source": {"name": "listlint"},
            "code": {"value": one.rule},
        }
        suggestions = [{"range": _range(place, one.source_line), "text": text} for place, text in replacements(one)]
        if suggestions:
            said["suggestions"] = suggestions
        if one.related:
            said["related_locations"] = [
                {
                    "message": f"{other.field} {other.message}",
                    "location": _location(other.path or one.path, other.place, "" if other.path else _line(other.place, one)),
                }
                for other in one.related
            ]
        yield sound(json.dumps(said, ensure_ascii=False))


def _location(path: str, place: AnyPlace, line: str) -> dict[str, Any]:
    return {"path": path} if isinstance(place, CellPlace) else {"path": path, "range": _range(place, line)}


def _line(place: AnyPlace, one: Diagnostic) -> str:
    """The file's line that a place is on, where it is the diagnostic's own."""
    return one.source_line if place.line == one.place.line else ""


def _range(place: Place, line: str) -> dict[str, dict[str, int]]:
    if not line or place.line != place.end_line:
        return {"start": {"line": place.line}, "end": {"line": place.end_line}}
    start, end = (_bytes(line, column - 1) + 1 for column in (place.column, place.end_column))
    return {"start": {"line": place.line, "column": start}, "end": {"line": place.line, "column": end}}


def _bytes(line: str, offset: int) -> int:
    """The bytes of UTF-8 that the line has before an offset."""
    block = offset // _BLOCK
    return (_before(line)[block] if block else 0) + len(line[block * _BLOCK : offset].encode("utf-8", "replace"))


@lru_cache(maxsize=1)
def _before(line: str) -> list[int]:
    """The bytes before each block of a long line."""
    return [0, *accumulate(len(line[at : at + _BLOCK].encode("utf-8", "replace")) for at in range(0, len(line), _BLOCK))]
