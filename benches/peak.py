"""The most memory that `listlint check` takes for a CSV and a JSONL file of so many MiB, a process each.

python benches/peak.py [MIB ...]: prints a line for each; 20 and 40 where no size is given.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
import tempfile
import time

EVERY = 2000
"""Listings for one that has a finding."""


def rows(path: str, size: int) -> int:
    """Write a file of listings of about that many bytes; how many there are."""
    table, number, written = path.endswith(".csv"), 0, 0
    with open(path, "wb") as file:
        if table:
            written += file.write("货号,标题,材质成分,卖点,详情\n".encode())
        while written < size:
            title = f"云栖 {'全网最佳' if number % EVERY == 0 else '宽松'}短袖T恤 {number} 款女"
            point, detail = "面料摸着软，洗过三次也没缩，夏天穿着透气", "领口做了加固，袖口是双线，下摆平整。" * 3
            listing = {"id": f"g{number}", "title": title, "selling_points": [point], "detail": detail, "材质成分": "棉95% 氨纶5%"}
            row = (
                f'g{number},"{title}",棉95% 氨纶5%,{point},"{detail}\n第二行"\n'
                if table
                else json.dumps(listing, ensure_ascii=False) + "\n"
            )
            written += file.write(row.encode())
            number += 1
    return number


def checked(path: str) -> tuple[int, float]:
    """The peak in MiB and the seconds of a run; measured by a process between, whose only child the run is."""
    code = "import resource, subprocess, sys; subprocess.run(sys.argv[1:], stdout=subprocess.DEVNULL); print(resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss)"
    command = [sys.executable, "-m", "listlint", "check", "--isolated", "--no-cache", "--output-format", "concise", path]
    began = time.perf_counter()
    told = subprocess.run([sys.executable, "-c", code, *command], capture_output=True, text=True, check=True).stdout
    return int(told) // (1024 if sys.platform != "darwin" else 1 << 20), time.perf_counter() - began


def main() -> None:
    """Measure and print."""
    for mib in [int(one) for one in sys.argv[1:]] or [20, 40]:
        for name in ("a.csv", "a.jsonl"):
            with tempfile.TemporaryDirectory() as folder:
                path = os.path.join(folder, name)
                count = rows(path, mib << 20)
                peak, seconds = checked(path)
                print(f"{name}: {mib} MiB, {count:,} listings: peak {peak} MiB, {seconds:.0f} s", flush=True)


if __name__ == "__main__":
    main()
