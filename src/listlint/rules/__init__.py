"""One file per rule written in Python; the file's name is the rule's slug with underscores.

A rule module holds `RULE` and, unless the line itself raises its findings, `check(mentions, settings)`. One that can
only speak where the listing has hits, claims or compositions says so in `NEEDS`, the name of that field of `Mentions`,
and is not asked otherwise. A new rule is a new file: the folder lists itself.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from functools import lru_cache
from importlib import import_module
from typing import Any

from listlint.modules import module_names
from listlint.records.lexicon import Lexicon
from listlint.records.mention import Exempt, Mentions
from listlint.records.rule import Finding, Rule
from listlint.records.settings import Settings

Check = Callable[[Mentions, Settings], Iterator[Finding | Exempt]]
"""What a rule finds, and what it lets pass on evidence."""

WORD = "word"
"""The module behind every wordlist; it is a check and no rule of its own."""


@lru_cache(maxsize=1)
def modules() -> tuple[tuple[str, Any], ...]:
    """(slug, module) of every file here but `word.py`, in the order of their names."""
    names = [name for name in module_names(__file__) if name != WORD]
    return tuple((name.replace("_", "-"), import_module(f"{__name__}.{name}")) for name in names)


def rules(lexicon: Lexicon) -> Mapping[str, Rule]:
    """Every rule there is, in Python and in wordlists, by slug, in the order of their codes."""
    written = {slug: module.RULE for slug, module in modules()}
    return dict(sorted({**lexicon.word_rules, **written}.items(), key=lambda item: item[1].code))


def checks(slugs: frozenset[str], lexicon: Lexicon) -> tuple[tuple[str, Check], ...]:
    """The checks that the rules of these slugs need, each with the field of `Mentions` it is silent without."""
    asked = [module for slug, module in modules() if slug in slugs and hasattr(module, "check")]
    if not slugs.isdisjoint(lexicon.word_rules):
        asked.insert(0, import_module(f"{__name__}.{WORD}"))
    return tuple((getattr(module, "NEEDS", "listing"), module.check) for module in asked)
