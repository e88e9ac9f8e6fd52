"""Makes the tables of `text/tables/` from jieba's dictionary, OpenCC's characters and pypinyin's readings; runs only when listlint is built.

`characters.txt` is two lines of equal length, what to fold and what it folds to (read by `text.characters`).
`words.bin` is jieba's dictionary, in the layout that the head of `text.segment` gives.
`sounds.txt` is one line a syllable, `syllable<TAB>characters` (read by `text.sounds`).
The same versions of jieba, OpenCC, pypinyin and Python make the same bytes.
"""

from __future__ import annotations

import os
import unicodedata
from collections import Counter
from collections.abc import Callable, Iterable
from importlib.resources import files
from itertools import groupby

from opencc import OpenCC
from pypinyin.pinyin_dict import pinyin_dict

from listlint.text.characters import CHARACTERS
from listlint.text.segment import OFFSET_BYTES, SLOTS, TOTAL, WORDS, blocks, slot
from listlint.text.sounds import SOUNDS
from listlint.text.table_file import FOLDER

COMMON_CHARACTERS = 1500
"""Identity entries for the commonest Han characters: real titles are translated in a fifth less time, the table loads in 0.3 ms more."""
SHOWS_NOTHING = "\n\u115f\u1160"
"""What no character folds to: a line's end, and the Hangul fillers (NFKC of U+3164 and U+FFA0), which `text.normalise` drops."""

FREQUENT = 20_000
"""A character that jieba counts more often as a word by itself is no homophone: 手选, 国家及 and 排第一家 are read as written."""


def build(folder: str) -> list[str]:
    """Write the tables into `folder`, each in one step so that a reader never sees half of one; their paths."""
    os.makedirs(folder, exist_ok=True)
    counts = dictionary()
    return [
        _write(os.path.join(folder, CHARACTERS), characters(counts).encode()),
        _write(os.path.join(folder, WORDS), words(counts)),
        _write(os.path.join(folder, SOUNDS), sounds(counts).encode()),
    ]


def dictionary() -> dict[str, int]:
    """jieba's words and their counts; a word listed twice keeps the last count, as in jieba."""
    rows = [line.split(" ") for line in files("jieba").joinpath("dict.txt").read_text("utf-8").splitlines()]
    if sum(int(count) for _, count, *_ in rows) != TOTAL:
        raise ValueError("jieba's dictionary is not that of jieba 0.42.1; text.segment.TOTAL and build-system.requires name it")
    return {word: int(count) for word, count, *_ in rows}


def characters(counts: dict[str, int]) -> str:
    """Both lines of the character table: every character whose folding is one other character, then the commonest as themselves.

    Folding is NFKC, lower case and OpenCC's t2s, each where it gives a single character, repeated until nothing changes;
    so no character of the second line is folded by the first to anything but itself. Ideographs outside Unicode's first
    plane stay as they are and nothing folds to them: no wordlist spells its words with them, and the table loads sooner.
    """
    simplified = _simplified()
    every = (chr(code) for code in range(0x20000) if not 0xD800 <= code < 0xE000)
    folded = {char: target for char in every if (target := _fold(char, simplified)) != char}
    used = Counter[str]()
    for word, count in counts.items():
        used.update(dict.fromkeys(word, count))
    printable = [chr(code) for code in range(0x20, 0x7F)]
    han = [char for char, _ in used.most_common() if "\u4e00" <= char <= "\u9fd5" and char not in folded]
    same = [char for char in printable + list("、。·“”‘’【】《》…—") if char not in folded] + han[:COMMON_CHARACTERS]
    return "".join(folded) + "".join(same) + "\n" + "".join(folded.values()) + "".join(same)


def words(counts: dict[str, int]) -> bytes:
    """The dictionary file; words that hold a character jieba cuts at anyway are left out, since no block contains them."""
    readable = sorted((word for word in counts if blocks(word) == [(0, len(word))]), key=lambda word: (slot(word[0]), word))
    bodies = {number: _body(list(group), counts) for number, group in groupby(readable, key=lambda word: slot(word[0]))}
    offsets, at = [], OFFSET_BYTES * (SLOTS + 1)
    for number in range(SLOTS + 1):
        offsets.append(at.to_bytes(OFFSET_BYTES, "little"))
        at += len(bodies.get(number, b""))
    return b"".join(offsets) + b"".join(bodies[number] for number in sorted(bodies))


def sounds(counts: dict[str, int]) -> str:
    """The characters of each syllable, tone aside, by their first reading; those that fold to another or are FREQUENT as words only name theirs.

    A line is `syllable<TAB>homophones<TAB>the others`.
    """
    simplified = _simplified()
    lines: dict[str, tuple[list[str], list[str]]] = {}
    for code in range(0x4E00, 0x9FD6):
        readings = pinyin_dict.get(code, "")
        char, syllable = chr(code), _toneless(readings.partition(",")[0])
        if readings and _fold(char, simplified) == char:
            lines.setdefault(syllable, ([], []))[counts.get(char, 0) > FREQUENT].append(char)
    return "\n".join(f"{syllable}\t{''.join(lines[syllable][0])}\t{''.join(lines[syllable][1])}" for syllable in sorted(lines))


def _toneless(reading: str) -> str:
    """A syllable in plain letters, ü as v: zuì is zui, lǜ is lv."""
    letters = unicodedata.normalize("NFD", unicodedata.normalize("NFC", reading).translate(str.maketrans("üǖǘǚǜ", "vvvvv")))
    return "".join(letter for letter in letters if letter.isascii())


def _body(group: list[str], counts: dict[str, int]) -> bytes:
    """The lines of one first character, its words sorted: one line a second character, none before the first."""
    lines = []
    for second, same in groupby(group, key=lambda word: word[1:2]):
        lines.append("\t".join([second, *(f"{word[2:]}\t{counts[word]}" for word in same)]))
    return "\n".join(lines).encode()


def _simplified() -> dict[str, str]:
    """OpenCC's traditional to simplified characters, those of one character each way."""
    ideographs = [chr(code) for code in range(0x2E80, 0x10000) if unicodedata.category(chr(code)) == "Lo"]
    return dict(zip(ideographs, OpenCC("t2s").convert("\n".join(ideographs)).split("\n"), strict=True))


def _fold(char: str, simplified: dict[str, str]) -> str:
    steps: Iterable[Callable[[str], str]] = (
        lambda c: unicodedata.normalize("NFKC", c),
        str.lower,
        lambda c: simplified.get(c, c),
    )
    before = ""
    while char != before:
        before = char
        for step in steps:
            target = step(char)
            char = target if len(target) == 1 and target < "\U00010000" and target not in SHOWS_NOTHING else char
    return char


def _write(path: str, data: bytes) -> str:
    with open(f"{path}.{os.getpid()}", "wb") as file:
        file.write(data)
    os.replace(file.name, path)
    return path


if __name__ == "__main__":
    build(FOLDER)
