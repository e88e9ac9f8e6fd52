"""The disguised spellings of listed words, worked out when wordlists are compiled.

A word is worth disguising where its list names it under `disguised`; there every character left of a bar may be spelt by
another of its sound or shape, by its parts or in letters, and right of it one in letters. The plain words of error lists are looked for with characters between.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from itertools import product
from string import ascii_lowercase
from typing import Any

from listlint.records.lexicon import Entry
from listlint.text.normalise import fold
from listlint.text.sounds import homophones, syllable

LONGEST = 4
"""A word with more characters that may change is spelt in letters only whole, so that the spellings stay few."""
_HAN = re.compile(r"[\u4e00-\u9fd5]{2,8}")

Forms = dict[str, dict[str, list[str]]]
"""For each character, what may stand for it, by kind: sound, look, letter, split, pinyin."""


def spellings(
    wordlists: Mapping[str, Any],
    entries: Iterable[tuple[list[Any], list[str]]],
    composition: Mapping[str, Any],
    forms_data: Mapping[str, Any],
) -> Any:
    """The compiled table, as JSON data: `forms`, `classes` (a character and the one it is searched as) and `words`.

    `words` holds (word, spelling, how many characters may change): the spelling with a space between
    what stands for each, as it stands after folding to classes. `honest` are spellings that are none.
    """
    named = [word for data in (*wordlists.values(), composition) for word in _named(data)]
    plain = [word for row, triggers in entries if _plain(row, wordlists) for word in map(fold, triggers) if _HAN.fullmatch(word)]
    changing = sorted({char for word, _ in named for char in word} | set(ascii_lowercase))
    forms = {char: _forms(char, forms_data) for char in changing}
    classes = _classes(forms)
    table = str.maketrans(classes)
    rows = {
        (word + rest, " ".join([*tokens, *rest]).translate(table), len(word)) for word, rest in named for tokens in _tokens(word, forms)
    }
    rows |= {
        (word + rest, " ".join([*tokens, *tail]).translate(table), len(word + rest))
        for word, rest in named
        for tail in _letters(rest, forms_data["readings"], bool(word))
        for tokens in _tokens(word, forms)
    }
    most = {(word, spelling): varied for word, spelling, varied in sorted(rows)}
    rows = {(word, spelling, varied) for (word, spelling), varied in most.items()}
    rows |= {(word, " ".join(word).translate(table), 0) for word in plain}
    return {
        "honest": [fold(one) for one in forms_data["honest"]],
        "forms": forms,
        "classes": ["".join(classes), "".join(classes.values())],
        "words": sorted(rows),
    }


def _named(data: Mapping[str, Any]) -> Iterator[tuple[str, str]]:
    """The words of a list's `disguised`, cut at the bar; {set} stands for each of its words."""
    sets = data.get("sets", {})
    for given in data.get("disguised", ()):
        head, _, rest = given.partition("|")
        tails = [fold(word) for word in sets[rest[1:-1]]] if rest.startswith("{") and rest[1:-1] in sets else [fold(rest)]
        yield from ((fold(head), tail) for tail in tails)


def _plain(row: list[Any], wordlists: Mapping[str, Any]) -> bool:
    """Whether an entry's words are barred by themselves, on their face."""
    entry = Entry(*row)
    if entry.kind != "word" or entry.before or entry.after:
        return False
    return (entry.severity or wordlists[entry.owner]["severity"]) == "error"


def _forms(char: str, data: Mapping[str, Any]) -> dict[str, list[str]]:
    sounds = _readings(char, data["readings"])
    kinds = {
        "sound": [one for sound in sounds for one in homophones(sound) if one != char],
        "look": [one for one in data["look_alikes"].get(char, "") if one != char and fold(one) == one],
        "letter": list(data["letters"].get(char, "")),
        "digit": list(data["digits"].get(char, "")),
        "split": list(data["splits"].get(char, ())),
        "pinyin": sounds,
    }
    return {kind: forms for kind, forms in kinds.items() if forms}


def _classes(forms: Forms) -> dict[str, str]:
    """Every single character that stands for one of ours, and the one of ours that all of them are searched as."""
    leader = {char: char for char in forms}

    def lead(char: str) -> str:
        while leader[char] != char:
            char = leader[char]
        return char

    for char, kinds in forms.items():
        for kind in ("sound", "look", "letter", "digit"):
            for form in kinds.get(kind, ()):
                leader.setdefault(form, char)
                leader[lead(form)] = lead(char)
    return {char: lead(char) for char in sorted(leader) if lead(char) != char}


def _readings(char: str, more: Mapping[str, Any]) -> list[str]:
    """How a character is read, in plain letters: its commonest reading and those given for it."""
    return list(dict.fromkeys([*([syllable(char)] if syllable(char) else []), *more.get(char, ())]))


def _letters(rest: str, more: Mapping[str, Any], led: bool) -> Iterator[tuple[str, ...]]:
    """The plain part of a word with one of its characters in letters, or where something leads it with all: 最shu适, 最shushi; pixie is a fairy."""
    read = [_readings(char, more) for char in rest]
    for number, sounds in enumerate(read):
        yield from ((*rest[:number], sound, *rest[number + 1 :]) for sound in sounds)
    if led and len(rest) > 1 and all(read):
        yield tuple(sounds[-1] for sounds in read)


def _tokens(word: str, forms: Forms) -> Iterator[tuple[str, ...]]:
    """Every way to write the word: each character as one of its class, in letters, in parts."""
    choices = [[char, *forms[char].get("pinyin", ()), *forms[char].get("split", ())] for char in word]
    if len(word) <= LONGEST:
        yield from product(*choices)
    else:
        yield tuple(word)
        yield tuple((forms[char].get("pinyin") or [char])[0] for char in word)
