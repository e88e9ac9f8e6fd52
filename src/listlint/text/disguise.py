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
from bisect import bisect_right
from collections.abc import Callable, Iterator, Sequence
from functools import lru_cache
from typing import NamedTuple
from unicodedata import category, digit

from listlint.records.lexicon import Disguises
from listlint.records.span import SourceMap, Span, joined
from listlint.text.matcher import Occurrences, finder
from listlint.text.normalise import Normal
from listlint.text.segment import alone, crosses

GAP = 12
"""The most code points between two characters of a word; a family emoji takes seven."""
AROUND = 64
"""Code points on either side that decide how a stretch is read."""
STROKES = "丨丶"
"""Han characters that are written as rules between others."""
_LETTER = re.compile("[a-z0-9]")


class Disguised(NamedTuple):
    """A word in disguise: where it stands, and the stretch that each of its characters was written with."""

    word: str
    span: Span
    pieces: tuple[Span, ...]

    def moved(self, by: int) -> Disguised:
        """The same in a text that begins elsewhere."""
        spans = [Span(span.start + by, span.end + by) for span in (self.span, *self.pieces)]
        return Disguised(self.word, spans[0], tuple(spans[1:]))


class Line(NamedTuple):
    """A line with its characters replaced by their classes, repeats run together; where each of them begins and ends."""

    text: str
    starts: Sequence[int]
    ends: Sequence[int]


class Sight(NamedTuple):
    """What the loose look needs, made ready once."""

    table: Classes
    squeeze: re.Pattern[str]
    squeezed: frozenset[str]
    find: Callable[[str], Occurrences]
    words: Sequence[tuple[str, tuple[str, ...]]]
    forms: Callable[[str, str], bool]


class Classes(dict[int, "int | str | None"]):
    """The table for `str.translate`; what it is not given is dropped unless it is a letter, a digit or a line's end, and then known."""

    def __missing__(self, code: int) -> int | str | None:
        char = chr(code)
        kind = category(char)
        made: int | str | None = code if kind[0] in "LN" or char == "\n" else None
        if kind == "No" and digit(char, None) is not None:
            made = str(digit(char))
        self[code] = made
        return made


def disguised(text: str, known: Disguises) -> list[Disguised]:
    """The words of `known` that stand in disguise in a folded text, in its order, none overlapping another. Raises TableMissing."""
    if not known.words or text.isascii():
        return []
    sight = _sight(_Key(known))
    compact = sight.squeeze.sub(r"\1", text.translate(sight.table))
    numbers: list[int] = []
    counted, line = 0, 0
    for _, start, _ in sight.find(compact):
        # occurrences come in the order of their ends; a start may lie before the last one's, on the same line
        if start > counted:
            line += compact.count("\n", counted, start)
            counted = start
        if not numbers or numbers[-1] != line:
            numbers.append(line)
    if not numbers:
        return []
    breaks = [-1, *(found.start() for found in re.finditer("\n", text)), len(text)]
    return [one for number in numbers for one in _in_line(text, breaks[number] + 1, breaks[number + 1], sight)]


def undone(normal: Normal, found: Sequence[Disguised]) -> Normal:
    """The text with each word written plain; its map leads every character to the stretch it was written with."""
    parts: list[str] = []
    pieces: list[tuple[int, int, int]] = []
    at = 0
    for word, span, stretches in found:
        parts += (normal.text[at : span.start], word)
        pieces.append((span.start - at, at, span.start))
        pieces.extend((1, *stretch) for stretch in stretches)
        at = span.end
    parts.append(normal.text[at:])
    pieces.append((len(normal.text) - at, at, len(normal.text)))
    source: SourceMap = joined(pieces)
    return Normal("".join(parts), source if normal.source is None else source.then(normal.source))


def _in_line(text: str, start: int, end: int, sight: Sight) -> Iterator[Disguised]:
    """The disguised words of one line of `text`."""
    line = _compacted(text, start, end, sight)
    found = sorted(sight.find(line.text), key=lambda one: (one[1], -one[2]))
    reach = 0
    for number, first, last in found:
        if line.starts[first] < reach:
            continue
        one = _judged(text, line, first, sight.words[number], sight)
        if one is not None:
            reach = one.span.end
            yield one


def _compacted(text: str, start: int, end: int, sight: Sight) -> Line:
    made: list[str] = []
    starts: list[int] = []
    ends: list[int] = []
    for at in range(start, end):
        shown = sight.table[ord(text[at])]
        if shown is None:
            continue
        for char in chr(shown) if isinstance(shown, int) else shown:
            if made and made[-1] == char and char in sight.squeezed:
                ends[-1] = at + 1
                continue
            made.append(char)
            starts.append(at)
            ends.append(at + 1)
    return Line("".join(made), starts, ends)


def _judged(text: str, line: Line, first: int, spelt: tuple[str, tuple[str, ...]], sight: Sight) -> Disguised | None:
    """What stands there as a disguised word, or None where it is the plain word or honest text."""
    word, tokens = spelt
    pieces: list[Span] = []
    changed: list[Span] = []
    at = first
    for char, token in zip(word, tokens, strict=True):
        piece = Span(line.starts[at], line.ends[at + len(token) - 1])
        said = _shown(piece.cut(text))
        if len(token) == 1:
            if said.strip(said[0]) or not (said[0] == char or sight.forms(char, said[0])):
                return None
            if said[0] != char:
                changed.append(piece)
        else:
            if not token[0].isascii() and not sight.forms(char, said):
                return None
            changed.append(piece)
        pieces.append(piece)
        at += len(token)
    span = Span(pieces[0].start, pieces[-1].end)
    if span.cut(text) == word or any(b.start - a.end > GAP for a, b in zip(pieces, pieces[1:], strict=False)):
        return None
    if not _bordered(text, span) or crosses(text, span) or not all(_stands(text, piece) for piece in changed):
        return None
    if not changed and not _broken(text, pieces):
        return None
    left, right = text[max(0, span.start - AROUND) : span.start], text[span.end : span.end + AROUND]
    if crosses(left + word + right, Span(len(left), len(left) + len(word))):
        return None
    return Disguised(word, span, tuple(pieces))


def _shown(said: str) -> str:
    """What is left of a stretch without what only stands between."""
    return "".join(char for char in said if category(char)[0] in "LN" and char not in STROKES) or said


def _stands(text: str, piece: Span) -> bool:
    """Whether every Han character of a stretch is a word by itself."""
    return all(alone(text, at) for at in range(piece.start, piece.end) if "\u4e00" <= text[at] <= "\u9fd5")


def _broken(text: str, pieces: Sequence[Span]) -> bool:
    """Whether a gap leaves a single character, or a character is repeated."""
    if any(piece.end - piece.start > 1 for piece in pieces):
        return True
    sizes = [1]
    for before, after in zip(pieces, pieces[1:], strict=False):
        if before.end == after.start:
            sizes[-1] += 1
        else:
            sizes.append(1)
    return len(sizes) > 1 and min(sizes) == 1


def _bordered(text: str, span: Span) -> bool:
    """Whether letters at an edge go on beyond it."""
    before = _LETTER.match(text[span.start]) and span.start > 0 and _LETTER.match(text[span.start - 1])
    after = _LETTER.match(text[span.end - 1]) and span.end < len(text) and _LETTER.match(text[span.end])
    return not before and not after


class _Key(NamedTuple):
    """A lexicon's disguises as a key that is told apart by identity."""

    known: Disguises

    def __hash__(self) -> int:
        return id(self.known)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, _Key) and other.known is self.known


@lru_cache(maxsize=2)
def _sight(key: _Key) -> Sight:
    known = key.known
    table = Classes(str.maketrans(*known.classes))
    table.update(dict.fromkeys(map(ord, STROKES)))
    table[0x2116] = "".join(chr(code) if isinstance(code := table[ord(char)], int) else char for char in "no")
    every = [(word, tuple(spelling.split(" "))) for word, spelling in known.words]
    squeezed = frozenset(char for _, tokens in every for char in tokens if len(char) == 1 and not char.isascii())
    squeeze = re.compile(f"([{''.join(sorted(squeezed))}])\\1+")
    forms = {(char, form) for char, kinds in known.forms.items() for many in kinds.values() for form in many}
    words = [(word, tokens) for word, tokens in every if squeeze.search("".join(tokens)) is None]
    find = finder(["".join(tokens) for _, tokens in words])
    return Sight(table, squeeze, squeezed, find, words, lambda char, form: (char, form) in forms)
