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
from collections.abc import Iterable, Mapping, Sequence
from functools import lru_cache
from typing import Any, NamedTuple

from listlint.composition import is_kind
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
    patterns = _patterns(_Same(grammar), _Same(materials))
    if field.role == "title" and patterns.care_goods.search(text):
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
    return not ((before.isascii() and before.isalpha()) or (after.isascii() and after.isalpha()))


def _degree(text: str, name: Span, taken: int, patterns: _Patterns) -> Degree:
    """The degree a name is claimed in, from the word or figure before it, else from the figure after it.

    Text before `taken` belongs to the claim before. Two bare digits are a figure only before down (90白鹅绒).
    """
    start, end = name
    before = patterns.degree_before.search(text, max(taken, start - REACH), start)
    after = patterns.percent_after.match(text, end)
    if before is not None and before["pure"]:
        closed = after.end() if after is not None and float(after["percent"]) == 100 else end
        return Degree(Span(before.start(), closed), 100.0, True)
    if before is not None and (before["percent"] or _DOWN.search(text, start, end)):
        percent = float(before["percent"] or before["bare"])
        if percent <= 100:
            return Degree(Span(before.start(), end), percent, percent == 100, bool(before["least"]))
    if after is not None and float(after["percent"]) <= 100:
        percent = float(after["percent"])
        begin = start - 1 if start > taken and text[start - 1] == "含" else start
        return Degree(Span(begin, after.end()), percent, percent == 100, bool(after["least"] or after["more"]))
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
    goods = patterns.goods.match(text, end)
    noun = goods["noun"] if goods else ""
    part = _part(text, name, degree, noun, patterns)
    if degree.percent is not None:
        kind = "pure" if degree.pure and not degree.at_least else "percent"
        excepted = patterns.excepted.match(text, end) is not None
        return Claim(field, degree.span, kind, slug, degree.percent, part, degree.at_least, excepted, noun)
    direct = goods is not None and goods.start("noun") == end
    if _names_goods(text, name, field.role, noun if direct or slug in patterns.loose else "", part, next_name, patterns):
        return Claim(field, name, "named", slug, None, part, goods=noun)
    return None


def _part(text: str, name: Span, degree: Degree, noun: str, patterns: _Patterns) -> str | None:
    """The class of the part the copy ties a claim to: a part's word after it, or before it; a quilt's material is its filling."""
    end = degree.span.end
    after = patterns.part_after.match(text, end)
    if after is not None and not text.startswith(noun or "\n", after.start("part")):  # 衬衫 is goods, 衬 a part
        return patterns.parts[after["part"]]
    before = patterns.part_before.search(text, max(0, degree.span.start - REACH), degree.span.start)
    if before is not None:
        return patterns.parts[before["part"] or before["inner"]]
    filled = noun in patterns.filled_goods and not _SHELL.search(text, *name)
    return "filling" if filled or _DOWN.search(text, *name) else None


def _names_goods(text: str, name: Span, role: str, noun: str, part: str | None, next_name: int, patterns: _Patterns) -> bool:
    """Whether a name without a degree says what the goods are, or a part of them, are made of."""
    if _MADE_OF.match(text, name.end):
        return True
    if name.end - name.start == 1:  # 棉 and 麻 are too short to be words of their own, but for a blend: 棉麻, 棉+氨纶
        joined = 0 <= next_name - name.end <= 1 and _JOINED.match(text, name.end, next_name) is not None
        blend = joined or (name.start > 0 and text[name.start - 1] in "棉麻")
        return bool(patterns.short_goods.match(text, name.end) or (blend and (noun or _CLOTH.match(text, next_name))))
    return bool(noun or part or (role == "title" and _APART.match(text, name.end)))


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
    short_goods: re.Pattern[str]
    part_after: re.Pattern[str]
    part_before: re.Pattern[str]
    parts: Mapping[str, str]
    filled_goods: frozenset[str]
    loose: frozenset[str]


_FIGURE = r"\d{1,3}(?:\.\d{1,2})?"
_DOWN = re.compile("[鹅鸭羽]绒|down")
_SHELL = re.compile("[棉麻]|cotton|linen")
_MADE_OF = re.compile("质地?|材质|材料|面料|布料|料|制成?|制作|制造|织物|混纺|工艺")
_JOINED = re.compile(r"[+和与及、/&]?\Z")
_CLOTH = re.compile(r"[^\s,，。;；]{0,6}?(?:面料|材质|混纺)")
_APART = re.compile(r"[\s,，。;；!！/|+、()（）【】\[\]]|\Z")
_CARE_AGENTS = "剂油膏液水蜡乳粉霜器布"
"""What the name of a thing for care ends in; 护理, 起球 and the like only count right behind the name or its garment."""

_GUARDS = {
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
    "送": "一?[礼给女男妈爸老长父母朋闺恋情客爱他她孩儿友人]",
}
"""What may not follow a word: 真丝色丁 is a weave of silk, 真丝风衣 a garment; 送女友 makes no gift of the goods."""


@lru_cache(maxsize=4)
def _patterns(same_grammar: _Same, same_materials: _Same) -> _Patterns:
    """The patterns of a grammar, the `composition:` mapping of materials.yaml."""
    grammar: Mapping[str, Any] = same_grammar.value
    materials: Mapping[str, Material] = same_materials.value
    parts: Mapping[str, str] = grammar.get("parts", {})
    imitation = grammar.get("imitation", {})
    care = grammar.get("care", ())
    agents = [word for word in care if word[-1] in _CARE_AGENTS]
    pure = _any([word for word in grammar.get("pure_words", ()) if not word.startswith(("1", "百"))])
    hundred = rf"(?<![\d.~-])100\s?%|{_any([word for word in grammar.get('pure_words', ()) if word.startswith('百')])}"
    adjectives = f"(?:{_any(grammar.get('adjectives', ()))})"
    inner = [word for word, kind in parts.items() if len(word) > 1 and kind in ("lining", "filling", "crotch", "insole", "upper", "shell")]
    said_to_be = r"(?:材质|的)?(?:均?(?:采用|选用|使用|用|为|是|含)|[:：]\s?)"
    goods = _any(grammar.get("goods", ()))
    return _Patterns(
        degree_before=re.compile(
            rf"(?:(?P<pure>(?:{hundred})\s?的?{adjectives}*(?:{pure})?|(?:{pure}))"
            rf"|(?<![\d.~-])(?P<percent>{_FIGURE})\s?%(?P<least>及?以上)?\s?的?{adjectives}*"
            r"|(?<![\d.])(?P<bare>[5-9]\d)\+?)\s?\Z"
        ),
        percent_after=re.compile(
            r"(?:的?(?:含量|占比|比例|成分))?\s?(?:为|达到?|占|高达|约|[:=])?\s?"
            rf"(?P<least>[≥>])?(?P<percent>{_FIGURE})\s?%(?P<more>及?以上)?(?!\s?(?:off|优惠|折|返|的?好评))"
        ),
        imitated=re.compile(
            rf"(?:{_any(imitation.get('before', ()))}|(?:{_any(grammar.get('comparison', ()))})(?:起|普通|一般|传统|其他|市面上?|的){{0,3}})\s?\Z"
        ),
        imitation_after=re.compile(rf"一样|{_any(imitation.get('after', ()))}"),
        negated=re.compile(rf"(?:{_any(grammar.get('negation', ()))})(?:任何|有|是|含)?\s?\Z"),
        not_goods=re.compile(
            rf"(?:(?:{_any(grammar.get('gifts', ()))})[^\s,，。;；!！]{{0,6}}|(?:{_any(grammar.get('pairing', ()))})[^\s,，。;；!！]{{0,4}}"
            r"|(?<![水可机免手能])洗)\Z"
        ),
        care=re.compile(
            rf"[^,，。;；!！\n]{{0,10}}?(?:{_any(agents)})|(?:{goods})?\s?(?:{_any([word for word in care if word not in agents])})"
        ),
        care_goods=re.compile(_any(agents)),
        excepted=re.compile(r"\s?[(（]?[^,，。;；\s]{0,12}除外"),
        goods=re.compile(rf"[^\s,，。;；!！/|+、]{{0,8}}?(?P<noun>{goods})"),
        short_goods=re.compile(_any(grammar.get("goods_of_short", ()))),
        part_after=re.compile(rf"(?:材质|质地?|的)?(?P<part>{_any(parts)})"),
        part_before=re.compile(rf"(?:(?P<part>{_any(parts)}){said_to_be}|(?P<inner>{_any(inner)})){adjectives}*\Z"),
        parts=parts,
        filled_goods=frozenset(grammar.get("filled_goods", ())),
        loose=frozenset(slug for slug, material in materials.items() if material.data.get("fibre", True) or _worn(slug, materials)),
    )


def _worn(slug: str, materials: Mapping[str, Material]) -> bool:
    """Whether a material that is no fibre is one that goods are named after at a distance (真皮男士手提包): leather, fur, wood."""
    return any(is_kind(slug, of, materials) for of in ("leather", "fur", "solid-wood"))


def _any(words: Iterable[str]) -> str:
    """The words as alternatives, longest first, each with its guards; nothing matches where there are none."""
    ordered = sorted(words, key=lambda word: (-len(word), word))
    return "|".join(map(_guarded, ordered)) or r"(?!)"


def _guarded(word: str) -> str:
    before = f"(?<!{_GUARDS[word]})" if word in _GUARDS else ""
    after = f"(?!{_FOLLOWED[word]})" if _FOLLOWED.get(word) else ""
    return before + re.escape(word) + after
