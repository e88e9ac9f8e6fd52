"""Where reports go: standard output, or files that are there whole or not at all."""

from __future__ import annotations

import os
import stat
import sys
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from typing import NamedTuple, TextIO

import click

from listlint import reports
from listlint.discover import Missed
from listlint.records.document import Text

STDOUT = "-"
STDERR = "&2"
"""Standard error, where standard output is the mended file's."""


class Output(NamedTuple):
    """One report: its format and the file it goes to, "-" for standard output."""

    format: str
    file: str = STDOUT


class OutputError(Exception):
    """Outputs that cannot be made as asked; `message` says why."""

    def __init__(self, message: Text) -> None:
        super().__init__(message.en)
        self.message = message


def outputs(formats: Sequence[str], file: str | None) -> tuple[Output, ...]:
    """The outputs that --output-format (FORMAT or FORMAT=FILE, several times) and --output-file ask for.

    The format without a file of its own goes to `file`, or to standard output. Raises OutputError for an unknown format and
    where two reports would go to one place.
    """
    asked = [_output(value, file) for value in formats or ("text",)]
    if file is not None and not any(one.file == file for one in asked):
        raise OutputError(
            Text(
                f"--output-file {file} 没有对应的格式：每个 --output-format 都写了自己的文件",
                f"--output-file {file} has no format: every --output-format names a file of its own",
            )
        )
    for number, one in enumerate(asked):
        if any(_same(one.file, other.file) for other in asked[:number]):
            where = Text("标准输出", "standard output") if one.file == STDOUT else Text(one.file, one.file)
            raise OutputError(
                Text(
                    f"有两个格式都写到{where.zh}：给其中一个写上文件，如 --output-format {one.format}=report.{one.format}",
                    f"two formats go to {where.en}: give one a file, as in --output-format {one.format}=report.{one.format}",
                )
            )
    return tuple(asked)


def _output(value: str, file: str | None) -> Output:
    name, _, own = value.partition("=")
    if name not in reports.names():
        known = ", ".join(reports.names())
        raise OutputError(Text(f"没有输出格式“{name}”，可选：{known}", f"no output format “{name}”; choose from {known}"))
    if "=" in value and not own:
        raise OutputError(Text(f"--output-format {value} 的等号后面要写文件名", f"--output-format {value}: a file is to follow the ="))
    return Output(name, own or file or STDOUT)


def _same(one: str, other: str) -> bool:
    return one == other or (STDOUT not in (one, other) and os.path.realpath(one) == os.path.realpath(other))


def apart(paths: Iterable[str | Missed], files: Sequence[Output]) -> Iterator[str | Missed]:
    """The paths that are none of the outputs' own files: a report is never read as a listing."""
    own = {os.path.realpath(one.file) for one in files if one.file not in (STDOUT, STDERR)}
    return (path for path in paths if not own or isinstance(path, Missed) or os.path.realpath(path) not in own)


@contextmanager
def opened(output: Output) -> Iterator[TextIO]:
    """The output's stream. A file is written beside its place and moved there when all is written; what was there stays until then.

    A device or a pipe is written as it is. Raises OSError where the file cannot be written.
    """
    if output.file in (STDOUT, STDERR):
        yield sys.stdout if output.file == STDOUT else sys.stderr
        return
    place = os.path.realpath(output.file)
    mode = os.stat(place).st_mode if os.path.exists(place) else None
    if mode is not None and not stat.S_ISREG(mode):
        with open(place, "w", encoding="utf-8", errors="backslashreplace", newline="") as file:
            yield file
        return
    beside = os.path.join(os.path.dirname(place), f".{os.path.basename(place)}.{os.getpid()}.tmp")
    try:
        with open(beside, "x", encoding="utf-8", errors="backslashreplace", newline="") as file:
            yield file
        if mode is not None:
            os.chmod(beside, stat.S_IMODE(mode))
        os.replace(beside, place)
    except BaseException:
        if os.path.lexists(beside):
            os.unlink(beside)
        raise


def write(output: Output, lines: Iterable[str]) -> None:
    """Write a report's lines where it goes. Raises OSError where its file cannot be written."""
    with opened(output) as stream:
        for line in lines:
            if output.file in (STDOUT, STDERR) and stream.isatty():
                click.echo(line, color=True, err=output.file == STDERR)
            else:
                stream.write(line + "\n")
        stream.flush()
