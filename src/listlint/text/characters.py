"""The one-to-one folding of characters: width, case, traditional script, styled letters and digits."""

from __future__ import annotations

from collections.abc import Callable
from functools import lru_cache

from listlint.text.lookup import translator
from listlint.text.table_file import open_table

CHARACTERS = "characters.txt"


@lru_cache(maxsize=1)
def fold_table() -> dict[int, int]:
    """The table for `str.translate`, which keeps a text's length; translating twice changes no more than translating once.

    Lone surrogates, which native matchers refuse, become U+FFFD. The commonest characters map to themselves: an entry that
    changes nothing is found faster than one that is missing. Raises TableMissing.
    """
    with open_table(CHARACTERS) as file:
        plain, folded = file.read().decode().split("\n")
    table = str.maketrans(plain, folded)
    table.update(dict.fromkeys(range(0xD800, 0xE000), 0xFFFD))
    return table


@lru_cache(maxsize=1)
def folder() -> Callable[[str], str]:
    """The function that folds a text by the table, of whatever length. Raises TableMissing."""
    table = fold_table()
    return translator(table, lambda code: table.get(code, code))
