"""What is found in a text that an editor holds, under the configuration nearest to its file."""

from __future__ import annotations

import os
from collections import Counter
from collections.abc import Callable
from datetime import date

from listlint import formats
from listlint.baseline import BaselineError, load, unknown
from listlint.config import BASELINE, FILE, Options, excluded
from listlint.desk import Desk, desk
from listlint.discover import discover
from listlint.linter import examine, order
from listlint.records.diagnostic import Diagnostic
from listlint.records.document import Source
from listlint.settle import settle

Choose = Callable[[str], Options]
"""The options for the files of a folder. Raises ConfigError."""


class Desks:
    """The desk of each configuration met, made once a day and until `forgotten`."""

    def __init__(self, choose: Choose) -> None:
        self._choose = choose
        self._ready: dict[tuple[str, date], Desk] = {}

    def forget(self) -> None:
        """Read every configuration and wordlist anew."""
        self._ready.clear()

    def found(self, path: str, text: str) -> list[Diagnostic]:
        """The findings in a file with this text, less those of the baseline; none for a file that holds no listings or is excluded.

        Raises ConfigError for a configuration, LexiconError for wordlists with problems.
        """
        if not read(path, text):
            return []
        chosen = self._chosen(path)
        if os.path.exists(path) and not discover([path], chosen.home, excluded(chosen)):
            return []
        ready = self._desk(chosen)
        source = Source(path, text.encode("utf-8", "replace"))
        told = sorted((one for one in examine(source, ready) if isinstance(one, Diagnostic)), key=order)
        return _fresh(told, chosen)

    def of(self, path: str) -> Desk:
        """The desk for a file, today."""
        return self._desk(self._chosen(path))

    def _chosen(self, path: str) -> Options:
        return self._choose(os.path.dirname(path) or ".")

    def _desk(self, chosen: Options) -> Desk:
        key = (chosen.file or chosen.home, date.today())
        if key not in self._ready:
            self._ready[key] = desk(settle(chosen, key[1]))
        return self._ready[key]


def read(path: str, text: str) -> bool:
    """Whether a file is one that holds listings: of a format that is read as text, and not the linter's own."""
    name = os.path.basename(path)
    if name in (FILE, BASELINE) or not formats.claimed(name):
        return False
    return not name.lower().endswith((".md", ".markdown")) or text.startswith("---")


def _fresh(found: list[Diagnostic], chosen: Options) -> list[Diagnostic]:
    """The findings that the baseline beside the configuration does not know; a baseline that cannot be read knows none."""
    path = os.path.join(chosen.home, BASELINE)
    if not os.path.isfile(path):
        return found
    try:
        left = Counter(load(path))
    except BaselineError:
        return found
    return list(unknown(found, left, os.path.dirname(os.path.abspath(path))))
