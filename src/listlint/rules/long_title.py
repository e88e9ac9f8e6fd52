"""LL801: a title longer than the platform takes, counted the platform's way."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator
from itertools import accumulate
from unicodedata import east_asian_width

from listlint.category import goods, possible
from listlint.records.document import Listing, Text
from listlint.records.lexicon import Profile
from listlint.records.mention import Mentions
from listlint.records.rule import Basis, Examples, Finding, Rule
from listlint.records.settings import Settings
from listlint.records.span import Span

RULE = Rule(
    code="LL801",
    slug="long-title",
    severity="error",
    title=Text("标题过长", "Title too long"),
    why=Text(
        "超出平台字数上限的标题发布不了，或被截断。淘宝、天猫：30 个汉字（60 字符，汉字计 2），图书 120 字符；亚马逊：200 字符。各平台上限及来源见其配置文件。",
        "A title over the platform's limit is refused or cut. Taobao and Tmall: 30 Chinese characters (60 units, a Chinese "
        "character counts 2), books 120; Amazon: 200 characters. Each platform's limit and its source stand in its profile.",
    ),
    mend=Text("删去重复词和与商品无关的词，把关键的词放前面。", "Drop repeated and unrelated words; put the words that matter first."),
    basis=(Basis("平台规则", "标题字数"),),
    examples=Examples(),
)

PROFILE = "title_limit"


def check(mentions: Mentions, settings: Settings) -> Iterator[Finding]:
    """A finding on the part of a title that is over the limit of the listing's platform."""
    profile = settings.profile(mentions.listing.platform)
    limit = profile.title_limit
    if limit is None:
        return
    for field in mentions.listing.fields:
        if field.role != "title" or len(field.text) * profile.wide_width <= limit:
            continue
        width, over = measure(field.text, limit, profile.wide_width)
        if over is not None and profile.title_limits and (greater := _of_goods(mentions.listing, profile, settings)) > limit:
            limit = greater
            width, over = measure(field.text, limit, profile.wide_width)
        if over is not None:
            yield Finding(RULE.slug, field, Span(over, len(field.text)), _message(profile.title, width, limit, profile.wide_width))


def _of_goods(listing: Listing, profile: Profile, settings: Settings) -> int:
    """The greatest limit that the platform gives goods of the listing's kinds, known or guessed."""
    categories = settings.lexicon.categories
    limits = {kind: limit for kind, limit in profile.title_limits.items() if possible(listing, kind, categories)}
    kinds = goods(listing, categories).kinds if limits else frozenset()
    return max([profile.title_limit or 0, *(limit for kind, limit in limits.items() if kind in kinds)])


def measure(text: str, limit: int, wide_width: int) -> tuple[int, int | None]:
    """The width of a title, and the offset (code points) of the first character over the limit, None where none is.

    Wide and full-width characters (East Asian Width W, F) count `wide_width`, others 1.
    """
    reached = list(accumulate([wide_width if kind in "WF" else 1 for kind in map(east_asian_width, text)], initial=0))
    return reached[-1], bisect_right(reached, limit) - 1 if reached[-1] > limit else None


def _message(platform: Text, width: int, limit: int, wide: int) -> Text:
    counted = ("（汉字计 2）", " (a Chinese character counts 2)") if wide == 2 else ("", "")
    return Text(
        f"标题长 {width}，{platform.zh}上限 {limit}{counted[0]}，超出 {width - limit}；从这里起删减",
        f"the title measures {width}, over {platform.en}'s limit of {limit}{counted[1]} by {width - limit}; cut it from here",
    )
