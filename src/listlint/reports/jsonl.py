"""One JSON object a line, the contract's diagnostic written out field by field."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator

from listlint.records.diagnostic import Diagnostic
from listlint.reports import Manner

_encode = json.JSONEncoder(ensure_ascii=False).encode


def render(diagnostics: Iterable[Diagnostic], manner: Manner) -> Iterator[str]:
    """A line for each diagnostic."""
    for one in diagnostics:
        yield _encode(one.as_json())
