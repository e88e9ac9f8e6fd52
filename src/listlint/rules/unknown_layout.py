"""LL002: a table whose headers belong to no known layout. The line itself raises it."""

from __future__ import annotations

from listlint.records.document import Text
from listlint.records.rule import Rule

RULE = Rule(
    code="LL002",
    slug="unknown-layout",
    severity="warning",
    title=Text("不认识的表格", "Table of no known layout"),
    why=Text(
        "不知道哪一列是标题、哪一列是材质，就没有检查；里面的问题会照样发布出去。",
        "Without knowing which column holds the title and which the composition nothing was checked, and what is wrong would be published.",
    ),
    mend=Text(
        "在 listlint.yaml 里写明各列：layout: {title: 那一列的列名}；不是商品表的文件写进 exclude。",
        "Name the columns in listlint.yaml, layout: {title: its header}; list a file that holds no listings under exclude.",
    ),
    basis=(),
)
