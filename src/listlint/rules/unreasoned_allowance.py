"""LL902: an allowance without a reason. The line itself raises it, from the allowance's own words."""

from __future__ import annotations

from listlint.records.document import Text
from listlint.records.rule import Rule

RULE = Rule(
    code="LL902",
    slug="unreasoned-allowance",
    severity="error",
    title=Text("没写理由的放行", "Unreasoned allowance"),
    why=Text(
        "没有理由的放行，以后没人知道为什么放过，也没法复核，所以不起作用。",
        "Without its reason nobody can judge an allowance later, so it lets nothing pass.",
    ),
    mend=Text(
        "在规则名后面写“— 理由”，例如：# listlint: allow absolute-term — 品牌名。",
        "Add the reason after the rule, as in: # listlint: allow absolute-term — brand name.",
    ),
    basis=(),
)
