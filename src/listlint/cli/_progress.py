"""How far a long run has come, on one line of a terminal that is gone when the run ends."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable, Iterator
from time import monotonic
from typing import TypeVar

Item = TypeVar("Item")

AFTER = 2.0
"""Seconds a run may take before it shows how far it has come."""
EVERY = 0.1
"""Seconds between two lines of progress."""
_ERASE = "\r\x1b[K"
_NAME = 24  # characters of a file's name that are shown: a line that wraps could not be erased


class Line:
    """The line of progress: `write` is given it from time to time, once a run is long; `lang` is its language."""

    def __init__(self, lang: str, write: Callable[[str], object], clock: Callable[[], float] = monotonic) -> None:
        self.lang = lang
        self._write, self._clock = write, clock
        self._began, self._drawn, self._shown = clock(), 0.0, False

    def draw(self, zh: Callable[[], str], en: Callable[[], str]) -> None:
        """Show how far it is, where it is time to."""
        now = self._clock()
        if now - self._began >= AFTER and now - self._drawn >= EVERY:
            self._write(_ERASE + (zh if self.lang == "zh" else en)())
            self._drawn, self._shown = now, True

    def erase(self) -> None:
        """Leave nothing of it."""
        if self._shown:
            self._write(_ERASE)
            self._shown = False

    def inside(self, path: str, listings: int, part: float) -> None:
        """Show how far a run is in the file at `path`: so many listings of it, and what part of its bytes, 0 where that is not known."""
        name = os.path.basename(path)
        name = name if len(name) <= _NAME else "…" + name[-_NAME:]
        share = f"{part:.0%}" if part else ""
        self.draw(
            lambda: f"{name}：已检查 {listings:,} 个商品{share and f'（{share}）'}……",
            lambda: f"{name}: {listings:,} listings checked{share and f' ({share})'} …",
        )


def watched(items: Iterable[Item], total: int, line: Line, prints: Callable[[Item], bool] = bool) -> Iterator[Item]:
    """The items as they come, and how many of how many on the line, which is erased before an item that `prints`, and at the end."""
    for number, item in enumerate(items, 1):
        if prints(item) or number == total:
            line.erase()
        yield item
        if number < total:
            _count(line, number, total)


def _count(line: Line, number: int, total: int) -> None:
    line.draw(lambda: f"已检查 {number}/{total} 个文件……", lambda: f"{number} of {total} files checked …")
