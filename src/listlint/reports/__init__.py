"""One file per output: diagnostics to text. The folder lists itself; each module has `render`."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from importlib import import_module
from typing import NamedTuple

from listlint.modules import module_names
from listlint.records.diagnostic import Diagnostic


class Manner(NamedTuple):
    """How a report is to be written: its language, and whether a terminal shows it in colour."""

    lang: str = "zh"
    color: bool = False


Render = Callable[[Iterable[Diagnostic], Manner], Iterator[str]]
"""Lines of the report, without line ends, for diagnostics in order."""


def names() -> tuple[str, ...]:
    """The output formats there are."""
    return module_names(__file__)


def renderer(name: str) -> Render:
    """The renderer of that format."""
    render: Render = import_module(f"{__name__}.{name}").render
    return render
