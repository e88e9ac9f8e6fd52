"""`listlint check`: lint files and folders."""

from __future__ import annotations

import gc
import os
import sys
from collections import Counter
from collections.abc import Callable, Container, Iterable, Iterator, Sequence
from functools import cache
from itertools import chain
from typing import TYPE_CHECKING, Any

import click

from listlint.cli._asked import Asked, asking
from listlint.cli._fixing import Fixed, desk_of_input, fixed, offered, shown, told, written_out
from listlint.cli._help import Command
from listlint.cli._met import STDIN, Met
from listlint.cli._nested import passed_over
from listlint.cli._outputs import STDERR, STDOUT, Output, apart
from listlint.cli._reporting import asked, colored, progress, progressing, readable, report, width
from listlint.cli.allowances import allow, blame, granted, let_through, whole
from listlint.cli.known import opened
from listlint.cli.options import narrowed, options, settled, stop
from listlint.cli.settings import settings_shown
from listlint.config import Options, excluded
from listlint.discover import discover
from listlint.fix.kinds import fixable
from listlint.records.diagnostic import Allowed, Diagnostic, Outcome
from listlint.records.document import Source, Text
from listlint.records.rule import SEVERITIES
from listlint.reports import Manner

if TYPE_CHECKING:  # imported late: a run that knows all its files has no need of the line
    from listlint.desk import Desk


@click.command(cls=Command)
@asking
def check(paths: tuple[str, ...], **given: Any) -> None:
    """检查文件和文件夹（默认当前文件夹；“-” 读标准输入）。

    退出码：0 没有达到 --fail-on 级别的问题，1 有，2 没能运行。

    Lint files and folders (default: here; "-" reads standard input). Exit 0: nothing at or above --fail-on; 1: findings
    there; 2: the run could not be made.
    """
    run = Asked(paths=paths or (".",), **given)
    chosen = options(
        run.config_file, run.isolated, platform=run.platform, lang=run.lang, fail_on=run.fail_on, show_allowed=run.show_allowed
    )
    chosen = narrowed(chosen, run.select, run.extend_select, run.ignore)
    wanted = asked(run.formats, run.output_file, run.statistics, chosen.lang)
    ready = cache(lambda: _desk(chosen))
    if run.show_settings:
        for line in settings_shown(chosen, ready(), run.paths):
            click.echo(line)
        return
    base = None if run.no_baseline else opened(run.baseline_file, None if run.isolated else chosen.home, chosen.lang)
    given_in = Source(run.stdin_filename or STDIN, _standard_input(chosen.lang)) if "-" in run.paths else None
    found = _outcomes(run, given_in, chosen, ready, wanted)
    met = Met(run.paths, given_in.path if given_in else "")
    found = met.counting(found)
    found = base.unknown(found) if base else found
    if (run.reason or run.until) and not run.add_allow:
        stop(Text("--reason、--until 要与 --add-allow 同用", "--reason and --until go with --add-allow").in_(chosen.lang))
    if run.add_allow and (run.fix or run.diff):
        stop(Text("--add-allow 不能与 --fix、--diff 同用", "--add-allow does not go with --fix or --diff").in_(chosen.lang))
    if run.add_allow:
        _allow(run, run.add_allow, found, chosen, ready())
        return
    done = fixed(found, given_in, base, ready(), run) if run.fix or run.diff else None
    if done and run.diff:
        raise SystemExit(_shown(run, done, chosen, ready()))
    if done and given_in:  # standard output is the mended file's
        written_out(done, given_in)
        wanted = tuple(one._replace(file=STDERR) if one.file == STDOUT else one for one in wanted)
    failing = _reported(run, done.outcomes if done else found, wanted, chosen, ready, met)
    for text in met.silent() if not run.quiet else ():
        click.echo(text.in_(chosen.lang), err=True)
    for line in told(done, chosen.lang, False) if done and not run.quiet else ():
        click.echo(line, err=not readable(wanted))
    if base and not run.quiet and (summary := base.summary(ready(), run.paths)):
        click.echo(summary, err=True)
    raise SystemExit(1 if failing and not run.exit_zero else 0)


def _standard_input(lang: str) -> bytes:
    try:
        return sys.stdin.buffer.read()
    except OSError as error:
        stop(Text(f"标准输入读不了：{error.strerror}", f"standard input cannot be read: {error.strerror}").in_(lang))


def _allow(run: Asked, rule: str, found: Iterable[Outcome], chosen: Options, ready: Desk) -> None:
    grant = granted(rule, run.reason, run.until, ready)
    try:
        for written in allow(grant, found, chosen):
            click.echo(written.in_(chosen.lang))
    except OSError as error:
        if error.filename is None:
            raise
        stop(f"{error.filename}: {error.strerror}")


def _shown(run: Asked, done: Fixed, chosen: Options, ready: Desk) -> int:
    """Show what --fix would do; the status to end with."""
    for line in shown(done, ready):
        click.echo(line)
    for line in told(done, chosen.lang, True) if not run.quiet else ():
        click.echo(line, err=True)
    return 1 if done.files and not run.exit_zero else 0


def _reported(run: Asked, found: Iterable[Outcome], wanted: Sequence[Output], chosen: Options, ready: Callable[[], Desk], met: Met) -> bool:
    """Report what was found, what was let through, and what could be fixed; whether anything is at or above --fail-on."""
    allowed: list[Allowed] = []
    failing: list[Diagnostic] = []
    fixes = Counter[bool]()  # by whether they are safe
    least = SEVERITIES.index(chosen.fail_on)

    def diagnostics() -> Iterator[Diagnostic]:
        for one in _told(found, allowed, chosen, ready, run.paths):
            if not failing and SEVERITIES.index(one.severity) >= least:
                failing.append(one)
            if one.fix and fixable(one, True):
                fixes[fixable(one, False)] += 1
            yield one

    manner = Manner(chosen.lang, quiet=run.quiet, width=width(), seen=lambda: met.seen().in_(chosen.lang))
    report(wanted, diagnostics(), lambda: ready().settings, manner, run.statistics, colored(run.no_color))
    for line in let_through(allowed, chosen.lang) if run.show_allowed else ():
        click.echo(line, err=not readable(wanted))
    offer = offered(fixes[True], fixes[False], run, chosen.lang)
    if offer and not run.quiet and any(output.format == "text" and output.file in (STDOUT, STDERR) for output in wanted):
        click.echo(offer, err=not readable(wanted))
    return bool(failing)


def _told(
    outcomes: Iterable[Outcome], allowed: list[Allowed], chosen: Options, ready: Callable[[], Desk], paths: Sequence[str]
) -> Iterator[Diagnostic]:
    """The diagnostics in the order of the report; what was let through goes into `allowed`.

    What is wrong with the configuration's own allowances and what of its attribute data nobody used are known last and told in their
    places, so those before them wait.
    """
    waiting: list[Diagnostic] = []
    ids: set[str] = set()
    for outcome in outcomes:
        ids |= outcome.ids
        for one in outcome.found:
            if isinstance(one, Allowed):
                allowed.append(one)
            elif chosen.allow or chosen.attributes:
                waiting.append(one)
            else:
                yield one
    if chosen.allow or chosen.attributes:
        used = frozenset((one.entry, one.rule) for one in allowed if one.entry is not None)
        from listlint.linter import order

        everything = whole(paths, chosen.home)
        blamed = [*blame(chosen, used, ready(), everything), *left(ids, ready(), everything)]
        yield from sorted([*waiting, *blamed], key=order)


def left(ids: Container[str], ready: Desk, everything: bool) -> Iterator[Diagnostic]:
    """What of the joined attribute data no listing used, where everything was looked at."""
    from listlint.joined import left_over
    from listlint.linter import unreadable

    joined = ready.settings.joined
    told = left_over(joined, ids) if joined and everything else None
    if told and told.rule in ready.rules:
        yield unreadable(told.path, told, ready)


def _desk(chosen: Options) -> Desk:
    from listlint.desk import desk

    ready = desk(settled(chosen))
    gc.freeze()  # what is loaded stays
    return ready


def _outcomes(run: Asked, given: Source | None, chosen: Options, ready: Callable[[], Desk], wanted: Sequence[Output]) -> Iterator[Outcome]:
    """The outcomes of standard input and of the files; the options have been found sound when this returns."""
    first = [_examined(given, desk_of_input(ready(), run))] if given else []
    named = [path for path in run.paths if path != "-"]
    files = list(apart(discover(named, chosen.home, excluded(chosen), run.force_exclude), wanted))
    nested = None if run.quiet or run.isolated or run.config_file else passed_over(files, chosen)
    if nested:
        click.echo(nested.in_(chosen.lang), err=True)
    jobs = run.jobs or os.cpu_count() or 1
    line = progress(chosen.lang, run.quiet)
    note = line.inside if line else None
    if run.no_cache:
        from listlint.runners import local

        rest = local.run(files, chosen, ready().settings, jobs, note)
    else:
        from listlint.cli.remembered import outcomes

        rest = outcomes(files, chosen, lambda: ready().settings, jobs, note)
    return chain(first, progressing(rest, len(files), line))


def _examined(source: Source, ready: Desk) -> Outcome:
    from listlint.linter import examine, order

    met: list[object] = []
    found = tuple(sorted(examine(source, ready, lambda listings, _: met.extend(listings)), key=order))
    return Outcome(source.path, found, listings=len(met))
