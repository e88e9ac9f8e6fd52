"""The ways a seller may spell a barred word, worked out by hand and not from the product's own tables.

`rows` makes the tables of fixtures/disguises, disguised.tsv of barred words and claims.tsv of materials; `pytest tests/test_disguises.py
tests/test_disguised_claims.py --write` writes them.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from typing import NamedTuple
from unicodedata import normalize


class Row(NamedTuple):
    """One disguised word in copy. `form` is how `copy` is handed over: text, json or yaml; `said` is what a person would underline."""

    kind: str
    rule: str
    word: str
    form: str
    copy: str
    said: str


COPY = (
    ("absolute-term", "最佳", "送妈妈的{}礼物"),
    ("absolute-term", "最好", "送给宝宝{}的礼物"),
    ("unproven-lowest-price", "最低价", "工厂直供，{}"),
    ("absolute-term", "最舒适", "这款鞋垫{}，久站不累"),
    ("absolute-term", "国家级", "{}面料工艺，洗后依旧挺括"),
    ("absolute-term", "世界级", "{}的降噪水准"),
    ("absolute-term", "顶级", "今年的{}羊绒围巾"),
    ("absolute-term", "顶尖", "{}工艺打造"),
    ("absolute-term", "极品", "{}龙井，明前采摘"),
    ("absolute-term", "绝佳", "触感{}的真丝枕巾"),
    ("absolute-term", "首选", "秋冬{}保湿面霜"),
    ("unproven-ranking", "销量第一", "全国{}的电热水壶"),
    ("unproven-ranking", "销量冠军", "连续三年{}，送料理机"),
    ("unproven-ranking", "NO.1", "收纳箱全网销量{}"),
    ("unproven-uniqueness", "独家", "{}配方，酸甜适口"),
    ("unproven-uniqueness", "唯一", "业内{}采用冷轧工艺的厂家"),
)
CLAIMS = (
    ("impure-material-claim", "纯棉", "桃溪女童{}短袖睡衣套装", "棉80% 聚酯纤维20%"),
    ("impure-material-claim", "全棉", "桃溪加厚{}四件套", "棉60% 聚酯纤维40%"),
    ("impure-material-claim", "百分百棉", "桃溪男士{}衬衫", "棉65% 聚酯纤维35%"),
    ("impure-material-claim", "100%棉", "桃溪{}毛巾两条装", "棉70% 聚酯纤维30%"),
    ("impure-material-claim", "纯羊毛", "桃溪{}盖毯", "绵羊毛50% 腈纶50%"),
    ("absent-material", "真丝", "桃溪{}连衣裙女夏", "聚酯纤维100%"),
    ("absent-material", "真皮", "桃溪{}女包手提", "聚氨酯100%"),
    ("absent-material", "羊绒", "桃溪宽松{}大衣", "聚酯纤维100%"),
    ("absent-material", "羊毛", "桃溪{}围巾男冬", "腈纶100%"),
    ("absent-material", "桑蚕丝", "桃溪{}衬衫女", "粘纤100%"),
    ("absent-material", "亚麻", "桃溪{}衬衫男", "聚酯纤维100%"),
    ("absent-material", "牛皮", "桃溪{}腰带男", "聚氨酯100%"),
    ("absent-material", "实木", "桃溪{}书桌", "密度板"),
)
"""What copy says of materials, the copy, and a composition that does not bear it out."""
TRADITIONAL = str.maketrans("级国极价选独绝军销界顶质纯丝绒亚蚕实", "級國極價選獨絕軍銷界頂質純絲絨亞蠶實")
VARIANT = {"国": "囯圀囻", "最": "朂", "家": "傢", "界": "畍", "第": "苐", "世": "丗", "价": "価", "选": "選", "顶": "頂", "冠": "冦"}
VARIANT |= {"亚": "亜", "麻": "蔴", "真": "眞"}
LOOK = {"级": "圾", "顶": "项", "佳": "隹", "最": "朂", "家": "冢", "选": "迭", "独": "浊", "低": "底", "尖": "尘", "第": "笫"}
LOOK |= {"棉": "绵", "亚": "亜", "绒": "羢"}
LOOK |= {"品": "晶", "好": "妤", "冠": "寇", "唯": "惟", "国": "囯", "极": "枥"}
SOUND = {
    "最": "蕞醉罪",
    "佳": "嘉",
    "家": "佳",
    "级": "圾",
    "极": "级",
    "品": "拼",
    "顶": "鼎",
    "尖": "煎",
    "国": "帼",
    "价": "架",
    "首": "守",
}
SOUND |= {"选": "癣", "独": "毒", "绝": "蕨", "唯": "惟", "冠": "莞", "世": "势", "第": "弟", "低": "滴", "界": "届", "舒": "舒"}
SOUND |= {"纯": "唇", "棉": "绵", "真": "珍", "丝": "斯", "绒": "蓉", "羊": "佯", "麻": "蔴", "牛": "妞", "皮": "披", "木": "沐"}
SPLIT = {
    "棉": "木帛",
    "纯": "纟屯",
    "绒": "纟戎",
    "蚕": "天虫",
    "麻": "广林",
    "顶": "丁页",
    "级": "纟及",
    "佳": "亻圭",
    "极": "木及",
    "国": "囗玉",
    "家": "宀豕",
    "选": "辶先",
    "独": "犭虫",
    "低": "亻氐",
}
SPLIT |= {"价": "亻介", "界": "田介", "唯": "口隹"}
PINYIN = dict(
    zip(
        "最佳好低价舒适国家级世界顶尖极品绝首选销量第一冠军独唯纯棉全百分羊毛绒真丝皮桑蚕亚麻牛实木",
        "zui jia hao di jia shu shi guo jia ji shi jie ding jian ji pin jue shou xuan xiao liang di yi guan jun du wei "
        "chun mian quan bai fen yang mao rong zhen si pi sang can ya ma niu shi mu".split(),
        strict=True,
    )
)
RADICAL = {normalize("NFKC", chr(code)): chr(code) for code in range(0x2F00, 0x2FD6)}
CYRILLIC = {"N": "Ν", "O": "О"}
CLOSING = re.compile(r"(?:</\w+>|】)$")
"""What stands after the last character is not underlined."""
ENCODED = {"full width", "traditional", "case", "circled digit", "superscript digit", "mathematical letters", "Kangxi radical"}
ENCODED |= {"zero-width space", "zero-width joiner", "soft hyphen", "variation selector", "bidi control", "byte order mark"}
ENCODED |= {"HTML tag", "HTML comment", "decimal entity", "hexadecimal entity", "JSON escape", "YAML escape"}
"""The kinds that change how a word is encoded and not what a reader sees: none may be missed."""


def between(mark: str) -> Callable[[str], Iterator[str]]:
    def spell(word: str) -> Iterator[str]:
        yield mark.join(word)

    return spell


def one(table: dict[str, str]) -> Callable[[str], Iterator[str]]:
    """One character at a time replaced by each form the table has for it."""

    def spell(word: str) -> Iterator[str]:
        for at, char in enumerate(word):
            for form in table.get(char, ""):
                if form != char:
                    yield word[:at] + form + word[at + 1 :]

    return spell


def whole(table: dict[str, str]) -> Callable[[str], Iterator[str]]:
    """One character at a time replaced by all that the table has for it."""

    def spell(word: str) -> Iterator[str]:
        for at, char in enumerate(word):
            if char in table:
                yield word[:at] + table[char] + word[at + 1 :]

    return spell


def mapped(change: Callable[[str], str]) -> Callable[[str], Iterator[str]]:
    def spell(word: str) -> Iterator[str]:
        if change(word) != word:
            yield change(word)

    return spell


def repeated(times: int) -> Callable[[str], Iterator[str]]:
    def spell(word: str) -> Iterator[str]:
        if written(word):
            yield from (word[:at] + char * times + word[at + 1 :] for at, char in enumerate(word) if at < len(word) - 1)

    return spell


def written(word: str) -> bool:
    """Whether it is written in characters alone."""
    return not any(char.isascii() for char in word)


def pinyin(word: str) -> Iterator[str]:
    if written(word):
        yield "".join(PINYIN[char] for char in word)


def then(first: Callable[[str], Iterator[str]], mark: str) -> Callable[[str], Iterator[str]]:
    """The first spelling, with a mark between its characters."""

    def spell(word: str) -> Iterator[str]:
        yield from (mark.join(spelt) for spelt in list(first(word))[:1])

    return spell


def shifted(text: str, **first: int) -> str:
    starts = {"0": first["digit"], "A": first["upper"]}
    return "".join(
        chr(starts["0"] + int(c))
        if c.isdigit() and starts["0"]
        else chr(starts["A"] + ord(c) - 65)
        if "A" <= c <= "Z" and starts["A"]
        else c
        for c in text
    )


def tagged(word: str) -> Iterator[str]:
    yield f"{word[0]}<b>{word[1]}</b>{word[2:]}"
    yield f"{word[0]}<span style='color:red'>{word[1:]}</span>"


KINDS: dict[str, Callable[[str], Iterator[str]]] = {
    "full width": mapped(lambda w: "".join(chr(ord(c) + 0xFEE0) if "!" <= c <= "~" else c for c in w)),
    "traditional": mapped(lambda w: w.translate(TRADITIONAL)),
    "variant": one(VARIANT),
    "case": mapped(str.lower),
    "circled digit": mapped(lambda w: w.replace("一", "①").replace("1", "①")),
    "negative circled digit": mapped(lambda w: w.replace("一", "❶").replace("1", "❶")),
    "superscript digit": mapped(lambda w: w.replace("一", "¹").replace("1", "¹")),
    "Chinese digit": mapped(lambda w: w.replace("1", "一")),
    "financial digit": mapped(lambda w: w.replace("1", "壹").replace("一", "壹")),
    "full-width digit": mapped(lambda w: w.replace("1", "１").replace("一", "１")),
    "digit for a numeral": mapped(lambda w: w.replace("一", "1")),
    "numero sign": mapped(lambda w: w.replace("NO.", "№")),
    "mathematical letters": mapped(lambda w: shifted(w, digit=0x1D7CE, upper=0x1D400)),
    "Cyrillic and Greek letters": whole(CYRILLIC),
    "zero for O": mapped(lambda w: w.replace("O", "0")),
    "O for zero": mapped(lambda w: w.replace("0", "O")),
    "Kangxi radical": whole(RADICAL),
    "space": between(" "),
    "ideographic space": between("\u3000"),
    "thin space": between("\u2009"),
    "no-break space": between("\u00a0"),
    "two spaces": between("  "),
    "full stop": between("."),
    "hyphen": between("-"),
    "asterisk": between("*"),
    "underscore": between("_"),
    "tilde": between("~"),
    "slash": between("/"),
    "vertical rule": between("|"),
    "middle dot": between("·"),
    "ideographic comma": between("、"),
    "full-width comma": between("，"),
    "ideographic full stop": between("。"),
    "brackets": mapped(lambda w: f"{w[0]}【{w[1]}】{w[2:]}" if len(w) > 2 else f"{w[0]}【{w[1]}】"),
    "stroke": between("丨"),
    "zero-width space": between("\u200b"),
    "zero-width joiner": between("\u200d"),
    "soft hyphen": between("\u00ad"),
    "variation selector": between("\ufe0f"),
    "bidi control": between("\u202c"),
    "byte order mark": between("\ufeff"),
    "combining mark": between("\u0336"),
    "emoji": between("❤"),
    "emoji with selector": between("❤️"),
    "joined emoji": between("👨‍👩‍👧"),
    "repeated character": repeated(2),
    "often repeated character": repeated(4),
    "homophone": one(SOUND),
    "whole pinyin": pinyin,
    "pinyin in capitals": lambda w: (spelt.upper() for spelt in pinyin(w)),
    "mixed pinyin": whole(PINYIN),
    "look-alike": one(LOOK),
    "split character": whole(SPLIT),
    "HTML tag": tagged,
    "HTML comment": mapped(lambda w: f"{w[0]}<!-- x -->{w[1:]}"),
    "decimal entity": mapped(lambda w: f"{w[0]}&#{ord(w[1])};{w[2:]}"),
    "hexadecimal entity": mapped(lambda w: "".join(f"&#x{ord(c):x};" for c in w)),
    "JSON escape": mapped(lambda w: "".join(f"\\u{ord(c):04x}" for c in w)),
    "YAML escape": mapped(lambda w: f"\\u{ord(w[0]):04x}{w[1:]}"),
    "homophone and space": then(one(SOUND), " "),
    "look-alike and zero-width": then(one(LOOK), "\u200b"),
    "split and middle dot": then(whole(SPLIT), "·"),
    "pinyin and hyphen": lambda w: iter(["-".join(PINYIN[c] for c in w)] if written(w) else []),
    "mixed pinyin and emoji": lambda w: iter([f"{PINYIN[w[0]]}❤{w[1:]}"] if written(w) else []),
    "tag and homophone": lambda w: (f"{s[0]}<i>{s[1:]}</i>" for s in list(one(SOUND)(w))[:1]),
    "traditional and space": then(mapped(lambda w: w.translate(TRADITIONAL)), " "),
    "repeated and space": lambda w: iter([f"{w[0]} {w[0]} {w[1:]}"] if written(w) else []),
}


def rows() -> Iterator[Row]:
    """Every barred word in every spelling that changes it."""
    return _rows(COPY)


def claims() -> Iterator[Row]:
    """Every claim of material in every spelling that changes it."""
    return _rows([claim[:3] for claim in CLAIMS])


def _rows(words: Iterable[tuple[str, str, str]]) -> Iterator[Row]:
    for kind, spell in KINDS.items():
        form = {"JSON escape": "json", "YAML escape": "yaml"}.get(kind, "text")
        for rule, word, copy in words:
            for said in dict.fromkeys(spell(word)):
                yield Row(kind, rule, word, form, copy.format(said), said)
