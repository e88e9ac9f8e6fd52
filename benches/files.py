"""Readers beside the bare library's reading time, and their peak memory: a workbook of 10,000 x 20 and a CSV of 200 MB.

python benches/files.py [megabytes of CSV]; openpyxl, of the extra test, writes the workbook.
"""

from __future__ import annotations

import csv
import io
import os
import resource
import sys
import tempfile
import time
from collections.abc import Callable, Iterator

HEADERS = ["货号", "标题", "副标题", "详情", "材质成分", *(f"规格{number}" for number in range(15))]
ROW = ["某某 纯色短袖T恤女2026新款", "亲肤透气 宽松显瘦", "面料摸着软，洗过三次也没缩。", "棉95% 氨纶5%", *["常规款"] * 15]


def workbook(path: str) -> None:
    """Write the workbook."""
    import openpyxl  # type: ignore[import-untyped]

    book = openpyxl.Workbook(write_only=True)
    sheet = book.create_sheet("商品")
    sheet.append(HEADERS)
    for number in range(10_000):
        sheet.append([f"t-{number}", *ROW])
    book.save(path)


def table(path: str, megabytes: int) -> None:
    """Write the CSV."""
    line = ",".join(ROW) + "\n"
    with open(path, "w", encoding="utf-8") as file:
        file.write(",".join(HEADERS) + "\n")
        for number in range(megabytes * 1_000_000 // len(f"t-100000,{line}".encode())):
            file.write(f"t-{number},{line}")


def data(path: str) -> bytes:
    """The file's bytes."""
    with open(path, "rb") as file:
        return file.read()


def bare_workbook(path: str) -> int:
    """The rows calamine alone gives."""
    from python_calamine import CalamineWorkbook

    return len(CalamineWorkbook.from_filelike(io.BytesIO(data(path))).get_sheet_by_index(0).to_python())


def bare_table(path: str) -> int:
    """The rows the csv module alone gives."""
    return sum(1 for _ in csv.reader(io.TextIOWrapper(io.BytesIO(data(path)), encoding="utf-8", newline="")))


def ours(path: str) -> int:
    """The rows our reader gives."""
    from listlint import formats
    from listlint.config import Options
    from listlint.heading import head
    from listlint.records.document import Source
    from listlint.settle import settle

    reader = formats.reader(path, head(settle(Options()).lexicon.layouts))
    assert reader is not None
    return sum(1 for _ in reader(Source(path, data(path))))


def linted(path: str) -> int:
    """The diagnostics of the whole line."""
    from listlint.config import Options
    from listlint.desk import desk
    from listlint.linter import examine
    from listlint.records.document import Source
    from listlint.settle import settle

    return sum(1 for _ in examine(Source(path, data(path)), desk(settle(Options()))))


def measured(path: str, work: Callable[[str], int]) -> tuple[float, int, int]:
    """Seconds, peak megabytes and count of a piece of work in a process of its own."""
    read, write = os.pipe()
    child = os.fork()
    if not child:
        start = time.perf_counter()
        count = work(path)
        seconds = time.perf_counter() - start
        os.write(write, f"{seconds} {resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024} {count}".encode())
        os._exit(0)
    os.waitpid(child, 0)
    seconds_, peak, count_ = os.read(read, 100).decode().split()
    return float(seconds_), int(peak), int(count_)


def lines(megabytes: int) -> Iterator[str]:
    """The table of what was measured."""
    with tempfile.TemporaryDirectory() as folder:
        for name, make, bare in (
            ("a.xlsx", workbook, bare_workbook),
            ("a.csv", lambda path: table(path, megabytes), bare_table),
        ):
            path = os.path.join(folder, name)
            make(path)
            size = os.path.getsize(path) // 1_000_000
            base = measured(path, bare)[0]
            for what, work in (("bare", bare), ("read", ours), ("lint", linted)):
                seconds, peak, count = measured(path, work)
                yield f"{name} {size} MB {what}: {seconds:.2f} s, {seconds / base:.2f} x bare, peak {peak} MB, {count}"


if __name__ == "__main__":
    for line in lines(int(sys.argv[1]) if len(sys.argv) > 1 else 200):
        print(line, flush=True)
