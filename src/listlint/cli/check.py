"""`listlint check`: lint files and folders."""

from __future__ import annotations

import gc
import os
import sys
from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import cache
from itertools import chain
from typing import TYPE_CHECKING

import click

from listlint import reports
from listlint.cli._help import Command
from listlint.cli._outputs import Output, apart
from listlint.cli._reporting import asked, colored, progressing, readable, report, width
from listlint.cli.allowances import allow, blame, granted, let_through, whole
from listlint.cli.known import opened
from listlint.cli.options import choosing, names, options, settled, stop
from listlint.cli.remembered import outcomes
from listlint.cli.settings import settings_shown
from listlint.config import Options, excluded
from listlint.discover import discover
from listlint.records.diagnostic import Allowed, Diagnostic, Outcome
from listlint.records.document import Source
from listlint.records.rule import SEVERITIES
from listlint.reports import Manner

if TYPE_CHECKING:  # imported late: a run that knows all its files has no need of the line
    from listlint.linter import Desk


@click.command(cls=Command)
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
    help=f"输出格式，默认 text；可给几次，每次写上自己的文件，如 sarif=report.sarif；格式有 {'、'.join(reports.names())}。 "
    f"How to report, text where not given; several times, each into a FILE of its own: {', '.join(reports.names())}.",
)
@click.option("--output-file", metavar="FILE", help="报告写到此文件，写完才换上。 Write the report to this file, whole or not at all.")
@click.option("--statistics", is_flag=True, help="只数每条规则报了几次（text、concise、json）。 Count by rule instead of listing.")
@click.option("-q", "--quiet", is_flag=True, help="只报问题：没有小结和进度。 Findings only: no summary, no progress.")
@click.option("--fail-on", type=click.Choice(SEVERITIES[::-1]), help="达到此级别时退出码为 1，默认 error。 Exit 1 at this severity.")
@click.option("--exit-zero", is_flag=True, help="有问题也以 0 退出。 Exit 0 whatever is found.")
@click.option("--show-allowed", is_flag=True, help="列出被豁免放行的词和理由。 Show what exemptions let through, and why.")
@click.option(
    "--add-allow", metavar="RULE", help="给这条规则现有的问题写上放行（要 --reason）。 Write allowances for what this rule finds now."
)
@click.option("--reason", metavar="TEXT", help="放行的理由。 Why it is allowed.")
@click.option("--until", metavar="DATE", help="放行到哪天为止，YYYY-MM-DD。 The day the allowance ends.")
@click.option(
    "--baseline",
    "baseline_file",
    metavar="FILE",
    help="不报这个基线里已有的问题，默认配置旁的 listlint-baseline.json。 Tell only what is not in this baseline.",
)
@click.option("--no-baseline", is_flag=True, help="不用基线。 Use no baseline.")
@click.option("--show-settings", is_flag=True, help="不检查，只列出实际用的设置和规则。 Lint nothing: show the settings and rules in use.")
@click.option(
    "--force-exclude",
    is_flag=True,
    help="点名的文件也按文件夹的规矩挑（提交钩子用）：不看排除的、隐藏的、格式不认识的。 "
    "Hold files named outright to what a folder gives (for commit hooks): none excluded, hidden or of no known format.",
)
@click.option("--stdin-filename", metavar="PATH", help="“-” 读标准输入时，文件叫什么。 What to call standard input.")
@click.option("--jobs", type=click.IntRange(min=0), default=0, help="进程数，0 为按 CPU 数。 Processes; 0 is one for each CPU.")
@click.option("--no-cache", is_flag=True, help="不用缓存（每个文件都重新检查）。 Lint every file anew.")
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
    add_allow: str | None,
    reason: str | None,
    until: str | None,
    baseline_file: str | None,
    no_baseline: bool,
    show_settings: bool,
    force_exclude: bool,
    stdin_filename: str | None,
    jobs: int,
    no_cache: bool,
    no_color: bool,
) -> None:
    """检查文件和文件夹（默认当前文件夹；“-” 读标准输入）。

    退出码：0 没有达到 --fail-on 级别的问题，1 有，2 没能运行。

    Lint files and folders (default: here; "-" reads standard input). Exit 0: nothing at or above --fail-on; 1: findings
    there; 2: the run could not be made.
    """
    chosen = options(config_file, isolated, platform=platform, lang=lang, fail_on=fail_on, show_allowed=show_allowed)
    chosen = chosen._replace(select=(names(select) or chosen.select) + names(extend_select), ignore=chosen.ignore + names(ignore))
    wanted = asked(formats, output_file, statistics, chosen.lang)
    ready = cache(lambda: _desk(chosen))
    if show_settings:
        for line in settings_shown(chosen, ready(), paths):
            click.echo(line)
        return
    gc.set_threshold(100_000, 50, 100)  # what a file makes is worth collecting, but seldom
    found = _outcomes(paths or (".",), stdin_filename, chosen, ready, jobs or os.cpu_count() or 1, no_cache, wanted, quiet, force_exclude)
    base = None if no_baseline else opened(baseline_file, None if isolated else chosen.home, chosen.lang)
    if base:
        found = base.unknown(found)
    if add_allow:
        grant = granted(add_allow, reason, until, ready())
        try:
            for written in allow(grant, found, chosen):
                click.echo(written.in_(chosen.lang))
        except OSError as error:
            stop(f"{error.filename}: {error.strerror}")
        return
    allowed: list[Allowed] = []
    failing: list[Diagnostic] = []
    least = SEVERITIES.index(chosen.fail_on)

    def diagnostics() -> Iterator[Diagnostic]:
        for one in _told(found, allowed, chosen, ready, paths or (".",)):
            if not failing and SEVERITIES.index(one.severity) >= least:
                failing.append(one)
            yield one

    manner = Manner(chosen.lang, quiet=quiet, width=width())
    report(wanted, diagnostics(), lambda: ready().settings, manner, statistics, colored(no_color))
    for line in let_through(allowed, chosen.lang) if show_allowed else ():
        click.echo(line, err=not readable(wanted))
    if base and not quiet and (told := base.summary(ready(), paths or (".",))):
        click.echo(told, err=True)
    raise SystemExit(1 if failing and not exit_zero else 0)


def _told(
    outcomes: Iterable[Outcome], allowed: list[Allowed], chosen: Options, ready: Callable[[], Desk], paths: Sequence[str]
) -> Iterator[Diagnostic]:
    """The diagnostics in the order of the report; what was let through goes into `allowed`.

    What is wrong with the configuration's own allowances is known last and told in its place, so those before it wait.
    """
    waiting: list[Diagnostic] = []
    for outcome in outcomes:
        for one in outcome.found:
            if isinstance(one, Allowed):
                allowed.append(one)
            elif chosen.allow:
                waiting.append(one)
            else:
                yield one
    if chosen.allow:
        used = frozenset((one.entry, one.rule) for one in allowed if one.entry is not None)
        from listlint.linter import order

        yield from sorted([*waiting, *blame(chosen, used, ready(), whole(paths, chosen.home))], key=order)


def _desk(chosen: Options) -> Desk:
    from listlint.linter import desk

    ready = desk(settled(chosen))
    gc.freeze()  # what is loaded stays
    return ready


def _outcomes(
    paths: Sequence[str],
    stdin_filename: str | None,
    chosen: Options,
    ready: Callable[[], Desk],
    jobs: int,
    no_cache: bool,
    wanted: Sequence[Output],
    quiet: bool,
    strict: bool,
) -> Iterator[Outcome]:
    """The outcomes of standard input and of the files; the options have been found sound when this returns."""
    named = [path for path in paths if path != "-"]
    first = [_standard_input(stdin_filename, ready())] if len(named) < len(paths) else []
    files = list(apart(discover(named, chosen.home, excluded(chosen), strict), wanted))
    if no_cache:
        from listlint.runners.local import run

        rest = run(files, chosen, ready().settings, jobs)
    else:
        rest = outcomes(files, chosen, lambda: ready().settings, jobs)
    return chain(first, rest if quiet else progressing(rest, len(files), chosen.lang))


def _standard_input(name: str | None, ready: Desk) -> Outcome:
    from listlint.linter import examine, order

    if name is None:  # what came from nowhere has no files beside it
        ready = ready._replace(settings=ready.settings._replace(files=None))
    source = Source(name or "stdin.yaml", sys.stdin.buffer.read())
    return Outcome(source.path, tuple(sorted(examine(source, ready), key=order)))
