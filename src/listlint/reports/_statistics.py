"""--statistics: how often each rule fires, instead of where. The formats text, concise and json have it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator

from listlint.records.diagnostic import Diagnostic
from listlint.reports import Manner
from listlint.reports._said import SEVERITIES, counted, severity
from listlint.text.display import columns

FORMATS = ("text", "concise", "json")


def render(diagnostics: Iterable[Diagnostic], manner: Manner, name: str = "text") -> Iterator[str]:
    """A line for each rule, the most frequent first: count, severity, code, slug and, in text, title; in json an array of these."""
    counts = Counter((one.rule, one.code, one.severity) for one in diagnostics)
    titles = {card.slug: card.title for card in manner.cards}
    rows = sorted(counts.items(), key=lambda item: (-item[1], item[0][1], list(SEVERITIES).index(item[0][2])))
    if name == "json":
        yield from _json(rows, titles)
        return
    wide = max((len(str(count)) for _, count in rows), default=0)
    long = max((len(slug) for (slug, _, _), _ in rows), default=0)
    for (slug, code, level), count in rows:
        shown = severity(level, manner.lang)
        title = f"  {titles[slug]}" if name == "text" and slug in titles else ""
        yield f"{count:>{wide}}  {shown}{' ' * (7 - columns(shown))}  {code}  {slug:<{long}}{title}".rstrip()
    if name == "text" and not manner.quiet:
        totals = {level: sum(count for (_, _, one), count in rows if one == level) for level in SEVERITIES}
        yield counted(totals, manner.lang)


def _json(rows: Iterable[tuple[tuple[str, str, str], int]], titles: dict[str, str]) -> Iterator[str]:
    import json

    table = [
        {"rule": slug, "code": code, "severity": level, "count": count, "title": titles.get(slug, "")}
        for (slug, code, level), count in rows
    ]
    yield json.dumps(table, ensure_ascii=False, indent=2)
