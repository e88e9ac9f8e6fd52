"""How far a long run has come, on one line of a terminal that is gone when the run ends."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from time import monotonic
from typing import TypeVar

Item = TypeVar("Item")

AFTER = 2.0
"""Seconds a run may take before it shows how far it has come."""
EVERY = 0.1
"""Seconds between two lines of progress."""
_ERASE = "\r\x1b[K"


def watched(
    items: Iterable[Item],
    total: int,
    lang: str,
    write: Callable[[str], object],
    clock: Callable[[], float] = monotonic,
    prints: Callable[[Item], bool] = bool,
) -> Iterator[Item]:
    """The items as they come. `write` is given the line of progress from time to time; it is erased before an item that `prints`, and at the end."""
    began, drawn, shown = clock(), 0.0, False
    for number, item in enumerate(items, 1):
        if shown and (prints(item) or number == total):
            write(_ERASE)
            shown = False
        yield item
        now = clock()
        if number < total and now - began >= AFTER and now - drawn >= EVERY:
            write(_ERASE + (f"已检查 {number}/{total} 个文件……" if lang == "zh" else f"{number} of {total} files checked …"))
            drawn, shown = now, True
