"""What upload sheets write around a column's name, and the rows in which they tell how to fill it in."""

from __future__ import annotations

import re
from collections.abc import Sequence

from listlint.late import late

_SAID = r"必填|必选|选填|可选|required|optional|字以内|字符|汉字|单位|元(?!素)|下拉|请勿|不超过|多个"
_MARKS = late(
    rf"""^[*＊\s]+ | [*＊:：\s]+$
    | ^[（(【\[] (?:必填|必选|选填|可选|非必填) [）)】\]]
    | [（(【\[] [^（()）【】\[\]]* (?:{_SAID}) [^（()）【】\[\]]* [）)】\]] \s*$""",
    re.IGNORECASE | re.VERBOSE,
)
_HINT = late(
    r"""^\W* (?:必填|选填|非必填|必选|可选|示例|填写|下拉|请(?:输入|填|选|勿|按|参考|参照|写))
    | \d\s*个?(?:字|汉字|字符)(?:以内|之内) | 不超过\s*\d+\s*个?(?:字|汉字|字符)""",
    re.VERBOSE,
)


def header(written: str) -> str:
    """A header without its marks: 商品标题* and *商品标题（必填，30字以内） are 商品标题."""
    lines = written.split("\n")
    bare, before = " ".join([lines[0], *(line for line in lines[1:] if line[:1] in "（([【" or not _HINT.search(line))]), ""
    while bare != before:
        before, bare = bare, _MARKS.sub("", bare)
    return bare or written.strip()


def instructs(row: Sequence[str]) -> bool:
    """Whether at least half of what a row says is how to fill in its columns (必填，60字以内): it holds no listing."""
    said = [cell for cell in row if cell.strip()]
    return 2 * sum(bool(_HINT.search(cell)) for cell in said) >= len(said) > 0
