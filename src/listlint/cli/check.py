"""`listlint check`: lint files and folders."""

from __future__ import annotations

import gc
import os
import sys
from collections.abc import Iterable, Iterator, Sequence

import click

from listlint import reports
from listlint.cli._cards import cards
from listlint.cli._outputs import STDOUT, Output, OutputError, apart, outputs, write
from listlint.cli._progress import watched
from listlint.cli.options import choosing, names, options, settled, stop
from listlint.config import Options
from listlint.discover import discover
from listlint.linter import desk, examine, order
from listlint.records.diagnostic import Allowed, Diagnostic
from listlint.records.document import Source, Text
from listlint.records.rule import SEVERITIES
from listlint.records.settings import Settings
from listlint.reports import Manner
from listlint.reports import _statistics as counts
from listlint.runners.local import Outcome, run


@click.command()
@click.argument("paths", nargs=-1)
@choosing
@click.option("--select", multiple=True, metavar="RULES", help="只用这些规则（代号、前缀或名字，逗号分隔）。 Run only these rules.")
@click.option("--extend-select", multiple=True, metavar="RULES", help="在所选之外再用这些规则。 Run these rules too.")
@click.option("--ignore", multiple=True, metavar="RULES", help="不用这些规则。 Leave these rules out.")
@click.option(
    "--output-format",
    "formats",
    multiple=True,
    metavar="FORMAT[=FILE]",
    help=f"输出格式，默认 text；可给几次，写上文件：--output-format text --output-format sarif=report.sarif。 How to report; "
    f"several times, each into a FILE of its own: {', '.join(reports.names())}.",
)
@click.option("--output-file", metavar="FILE", help="报告写到此文件，写完才换上。 Write the report to this file, whole or not at all.")
@click.option("--statistics", is_flag=True, help="只数每条规则报了几次（text、concise、json）。 Count by rule instead of listing.")
@click.option("-q", "--quiet", is_flag=True, help="只报问题：没有小结和进度。 Findings only: no summary, no progress.")
@click.option("--fail-on", type=click.Choice(SEVERITIES[::-1]), help="达到此级别时退出码为 1，默认 error。 Exit 1 at this severity.")
@click.option("--exit-zero", is_flag=True, help="有问题也以 0 退出。 Exit 0 whatever is found.")
@click.option("--show-allowed", is_flag=True, help="列出被豁免放行的词和理由。 Show what exemptions let through, and why.")
@click.option("--stdin-filename", metavar="PATH", help="“-” 读标准输入时，文件叫什么。 What to call standard input.")
@click.option("--jobs", type=click.IntRange(min=0), default=0, help="进程数，0 为按 CPU 数。 Processes; 0 is one for each CPU.")
@click.option("--no-cache", is_flag=True, help="不用缓存（目前没有缓存）。 Use no cache (there is none yet).")
@click.option("--no-color", is_flag=True, help="不用颜色（也可设 NO_COLOR）。 No colours (or set NO_COLOR).")
def check(
    paths: tuple[str, ...],
    platform: str | None,
    config_file: str | None,
    isolated: bool,
    lang: str | None,
    select: tuple[str, ...],
    extend_select: tuple[str, ...],
    ignore: tuple[str, ...],
    formats: tuple[str, ...],
    output_file: str | None,
    statistics: bool,
    quiet: bool,
    fail_on: str | None,
    exit_zero: bool,
    show_allowed: bool,
    stdin_filename: str | None,
    jobs: int,
    no_cache: bool,
    no_color: bool,
) -> None:
    """检查文件和文件夹（默认当前文件夹；“-” 读标准输入）。

    Lint files and folders (default: here; "-" reads standard input). Exit 0: nothing at or above --fail-on; 1: findings
    there; 2: the run could not be made.
    """
    chosen = options(config_file, isolated, platform=platform, lang=lang, fail_on=fail_on, show_allowed=show_allowed)
    chosen = chosen._replace(select=(names(select) or chosen.select) + names(extend_select), ignore=chosen.ignore + names(ignore))
    wanted = _wanted(formats, output_file, statistics, chosen.lang)
    settings = settled(chosen)
    gc.freeze()  # what is loaded stays: only what a file makes is worth collecting, and seldom
    gc.set_threshold(100_000, 50, 100)
    outcomes = _outcomes(paths or (".",), stdin_filename, chosen, settings, jobs or os.cpu_count() or 1, wanted, quiet)
    allowed: list[Allowed] = []
    failing: list[Diagnostic] = []
    least = SEVERITIES.index(chosen.fail_on)

    def diagnostics() -> Iterator[Diagnostic]:
        for outcome in outcomes:
            for one in outcome.found:
                if isinstance(one, Allowed):
                    allowed.append(one)
                    continue
                if not failing and SEVERITIES.index(one.severity) >= least:
                    failing.append(one)
                yield one

    manner = Manner(settings.lang, quiet=quiet, cards=cards(settings), width=_width())
    found = diagnostics() if len(wanted) == 1 else list(diagnostics())
    for output in wanted:
        _report(output, found, manner._replace(color=output.file == STDOUT and _colored(no_color)), statistics)
    readable = any(output.file == STDOUT and output.format in ("text", "concise") for output in wanted)
    for line in _let_through(allowed, settings.lang):
        click.echo(line, err=not readable)
    raise SystemExit(1 if failing and not exit_zero else 0)


def _wanted(formats: tuple[str, ...], file: str | None, statistics: bool, lang: str) -> tuple[Output, ...]:
    try:
        wanted = outputs(formats, file)
        if statistics and not any(output.format in counts.FORMATS for output in wanted):
            known = ", ".join(counts.FORMATS)
            raise OutputError(Text(f"--statistics 只有这些格式：{known}", f"--statistics has only these formats: {known}"))
    except OutputError as error:
        stop(error.message.in_(lang))
    return wanted


def _report(output: Output, found: Iterable[Diagnostic], manner: Manner, statistics: bool) -> None:
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


def _width() -> int:
    """The columns of the terminal, or as many as a report has by itself where there is none that says."""
    try:
        return os.get_terminal_size(sys.stdout.fileno()).columns or Manner().width
    except (OSError, ValueError):
        return Manner().width


def _colored(no_color: bool) -> bool:
    if no_color or os.environ.get("NO_COLOR"):
        return False
    return bool(os.environ.get("FORCE_COLOR")) or sys.stdout.isatty()


def _outcomes(
    paths: Sequence[str],
    stdin_filename: str | None,
    chosen: Options,
    settings: Settings,
    jobs: int,
    wanted: Sequence[Output],
    quiet: bool,
) -> Iterator[Outcome]:
    named = [path for path in paths if path != "-"]
    if len(named) < len(paths):
        name = stdin_filename or "stdin.yaml"
        beside = settings if stdin_filename else settings._replace(files=None)  # what came from nowhere has no files beside it
        found = examine(Source(name, sys.stdin.buffer.read()), desk(beside))
        yield Outcome(name, tuple(sorted(found, key=order)))
    files = apart(discover(named, chosen.home, chosen.exclude), wanted)
    if quiet or not sys.stderr.isatty():
        yield from run(files, chosen, settings, jobs)
        return
    known = list(files)
    yield from watched(run(known, chosen, settings, jobs), len(known), settings.lang, _tell, prints=lambda outcome: bool(outcome.found))


def _tell(progress: str) -> None:
    click.echo(progress, nl=False, err=True, color=True)


def _let_through(allowed: Iterable[Allowed], lang: str) -> Iterator[str]:
    for one in allowed:
        reason = f"（{one.why}）" if one.why else ""
        word = "放行" if lang == "zh" else "allowed"
        law = f"{one.basis.law} {one.basis.article}"
        yield f"{one.path}:{one.place.line}:{one.place.column}: {word} {one.code} [{one.rule}] “{one.text}”: {one.ground}{reason} · {law}"
