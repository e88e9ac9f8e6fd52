"""How many files and listings a run met, for its summary, and what it names that holds none."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator, Sequence

from listlint.records.diagnostic import Outcome
from listlint.records.document import Text

STDIN = "stdin.yaml"
"""What standard input is called where nobody says."""


class Met:
    """Counts what passes through `counting`; the rest is asked when that has ended. `given` is the path of what was given on standard input."""

    def __init__(self, named: Sequence[str], given: str = "") -> None:
        self._given = given
        self._named = {os.path.normpath(path).replace(os.sep, "/"): path for path in named if not os.path.isdir(path)}
        self._folders = [path for path in named if os.path.isdir(path)]
        self._empty: list[str] = []
        self._files = self._listings = 0
        self._told = False

    def counting(self, outcomes: Iterable[Outcome]) -> Iterator[Outcome]:
        """The outcomes as they come."""
        for outcome in outcomes:
            self._files += 1
            self._listings += outcome.listings
            self._told = self._told or bool(outcome.found)
            if not outcome.listings and not outcome.found and (outcome.path in self._named or outcome.path == self._given):
                self._empty.append(outcome.path)
            yield outcome

    def seen(self) -> Text:
        """How much was checked: 3 个文件、120 个商品."""
        zh = f"检查了 {self._files} 个文件、{self._listings} 个商品"
        files, listings = "" if self._files == 1 else "s", "" if self._listings == 1 else "s"
        return Text(zh, f"Checked {self._files} file{files} with {self._listings} listing{listings}")

    def silent(self) -> Iterator[Text]:
        """What to say of named files that hold no listing, and of folders where there is none at all."""
        for path in self._empty:
            if path == STDIN:
                yield Text(
                    "标准输入按 YAML 读，里面没有商品，没有可检查的内容；是别的格式，用 --stdin-filename 写明文件名，如 --stdin-filename a.csv",
                    "standard input, read as YAML, holds no listing, so nothing was checked; "
                    "of another format? name it: --stdin-filename a.csv",
                )
                continue
            yield Text(f"{path}：里面没有商品，没有可检查的内容", f"{path}: holds no listing, so nothing was checked")
        if self._folders and not self._listings and not self._told and not self._empty:
            where = "、".join(self._folders)
            yield Text(f"{where}：没有找到商品文件", f"{', '.join(self._folders)}: no listings found")
