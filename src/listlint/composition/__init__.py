"""What attributes say the goods are made of: 棉95% 氨纶5% -> parts, materials, percentages."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import lru_cache
from typing import Any, NamedTuple

from listlint.composition.gathered import gathered
from listlint.composition.parse import LONGEST_TEXT, parse, parse_figure
from listlint.composition.spelt import closed, placed, whole
from listlint.composition.vocabulary import NAME, Vocabulary, is_kind, vocabulary
from listlint.late import late
from listlint.records.document import Field, own_name, unnumbered
from listlint.records.lexicon import Material
from listlint.records.mention import Composition, Part, Share, composition_of
from listlint.records.span import Span
from listlint.text.normalise import fold
from listlint.text.seen import label, seen

__all__ = ["Vocabulary", "compositions", "is_kind", "share_of", "stated", "vocabulary"]

_WHOLE = "whole"
_ASKED = late("含?(.{1,8}?)(?:含量|量|占比|比例)(?:\\(%\\))?")


def compositions(attributes: Sequence[Field], materials: Mapping[str, Material], grammar: Mapping[str, Any]) -> tuple[Composition, ...]:
    """The compositions among the attributes, in their order; spans are code points of each field's own text.

    `materials` and `grammar` are the two halves of materials.yaml; neither may change afterwards. An attribute whose name
    says composition is one even where nothing of it can be read; any other is one only where a known material stands in it.
    Where name and percentage stand in two attributes (主面料成分, 主面料成分的含量), the composition is the name's, and the
    percentage is given to its one share: such a part need not add up to 100. A list whose texts make up one part is one composition.
    Never raises.
    """
    return stated(attributes, vocabulary(materials, grammar))


def stated(attributes: Sequence[Field], words: Vocabulary) -> tuple[Composition, ...]:
    """The compositions among the attributes, by a vocabulary that is at hand."""
    found: list[Composition] = []
    for field in attributes:
        said = _stated(field.key, field.text, words)
        if said is None:
            continue
        composition = composition_of((field, said.parts, said.unparsed, said.standard, ()))
        found.append(_joined(composition, said.figures, attributes) if said.figures else composition)
    return tuple(gathered(found) if len(found) > 1 and any(one.field.key.endswith("]") for one in found) else found)


def share_of(part: Part, slug: str, materials: Mapping[str, Material]) -> tuple[float | None, float | None, bool]:
    """What a part holds of a material and its kinds: the least and the most in percent, and whether it names any.

    The least is None where no figure is stated, the most where any of the shares lacks one.
    """
    shares = [share for share in part.shares if share.material is not None and is_kind(share.material, slug, materials)]
    lows = [share.low for share in shares if share.low is not None]
    highs = [share.high for share in shares if share.high is not None]
    return sum(lows) if lows else None, sum(highs) if shares and len(highs) == len(shares) else None, bool(shares)


class _Stated(NamedTuple):
    """What one attribute says by itself; `figures` are the names of attributes that may state the percentage of its only share."""

    parts: tuple[Part, ...]
    unparsed: tuple[Span, ...]
    figures: frozenset[str] = frozenset()
    standard: bool = False


@lru_cache(maxsize=1 << 16)
def _stated(key: str, text: str, words: Vocabulary) -> _Stated | None:
    """What an attribute of that key says of composition, or None."""
    name = own_name(key)
    known, part = _key(name, words)
    if part is None:
        return _of_one(name, text, words)
    parts, unparsed = _parsed(text, None if part == _WHOLE else part, words)
    stated = any(share.material or share.low is not None for one in parts for share in one.shares)
    if not stated and not (known and (parts or unparsed)):
        return None
    alone = sum(len(one.shares) for one in parts) == 1 and not any(mark in text for mark in "%％")
    figures = words.split_keys.get(_plain(unnumbered(name)), frozenset()) if alone else frozenset()
    return _Stated(parts, unparsed, figures, not unparsed and all(_is_standard(one, words) for one in parts))


def _is_standard(part: Part, words: Vocabulary) -> bool:
    """Whether the part names known materials by no trade name, each once, with exact figures that make up 100."""
    names = ((share.name, words.materials[share.material]) for share in part.shares if share.material)
    named = {name for name, material in names if fold(name) not in material.data.get("trade", ())}
    figures = [share.low for share in part.shares if share.low is not None and share.low == share.high]
    return len(named) == len(figures) == len(part.shares) and sum(figures) == 100


def _parsed(text: str, part: str | None, words: Vocabulary) -> tuple[tuple[Part, ...], tuple[Span, ...]]:
    """The reading of a value as a buyer sees it, any disguise undone; its spans are of the value as written."""
    read = seen(text)
    parts, unparsed = parse(read.text, part, words)
    if not whole(parts, unparsed) and len(text) <= LONGEST_TEXT and (plain := closed(read.text, words.blends)) is not None:
        through = parse(plain.text, part, words)
        if whole(*through):
            parts, unparsed = placed(*through, plain.source)
    return placed(parts, unparsed, read.source)


def _of_one(name: str, text: str, words: Vocabulary) -> _Stated | None:
    """What an attribute that asks for the share of one material says (棉含量: 75%), or None."""
    asked = _ASKED.fullmatch(_plain(name))
    kind, slug = words.words.get(asked[1], ("", "")) if asked else ("", "")
    figure = parse_figure(text) if kind == NAME else None
    if asked is None or figure is None:
        return None
    span = Span(0, len(text))
    share = Share(asked[1], slug, figure[0], figure[1], span)
    return _Stated((Part(None, (share,), span),), ())


def _key(name: str, words: Vocabulary) -> tuple[bool, str | None]:
    """Whether the grammar knows an attribute's name, and the part it speaks of; None where it speaks of none."""
    key = _plain(unnumbered(name)).strip("【】[]:")
    for spelling in (key, key.rstrip("0123456789"), key.partition("(")[0]):
        if spelling in words.keys:
            return True, words.keys[spelling]
    for ending in words.key_endings:
        stem = key.removesuffix(ending)
        if stem and stem != key:
            return False, words.parts.get(stem, stem)
    return False, words.parts.get(key)


def _joined(composition: Composition, figures: frozenset[str], attributes: Sequence[Field]) -> Composition:
    """The composition with the percentage that another attribute states for its only share; of a list of several none is told it."""
    stem = unnumbered(composition.field.name)
    if stem != composition.field.name and sum(unnumbered(field.name) == stem for field in attributes) > 1:
        return composition
    for field in attributes:
        figure = parse_figure(field.text) if _plain(unnumbered(field.name)) in figures else None
        if figure is not None:
            part = next(part for part in composition.parts if part.shares)
            share = part.shares[0]._replace(low=figure[0], high=figure[1])
            return composition._replace(parts=(part._replace(shares=(share,)),), standard=False, more=(field,))
    return composition


def _plain(name: str) -> str:
    return "".join(label(name).split())
