"""LL903: an allowance past its `until:`, or with one that is no date. The line itself raises it, by the day of the run."""

from __future__ import annotations

from listlint.records.document import Text
from listlint.records.rule import Rule

RULE = Rule(
    code="LL903",
    slug="expired-allowance",
    severity="warning",
    title=Text("过期的放行", "Expired allowance"),
    why=Text(
        "放行写明了期限，期限已过，原来的问题会重新报出来。",
        "The allowance was given for a time that is over, so what it let pass is reported again.",
    ),
    mend=Text(
        "改好文案后删掉放行；确需延期的，写上新的 until 日期和理由。",
        "Mend the copy and remove the allowance, or give a new date and reason.",
    ),
    basis=(),
)
