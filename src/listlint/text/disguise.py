"""Listed words spelt so as not to be found, and the text with their disguise undone.

The loose look. The folded text is folded once more, each character to one that stands for all that sound or look like it and what stands
between characters dropped, and searched for every spelling the lexicon knows. A native pass of each kind finds the few lines to
look at; what is found there must pass what keeps honest text silent:

1. Every character is the word's own, or a form that the lexicon gives it; repeated ones are all the same; gaps are short.
2. No word of jieba's reading crosses an edge, in the text as it stands (最 佳能, 屋顶 级联) or with the disguise undone.
3. A character that stands for another is a word by itself in the text as it stands: 定级 and 最家常 are honest.
4. Where characters only stand apart, one of the pieces is a single character: 领导 品牌 is two words.
5. Letters in the place of characters border on no other letter or digit, and nothing near them teaches pinyin.
6. A word of two, one of them a homophone, is no shop's name (积品阁).

A mark that goes on beyond a word (永.不.磨.损) is taken out of the characters beside it too. What 1 and 3 to 6 ask of a stretch is in `dressed`.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import accumulate, pairwise
from typing import NamedTuple

from listlint.late import late
from listlint.records.lexicon import Disguises
from listlint.records.span import SourceMap, Span, joined
from listlint.text.dressed import ALIKE, AROUND, PLAIN, SAME, TAUGHT, apart, bare, bordered, dressed, glosses, kind_of
from listlint.text.normalise import Normal
from listlint.text.segment import crosses
from listlint.text.sight import Sight, Spelling, sight

GAP = 12
"""The most code points between two characters of a word; a family emoji takes seven."""
STEP, MARGIN = 256, 128
"""A line that is longer is looked through in stretches of STEP code points; on either side stands what a word in one may reach into."""
_HAN = late("[\u4e00-\u9fff]")


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
    there = _places(_compact(text, ready), ready)
    if not there:
        return []
    lines = text.split("\n")
    passed = [0, *accumulate(map(len, lines))]  # less the ends of the lines before
    found: list[Disguised] = []
    for line, places in there.items():
        start, end = passed[line] + line, passed[line + 1] + line
        for low, high in _stretches(lines[line], _likely(lines[line], places, ready), ready):
            found += _in_stretch(text, start, end, low, high, ready)
    return found


def _compact(text: str, ready: Sight) -> str:
    """The text with its characters replaced by their classes, those repeated right beside each other run together."""
    return ready.classed(ready.squeeze.sub(r"\1", text))


def _places(compact: str, ready: Sight) -> dict[int, list[tuple[int, int]]]:
    """For each line's number from 0, the spellings that stand in it (by their numbers), and where."""
    there: dict[int, list[tuple[int, int]]] = {}
    counted = line = begin = 0
    for number, start, _ in ready.find(compact):
        # occurrences come in the order of their ends; a start may lie before the last one's, on the same line
        if start > counted:
            if ends := compact.count("\n", counted, start):
                line, begin = line + ends, compact.rindex("\n", counted, start) + 1
            counted = start
        there.setdefault(line, []).append((number, start - begin))
    return there


def _likely(line: str, there: Sequence[tuple[int, int]], ready: Sight) -> list[int]:
    """The places in the compact line of spellings (their numbers, their places) that may be a disguise, by each piece's first character alone.

    A word that stands plain as often as it was found, and with neither end repeated, stands nowhere else.
    """
    places: dict[str, set[int]] = {}
    for number, at in there:
        places.setdefault(ready.words[number][0], set()).add(at)
    hidden = {
        word for word, starts in places.items() if line.count(word) != len(starts) or word[0] + word in line or word + word[-1] in line
    }
    if not hidden:
        return []
    kept = ready.squeeze.sub(r"\1", line).translate(ready.kept)
    spelt = ((at, ready.spelling(number)) for number, at in there)
    return [at for at, one in spelt if one.word in hidden and _may_stand(kept[at : at + len(one.word)], one, ready)]


def _stretches(line: str, likely: Sequence[int], ready: Sight) -> Iterator[tuple[int, int]]:
    """The stretches of a line, of STEP code points where it is long, in which places of its compact text stand."""
    if len(line) <= 2 * STEP:
        if likely:
            yield 0, len(line)
        return
    waiting, passed, before = sorted(likely, reverse=True), 0, ""
    for low in range(0, len(line) if likely else 0, STEP):
        stretch = line[low : low + STEP]
        passed += len(_compact(before + stretch, ready)) - len(_compact(before, ready))
        before = stretch[-1]
        if waiting and waiting[-1] < passed:
            yield low, low + len(stretch)
        while waiting and waiting[-1] < passed:
            waiting.pop()


def _may_stand(kept: str, spelling: Spelling, ready: Sight) -> bool:
    if any(len(token) > 1 for token in spelling.tokens):
        return True
    kinds: set[str] = set()
    for number, (char, first) in enumerate(zip(spelling.word, kept, strict=False)):
        kind = SAME if first == char else ready.kinds.get((char, bare(first)), "") if number < spelling.varied else ""
        if not kind and (number >= spelling.varied or bare(first) != char):
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


def _in_stretch(text: str, start: int, end: int, low: int, high: int, ready: Sight) -> Iterator[Disguised]:
    """The disguised words of the line text[start:end] that begin in its stretch line[low:high]; what they reach into stands around it."""
    line, reach = _compacted(text, max(start, start + low - MARGIN), min(end, start + high + MARGIN), ready), start
    found = sorted(ready.find(line.text), key=lambda one: (one[1], -one[2]))
    for number, first, _ in found:
        if line.starts[first] < reach:
            continue
        one = _judged(text, line, first, ready.spelling(number), ready)
        if one is not None:
            one = _spread(text, one, reach, end)
            reach = one.span.end
            if start + low <= one.span.start < start + high:
                yield one


def _spread(text: str, one: Disguised, start: int, end: int) -> Disguised:
    """The word with the characters beside it that the same mark stands between (永.不.磨.损).

    Where that is a space, only single ones, and after 的 the first of what it belongs to (最 好 的 面料).
    """
    gaps = {text[before.end : after.start] for before, after in pairwise(one.pieces)}
    if len(gaps) != 1 or "" in gaps:
        return one
    mark = gaps.pop()
    word, pieces = one.word, list(one.pieces)
    while text.startswith(mark, at := pieces[-1].end) and (at := at + len(mark)) < end and _HAN.match(text[at]):
        whole = mark.isspace() and at + 1 < end and not text.startswith(mark, at + 1)
        if whole and word[-1] != "的":
            break
        word, pieces = word + text[at], [*pieces, Span(at, at + 1)]
        if whole:
            break
    while (at := pieces[0].start - len(mark) - 1) >= start and text.startswith(mark, at + 1) and _HAN.match(text[at]):
        if mark.isspace() and at > start and not text.startswith(mark, max(start, at - len(mark))):
            break
        word, pieces = text[at] + word, [Span(at, at + 1), *pieces]
    return Disguised(word, tuple(pieces))


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
        kind = kind_of(char, token, piece.cut(text), ready)
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
    if 0 < spelling.varied < len(word) and apart(pieces[spelling.varied :]) and not apart(pieces[: spelling.varied + 1]):
        return None
    if "pinyin" in kinds and (TAUGHT.search(text, max(0, span.start - AROUND), span.end + AROUND) or glosses(text, span, word, kinds)):
        return None
    if not dressed(text, pieces, kinds) or not bordered(text, span) or crosses(text, span):
        return None
    left, right = text[max(0, span.start - AROUND) : span.start], text[span.end : span.end + AROUND]
    if crosses(left + word + right, Span(len(left), len(left) + len(word))):
        return None
    return Disguised(word, tuple(pieces))
