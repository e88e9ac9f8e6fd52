"""A folder of 1,000 listing files of 1.8 kB, beside codespell on the same folder: without a cache, with an empty one, with a full one.

Whole processes, one job each, interleaved; processor time is compared, which other work on the machine leaves alone. Codespell looks
for 1,000 words, and so does textlint, where it is on the path, in the same texts as .txt. Aim: 3,000 files a second without a cache, 10,000 with a full one.
"""

from __future__ import annotations

import os
import resource
import shutil
import subprocess
import sys
import tempfile
from statistics import median

from peers import HOW, textlint

FILES = 1_000
ROUNDS = 7
HIT_EVERY = 5
WORDS = 1_000

LISTING = """\
id: tee-{number:04}
platform: taobao
category: 女装/T恤
brand: 小满衣橱
title: 小满衣橱 {praise}短袖T恤女宽松
subtitle: 三种颜色，尺码从 S 到 3XL
selling_points: [轻薄面料, 领口加固, 三种颜色]
detail: |
{detail}detail_html: <p>尺码见图</p><p>平铺测量有<b>误差</b></p>
attributes:
  材质成分: 棉95% 氨纶5%
  袖长: 短袖
  领型: 圆领
  适用季节: 夏季
"""
DETAIL = (
    "面料是棉和氨纶，夏天穿着凉快，出汗以后也不贴身。",
    "领口做了两道加固，洗了几次以后看不出变形。",
    "有白色、雾蓝和浅灰，图片在室外拍，颜色以收到的为准。",
    "尺码从 S 到 3XL，平时穿什么码就拍什么码，喜欢宽松可以大一码。",
    "衣长和胸围都是平铺量的，手工测量会差一两厘米。",
    "收到以后先过一遍清水，深色和浅色分开洗，晾的时候翻过来。",
    "下单以后两天内发出，周末顺延，偏远的地方会晚一些。",
    "有线头可以剪掉，是车间收尾没有剪净的，不影响穿。",
)
SCRIPTS = os.path.dirname(sys.executable)


def write(folder: str) -> int:
    """Write the files; their size in bytes together."""
    size = 0
    for number in range(FILES):
        detail = "".join(f"  {DETAIL[(number + line) % len(DETAIL)]}\n" for line in range(18))
        data = LISTING.format(number=number, praise="极品" if number % HIT_EVERY == 0 else "轻薄", detail=detail).encode()
        size += len(data)
        with open(os.path.join(folder, f"{number:04}.yaml"), "wb") as file:
            file.write(data)
    return size


def spent(folder: str, command: list[str]) -> float:
    """Processor seconds of one run."""
    environment = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    subprocess.run(command, cwd=folder, env=environment, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, check=False)
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    return after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime


def main() -> None:
    """Print the table."""
    from listlint.lexicon.store import load

    check = [os.path.join(SCRIPTS, "listlint"), "check", "--isolated", "--jobs", "1", "--output-format", "concise"]
    with tempfile.TemporaryDirectory() as folder, tempfile.TemporaryDirectory() as beside:
        words = os.path.join(beside, "words.dic")
        terms = [term for term in load().terms if len(term) > 1 and term.isalpha()][:WORDS]
        with open(words, "w", encoding="utf-8") as file:
            file.write("".join(f"{term}->……\n" for term in terms))
        runs_of = {"codespell": (folder, [os.path.join(SCRIPTS, "codespell"), "-D", words, "-r", "|".join(terms), "."])}
        if other := textlint(beside, terms):
            runs_of[other[0]] = beside, [*other[1], "*.txt"]
        for name, more in (("no cache", ["--no-cache"]), ("empty cache", []), ("full cache", [])):
            runs_of[name] = folder, [*check, *more]
        size = write(folder)
        for name in os.listdir(folder) if other else ():
            shutil.copy(os.path.join(folder, name), os.path.join(beside, f"{name}.txt"))
        runs: dict[str, list[float]] = {}
        for _ in range(ROUNDS):
            shutil.rmtree(os.path.join(folder, ".listlint_cache"), ignore_errors=True)
            for name, (where, command) in runs_of.items():
                runs.setdefault(name, []).append(spent(where, command))
    print(f"{FILES:,} files, {size / FILES:,.0f} bytes each; processor time, median of {ROUNDS}")
    if not other:
        print(HOW)
    for name, taken in runs.items():
        ratio = median(one / other for one, other in zip(taken, runs["codespell"], strict=True))
        print(f"  {name:<16} {median(taken):6.3f} s  {FILES / median(taken):8,.0f} files a second  {ratio:5.2f} of codespell")


if __name__ == "__main__":
    main()
