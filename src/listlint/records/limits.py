"""How much a reader takes on."""

from __future__ import annotations

from typing import NamedTuple


class Limits(NamedTuple):
    """What a file may come to before it is refused with a diagnostic; sizes are in MiB.

    `file` is a file's size, `document` that of one that is read as a whole (YAML, JSON, HTML, Markdown, XML), `detail` that of a detail file, `unpacked` what a workbook's parts unpack to (10,000 rows of 20 columns come to
    about 10), `line` a line of JSONL in code points, `row` a row of a CSV that is read in pieces; `cells` is what a sheet may span, empty ones included (they are held at once, about
    32 bytes each), `columns` those of a table, `header_rows` the rows from the top among which its headers are looked for; `depth` is the levels
    of nesting of a value (a listing has about four), `expansion` the scalars that YAML aliases may repeat beyond what is written (a long one
    counts once per hundred code points), `elements` those of an XML file.
    """

    file: int = 1024
    document: int = 64
    detail: int = 32
    unpacked: int = 1024
    line: int = 32
    row: int = 128
    cells: int = 20_000_000
    columns: int = 16_384
    header_rows: int = 20
    depth: int = 100
    expansion: int = 100_000
    elements: int = 5_000_000


LIMITS = Limits()
"""Those of a run whose configuration sets none."""

DEEPEST = 200
"""Levels that `depth` may be set to: values are walked on the interpreter's stack."""
