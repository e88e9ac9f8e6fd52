"""Which characters sound alike: the syllables of Han characters, tones aside. Asked when wordlists are compiled, and of words that are written in letters."""

from __future__ import annotations

from functools import lru_cache

from listlint.text.table_file import open_table

SOUNDS = "sounds.txt"


@lru_cache(maxsize=1)
def _syllables() -> tuple[dict[str, str], dict[str, str]]:
    """The syllable of each character, and the homophones of each syllable."""
    with open_table(SOUNDS) as file:
        lines = [line.split("\t") for line in file.read().decode().split("\n")]
    return (
        {char: syllable for syllable, rare, common in lines for char in rare + common},
        {syllable: rare for syllable, rare, _ in lines},
    )


def syllable(char: str) -> str:
    """The character's commonest reading in plain letters (ü is v), or "" where it is no Han character. Raises TableMissing."""
    return _syllables()[0].get(char, "")


def homophones(sound: str) -> str:
    """The characters that are read so in any tone, those aside that copy uses as a word of their own. Raises TableMissing."""
    return _syllables()[1].get(sound, "")
