"""LL804: characters in copy that show nothing: zero-width ones, control characters, and controls that turn the writing direction."""

from __future__ import annotations

import re
from collections.abc import Iterator

from listlint.late import late
from listlint.records.document import Text
from listlint.records.mention import Mentions
from listlint.records.rule import SAFE, Basis, Edit, Finding, Fix, Rule
from listlint.records.settings import Settings
from listlint.records.span import Span

RULE = Rule(
    code="LL804",
    slug="hidden-text",
    severity="error",
    title=Text("隐藏字符", "Hidden characters"),
    why=Text(
        "零宽字符、控制字符和改变书写方向的字符看不见，常用来拆开违禁词、躲过审查，也会让搜索和复制出错；平台按规避审查处理。",
        "Zero-width, control and direction characters cannot be seen. They are used to break up barred words, and they break search "
        "and copying; platforms treat them as evasion.",
    ),
    mend=Text("删去这些字符（--fix 可代劳）。", "Delete them (--fix does)."),
    basis=(Basis("平台规则", "隐藏内容"),),
)

TURNS = "\u202a-\u202e\u2066-\u2069"
_UNSEEN = f"[\x00-\x08\x0e-\x1f\x7f\u00ad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180e\u200b-\u200f{TURNS}\u2060-\u2064\u206a-\u206f\u3164\ufeff\uffa0\U000e0000-\U000e007f]"
UNSEEN = late(f"{_UNSEEN}+")
"""What shows nothing and is no part of how a character is drawn: variation selectors are not among them."""

WRITTEN = re.compile(_UNSEEN)

TURNED = late(f"[{TURNS}]")
JOINED = late(
    "[\u0590-\u08ff\u0900-\u0dff\u0e00-\u0fff\u1000-\u109f\u1780-\u17ff\ufb1d-\ufdff\ufe70-\ufefc\u2600-\u27bf\ufe0f\U0001f000-\U0001faff]"
)
"""Scripts and emoji that need joiners and marks of direction to be written at all."""


def check(mentions: Mentions, settings: Settings) -> Iterator[Finding]:
    """A finding on each run of unseen characters in copy: an error inside a word or turning it, a warning at a word's edge."""
    for field in mentions.listing.fields:
        for found in UNSEEN.finditer(field.text):
            span = Span(*found.span())
            before, after = field.text[: span.start][-1:], field.text[span.end : span.end + 1]
            if _belongs(found[0], before, after):
                continue
            inside = before.isalnum() and after.isalnum()
            severity = "error" if inside or TURNED.search(found[0]) else "warning"
            yield Finding(RULE.slug, field, span, _message(found[0], before, after), severity, (), Fix(SAFE, (Edit(span, ""),)), True)


def _belongs(unseen: str, before: str, after: str) -> bool:
    """Whether writing needs it: a joiner in an emoji or a script that joins, a tag of a flag, a hyphen that a long Latin word may break at."""
    if not TURNED.search(unseen) and (JOINED.match(before) or JOINED.match(after)):
        return True
    return unseen == "\u00ad" and before.isalpha() and before < "\u0250"


def _message(unseen: str, before: str, after: str) -> Text:
    codes = " ".join(dict.fromkeys(f"U+{ord(one):04X}" for one in unseen))
    zh = f"“{before}”和“{after}”之间" if before and after else "开头" if after else "末尾"
    en = f"between “{before}” and “{after}”" if before and after else "at the start" if after else "at the end"
    return Text(f"{zh}有看不见的字符（{codes}），请删去", f"characters that show nothing ({codes}) {en}; delete them")
