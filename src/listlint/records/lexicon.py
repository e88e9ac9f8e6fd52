"""What the linter knows, loaded: wordlists, materials, grounds, laws, platforms, layouts."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from types import MappingProxyType
from typing import Any, NamedTuple

from listlint.records.document import Text
from listlint.records.rule import Rule


class Entry(NamedTuple):
    """One line of a wordlist, ready to match: `trigger` is found first, then `before` and `after` around it.

    `kind`: word (a plain or a pattern entry of a word rule) | allow (an exemption) | material (a name of one).
    `owner` is the wordlist's or the material's slug; `word` is the entry as a person reads it.
    """

    kind: str
    owner: str
    word: str
    trigger: str
    before: str = ""
    after: str = ""
    whole_word: bool = False
    instead: tuple[str, ...] = ()
    severity: str | None = None
    ground: str = ""
    why: str = ""
    platforms: tuple[str, ...] = ()


class Reach(NamedTuple):
    """Where a word rule applies; an empty tuple restricts nothing.

    `categories` are the only kinds of goods it bars the words for, `not_categories` kinds it leaves to other rules;
    `proof` are the kinds of evidence that clear a hit; with `cited`, only where the copy names its source as well, and a
    source without proof makes an error a warning.
    """

    roles: tuple[str, ...] = ()
    platforms: tuple[str, ...] = ()
    categories: tuple[str, ...] = ()
    not_categories: tuple[str, ...] = ()
    proof: tuple[str, ...] = ()
    cited: bool = False


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


class Material(NamedTuple):
    """A material: its standard name, what it is a kind of, what claims of it need.

    `pure` is the least percentage a pure claim needs by the standard, `traces` what may be missing from it;
    `named` the least percentage to name goods after it; figures carry their source in materials.yaml.
    """

    slug: str
    name: str
    kinds: tuple[str, ...]
    data: Mapping[str, Any]


class Profile(NamedTuple):
    """What one platform adds. `title_limit` is counted with a wide character as `wide_width` and any other as 1.

    `title_symbols`, of a title: `barred` characters, `measured` ones that only an identifier or a measure may hold, `leading`
    ones that may not open it, `repeated` ones that may not stand twice together, whether `pictures` (emoji, ornaments) and
    runs of `capitals` are barred. `title_repeats`: how often a `latin` word, a `short` (two characters) or `long` Chinese one
    may stand in a title, and from how many words of one last character (`heads`) a repeated long one makes a pile. Both hold their `source`.
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


class Layout(NamedTuple):
    """What a file's keys mean: `parts` gives the part of a listing that a key holds (标题 -> title).

    `name_attributes` are the attributes that only name the goods (品牌, 型号): no claim is made in them, and what they
    name may be used in copy. A table is in this layout where it has all the headers of `recognise`; then `skip` rows after
    the headers hold no listing, and a column in `attributes` is the attribute of that name. `dotted` are the keys that lead into nested mappings (data.items).
    """

    parts: Mapping[str, str]
    name_attributes: frozenset[str]
    recognise: frozenset[str] = frozenset()
    skip: int = 0
    attributes: Mapping[str, str] = MappingProxyType({})
    dotted: tuple[str, ...] = ()


class Lexicon(NamedTuple):
    """All of it. `find` gives every occurrence (term number, start, end) of the `terms` in a normalised text;
    `uses` holds, for each term, the numbers of the entries it triggers; `spoken` are the terms that word rules use."""

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

    def entry(self, number: int) -> Entry:
        """The entry of that number."""
        return Entry(*self.entries[number])
