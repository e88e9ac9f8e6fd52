"""What a reader says of a file that goes beyond a limit, and the setting that moves it."""

from __future__ import annotations

from listlint.records.document import Text

_SHOWN = 20  # code points of a cell that a message shows
UNKNOWN = "unknown-layout"
"""The slug of the rule that tells a table of no known layout."""


def over(zh: str, en: str, name: str) -> Text:
    """What is over a limit, and which setting moves it."""
    return Text(f"{zh}（上限可在 listlint.yaml 的 limits 里改：{name}）", f"{en} (the limit is a setting, limits: {name} in listlint.yaml)")


def wide(limit: int) -> Text:
    """What to say of a table with more columns."""
    return over(
        f"表头超过 {limit} 列，没有检查；请核对分隔符，或删去多余的列",
        f"the header has over {limit} columns and the table was not checked; check the delimiter, or delete columns",
        "columns",
    )


def wide_row(limit: int) -> Text:
    """What to say of a row with more columns."""
    return over(
        f"这一行超过 {limit} 格，只查了表头以内的；可能有一个双引号没有闭合，或是多了分隔符",
        f"this row has over {limit} cells, of which those below a header were checked; a quote may never be closed, or delimiters are too many",
        "columns",
    )


def beyond(mark: Text, text: str) -> Text:
    """What to say of a row of delimited text that goes on beyond the header with this text; `mark` is what the delimiter is called."""
    shown = text if len(text) <= _SHOWN else text[:_SHOWN] + "…"
    return Text(
        f"这一行的格子比表头多，从“{shown}”起没有列名，没有检查；文案里有{mark.zh}的，给那一格加上双引号；真有这一列的，补上列名",
        f"this row has more cells than the header; from “{shown}” on they were not checked: "
        f"put a cell with {mark.en} in its copy in double quotes, or name the columns",
    )


def unnamed(count: int) -> Text:
    """What to say of so many cells of a sheet's column to the right of its headers."""
    return Text(
        f"这一列没有列名，有 {count} 格没有检查；是文案就补上列名",
        f"this column has no header, so {count} cell{' was' if count == 1 else 's were'} not checked; name it if it holds copy",
    )


def large(limit: int, name: str) -> Text:
    """What to say of a file with more MiB than the limit of that name."""
    return over(
        f"文件超过 {limit} MiB，没有检查；CSV、JSONL 可用 listlint bulk，别的请拆成几份",
        f"the file has over {limit} MiB and was not checked; a CSV or JSONL file is for listlint bulk, split any other",
        name,
    )
