"""A record or a mapping as a key of a cache."""

from __future__ import annotations

from typing import Any


class Same:
    """Something equal only to itself; it is kept alive, so its identity stays its own."""

    __slots__ = ("held",)

    def __init__(self, held: Any) -> None:
        self.held = held

    def __hash__(self) -> int:
        return id(self.held)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Same) and self.held is other.held
