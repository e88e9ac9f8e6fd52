r"""Word boundaries as jieba reads them (its dictionary, its most probable path, HMM off), without its half second of loading.

jieba cuts a text at every character outside its block class and reads each block by itself, so a boundary in question
needs only the block around it. The dictionary is a file of one part for each first character, read when it is met:

    SLOTS + 1 offsets of 4 bytes, little-endian: where the part of `slot(character)` begins; the last is the end of the file
    a part: lines `second<TAB>rest<TAB>count<TAB>rest<TAB>count…`; `second` and `rest` are empty for the character alone
"""

from __future__ import annotations

import re
from bisect import bisect_left
from functools import lru_cache
from itertools import pairwise
from math import log

from listlint.records.span import Span
from listlint.text.table_file import open_table

WORDS = "words.bin"
OFFSET_BYTES = 4
SLOTS = 0x80 + 0x9FD6 - 0x4E00
TOTAL = 60_101_967
"""The sum of all counts in the dictionary of jieba 0.42.1; the build refuses another."""

UNKNOWN = -log(TOTAL)
"""The weight of a character that is no word."""

BLOCK = r"[\u4e00-\u9fd5a-zA-Z0-9+#&._%\-]+"
"""What jieba reads as one block."""
STEP, MARGIN = 256, 128
"""A block is read whole up to MARGIN code points; of a longer one, only a stretch of STEP and a MARGIN on both sides."""


def crosses(text: str, span: Span) -> bool:
    """Whether a word of jieba's reading of `text` crosses an edge of `span`: it shares a part of the span, and neither holds the other.

    安全|棉签 crosses 全棉; 最佳人选, one word, holds 最佳 and does not cross it. In a block without punctuation that is longer than
    128 code points the reading is that of the stretch around the edge. Raises TableMissing.
    """
    if span.start >= span.end:
        return False
    before, after = _word_over(text, span.start), _word_over(text, span.end)
    return (before is not None and before.end < span.end) or (after is not None and after.start > span.start)


def alone(text: str, at: int) -> bool:
    """Whether the character at `at` is a word by itself in jieba's reading of `text`. Raises TableMissing."""
    return _word_over(text, at) is None and _word_over(text, at + 1) is None


def words(text: str) -> list[Span]:
    """Every word of `text` in order, covering all of it: jieba.cut(text, HMM=False) as spans."""
    spans: list[Span] = []
    at = 0
    for start, end in blocks(text):
        spans += _apart(text, at, start)
        spans += (Span(start + left, start + right) for left, right in pairwise(_cuts(text[start:end])))
        at = end
    return spans + _apart(text, at, len(text))


def blocks(text: str) -> list[tuple[int, int]]:
    """Where the stretches stand that jieba reads each by itself."""
    return [match.span() for match in re.finditer(BLOCK, text)]


def slot(char: str) -> int:
    """The number of a block character's part in the dictionary file: ASCII first, then Han in code order."""
    code = ord(char)
    return code if code < 0x80 else code - 0x4E00 + 0x80


def _apart(text: str, start: int, end: int) -> list[Span]:
    """What lies between blocks: each character is a word, CR LF one."""
    return [Span(start + match.start(), start + match.end()) for match in re.finditer(r"\r\n|.", text[start:end], re.DOTALL)]


def _word_over(text: str, edge: int) -> Span | None:
    """The word that begins before `edge` and ends after it."""
    stretch = _stretch(text, edge)
    if stretch is None:
        return None
    cuts = _cuts(stretch.cut(text))
    number = bisect_left(cuts, edge - stretch.start)
    if cuts[number] == edge - stretch.start:
        return None
    return Span(stretch.start + cuts[number - 1], stretch.start + cuts[number])


def _stretch(text: str, edge: int) -> Span | None:
    """The block on both sides of `edge`, None where it does not reach over it.

    A long block is taken in pieces that begin at multiples of STEP, so that many edges in it share few readings.
    """
    floor = edge // STEP * STEP
    low = max(0, floor - MARGIN)
    starts, ends = _borders(text[low : floor + STEP + MARGIN])
    number = bisect_left(starts, edge - low) - 1
    return Span(low + starts[number], low + ends[number]) if number >= 0 and edge - low < ends[number] else None


@lru_cache(maxsize=64)
def _borders(text: str) -> tuple[list[int], list[int]]:
    """Where the blocks of a text begin, and where they end."""
    found = blocks(text)
    return [start for start, _ in found], [end for _, end in found]


@lru_cache(maxsize=1024)
def _cuts(block: str) -> tuple[int, ...]:
    """The boundaries of a block's words, 0 and its length among them."""
    ends = _path(block)
    cuts = [0]
    joined = False
    at = 0
    while at < len(block):
        end = ends[at]
        single = end == at + 1 and block[at].isascii() and block[at].isalnum()
        if single and joined:
            cuts[-1] = end
        else:
            cuts.append(end)
        joined, at = single, end
    return tuple(cuts)


def _path(block: str) -> list[int]:
    """For each offset, where the word ends that begins the most probable reading from there; of equals, the longest, as in jieba."""
    size = len(block)
    ends = [0] * size
    weights = [0.0] * (size + 1)
    second = ""
    for at in range(size - 1, -1, -1):
        lines, best = _part(block[at])
        end = at + 1
        if best is not None:
            best += weights[end]
        if second in lines:
            rests, longest = _rests(lines[second])
            for after in range(at + 2, min(size, at + 2 + longest) + 1):
                weight = rests.get(block[at + 2 : after])
                if weight is not None and (best is None or weight + weights[after] >= best):
                    best, end = weight + weights[after], after
        ends[at] = end
        weights[at] = weights[at + 1] + UNKNOWN if best is None else best
        second = block[at]
    return ends


@lru_cache(maxsize=32768)
def _rests(line: str) -> tuple[dict[str, float], int]:
    """What follows two characters in words: the rest of each with its weight, and the longest one's length."""
    parts = line.split("\t")
    rests = {rest: _weight(count) for rest, count in zip(parts[1::2], parts[2::2], strict=True)}
    return rests, max(map(len, rests))


@lru_cache(maxsize=8192)
def _part(first: str) -> tuple[dict[str, str], float | None]:
    """The lines of a first character by their second one, and its own weight, None where it is no word by itself."""
    with open_table(WORDS) as file:
        file.seek(OFFSET_BYTES * slot(first))
        start, end = (int.from_bytes(file.read(OFFSET_BYTES), "little") for _ in "12")
        file.seek(start)
        lines = {line.partition("\t")[0]: line for line in file.read(end - start).decode().split("\n")}
    alone = lines.pop("", "").split("\t")
    return lines, _weight(alone[2]) if len(alone) > 2 else None


def _weight(count: str) -> float:
    """The logarithm of a word's share of all counts."""
    return log(int(count)) + UNKNOWN
