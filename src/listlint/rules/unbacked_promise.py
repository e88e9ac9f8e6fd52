"""LL504, beside its wordlist: a promise in copy held against the listing's own `promises`.

A promise that `promises` keeps is let be; one that contradicts it is an error; one it does not speak of stays the wordlist's warning.
"""

from __future__ import annotations

import re
from typing import Any, NamedTuple

from listlint.records.document import Text
from listlint.records.mention import UNLISTED, Exempt, Hit, Mentions
from listlint.records.rule import Finding
from listlint.records.settings import Settings
from listlint.text.normalise import fold

LIFE = float("inf")
_DIGITS = {
    "一": 1,
    "二": 2,
    "两": 2,
    "三": 3,
    "四": 4,
    "五": 5,
    "六": 6,
    "七": 7,
    "八": 8,
    "九": 9,
    "十": 10,
    "百": 100,
    "千": 1000,
    "万": 10000,
}
_WORDS = {
    "十二": 12,
    "十五": 15,
    "二十四": 24,
    "三十": 30,
    "四十八": 48,
    "六十": 60,
    "七十二": 72,
    "九十": 90,
    "一百": 100,
    "半年": 180,
    "一年": 365,
}
_NUMBER = r"(?P<number>\d+|[一二两三四五六七八九十百千万]+|半年|一年)"


class Kind(NamedTuple):
    """A kind of promise: the key of `promises` that states it, how copy says it, what one of copy's units is in the key's own."""

    key: str
    said: str
    unit: float
    less_is_more: bool = False


KINDS = (
    Kind("ship_within_hours", _NUMBER + "小时.{0,4}?发", 1, True),
    Kind("ship_within_hours", "(?P<number>)当[天日].{0,2}发", 24, True),
    Kind(
        "warranty_months", _NUMBER + "年.{0,6}?(?:质保|保修|联保|包换)|(?:质保|保修|联保)" + _NUMBER.replace("number", "after") + "年", 12
    ),
    Kind("warranty_months", "(?P<number>)(?:终身|终生|永久).{0,4}?(?:质保|保修|包换|换|修|维|售后)", LIFE),
    Kind("return_days", _NUMBER + "天?.{0,4}?(?:无理由|无条件|退换)", 1),
    Kind("fake_compensation_times", "(?:假[一1]|以一)[赔罚陪]" + _NUMBER, 1),
)
"""The keys of `promises` that are understood; the contract names the first, the others are in its manner."""


GROUND = "promise"
"""The ground (grounds.yaml) on which a promise that the listing keeps is let pass."""


def refine(finding: Finding, mentions: Mentions, settings: Settings) -> Finding | Exempt:
    """The wordlist's finding; let pass where the listing's promises keep what the copy says, an error where they contradict it."""
    promises = mentions.listing.extra.get("promises")
    said = _said(fold(finding.span.cut(finding.field.text)))
    if not isinstance(promises, dict) or said is None:
        return finding
    kind, amount = said
    kept = _figure(promises.get(kind.key))
    if kept is None:
        return finding
    if (kept <= amount) if kind.less_is_more else (kept >= amount):
        hit = Hit(finding.field, finding.span, finding.span.cut(finding.field.text), finding.rule, UNLISTED)
        return Exempt(hit, finding.span, GROUND, f"{kind.key}: {promises[kind.key]}")
    words = finding.span.cut(finding.field.text)
    message = Text(
        f"文案写“{words}”，promises 里的 {kind.key} 却是 {promises[kind.key]}：改成一致的承诺",
        f"the copy says “{words}”, and {kind.key} under promises is {promises[kind.key]}: make them one promise",
    )
    return finding._replace(message=message, severity="error", fix=None)


def _said(text: str) -> tuple[Kind, float] | None:
    """The kind of promise a text makes, and how much of it in the unit of its key."""
    for kind in KINDS:
        found = re.search(kind.said, text)
        if found is not None:
            number = found["number"] or found.groupdict().get("after") or "1"
            amount = _count(number)
            return None if amount is None else (kind, amount * kind.unit)
    return None


def _count(number: str) -> float | None:
    if number.isascii():
        return float(number)
    return _WORDS.get(number) or _DIGITS.get(number)


def _figure(held: Any) -> float | None:
    """A figure of `promises`: a number, or lifetime without end."""
    text = str(held).strip().lower() if held is not None else ""
    if text in ("lifetime", "终身", "永久"):
        return LIFE
    return float(text) if re.fullmatch(r"\d+(?:\.\d+)?", text) else None
