"""LL005: a key that is a slip for a known one, copy that is no text, or a platform that is not known. The line itself raises it."""

from __future__ import annotations

from listlint.records.document import Text
from listlint.records.rule import Rule

RULE = Rule(
    code="LL005",
    slug="unknown-name",
    severity="warning",
    title=Text("写错的键或平台", "Misspelt key or platform"),
    why=Text(
        "键写错一个字母，里面的文案或属性就没有检查；该写文字的地方写了一组键，也没有检查；平台写错，就没有按那个平台的标题字数和材质标准检查。不像任何已知键的键是商家自己的，不报。",
        "Copy or attributes under a key with a slip in it were not checked, nor was copy that is a mapping where text is expected, and a listing whose platform is misspelt was not held to "
        "that platform's title length and material standard. A key that is like none that is known is the seller's own and not told.",
    ),
    mend=Text(
        "改正键或平台的写法，一组键改成文字；确是自己的键的，换个名字，或写进 ignore。",
        "Correct the spelling, write text in place of a mapping; rename a key of your own, or ignore this rule.",
    ),
    basis=(),
)
