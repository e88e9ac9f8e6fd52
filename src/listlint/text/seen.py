"""What a reader sees of an attribute: its value without what is not shown, its name without what only stands between its characters."""

from __future__ import annotations

from functools import lru_cache

from listlint.late import late
from listlint.text.markup import MARKED, visible
from listlint.text.normalise import Normal, fold, shown

HAN = "[\u3400-\u9fff]"
_BETWEEN = late(rf"(?<={HAN})(?:<[^<>]*>|&\w+;|[^\w()/<&])+(?={HAN})")


def seen(text: str) -> Normal:
    """The text without zero-width characters and tags, entities as what they stand for; unfolded."""
    read, source = shown(text)
    if MARKED.search(read):
        read, inner = visible(read)
        source = inner if source is None else inner.then(source)
    return Normal(read, source)


@lru_cache(maxsize=1 << 14)
def label(name: str) -> str:
    """An attribute's name, folded, with nothing but letters, digits, strokes and brackets between its characters (材·质<b>成</b>分)."""
    return _BETWEEN.sub("", fold(name))
