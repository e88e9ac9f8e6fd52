"""The one-to-one folding of characters: width, case, traditional script, styled letters and digits."""

from __future__ import annotations

from functools import lru_cache

from listlint.late import late
from listlint.text.table_file import open_table

CHARACTERS = "characters.txt"

PLANE = 0x10000
LONG = 1 << 15
"""From so many code points on, a list is worth making of a table: it takes some milliseconds, and half the time to look up."""
_BEYOND = late("[\U00010000-\U0010ffff]")


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


def listable(text: str) -> bool:
    """Whether a list of a table's first `PLANE` entries, which holds no others, is to be used for a text."""
    return len(text) >= LONG and _BEYOND.search(text) is None


@lru_cache(maxsize=1)
def fold_list() -> list[int]:
    """The beginning of the table as a list. Raises TableMissing."""
    table = fold_table()
    return [table.get(code, code) for code in range(PLANE)]
