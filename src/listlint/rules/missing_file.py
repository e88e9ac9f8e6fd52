"""LL003: a file that a listing names (its detail, a picture) and that is not there. The line itself raises it."""

from __future__ import annotations

from listlint.records.document import Text
from listlint.records.rule import Rule

RULE = Rule(
    code="LL003",
    slug="missing-file",
    severity="error",
    title=Text("缺少文件", "Missing file"),
    why=Text(
        "商品写明的详情文件不在，里面的文案就没有检查；图片不在，发布时会缺图。项目之外的文件不读取。",
        "Copy in a detail file that is not there was not checked, and a picture that is not there will be lacking when the listing is "
        "published. Files outside the project are not read.",
    ),
    mend=Text(
        "改正路径（相对于商品文件），或把文件放进项目。", "Correct the path, which is relative to the listing's file, or add the file."
    ),
    basis=(),
)
