"""`listlint bulk` over a table of 400,000 titles in each format, in one process and in two: rows a second by the clock.

What bulk does before linting (cutting the file into pieces, reading their rows) is told apart, in one process.
"""

from __future__ import annotations

import csv
import json
import os
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from datetime import date
from time import perf_counter, process_time

import bulk

ROWS = 400_000
JOBS = (1, 2)


def tables(folder: str) -> Iterator[str]:
    """The same titles as JSON Lines, CSV and Parquet."""
    import pyarrow as pa
    import pyarrow.parquet as pq

    from listlint.lexicon.store import load

    lexicon = load()
    plain = {number for number, entry in enumerate(lexicon.entries) if entry[0] == "word" and not entry[3] and not entry[4]}
    words = sorted(term for term, uses in zip(lexicon.terms, lexicon.uses, strict=True) if not plain.isdisjoint(uses))
    titles = [json.loads(line)["title"] for line in bulk.titles(words)]
    titles = (titles * (ROWS // len(titles) + 1))[:ROWS]
    listings = [{"id": f"g{number:06}", "title": title} for number, title in enumerate(titles)]
    path = os.path.join(folder, "titles.jsonl")
    with open(path, "w", encoding="utf-8") as file:
        file.writelines(json.dumps(one, ensure_ascii=False) + "\n" for one in listings)
    yield path
    path = os.path.join(folder, "titles.csv")
    with open(path, "w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, ["id", "title"])
        writer.writeheader()
        writer.writerows(listings)
    yield path
    path = os.path.join(folder, "titles.parquet")
    pq.write_table(pa.Table.from_pylist(listings), path)
    yield path


def taken(path: str, jobs: int) -> float:
    """Seconds of the whole command."""
    began = perf_counter()
    command = [sys.executable, "-m", "listlint", "bulk", "--isolated", "--quiet", "--jobs", str(jobs), path, f"{path}.found.jsonl"]
    done = subprocess.run(command, capture_output=True)
    if done.returncode not in (0, 1):
        raise SystemExit(done.stderr.decode())
    return perf_counter() - began


def own(path: str) -> tuple[float, float, float]:
    """Processor microseconds a row of cutting and reading, and of all; the megabytes that are written."""
    from listlint.config import Options
    from listlint.runners import bulk as runner
    from listlint.runners.partial import State
    from listlint.settle import settle

    runner.seldom()
    settings = settle(Options())
    job = runner.Job(path, Options(), date.today(), runner.opening(path, settings.lexicon.layouts), False)
    began = process_time()
    for task in runner.tasks(job, State("key", "")):
        for _ in runner.records(job, task):
            pass
    read, began = process_time() - began, process_time()
    sizes = [len(part.data) for part in runner.run(job, State("key", ""), 1)]
    return read / ROWS * 1e6, (process_time() - began) / ROWS * 1e6, sum(sizes) / 1e6


def main() -> None:
    """Print the table."""
    print(f"listlint bulk, {ROWS:,} titles")
    with tempfile.TemporaryDirectory() as folder:
        for path in list(tables(folder)):
            rates = "  ".join(f"--jobs {jobs}: {ROWS / taken(path, jobs):8,.0f} rows/s" for jobs in JOBS)
            read, all_, size = own(path)
            print(f"  {os.path.basename(path):<15} {rates}  cutting and reading {read:.1f} of {all_:.1f} µs a row, {size:.1f} MB written")


if __name__ == "__main__":
    main()
