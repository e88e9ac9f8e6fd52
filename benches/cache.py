"""A folder of 1,000 listing files, linted with an empty cache and with a full one: whole processes, one job, interleaved.

Processor time is compared, which other work on the machine leaves alone. Aim: with a full cache in at most a fifth.
"""

from __future__ import annotations

import os
import resource
import shutil
import subprocess
import sys
import tempfile
from statistics import median

FILES = 1_000
ROUNDS = 7
HIT_EVERY = 5

LISTING = """\
id: tee-{number:04}
platform: taobao
category: 女装/T恤
brand: 小满衣橱
title: 小满衣橱 {praise}短袖T恤女宽松
selling_points: [轻薄面料, 领口加固, 三种颜色]
detail: |
  面料是棉和氨纶，夏天穿着凉快。
  领口做了加固，洗后不易变形。
  有白色、雾蓝和浅灰，尺码从 S 到 3XL。
detail_html: <p>尺码见图</p><p>平铺测量有<b>误差</b></p>
attributes:
  材质成分: 棉95% 氨纶5%
  袖长: 短袖
"""


def spent(folder: str) -> float:
    """Processor seconds of one run."""
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    command = [sys.executable, "-m", "listlint", "check", "--isolated", "--jobs", "1", "--output-format", "concise"]
    subprocess.run(command, cwd=folder, stdout=subprocess.DEVNULL, check=False)
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    return after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime


def main() -> None:
    """Print both medians and how many times faster the second is."""
    with tempfile.TemporaryDirectory() as folder:
        for number in range(FILES):
            with open(os.path.join(folder, f"{number:04}.yaml"), "w", encoding="utf-8") as file:
                file.write(LISTING.format(number=number, praise="极品" if number % HIT_EVERY == 0 else "轻薄"))
        pairs = []
        for _ in range(ROUNDS):
            shutil.rmtree(os.path.join(folder, ".listlint_cache"), ignore_errors=True)
            pairs.append((spent(folder), spent(folder)))
    cold, warm = (median(column) for column in zip(*pairs, strict=True))
    print(f"{FILES} files: empty {cold:.3f} s, full {warm:.3f} s, {cold / warm:.1f} times faster")


if __name__ == "__main__":
    main()
