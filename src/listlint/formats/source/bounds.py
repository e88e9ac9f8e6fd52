"""How large a thing a reader takes on, and what it says of a table it does not."""

from __future__ import annotations

from listlint.records.document import Text

HEAD_ROWS = 10
"""Rows from the top among which a table's headers are looked for."""

COLUMN_LIMIT = 16_384
"""Columns a table may have, as in a spreadsheet."""

UNPACKED_LIMIT = 1 << 30
"""Bytes a workbook's parts may come to when unpacked; 10,000 rows of 20 columns come to about 10 MB."""

CELL_LIMIT = 20_000_000
"""Cells a sheet may span, empty ones included: they are held at once, about 32 bytes each."""

TAG_LIMIT = 5_000_000
"""Elements an XML file may have."""

UNKNOWN = "unknown-layout"
"""The slug of the rule that tells a table of no known layout."""

WIDE = Text(
    zh=f"表头超过 {COLUMN_LIMIT} 列，没有检查；请核对分隔符，或删去多余的列",
    en=f"the header has over {COLUMN_LIMIT} columns and the table was not checked; check the delimiter, or delete columns",
)
