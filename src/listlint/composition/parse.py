"""One composition as a seller writes it -> parts and shares.

The text is cut into items (labels, names, figures, notes), the items into parts at the labels, and within a part every
figure is given to one name: names first (棉95%), figures first (95%棉), or by what stands together. A part in which a
figure is left over is not guessed at.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import lru_cache

from listlint.composition.items import FIGURE, LABEL, NOTE, UNKNOWN, Item, items, whole_figure
from listlint.composition.vocabulary import MEASURE, NAME, Vocabulary
from listlint.late import late
from listlint.records.mention import Part, Share
from listlint.records.span import Span
from listlint.text.characters import fold_table

LONGEST_TEXT = 600
"""A longer value, in code points, is prose; nothing is read in it."""

_JOINED = frozenset("、/,&+和")
_NUMBER = late(r"(?<![\d.])\d{1,3}(?:\.\d{1,4})?(?=\s*%)|(?<![\d.a-z])\d{1,3}(?:\.\d{1,4})?(?![\d.a-z])")

Pair = tuple[Item, Item | None]


@lru_cache(maxsize=1 << 16)
def parse(text: str, part: str | None, vocabulary: Vocabulary) -> tuple[tuple[Part, ...], tuple[Span, ...]]:
    """The parts of a composition and the stretches nothing could be made of; `part` is the class of what no label names."""
    folded = text.translate(fold_table())
    if folded.strip() in vocabulary.blanks or not folded.strip():
        return (), ()
    if len(text) > LONGEST_TEXT:
        return (), (Span(0, len(text)),)
    read = _read(items(folded, vocabulary), part, folded, text)
    if adds_up(folded):
        bare = _read(items(folded, vocabulary, bare=True), part, folded, text)
        if not bare[1] and all(_whole(one) for one in bare[0]):
            return bare
    return read


def _read(found: Sequence[Item], part: str | None, folded: str, text: str) -> tuple[tuple[Part, ...], tuple[Span, ...]]:
    """The parts that items make up, and what is left over."""
    parts: list[Part] = []
    unparsed: list[Span] = []
    for names, start, members in _cut(found, part, folded):
        shares, left = _shares(members, text)
        unparsed += left
        if shares:
            begin = min(share.span.start for share in shares)
            end = max(share.span.end for share in shares)
            span = Span(begin if start is None else min(start, begin), end)
            parts += [Part(name, shares, span) for name in names]
    return tuple(parts), tuple(sorted(set(unparsed)))


def adds_up(folded: str) -> bool:
    """Whether a text with numbers that lack their sign may mean shares by them: several, 100 for each of its parts (棉65 涤35)."""
    numbers = _NUMBER.findall(folded)
    if len(numbers) < 2 or folded.count("%") >= len(numbers):
        return False
    total = sum(map(float, numbers))
    return total >= 99 and min(total % 100, -total % 100) <= 1


def _whole(part: Part) -> bool:
    """Whether a part's shares make up 100, each with a figure."""
    lows = [share.low for share in part.shares if share.low is not None]
    return len(lows) == len(part.shares) and abs(sum(lows) - 100) <= 1


def parse_figure(text: str) -> tuple[float | None, float | None] | None:
    """The percentage that is the whole of a text, with or without its sign, as least and most; None where it is not one."""
    folded = text.translate(fold_table()).strip()
    return whole_figure(folded)


def _shares(members: Sequence[Item], text: str) -> tuple[tuple[Share, ...], list[Span]]:
    """The shares of one part, and what of it could not be read."""
    unparsed = [item.span for item in members if item.kind == NOTE]
    body = [item for item in members if item.kind != NOTE]
    pairs = _paired(body)
    if pairs is None:
        return (), [*unparsed, Span(body[0].span.start, body[-1].span.end)]
    figured = {item.value for item, figure in pairs if figure}
    shares: list[Share] = []
    for item, figure in pairs:
        if item.kind == MEASURE or (item.kind == UNKNOWN and figure is None):
            unparsed.append(_reach(item, figure))
        elif figure or not figured or (item.kind == NAME and item.value not in figured):
            shares.append(_share(item, figure, text))
    return tuple(shares), unparsed


def _cut(found: Sequence[Item], part: str | None, folded: str) -> Iterator[tuple[tuple[str | None, ...], int | None, list[Item]]]:
    """The items of each part, with its classes (several in 面料/里料：聚酯纤维100%) and where its label starts."""
    names: tuple[str | None, ...] = (part,)
    start: int | None = None
    members: list[Item] = []
    label: Item | None = None
    for item in found:
        if item.kind != LABEL:
            members.append(item)
            continue
        if members:
            yield names, start, members
        if label is not None and not members and folded[label.span.end : item.span.start].strip() in _JOINED:
            names = names if item.value in names else (*names, item.value)
        else:
            names, start = (item.value,), item.span.start
        members, label = [], item
    if members:
        yield names, start, members


def _share(item: Item, figure: Item | None, text: str) -> Share:
    low, high = (figure.low, figure.high) if figure else (100.0, 100.0) if item.pure else (None, None)
    return Share(item.written.cut(text), item.value if item.kind == NAME else None, low, high, _reach(item, figure))


def _reach(item: Item, figure: Item | None) -> Span:
    start, end = min(item.span.start, item.written.start), max(item.span.end, item.written.end)
    return Span(min(start, figure.span.start), max(end, figure.span.end)) if figure else Span(start, end)


def _paired(members: Sequence[Item]) -> list[Pair] | None:
    """Every name with its figure or None; None where some figure would be left without a name, or a figure cannot be."""
    figures = [item for item in members if item.kind == FIGURE]
    if not figures:
        return [(item, None) for item in members]
    if any(item.low is None for item in figures):
        return None
    ways = [_in_turn(members, -1), _in_turn(members, 1)]
    if members[0].kind == FIGURE:
        ways.reverse()
    ways.append(_together(members))
    fitting = [way for way in ways if way is not None and _sensible(way)]
    return min(fitting, key=_left_over, default=None)


def _in_turn(members: Sequence[Item], side: int) -> list[Pair] | None:
    """Each figure given to the name right before it (`side` -1) or right after it (1)."""
    given: dict[int, Item] = {}
    for number, item in enumerate(members):
        if item.kind == FIGURE:
            other = number + side
            if not 0 <= other < len(members) or members[other].kind == FIGURE:
                return None
            given[other] = item
    return [(item, given.get(number)) for number, item in enumerate(members) if item.kind != FIGURE]


def _together(members: Sequence[Item]) -> list[Pair] | None:
    """Each figure given to the name it stands with, where there is one name and one figure between two separators."""
    pairs: list[Pair] = []
    chunks: dict[int, list[Item]] = {}
    for item in members:
        chunks.setdefault(item.chunk, []).append(item)
    for chunk in chunks.values():
        figures = [item for item in chunk if item.kind == FIGURE]
        names = [item for item in chunk if item.kind != FIGURE]
        if len(figures) > 1 or (figures and len(names) != 1):
            return None
        pairs += [(name, figures[0] if figures else None) for name in names]
    return pairs


def _sensible(pairs: Sequence[Pair]) -> bool:
    """Whether no figure is given to one name alone of several in one word (棉涤), none to what can hardly be a name, and each
    measure (含绒量) has its own."""
    figured = {item.stretch for item, figure in pairs if figure}
    return not any(
        (item.stretch in figured or item.kind == MEASURE) if figure is None else item.kind == UNKNOWN and item.odd for item, figure in pairs
    )


def _left_over(pairs: Sequence[Pair]) -> int:
    return sum(item.kind == NAME and figure is None for item, figure in pairs)
