"""The examples that word rules carry, run: what should fire does, what should pass is silent."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from listlint import layout
from listlint.given import given
from listlint.records.document import Text
from listlint.records.settings import Settings
from listlint.scan import scan


class Failure(NamedTuple):
    """An example that does not do what it should."""

    rule: str
    example: str
    message: Text


def failures(settings: Settings, slugs: Sequence[str]) -> Iterator[Failure]:
    """The examples of these word rules that fail."""
    for slug in slugs:
        rule = settings.lexicon.word_rules[slug]
        for example in rule.examples.fail:
            if not _words(example, slug, settings):
                yield Failure(slug, example, Text("应报而没有报", "should fire and does not"))
        for example in rule.examples.ok:
            words = _words(example, slug, settings)
            if words:
                yield Failure(slug, example, Text(f"应通过却报了“{'、'.join(words)}”", f"should pass and fires on “{', '.join(words)}”"))


def _words(example: str, slug: str, settings: Settings) -> list[str]:
    listings = list(layout.listings(given({"detail": example}), settings.lexicon.layouts["listlint"]))
    return [hit.word for mentions in scan(listings, settings.lexicon) for hit in mentions.hits if hit.wordlist == slug]
