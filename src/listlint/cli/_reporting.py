"""The reports of a run, each into its place, and how far a long run has come."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import chain

import click

from listlint import reports
from listlint.cli._outputs import STDOUT, Output, OutputError, outputs, write
from listlint.cli._progress import Line, watched
from listlint.cli.options import stop
from listlint.records.diagnostic import Diagnostic, Outcome
from listlint.records.document import Text
from listlint.records.settings import Settings
from listlint.reports import Manner
from listlint.reports import _statistics as counts


def asked(formats: tuple[str, ...], file: str | None, statistics: bool, lang: str) -> tuple[Output, ...]:
    """The outputs that the options ask for; what cannot be made ends the run with status 2."""
    try:
        wanted = outputs(formats, file)
        if statistics and not any(output.format in counts.FORMATS for output in wanted):
            known = ", ".join(counts.FORMATS)
            raise OutputError(Text(f"--statistics 只有这些格式：{known}", f"--statistics has only these formats: {known}"))
    except OutputError as error:
        stop(error.message.in_(lang))
    return wanted


def readable(wanted: Sequence[Output]) -> bool:
    """Whether what goes to standard output is for a person to read."""
    return any(output.file == STDOUT and output.format in ("text", "concise") for output in wanted)


def report(
    wanted: Sequence[Output],
    diagnostics: Iterable[Diagnostic],
    settings: Callable[[], Settings],
    manner: Manner,
    statistics: bool,
    color: bool,
) -> None:
    """Write every report. `settings` is asked only where a report tells of the rules: a run that knows all its files has no need."""
    waiting = iter(diagnostics)
    first = next(waiting, None)
    found: Iterable[Diagnostic] = chain(() if first is None else (first,), waiting)
    if len(wanted) > 1:
        found = list(found)
    if statistics or any(output.format == "sarif" or (first and reports.tells_of_rules(output.format)) for output in wanted):
        from listlint.cli._cards import cards

        manner = manner._replace(cards=cards(settings()))
    for output in wanted:
        _one(output, found, manner._replace(color=color and output.file == STDOUT), statistics)


def _one(output: Output, found: Iterable[Diagnostic], manner: Manner, statistics: bool) -> None:
    if statistics and output.format in counts.FORMATS:
        lines = counts.render(found, manner, output.format)
    else:
        lines = reports.renderer(output.format)(found, manner)
    try:
        write(output, lines)
    except OSError as error:
        if output.file == STDOUT:
            raise
        reason = error.strerror or str(error)
        stop(Text(f"报告写不到 {output.file}：{reason}", f"the report cannot be written to {output.file}: {reason}").in_(manner.lang))


def colored(no_color: bool) -> bool:
    """Whether standard output is to be coloured: a terminal, and nobody asked for none."""
    if no_color or os.environ.get("NO_COLOR"):
        return False
    return bool(os.environ.get("FORCE_COLOR")) or sys.stdout.isatty()


def width() -> int:
    """The columns of the terminal, or as many as a report has by itself where there is none that says."""
    try:
        return os.get_terminal_size(sys.stdout.fileno()).columns or Manner().width
    except (OSError, ValueError):
        return Manner().width


def progress(lang: str, quiet: bool) -> Line | None:
    """The line of progress on standard error, where that is a terminal and is to be told anything."""
    return None if quiet or not sys.stderr.isatty() else Line(lang, _tell)


def progressing(outcomes: Iterable[Outcome], total: int, line: Line | None) -> Iterator[Outcome]:
    """The outcomes, and on the line of progress how many of them there are so far."""
    return watched(outcomes, total, line, prints=lambda outcome: bool(outcome.found)) if line else iter(outcomes)


def _tell(progress: str) -> None:
    click.echo(progress, nl=False, err=True, color=True)
