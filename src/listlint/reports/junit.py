"""JUnit XML: a suite for each file, a failed test for each diagnostic."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import groupby

from listlint.records.diagnostic import Diagnostic
from listlint.reports import Manner
from listlint.reports._said import law
from listlint.reports._xml import escaped


def render(diagnostics: Iterable[Diagnostic], manner: Manner) -> Iterator[str]:
    """The document; a run that finds nothing is one suite with one test passed, for servers that take no tests for a fault."""
    nothing = True
    yield '<?xml version="1.0" encoding="UTF-8"?>'
    yield '<testsuites name="listlint">'
    for path, group in groupby(diagnostics, lambda one: one.path):
        nothing = False
        found = list(group)
        yield f'  <testsuite name="{escaped(path)}" tests="{len(found)}" failures="{len(found)}" errors="0" skipped="0" time="0">'
        for one in found:
            yield from _case(one, manner)
        yield "  </testsuite>"
    if nothing:
        yield '  <testsuite name="listlint" tests="1" failures="0" errors="0" skipped="0" time="0">'
        yield '    <testcase name="listlint" classname="listlint" time="0"/>'
        yield "  </testsuite>"
    yield "</testsuites>"


def _case(one: Diagnostic, manner: Manner) -> Iterator[str]:
    where = " ".join(filter(None, (one.listing, one.field)))
    name = f"{one.code} {one.rule}" + (f" ({where})" if where else "")
    basis = law(one, manner.lang)
    body = f"{one.path}:{one.place.shown}: {one.message}" + (f"\n{basis}" if basis else "")
    place = f'file="{escaped(one.path)}" line="{one.place.line}"'
    yield f'    <testcase name="{escaped(name)}" classname="{escaped(one.path)}" {place} time="0">'
    yield f'      <failure type="{one.severity}" message="{escaped(one.message)}">{escaped(body)}</failure>'
    yield "    </testcase>"
