"""A run of `listlint bulk`: what it needs before it can start, how it goes on after an earlier one, what it tells a person."""

from __future__ import annotations

import os
import sys
from collections import deque
from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from hashlib import blake2b
from importlib.util import find_spec
from typing import TYPE_CHECKING

import click

import listlint
from listlint.cli.options import settled, stop
from listlint.cli.remembered import sources
from listlint.config import Options
from listlint.lexicon.folder import content_key
from listlint.lexicon.shape import nearest
from listlint.lexicon.shop_files import CONFIG
from listlint.records.document import Text, Unread

if TYPE_CHECKING:  # with the whole line behind them
    from listlint.runners.bulk import Job, Opened
    from listlint.runners.partial import State

_PYARROW = Text(
    "读写 Parquet 要装 pyarrow：pip install 'listlint[bulk]'；CSV 和 JSONL 不用",
    "Parquet needs pyarrow: pip install 'listlint[bulk]'; CSV and JSON Lines do not",
)
_PYSPARK = Text(
    "--engine spark 要装 PySpark 和 Java：pip install 'listlint[spark]'",
    "--engine spark needs PySpark and Java: pip install 'listlint[spark]'",
)
_STOPPED = Text("停下了", "stopped")
_KILLED = Text(
    "一个进程被系统结束了，可能是内存不够；可以减少 --jobs",
    "a process was ended by the system, perhaps for want of memory; try fewer --jobs",
)


def mapped(chosen: Options, columns: Sequence[str]) -> Options:
    """The options with what --column says (title=商品标题, attributes.材质成分=面料) over the configuration's `layout:`."""
    layout = dict(chosen.layout)
    held = layout.get("attributes", ())
    named = dict(held) if not isinstance(held, str) else {}
    for value in columns:
        part, _, name = value.partition("=")
        if not name:
            stop(Text(f"--column {value}：写成 title=商品标题 这样", f"--column {value}: write it as in title=COLUMN").in_(chosen.lang))
        if part.startswith("attributes."):
            named[part.removeprefix("attributes.")] = (*_several(named.get(part.removeprefix("attributes."), ())), name)
        elif part in CONFIG.keys["layout"].keys:
            layout[part] = (*_several(layout.get(part, ())), name)
        else:
            near = nearest(part, CONFIG.keys["layout"].keys)
            zh, en = (f"，是不是“{near}”？", f"; did you mean “{near}”?") if near else ("", "")
            stop(Text(f"--column：商品里没有“{part}”这一项{zh}", f"--column: a listing has no part “{part}”{en}").in_(chosen.lang))
    if named and isinstance(held, tuple):
        layout["attributes"] = tuple(named.items())
    return chosen._replace(layout=tuple(layout.items()))


def _several(held: str | tuple[str, ...]) -> tuple[str, ...]:
    return (held,) if isinstance(held, str) else held


def possible(table: str, out: str, engine: str, lang: str) -> None:
    """End the run with status 2 where it cannot be made: an ending nobody knows, a package that is not there, one file for both."""
    from listlint.runners.bulk import LINES, PARQUET, TABLES, kind

    if kind(table) not in TABLES + LINES + PARQUET:
        stop(
            Text(
                f"{table}：能读的有 {_listed(TABLES + LINES + PARQUET)}",
                f"{table}: what can be read ends in {_listed(TABLES + LINES + PARQUET)}",
            ).in_(lang)
        )
    if kind(out) not in LINES + PARQUET:
        stop(
            Text(f"{out}：能写的有 {_listed(LINES + PARQUET)}", f"{out}: what can be written ends in {_listed(LINES + PARQUET)}").in_(lang)
        )
    if engine == "spark" and not all(map(find_spec, ("pyspark", "pandas", "pyarrow"))):
        stop(_PYSPARK.in_(lang))
    if (kind(table) in PARQUET or kind(out) in PARQUET) and not find_spec("pyarrow"):
        stop(_PYARROW.in_(lang))
    if engine == "local" and os.path.realpath(table) == os.path.realpath(out):
        stop(Text(f"{out}：问题不能写到要检查的文件里", f"{out}: the diagnostics cannot go to the file that is linted").in_(lang))


def _listed(endings: Sequence[str]) -> str:
    return " ".join(endings)


def local(table: str, out: str, chosen: Options, columns: Sequence[str], jobs: int, restart: bool, quiet: bool) -> Mapping[str, int]:
    """Lint the table on this machine; the diagnostics of the whole table by severity."""
    from listlint.runners.bulk import PARQUET, Job, kind, opening, seldom

    seldom()
    try:
        key, opened = _key(table, out, chosen), opening(table, settled(chosen).lexicon.layouts, chosen.limits)
    except OSError as error:
        stop(_unread(table, error).in_(chosen.lang))
    _columns_there(opened, columns, chosen.lang)
    state = _begun(out, key, restart, quiet, chosen.lang)
    job = Job(table.replace(os.sep, "/"), chosen, date.fromisoformat(state.today), opened, kind(out) in PARQUET)
    state = _run(job, out, state, jobs, quiet)
    if not quiet:
        click.echo(_summary(job, state, out).in_(chosen.lang), err=True)
    return state.found


def _run(job: Job, out: str, state: State, jobs: int, quiet: bool) -> State:
    """What the run comes to; one that cannot go on ends with status 2."""
    from concurrent.futures import BrokenExecutor

    from listlint.runners.bulk import lint_table
    from listlint.runners.partial import Unwritten

    try:
        last = deque(_watched(lint_table(job, out, state, jobs), job, state, quiet), maxlen=1).pop()
    except (OSError, Unwritten, BrokenExecutor, KeyboardInterrupt) as error:
        again = Text("。再用同样的命令运行，就从中断处接着做", "; the same command goes on from where it stopped")
        if isinstance(error, Unwritten):
            why = Text(f"{out} 写不了：{error.reason}", f"{out} cannot be written: {error.reason}")
        elif isinstance(error, OSError):
            why = _unread(job.path, error)
        else:
            why = _STOPPED if isinstance(error, KeyboardInterrupt) else _KILLED
        stop(why.in_(job.options.lang) + again.in_(job.options.lang))
    return last


def _unread(table: str, error: OSError) -> Text:
    said = error.strerror or str(error)
    return Text(f"{table} 读不了：{said}", f"{table} cannot be read: {said}")


def _key(table: str, out: str, chosen: Options) -> str:
    """What stands for the input and all else that the output depends on, besides the day."""
    from listlint.runners.partial import fingerprint

    files = [table, *(os.path.join(chosen.home, name) for part, name in chosen.attributes if part == "file")]
    told = (chosen, os.path.abspath(table), os.path.splitext(out)[1].lower(), *map(fingerprint, files))
    program = (content_key(chosen.wordlists), listlint.__version__, sources())
    return blake2b(repr((told, program)).encode("utf-8", "surrogatepass"), digest_size=16).hexdigest()


def _columns_there(opened: Opened, columns: Sequence[str], lang: str) -> None:
    """End the run where --column names a column that the table does not have."""
    if columns and isinstance(opened, Unread):
        stop(opened.message.in_(lang))
    known: tuple[str, ...] = getattr(opened, "header", ()) or getattr(opened, "names", ())
    for value in columns if known else ():
        name = value.partition("=")[2]
        if name not in known:
            listed = "、".join(known[:20])
            stop(
                Text(f"--column {value}：表里没有这一列，有的是 {listed}", f"--column {value}: no such column; there are {listed}").in_(
                    lang
                )
            )


def _begun(out: str, key: str, restart: bool, quiet: bool, lang: str) -> State:
    """Where the run starts: where an earlier one stopped that was the same, else at the beginning."""
    from listlint.runners import partial

    earlier = None if restart else partial.left(out)
    if earlier is None or earlier.key != key:
        if earlier and not quiet:
            click.echo(
                Text("上次没做完的是别的输入或设置，从头开始", "what an earlier run left is of another input or settings: begun anew").in_(
                    lang
                ),
                err=True,
            )
        return partial.State(key, date.today().isoformat())
    if not quiet:
        click.echo(Text(f"接着上次的，从第 {earlier.row + 1:,} 行开始", f"going on from row {earlier.row + 1:,}").in_(lang), err=True)
    return earlier


def _watched(states: Iterator[State], job: Job, begun: State, quiet: bool) -> Iterator[State]:
    """The states as they come, with a bar on standard error where that is a terminal."""
    if quiet or not sys.stderr.isatty():
        yield from states
        return
    from listlint.runners.bulk import done, extent

    label, at = Text("检查", "Linting").in_(job.options.lang), done(job, begun)
    with click.progressbar(length=max(extent(job), 1), label=label, file=sys.stderr, item_show_func=_row) as bar:
        bar.update(at)
        for state in states:
            bar.update(done(job, state) - at, state)
            at = done(job, state)
            yield state


def _row(state: State | None) -> str | None:
    return f"{state.row:,}" if state else None


def _summary(job: Job, state: State, out: str) -> Text:
    """What the whole run came to."""
    if isinstance(job.opened, Unread):
        return Text(f"{job.path}：{job.opened.message.zh}", f"{job.path}: {job.opened.message.en}")
    if state.row and not state.listings:
        return Text(
            f"{job.path}：{state.row:,} 行里没有一件商品；用 --column title=列名 说明哪一列是标题",
            f"{job.path}: no listing in {state.row:,} rows; name the title's column: --column title=COLUMN",
        )
    errors, warnings, notes = (state.found.get(severity, 0) for severity in ("error", "warning", "note"))
    total = errors + warnings + notes
    return Text(
        f"检查了 {state.row:,} 行，{total:,} 处问题（错误 {errors:,}，警告 {warnings:,}，提示 {notes:,}），写在 {out}",
        f"{state.row:,} rows linted, {total:,} findings ({errors:,} errors, {warnings:,} warnings, {notes:,} notes) in {out}",
    )


def spark(table: str, out: str, chosen: Options, today: date) -> Mapping[str, int]:
    """Lint the table on Spark; the diagnostics by severity."""
    from listlint.runners.spark import lint_files

    os.environ.setdefault("PYSPARK_PYTHON", sys.executable)  # a worker of Spark's own choice would not have listlint
    found = lint_files(table, out, chosen, today)
    if isinstance(found, Text):
        stop(found.in_(chosen.lang))
    return found
