"""The shipped wordlists are in order: examples that hold, nothing twice, nothing that its own exemptions make useless."""

from __future__ import annotations

import os
import re
from collections import Counter
from collections.abc import Iterator
from typing import Any

import pytest
import yaml

from listlint.api import Linter
from listlint.config import Options
from listlint.examples import failures
from listlint.lexicon.files import GROUNDS, LAWS
from listlint.lexicon.folder import word_files, wordlist_folder, yaml_files
from listlint.lexicon.shape import parse
from listlint.records.lexicon import Entry
from listlint.rules import rules
from listlint.scan.field import SPEAKING
from listlint.settle import settle
from listlint.text.matcher import matches, uses
from listlint.text.matcher import settle as settled
from listlint.text.normalise import fold

SETTINGS = settle(Options())
LEXICON = SETTINGS.lexicon
SLUGS = sorted(LEXICON.word_rules)
ENTRIES = [Entry(*entry) for entry in LEXICON.entries]
LINTER = Linter()
TRIGGERED = [(term, ENTRIES[use]) for term, uses in zip(LEXICON.terms, LEXICON.uses, strict=True) for use in uses]


@pytest.mark.parametrize("slug", SLUGS)
def test_examples_fire_and_pass(slug: str) -> None:
    assert [f"{f.example}: {f.message.en}" for f in failures(SETTINGS, [slug])] == []


@pytest.mark.parametrize("slug", SLUGS)
def test_no_word_stands_twice(slug: str) -> None:
    rows = Counter((e.kind, term, e.before, e.after) for term, e in TRIGGERED if e.owner == slug)
    assert [row for row, count in rows.items() if count > 1] == []


@pytest.mark.parametrize("slug", SLUGS)
def test_no_plain_word_is_let_through_by_its_own_list(slug: str) -> None:
    plain, allowed = (
        {term for term, e in TRIGGERED if e.owner == slug and e.kind == kind and not e.before and not e.after} for kind in ("word", "allow")
    )
    assert plain & allowed == set()


@pytest.mark.parametrize("slug", SLUGS)
def test_what_a_list_advises_is_not_barred_itself(slug: str) -> None:
    advised = {word for e in ENTRIES if e.owner == slug for word in e.instead}
    barred = {word for word in advised if any(d.severity != "note" for d in LINTER.check_text(word))}
    assert barred == set()


def test_every_ground_and_law_is_used_or_cited() -> None:
    cited = {basis.law for rule in rules(LEXICON).values() for basis in rule.basis} | {ground.law for ground in LEXICON.grounds.values()}
    assert cited <= set(LEXICON.laws)


@pytest.mark.parametrize(("name", "shape"), [("grounds", GROUNDS), ("laws", LAWS)])
def test_the_other_files_fit_their_shapes(name: str, shape: object) -> None:
    with open(f"{wordlist_folder()}/{name}.yaml", encoding="utf-8") as file:
        assert parse(file.read(), name, shape)[1] == []


def test_profiles_cite_where_their_figures_come_from() -> None:
    for profile in LEXICON.profiles.values():
        assert profile.title_limit is None or profile.title_source
        assert not profile.pure or profile.pure_source


def test_every_file_of_the_folder_was_read() -> None:
    folder = wordlist_folder()
    assert len(word_files(folder)) == len(SLUGS)
    assert len(yaml_files(f"{folder}/profiles")) == len(LEXICON.profiles)
    assert len(yaml_files(f"{folder}/layouts")) == len(LEXICON.layouts)


@pytest.mark.parametrize("slug", SLUGS)
def test_no_word_stands_inside_what_another_list_advises(slug: str) -> None:
    own = {term for term, e in TRIGGERED if e.owner == slug and e.kind == "word" and not e.before and not e.after and e.severity != "note"}
    advised = {word for e in ENTRIES if e.owner != slug for word in e.instead}
    assert {(word, term) for word in advised for term in own if term in word} == set()


def word_lists(slug: str) -> Iterator[tuple[str, list[str]]]:
    """(where it stands, the words) of every list of words in a wordlist's file: its sets, its groups, its triggers."""
    with open(os.path.join(wordlist_folder(), "words", f"{slug}.yaml"), encoding="utf-8") as file:
        data: dict[str, Any] = yaml.safe_load(file)
    yield from ((f"sets.{name}", words) for name, words in data.get("sets", {}).items())
    for part in ("words", "patterns", "allow"):
        for number, group in enumerate(data.get(part, ())):
            if isinstance(group, dict):
                yield from ((f"{part}[{number}].{key}", group[key]) for key in ("any", "triggers") if key in group)


@pytest.mark.parametrize("slug", SLUGS)
def test_words_stand_in_order_within_their_group(slug: str) -> None:
    """Groups keep their meaning and their order; within one, words stand by code point, so that a word is found and merges are small."""
    wrong = [(where, words) for where, words in word_lists(slug) if [fold(str(w)) for w in words] != sorted({fold(str(w)) for w in words})]
    assert wrong == []


@pytest.mark.parametrize("slug", SLUGS)
def test_every_set_is_used(slug: str) -> None:
    with open(os.path.join(wordlist_folder(), "words", f"{slug}.yaml"), encoding="utf-8") as file:
        text = file.read()
    named = {where.removeprefix("sets.") for where, _ in word_lists(slug) if where.startswith("sets.")}
    assert named - set(re.findall(r"[{*]([a-z_]+)", text)) == set()


@pytest.mark.parametrize("slug", SLUGS)
def test_no_plain_word_is_dead(slug: str) -> None:
    """A word written by itself is a hit of its list, its own or a longer one's: no exemption of the list lets it through."""
    dead = []
    for term in sorted({term for term, e in TRIGGERED if e.owner == slug and e.kind == "word" and not e.before and not e.after}):
        found = [
            one for one in matches(term, LEXICON.find(term), uses(LEXICON, *SPEAKING, "allow")) if LEXICON.entry(one.entry).owner == slug
        ]
        words, allowed = ([one for one in found if LEXICON.entry(one.entry).kind == kind] for kind in ("word", "allow"))
        kept, _ = settled(term, words, allowed, LEXICON)
        if not kept:
            dead.append(term)
    assert dead == []
