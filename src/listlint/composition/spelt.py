"""The text of a composition without its disguise.

What a reader does not see is left out before (`text.seen`). What he sees through (聚·酯 纤维, 9 5 %, 1OO%) is undone where the text cannot be
read as it stands, and taken where it then makes up a whole.
"""

from __future__ import annotations

from collections.abc import Sequence

from listlint.late import late
from listlint.records.mention import Part
from listlint.records.span import SourceMap, Span, joined
from listlint.text.normalise import Normal
from listlint.text.seen import HAN

_BETWEEN = late(
    rf"(?<={HAN})[^\w%％:：()（）\[\]【】,，;；+\n]+(?={HAN})"
    rf"|(?<![a-zA-Z]|{HAN})(?P<cotton>[绵綿])(?!{HAN})"
    r"|(?<![\d.])(?P<figure>[\dOo](?:\s*[\dOo.]){1,4})(?=\s*[%％])"
)


def closed(text: str) -> Normal | None:
    """The text with nothing between the characters of a name or the digits of a figure, 棉 for 绵; None where that changes nothing."""
    parts: list[str] = []
    pieces: list[tuple[int, int, int]] = []
    at = 0
    for found in _BETWEEN.finditer(text):
        start, end = found.span()
        instead = "棉" if found["cotton"] else "".join((found["figure"] or "").split()).replace("O", "0").replace("o", "0")
        parts += (text[at:start], instead)
        pieces += ((start - at, at, start), (len(instead), start, end))
        at = end
    made = "".join([*parts, text[at:]])
    if made == text:
        return None
    return Normal(made, joined([*pieces, (len(text) - at, at, len(text))]))


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
