"""LL804: what copy holds and no buyer sees: zero-width and control characters, controls that turn the writing direction, and text
that HTML hides by its style."""

from __future__ import annotations

import re
from collections.abc import Iterator

from listlint.late import late
from listlint.records.document import Field, Text
from listlint.records.mention import Mentions
from listlint.records.rule import SAFE, Basis, Edit, Finding, Fix, Rule
from listlint.records.settings import Settings
from listlint.records.span import Span
from listlint.text.concealed import suspect
from listlint.text.markup import visible

RULE = Rule(
    code="LL804",
    slug="hidden-text",
    severity="error",
    title=Text("隐藏字符和文字", "Hidden characters and text"),
    why=Text(
        "零宽字符、控制字符和改变书写方向的字符看不见，常用来拆开违禁词、躲过审查，也会让搜索和复制出错；平台按规避审查处理。"
        "详情里用 hidden、display:none、visibility:hidden、font-size:0 藏起来的文字也算；空的元素和脚本不算，样式表里的样式看不到。",
        "Zero-width, control and direction characters cannot be seen. They are used to break up barred words, and they break search "
        "and copying; platforms treat them as evasion. So is text in a detail page that hidden, display:none, visibility:hidden or "
        "font-size:0 hides; empty elements and scripts are not, and what a style sheet hides is not seen.",
    ),
    mend=Text(
        "删去这些字符（--fix 可代劳）；藏起来的文字删去，或者显示出来。",
        "Delete the characters (--fix does); delete what is hidden, or show it.",
    ),
    basis=(Basis("平台规则", "隐藏内容"),),
)

TURNS = "\u202a-\u202e\u2066-\u2069"
_POINTS = f"\x00-\x08\x0e-\x1f\x7f\u00ad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180e\u200b-\u200f{TURNS}\u2060-\u2064\u206a-\u206f\u3164\ufeff\uffa0\U000e0000-\U000e007f"
UNSEEN = late(f"[{_POINTS}]+")
"""What shows nothing and is no part of how a character is drawn: variation selectors are not among them."""

WRITTEN = re.compile(f"[{_POINTS}<]")
"""What shows nothing, or may open what is hidden."""

SHOWN = 24
"""Code points of hidden text that a message repeats."""

TURNED = late(f"[{TURNS}]")
JOINED = late(
    "[\u0590-\u08ff\u0900-\u0dff\u0e00-\u0fff\u1000-\u109f\u1780-\u17ff\ufb1d-\ufdff\ufe70-\ufefc\u2600-\u27bf\ufe0f\U0001f000-\U0001faff]"
)
"""Scripts and emoji that need joiners and marks of direction to be written at all."""


def check(mentions: Mentions, settings: Settings) -> Iterator[Finding]:
    """A finding on each run of unseen characters in copy: an error inside a word or turning it, a warning at a word's edge."""
    for field in mentions.listing.fields:
        yield from _concealed(field)
        for found in UNSEEN.finditer(field.text):
            span = Span(*found.span())
            before, after = field.text[: span.start][-1:], field.text[span.end : span.end + 1]
            if _belongs(found[0], before, after):
                continue
            inside = before.isalnum() and after.isalnum()
            severity = "error" if inside or TURNED.search(found[0]) else "warning"
            yield Finding(RULE.slug, field, span, _message(found[0], before, after), severity, (), Fix(SAFE, (Edit(span, ""),)), True)


def _concealed(field: Field) -> Iterator[Finding]:
    """A finding on each stretch of a field that its HTML hides."""
    if field.markup is not None:
        text, spans = field.text, field.markup.hidden
    elif "<" in field.text and suspect(field.text):
        text, source = visible(field.text)
        spans = source.hidden
    else:
        return
    for span in spans:
        said = " ".join(span.cut(text).split())
        said = said if len(said) <= SHOWN else f"{said[:SHOWN]}…"
        message = Text(f"“{said}”被样式藏了起来，买家看不见：删去，或者显示出来", f"“{said}” is hidden by its style: delete it, or show it")
        yield Finding(RULE.slug, field, span if field.markup else source.span(span), message, "error", (), None, True)


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
