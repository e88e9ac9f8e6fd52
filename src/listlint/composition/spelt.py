"""The text of a composition without its disguise.

What a reader does not see is left out before (`text.seen`). What he sees through (聚·酯 纤维, 9 5 %, 1OO%) is undone where the text cannot be
read as it stands, and taken where it then makes up a whole. So is the short name of a blend (T/C 65/35, T65/C35).
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from listlint.late import late
from listlint.records.mention import Part
from listlint.records.span import SourceMap, Span, joined
from listlint.text.normalise import Normal
from listlint.text.seen import HAN

_BETWEEN = late(
    rf"(?<={HAN})[^\w%％:：()（）\[\]【】,，;；+\n]+(?={HAN})"
    rf"|(?<![a-zA-Z]|{HAN})(?P<cotton>[绵綿])(?!{HAN})"
    r"|(?<![\d.])(?P<figure>[\dOo](?:\s*[\dOo.]){1,4})(?=\s*[%％])"
    r"|(?<![A-Za-z])(?:(?P<code>[A-Za-z]/?[A-Za-z]{1,2})[\s:：(（]*(?P<first>\d{2})%?\s?[/:：-]\s?(?P<last>\d{2})(?![\d.])"
    r"|(?P<one>[A-Za-z])\s?(?P<share>\d{2})%?\s?/?\s?(?P<two>[A-Za-z])\s?(?P<rest>\d{2})(?![\d.]))%?[)）]?"
)


def closed(text: str, blends: Mapping[str, tuple[str, str]]) -> Normal | None:
    """The text with nothing between the characters of a name or the digits of a figure, 棉 for 绵, the fibres of a blend for its short name.

    None where that changes nothing.
    """
    parts: list[str] = []
    pieces: list[tuple[int, int, int]] = []
    at = 0
    for found in _BETWEEN.finditer(text):
        start, end = found.span()
        instead = _plainly(found, blends)
        parts += (text[at:start], instead)
        pieces += ((start - at, at, start), (len(instead), start, end))
        at = end
    made = "".join([*parts, text[at:]])
    if made == text:
        return None
    return Normal(made, joined([*pieces, (len(text) - at, at, len(text))]))


def _plainly(found: re.Match[str], blends: Mapping[str, tuple[str, str]]) -> str:
    """What a disguised stretch, or the short name of a blend, stands for; one that is no such name stays."""
    if found["cotton"]:
        return "棉"
    code = found["code"] or (f"{found['one']}/{found['two']}" if found["one"] else "")
    if code:
        fibres = blends.get(code.lower())
        shares = (found["first"] or found["share"], found["last"] or found["rest"])
        return " ".join(f"{name}{share}%" for name, share in zip(fibres, shares, strict=True)) if fibres else found[0]
    return "".join((found["figure"] or "").split()).replace("O", "0").replace("o", "0")


def whole(parts: Sequence[Part], unparsed: Sequence[Span]) -> bool:
    """Whether a reading leaves nothing unread: known materials alone, each with its figure, that make up 100 in every part."""
    shares = [share for part in parts for share in part.shares]
    if not shares or unparsed or not all(share.material and share.low is not None for share in shares):
        return False
    return all(abs(sum(share.low or 0 for share in part.shares) - 100) <= 1 for part in parts)


def placed(parts: Sequence[Part], unparsed: Sequence[Span], source: SourceMap | None) -> tuple[tuple[Part, ...], tuple[Span, ...]]:
    """A reading with the spans of the text that was written."""
    if source is None:
        return tuple(parts), tuple(unparsed)
    return (
        tuple(
            part._replace(span=source.span(part.span), shares=tuple(share._replace(span=source.span(share.span)) for share in part.shares))
            for part in parts
        ),
        tuple(map(source.span, unparsed)),
    )
