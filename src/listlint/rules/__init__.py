"""One file per rule written in Python; the file's name is the rule's slug with underscores.

A rule module holds `RULE` and, unless the line itself raises its findings, `check(mentions, settings)`. One that can
only speak where the listing has hits, claims, compositions or the like says so in `NEEDS`, any of `HAS`, and is not asked
otherwise; one that can only speak of what a simple expression finds in the folded texts gives that as `SIEVE`, in the copy as
written as `WRITTEN` (a class, or alternatives that begin with a character each, are searched for five times as fast), or that of
attributes of certain names as `NAMED` (from the lexicon and a name to whether it is one); one that only speaks where the platform's profile sets something names that field of `Profile` in `PROFILE`. A module that
stands beside a wordlist of the same slug has no `RULE` of its own; its `refine(finding, mentions, settings)` is given
each of the wordlist's findings, and gives back what is to be told. A new rule is a new file: the folder lists itself.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import lru_cache, partial
from importlib import import_module
from typing import Any, NamedTuple

from listlint.modules import module_names
from listlint.records.lexicon import Lexicon, Profile
from listlint.records.mention import Exempt, Mentions, Sieves
from listlint.records.rule import Finding, Rule
from listlint.records.same import Same
from listlint.records.settings import Settings

Check = Callable[[Mentions, Settings], Iterator[Finding | Exempt]]
"""What a rule finds, and what it lets pass on evidence."""

Refine = Callable[[Finding, Mentions, Settings], "Finding | Exempt | None"]

WORD = "word"
"""The module behind every wordlist; it is a check and no rule of its own."""


@lru_cache(maxsize=1)
def modules() -> tuple[tuple[str, Any], ...]:
    """(slug, module) of every file here but `word.py`, in the order of their names."""
    names = [name for name in module_names(__file__) if name != WORD]
    return tuple((name.replace("_", "-"), import_module(f"{__name__}.{name}")) for name in names)


def rules(lexicon: Lexicon) -> Mapping[str, Rule]:
    """Every rule there is, in Python and in wordlists, by slug, in the order of their codes."""
    written = {slug: module.RULE for slug, module in modules() if hasattr(module, "RULE")}
    return dict(sorted({**lexicon.word_rules, **written}.items(), key=lambda item: item[1].code))


@lru_cache(maxsize=1)
def refiners() -> Mapping[str, Refine]:
    """What modules that stand beside a wordlist make of its findings, by slug."""
    return {slug: module.refine for slug, module in modules() if hasattr(module, "refine")}


class Asked(NamedTuple):
    """A check and when it is asked: where the listing has any of what it `needs`, `sieve` (a slug, or "") let something through, the profile sets `profile` (a field, or "")."""

    check: Check
    needs: tuple[str, ...] = ("listing",)
    sieve: str = ""
    profile: str = ""

    def speaks(self, has: Sequence[str], sieved: frozenset[str], profile: Profile) -> bool:
        """Whether the check may have something to say of a listing."""
        if not any(need in has for need in self.needs) or (self.sieve and self.sieve not in sieved):
            return False
        return not self.profile or bool(getattr(profile, self.profile))


def checks(slugs: frozenset[str], lexicon: Lexicon) -> tuple[Asked, ...]:
    """The checks that the rules of these slugs need, the wordlists' first, those that want a sieve last."""
    word = import_module(f"{__name__}.{WORD}")
    found = [] if slugs.isdisjoint(lexicon.word_rules) else [Asked(word.check, word.NEEDS)]
    for slug, module in modules():
        if slug in slugs and hasattr(module, "check"):
            sieve = slug if any(hasattr(module, kind) for kind in ("SIEVE", "WRITTEN", "NAMED")) else ""
            found.append(Asked(module.check, getattr(module, "NEEDS", ("listing",)), sieve, getattr(module, "PROFILE", "")))
    return tuple(sorted(found, key=lambda one: bool(one.sieve)))


def sieves(lexicon: Lexicon) -> Sieves:
    """The sieves of the rules that have one."""
    return _sieves(Same(lexicon))


@lru_cache(maxsize=4)
def _sieves(same: Same) -> Sieves:
    folded = {slug: re.compile(module.SIEVE) for slug, module in modules() if hasattr(module, "SIEVE")}
    written = {slug: module.WRITTEN for slug, module in modules() if hasattr(module, "WRITTEN")}
    return Sieves(folded, written, {slug: partial(module.NAMED, same.held) for slug, module in modules() if hasattr(module, "NAMED")})
