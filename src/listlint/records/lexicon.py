"""What the linter knows, loaded: wordlists, materials, grounds, laws, platforms, layouts."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from types import MappingProxyType
from typing import Any, NamedTuple

from listlint.records.document import Text
from listlint.records.rule import Rule


class Entry(NamedTuple):
    """Words of a wordlist that share a definition: each stands for itself, or triggers `before` and `after` around it.

    `kind`: word (of a word rule) | allow (an exemption) | material (names of one, or look-alikes where `owner` is empty).
    `owner` is the wordlist's or the material's slug; `name` what a person calls a pattern, empty for plain words. With
    `categories` the words have their severity only on goods known or guessed to be of one of these kinds; on others they have
    the severity `otherwise`, and count for nothing where that is None.
    """

    kind: str
    owner: str
    name: str
    before: str = ""
    after: str = ""
    whole_word: bool = False
    instead: tuple[str, ...] = ()
    severity: str | None = None
    ground: str = ""
    why: str = ""
    platforms: tuple[str, ...] = ()
    proof: tuple[str, ...] = ()
    categories: tuple[str, ...] = ()
    otherwise: str | None = None


class Stated(NamedTuple):
    """An attribute that gives a claim its number or source, so that whoever reads the page can check it.

    Regular expressions searched for in folded text: `said` in the claim, `attribute` in the attribute's name, `value` in
    what it says. `{}` in `attribute` is what the first group of `said` found: an SGS number gives no FDA approval.
    """

    said: str
    attribute: str
    value: str


class Reach(NamedTuple):
    """Where a word rule applies; an empty tuple restricts nothing.

    `categories` are the only kinds of goods it bars the words for, `not_categories` kinds it leaves to other rules;
    `proof` are the kinds of evidence that clear a hit (an entry may name its own), other than an entry that covers nothing
    but what `not_covering` names; with `cited`, only where the copy names its source as well, and a source without proof
    makes an error a warning. `stated` are attributes that clear one.
    """

    roles: tuple[str, ...] = ()
    platforms: tuple[str, ...] = ()
    categories: tuple[str, ...] = ()
    not_categories: tuple[str, ...] = ()
    proof: tuple[str, ...] = ()
    cited: bool = False
    not_covering: tuple[str, ...] = ()
    stated: tuple[Stated, ...] = ()


class Category(NamedTuple):
    """A kind of goods, and what tells it.

    `within` are words of a listing's category, `keys` attribute keys only such goods carry, `marks` regular expressions of
    approval numbers written in any text; `names` are title nouns no other goods have, `heads` title nouns that let it be guessed.
    """

    title: Text
    within: tuple[str, ...]
    keys: frozenset[str]
    heads: tuple[str, ...]
    marks: tuple[str, ...] = ()
    names: tuple[str, ...] = ()


class Ground(NamedTuple):
    """A legal or practical ground on which an exemption lets a word pass."""

    title: Text
    law: str
    article: str


class Law(NamedTuple):
    """A law, standard or platform rule that a rule cites; `texts` holds the wording of articles where it is known."""

    title: str
    name: Text
    penalty: Text
    texts: Mapping[str, str]

    def wording(self, article: str) -> str:
        """The text of an article as far as it is known, else empty; of one cited by its item (第九条（三）), the lead and that item."""
        whole = next((text for known, text in self.texts.items() if article == known or article.startswith(f"{known}（")), "")
        item = re.search("（[一二三四五六七八九十]+）$", article)
        if item is None:
            return whole
        lines = whole.splitlines()
        return "\n".join(line for line in lines if not re.match("（[一二三四五六七八九十]+）", line) or line.startswith(item[0]))


class Material(NamedTuple):
    """A material: its standard name, what it is a kind of, what claims of it need.

    `pure` is the least percentage a pure claim needs by the standard, `traces` what may be missing from it;
    `named` the least percentage to name goods after it; figures carry their source in materials.yaml.
    """

    slug: str
    name: str
    kinds: tuple[str, ...]
    data: Mapping[str, Any]


class Numbering(NamedTuple):
    """What numbers of one kind look like; the fields are those of numbers.yaml, regular expressions on folded text.

    `check` names how the check digit is made (numbers.py), or is ""; what is not `verified` may be wrong itself.
    """

    title: Text
    kinds: tuple[str, ...]
    signs: str
    forms: tuple[str, ...]
    check: str
    check_verified: bool
    example: str
    verified: bool


class Profile(NamedTuple):
    """What one platform adds. `title_limit` is counted with a wide character as `wide_width` and any other as 1; `title_limits`
    are those of single kinds of goods where they differ.

    `title_symbols`, of a title: `barred` characters, `measured` ones that only an identifier or a measure may hold, `leading`
    ones that may not open it, `repeated` ones that may not stand twice together, whether `pictures` (emoji, ornaments) and
    runs of `capitals` are barred, and `grades`, the severity of a kind where it is not the usual one. `title_repeats`: how often a
    `latin` word, a `short` (two characters) or `long` Chinese one may stand in a title, and from how many words of one last
    character (`heads`) a repeated long one makes a pile. Both hold their `source`.
    """

    slug: str
    title: Text
    title_limit: int | None
    wide_width: int
    title_source: str
    title_symbols: Mapping[str, Any]
    title_repeats: Mapping[str, Any]
    pure: Mapping[str, float]
    pure_source: str
    severities: Mapping[str, str]
    title_limits: Mapping[str, int] = MappingProxyType({})


class Layout(NamedTuple):
    """What a file's keys mean: `parts` gives the part of a listing that a key holds (标题 -> title).

    `name_attributes` are the attributes that only name the goods (品牌, 型号): no claim is made in them, and what they
    name may be used in copy. A table is in this layout where it has all the headers of `recognise`; then `skip` rows after
    the headers hold no listing, and a column in `attributes` is the attribute of that name. `dotted` are the keys that lead into nested mappings (data.items);
    `header_row` is the number of the row that names the columns, from 1, or 0 where they are looked for; the first of `else_title` that is
    there is the title where none of the keys is.
    A layout equals only itself, so that it can be a key of a cache.
    """

    parts: Mapping[str, str]
    name_attributes: frozenset[str]
    recognise: frozenset[str] = frozenset()
    skip: int = 0
    attributes: Mapping[str, str] = MappingProxyType({})
    dotted: tuple[str, ...] = ()
    header_row: int = 0
    else_title: tuple[str, ...] = ()

    def __hash__(self) -> int:
        return id(self)

    def __eq__(self, other: object) -> bool:
        return self is other


class Disguises(NamedTuple):
    """The disguised spellings worth looking for.

    `words` are each word, one of its spellings, and for how many of its first characters others may stand; the spelling has a space
    between what stands for each, as it stands once every character is replaced by its class (`classes`: the characters, and what each is
    searched as). `forms` holds, for each character, what may stand for it by kind; `honest` are spellings that are no disguise.
    """

    words: tuple[tuple[str, str, int], ...] = ()
    classes: tuple[str, str] = ("", "")
    forms: Mapping[str, Mapping[str, Sequence[str]]] = {}
    honest: frozenset[str] = frozenset()


class Lexicon(NamedTuple):
    """All of it. `find` gives every occurrence (term number, start, end) of the `terms` in a normalised text;
    `uses` holds, for each term, the numbers of the entries it triggers; `spoken` are the terms that word rules use in attributes."""

    find: Callable[[str], Sequence[tuple[int, int, int]]]
    terms: tuple[str, ...]
    uses: tuple[Sequence[int], ...]
    entries: tuple[Any, ...]
    spoken: frozenset[int]
    word_rules: Mapping[str, Rule]
    messages: Mapping[str, Text]
    reaches: Mapping[str, Reach]
    grounds: Mapping[str, Ground]
    laws: Mapping[str, Law]
    materials: Mapping[str, Material]
    composition: Mapping[str, Any]
    profiles: Mapping[str, Profile]
    layouts: Mapping[str, Layout]
    categories: Mapping[str, Category]
    disguises: Disguises = Disguises()
    values: Mapping[str, Any] = MappingProxyType({})
    numbers: Mapping[str, Numbering] = MappingProxyType({})

    def entry(self, number: int) -> Entry:
        """The entry of that number."""
        return Entry(*self.entries[number])
