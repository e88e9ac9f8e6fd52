"""What `listlint check` can be asked: its options, and the record of their values."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, NamedTuple, TypeVar

import click

from listlint import reports
from listlint.cli.options import choosing, selecting
from listlint.records.rule import SEVERITIES

Command = TypeVar("Command", bound=Callable[..., Any])


class Asked(NamedTuple):
    """The values of a run's options, named as the options are."""

    paths: tuple[str, ...]
    platform: str | None
    config_file: str | None
    isolated: bool
    lang: str | None
    select: tuple[str, ...]
    extend_select: tuple[str, ...]
    ignore: tuple[str, ...]
    fix: bool
    unsafe_fixes: bool
    diff: bool
    formats: tuple[str, ...]
    output_file: str | None
    statistics: bool
    quiet: bool
    fail_on: str | None
    exit_zero: bool
    show_allowed: bool
    add_allow: str | None
    reason: str | None
    until: str | None
    baseline_file: str | None
    no_baseline: bool
    show_settings: bool
    force_exclude: bool
    stdin_filename: str | None
    jobs: int
    no_cache: bool
    no_color: bool


_FIXING = (
    click.option(
        "--fix", is_flag=True, help="改好能放心改的，写回文件；“-”则把改好的写到标准输出。 Apply safe fixes; with “-”, to standard output."
    ),
    click.option(
        "--unsafe-fixes",
        is_flag=True,
        help="也用要人看过的改法（换词），与 --fix 或 --diff 同用。 Apply fixes a person should look at too, with --fix or --diff.",
    ),
    click.option(
        "--diff",
        is_flag=True,
        help="只显示 --fix 会改什么，不写文件；有可改的退出码为 1。 Show what --fix would change; exit 1 if anything.",
    ),
)
_REPORTING = (
    click.option(
        "--output-format",
        "formats",
        multiple=True,
        metavar="FORMAT[=FILE]",
        help=f"输出格式，默认 text；可给几次，每次写上自己的文件，如 sarif=report.sarif；格式有 {'、'.join(reports.names())}。 "
        f"How to report, text where not given; several times, each into a FILE of its own: {', '.join(reports.names())}.",
    ),
    click.option("--output-file", metavar="FILE", help="报告写到此文件，写完才换上。 Write the report to this file, whole or not at all."),
    click.option("--statistics", is_flag=True, help="只数每条规则报了几次（text、concise、json）。 Count by rule instead of listing."),
    click.option("-q", "--quiet", is_flag=True, help="只报问题：没有小结和进度。 Findings only: no summary, no progress."),
    click.option("--fail-on", type=click.Choice(SEVERITIES[::-1]), help="达到此级别时退出码为 1，默认 error。 Exit 1 at this severity."),
    click.option("--exit-zero", is_flag=True, help="有问题也以 0 退出。 Exit 0 whatever is found."),
)
_ALLOWING = (
    click.option("--show-allowed", is_flag=True, help="列出被豁免放行的词和理由。 Show what exemptions let through, and why."),
    click.option(
        "--add-allow", metavar="RULE", help="给这条规则现有的问题写上放行（要 --reason）。 Write allowances for what this rule finds now."
    ),
    click.option("--reason", metavar="TEXT", help="放行的理由。 Why it is allowed."),
    click.option("--until", metavar="DATE", help="放行到哪天为止，YYYY-MM-DD。 The day the allowance ends."),
    click.option(
        "--baseline",
        "baseline_file",
        metavar="FILE",
        help="不报这个基线里已有的问题，默认配置旁的 listlint-baseline.json。 Tell only what is not in this baseline.",
    ),
    click.option("--no-baseline", is_flag=True, help="不用基线。 Use no baseline."),
)
_RUNNING = (
    click.option(
        "--show-settings", is_flag=True, help="不检查，只列出实际用的设置和规则。 Lint nothing: show the settings and rules in use."
    ),
    click.option(
        "--force-exclude",
        is_flag=True,
        help="点名的文件也按文件夹的规矩挑（提交钩子用）：不看排除的、隐藏的、格式不认识的。 "
        "Hold files named outright to what a folder gives (for commit hooks): none excluded, hidden or of no known format.",
    ),
    click.option("--stdin-filename", metavar="PATH", help="“-” 读标准输入时，文件叫什么。 What to call standard input."),
    click.option("--jobs", type=click.IntRange(min=0), default=0, help="进程数，0 为按 CPU 数。 Processes; 0 is one for each CPU."),
    click.option("--no-cache", is_flag=True, help="不用缓存（每个文件都重新检查）。 Lint every file anew."),
    click.option("--no-color", is_flag=True, help="不用颜色（也可设 NO_COLOR）。 No colours (or set NO_COLOR)."),
)


def asking(command: Command) -> Command:
    """The command with the paths and options whose values `Asked` holds."""
    for option in reversed((*_FIXING, *_REPORTING, *_ALLOWING, *_RUNNING)):
        command = option(command)
    return click.argument("paths", nargs=-1)(choosing(selecting(command)))
