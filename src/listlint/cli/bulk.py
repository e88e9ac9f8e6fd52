"""`listlint bulk`: lint a table of millions of rows."""

from __future__ import annotations

import os
from datetime import date

import click

from listlint.cli._bulk import local, mapped, possible, spark
from listlint.cli._help import Command
from listlint.cli.options import choosing, narrowed, options, selecting, settled
from listlint.records.rule import SEVERITIES


@click.command(cls=Command)
@click.argument("table", metavar="IN")
@click.argument("out", metavar="OUT")
@choosing
@click.option("--engine", type=click.Choice(["local", "spark"]), default="local", help="在本机，还是在 Spark 上。 Where to run.")
@click.option("--jobs", type=click.IntRange(min=0), default=0, help="进程数，0 为按 CPU 数。 Processes; 0 is one for each CPU.")
@click.option(
    "--column",
    "columns",
    multiple=True,
    metavar="PART=COLUMN",
    help="哪一列是什么，可给几次：title=商品标题、attributes.材质成分=面料。 What a column holds.",
)
@selecting
@click.option("--fail-on", type=click.Choice(SEVERITIES[::-1]), help="达到此级别时退出码为 1，默认 error。 Exit 1 at this severity.")
@click.option("--exit-zero", is_flag=True, help="有问题也以 0 退出。 Exit 0 whatever is found.")
@click.option("--restart", is_flag=True, help="从头开始，不接着上次没做完的。 Begin anew, whatever an earlier run left.")
@click.option("-q", "--quiet", is_flag=True, help="没有小结和进度。 No summary, no progress.")
def bulk(
    table: str,
    out: str,
    platform: str | None,
    config_file: str | None,
    isolated: bool,
    lang: str | None,
    engine: str,
    jobs: int,
    columns: tuple[str, ...],
    select: tuple[str, ...],
    extend_select: tuple[str, ...],
    ignore: tuple[str, ...],
    fail_on: str | None,
    exit_zero: bool,
    restart: bool,
    quiet: bool,
) -> None:
    """检查上百万行的表，一行一件商品：IN 是 .csv、.tsv、.jsonl 或 .parquet，问题写到 OUT（.jsonl 或 .parquet）。

    中断后用同样的命令再运行，就接着做。内存不随行数增长。

    Lint a table of millions of rows, a listing each: IN is CSV, TSV, JSON Lines or Parquet; the diagnostics go to OUT, JSON Lines or
    Parquet. A run that was stopped goes on when the same command is given again; memory does not grow with the rows. Exit as `check`.
    """
    chosen = options(config_file, isolated, platform=platform, lang=lang, fail_on=fail_on)
    chosen = narrowed(chosen, select, extend_select, ignore)
    chosen = mapped(chosen, columns)
    settled(chosen)  # a wrong option is told before a table is read
    possible(table, out, engine, chosen.lang)
    if engine == "spark":
        found = spark(table, out, chosen, date.today())
    else:
        found = local(table, out, chosen, columns, jobs or os.cpu_count() or 1, restart, quiet)
    failing = any(count and SEVERITIES.index(severity) >= SEVERITIES.index(chosen.fail_on) for severity, count in found.items())
    raise SystemExit(1 if failing and not exit_zero else 0)
