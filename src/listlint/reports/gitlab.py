"""GitLab's code quality report: one JSON array, after the Code Climate format."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator

from listlint.records.diagnostic import Diagnostic, sound
from listlint.reports import Manner
from listlint.reports._fingerprint import fingerprinted

_SEVERITIES = {"error": "major", "warning": "minor", "note": "info"}


def render(diagnostics: Iterable[Diagnostic], manner: Manner) -> Iterator[str]:
    """The array, a line for each diagnostic; fingerprints stay the same when lines move."""
    before = ""
    yield "["
    for one, fingerprint in fingerprinted(diagnostics):
        if before:
            yield before + ","
        issue = {
            "type": "issue",
            "check_name": one.rule,
            "description": f"{one.code} {one.message}",
            "severity": _SEVERITIES[one.severity],
            "fingerprint": fingerprint,
            "location": {"path": one.path, "lines": {"begin": one.place.line, "end": one.place.end_line}},
        }
        before = sound(json.dumps(issue, ensure_ascii=False))
    if before:
        yield before
    yield "]"
