"""LL001: a file, or a part of one, that could not be read. The line itself raises it, from the reader's own words."""

from __future__ import annotations

from listlint.records.document import Text
from listlint.records.rule import Rule

RULE = Rule(
    code="LL001",
    slug="unreadable-file",
    severity="error",
    title=Text("文件读不了", "Unreadable file"),
    why=Text(
        "读不了的文件没有检查过，里面的问题会照样发布出去。其他文件照常检查。",
        "A file that cannot be read has not been checked, and what is wrong in it would be published. Other files are checked as usual.",
    ),
    mend=Text(
        "打不开的核对路径和权限；读不懂的按提示的行列改好格式，或另存为 UTF-8 的 YAML、JSON、JSONL、CSV；太大的拆成几份，或在 listlint.yaml 的 limits 里改上限。",
        "See whether the path is right and may be read; mend the file at the line and column given, or save it again as YAML, JSON, JSONL or CSV in UTF-8; split what is too large, or move its limit under `limits` in listlint.yaml.",
    ),
    basis=(),
)
