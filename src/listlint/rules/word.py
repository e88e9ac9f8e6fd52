"""The one rule behind every wordlists/words/*.yaml: a hit is a finding, in the wordlist's words."""

from __future__ import annotations

from collections.abc import Iterator

from listlint.records.document import Text
from listlint.records.mention import Hit, Mentions
from listlint.records.rule import UNSAFE, Edit, Finding, Fix
from listlint.records.settings import Settings


def check(mentions: Mentions, settings: Settings) -> Iterator[Finding]:
    """A finding for every hit that no exemption let through."""
    for hit in mentions.hits:
        entry = settings.lexicon.entry(hit.entry)
        fix = Fix(UNSAFE, (Edit(hit.span, entry.instead[0]),)) if entry.instead else None
        yield Finding(hit.wordlist, hit.field, hit.span, _message(hit, entry.instead, settings), entry.severity, (), fix, hit.hidden)


def _message(hit: Hit, instead: tuple[str, ...], settings: Settings) -> Text:
    said = hit.span.cut(hit.field.text)
    template = settings.lexicon.messages[hit.wordlist]
    zh, en = (sentence.replace("{text}", said).replace("{word}", hit.word) for sentence in template)
    if hit.hidden:
        zh, en = f"{zh}（这里换了写法，实为“{hit.word}”）", f"{en} (spelt to hide “{hit.word}”)"
    if instead:
        zh, en = f"{zh}；可改为{'、'.join(f'“{word}”' for word in instead)}", f"{en}; write {' or '.join(f'“{w}”' for w in instead)} instead"
    return Text(zh, en)
