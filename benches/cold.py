"""The whole command on one small YAML file, beside codespell on the same file: medians of interleaved runs, in milliseconds.

Both are the console scripts of the environment that runs this. Aim: listlint at most 1.8 times codespell.
"""

from __future__ import annotations

import os
import subprocess
import sys
from statistics import median
from time import perf_counter

ROUNDS = 30
LISTING = os.path.join(os.path.dirname(os.path.dirname(os.path.abspath(__file__))), "fixtures", "shops", "demo", "clothing", "tee.yaml")
SCRIPTS = os.path.dirname(sys.executable)
COMMANDS = {
    "python -c pass": [sys.executable, "-c", "pass"],
    "listlint --version": [os.path.join(SCRIPTS, "listlint"), "--version"],
    "codespell one.yaml": [os.path.join(SCRIPTS, "codespell"), LISTING],
    "listlint check one.yaml": [os.path.join(SCRIPTS, "listlint"), "check", "--isolated", "--no-cache", "--platform", "taobao", LISTING],
    "… its outcome kept": [os.path.join(SCRIPTS, "listlint"), "check", "--isolated", "--platform", "taobao", LISTING],
}


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
    """Print the table and the ratio."""
    for command in COMMANDS.values():
        milliseconds(command)  # byte code and caches are made once, not each time
    times: dict[str, list[float]] = {name: [] for name in COMMANDS}
    for _ in range(ROUNDS):
        for name, command in COMMANDS.items():
            times[name].append(milliseconds(command))
    print(f"cold start, median of {ROUNDS} (lowest)")
    for name, taken in times.items():
        print(f"  {name:<24} {median(taken):6.1f} ms  ({min(taken):.1f})")
    ratios = [ours / peer for ours, peer in zip(times["listlint check one.yaml"], times["codespell one.yaml"], strict=True)]
    print(f"  listlint / codespell     {median(ratios):6.2f}")


if __name__ == "__main__":
    main()
