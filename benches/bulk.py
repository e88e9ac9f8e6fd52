"""A JSONL of 200,000 listings, one process, beside the floor: the same rows decoded and searched for the same words, and no more.

The floor is `json.loads` of each line and one call of the bare automaton on its title. Both are whole processes, interleaved.
Aim: listlint at most 8 times the floor.
"""

from __future__ import annotations

import json
import os
import random
import subprocess
import sys
import tempfile
from statistics import median
from time import perf_counter

ROWS = 200_000
ROUNDS = 3
HIT_SHARE = 0.05
SEED = 20260117

BRANDS = "小满衣橱 眠山 鹿泉 半坡 松果屋 青禾 木已 云上居 阿拾 远山 有间 八音盒".split()
QUALITIES = "轻薄 加厚 宽松 修身 便携 静音 防滑 可水洗 大容量 复古 简约 透气 柔软 免打孔 折叠 双层 秋冬 夏季 新款 家用 学生 通勤".split()
GOODS = (
    "短袖T恤 连衣裙 风衣 四件套 空调被 保温杯 电饭煲 收纳箱 台灯 面霜 口红 洗发水 坚果 乌龙茶 运动鞋 双肩包 手机壳 书桌 窗帘 拖鞋".split()
)
FACTS = "500ml 30袋 1.8米 250g 三件装 40cm 两双 M-3XL 白色 雾蓝 女 男 儿童 男女同款 送收纳袋 支持定制".split()
COMPOSITIONS = ("棉95% 氨纶5%", "聚酯纤维100%", "棉60% 聚酯纤维40%", "绵羊毛50% 锦纶50%", "")


def rows(words: list[str]) -> list[str]:
    """The lines of the file: always the same for the same words, of which one in twenty titles holds one."""
    chance = random.Random(SEED)
    lines = []
    for number in range(ROWS):
        goods = f"{''.join(chance.sample(QUALITIES, 3))}{chance.choice(GOODS)}"
        parts = [chance.choice(BRANDS), goods, *chance.sample(FACTS, 2)]
        if chance.random() < HIT_SHARE:
            parts.insert(chance.randrange(1, 4), chance.choice(words))
        listing: dict[str, object] = {"id": f"g{number:06}", "title": " ".join(parts)}
        if composition := chance.choice(COMPOSITIONS):
            listing["attributes"] = {"材质成分": composition}
        lines.append(json.dumps(listing, ensure_ascii=False))
    return lines


def floor(path: str, terms_path: str) -> None:
    """What must be done in any case: decode every line, search every title."""
    from ahocorasick_rs import AhoCorasick, MatchKind

    with open(terms_path, encoding="utf-8") as file:
        automaton = AhoCorasick(json.load(file), matchkind=MatchKind.Standard)
    hits = 0
    with open(path, encoding="utf-8") as file:
        for line in file:
            hits += len(automaton.find_matches_as_indexes(json.loads(line)["title"], overlapping=True))
    print(hits)


def seconds(command: list[str]) -> tuple[float, int]:
    """How long the command takes, and how many lines it writes."""
    began = perf_counter()
    done = subprocess.run(command, capture_output=True)
    took = perf_counter() - began
    if done.returncode not in (0, 1) or done.stderr:
        raise SystemExit(f"{command} failed:\n{done.stderr.decode()[-2000:]}")
    return took, done.stdout.count(b"\n")


def main() -> None:
    """Make the file, run both, print the table and the ratio."""
    from listlint.lexicon.store import load

    lexicon = load()
    plain = {number for number, entry in enumerate(lexicon.entries) if entry[0] == "word" and not entry[3] and not entry[4]}
    words = sorted(term for term, uses in zip(lexicon.terms, lexicon.uses, strict=True) if not plain.isdisjoint(uses))
    with tempfile.TemporaryDirectory() as folder:
        path, terms = os.path.join(folder, "rows.jsonl"), os.path.join(folder, "terms.json")
        for target, text in ((path, "\n".join(rows(words)) + "\n"), (terms, json.dumps(lexicon.terms))):
            with open(target, "w", encoding="utf-8") as file:
                file.write(text)
        commands = {
            "floor": [sys.executable, os.path.abspath(__file__), path, terms],
            "listlint": [
                sys.executable,
                "-m",
                "listlint",
                "check",
                "--isolated",
                "--no-cache",
                "--output-format",
                "jsonl",
                "--jobs",
                "1",
                path,
            ],
        }
        runs = [{name: seconds(command) for name, command in commands.items()} for _ in range(ROUNDS)]
        size = os.path.getsize(path) / 1e6
    print(f"{ROWS:,} listings, {size:.1f} MB, {len(lexicon.terms):,} terms; median of {ROUNDS}, one process each")
    for name in commands:
        took = median(run[name][0] for run in runs)
        print(f"  {name:<9} {took:6.2f} s  {took / ROWS * 1e6:6.1f} µs a listing  {size / took:6.1f} MB/s")
    print(
        f"  listlint / floor  {median(run['listlint'][0] / run['floor'][0] for run in runs):.2f}   ({runs[0]['listlint'][1]:,} diagnostics)"
    )


if __name__ == "__main__":
    if len(sys.argv) == 3:
        floor(*sys.argv[1:])
    else:
        main()
