"""What a listing says: words of the wordlists, claims of material in its copy, compositions in its attributes."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import cached_property, partial
from types import MappingProxyType
from typing import NamedTuple, overload

from listlint.records.document import Field, Listing, unnumbered
from listlint.records.span import Span


class Hit(NamedTuple):
    """A listed word in a text: `word` plain, as the list spells it; `hidden` where the copy disguises it."""

    field: Field
    span: Span
    word: str
    wordlist: str
    entry: int
    hidden: bool = False


UNLISTED = -1
"""The entry number of a hit that a rule in Python makes of what it lets pass: it is in no wordlist."""


class Exempt(NamedTuple):
    """A hit that an exemption or a proof let through: the exemption's span, its ground and the reason written beside it.

    What a rule in Python lets pass on evidence is one too: its hit names the rule in place of a wordlist.
    """

    hit: Hit
    span: Span
    ground: str
    why: str


class Claim(NamedTuple):
    """What copy says of a material.

    `kind`: pure (纯棉, 100%棉) | percent (含棉80%) | named (真丝连衣裙) | imitation (仿真丝) | negated (非纯棉) | fancy (超舒棉).
    `material` is the standard name's slug in materials.yaml, or a fancy name itself; `percent` is as stated, 0 to 100, or None;
    `part` is the garment part that the copy ties the claim to (里料, 填充物), or None; `at_least` says 以上 stands by the figure,
    `excepted` that the copy itself excepts other fibres (弹性纤维除外); `goods` is the noun the claim names (被, 连衣裙), or "".
    `plain` is what it says where the copy disguises it (纯·棉), or "".
    """

    field: Field
    span: Span
    kind: str
    material: str
    percent: float | None = None
    part: str | None = None
    at_least: bool = False
    excepted: bool = False
    goods: str = ""
    plain: str = ""

    @property
    def hidden(self) -> bool:
        """Whether the copy disguises it."""
        return bool(self.plain)


class Share(NamedTuple):
    """One material's share of a part, in percent: `low` = `high` where it is exact, None and None where unstated.

    `material` is a slug of materials.yaml, or None for a name it does not know; `name` is as written, in the text or in the
    attribute's name (棉含量: 75%). `text` is the number of the composition's text that `span` is of.
    """

    name: str
    material: str | None
    low: float | None
    high: float | None
    span: Span
    text: int = 0


class Part(NamedTuple):
    """One part of a composition (面料, 里料, 填充物, 大身 …; None where the attribute names none) and its shares.

    `span` is of the composition's first text.
    """

    name: str | None
    shares: tuple[Share, ...]
    span: Span


class Composition(NamedTuple):
    """An attribute, or the result of a report, that states what the goods are made of; `unparsed` are the stretches nothing could be made of.

    `more` are the other texts of one that is written as a list (材质成分: [棉95%, 氨纶5%]), each with one share or some of its only part, or
    the text that gives its only share a percentage.
    `standard` is whether every share names a known material by no trade name, with an exact figure, and those of each part make up 100:
    then nothing is amiss with it by itself.
    """

    field: Field
    parts: tuple[Part, ...]
    unparsed: tuple[Span, ...] = ()
    standard: bool = False
    more: tuple[Field, ...] = ()

    @property
    def name(self) -> str:
        """What the attribute is called: of a list, without the number of its first text."""
        return unnumbered(self.field.name) if self.more else self.field.name

    @property
    def written(self) -> str:
        """All of its texts."""
        return " ".join([self.field.text, *(field.text for field in self.more)])

    def said(self, part: Part) -> str:
        """A part as it is written."""
        return " ".join([part.span.cut(self.field.text).strip(), *(field.text.strip() for field in self.more)])


composition_of: Callable[[tuple[Field, tuple[Part, ...], tuple[Span, ...], bool, tuple[Field, ...]]], Composition] = partial(
    tuple.__new__, Composition
)
"""A composition of all its values, quickly."""


def doubtful(stated: Sequence[Composition]) -> bool:
    """Whether the compositions of a listing are more than a single one that is `standard`."""
    return len(stated) > 1 or (len(stated) == 1 and not stated[0].standard)


class Sieves(NamedTuple):
    """For rules by their slugs, what must be found for them to have anything to say.

    `folded` is searched for in folded texts, in categories and in attributes' names, `written` in copy as it is written; `named` are asked
    of attributes' names.
    """

    folded: Mapping[str, re.Pattern[str]] = MappingProxyType({})
    written: Mapping[str, re.Pattern[str]] = MappingProxyType({})
    named: Mapping[str, Callable[[str], bool]] = MappingProxyType({})


HAS = ("listing", "hits", "claims", "graded", "held", "doubtful", "evidenced", "twofold", "priced")
"""What a rule may need. `claims`: a material named in copy; `graded`: named where a degree, or a name that is no standard one, may be
claimed; `held`: named beside attributes or evidence; `doubtful`: a composition that is not `standard`, or several; `evidenced`:
evidence named; `twofold`: two texts of copy or more, that can contradict each other; `priced`: prices stated."""


class Claims(Sequence[Claim]):
    """The claims of a listing's copy, read when first asked for: most copy names a material and is asked nothing of it.

    `graded` is whether any of them may have a degree or be of a name that is no standard one.
    """

    def __init__(self, read: Callable[[], tuple[Claim, ...]], graded: bool) -> None:
        self._read = read
        self.graded = graded

    @cached_property
    def _all(self) -> tuple[Claim, ...]:
        return self._read()

    @overload
    def __getitem__(self, number: int) -> Claim: ...
    @overload
    def __getitem__(self, number: slice) -> Sequence[Claim]: ...
    def __getitem__(self, number: int | slice) -> Claim | Sequence[Claim]:
        return self._all[number]

    def __iter__(self) -> Iterator[Claim]:
        return iter(self._all)

    def __len__(self) -> int:
        return len(self._all)


class Mentions(NamedTuple):
    """All that one listing says, as far as rules ask; `named` is None where its copy names no material, `sieved` are the rules whose
    sieve found something in its texts."""

    listing: Listing
    hits: tuple[Hit, ...] = ()
    exempt: tuple[Exempt, ...] = ()
    named: Claims | None = None
    compositions: tuple[Composition, ...] = ()
    sieved: frozenset[str] = frozenset()

    @property
    def claims(self) -> Sequence[Claim]:
        """The claims of its copy, in the order of its texts."""
        return () if self.named is None else self.named

    @property
    def has(self) -> tuple[bool, ...]:
        """Whether there is each of `HAS`, in its order."""
        listing, named, hits, stated = self.listing, self.named, self.hits != (), self.compositions
        twofold, extra = len(listing.fields) > 1, listing.extra
        evidenced, priced = "evidence" in extra and bool(extra["evidence"]), "price" in extra and bool(extra["price"])
        if named is None:
            return True, hits, False, False, False, doubtful(stated), evidenced, twofold, priced
        return True, hits, True, named.graded, evidenced or listing.attributes != (), doubtful(stated), evidenced, twofold, priced
