"""LL004: attribute data joined by id that no row, or more than one, holds for a listing. The line itself raises it."""

from __future__ import annotations

from listlint.records.document import Text
from listlint.records.rule import Rule

RULE = Rule(
    code="LL004",
    slug="unmatched-attributes",
    severity="warning",
    title=Text("属性对不上号", "Attributes that match no listing, or too many"),
    why=Text(
        "编号在属性表里找不到，或有几行互相矛盾，材质宣称就没有属性可核对。",
        "Where the id is in no row of the attribute file, or in several that differ, claims of material are held against nothing or the wrong thing.",
    ),
    mend=Text("核对编号，在属性表里补上或删去多余的行。", "Check the id; add the row to the attribute file, or delete the others."),
    basis=(),
)
