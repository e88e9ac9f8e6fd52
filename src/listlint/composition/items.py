"""A folded composition -> items: labels of parts, names, figures, and notes that are none of these."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache
from typing import NamedTuple

from listlint.composition.vocabulary import FABRIC, MEASURE, NAME, PART, Vocabulary, is_kind, part_of, read
from listlint.late import late
from listlint.records.span import Span

LABEL, FIGURE, NOTE, UNKNOWN = "label", "figure", "note", "unknown"
"""What an item may be, beside the vocabulary's NAME, FABRIC and MEASURE; a NOTE is a remark that cannot be read as shares."""

_N = r"\d{1,3}(?:\.\d{1,4})?"
_EDGE = r"(?:\s*\((?:含|不含)\))?"
_FIGURE = (
    r"(?:(?:(?P<least>≥|>=|>|不少于|不低于|大于等于|大于|高于|至少|超过)|(?P<most>≤|<=|<|不超过|不高于|小于等于|小于|低于))\s*)?"
    rf"(?:(?<![\d.])(?P<low>{_N})\s*%?{_EDGE}\s*[-~—–至到]\s*)?(?<![\d.])(?P<high>{_N})\s*(?:%|\(%\)){_EDGE}"
    r"(?:\s*(?P<up>[及或和]?以上)|\s*(?P<down>[及或和]?以[下内]))?"
    r"|百分之?一?百"
)
_SEPARATORS = r",、;/+|&\s。.·\-~—–*"
_LEXEME = (
    rf"(?P<open>[(\[【])|(?P<colon>:)|(?P<separator>[{_SEPARATORS}]+)"
    rf"|(?P<stretch>[a-z][a-z'\-]*(?: +[a-z][a-z'\-]*)+|[^{_SEPARATORS}:(\[【)\]】]+)|."
)
_Figures = dict[int, re.Match[str]]
_CLOSING = {"(": ")", "[": "]", "【": "】"}
_LONGEST_REMARK = 80
_LONGEST_LABEL = 12
_LONGEST_UNKNOWN = 16


class Item(NamedTuple):
    """One item. `value` is the material's slug or the part's class; `written` is a name without its brackets.

    `low` and `high` are a figure's bounds, None where it cannot be right. Names with one `stretch` stand without a space
    between them, items with one `chunk` without a separator. `odd`: an unknown word that can hardly be a material.
    """

    kind: str
    value: str | None
    span: Span
    written: Span
    chunk: int
    stretch: int
    low: float | None = None
    high: float | None = None
    pure: bool = False
    odd: bool = False


@lru_cache(maxsize=1)
def _patterns() -> tuple[re.Pattern[str], re.Pattern[str], re.Pattern[str]]:
    """A figure, any other lexeme, and a figure that lacks its sign; compiled when first used, for most runs see no composition."""
    return late(_FIGURE), late(_LEXEME), late(_FIGURE.replace(r"\s*(?:%|\(%\))", r"(?:\s*(?:%|\(%\)))?(?![\d.])"))


def items(folded: str, vocabulary: Vocabulary, bare: bool = False) -> list[Item]:
    """The items of a folded composition, in order; words that change nothing are left out.

    `bare`: every number is a figure, with its sign or without (棉65 涤35).
    """
    figures = {figure.start(): figure for figure in _patterns()[2 if bare else 0].finditer(folded)}
    found = _lex(Span(0, len(folded)), folded, figures, vocabulary)
    relabelled = [_relabelled(found, number, folded, vocabulary) for number in range(len(found))]
    return [item for number, item in enumerate(relabelled) if not _ordinal(relabelled, number, folded)]


def whole_figure(folded: str) -> tuple[float | None, float | None] | None:
    """The bounds of a text that is one figure, with its sign or without, and nothing else."""
    found = _patterns()[2].fullmatch(folded)
    return _bounds(found) if found else None


def _lex(stretch: Span, folded: str, figures: _Figures, vocabulary: Vocabulary) -> list[Item]:
    """The items of a stretch of the text; `figures` are those of the whole text, by where they start."""
    found: list[Item] = []
    at = chunk = stretch.start
    last, before = Span(at, at), 0  # the last stretch, and how many items stood before it
    while at < stretch.end:
        figure = figures.get(at)
        if figure is not None:
            low, high = _bounds(figure)
            span = Span(at, min(figure.end(), stretch.end))
            found.append(Item(FIGURE, None, span, span, chunk, at, low, high))
            at = span.end
            continue
        limit = min((start for start in figures if start > at), default=stretch.end)
        lexeme = _patterns()[1].match(folded, at, min(limit, stretch.end))
        if lexeme is None:
            break
        kind, span = lexeme.lastgroup, Span(*lexeme.span())
        at = span.end
        if kind == "open":
            close = _closing(folded, span.start, stretch.end)
            if close is not None:
                at = close + 1
                _bracket(found, Span(span.start, at), chunk, folded, figures, vocabulary)
        elif kind == "separator":
            chunk = at
        elif kind == "colon":
            followed = at + len(folded[at:]) - len(folded[at:].lstrip()) in figures
            found[before:] = _before_colon(found[before:], last, followed, folded, vocabulary)
        elif kind == "stretch":
            last, before = span, len(found)
            found += _words(folded, span, chunk, vocabulary)
    return found


def _bounds(figure: re.Match[str]) -> tuple[float | None, float | None]:
    if figure["high"] is None:
        return 100.0, 100.0
    high = float(figure["high"])
    if figure["low"] is not None:
        low = float(figure["low"])
        return (low, high) if low <= high else (None, None)
    if figure["least"] or figure["up"]:
        return (high, 100.0) if high <= 100 else (None, None)
    return (0.0, high) if figure["most"] or figure["down"] else (high, high)


def _words(folded: str, span: Span, chunk: int, vocabulary: Vocabulary) -> list[Item]:
    """The items of one stretch: its labels and names, a name with the describing words around it; or one unknown."""
    words = read(span.cut(folded), vocabulary)
    if words is None and span.cut(folded) in vocabulary.blanks:
        return []
    if words is None:
        odd = span.end - span.start > _LONGEST_UNKNOWN or any(character.isdigit() for character in span.cut(folded))
        return [Item(UNKNOWN, None, span, span, chunk, span.start, odd=odd)]
    found: list[Item] = []
    named = any(word.kind == NAME for word in words)
    for word in words:
        if named and word.kind == FABRIC:
            continue  # 棉帆布 is a weave of cotton
        here = Span(span.start + word.start, span.start + word.end)
        if word.kind == PART:
            found.append(Item(LABEL, word.value, here, here, chunk, span.start))
        elif word.kind in (NAME, FABRIC, MEASURE):
            written = Span(span.start + word.outer[0], span.start + word.outer[1])
            found.append(Item(word.kind, word.value or None, here, written, chunk, span.start, pure=word.pure))
    return found


def _before_colon(found: list[Item], stretch: Span, followed: bool, folded: str, vocabulary: Vocabulary) -> list[Item]:
    """The items of the stretch before a colon: a label, unless it is a name `followed` by its figure (棉：95%)."""
    word = stretch.cut(folded)
    if not found or found[-1].kind in (LABEL, MEASURE) or found[-1].span.start < stretch.start or len(word) > _LONGEST_LABEL:
        return found
    if found[-1].kind == NAME and followed:
        return found
    return [Item(LABEL, part_of(word, vocabulary), stretch, stretch, found[-1].chunk, stretch.start)]


def _relabelled(found: Sequence[Item], number: int, folded: str, vocabulary: Vocabulary) -> Item:
    """A weave that stands before the names of its fibres (蕾丝 锦纶90%), or a colour before its variant's, as a label."""
    item, rest = found[number], [one.kind for one in found[number + 1 : number + 4]]
    word = item.span.cut(folded)
    if item.kind == FABRIC and word in vocabulary.parts:
        label = rest[:2] == [NAME, FIGURE] or rest in ([FIGURE, NAME], [FIGURE, NAME, LABEL])
    else:
        label = item.kind == UNKNOWN and len(word) <= _LONGEST_LABEL and word.endswith(("色", "款")) and rest[:1] != [FIGURE] and rest != []
    return item._replace(kind=LABEL, value=part_of(word, vocabulary)) if label else item


def _ordinal(found: Sequence[Item], number: int, folded: str) -> bool:
    """Whether an item numbers the part that follows it (1.面料)."""
    word = found[number].span.cut(folded)
    return (
        found[number].kind != FIGURE and word.isdigit() and len(word) <= 2 and number + 1 < len(found) and found[number + 1].kind == LABEL
    )


def _closing(folded: str, start: int, end: int) -> int | None:
    """Where a bracket closes; None where it does not within a remark's length."""
    depth, opening, closing = 0, folded[start], _CLOSING[folded[start]]
    for at in range(start, min(end, start + _LONGEST_REMARK)):
        depth += (folded[at] == opening) - (folded[at] == closing)
        if depth == 0:
            return at
    return None


def _bracket(found: list[Item], span: Span, chunk: int, folded: str, figures: _Figures, vocabulary: Vocabulary) -> None:
    """Adds what a bracket says to the items before it: another name of the last one, its figure, shares of its own, or a note."""
    inside = Span(span.start + 1, span.end - 1)
    inner = _lex(inside, folded, figures, vocabulary)
    kinds = {item.kind for item in inner}
    named = _named(found, chunk)
    if named is not None and (slug := _compound(found[named], inside, folded, vocabulary)) is not None:
        found[named] = found[named]._replace(kind=NAME, value=slug, odd=False)
        return
    note = Item(NOTE, None, span, span, chunk, span.start)
    if any(word in inside.cut(folded) for word in vocabulary.exclusions):
        found.append(note)
    elif kinds == {LABEL} and (named is None or folded[span.start] != "("):
        found.append(inner[-1]._replace(span=span))
    elif kinds == {LABEL} and named is not None:
        found.insert(_share_start(found, named), inner[-1]._replace(span=span))
    elif kinds & {UNKNOWN, NOTE, MEASURE}:
        if _telling(inside.cut(folded), vocabulary):
            found.append(note)
    elif named is None or kinds == {FIGURE} or (found[named].kind == FABRIC and FIGURE in kinds):
        found += inner
    elif kinds & {FIGURE, LABEL} or (inner and not _aliased(found, named, inner, span.end, folded, vocabulary)):
        found.append(note)


def _named(found: Sequence[Item], chunk: int) -> int | None:
    """The number of the name that a bracket after these items speaks of: the last, or the last but its figure."""
    for number in range(len(found) - 1, max(-1, len(found) - 3), -1):
        if found[number].kind in (NAME, FABRIC, UNKNOWN) and found[number].chunk == chunk:
            return number
        if found[number].kind != FIGURE:
            break
    return None


def _compound(item: Item, inside: Span, folded: str, vocabulary: Vocabulary) -> str | None:
    """The material that a name and what stands in brackets behind it make together (牛皮（头层）), or None."""
    name, more = item.span.cut(folded), inside.cut(folded).strip()
    for word in (more + name, name + more):
        kind, slug = vocabulary.words.get(word, ("", ""))
        if more and kind == NAME:
            return slug
    return None


def _share_start(found: Sequence[Item], named: int) -> int:
    """The number of the first item of the share that the name of this number belongs to."""
    first = next((item.kind for item in found if item.kind != LABEL), None)
    return named - 1 if first == FIGURE and found[named - 1].kind == FIGURE else named


def _aliased(found: list[Item], named: int, inner: Sequence[Item], end: int, folded: str, vocabulary: Vocabulary) -> bool:
    """Whether the bracketed names are other names or kinds of the one before, or what a fancy name (冰丝) is made of; the most telling is kept."""
    item = found[named]
    fancy = item.span.cut(folded) in vocabulary.fancy
    names = [one for one in inner if one.kind == NAME]
    if (
        item.kind == NAME
        and not fancy
        and not all(
            is_kind(one.value or "", item.value or "", vocabulary.materials)
            or is_kind(item.value or "", one.value or "", vocabulary.materials)
            for one in names
        )
    ):
        return False
    reach = Span(item.span.start, end if named == len(found) - 1 else item.span.end)
    if len(names) == 1 and (item.kind != NAME or fancy or is_kind(names[0].value or "", item.value or "", vocabulary.materials)):
        found[named] = item._replace(kind=NAME, value=names[0].value, span=reach, odd=False)
    elif len(names) > 1 and item.value not in {one.value for one in names}:
        found += names
    else:
        found[named] = item._replace(span=reach)
    return True


def _telling(note: str, vocabulary: Vocabulary) -> bool:
    """Whether a remark holds a figure or a material's name, so that it may change what the shares say."""
    return any(character.isdigit() for character in note) or any(
        vocabulary.words.get(note[start:end], ("",))[0] == NAME
        for start in range(len(note))
        for end in range(start + 1, min(len(note), start + vocabulary.longest) + 1)
    )
