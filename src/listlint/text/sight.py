"""The spellings of a lexicon made ready to be searched for: the table of classes, the automaton, the forms of each character."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from functools import lru_cache
from itertools import pairwise
from typing import NamedTuple
from unicodedata import category, digit

from listlint.records.lexicon import Disguises
from listlint.text.lookup import translator
from listlint.text.matcher import Occurrences, finder

STROKES = "丨丶"
"""Han characters that are written as rules between others."""
NUMERO = "\u2116"
"""The one symbol that is read as two letters of a word."""


class Spelling(NamedTuple):
    """A word and one way to spell it, character by character; for the first `varied` of them others may stand."""

    word: str
    tokens: tuple[str, ...]
    varied: int


class Sight(NamedTuple):
    """What the loose look needs, made ready once; `kinds` says how a form stands for a character.

    `table` gives each character's class, `classed` a text with its characters replaced by theirs; `kept` gives the character itself where
    its class is kept.
    """

    table: Classes
    classed: Callable[[str], str]
    kept: Kept
    squeeze: re.Pattern[str]
    squeezed: frozenset[str]
    find: Callable[[str], Occurrences]
    words: Sequence[tuple[str, str, int]]
    kinds: Mapping[tuple[str, str], str]
    honest: tuple[str, ...]

    def spelling(self, number: int) -> Spelling:
        """The spelling of that number in what `find` gives."""
        word, tokens, varied = self.words[number]
        return Spelling(word, tuple(tokens.split(" ")), varied)


class Classes(dict[int, "int | str | None"]):
    """The table for `str.translate`; what it is not given is dropped unless it is a letter, a digit or a line's end, and then known."""

    def __missing__(self, code: int) -> int | str | None:
        self[code] = made = self.shown(code)
        return made

    def shown(self, code: int) -> int | str | None:
        """What it gives for a code point that it was not given: a styled digit has the class of the plain one."""
        char = chr(code)
        kind = category(char)
        if kind == "No" and digit(char, None) is not None:
            return self[ord(str(digit(char)))]
        return code if kind[0] in "LN" or char == "\n" else None


class Kept(dict[int, "int | str | None"]):
    """The table that drops what `classes` drops, and writes what it makes several characters of as often."""

    def __init__(self, classes: Classes) -> None:
        self._classes = classes

    def __missing__(self, code: int) -> int | str | None:
        shown = self._classes[code]
        made = code if isinstance(shown, int) else shown and chr(code) * len(shown)
        self[code] = made
        return made


def sight(known: Disguises) -> Sight:
    """What the loose look for these spellings needs; made once for each lexicon."""
    return _made(_Key(known))


class _Key(NamedTuple):
    """A lexicon's disguises as a key that is told apart by identity."""

    known: Disguises

    def __hash__(self) -> int:
        return id(self.known)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, _Key) and other.known is self.known


@lru_cache(maxsize=2)
def _made(key: _Key) -> Sight:
    known = key.known
    table = Classes(str.maketrans(*known.classes))
    table.update(dict.fromkeys(map(ord, STROKES)))
    table[ord(NUMERO)] = "".join(chr(code) if isinstance(code := table[ord(char)], int) else char for char in "no")
    varied = {word: most for word, _, most in sorted(known.words, key=lambda one: one[2])}
    doubled = {a for word in varied for a, b in pairwise(word) if a == b}  # 扣扣 is spelt so
    squeezed = frozenset(char for word, most in varied.items() for char in word[:most] if not char.isascii()) - doubled
    squeeze = re.compile(f"([{''.join(sorted(squeezed))}])\\1+" if squeezed else "(?!)()")
    kinds = {(char, form): kind for char, many in known.forms.items() for kind, forms in many.items() for form in forms}
    kinds |= {("n", NUMERO): "letter", ("o", NUMERO): "letter"}
    find = finder([spelling.replace(" ", "") for _, spelling, _ in known.words])
    classed = translator(table, lambda code: table[code] if code in table else table.shown(code))
    return Sight(table, classed, Kept(table), squeeze, squeezed, find, known.words, kinds, tuple(known.honest))
