"""The whole command on one small YAML file, beside codespell on the same file: medians of interleaved runs, in milliseconds.

All are the console scripts of the environment that runs this; textlint, where it is on the path, looks for two words in the same text. Aim: listlint at most 1.6 times codespell on a listing in which no word
boundary is in question, at most 1.8 times on one that must be segmented; `--version` in at most 20 ms.
"""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
from statistics import median
from time import perf_counter

from peers import HOW, textlint

ROUNDS = 30
SCRIPTS = os.path.dirname(sys.executable)
LISTLINT, CODESPELL = os.path.join(SCRIPTS, "listlint"), os.path.join(SCRIPTS, "codespell")
LISTINGS = {
    "plain": "id: cup-1\nplatform: taobao\nbrand: 小满\ntitle: 小满 保温杯 500ml 全网最低价\ndetail: 杯身用不锈钢，国家级品质，杯盖不漏水。\n",
    "segmented": "id: cup-2\nplatform: taobao\nbrand: 小满\ntitle: 小满 保温杯 500ml 极品\ndetail: 来自北极品牌的杯子，屋顶级联的包装，极品杯盖。\n",
}
"""One without a question of word boundaries, and one with 极品, 北极|品牌 and 屋顶|级联; both have findings."""


def commands(folder: str) -> dict[str, list[str]]:
    """What is run, by its name, on files written to `folder`."""
    check = [LISTLINT, "check", "--isolated", "--platform", "taobao"]
    found = {"python -c pass": [sys.executable, "-c", "pass"], "listlint --version": [LISTLINT, "--version"]}
    for name, text in LISTINGS.items():
        path = os.path.join(folder, f"{name}.yaml")
        with open(path, "w", encoding="utf-8") as file:
            file.write(text)
        found |= {f"codespell {name}.yaml": [CODESPELL, path], f"listlint check {name}.yaml": [*check, "--no-cache", path]}
    found["… its outcome kept"] = [*check, path]
    if peer := textlint(folder, ("全网最低价", "国家级")):
        with open(os.path.join(folder, "plain.txt"), "w", encoding="utf-8") as file:
            file.write(LISTINGS["plain"])
        found[f"{peer[0]} plain.txt"] = [*peer[1], file.name]
    return found


def milliseconds(command: list[str]) -> float:
    """How long the command takes from its start to its end; it may find something, but must not fail to run."""
    environment = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
    began = perf_counter()
    done = subprocess.run(command, env=environment, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE)
    took = perf_counter() - began
    if done.returncode not in (0, 1, 65) or b"Traceback" in done.stderr:  # 65: codespell found something
        raise SystemExit(f"{command} failed:\n{done.stderr.decode()}")
    return took * 1000


def main() -> None:
    """Print the table and the ratios."""
    with tempfile.TemporaryDirectory() as folder:
        os.chdir(folder)  # where outcomes are kept
        timed = commands(folder)
        for command in timed.values():
            milliseconds(command)  # byte code and caches are made once, not each time
        times: dict[str, list[float]] = {name: [] for name in timed}
        for _ in range(ROUNDS):
            for name, command in timed.items():
                times[name].append(milliseconds(command))
    print(f"cold start, median of {ROUNDS} (lowest)")
    if not any(name.startswith("textlint") for name in times):
        print(HOW)
    for name, taken in times.items():
        print(f"  {name:<30} {median(taken):6.1f} ms  ({min(taken):.1f})")
    for name in LISTINGS:
        pairs = zip(times[f"listlint check {name}.yaml"], times[f"codespell {name}.yaml"], strict=True)
        print(f"  listlint / codespell, {name:<9}{median(ours / peer for ours, peer in pairs):6.2f}")


if __name__ == "__main__":
    main()
