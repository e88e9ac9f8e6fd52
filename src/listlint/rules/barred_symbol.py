"""LL803: emoji, ornaments and symbols that the platform does not take in a title."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from functools import lru_cache
from typing import Any

from listlint.late import late
from listlint.records.document import Text
from listlint.records.lexicon import Profile
from listlint.records.mention import Mentions
from listlint.records.rule import SAFE, UNSAFE, Basis, Edit, Finding, Fix, Rule
from listlint.records.same import Same
from listlint.records.settings import Settings
from listlint.records.span import Span

RULE = Rule(
    code="LL803",
    slug="barred-symbol",
    severity="error",
    title=Text("标题禁用符号", "Symbol barred in titles"),
    why=Text(
        "表情、花样符号和平台列明的符号会让标题发布不了或被限制搜索。淘宝、天猫：半角 <> 和表情；亚马逊：! $ ? _ { } ^ ¬ ¦，~ # < > * 只可用于型号和计量，"
        "不要全大写。各平台的符号及来源见其配置文件。",
        "Emoji, ornaments and the symbols a platform lists get a title refused or hidden from search. Taobao and Tmall: half-width "
        "<> and emoji; Amazon: ! $ ? _ { } ^ ¬ ¦, with ~ # < > * only in identifiers and measures, and no capitals throughout. "
        "Each platform's symbols and their source stand in its profile.",
    ),
    mend=Text("删去符号；要分隔就用空格。", "Delete the symbol; separate with a space."),
    basis=(Basis("平台规则", "标题符号"),),
)

PROFILE = "title_symbols"

_PICTURE = (
    "\u260e\u2614\u2615\u2618\u261d\u2620-\u2623\u262e-\u2639\u263a\u2665\u2690-\u26ff\u2702-\u270d\u2728\u2733\u2734\u2747\u274c\u274e"
    "\u2753-\u2755\u2757\u2763\u2764\u2795-\u2797\u27a1\u27b0\u27bf\u2705\u2b1b\u2b1c\u2b50\u2b55\U0001f000-\U0001faff"
)
PICTURES = late(rf"(?:(?:[{_PICTURE}]|[0-9#*]\ufe0f?\u20e3)[\ufe0e\ufe0f\u200d\U0001f3fb-\U0001f3ff]*)+")
"""Emoji. Not among them what titles use to specify: arrows, circles, numbers in circles, signs of sex, check marks."""

_ORNAMENT = (
    "\u2118\u2580-\u259f\u25a0-\u25a3\u25b2\u25b6\u25bc\u25c0\u25c6-\u25c8\u25e2-\u25e5\u2600-\u2606\u2616\u2617\u261a-\u261c\u261e\u261f\u263b\u263c\u2660-\u2664\u2666-\u266f\u270e-\u2712"
    "\u2716\u271a-\u2727\u2729-\u2732\u2735-\u2746\u2748-\u274b\u274d\u274f-\u2752\u2756\u2758-\u2762\u2765-\u2775\u2794\u2798-\u27a0\u27a2-\u27af\u27b1-\u27be\u3036"
)
ORNAMENTS = late(f"[{_ORNAMENT}]+")
"""Stars, blocks, suits of cards, flourishes: ornaments that are no emoji."""

GRADES = {
    "pictures": "error",
    "ornaments": "error",
    "barred": "error",
    "measured": "error",
    "leading": "warning",
    "repeated": "warning",
    "capitals": "warning",
}
"""How grave each kind is, unless the platform's profile grades it otherwise."""

ADORNING = frozenset("\ufe0e\ufe0f★☆✦✧✨✩✪✫✬✭✮✯✰❀❁❂❃❄❅❆❇❈❉❊❋❤❥♥♡⭐🌟💫🔥🎉🎊💕💖💗💓💞💘💝🌸🌺🌼🌷🌹🍀🎀")
"""Pictures that say nothing of the goods: stars, sparks, hearts, flowers. 🚫, 🆕, 💯 and the like speak."""

SPEAKING = late("[0-9#*+🚫⛔❌❎✖✗✘🈚🈶🆓➕➖➗⊘][\ufe0e\ufe0f]?\u20e3?|[🔞🚭🚱🚯🚳🚷📵🔕]")
"""Pictures that say no, or how many."""

MEASURED = {
    "#": late(r"#(?=[A-Za-z])|#\s?(?=\d)"),
    "<": late(r"<=?\s?(?=\d)"),
    ">": late(r">=?\s?(?=\d)"),
    "~": late(r"~\s?(?=\d)"),
    "*": late(r"(?:(?<=[\dA-Za-z])|(?<=[\dA-Za-z]\s))\*\s?(?=\d)"),
}
"""Where a symbol belongs to an identifier or a measure: Style #4301, <10 lb, 4*6."""

CAPITALS = late(r"(?<![A-Za-z0-9'-])(?:[A-Z]{3,}[,\s]+){3,}[A-Z]{3,}(?![A-Za-z0-9'-])")
"""Four words or more in capitals in a row; a brand may have three."""


def check(mentions: Mentions, settings: Settings) -> Iterator[Finding]:
    """A finding on each barred symbol of a title, a warning where only its place or number is wrong; the brand's own symbols are let be."""
    profile = settings.profile(mentions.listing.platform)
    if not profile.title_symbols:
        return
    brand = mentions.listing.brand or ""
    for field in mentions.listing.fields:
        if field.role != "title" or not _signs(Same(profile)).search(field.text):
            continue
        own = [Span(*found.span()) for found in re.finditer(re.escape(brand), field.text)] if brand else []
        for span, severity, what in _barred(field.text, profile):
            if not any(one.covers(span) for one in own):
                fix = _deletion(field.text, span) if what[2] else None
                yield Finding(RULE.slug, field, span, _message(profile, span.cut(field.text), what), severity, (), fix)


def _deletion(text: str, span: Span) -> Fix | None:
    """The symbol deleted, with a space that stood only beside it; safe where it only adorned, and keeps no two words apart.

    None where deleting it would turn what is said around (🚫荧光剂) or lose a number.
    """
    if SPEAKING.search(span.cut(text)):
        return None
    before, after = text[: span.start][-1:], text[span.end : span.end + 1]
    plain = all(one in ADORNING for one in span.cut(text)) and not (before.isalnum() and after.isalnum())
    if after == " " and before in ("", " "):
        span = Span(span.start, span.end + 1)
    elif before == " " and not after:
        span = Span(span.start - 1, span.end)
    return Fix(SAFE if plain else UNSAFE, (Edit(span, ""),))


def _barred(text: str, profile: Profile) -> Iterator[tuple[Span, str, tuple[str, str, bool]]]:
    """Each barred stretch of a title with its severity and what is wrong with it: in Chinese, in English, whether deleting mends it."""
    grades = {**GRADES, **profile.title_symbols.get("grades", {})}
    for kind, span, what in _found(text, profile.title_symbols):
        yield span, grades[kind], what


def _found(text: str, rules: Mapping[str, Any]) -> Iterator[tuple[str, Span, tuple[str, str, bool]]]:
    if rules.get("pictures"):
        for kind, pattern in (("pictures", PICTURES), ("ornaments", ORNAMENTS)):
            for found in pattern.finditer(text):
                yield kind, Span(*found.span()), ("不能有表情或花样符号", "no emoji or ornament", True)
    if symbols := rules.get("barred"):
        for found in _any(symbols).finditer(text):
            yield "barred", Span(*found.span()), ("不能有这个符号", "this symbol is barred", True)
    if symbols := rules.get("measured"):
        for found in _any(symbols).finditer(text):
            if not all(MEASURED[text[at]].match(text, at) for at in range(*found.span())):
                yield (
                    "measured",
                    Span(*found.span()),
                    ("这个符号只可用于型号和计量", "this symbol is for identifiers and measures only", True),
                )
    if (symbols := rules.get("leading")) and (opened := _leading(symbols).match(text)):
        yield "leading", Span(*opened.span(1)), ("不该用符号开头", "a title should not open with a symbol", True)
    if symbols := rules.get("repeated"):
        for found in _repeated(symbols).finditer(text):
            yield "repeated", Span(*found.span()), ("不该连用符号", "no runs of symbols", False)
    if rules.get("capitals"):
        for found in CAPITALS.finditer(text):
            yield "capitals", Span(*found.span()), ("不该连着全大写", "no runs of capitals", False)


@lru_cache(maxsize=16)
def _signs(held: Same) -> re.Pattern[str]:
    """What any title that a profile bars something of has in it: one search of a class, where the kinds take one each."""
    rules = held.held.title_symbols
    signs = "".join(rules.get(kind, "") for kind in ("barred", "measured", "leading", "repeated"))
    pictures = f"\u20e3{_PICTURE}{_ORNAMENT}" if rules.get("pictures") else ""
    kinds = [f"[{re.escape(signs + _wide(signs))}{pictures}]", *([r"[A-Z][A-Z][A-Z][,\s]"] if rules.get("capitals") else [])]
    return late("|".join(kinds))


def _wide(signs: str) -> str:
    return "".join(chr(ord(sign) + 0xFEE0) for sign in signs if sign.isascii())


@lru_cache(maxsize=64)
def _any(symbols: str) -> re.Pattern[str]:
    return late(f"[{re.escape(symbols)}]+")


@lru_cache(maxsize=64)
def _leading(symbols: str) -> re.Pattern[str]:
    return late(rf"\s*([{re.escape(symbols)}]+)(?=\S)")


@lru_cache(maxsize=64)
def _repeated(symbols: str) -> re.Pattern[str]:
    return late(rf"([{re.escape(symbols + _wide(symbols))}])\1+")


def _message(profile: Profile, said: str, what: tuple[str, str, bool]) -> Text:
    zh, en, deleted = what
    advice = ("请删去", "delete it") if deleted else ("请改成平常写法", "write it plainly")
    return Text(f"“{said}”：{profile.title.zh}标题里{zh}，{advice[0]}", f"“{said}”: {en} (titles on {profile.title.en}); {advice[1]}")
