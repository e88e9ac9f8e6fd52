"""One file per output: diagnostics to text. The folder lists itself; each module has `render`, and what several reports say alike stands in `_` modules."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from importlib import import_module
from typing import NamedTuple

from listlint.modules import module_names
from listlint.records.diagnostic import Diagnostic, RuleCard


class Manner(NamedTuple):
    """How a report is to be written: its language, whether a terminal shows it in colour, whether it goes without a closing summary.

    `width` is that of the terminal, in columns. `cards` say what the rules are, for reports that tell it; a report made without them names rules only.
    `seen` says how much was checked, once all diagnostics have come.
    """

    lang: str = "zh"
    color: bool = False
    quiet: bool = False
    width: int = 108
    cards: tuple[RuleCard, ...] = ()
    seen: Callable[[], str] | None = None


Render = Callable[[Iterable[Diagnostic], Manner], Iterator[str]]
"""Lines of the report, without line ends, for diagnostics in order."""


def names() -> tuple[str, ...]:
    """The output formats there are."""
    return module_names(__file__)


def renderer(name: str) -> Render:
    """The renderer of that format."""
    render: Render = import_module(f"{__name__}.{name}").render
    return render


def tells_of_rules(name: str) -> bool:
    """Whether that format tells what the rules are, for which it needs their cards."""
    return bool(getattr(import_module(f"{__name__}.{name}"), "TELLS_OF_RULES", False))
