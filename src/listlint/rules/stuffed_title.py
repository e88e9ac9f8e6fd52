"""LL802: the same word too often in a title, or one name of the goods after the other."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from typing import Any

from listlint.late import late
from listlint.records.document import Text
from listlint.records.mention import Mentions
from listlint.records.rule import Basis, Finding, Related, Rule
from listlint.records.settings import Settings
from listlint.records.span import Span
from listlint.text.segment import blocks, crosses, words

RULE = Rule(
    code="LL802",
    slug="stuffed-title",
    severity="warning",
    title=Text("标题堆砌", "Stuffed title"),
    why=Text(
        "同一个词反复写、同类品名连着堆，平台会判为滥用关键词而降权或下架。亚马逊：同一词不得超过两次（冠词、介词、连词除外）；抖音：不得重复品名。各平台的次数及来源见其配置文件。",
        "Platforms demote or take down titles that repeat a word or pile up names of the goods. Amazon: no word more than twice "
        "(articles, prepositions and conjunctions excepted); Douyin: no repeated name. Each platform's figures and their source stand in its profile.",
    ),
    mend=Text("每个词只留一次，品名只写一个。", "Keep each word once and name the goods once."),
    basis=(Basis("平台规则", "标题堆砌"),),
)

PROFILE = "title_repeats"

SMALL = frozenset(
    "a an the of for with to in on at by from into onto over under as per via up off out about and or nor but so yet plus & "
    "before after between without within around against during through".split()
)
"""English articles, prepositions and conjunctions, which Amazon does not count."""

UNITS = frozenset("pc pcs pack packs ml oz cm mm kg lb lbs gb tb inch inches ft set sets size".split())
"""Words of measure, which stand by each figure."""

NUMERALS = frozenset("一二三四五六七八九十两几半每满")
"""A word that begins with one of these measures (一斤, 两条), and is no keyword."""

PILED = 2
"""A word that is written no more often than this and ends a pile of names may yet tell kinds or sizes apart; then it is a note."""

LITTLE_ELSE = 0.75
"""The share of a title's Chinese characters from which names of one kind are all that it says; the editor's figure."""

LATIN = late(r"(?<![A-Za-z0-9])[A-Za-z][A-Za-z'’]+(?![A-Za-z0-9])")
HAN_ONE = late(r"[\u4e00-\u9fff]")
PAIRS = late(r"(?=([\u4e00-\u9fff]{2}))")
TRIPLES = late(r"(?=([\u4e00-\u9fff]{3}))")


def check(mentions: Mentions, settings: Settings) -> Iterator[Finding]:
    """One finding on each title that says a word too often: on the first repetition over the limit."""
    profile = settings.profile(mentions.listing.platform)
    limits = profile.title_repeats
    if not limits:
        return
    for field in mentions.listing.fields:
        if field.role != "title":
            continue
        said = _latin(field.text, limits["latin"]) if "latin" in limits else _chinese(field.text, limits)
        if said is not None:
            places, limit = said
            word = places[0].cut(field.text)
            first = Related(field, Text("先写在这里", "first here"), places[0])
            sure = limit > 1 or limit == limits.get("long") or len(places) > PILED or _little_else(field.text, word[-1])
            message = _message(word, len(places), profile.title, sure)
            yield Finding(RULE.slug, field, places[min(limit, len(places) - 1)], message, None if sure else "note", (first,))


def _latin(text: str, limit: int) -> tuple[list[Span], int] | None:
    """The first word that stands more than `limit` times, whatever its case."""
    places: dict[str, list[Span]] = {}
    for found in LATIN.finditer(text):
        word = found[0].lower()
        if word not in SMALL and word not in UNITS:
            places.setdefault(word, []).append(Span(*found.span()))
    return next(((spans, limit) for spans in places.values() if len(spans) > limit), None)


def _chinese(text: str, limits: Mapping[str, Any]) -> tuple[list[Span], int] | None:
    """The first word said more often than a title may, or a repeated one that ends a pile of names of one kind."""
    pairs = PAIRS.findall(text)
    again = len(pairs) - len(set(pairs))  # pairs of characters that have stood before: a word of three said twice gives two
    if again < min(limits["short"], limits["long"] * 2, 2):
        return None
    triples = TRIPLES.findall(text)
    for stretches, limit in ((triples, limits["long"]), (pairs, limits["short"])):
        for spans in _repeats(text, stretches, limit + 1):
            if _whole(text, spans):
                return spans, limit
    for spans in _repeats(text, triples, 2):
        head = text[spans[0].end - 1]
        if text.count(head) >= limits["heads"] and _whole(text, spans) and len(_names(text, head)) >= limits["heads"]:
            return spans, 1
    return None


def _repeats(text: str, stretches: list[str], least: int) -> Iterator[list[Span]]:
    """The places, as far as they are alike, of each of a text's stretches of one length that stands `least` times."""
    if len(stretches) - len(set(stretches)) < least - 1:
        return
    for stretch, times in Counter(stretches).items():
        if times >= least and len(spans := _places(text, stretch)) >= least:
            yield _grown(text, spans)


def _places(text: str, stretch: str) -> list[Span]:
    """Where a stretch stands, each place behind the one before."""
    spans, at = [], text.find(stretch)
    while at >= 0:
        spans.append(Span(at, at + len(stretch)))
        at = text.find(stretch, at + len(stretch))
    return spans


def _whole(text: str, spans: list[Span]) -> bool:
    """Whether each of these is whole words, and keywords."""
    return text[spans[0].start] not in NUMERALS and not any(crosses(text, span) for span in spans)


def _grown(text: str, spans: list[Span]) -> list[Span]:
    """The spans as far as the same Chinese characters stand around all of them."""
    while _same(text, [span.end for span in spans], spans):
        spans = [Span(span.start, span.end + 1) for span in spans]
    while _same(text, [span.start - 1 for span in spans], spans):
        spans = [Span(span.start - 1, span.end) for span in spans]
    return spans


def _same(text: str, places: list[int], spans: list[Span]) -> bool:
    """Whether one Chinese character stands at all these places, none of which is in a span."""
    around = {text[at : at + 1] for at in places}
    return (
        len(around) == 1 and "\u4e00" <= min(around) <= "\u9fff" and not any(span.start <= at < span.end for span in spans for at in places)
    )


def _names(text: str, head: str) -> list[str]:
    """The words of the text, two characters or longer, that end with `head`."""
    read = [text[start:end] for start, end in blocks(text) if text.find(head, start, end) >= 0]
    return [word for block in read for word in (span.cut(block) for span in words(block)) if len(word) > 1 and word[-1] == head]


def _little_else(text: str, head: str) -> bool:
    """Whether a title is a pile of names of one kind and hardly anything more."""
    return sum(map(len, _names(text, head))) >= LITTLE_ELSE * len(HAN_ONE.findall(text))


def _message(word: str, times: int, platform: Text, sure: bool) -> Text:
    will, takes = ("会", "takes") if sure else ("可能会", "may take")
    return Text(
        f"标题里“{word}”写了 {times} 次，{platform.zh}{will}判为堆砌，留一次即可",
        f"the title says “{word}” {times} times, which {platform.en} {takes} for stuffing; once is enough",
    )
