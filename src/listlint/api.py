"""listlint from Python."""

from __future__ import annotations

import os
from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from typing import Any

from listlint.config import Options
from listlint.desk import desk
from listlint.discover import discover
from listlint.records.diagnostic import Diagnostic
from listlint.runners.local import check
from listlint.runners.value import check_listing
from listlint.settle import settle


class Linter:
    """A linter with its wordlists loaded, to be used many times.

    `platform`, `select`, `ignore`, `lang` and `wordlists` mean what the command's options of these names do; no
    configuration file is read. Raises ConfigError for an unknown platform or rule, LexiconError for wordlists with problems.
    """

    def __init__(
        self,
        platform: str = "generic",
        select: Sequence[str] = (),
        ignore: Sequence[str] = (),
        lang: str = "zh",
        wordlists: Sequence[str] = (),
        today: date | None = None,
    ) -> None:
        for name, said in (("platform", platform), ("lang", lang)):
            _of(name, said, str, "a str")
        for name, names in (("select", select), ("ignore", ignore), ("wordlists", wordlists)):
            if isinstance(names, str):
                raise TypeError(f"{name} must be a list of names, not a str: [{names!r}]")
        options = Options(platform=platform, select=tuple(select), ignore=tuple(ignore), lang=lang, wordlists=tuple(wordlists))
        self._desk = desk(settle(options, today))

    def check_text(self, text: str, role: str = "detail") -> list[Diagnostic]:
        """The diagnostics of a piece of copy; places are lines and columns of the text itself.

        `role` is title, subtitle, selling_point or detail. Raises ValueError for another, TypeError where the text is none.
        """
        _of("text", text, str, "a str")
        keys = {"title": "title", "subtitle": "subtitle", "selling_point": "selling_points", "detail": "detail"}
        if role not in keys:
            raise ValueError(f"role must be one of {', '.join(keys)}")
        return self.check_listing({keys[role]: text})

    def check_listing(self, listing: Mapping[str, Any]) -> list[Diagnostic]:
        """The diagnostics of a listing given as the contract's mapping; a place counts within the value it is in. Raises TypeError for what is no mapping."""
        _of("listing", listing, Mapping, "a mapping such as {'title': …}")
        return check_listing(listing, self._desk)

    def check_path(self, path: str | os.PathLike[str]) -> Iterator[Diagnostic]:
        """The diagnostics of a file, or of the files in a folder, file by file in the order of their names."""
        for file in discover([os.fspath(path)]):
            for one in check(file, self._desk).found:
                if isinstance(one, Diagnostic):
                    yield one


def _of(name: str, given: object, kind: type, called: str) -> None:
    """Raises TypeError where what was given is of another kind."""
    if not isinstance(given, kind):
        raise TypeError(f"{name} must be {called}, not {type(given).__name__}")
