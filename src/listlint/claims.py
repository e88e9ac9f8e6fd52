"""What copy says of materials: 纯棉, 含棉95%, 真丝连衣裙, and what only sounds like it (仿真丝, 送纯棉袜, 羊毛衫洗涤剂).

The words come from `composition:` of materials.yaml; the grammar around a name is here, in the order it is read:

1. A name inside a longer name or a look-alike (记忆棉) is none. Of `100%` before and after, the nearer free one is its own.
2. What stands before the whole claim may turn it: 仿真丝 is an imitation, 非纯棉 negated, 比纯棉更柔 and 媲美真丝 a comparison
   (reported as an imitation: it says the goods are something else).
3. Care for the material (羊毛衫洗涤剂), gifts (送纯棉袜) and what is worn with the goods (搭配真丝围巾) are no claim.
4. With a degree it is a pure or percent claim. Without one it is a claim only where it says what the goods are: before a noun
   for goods or 面料, 材质, 制; or as a word by itself in a title. A bare 棉 before 服, 衣, 拖, 被 means padded and is none.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from functools import lru_cache
from typing import Any, NamedTuple

from listlint.records.document import Field
from listlint.records.lexicon import Material
from listlint.records.mention import Claim
from listlint.records.span import SourceMap, Span

REACH = 16
"""Code points on either side of a name that its grammar is looked for in."""


class Degree(NamedTuple):
    """How much is claimed: the claim's whole span, percent (None: no figure), whether purely, whether at least that much."""

    span: Span
    percent: float | None
    pure: bool
    at_least: bool = False


def claims(
    field: Field,
    text: str,
    names: Sequence[tuple[Span, str]],
    source: SourceMap | None,
    materials: Mapping[str, Material],
    grammar: Mapping[str, Any],
) -> tuple[Claim, ...]:
    """The claims of a field, in the order of its text.

    `text` is the normalised text, `names` every occurrence in it of a material's name (its slug) or of a look-alike (""),
    overlapping ones included; `source` carries spans to the field's own text (None: the same).
    """
    kept = _names(text, names)
    if not kept:
        return ()
    patterns = _patterns(_Same(grammar))
    title = field.role == "title"
    if title and patterns.care_goods.search(text):
        return ()
    found: list[Claim] = []
    taken = 0  # the end of the last claim: a figure before it is spent
    following = [span.start for span, _ in kept[1:]] + [-1]
    for (name, slug), next_name in zip(kept, following, strict=True):
        degree = _degree(text, name, taken, patterns)
        claim = _claim(field, text, name, slug, degree, next_name, patterns)
        taken = degree.span.end
        if claim is not None:
            found.append(claim if source is None else claim._replace(span=source.span(claim.span)))
    return tuple(found)


def _names(text: str, names: Sequence[tuple[Span, str]]) -> list[tuple[Span, str]]:
    """The names that stand by themselves: of overlapping ones the longest, then the first; of one place a look-alike before a name."""
    if len(names) == 1:
        return [names[0]] if names[0][1] and _whole(text, names[0][0]) else []
    kept: list[tuple[Span, str]] = []
    for span, slug in sorted(names, key=lambda name: (name[0].start - name[0].end, name[0].start, name[1])):
        if all(span.end <= other.start or other.end <= span.start for other, _ in kept):
            kept.append((span, slug))
    return sorted((span, slug) for span, slug in kept if slug and _whole(text, span))


def _whole(text: str, span: Span) -> bool:
    """Whether a Latin name is a word of its own (wool, not woolen)."""
    if not text[span.start].isascii():
        return True
    before, after = text[span.start - 1 : span.start] if span.start else "", text[span.end : span.end + 1]
    return not (before.isascii() and before.isalpha() or after.isascii() and after.isalpha())


def _degree(text: str, name: Span, taken: int, patterns: _Patterns) -> Degree:
    """The degree a name is claimed in, from the figure or the word before it, else from the figure after it."""
    start, end = name
    before = patterns.degree_before.search(text, max(taken, start - REACH), start)
    after = patterns.percent_after.match(text, end)
    if before is not None:
        if before["pure"]:
            closed = after.end() if after is not None and float(after["percent"]) == 100 else end
            return Degree(Span(before.start("pure"), closed), 100.0, True)
        percent = float(before["percent"] or before["bare"])
        if before["percent"] or patterns.down.search(text, start, end):
            if percent <= 100 and not (before["bare"] and percent < 50):
                span = Span(before.start("percent") if before["percent"] else before.start("bare"), end)
                return Degree(span, percent, percent == 100, bool(before["least"]))
    if after is not None and float(after["percent"]) <= 100:
        percent = float(after["percent"])
        begin = start - 1 if text[start - 1 : start] == "含" and start else start
        return Degree(Span(begin, after.end()), percent, percent == 100, bool(after["least"]))
    return Degree(name, None, False)


def _claim(field: Field, text: str, name: Span, slug: str, degree: Degree, next_name: int, patterns: _Patterns) -> Claim | None:
    """The claim at a name, or None where it is none; its span is of the normalised text."""
    start, end = degree.span
    head = max(0, start - REACH)
    if patterns.not_goods.search(text, head, start) or patterns.care.match(text, name.end):
        return None
    if patterns.negated.search(text, head, start):
        return Claim(field, degree.span, "negated", slug, degree.percent)
    if patterns.imitated.search(text, head, start) or patterns.imitation_after.match(text, end):
        return Claim(field, degree.span, "imitation", slug, degree.percent)
    goods = patterns.goods.match(text, name.end)
    noun = goods["noun"] if goods else ""
    part = _part(text, name, degree, noun, patterns)
    excepted = patterns.excepted.match(text, end) is not None
    if degree.percent is not None:
        kind = "pure" if degree.pure and not degree.at_least else "percent"
        return Claim(field, degree.span, kind, slug, degree.percent, part, degree.at_least, excepted, noun)
    if _names_goods(text, name, field.role, noun, part, next_name, patterns):
        return Claim(field, name, "named", slug, None, part, goods=noun)
    return None


def _part(text: str, name: Span, degree: Degree, noun: str, patterns: _Patterns) -> str | None:
    """The class of the part the copy ties a claim to: a part's word after it, or before it; a quilt's material is its filling."""
    after = patterns.part_after.match(text, degree.span.end)
    if after is not None:
        return patterns.parts[after["part"]]
    before = patterns.part_before.search(text, max(0, degree.span.start - REACH), degree.span.start)
    if before is not None:
        return patterns.parts[before["part"]]
    filled = noun in FILLED and not patterns.shell.search(text, *name)
    return "filling" if filled or patterns.down.search(text, *name) else None


def _names_goods(text: str, name: Span, role: str, noun: str, part: str | None, next_name: int, patterns: _Patterns) -> bool:
    """Whether a name without a degree says what the goods are, or a part of them, are made of."""
    if patterns.made_of.match(text, name.end):
        return True
    if name.end - name.start == 1:  # 棉, 麻, 皮 …: too short to be a word of its own
        close = patterns.goods_of_short.match(text, name.end)
        return close is not None or next_name == name.end and patterns.goods.match(text, name.end + 1) is not None
    if noun or part is not None:
        return True
    return role == "title" and patterns.apart.match(text, name.end) is not None


FILLED = frozenset("被 被子 被芯 夏被 冬被 夏凉被 春秋被 秋冬被 空调被 子母被 枕 枕头 枕芯 靠枕 褥子 床褥 垫被 羽绒服".split())
"""Goods that a material names by what they are filled with: a 羊毛被 is filled with wool."""

_GOODS = """
t恤 衬衫 衬衣 上衣 外套 大衣 风衣 毛衣 针织衫 针织 开衫 毛衫 羊毛衫 套衫 打底衫 打底裤 卫衣 背心 马甲 夹克 西装 西服 西裤 休闲裤 牛仔裤 长裤 短裤
阔腿裤 裤子 裤 连衣裙 半身裙 长裙 短裙 旗袍 裙子 裙 衫 睡衣 睡袍 睡裙 睡裤 家居服 内衣 内裤 文胸 吊带 秋衣 秋裤 保暖裤 泳衣 袜子 袜 手套 帽子 帽 围巾 披肩 丝巾
方巾 领带 眼罩 口罩 腰带 皮带 钱包 卡包 手提包 单肩包 斜挎包 双肩包 公文包 背包 包包 包 鞋子 鞋 靴子 靴 拖鞋 凉鞋 沙发 座椅 椅子 椅 手机壳 手机套 保护套 保护壳 皮套 皮衣 表带
手机包 床单 床笠 床品 床罩 被套 被罩 枕套 枕巾 四件套 三件套 六件套 件套 套件 毛毯 毯子 盖毯 地毯 地垫 毯 毛巾 浴巾 浴袍 方巾 面巾 抱枕 坐垫 床垫 凉席 席子 窗帘 桌布 抱枕芯
被 被子 被芯 夏被 冬被 夏凉被 春秋被 秋冬被 空调被 子母被 枕 枕头 枕芯 靠枕 褥子 床褥 垫被 羽绒服 服 衣 床 桌 餐桌 书桌 茶几 柜 床头柜 电视柜 衣柜 书柜 书架 凳 餐椅 家具 门 地板
砧板 菜板 木梳 梳子 手镯 手链 项链 耳钉 耳环 耳饰 戒指 吊坠 首饰 脚链 锁骨链 锅 杯 碗 勺 筷 盆 壶 刀 哺乳衣 连体衣 爬服 哈衣 包被 口水巾 围兜 肚兜 隔尿垫 尿布 帆布 布料 面纱
""".split()
_SHORT_GOODS = """
t恤 衬衫 衬衣 袜子 袜 内裤 毛巾 浴巾 床单 床笠 床品 被套 被罩 枕套 四件套 三件套 件套 短裤 连衣裙 半身裙 毛毯 毯 浴袍 手帕 口水巾 帆布 纱布
""".split()


class _Same:
    """A mapping taken as itself, so that what is made of it can be remembered."""

    __slots__ = ("value",)

    def __init__(self, value: Mapping[str, Any]) -> None:
        self.value = value

    def __hash__(self) -> int:
        return id(self.value)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, _Same) and other.value is self.value


class _Patterns(NamedTuple):
    """The grammar as expressions: those that end at a claim are searched in the REACH before it, the others match right after it."""

    degree_before: re.Pattern[str]
    percent_after: re.Pattern[str]
    imitated: re.Pattern[str]
    imitation_after: re.Pattern[str]
    negated: re.Pattern[str]
    not_goods: re.Pattern[str]
    care: re.Pattern[str]
    care_goods: re.Pattern[str]
    excepted: re.Pattern[str]
    goods: re.Pattern[str]
    goods_of_short: re.Pattern[str]
    made_of: re.Pattern[str]
    apart: re.Pattern[str]
    part_after: re.Pattern[str]
    part_before: re.Pattern[str]
    down: re.Pattern[str]
    shell: re.Pattern[str]
    parts: Mapping[str, str]


_MODIFIER = (
    "天然|原生|进口|优质|优选|精选|特级|高级|有机|头层|真|澳洲|澳大利亚|新西兰|新疆|埃及|匹马|美国|泰国|内蒙古?|法国|意大利|高支|精梳|水洗|双面|细"
)
_FIGURE = r"\d{1,3}(?:\.\d{1,2})?"
_NOT_FIRST = {"类": "[a-z一二三四甲乙丙品种分]", "假": "[暑寒放]", "如": "[自例比]", "像": "[偶头图]", "非": "[南北东西]", "比": "[价对占]", "无": "[南]"}
"""What an imitating, negating or comparing word may not follow: A类纯棉 is no likeness of cotton, 南非羊毛 no denial of wool."""


@lru_cache(maxsize=4)
def _patterns(same: _Same) -> _Patterns:
    """The patterns of a grammar, the `composition:` mapping of materials.yaml."""
    grammar = same.value
    pure = "|".join(rf"(?<![安健齐完清单])纯" if w == "纯" else rf"(?<![安健齐完周])全" if w == "全" else re.escape(w) for w in ("纯", "全"))
    hundred = r"(?<![\d.\-~])100\s*%|百分之?百|百分之一百"
    parts = grammar.get("parts", {})
    care = _any(grammar.get("care", ()))
    imitation = grammar.get("imitation", {})
    return _Patterns(
        degree_before=re.compile(
            rf"(?:(?P<pure>(?:{hundred})\s*(?:的|(?:{_MODIFIER}))*(?:{pure})?|(?:{pure})|pure|all(?=\s))"
            rf"|(?<![\d.\-~])(?P<percent>{_FIGURE})\s*%\s*(?P<least>及?以上)?的?(?:{_MODIFIER})*(?:纯)?"
            r"|(?<![\d.年])(?P<bare>\d\d)\+?)\s*\Z"
        ),
        percent_after=re.compile(
            rf"(?:的?(?:含量|占比|比例|成分))?\s*(?:为|达到?|占|高达|约|[:=])?\s*(?P<least>[≥>])?(?P<percent>{_FIGURE})\s*%(?!\s*(?:off|优惠|折|返|的?好评))"
        ),
        imitated=re.compile(
            rf"(?:{_leading(imitation.get('before', ()))}|(?:{_leading(grammar.get('comparison', ()))})(?:起|普通|一般|传统|其他|市面上?|的){{0,3}})\s?\Z"
        ),
        imitation_after=re.compile(rf"(?:一样|{_any(imitation.get('after', ()), '(?!丁|织|彩)')})"),
        negated=re.compile(rf"(?:{_leading(grammar.get('negation', ()))})(?:任何|有|是|含)?\Z"),
        not_goods=re.compile(
            rf"(?:(?<![配发派运传递])(?:{_any(grammar.get('gifts', ()))})(?!一?[礼给女男妈爸老长父母朋闺恋情客爱他她孩儿友人])[^\s,，。;；!！]{{0,6}}"
            r"|(?:搭配|外搭|内搭|配上|搭上|可搭)[^\s,，。;；!！]{0,4}|(?<![水可机免手能])洗)\Z"
        ),
        care=re.compile(rf"[^,，。;；!！\n]{{0,10}}?(?:{care}|专用洗|收纳袋|压缩袋|去球器)"),
        care_goods=re.compile("|".join(re.escape(w) for w in grammar.get("care", ()) if w[-1] in "剂油膏液水蜡乳粉霜") or r"(?!)"),
        excepted=re.compile(r"\s?[(（]?[^,，。;；\s]{0,12}除外"),
        goods=re.compile(rf"[^\s,，。;；!！/|+、]{{0,8}}?(?P<noun>{_any(_GOODS)})"),
        goods_of_short=re.compile(rf"(?:{_any(_SHORT_GOODS)})"),
        made_of=re.compile(r"(?:质地?|材质|材料|面料|布料|料|制成?|制作|制造|织物|混纺|工艺)"),
        apart=re.compile(r"[\s,，。;；!！/|+、()（）【】\[\]]|\Z"),
        part_after=re.compile(rf"(?:材质|质地?|的)?(?P<part>{_any(parts)})"),
        part_before=re.compile(rf"(?P<part>{_any(parts)})(?:均?(?:采用|选用|使用|用|为|是|加|含)|材质|的|[:：\s])*(?:优质|柔软|亲肤|{_MODIFIER})*\Z"),
        down=re.compile("[鹅鸭羽]绒|down"),
        shell=re.compile("[棉麻]|cotton|linen"),
        parts=parts,
    )


def _any(words: Sequence[str] | Mapping[str, str], after: str = "") -> str:
    """The words as alternatives, longest first; nothing matches where there are none."""
    ordered = sorted(words, key=lambda word: (-len(word), word))
    return "|".join(re.escape(word) + (after if word == "色" else "") for word in ordered) or r"(?!)"


def _leading(words: Sequence[str]) -> str:
    """The words as alternatives, longest first, none of them after what _NOT_FIRST bars."""
    ordered = sorted(words, key=lambda word: (-len(word), word))
    return "|".join((f"(?<!{_NOT_FIRST[word]})" if word in _NOT_FIRST else "") + re.escape(word) for word in ordered) or r"(?!)"
