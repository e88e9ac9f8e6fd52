"""One line a diagnostic: path:line:column: severity code [rule] message."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from listlint.records.diagnostic import Diagnostic
from listlint.reports import Manner
from listlint.text.display import printable


def render(diagnostics: Iterable[Diagnostic], manner: Manner) -> Iterator[str]:
    """A line for each diagnostic."""
    for one in diagnostics:
        yield printable(f"{one.path}:{one.place.shown}: {one.severity} {one.code} [{one.rule}] {one.message}")
