"""`listlint check`: lint files and folders."""

from __future__ import annotations

import gc
import os
import sys
from collections.abc import Iterable, Iterator

import click

from listlint import reports
from listlint.cli.options import choosing, names, options, settled
from listlint.config import Options, apart
from listlint.discover import discover
from listlint.linter import desk, examine, order
from listlint.records.diagnostic import Allowed, Diagnostic
from listlint.records.document import Source
from listlint.records.rule import SEVERITIES
from listlint.records.settings import Settings
from listlint.reports import Manner
from listlint.runners.local import Outcome, beside, run


@click.command()
@click.argument("paths", nargs=-1)
@choosing
@click.option("--select", multiple=True, metavar="RULES", help="只用这些规则（代号、前缀或名字，逗号分隔）。 Run only these rules.")
@click.option("--extend-select", multiple=True, metavar="RULES", help="在所选之外再用这些规则。 Run these rules too.")
@click.option("--ignore", multiple=True, metavar="RULES", help="不用这些规则。 Leave these rules out.")
@click.option("--output-format", type=click.Choice(reports.names()), default="text", help="输出格式。 How to report.")
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
    output_format: str,
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
    settings = settled(chosen)
    gc.freeze()  # what is loaded stays: only what a file makes is worth collecting, and seldom
    gc.set_threshold(100_000, 50, 100)
    outcomes = _outcomes(paths or (".",), stdin_filename, chosen, settings, jobs or os.cpu_count() or 1)
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

    manner = Manner(settings.lang, _colored(no_color))
    for line in reports.renderer(output_format)(diagnostics(), manner):
        click.echo(line, color=True)
    for line in _let_through(allowed, settings.lang):
        click.echo(line, err=output_format not in ("text", "concise"))
    raise SystemExit(1 if failing and not exit_zero else 0)


def _colored(no_color: bool) -> bool:
    if no_color or os.environ.get("NO_COLOR"):
        return False
    return bool(os.environ.get("FORCE_COLOR")) or sys.stdout.isatty()


def _outcomes(paths: Iterable[str], stdin_filename: str | None, chosen: Options, settings: Settings, jobs: int) -> Iterator[Outcome]:
    named = [path for path in paths if path != "-"]
    if len(named) < len(tuple(paths)):
        name = stdin_filename or "stdin.yaml"
        found = examine(Source(name, sys.stdin.buffer.read()), desk(settings, beside(chosen)))
        yield Outcome(name, tuple(sorted(found, key=order)))
    yield from run(discover(named, chosen.home, apart(chosen)), chosen, settings, jobs)


def _let_through(allowed: Iterable[Allowed], lang: str) -> Iterator[str]:
    for one in allowed:
        reason = f"（{one.why}）" if one.why else ""
        word = "放行" if lang == "zh" else "allowed"
        law = f"{one.basis.law} {one.basis.article}"
        yield f"{one.path}:{one.place.shown}: {word} {one.code} [{one.rule}] “{one.text}”: {one.ground}{reason} · {law}"
