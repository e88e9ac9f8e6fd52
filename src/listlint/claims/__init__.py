"""What copy says of materials: 纯棉, 含棉95%, 真丝连衣裙, and what only sounds like it (仿真丝, 送纯棉袜, 羊毛衫洗涤剂).

The words come from `composition:` of materials.yaml, made into expressions in `patterns`; a name is read in this order:

1. A name inside a longer name or a look-alike (记忆棉) is none. Of `100%` before and after, the nearer free one is its own.
2. What stands before the whole claim may turn it: 仿真丝 is an imitation, 非纯棉 negated, 比纯棉更柔 and 媲美真丝 a comparison
   (reported as an imitation: it says the goods are something else).
3. Care for the material (羊毛衫洗涤剂), gifts (送纯棉袜) and what is worn with the goods (搭配真丝围巾) are no claim.
4. A fancy name (超舒棉), which is no material, is claimed by being there.
5. With a degree it is a pure or percent claim. Without one it is a claim only where it says what the goods are: before a noun
   for goods or 面料, 材质, 制; or as a word by itself in a title, or as all that a text says. A bare 棉 before 服, 衣, 拖, 被 means
   padded and is none.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Mapping, Sequence
from itertools import pairwise
from typing import Any, NamedTuple

from listlint.claims.patterns import APART, CLOTH, DOWN, JOINED, LISTED, MADE_OF, QUILT, SHELL, WORDS, After, Patterns, patterns_of
from listlint.late import late
from listlint.records.document import Field
from listlint.records.lexicon import Material
from listlint.records.mention import Claim
from listlint.records.span import SourceMap, Span
from listlint.text.normalise import HIDING, fold

SPACE = late(r"\s+")
REACH = 16
"""Code points on either side of a name that its grammar is looked for in."""

_GRADING = re.compile("纯|全(?!包[^金银]|[屏身套部自])|百|%|100|pure|all|绒|down")
"""What no degree is claimed without (a test holds it): a word of `pure_words` (全 is none in 全包, 全身 …), a percentage; of down, a bare figure."""


class Named(NamedTuple):
    """Where a field names materials: its normalised `text`, every occurrence in it of a material's name (its slug) or of a look-alike (""),
    overlapping ones included; `source` carries spans to the field's own text (None: the same)."""

    field: Field
    text: str
    names: Sequence[tuple[Span, str]]
    source: SourceMap | None


class Degree(NamedTuple):
    """How much is claimed: the claim's whole span, percent (None: no figure), whether purely, whether at least that much."""

    span: Span
    percent: float | None
    pure: bool
    at_least: bool = False


def claims(named: Named, materials: Mapping[str, Material], grammar: Mapping[str, Any]) -> tuple[Claim, ...]:
    """The claims of a field, in the order of its text."""
    field, text, names, source = named
    kept = _names(text, names)
    if not kept:
        return ()
    patterns = patterns_of(grammar, materials)
    if field.role == "title" and patterns.care_goods.search(text):
        return ()
    found: list[Claim] = []
    taken = 0  # the end of the last claim: a figure before it is spent
    part: str | None = None  # what the last claim was tied to
    turned = ""  # its kind, if it said that the goods are something else
    following = [span.start for span, _ in kept[1:]] + [-1]
    for (name, slug), next_name in zip(kept, following, strict=True):
        degree = _degree(text, name, taken, patterns)
        claim = _claim(field, text, name, slug, degree, next_name, patterns)
        if claim is not None and claim.part is None and claim.percent is not None and LISTED.fullmatch(text, taken, degree.span.start):
            claim = claim._replace(part=part)  # 里料：棉95% 氨纶5%: the label holds for the row
        if claim is not None and turned and JOINED.match(text, taken, name.start):
            claim = claim._replace(kind=turned)  # 仿棉麻
        taken, part = degree.span.end, claim.part if claim is not None else None
        turned = claim.kind if claim is not None and claim.kind in ("imitation", "negated") else ""
        if claim is not None:
            found.append(claim if source is None else _placed(claim, text, source))
    return tuple(found)


def _placed(claim: Claim, text: str, source: SourceMap) -> Claim:
    """The claim at its place in the field's own text; `plain` where that says it otherwise (but for white space, and for ends of lines)."""
    span, said = source.span(claim.span), claim.span.cut(text)
    written = span.cut(claim.field.text)
    as_said = "\n" in said or (HIDING.search(written) is None and SPACE.sub(" ", fold(written)) == SPACE.sub(" ", said))
    return claim._replace(span=span, plain="" if as_said else said)


def laid(plain: Sequence[Claim], loose: Sequence[Claim]) -> tuple[Claim, ...]:
    """The claims made plainly, and those made only in disguise in the place of what was seen of them; 纯棉棉 makes one plainly."""
    said = {(one.span.start, one.kind, one.material, one.percent, one.part) for one in plain}
    hidden = [one for one in loose if one.hidden and (one.span.start, one.kind, one.material, one.percent, one.part) not in said]
    if not hidden:
        return tuple(plain)
    starts = [one.span.start for one in hidden]
    kept = [one for one in plain if not hidden[max(0, bisect_right(starts, one.span.end) - 1)].span.overlaps(one.span)]
    return tuple(sorted([*kept, *hidden], key=lambda claim: claim.span))


def graded(named: Named, grammar: Mapping[str, Any]) -> bool:
    """Whether any claim of a field may have a degree, or be of a name that is no standard one; asked of every text that names a material."""
    fancy = grammar.get("fancy", ())
    return any(slug in fancy or _GRADING.search(named.text, max(0, start - REACH), end + REACH) for (start, end), slug in named.names)


def _names(text: str, names: Sequence[tuple[Span, str]]) -> list[tuple[Span, str]]:
    """The names that stand by themselves, in the order of the text."""
    apart = all(one.end <= other.start for (one, _), (other, _) in pairwise(names))
    return [(span, slug) for span, slug in (names if apart else _longest(names)) if slug and _whole(text, span)]


def _longest(names: Sequence[tuple[Span, str]]) -> list[tuple[Span, str]]:
    """Of overlapping names the longest, then the first; of one place a look-alike before a name."""
    kept: list[tuple[Span, str]] = []
    taken: set[int] = set()
    for span, slug in sorted(names, key=lambda name: (name[0].start - name[0].end, name[0].start, name[1])):
        if taken.isdisjoint(range(*span)):
            kept.append((span, slug))
            taken.update(range(*span))
    return sorted(kept)


def _whole(text: str, span: Span) -> bool:
    """Whether a Latin name is a word of its own (wool, not woolen)."""
    if not text[span.start].isascii():
        return True
    before, after = text[span.start - 1 : span.start] if span.start else "", text[span.end : span.end + 1]
    return not ((before.isascii() and before.isalpha()) or (after.isascii() and after.isalpha()))


def _degree(text: str, name: Span, taken: int, patterns: Patterns) -> Degree:
    """The degree a name is claimed in, from the word or figure before it, else from the figure after it.

    Text before `taken` belongs to the claim before. Two bare digits are a figure only before down (90白鹅绒).
    """
    start, end = name
    before = patterns.degree_before.search(text, max(taken, start - REACH), start)
    after = patterns.percent_after.match(text, end)
    if before is not None and before["pure"]:
        closed = after.end() if after is not None and float(after["percent"]) == 100 else end
        return Degree(Span(before.start(), closed), 100.0, True)
    if before is not None and (before["percent"] or DOWN.search(text, start, end)):
        percent = float(before["percent"] or before["bare"])
        if percent <= 100:
            return Degree(Span(before.start(), end), percent, percent == 100, bool(before["least"]))
    if after is not None and float(after["percent"]) <= 100:
        percent = float(after["percent"])
        begin = start - 1 if start > taken and text[start - 1] == "含" else start
        return Degree(Span(begin, after.end()), percent, percent == 100, bool(after["least"] or after["more"]))
    return Degree(name, None, False)


def _claim(field: Field, text: str, name: Span, slug: str, degree: Degree, next_name: int, patterns: Patterns) -> Claim | None:
    """The claim at a name, or None where it is none; its span is of the normalised text."""
    kind = _turned(text, degree.span, patterns) or ("fancy" if slug in patterns.fancy else "")
    claim = (
        Claim(field, degree.span, kind, slug, degree.percent) if kind else _held_out(field, text, name, slug, degree, next_name, patterns)
    )
    return None if claim is None or _of_others(text, name, slug, degree.span, patterns) else claim


def _of_others(text: str, name: Span, slug: str, span: Span, patterns: Patterns) -> bool:
    """Whether what is said of the material is not said of the goods: care, gifts, what is worn with them or laid on them."""
    if patterns.not_goods.search(text, max(0, span.start - REACH), span.start) or patterns.care.match(text, name.end):
        return True
    aside = patterns.aside.get(slug)
    return (aside is not None and aside.match(text, span.end) is not None) or patterns.of_itself.match(text, span.end) is not None


def _turned(text: str, span: Span, patterns: Patterns) -> str:
    """The kind of a claim that says that the goods are something else; "" of any other."""
    head = max(0, span.start - REACH)
    if patterns.negated.search(text, head, span.start):
        return "negated"
    imitated = patterns.imitated.search(text, head, span.start) or patterns.imitation_after.match(text, span.end)
    return "imitation" if imitated else ""


def _held_out(field: Field, text: str, name: Span, slug: str, degree: Degree, next_name: int, patterns: Patterns) -> Claim | None:
    """The claim that the goods are of the material, or a part of them."""
    end = degree.span.end
    bare, noun = degree.percent is None and text[name.start] not in "纯全", _noun(patterns.goods, text, end)
    called = _noun(patterns.direct_goods, text, end) if bare and slug not in patterns.loose else noun
    if bare and name.end - name.start == 1 and not _short_names_goods(text, name, called, next_name, patterns):
        return None
    part = _part(text, name, slug, degree, noun, patterns)
    if bare:
        named = name.end - name.start == 1 or _names_goods(text, name, field.role, called, part, patterns)
        return Claim(field, name, "named", slug, None, part, goods=called) if named else None
    if degree.percent is None:  # 纯铜, 全实木 as names
        degree = Degree(name, 100.0, True)
    kind = "pure" if degree.pure and not degree.at_least else "percent"
    excepted = patterns.excepted.match(text, end) is not None
    return Claim(field, degree.span, kind, slug, degree.percent, part, degree.at_least, excepted, noun)


def _noun(goods: After, text: str, place: int) -> str:
    """The noun for goods that stands behind a place, or nothing."""
    found = goods.match(text, place)
    return found["noun"] if found else ""


def _part(text: str, name: Span, slug: str, degree: Degree, noun: str, patterns: Patterns) -> str | None:
    """The class of the part the copy ties a claim to: a part's word after it, or before it; a quilt's material is its filling."""
    end = degree.span.end
    after = patterns.part_after.match(text, end)
    if after is not None and not (text.startswith(noun or "\n", after.start("part")) and len(noun) >= len(after["part"])):
        return patterns.parts[after["part"]]  # 鞋垫 is a part of the goods; but 衬衫 is goods, 衬 a part
    head = max(0, degree.span.start - REACH)
    before = patterns.part_before.search(text, head, degree.span.start)
    if before is not None:
        return patterns.parts[before["part"] or before["inner"]]
    label = patterns.label_before.search(text, head, degree.span.start) if degree.percent is not None else None
    if label is not None and label["row"] in patterns.parts and not degree.pure:  # 罗纹 棉95%
        return patterns.parts[label["row"]]
    if label is not None and label["label"] and not _heads(label["label"], patterns):
        return label["label"]
    filled = noun in patterns.filled_goods and not SHELL.search(text, *name)
    filled = filled or (slug in patterns.inside and QUILT.search(noun) is not None)
    return "filling" if filled or DOWN.search(text, *name) else None


def _heads(label: str, patterns: Patterns) -> bool:
    """Whether what stands before a colon is a heading (卖点) or says composition (面料成分), and is no name of a part."""
    return label in patterns.headings or label.endswith(("材质", "成分", "成份", "面料", "含量", "材料"))


def _names_goods(text: str, name: Span, role: str, noun: str, part: str | None, patterns: Patterns) -> bool:
    """Whether a name without a degree says what the goods are, or a part of them, are made of."""
    if noun or part or MADE_OF.match(text, name.end):
        return True
    apart = APART.match(text, name.end) or name.cut(text) in patterns.anywhere
    return bool(apart and (role == "title" or not (WORDS.search(text, 0, name.start) or WORDS.search(text, name.end))))


def _short_names_goods(text: str, name: Span, noun: str, next_name: int, patterns: Patterns) -> bool:
    """The same of a name of one character: 棉 and 麻 are too short to be words of their own, but for a blend: 棉麻, 棉+氨纶."""
    if MADE_OF.match(text, name.end):
        return True
    joined = 0 <= next_name - name.end <= 1 and JOINED.match(text, name.end, next_name) is not None
    if joined and patterns.imitation_after.match(text, next_name + 1):  # 棉麻风
        return False
    blend = joined or (name.start > 0 and text[name.start - 1] in "棉麻")
    return bool(patterns.short_goods.match(text, name.end) or (blend and (noun or CLOTH.match(text, next_name))))
