"""Time and memory as a table, a text, its findings and the wordlists grow: each run a process of its own, processor time counted.

python benches/growth.py [--plot]: prints a table; --plot draws docs/performance/growth.svg as well. Starting and loading are not
counted in the time, but in the memory they are.
"""

from __future__ import annotations

import json
import os
import random
import resource
import sys
import tempfile
import time
from collections.abc import Callable
from typing import NamedTuple

PLOTS = os.path.join(os.path.dirname(os.path.dirname(os.path.abspath(__file__))), "docs", "performance")
CLEAN = "面料摸着软，洗过三次也没缩，夏天穿着透气，领口做了加固。"
FOUND = "面料摸着软，全网最佳，洗过三次也没缩，纯棉国家级，夏天穿着透气。"


class Point(NamedTuple):
    """What one run took: its size, processor seconds, peak megabytes, findings."""

    size: int
    seconds: float
    peak: int
    found: int


def rows(folder: str, count: int) -> tuple[float, int]:
    """Bulk over a CSV of that many rows, in one process."""
    from listlint.config import Options
    from listlint.runners.bulk import Job, lint_table, opening, seldom
    from listlint.runners.partial import State
    from listlint.settle import settle

    seldom()
    path = os.path.join(folder, "rows.csv")
    with open(path, "w", encoding="utf-8") as file:
        file.write("货号,标题,材质成分\n")
        for number in range(count):
            file.write(f"g{number},云栖 {'全网最佳' if number % 20 == 0 else '宽松'}短袖T恤 {number} 款女,棉95% 氨纶5%\n")
    settings = settle(Options())
    job = Job(path, Options(), settings.today, opening(path, settings.lexicon.layouts), False)
    began = time.process_time()
    *_, last = lint_table(job, os.path.join(folder, "out.jsonl"), State("key", ""), 1)
    return time.process_time() - began, sum(last.found.values())


def text(folder: str, size: int) -> tuple[float, int]:
    """One clean field of that many bytes."""
    return lint(CLEAN * (size // len(CLEAN.encode())))


def findings(folder: str, count: int) -> tuple[float, int]:
    """One field with about that many findings."""
    return lint(FOUND * (count // 3))


def words(folder: str, count: int) -> tuple[float, int]:
    """20,000 titles, with so many words of a shop's own beside the shipped ones."""
    chance = random.Random(1)
    own = os.path.join(folder, "words")
    os.makedirs(own)
    named = sorted({"".join(chance.choices("锦绣山河云水清风明月松竹梅兰菊春夏秋冬", k=6)) for _ in range(count)})
    with open(os.path.join(own, "own-word.yaml"), "w", encoding="utf-8") as file:
        json.dump(wordlist(named), file, ensure_ascii=False)
    return lint([CLEAN] * 20_000, (own,))


def wordlist(named: list[str]) -> dict[str, object]:
    """A word rule of these words."""
    both = {"zh": "自己的词", "en": "Own words"}
    return {
        "code": "XX901", "title": both, "severity": "warning", "message": {"zh": "“{word}”", "en": "“{word}”"},
        "why": both, "mend": both, "basis": [{"law": "广告法", "article": "第九条（三）"}], "words": named, "examples": {"fail": [named[0]], "pass": ["短袖"]},
    }  # fmt: skip


def lint(detail: str | list[str], wordlists: tuple[str, ...] = ()) -> tuple[float, int]:
    """The processor seconds and findings of a listing, or of a listing for each text."""
    from listlint.config import Options
    from listlint.desk import desk
    from listlint.linter import examine
    from listlint.records.document import Source
    from listlint.settle import settle

    ready = desk(settle(Options(wordlists=wordlists)))
    texts = [detail] if isinstance(detail, str) else detail
    data = "".join(json.dumps({"id": "a", "detail": one}, ensure_ascii=False) + "\n" for one in texts).encode()
    began = time.process_time()
    found = sum(1 for _ in examine(Source("a.jsonl", data), ready))
    return time.process_time() - began, found


SERIES: dict[str, tuple[Callable[[str, int], tuple[float, int]], tuple[int, ...]]] = {
    "rows": (rows, (20_000, 40_000, 80_000, 160_000)),
    "bytes of one field": (text, (1_250_000, 2_500_000, 5_000_000, 10_000_000)),
    "findings in one field": (findings, (5_000, 10_000, 20_000, 40_000)),
    "words": (words, (1_000, 10_000, 50_000, 100_000)),
}


def measured(work: Callable[[str, int], tuple[float, int]], size: int) -> Point:
    """A piece of work in a process of its own."""
    read, write = os.pipe()
    child = os.fork()
    if not child:
        with tempfile.TemporaryDirectory() as folder:
            try:
                seconds, found = work(folder, size)
            except BaseException as error:
                os.write(2, f"{error}\n".encode())
                os._exit(1)
        os.write(write, json.dumps((size, seconds, resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024, found)).encode())
        os._exit(0)
    os.waitpid(child, 0)
    return Point(*json.loads(os.read(read, 1000)))


def main(plot: bool) -> None:
    """Print the table; draw it too."""
    told: dict[str, list[Point]] = {}
    for name, (work, sizes) in SERIES.items():
        print(name)
        told[name] = []
        for size in sizes:
            point = measured(work, size)
            told[name].append(point)
            each = point.seconds / size * 1e6
            print(f"  {size:>12,} {point.seconds:7.2f} s {each:9.3f} µs each {point.peak:6} MB {point.found:>9,} findings", flush=True)
    if plot:
        draw(told)


def draw(told: dict[str, list[Point]]) -> None:
    """A picture of all series: seconds and megabytes over the size. Needs matplotlib, which only this bench uses."""
    import matplotlib

    matplotlib.use("svg")
    matplotlib.rcParams["svg.hashsalt"] = "listlint"
    from matplotlib import pyplot

    figure, rows_of = pyplot.subplots(2, len(told), figsize=(4 * len(told), 6))
    for column, (name, points) in enumerate(told.items()):
        for axis, values, unit in ((rows_of[0][column], [one.seconds for one in points], "processor seconds"),
                                   (rows_of[1][column], [one.peak for one in points], "peak MB")):  # fmt: skip
            axis.plot([one.size for one in points], values, marker="o")
            axis.set(xlabel=name, ylabel=unit, xlim=(0, None), ylim=(0, None))
            axis.grid(alpha=0.3)
    figure.tight_layout()
    os.makedirs(PLOTS, exist_ok=True)
    figure.savefig(os.path.join(PLOTS, "growth.svg"), metadata={"Date": None})


if __name__ == "__main__":
    main("--plot" in sys.argv)
