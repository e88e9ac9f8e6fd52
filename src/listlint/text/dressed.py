"""How stretches of a text stand for the characters of a word, and whether that is how a word is disguised or honest copy is written."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise
from unicodedata import category, digit

from listlint.late import late
from listlint.records.span import Span
from listlint.text.segment import alone
from listlint.text.sight import STROKES, Sight
from listlint.text.sounds import syllable

AROUND = 64
"""Code points on either side that decide how a stretch is read."""
PLAIN, SAME = "plain", "same"
"""A character as the word has it; one repeated or styled."""
ALIKE = frozenset({"sound", "look"})
"""A word of which nothing is left but what sounds or looks like it is another word: 杜嘉 is no 独家."""
CLAUSE = late("[,。;!?]")
"""Where a clause ends, no homophone is sought: 显瘦,选自天然面料."""
TAUGHT = late("拼音|拼读|识字|生字|字帖|描红")
"""What teaches pinyin writes it for its own sake."""
SHOP = late("[阁记楼坊堂斋轩]")
"""What ends a shop's name: 积品阁 and 独嘉记 hide nothing."""
GLOSS = 16
"""Code points within which characters stand that letters give the sound of."""
_NOT_HAN = late("[^\u4e00-\u9fff]")
_LETTER = late("[a-z0-9]")


def kind_of(char: str, token: str, said: str, ready: Sight) -> str | None:
    """How a stretch stands for a character of a word; None where it does not."""
    if said == char:
        return PLAIN
    shown = bare(said)
    if len(token) > 1:
        return "pinyin" if token[0].isascii() else ready.kinds.get((char, shown))
    if shown.strip(shown[0]):
        return None
    return SAME if shown[0] == char else ready.kinds.get((char, shown[0]))


def dressed(text: str, pieces: Sequence[Span], kinds: Sequence[str]) -> bool:
    """Whether this is the way a word is disguised, and not other words beside each other."""
    if set(kinds) <= ALIKE:
        return False
    if "sound" in kinds and CLAUSE.search(Span(pieces[0].start, pieces[-1].end).cut(text)):
        return False
    if "sound" in kinds and (not _stand(text, pieces, kinds) or (len(pieces) == 2 and SHOP.match(text, pieces[-1].end))):
        return False
    return set(kinds) != {PLAIN} or _broken(pieces)


def bare(said: str) -> str:
    """What is left of a stretch without what only stands between, a styled digit as itself."""
    return "".join(str(digit(char, char)) for char in said if category(char)[0] in "LN" and char not in STROKES) or said


def _stand(text: str, pieces: Sequence[Span], kinds: Sequence[str]) -> bool:
    """Whether every homophone is a word by itself, in the text as it stands and with the gaps closed."""
    first, last = pieces[0].start, pieces[-1].end
    left, right = text[max(0, first - AROUND) : first], text[last : last + AROUND]
    closed = left + "".join(text[piece.start] for piece in pieces) + right
    homophones = [number for number, kind in enumerate(kinds) if kind == "sound"]
    return all(alone(text, pieces[number].start) and alone(closed, len(left) + number) for number in homophones)


def _broken(pieces: Sequence[Span]) -> bool:
    """Whether the gaps leave a single character."""
    sizes = [0]
    for before, after in pairwise(pieces):
        sizes[-1] += before.end - before.start
        if before.end != after.start:
            sizes.append(0)
    sizes[-1] += pieces[-1].end - pieces[-1].start
    return len(sizes) > 1 and min(sizes) == 1


def apart(pieces: Sequence[Span]) -> bool:
    """Whether anything stands between these."""
    return any(before.end != after.start for before, after in pairwise(pieces))


def bordered(text: str, span: Span) -> bool:
    """Whether letters at an edge go on beyond it."""
    before = _LETTER.match(text[span.start]) and span.start > 0 and _LETTER.match(text[span.start - 1])
    after = _LETTER.match(text[span.end - 1]) and span.end < len(text) and _LETTER.match(text[span.end])
    return not before and not after


def glosses(text: str, span: Span, word: str, kinds: Sequence[str]) -> bool:
    """Whether letters stand beside characters that are read so: QUAN MIAN 全面屏."""
    if set(kinds) != {"pinyin"}:
        return False
    read = [syllable(char) for char in word]
    after = _NOT_HAN.sub("", text[span.end : span.end + GLOSS])[: len(word)]
    before = _NOT_HAN.sub("", text[max(0, span.start - GLOSS) : span.start])[-len(word) :]
    return any([syllable(char) for char in near] == read for near in (after, before))
