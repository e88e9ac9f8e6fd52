"""Listed words spelt so as not to be found, and the text with their disguise undone.

The loose look. The folded text is folded once more, each character to one that stands for all that sound or look like it and what stands
between characters dropped, and searched for every spelling the lexicon knows. A native pass of each kind finds the few lines to
look at; what is found there must pass what keeps honest text silent:

1. Every character is the word's own, or a form that the lexicon gives it; repeated ones are all the same; gaps are short.
2. No word of jieba's reading crosses an edge, in the text as it stands (最 佳能, 屋顶 级联) or with the disguise undone.
3. A character that stands for another is a word by itself in the text as it stands: 定级 and 最家常 are honest.
4. Where characters only stand apart, one of the pieces is a single character: 领导 品牌 is two words.
5. Letters in the place of characters border on no other letter or digit.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import accumulate, pairwise
from typing import NamedTuple
from unicodedata import category, digit

from listlint.records.lexicon import Disguises
from listlint.records.span import SourceMap, Span, joined
from listlint.text.characters import listable
from listlint.text.normalise import Normal
from listlint.text.segment import alone, crosses
from listlint.text.sight import STROKES, Sight, Spelling, sight

GAP = 12
"""The most code points between two characters of a word; a family emoji takes seven."""
AROUND = 64
"""Code points on either side that decide how a stretch is read."""
PLAIN, SAME = "plain", "same"
"""A character as the word has it; one repeated or styled."""
ALIKE = frozenset({"sound", "look"})
"""A word of which nothing is left but what sounds or looks like it is another word: 杜嘉 is no 独家."""
CLAUSE = re.compile("[,。;!?]")
"""Where a clause ends, no homophone is sought: 显瘦,选自天然面料."""
_LETTER = re.compile("[a-z0-9]")


class Disguised(NamedTuple):
    """A word in disguise, and the stretch that each of its characters was written with."""

    word: str
    pieces: tuple[Span, ...]

    @property
    def span(self) -> Span:
        """All of it."""
        return Span(self.pieces[0].start, self.pieces[-1].end)

    def moved(self, by: int) -> Disguised:
        """The same in a text that begins elsewhere."""
        return Disguised(self.word, tuple(Span(piece.start + by, piece.end + by) for piece in self.pieces))


class Line(NamedTuple):
    """A line with its characters replaced by their classes, repeats run together; where each of them begins and ends."""

    text: str
    starts: Sequence[int]
    ends: Sequence[int]


def disguised(text: str, known: Disguises) -> list[Disguised]:
    """The words of `known` that stand in disguise in a folded text, in its order, none overlapping another. Raises TableMissing."""
    if not known.words:
        return []
    ready = sight(known)
    compact = ready.squeeze.sub(r"\1", text).translate(ready.listed() if listable(text) else ready.table)
    there: dict[int, list[tuple[int, int]]] = {}
    counted, line = 0, 0
    for number, start, _ in ready.find(compact):
        # occurrences come in the order of their ends; a start may lie before the last one's, on the same line
        if start > counted:
            line += compact.count("\n", counted, start)
            counted = start
        there.setdefault(line, []).append((number, start - compact.rfind("\n", 0, start) - 1))
    if not there:
        return []
    lines = text.split("\n")
    begins = [0, *accumulate(len(one) + 1 for one in lines)]
    likely = [line for line, found in there.items() if _likely(lines[line], found, ready)]
    return [one for line in likely for one in _in_line(text, begins[line], begins[line + 1] - 1, ready)]


def _likely(line: str, there: Sequence[tuple[int, int]], ready: Sight) -> bool:
    """Whether one of the spellings (its number, its place in the compact line) may be a disguise, by each piece's first character alone.

    A word that stands plain as often as it was found, and with nothing repeated, stands nowhere else.
    """
    squeezed = ready.squeeze.sub(r"\1", line)
    places: dict[str, set[int]] = {}
    for number, at in there:
        places.setdefault(ready.words[number][0], set()).add(at)
    hidden = {word for word, starts in places.items() if squeezed != line or line.count(word) != len(starts)}
    if not hidden:
        return False
    kept = squeezed.translate(ready.kept)
    return any(_may_stand(kept[at:], spelling, ready) for number, at in there if (spelling := ready.spelling(number)).word in hidden)


def _may_stand(kept: str, spelling: Spelling, ready: Sight) -> bool:
    if any(len(token) > 1 for token in spelling.tokens):
        return True
    kinds: set[str] = set()
    for number, (char, first) in enumerate(zip(spelling.word, kept, strict=False)):
        kind = SAME if first == char else ready.kinds.get((char, _shown(first)), "") if number < spelling.varied else ""
        if not kind and (number >= spelling.varied or _shown(first) != char):
            return False
        kinds.add(kind)
    return not kinds <= ALIKE


def undone(normal: Normal, found: Sequence[Disguised]) -> Normal:
    """The text with each word written plain; its map leads every character to the stretch it was written with."""
    parts: list[str] = []
    pieces: list[tuple[int, int, int]] = []
    at = 0
    for one in found:
        parts += (normal.text[at : one.span.start], one.word)
        pieces.append((one.span.start - at, at, one.span.start))
        pieces.extend((1, *piece) for piece in one.pieces)
        at = one.span.end
    parts.append(normal.text[at:])
    pieces.append((len(normal.text) - at, at, len(normal.text)))
    source: SourceMap = joined(pieces)
    return Normal("".join(parts), source if normal.source is None else source.then(normal.source))


def _in_line(text: str, start: int, end: int, ready: Sight) -> Iterator[Disguised]:
    """The disguised words of one line of `text`."""
    line = _compacted(text, start, end, ready)
    found = sorted(ready.find(line.text), key=lambda one: (one[1], -one[2]))
    reach = 0
    for number, first, _ in found:
        if line.starts[first] < reach:
            continue
        one = _judged(text, line, first, ready.spelling(number), ready)
        if one is not None:
            reach = one.span.end
            yield one


def _compacted(text: str, start: int, end: int, ready: Sight) -> Line:
    made: list[str] = []
    starts: list[int] = []
    ends: list[int] = []
    last = ""
    for at in range(start, end):
        shown = ready.table[ord(text[at])]
        if shown is None:
            continue
        if text[at] == last and last in ready.squeezed:
            ends[-1] = at + 1
            continue
        last = text[at]
        for char in chr(shown) if isinstance(shown, int) else shown:
            made.append(char)
            starts.append(at)
            ends.append(at + 1)
    return Line("".join(made), starts, ends)


def _judged(text: str, line: Line, first: int, spelling: Spelling, ready: Sight) -> Disguised | None:
    """What stands there as a disguised word, or None where it is the plain word or honest text."""
    pieces: list[Span] = []
    kinds: list[str] = []
    at = first
    for char, token in zip(spelling.word, spelling.tokens, strict=True):
        piece = Span(line.starts[at], line.ends[at + len(token) - 1])
        kind = _kind(char, token, piece.cut(text), ready)
        if kind is None or (kind != PLAIN and len(pieces) >= spelling.varied):
            return None
        pieces.append(piece)
        kinds.append(kind)
        at += len(token)
    word, span = spelling.word, Span(pieces[0].start, pieces[-1].end)
    said = span.cut(text)
    if (
        said == word
        or text.startswith(ready.honest, span.start)
        or any(after.start - before.end > GAP for before, after in pairwise(pieces))
    ):
        return None
    if 0 < spelling.varied < len(word) and _apart(pieces[spelling.varied :]) and not _apart(pieces[: spelling.varied + 1]):
        return None
    if not _dressed(text, pieces, kinds) or not _bordered(text, span) or crosses(text, span):
        return None
    left, right = text[max(0, span.start - AROUND) : span.start], text[span.end : span.end + AROUND]
    if crosses(left + word + right, Span(len(left), len(left) + len(word))):
        return None
    return Disguised(word, tuple(pieces))


def _kind(char: str, token: str, said: str, ready: Sight) -> str | None:
    """How a stretch stands for a character of a word; None where it does not."""
    if said == char:
        return PLAIN
    shown = _shown(said)
    if len(token) > 1:
        return "pinyin" if token[0].isascii() else ready.kinds.get((char, shown))
    if shown.strip(shown[0]):
        return None
    return SAME if shown[0] == char else ready.kinds.get((char, shown[0]))


def _dressed(text: str, pieces: Sequence[Span], kinds: Sequence[str]) -> bool:
    """Whether this is the way a word is disguised, and not other words beside each other."""
    if set(kinds) <= ALIKE:
        return False
    if "sound" in kinds and CLAUSE.search(Span(pieces[0].start, pieces[-1].end).cut(text)):
        return False
    if "sound" in kinds and not _stand(text, pieces, kinds):
        return False
    return set(kinds) != {PLAIN} or _broken(pieces)


def _shown(said: str) -> str:
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


def _apart(pieces: Sequence[Span]) -> bool:
    """Whether anything stands between these."""
    return any(before.end != after.start for before, after in pairwise(pieces))


def _bordered(text: str, span: Span) -> bool:
    """Whether letters at an edge go on beyond it."""
    before = _LETTER.match(text[span.start]) and span.start > 0 and _LETTER.match(text[span.start - 1])
    after = _LETTER.match(text[span.end - 1]) and span.end < len(text) and _LETTER.match(text[span.end])
    return not before and not after
