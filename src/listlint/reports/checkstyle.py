"""Checkstyle's XML, which many review tools read."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import groupby

from listlint.records.diagnostic import Diagnostic
from listlint.reports import Manner
from listlint.reports._xml import escaped

_SEVERITIES = {"error": "error", "warning": "warning", "note": "info"}


def render(diagnostics: Iterable[Diagnostic], manner: Manner) -> Iterator[str]:
    """The document: a `file` for each file, an `error` for each diagnostic, its rule as `source`."""
    yield '<?xml version="1.0" encoding="UTF-8"?>'
    yield '<checkstyle version="4.3">'
    for path, found in groupby(diagnostics, lambda one: one.path):
        yield f'  <file name="{escaped(path)}">'
        for one in found:
            place = f'line="{one.place.line}" column="{one.place.column}" severity="{_SEVERITIES[one.severity]}"'
            yield f'    <error {place} message="{escaped(one.message)}" source="listlint.{escaped(one.rule)}"/>'
        yield "  </file>"
    yield "</checkstyle>"
