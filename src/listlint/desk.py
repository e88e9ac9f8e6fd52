"""The rules of a run, chosen once and made ready; what is set otherwise for a path, a platform or a category gives a desk of its own."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import cache, lru_cache
from itertools import compress
from typing import NamedTuple

from listlint.overrides import laid, of_path
from listlint.records.document import Listing
from listlint.records.mention import HAS
from listlint.records.rule import Rule
from listlint.records.settings import Settings
from listlint.rules import Check, checks, rules


class Desk(NamedTuple):
    """The rules of a run, chosen once: what `lint` needs of settings, made ready; `names` gives every rule's slug by its slug and its code;
    `asked` gives the checks that may have something to say of a listing, by what its mentions have, its sieves and its platform;
    `mute` tells whether none has, where the listing's texts and compositions say nothing;
    `tuned` gives the desk of the same run with the overrides of some numbers, and those of listings alone, laid over it.
    """

    settings: Settings
    rules: dict[str, Rule]
    asked: Callable[[tuple[bool, ...], frozenset[str], str | None], Sequence[Check]]
    mute: Callable[[Listing], bool]
    names: dict[str, str]
    tuned: Callable[[tuple[int, ...]], Desk]


def desk(settings: Settings) -> Desk:
    """The rules that `settings` selects, ready to run."""
    known = rules(settings.lexicon)
    taken = {slug: rule for slug, rule in known.items() if selected(rule, settings)}
    names = {name: slug for slug, rule in known.items() for name in (slug, rule.code)}
    listings = [one for one in settings.overrides if one.kind != "path"]
    ours = all(one.kind != "path" for one in settings.overrides)
    tuned = cache(lambda numbers: desk(laid(settings, numbers, () if ours else listings)))
    every = checks(frozenset(taken), settings.lexicon)

    @lru_cache(maxsize=4096)
    def asked(has: tuple[bool, ...], sieved: frozenset[str], platform: str | None) -> list[Check]:
        there, profile = [name for name, held in zip(HAS, has, strict=True) if held], settings.profile(platform)
        return [one.check for one in every if one.speaks(there, sieved, profile)]

    @cache
    def silent(twofold: bool, evidenced: bool, priced: bool, platform: str | None) -> bool:
        there = ["listing", *compress(("twofold", "evidenced", "priced"), (twofold, evidenced, priced))]
        profile = settings.profile(platform)
        return not settings.overrides and not any(one.speaks(there, frozenset(), profile) for one in every)

    def mute(listing: Listing) -> bool:
        extra = listing.extra
        return silent(len(listing.fields) > 1, "evidence" in extra, "price" in extra, listing.platform)

    return Desk(settings, taken, asked, mute, names, tuned)


def selected(rule: Rule, settings: Settings) -> bool:
    """Whether a rule runs: named by `select` (or it is empty) and, more exactly, not by `ignore`; the longer name decides."""
    taken = max((_exactness(rule, name) for name in settings.select), default=1)
    dropped = max((_exactness(rule, name) for name in settings.ignore), default=0)
    return taken > 0 and taken > dropped


def _exactness(rule: Rule, name: str) -> int:
    if name in (rule.slug, rule.code):
        return 100
    return 1 + len(name) if name == "ALL" or rule.code.startswith(name) else 0


def at(path: str, ready: Desk) -> Desk:
    """The desk with what is set otherwise for a path."""
    numbers = of_path(ready.settings, path) if ready.settings.overrides else ()
    return ready.tuned(numbers) if numbers else ready
