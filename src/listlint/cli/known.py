"""What a baseline does to a run: it holds back what it knows, and tells how much of it is gone."""

from __future__ import annotations

import os
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from typing import TYPE_CHECKING, NamedTuple

from listlint.baseline import BaselineError, Known, below, load, relative, unknown
from listlint.cli.options import stop
from listlint.config import BASELINE
from listlint.records.diagnostic import Diagnostic, Outcome

if TYPE_CHECKING:
    from listlint.desk import Desk


class Base(NamedTuple):
    """A baseline in use: `left` counts down as findings come that it knows."""

    folder: str
    name: str
    total: int
    left: Counter[Known]

    def unknown(self, outcomes: Iterable[Outcome]) -> Iterator[Outcome]:
        """The outcomes without what the baseline knows."""
        for outcome in outcomes:
            told = {id(one) for one in unknown((one for one in outcome.found if isinstance(one, Diagnostic)), self.left, self.folder)}
            yield outcome._replace(found=tuple(one for one in outcome.found if not isinstance(one, Diagnostic) or id(one) in told))

    def summary(self, ready: Desk, paths: Sequence[str]) -> str:
        """How many findings were held back, and how many of those that would have come here are gone; nothing where there are neither."""
        looked = [relative(path, self.folder) for path in paths if path != "-"]
        gone = sum(count for key, count in self.left.items() if key.rule in ready.rules and below(key.path, looked))
        held = self.total - self.left.total()
        if not held and not gone:
            return ""
        if ready.settings.lang == "zh":
            return f"基线 {self.name}：{held} 处旧问题没有报" + (f"，{gone} 处已改好，运行 listlint baseline --prune 删去" if gone else "")
        return f"baseline {self.name}: {held} known finding{'' if held == 1 else 's'} not told" + (
            f", {gone} gone: listlint baseline --prune drops them" if gone else ""
        )


def opened(named: str | None, home: str | None, lang: str) -> Base | None:
    """The baseline that was named, else the one beside the configuration, else None; a bad one ends the run with status 2."""
    beside = os.path.join(home, BASELINE) if home is not None else ""
    path = named or (beside if os.path.isfile(beside) else None)
    if path is None:
        return None
    try:
        counts = load(path)
    except BaselineError as error:
        stop(error.message.in_(lang))
    shown = os.path.relpath(path).replace(os.sep, "/")
    return Base(os.path.dirname(os.path.abspath(path)), shown, counts.total(), counts)
