"""The words of `composition:` in materials.yaml as the expressions that are tried around a material's name."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from functools import lru_cache
from typing import Any, NamedTuple

from listlint.composition import is_kind
from listlint.late import late
from listlint.records.lexicon import Material
from listlint.records.same import Same

FIGURE = r"\d{1,3}(?:\.\d{1,2})?"
DOWN = late("[鹅鸭羽]绒|down")
SHELL = late("棉(?![花絮胎])|麻|cotton|linen")
EXCEPTED = late("[^,，。;；\\s]{0,6}(?:弹性|弹力|氨纶|莱卡|装饰性?纤维|金属|导电|特性)[^,，。;；\\s]{0,6}除外")
"""What excepts other fibres from a share: 弹性纤维除外; 罗纹除外 only says that a part is not counted."""
WORDS = late(r"\w")
QUILT = late("[被枕垫][头芯子]?$")
"""The end of a noun for goods that have a filling."""
MADE_OF = late("质地?|材质|材料|面料|布料|料|制成?|制作|制造|织物|混纺|工艺")
JOINED = late(r"[+和与及、/&]?\Z")
LISTED = late(r"[\s,，、/+]{1,3}")
CLOTH = late(r"[^\s,，。;；]{0,6}?(?:面料|材质|混纺)")
APART = late(r"[\s,，。;；!！/|+、()（）【】\[\]]|\Z")

_RUN = r"[^\s,，。;；!！/|+、】\])]"
_STOPS = " \n,，。;；!！/|+、"
"""What ends a run, as far as it is common."""
_CARE_AGENTS = "剂油膏液水蜡乳粉霜器布"
"""What the name of a thing for care ends in; 护理, 起球 and the like only count right behind the name or its garment."""

_GUARDS = {
    "all": "[a-z]",
    "all-": "[a-z]",
    "pure": "[a-z]",
    "全": "[安健齐完周]",
    "纯": "[清单]",
    "类": "[0-9a-z一二三四甲乙丙品种分]",
    "假": "[暑寒放]",
    "如": "[自例]",
    "像": "[偶头图]",
    "非": "[南北东西]",
    "无": "[南]",
    "比": "[价对占贝]",
    "送": "[配发派运传递]",
    "起球": "[不易抗防止]",
}
"""Characters that a word may not follow: 安全棉签 does not say 全, nor A类纯棉 that it is like cotton, nor 南非羊毛 that it is not wool."""
_FOLLOWED = {
    "色": "丁|织|彩",
    "风": "衣|格",
    "面": "膜|巾|具|部|条|霜",
    "底": "裤|座|板|衫|盘|妆|部",
    "领": "带|巾|结|衣",
    "衬": "衫|衣|裤|裙",
    "芯": "片",
    "配": "[色方比件饰置料]",
    "送": "一?[礼给女男妈爸老长父母朋闺恋情客爱他她孩儿友人]",
}
"""What may not follow a word: 真丝色丁 is a weave of silk, 真丝风衣 a garment; 送女友 makes no gift of the goods."""


class Before(NamedTuple):
    """An expression for what stands right before a place, tried only where the last characters (`ends`, one or two) could end it (a space aside)."""

    pattern: re.Pattern[str]
    ends: frozenset[str]

    def search(self, text: str, head: int, place: int) -> re.Match[str] | None:
        """The match in `text` from `head` on that ends at `place`."""
        last = place - 2 if text[place - 1 : place] == " " else place - 1
        if last < head or (text[last] not in self.ends and text[last - 1 : last + 1] not in self.ends):
            return None
        return self.pattern.search(text, head, place)


class After(NamedTuple):
    """An expression for what stands right behind a place, tried only where one of its words could begin there.

    `starts` are their first characters, one or two, and `firsts` the first of those; they begin at most `within` code points behind the
    place, before any of `stops`.
    """

    pattern: re.Pattern[str]
    starts: frozenset[str]
    firsts: frozenset[str]
    within: int
    stops: str

    def match(self, text: str, place: int) -> re.Match[str] | None:
        """The match in `text` that begins at `place`."""
        if self.firsts.isdisjoint(text[place : place + self.within + 1]):
            return None
        for at in range(place, min(place + self.within + 1, len(text))):
            if text[at : at + 2] in self.starts or text[at] in self.starts:
                return self.pattern.match(text, place)
            if text[at] in self.stops:
                break
        return None


class Patterns(NamedTuple):
    """The grammar. A `Before` is searched in the stretch before a claim, the other expressions match right behind it.

    Most are long lists of words, and take milliseconds to compile and longer than a look at two characters to try.
    """

    degree_before: Before
    percent_after: re.Pattern[str]
    imitated: Before
    imitation_after: After
    negated: Before
    not_goods: re.Pattern[str]
    care: After
    care_goods: re.Pattern[str]
    excepted: re.Pattern[str]
    aside: Mapping[str, After]
    goods: After
    direct_goods: After
    of_itself: After
    short_goods: After
    part_after: After
    part_before: Before
    label_before: re.Pattern[str]
    parts: Mapping[str, str]
    headings: frozenset[str]
    filled_goods: frozenset[str]
    inside: frozenset[str]
    loose: frozenset[str]
    anywhere: frozenset[str]
    fancy: frozenset[str]


def patterns_of(grammar: Mapping[str, Any], materials: Mapping[str, Material]) -> Patterns:
    """The patterns of the two halves of materials.yaml, which may not change afterwards."""
    return _patterns(Same(grammar), Same(materials))


@lru_cache(maxsize=4)
def _patterns(same_grammar: Same, same_materials: Same) -> Patterns:
    grammar: Mapping[str, Any] = same_grammar.held
    materials: Mapping[str, Material] = same_materials.held
    parts: Mapping[str, str] = grammar.get("parts", {})
    imitation: Mapping[str, Any] = grammar.get("imitation", {})
    care = grammar.get("care", ())
    agents = [word for word in care if word[-1] in _CARE_AGENTS]
    acts = [word for word in care if word not in agents]
    nouns = grammar.get("goods", ())
    goods = _any(nouns)
    modifiers = grammar.get("modifiers", ())
    of_itself, short_goods = grammar.get("of_itself", ()), grammar.get("goods_of_short", ())
    imitating = ("一样", *imitation.get("after", ()))
    return Patterns(
        degree_before=_degree_before(grammar),
        percent_after=late(
            r"(?:的?(?:含量|占比|比例|成分)|量)?\s?(?:为|达到?|占|高达|约|[:=])?\s?"
            rf"(?P<least>[≥>])?(?P<percent>{FIGURE})\s?%(?P<more>及?以上)?(?!\s?(?:off|优惠|折|返|的?好评))"
        ),
        imitated=_imitated(imitation.get("before", ()), grammar.get("comparison", ())),
        imitation_after=_after(_any(imitating), imitating),
        negated=Before(
            late(rf"(?:{_any(grammar.get('negation', ()))})(?:任何|有|是|含)?(?:普通|一般|传统)?的?\s?\Z"),
            _ends(grammar.get("negation", ()), "何有是含通般统的"),
        ),
        not_goods=late(
            rf"(?:(?:{_any(grammar.get('gifts', ()))})[^\s,，。;；!！]{{0,6}}|(?:{_any(grammar.get('pairing', ()))})[^\s,，。;；!！]{{0,4}}"
            r"|(?:勿|不要|不可|不能|避免)[与和同跟将把]|适[合用]于?|(?<![水可机免手能])洗)\Z"
        ),
        care=_after(rf"[^,，。;；!！\n]{{0,10}}?(?:{_any(agents)})|(?:{goods})?\s?(?:{_any(acts)})", (*agents, *acts), 10, ",，。;；!！"),
        care_goods=late(_any(agents)),
        excepted=late(rf"\s?[(（]?{EXCEPTED.pattern}"),
        aside=_aside(grammar.get("aside", ()), materials),
        goods=_after(rf"[^\s,，。;；!！/|+、]{{0,8}}?(?P<noun>{goods})", nouns, 8, _STOPS),
        direct_goods=_after(rf"(?:{_any(modifiers)}){{0,3}}(?P<noun>{goods})", (*modifiers, *nouns)),
        of_itself=_after(rf"(?:面料|材质|衣物|衣服|[tT]恤)?的?(?:{_any(of_itself)})", of_itself, 3),
        short_goods=_after(_any(short_goods), short_goods),
        part_after=_after(rf"(?:材质|质地?|的)?(?P<part>{_any(parts)})", parts, 2),
        part_before=_part_before(parts, grammar.get("adjectives", ())),
        label_before=late(r"(?:^|[\s,，。;；])[\[【(]?(?:(?P<label>[㐀-鿿]{1,6})(?:[:：]|[\])】]:?)\s?|(?P<row>[㐀-鿿]{2,6})\s)\Z"),
        parts=parts,
        headings=frozenset((*grammar.get("headings", ()), *grammar.get("keys", ()))),
        filled_goods=frozenset(grammar.get("filled_goods", ())),
        inside=frozenset(slug for slug, material in materials.items() if material.data.get("inside")),
        loose=frozenset(slug for slug, material in materials.items() if material.data.get("fibre", True) or _worn(slug, materials)),
        anywhere=frozenset(grammar.get("named_anywhere", ())),
        fancy=frozenset(grammar.get("fancy", ())),
    )


def _degree_before(grammar: Mapping[str, Any]) -> Before:
    """纯, 100%, 70%, 90 before a name, words that leave it what it is between (100%澳洲羊毛)."""
    words: list[str] = [word for word in grammar.get("pure_words", ()) if not word.startswith("1")]
    adjectives = f"(?:{_any(grammar.get('adjectives', ()))})"
    hundred = rf"(?<![\d.~-])100\s?%|{_any([word for word in words if word.startswith('百')])}"
    pure = _any([word for word in words if not word.startswith("百")])
    between = _any(grammar.get("after_pure", ()))
    pattern = (
        rf"(?:(?P<pure>(?:{hundred})\s?的?{adjectives}*(?:{pure})?|(?:{pure})(?:{between})*|(?<![\da-z.~满减券购-])100(?=\Z))"
        rf"|(?<![\d.~-])(?P<percent>{FIGURE})\s?%(?P<least>及?以上)?\s?的?{adjectives}*"
        r"|(?<![\d.])(?P<bare>[5-9]\d)\+?)\s?\Z"
    )
    return Before(late(pattern), _ends([*words, *grammar.get("adjectives", ()), *grammar.get("after_pure", ())], "%上的+0123456789"))


def _aside(rows: Iterable[Mapping[str, Any]], materials: Mapping[str, Material]) -> Mapping[str, After]:
    """For each material what is kept in, or laid on, goods of it, and is itself of something else (羊毛衫收纳袋, 红木沙发坐垫)."""
    found: dict[str, After] = {}
    for row in rows:
        between = rf"{_RUN}{{0,6}}?(?:{_any(row['behind'])})" if "behind" in row else rf"{_RUN}{{1,8}}?"
        pattern = rf"{between}(?:{_any(row['things'])})(?![装组件])"  # 铸铁茶壶套装 is no 壶套
        after = _after(pattern, row.get("behind", row["things"]), 8, _STOPS)
        for slug, material in materials.items():
            if any(is_kind(slug, of, materials) or (of == "fibre" and material.data.get("fibre", True)) for of in row["of"]):
                found[slug] = after
    return found


def _imitated(imitating: Iterable[str], comparing: Iterable[str]) -> Before:
    """仿, 像, 媲美, 比普通 before a claim."""
    between = ("起", "普通", "一般", "传统", "其他", "市面", "市面上", "的")
    pattern = rf"(?:{_any(imitating)}|(?:{_any(comparing)})(?:{_any(between)}){{0,3}})\s?\Z"
    return Before(late(pattern), _ends([*imitating, *comparing, *between]))


def _part_before(parts: Mapping[str, str], adjectives: Iterable[str]) -> Before:
    """面料采用, 里料: before a claim; the name of an inner part may stand there by itself (里衬真丝, but not 圆领纯棉)."""
    inner = [word for word, kind in parts.items() if len(word) > 1 and kind in ("lining", "filling", "crotch", "insole", "upper", "shell")]
    said_to_be = r"(?:材质|的)?(?:均?(?:采用|选用|使用|用|为|是|含)|[:：]\s?|[\])】][:：]?\s?)"
    pattern = rf"(?:(?P<part>{_any(parts)}){said_to_be}|(?P<inner>{_any(inner)}))(?:{_any(adjectives)})*\Z"
    said = {before + end for before in {*(word[-1] for word in parts), *"质的均采选使])】"} for end in "用为是含:：])】"}
    return Before(late(pattern), _ends([*inner, *adjectives, *said]))


def _worn(slug: str, materials: Mapping[str, Material]) -> bool:
    """Whether a material that is no fibre is one that goods are named after at a distance (真皮男士手提包): leather, fur, wood."""
    return any(is_kind(slug, of, materials) for of in ("leather", "fur", "solid-wood"))


def _any(words: Iterable[str]) -> str:
    """The words as alternatives, longest first, each with its guards; nothing matches where there are none.

    The first characters are looked for at once: most places of a text begin none of the words.
    """
    ordered = sorted(words, key=lambda word: (-len(word), word))
    if not ordered:
        return r"(?!)"
    first = "".join(sorted({re.escape(word[0]) for word in ordered}))
    return f"(?=[{first}])(?:{'|'.join(map(_guarded, ordered))})"


def _guarded(word: str) -> str:
    before = f"(?<!{_GUARDS[word]})" if word in _GUARDS else ""
    after = f"(?!{_FOLLOWED[word]})" if word in _FOLLOWED else ""
    return before + re.escape(word) + after


def _ends(words: Iterable[str], also: str = "") -> frozenset[str]:
    return frozenset(also).union(word[-2:] for word in words)


def _after(pattern: str, words: Iterable[str], within: int = 0, stops: str = "") -> After:
    """The expression, and these words as those of which one begins where it can match."""
    starts = frozenset(word[:2] for word in words)
    return After(late(pattern), starts, frozenset(start[0] for start in starts), within, stops)
