"""One JSON document: {"version": 1, "diagnostics": [...], "summary": {...}}."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterable, Iterator

from listlint.records.diagnostic import Diagnostic
from listlint.reports import Manner


def render(diagnostics: Iterable[Diagnostic], manner: Manner) -> Iterator[str]:
    """The document, a line for each diagnostic; the summary counts diagnostics by severity and by rule."""
    severities: Counter[str] = Counter()
    rules: Counter[str] = Counter()
    yield '{"version": 1, "diagnostics": ['
    waiting: str | None = None
    for one in diagnostics:
        severities[one.severity] += 1
        rules[one.rule] += 1
        if waiting is not None:
            yield waiting + ","
        waiting = json.dumps(one.as_json(), ensure_ascii=False)
    if waiting is not None:
        yield waiting
    counts = {name: severities[name] for name in ("error", "warning", "note")}
    summary = {"total": sum(counts.values()), **counts, "rules": dict(sorted(rules.items()))}
    yield f'], "summary": {json.dumps(summary, ensure_ascii=False)}}}'
