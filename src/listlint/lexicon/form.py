"""What every part of the lexicon agrees on: the number of its compiled layout, and how a bad file is told."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from listlint.records.document import Text

FORMAT = 10
"""The number of the compiled lexicon's layout; a remembered one of another number is not used."""


class Problem(NamedTuple):
    """Where a file departs from its shape: `line` and `column` from 1, `key` as a dotted path."""

    file: str
    line: int
    column: int
    key: str
    message: Text


class LexiconError(Exception):
    """Wordlist files that cannot be used; `problems` says where each is wrong."""

    def __init__(self, problems: Sequence[Problem]) -> None:
        super().__init__("; ".join(f"{p.file}:{p.line}:{p.column} {p.key}: {p.message.en}" for p in problems))
        self.problems = tuple(problems)
