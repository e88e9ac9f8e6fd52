"""Regular expressions that are compiled when they are first used: the program has some 200, which take 50 ms, a run on one file uses few."""

from __future__ import annotations

import re
from typing import Any, cast


class _Late:
    def __init__(self, source: str, flags: int) -> None:
        self._source = source
        self._flags = flags

    def __getattr__(self, name: str) -> Any:
        made = getattr(re.compile(self._source, self._flags), name)
        setattr(self, name, made)
        return made


def late(source: str, flags: int = 0) -> re.Pattern[str]:
    """What `re.compile` gives, made when one of its methods is first asked for; a wrong expression raises re.error then."""
    return cast("re.Pattern[str]", _Late(source, flags))
