"""Listings in JSONL, one process, beside the floor: the same rows decoded and searched for the same words, and no more.

Two files: 200,000 short listings, most of which hold no word that is looked for, and 100,000 titles as marketplaces have them: 50 characters
long, brands and models in most of them, a material in one of four. The floor is `json.loads` of each line and one call of the bare automaton on its
title. All are whole processes, interleaved, and their processor time is compared, which other work on the machine leaves alone.
Aim: listlint at most 3 times the floor.
"""

from __future__ import annotations

import json
import os
import random
import resource
import subprocess
import sys
import tempfile
from statistics import median

ROWS = 200_000
TITLES = 100_000
ROUNDS = 3
HIT_SHARE = 0.05
STUFF_SHARE = 0.25
SEED = 20260117

BRANDS = "小满衣橱 眠山 鹿泉 半坡 松果屋 青禾 木已 云上居 阿拾 远山 有间 八音盒".split()
QUALITIES = "轻薄 加厚 宽松 修身 便携 静音 防滑 可水洗 大容量 复古 简约 透气 柔软 免打孔 折叠 双层 秋冬 夏季 新款 家用 学生 通勤".split()
GOODS = (
    "短袖T恤 连衣裙 风衣 四件套 空调被 保温杯 电饭煲 收纳箱 台灯 面霜 口红 洗发水 坚果 乌龙茶 运动鞋 双肩包 手机壳 书桌 窗帘 拖鞋".split()
)
FACTS = "500ml 30袋 1.8米 250g 三件装 40cm 两双 M-3XL 白色 雾蓝 女 男 儿童 男女同款 送收纳袋 支持定制".split()
COMPOSITIONS = ("棉95% 氨纶5%", "聚酯纤维100%", "棉60% 聚酯纤维40%", "绵羊毛50% 锦纶50%", "")

MAKERS = "华为 小米 苹果 OPPO 三星 联想 索尼 晨光 得力 戴尔 未名（WeiMing） 青石（QINGSHI） 北窗 远山 松果屋 M&W".split()
MODELS = "P40 X27 iPhone12 Mate30Pro R15 A8 S2021 K-301 T480 GP1280 AGP-02 9S M2 V5.0 Note8".split()
ARTICLES = "手机壳 手机膜 充电器 数据线 耳机 保护套 笔记本 中性笔 书包 水杯 床单 枕套 台灯 支架 键盘 鼠标垫 风扇 扳手 水龙头 花洒 饭盒 衬衫 牛仔裤 袜子".split()
STUFFS = "硅胶 玻璃 不锈钢 塑料 金属 牛皮 纯棉 亚麻 真丝 实木 陶瓷 铝合金 PU皮 钢化玻璃 涤纶 羊毛".split()
TRAITS = (
    "防摔 全包 透明 磨砂 超薄 防水 加厚 快充 便携 静音 防滑 创意 简约 卡通 男女款 通用 大号 迷你 家用 车载 学生 办公 送礼物 礼盒装 套装 "
    "2021新款 新品 夏季 升级版".split()
)


def titles(words: list[str]) -> list[str]:
    """Lines with a title each as marketplaces have them: always the same for the same words, of which one in twenty holds one more."""
    chance = random.Random(SEED)
    lines = []
    for number in range(TITLES):
        parts = [chance.choice(MAKERS), "适用" + chance.choice(MODELS), "".join(chance.sample(TRAITS, 3)) + chance.choice(ARTICLES)]
        stuff = chance.choice(STUFFS) if chance.random() < STUFF_SHARE else ""
        parts += ["".join(chance.sample(TRAITS, 2)), stuff + chance.choice(ARTICLES), *chance.sample(FACTS, 2)]
        if chance.random() < HIT_SHARE:
            parts.insert(chance.randrange(1, 6), chance.choice(words))
        lines.append(json.dumps({"id": f"t{number:06}", "title": " ".join(parts)}, ensure_ascii=False))
    return lines


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
    """The processor time a command takes, and how many lines it writes."""
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    done = subprocess.run(command, capture_output=True)
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    if done.returncode not in (0, 1) or done.stderr:
        raise SystemExit(f"{command} failed:\n{done.stderr.decode()[-2000:]}")
    return after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime, done.stdout.count(b"\n")


def measured(name: str, lines: list[str], terms: str, folder: str) -> None:
    """Run both on these lines; print the table and the ratio."""
    path = os.path.join(folder, "rows.jsonl")
    with open(path, "w", encoding="utf-8") as file:
        file.write("\n".join(lines) + "\n")
    check = [sys.executable, "-m", "listlint", "check", "--isolated", "--no-cache", "--output-format", "jsonl", "--jobs", "1", path]
    commands = {"floor": [sys.executable, os.path.abspath(__file__), path, terms], "listlint": check}
    runs = [{name: seconds(command) for name, command in commands.items()} for _ in range(ROUNDS)]
    size, count = os.path.getsize(path) / 1e6, len(lines)
    print(f"{name}: {count:,} listings, {size:.1f} MB; processor time, median of {ROUNDS}, one process each")
    for name in commands:
        took = median(run[name][0] for run in runs)
        print(f"  {name:<9} {took:6.2f} s  {took / count * 1e6:6.1f} µs a listing  {count / took:9,.0f} a second  {size / took:6.1f} MB/s")
    ratio = median(run["listlint"][0] / run["floor"][0] for run in runs)
    print(f"  listlint / floor  {ratio:.2f}   ({runs[0]['listlint'][1]:,} diagnostics)", flush=True)


def main() -> None:
    """Make the files, run both on each."""
    from listlint.lexicon.store import load

    lexicon = load()
    plain = {number for number, entry in enumerate(lexicon.entries) if entry[0] == "word" and not entry[3] and not entry[4]}
    words = sorted(term for term, uses in zip(lexicon.terms, lexicon.uses, strict=True) if not plain.isdisjoint(uses))
    with tempfile.TemporaryDirectory() as folder:
        terms = os.path.join(folder, "terms.json")
        with open(terms, "w", encoding="utf-8") as file:
            json.dump(lexicon.terms, file)
        measured("short", rows(words), terms, folder)
        measured("titles", titles(words), terms, folder)


if __name__ == "__main__":
    if len(sys.argv) == 3:
        floor(*sys.argv[1:])
    else:
        main()
