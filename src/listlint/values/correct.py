"""What to write in place of a value that another place of the listing contradicts."""

from __future__ import annotations

from collections.abc import Sequence

from listlint.records.rule import UNSAFE, Edit, Fix
from listlint.records.span import Span
from listlint.values.grammar import ANY, Aspect
from listlint.values.said import Said

_COUNTED = ("pieces", "sheets")


def shown(said: Said) -> str:
    """What was said, as the seller wrote it, cut to its head where it is long."""
    text = said.span.cut(said.field.text).strip()
    return text if len(text) <= 30 else text[:29] + "…"


def corrected(claim: Said, others: Sequence[Said], aspect: Aspect) -> Fix | None:
    """The edit that makes a single value the single value of the others, in the same kind of word (夏 -> 冬); None where there is none."""
    if aspect.words is not None:
        return _reworded(claim, others, aspect)
    texts = {span.cut(other.field.text) for other in others for span in _spans(other)}
    spans = _spans(claim)
    if len(texts) != 1 or len(spans) != 1:
        return None
    (span,), text = spans, texts.pop()
    if claim.quantities and text.replace(".", "").isdigit():  # the attribute's unit stands in its name
        return None
    if claim.quantities and claim.quantities[0].unit.dimension in _COUNTED:  # 四件套 -> 3件套
        stated = next(quantity for other in others for quantity in other.quantities)
        text = f"{stated.low:g}{claim.quantities[0].unit.name}"
    return Fix(UNSAFE, (Edit(span, text),))


def _spans(said: Said) -> list[Span]:
    every = [quantity.span for quantity in said.quantities] + [span for _, span in (*said.years, *said.models)]
    return list(dict.fromkeys(every))


def _reworded(claim: Said, others: Sequence[Said], aspect: Aspect) -> Fix | None:
    words = aspect.words
    stated = {word.value: word.word for other in others for word in other.words}
    if words is None or len(claim.words) != 1 or len(stated) != 1 or ANY in stated:
        return None
    (word,), ((value, as_stated),) = claim.words, stated.items()
    own, instead = words.firsts[word.value], words.firsts[value]
    if not instead or word.word not in own:
        return None
    if len(instead) == len(own):  # the two are listed in the same kinds of word: 男士 -> 女士
        return Fix(UNSAFE, (Edit(word.span, instead[own.index(word.word)]),))
    return Fix(UNSAFE, (Edit(word.span, as_stated if as_stated in words.spoken else instead[0]),))
