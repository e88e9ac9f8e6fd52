"""LL901: an allowance that lets nothing pass. The line itself raises it, once a file's findings are settled."""

from __future__ import annotations

from listlint.records.document import Text
from listlint.records.rule import Rule

RULE = Rule(
    code="LL901",
    slug="unused-allowance",
    severity="warning",
    title=Text("用不上的放行", "Unused allowance"),
    why=Text(
        "文案已经改好，或规则名写错了，放行说明还留着，将来会悄悄放过新的问题。",
        "The copy has been mended, or the rule's name is misspelt; an allowance that stays would quietly let a later problem pass.",
    ),
    mend=Text("删掉这条放行，或改正规则名和位置。", "Remove the allowance, or correct its rule or its place."),
    basis=(),
)
