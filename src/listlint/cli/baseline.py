"""`listlint baseline`: record today's findings so that only new ones fail."""

from __future__ import annotations

import os
from collections import Counter

import click

from listlint.baseline import BaselineError, Known, below, dump, known, load, relative
from listlint.cli.options import choosing, options, settled, stop
from listlint.config import BASELINE, excluded
from listlint.discover import discover
from listlint.records.diagnostic import Diagnostic
from listlint.runners.local import run
from listlint.written import write


@click.command()
@click.argument("paths", nargs=-1)
@choosing
@click.option("--baseline", "baseline_file", metavar="FILE", help=f"基线文件，默认配置旁的 {BASELINE}。 The baseline file.")
@click.option("--prune", is_flag=True, help="只删去已不存在的，不收新的。 Only drop what is gone; take in nothing new.")
def baseline(
    paths: tuple[str, ...],
    platform: str | None,
    config_file: str | None,
    isolated: bool,
    lang: str | None,
    baseline_file: str | None,
    prune: bool,
) -> None:
    """把现有的问题记为基线，以后只报新的；再运行一次就重写。

    Record today's findings, so that `listlint check` tells only new ones. Findings of files outside PATHS stay recorded.
    """
    chosen = options(config_file, isolated, platform=platform, lang=lang)
    settings = settled(chosen)
    path = baseline_file or os.path.join(chosen.home, BASELINE)
    folder = os.path.dirname(os.path.abspath(path))
    try:
        before = load(path) if os.path.exists(path) else Counter[Known]()
    except BaselineError as error:
        if prune:
            stop(error.message.in_(settings.lang))
        before = Counter()
    given = paths or (".",)
    now: Counter[Known] = Counter()
    for outcome in run(discover(given, chosen.home, excluded(chosen)), chosen, settings, os.cpu_count() or 1):
        now.update(key for one in outcome.found if isinstance(one, Diagnostic) and (key := known(one, folder)))
    looked = [relative(one, folder) for one in given]
    fresh = Counter({key: count for key, count in before.items() if not below(key.path, looked)})
    fresh.update(now & before if prune else now)
    text = dump(fresh)
    try:
        write(path, text.encode("utf-8"))
    except OSError as error:
        stop(f"{path}: {error.strerror}")
    count, added, gone = fresh.total(), (fresh - before).total(), (before - fresh).total()
    shown = os.path.relpath(path).replace(os.sep, "/")
    zh = f"{shown}：记了 {count} 处，新增 {added} 处，减少 {gone} 处"
    click.echo(zh if settings.lang == "zh" else f"{shown}: {count} findings, {added} added, {gone} gone")
