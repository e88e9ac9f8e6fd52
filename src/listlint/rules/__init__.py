"""One file per rule written in Python; the file's name is the rule's slug with underscores.

A rule module holds `RULE` and, unless the line itself raises its findings, `check(mentions, settings)`. One that can
only speak where the listing has hits, claims or compositions says so in `NEEDS`, the name of that field or property of
`Mentions`, and is not asked otherwise; one that can
only speak of what a simple expression finds in the folded texts gives that as `SIEVE`. A module that
stands beside a wordlist of the same slug has no `RULE` of its own; its `refine(finding, mentions, settings)` is given
each of the wordlist's findings, and gives back what is to be told. A new rule is a new file: the folder lists itself.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from functools import lru_cache
from importlib import import_module
from typing import Any, NamedTuple

from listlint.modules import module_names
from listlint.records.lexicon import Lexicon
from listlint.records.mention import Exempt, Mentions
from listlint.records.rule import Finding, Rule
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


class Checks(NamedTuple):
    """The checks of a run: `asked` under the property of `Mentions` they are silent without, `sieved` by the rule whose sieve lets through."""

    asked: tuple[tuple[str, tuple[Check, ...]], ...]
    sieved: Mapping[str, Check]


def checks(slugs: frozenset[str], lexicon: Lexicon) -> Checks:
    """The checks that the rules of these slugs need."""
    asked = [(slug, module) for slug, module in modules() if slug in slugs and hasattr(module, "check")]
    grouped: dict[str, list[Check]] = {}
    if not slugs.isdisjoint(lexicon.word_rules):
        word = import_module(f"{__name__}.{WORD}")
        grouped[word.NEEDS] = [word.check]
    for _, module in asked:
        if not hasattr(module, "SIEVE"):
            grouped.setdefault(getattr(module, "NEEDS", "listing"), []).append(module.check)
    sieved = {slug: module.check for slug, module in asked if hasattr(module, "SIEVE")}
    return Checks(tuple((needs, tuple(group)) for needs, group in grouped.items()), sieved)


@lru_cache(maxsize=1)
def sieves() -> Mapping[str, re.Pattern[str]]:
    """The sieve of each rule that has one, by slug."""
    return {slug: re.compile(module.SIEVE) for slug, module in modules() if hasattr(module, "SIEVE")}
