"""What one text says of one aspect, read from an attribute, from `key：value` in copy, or from the copy's own words."""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache, reduce
from typing import NamedTuple

from listlint.late import late
from listlint.records.document import Field
from listlint.records.span import SourceMap, Span, joined
from listlint.text.normalise import Normal, normalise
from listlint.text.seen import label, seen
from listlint.values.grammar import Aspect, Frame, Grammar
from listlint.values.quantity import Quantity, number

HEADS = ("title", "subtitle")
"""Roles of copy that name the goods: a bare word counts in them."""

REACH = 16
"""Code points before a word or figure in which its context is looked for."""

CLAUSE = 120
"""Code points of a clause on either side that are read for what makes it say nothing."""

LONGEST = 300
"""A longer attribute, in code points, is a description; nothing is read in it."""

_INDEX = late(r"\[\d+\]$")
_UNIT_OF_KEY = late(r"\(([a-z\u4e00-\u9fff]+)\)")
_CLAUSE_ENDS = late(r"[。;!?\n]")
_SEGMENTS = late(r"[,/、;|\s]+")
_SPELT = late(r"(?<![\w.])\d(?: [\do]){1,4}(?=\s?[a-z\u4e00-\u9fff])|(?<![\w.])[1-9]\d*o+(?=\s?(?:ml|l|g|kg|mm|cm|m|[\u4e00-\u9fff]))")
_YEAR = late(r"(?<![\da-z])(?:19[89]|20[0-4])\d(?!\d)")
_MODEL = late(r"(?<![a-z0-9])(?P<letters>[a-z]{1,8})(?P<dash>-?)(?P<digits>\d{2,6})(?P<rest>[a-z]{0,2})(?![a-z0-9-])")


class Word(NamedTuple):
    """A value in words: its slug, the word as found (folded), its span in the field's text."""

    value: str
    word: str
    span: Span


class Said(NamedTuple):
    """All that one text says of an aspect; `span` is of the field's text.

    `words`, `quantities` (their spans too are of the field's text), `years`, `models` hold the values of their kind; `counts` the
    numbers that may make a pack; `packed` says that a set is spoken of; `open` that more may be meant than was read; `loose`
    that the attribute speaks of a launch.
    """

    aspect: str
    field: Field
    span: Span
    words: tuple[Word, ...] = ()
    quantities: tuple[Quantity, ...] = ()
    years: tuple[tuple[int, Span], ...] = ()
    models: tuple[tuple[str, Span], ...] = ()
    counts: tuple[float, ...] = ()
    packed: bool = False
    open: bool = False
    loose: bool = False


@lru_cache(maxsize=1 << 14)
def key_of(name: str) -> str:
    """An attribute's name as values.yaml spells it."""
    return "".join(label(_INDEX.sub("", name)).split()).strip("【】[]:")


def held(field: Field, aspect: Aspect, grammar: Grammar) -> Said | None:
    """What an attribute whose name is a key of the aspect states of it."""
    if len(field.text) > LONGEST:
        return None
    said = _held_by(field.name, field.text, aspect.slug, grammar)
    return None if said is None else said._replace(field=field)


@lru_cache(maxsize=1 << 12)
def _held_by(name: str, text: str, slug: str, grammar: Grammar) -> Said | None:
    """What an attribute of that name and value says: the goods of a shop have few values between them."""
    normal = _plainly(text)
    return _held(key_of(name), Span(0, len(normal.text)), normal, Field(name, "attribute", text, ()), grammar.aspect(slug), grammar)


def _plainly(text: str) -> Normal:
    """A value as a reader sees it, folded, nothing between the digits of a figure: 5 0 0ml, 5OOml."""
    read = seen(text)
    folded = normalise(read.text)
    maps = [source for source in (folded.source, read.source) if source is not None]
    said: list[str] = []
    at = 0
    pieces: list[tuple[int, int, int]] = []
    for found in _SPELT.finditer(folded.text):
        figure = "".join(found[0].split()).replace("o", "0")
        said += (folded.text[at : found.start()], figure)
        pieces += ((found.start() - at, at, found.start()), (len(figure), *found.span()))
        at = found.end()
    if pieces:
        maps = [joined([*pieces, (len(folded.text) - at, at, len(folded.text))]), *maps]
    return Normal("".join([*said, folded.text[at:]]), reduce(SourceMap.then, maps) if maps else None)


def statements(field: Field, normal: Normal, aspect: Aspect, grammar: Grammar) -> Iterator[Said]:
    """What `key：value` lines of a copy state of an aspect, each read like an attribute of that name."""
    for found in aspect.statement.finditer(normal.text) if ":" in normal.text else ():
        said = _held(found["key"], Span(*found.span("value")), normal, field, aspect, grammar)
        if said is not None:
            yield said


def spoken(field: Field, normal: Normal, aspect: Aspect, grammar: Grammar) -> Said | None:
    """What copy says of an aspect in its own words, or None."""
    text = normal.text
    title = field.role in HEADS
    frame = aspect.in_title if title else aspect.in_copy
    if frame is None or (not title and aspect.words is None and frame.either is not None and not frame.either.search(text)):
        return None  # words are found sooner than what frames them
    items = [item for item in _items(text, aspect) if _counts(text, item.span, frame, aspect, title)]
    if not items or (title and aspect.mute is not None and aspect.mute.search(text)):
        return None
    span = normal.span(Span(items[0].span.start, items[-1].span.end))
    if aspect.kind == "words":
        return Said(aspect.slug, field, span, words=tuple(_placed(word, normal) for item in items for word in item.words))
    if aspect.kind == "year":
        return Said(aspect.slug, field, span, years=tuple((int(item.span.cut(text)), normal.span(item.span)) for item in items))
    if aspect.kind == "model":
        return Said(aspect.slug, field, span, models=tuple((item.span.cut(text), normal.span(item.span)) for item in items))
    said = Said(aspect.slug, field, span)
    return _figured(said, [item.quantity for item in items if item.quantity], text, normal, grammar)


class _Item(NamedTuple):
    """A run of words, a figure, a year or a model, in normalised text."""

    span: Span
    words: tuple[Word, ...] = ()
    quantity: Quantity | None = None


def _items(text: str, aspect: Aspect) -> Iterator[_Item]:
    if aspect.words is not None:
        for run in aspect.words.speaking.finditer(text):
            each = aspect.words.each.finditer(text, *run.span())
            yield _Item(Span(*run.span()), tuple(Word(aspect.words.spoken[one[0]], one[0], Span(*one.span())) for one in each))
    elif aspect.figures is not None:
        for quantity in aspect.figures.reader.quantities(text):
            yield _Item(quantity.span, (), quantity)
    else:
        for one in (_YEAR if aspect.kind == "year" else _MODEL).finditer(text):
            yield _Item(Span(*one.span()))


def _counts(text: str, span: Span, frame: Frame, aspect: Aspect, title: bool) -> bool:
    """Whether what stands around a word or figure lets it count."""
    head = max(0, span.start - REACH)
    if frame.lead is not None or frame.trail is not None:
        led = frame.lead is not None and frame.lead.search(text, head, span.start) is not None
        if not led and (frame.trail is None or frame.trail.match(text, span.end) is None):
            return False
    if aspect.not_before is not None and aspect.not_before.search(text, head, span.start):
        return False
    if aspect.not_after is not None and aspect.not_after.match(text, span.end):
        return False
    if frame.whole is not None and not frame.whole.search(text, *span):
        return False
    return title or aspect.mute is None or not aspect.mute.search(_clause(text, span))


def _clause(text: str, span: Span) -> str:
    """The clause that a word or figure stands in, cut to CLAUSE code points on either side."""
    before = _CLAUSE_ENDS.split(text[max(0, span.start - CLAUSE) : span.start])[-1]
    after = _CLAUSE_ENDS.split(text[span.end : span.end + CLAUSE])[0]
    return before + span.cut(text) + after


def _held(key: str, span: Span, normal: Normal, field: Field, aspect: Aspect, grammar: Grammar) -> Said | None:
    """What the value at `span` of a normalised text says under a key."""
    text = span.cut(normal.text)
    said = Said(aspect.slug, field, normal.span(span), loose=key in aspect.loose_keys)
    if aspect.words is not None:
        found = [Word(aspect.words.held[one[0]], one[0], Span(*one.span())) for one in aspect.words.holding.finditer(text)]
        unread = aspect.words.complete and any(part and not aspect.words.holding.search(part) for part in _SEGMENTS.split(text))
        words = tuple(_placed(word._replace(span=word.span.moved(span.start)), normal) for word in found)
        return said._replace(words=words, open=unread) if found else None
    if aspect.kind == "year":
        years = tuple((int(one[0]), normal.span(Span(*one.span()).moved(span.start))) for one in _YEAR.finditer(text))
        return said._replace(years=years) if years else None
    if aspect.kind == "model":
        only = _MODEL.fullmatch(text.strip())
        return said._replace(models=((only[0], said.span),)) if only else None
    return _figures_held(said, key, text, span.start, normal, aspect, grammar)


def _figures_held(said: Said, key: str, text: str, start: int, normal: Normal, aspect: Aspect, grammar: Grammar) -> Said | None:
    if aspect.figures is None:
        return None
    found = list(aspect.figures.reader.quantities(text))
    unit = _UNIT_OF_KEY.search(key)
    bare = aspect.figures.reader.whole(text, unit[1] if unit else "") if not found else None
    moved = [one._replace(span=one.span.moved(start)) for one in (*found, *([bare] if bare else ()))]
    return _figured(said, moved, text, normal, grammar) if moved else None


def _figured(said: Said, quantities: list[Quantity], text: str, normal: Normal, grammar: Grammar) -> Said:
    counts = [number(one["before"] or one["after"] or one["lead"]) for one in grammar.counted.finditer(text)]
    return said._replace(
        quantities=tuple(one._replace(span=normal.span(one.span)) for one in quantities),
        counts=tuple(dict.fromkeys(count for count in counts if count and count > 1)),
        packed=grammar.pack_words.search(text) is not None,
    )


def _placed(word: Word, normal: Normal) -> Word:
    return word if normal.source is None else word._replace(span=normal.span(word.span))
