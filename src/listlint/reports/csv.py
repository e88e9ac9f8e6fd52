"""CSV that a spreadsheet opens as it is: a BOM, a line of names, a row for each diagnostic."""

from __future__ import annotations

import csv
from collections.abc import Iterable, Iterator
from io import StringIO

from listlint.records.diagnostic import Diagnostic, sound
from listlint.records.document import CellPlace
from listlint.reports import Manner
from listlint.reports._said import law, mend

COLUMNS = ("path", "line", "column", "listing", "field", "severity", "code", "rule", "message", "text", "excerpt", "basis", "fix")
_FORMULA = tuple("=+-@\t\r\n＝＋－＠")
"""What makes a spreadsheet take a cell's text for a formula when it stands first; some take the full-width signs too."""


def render(diagnostics: Iterable[Diagnostic], manner: Manner) -> Iterator[str]:
    """The rows; in a workbook the line is a row of it, and the column names the cell. A cell that a spreadsheet would run begins with an apostrophe instead."""
    yield "\ufeff" + ",".join(COLUMNS)
    for one in diagnostics:
        column = one.place.shown if isinstance(one.place, CellPlace) else one.place.column
        place = (one.path, one.place.line, column, one.listing, one.field, one.severity, one.code, one.rule)
        yield _row((*place, one.message, one.text, one.excerpt, law(one, manner.lang), mend(one, manner.lang)))


def _row(values: Iterable[str | int | None]) -> str:
    row = StringIO()
    csv.writer(row, lineterminator="\n").writerow([_safe("" if value is None else str(value)) for value in values])
    return row.getvalue()[:-1]


def _safe(text: str) -> str:
    return sound("'" + text if text.startswith(_FORMULA) else text).replace("\0", "\ufffd").replace("\r", " ")
