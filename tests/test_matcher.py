"""The matcher against slow oracles, and its semantics as they stand at the head of the module."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from listlint.records.document import Text
from listlint.records.lexicon import Lexicon
from listlint.records.rule import Rule
from listlint.records.span import Span
from listlint.scan.field import SPEAKING
from listlint.text.matcher import FEW, Match, Occurrences, finder, matches, plain_finder, settle, uses

NONE = Text("", "")
LETTERS = st.text(alphabet="最好佳品牌极北第一次", max_size=24)
TERM = st.text(alphabet="最好佳品牌极北第一次", min_size=1, max_size=4)
TERMS = st.lists(TERM, unique=True, max_size=12)


def finders(terms: list[str]) -> list[Callable[[str], Occurrences]]:
    """The plain one, the one that has searched little yet, and the one that has searched enough."""
    warm = finder(terms)
    warm("无" * FEW)
    return [plain_finder(terms), finder(terms), warm]


def lexicon(*entries: list[Any]) -> Lexicon:
    """A lexicon of rows that each have one trigger, their last value."""
    terms = list(dict.fromkeys(entry[-1] for entry in entries))
    uses = tuple([n for n, entry in enumerate(entries) if entry[-1] == term] for term in terms)
    rules = {"list": Rule("LL101", "list", "error", NONE, NONE, NONE, ())}
    return Lexicon(
        finder(terms), tuple(terms), uses, tuple(entries), frozenset(range(len(terms))), rules, {}, {}, {}, {}, {}, {}, {}, {}, {}
    )


def row(
    kind: str,
    trigger: str,
    before: str = "",
    after: str = "",
    whole: bool = False,
    severity: str | None = None,
    platforms: Sequence[str] = (),
) -> list[Any]:
    return [kind, "list", "", before, after, whole, [], severity, "name", "因为", list(platforms), [], [], None, trigger]


def settled(text: str, *entries: list[Any]) -> tuple[list[str], list[str]]:
    book = lexicon(*entries)
    found = matches(text, book.find(text), uses(book, *SPEAKING, "allow"))
    words = [match for match in found if entries[match.entry][0] == "word"]
    allowed = [match for match in found if entries[match.entry][0] == "allow"]
    kept, let = settle(text, words, allowed, book)
    return [match.span.cut(text) for match in kept], [one.match.span.cut(text) for one in let]


@given(LETTERS, st.lists(TERM, max_size=12))
def test_every_finder_gives_every_occurrence_in_the_order_of_ends(text: str, terms: list[str]) -> None:
    oracle = [(n, m.start(), m.start() + len(t)) for n, t in enumerate(terms) for m in re.finditer(f"(?={re.escape(t)})", text)]
    oracle.sort(key=lambda one: (one[2], one[1], one[0]))
    for find in finders(terms):
        assert [tuple(one) for one in find(text)] == oracle


@given(LETTERS, TERMS, TERMS, st.sets(st.integers(0, 11)))
def test_settle_agrees_with_comparing_every_pair(text: str, words: list[str], allowed: list[str], notes: set[int]) -> None:
    entries = [row("word", word, severity="note" if number in notes else None) for number, word in enumerate(words)]
    entries += [row("allow", word) for word in allowed]
    book = lexicon(*entries)
    found = matches(text, book.find(text), uses(book, *SPEAKING, "allow"))
    said = [match for match in found if match.entry < len(words)]
    let = [match for match in found if match.entry >= len(words)]
    outer = [m for m in said if not any(o != m and o.span.covers(m.span) and (o.entry not in notes or m.entry in notes) for o in said)]
    expected = [m for m in outer if not any(a.span.covers(m.span) for a in let)]
    kept, exempt = settle(text, said, let, book)
    assert sorted(kept) == sorted(expected)
    assert sorted(one.match for one in exempt) == sorted(m for m in outer if m not in expected)


def test_a_pattern_is_its_trigger_with_what_stands_before_and_after() -> None:
    entry = row("word", "领先", before="全国|行业", after="(?!一步)")
    assert settled("行业领先的工艺", entry) == (["行业领先"], [])
    assert settled("领先的工艺", entry) == ([], [])
    assert settled("行业领先一步", entry) == ([], [])


def test_an_exemption_covers_its_own_words_and_nothing_else() -> None:
    entries = [row("word", "最佳"), row("allow", "最佳赏味期")]
    assert settled("最佳赏味期内口感最佳", *entries) == (["最佳"], ["最佳"])


def test_a_whole_word_is_not_read_across_word_borders() -> None:
    entry = row("word", "极品", whole=True)
    assert settled("北极品牌羽绒", entry) == ([], [])
    assert settled("冬日极品毛衣", entry) == (["极品"], [])


def test_a_longer_word_takes_the_shorter_inside_it() -> None:
    assert settled("最最好", row("word", "最好"), row("word", "最最好")) == (["最最好"], [])


def test_a_note_hides_no_error_inside_it_and_a_platforms_word_none_elsewhere() -> None:
    note, error, elsewhere = row("word", "北极第一", severity="note"), row("word", "第一"), row("word", "北极第一", platforms=["jd"])
    assert settled("北极第一次", note, error) == (["北极第一", "第一"], [])
    assert settled("北极第一次", row("word", "北极第一"), row("word", "第一", severity="note")) == (["北极第一"], [])
    assert settled("北极第一次", elsewhere, error) == (["北极第一", "第一"], [])


def test_many_words_in_one_text_are_settled_in_one_sweep() -> None:
    text = "最好" * 20_000
    kept, let = settled(text, row("word", "最好"), row("allow", "好最"))
    assert len(kept) == 20_000 and not let


def test_a_match_knows_its_entry() -> None:
    book = lexicon(row("word", "最好"))
    assert matches("真最好", book.find("真最好"), uses(book, *SPEAKING, "allow")) == [Match(0, Span(1, 3))]
