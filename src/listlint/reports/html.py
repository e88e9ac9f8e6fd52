"""One self-contained page: each listing's copy with the findings marked where they stand, filters, the law.

Nothing is fetched, and the only script that may run is the page's own, known by its hash; all copy is escaped. Without
scripts the page reads the same, unfiltered. Its style and script are html.css and html.js beside this file.
"""

from __future__ import annotations

import os
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby

from listlint.records.diagnostic import Diagnostic, RuleCard
from listlint.records.document import ROLES
from listlint.reports import Manner
from listlint.reports._marked import escaped, marked
from listlint.reports._said import SEVERITIES, counted, law, mend, severity

_WORDS = {
    "zh": {
        "head": "商品文案检查报告", "severity": "级别", "rule": "规则", "listing": "商品", "all": "全部", "find": "商品编号或文件",
        "shown": "显示", "none": "没有发现问题。", "mend": "怎么改", "basis": "依据", "penalty": "处罚", "rules": "规则与法条",
        "related": "对照", "disclaimer": "本报告是提示，不是裁决；没有报出的，不等于合规。", "file": "文件", "rows": "没有符合筛选的问题。",
    },
    "en": {
        "head": "Listing copy report", "severity": "Severity", "rule": "Rule", "listing": "Listing", "all": "All", "find": "listing or file",
        "shown": "Shown", "none": "Nothing found.", "mend": "How to mend", "basis": "Basis", "penalty": "Penalty", "rules": "Rules and law",
        "related": "Beside it", "disclaimer": "A finding is not a ruling; silence is not clearance.", "file": "File", "rows": "Nothing passes these filters.",
    },
}  # fmt: skip

TELLS_OF_RULES = True


def render(diagnostics: Iterable[Diagnostic], manner: Manner) -> Iterator[str]:
    """The page. Listings stand in the order of their diagnostics."""
    found = list(diagnostics)
    words = _WORDS[manner.lang]
    yield from _head(words, manner)
    yield f"<header><h1>{words['head']}</h1><p>{escaped(counted(Counter(one.severity for one in found), manner.lang))}</p></header>"
    yield "<main>"
    if found:
        yield from _filters(found, words, manner)
        yield f'<p id="empty" hidden>{words["rows"]}</p>'
    else:
        yield f'<p class="clean">{words["none"]}</p>'
    number = 0
    for _, group in groupby(found, lambda one: (one.path, one.listing)):
        listing = list(group)
        yield from _listing(listing, number, words, manner)
        number += len(listing)
    yield "</main>"
    yield from _rules(found, words, manner)
    yield f'<footer>{words["disclaimer"]}</footer><div id="law" role="tooltip" hidden></div>'
    yield f"<script>{_beside('html.js')}</script></body></html>"


def _head(words: dict[str, str], manner: Manner) -> Iterator[str]:
    from base64 import b64encode
    from hashlib import sha256

    known = b64encode(sha256(_beside("html.js").encode("utf-8")).digest()).decode("ascii")
    yield f'<!DOCTYPE html><html lang="{"zh-CN" if manner.lang == "zh" else "en"}"><head><meta charset="utf-8"><meta name="generator" content="listlint">'
    policy = f"default-src 'none'; style-src 'unsafe-inline'; script-src 'sha256-{known}'; base-uri 'none'; form-action 'none'"
    yield f'<meta http-equiv="Content-Security-Policy" content="{policy}">'
    yield '<meta name="viewport" content="width=device-width, initial-scale=1"><meta name="referrer" content="no-referrer">'
    yield f"<title>{words['head']} · listlint</title><style>{_beside('html.css')}</style></head><body>"


def _filters(found: Sequence[Diagnostic], words: dict[str, str], manner: Manner) -> Iterator[str]:
    severities = Counter(one.severity for one in found)
    rules = Counter((one.code, one.rule) for one in found)
    titles = {card.slug: card.title for card in manner.cards}
    yield f'<form id="filters" autocomplete="off"><fieldset><legend>{words["severity"]}</legend>'
    for name in SEVERITIES:
        if severities[name]:
            box = f'<input type="checkbox" name="severity" value="{name}" checked>'
            yield f'<label class="{name}">{box} {severity(name, manner.lang)} {severities[name]}</label>'
    yield f'</fieldset><label>{words["rule"]} <select name="rule"><option value="">{words["all"]}</option>'
    for (code, slug), count in sorted(rules.items()):
        yield f'<option value="{escaped(slug)}">{escaped(f"{code} {titles.get(slug, slug)} ({count})")}</option>'
    yield f'</select></label><label>{words["listing"]} <input type="search" name="listing" placeholder="{words["find"]}"></label>'
    yield f'<output>{words["shown"]} <b id="count">{len(found)}</b> / {len(found)}</output></form>'


def _listing(found: Sequence[Diagnostic], first: int, words: dict[str, str], manner: Manner) -> Iterator[str]:
    path, listing = found[0].path, found[0].listing or ""
    yield f'<section data-listing="{escaped(f"{listing} {path}".lower())}"><h2>{escaped(listing or path)}'
    yield f"{f' <small>{escaped(path)}</small>' if listing else ''}</h2>"
    fields: dict[str, list[int]] = {}
    for at, one in enumerate(found):
        if one.field:
            fields.setdefault(one.field, []).append(at)
    if fields:
        yield "<dl>"
        for key, numbers in fields.items():
            label = _label(key, found[numbers[0]].role, manner)
            yield f"<dt>{escaped(label)}</dt><dd>{marked([(first + at, found[at]) for at in numbers])}</dd>"
        beside = {other.field: other.text for one in found for other in one.related if other.text and other.field not in fields}
        for key, text in beside.items():
            yield f'<dt>{escaped(_label(key, None, manner))}</dt><dd class="beside">{escaped(text)}</dd>'
        yield "</dl>"
    yield "<ol>"
    for at, one in enumerate(found):
        yield _finding(one, first + at, words, manner)
    yield "</ol></section>"


def _label(key: str, role: str | None, manner: Manner) -> str:
    """A field's key in the user's words: selling_points[1] is 卖点 2."""
    if manner.lang != "zh" or role not in ROLES:
        return key.removeprefix("attributes.")
    number = key.partition("[")[2].rstrip("]")
    return f"{ROLES[role].zh} {int(number) + 1}" if number.isdecimal() else ROLES[role].zh


def _finding(one: Diagnostic, number: int, words: dict[str, str], manner: Manner) -> str:
    said = [
        f'<li id="f{number}" class="{one.severity}" data-rule="{escaped(one.rule)}"><p><b>{severity(one.severity, manner.lang)}</b> ',
        f"{escaped(one.message)}</p><p class=where><code>{escaped(one.place.shown)}</code> ",
        f'<a class="rule" href="#rule-{escaped(one.rule)}">{escaped(f"{one.code} {one.rule}")}</a>',
    ]
    if one.basis:
        said.append(f" <span>{words['basis']}: {escaped(law(one, manner.lang))}</span>")
    said.append("</p>")
    instead = mend(one, manner.lang)
    if instead:
        said.append(f'<p class="mend">{words["mend"]}: {escaped(instead)}</p>')
    for other in one.related:
        said.append(f'<p class="where">{words["related"]}: {escaped(_label(other.field, None, manner))} {escaped(other.message)}</p>')
    return "".join(said) + "</li>"


def _rules(found: Iterable[Diagnostic], words: dict[str, str], manner: Manner) -> Iterator[str]:
    met = {one.rule for one in found}
    cards = [card for card in manner.cards if card.slug in met]
    if not cards:
        return
    yield f'<section id="rules"><h2>{words["rules"]}</h2>'
    for card in cards:
        yield _card(card, words)
    yield "</section>"


def _card(card: RuleCard, words: dict[str, str]) -> str:
    said = [f'<article id="rule-{escaped(card.slug)}"><h3>{escaped(card.title)} <small>{escaped(f"{card.code} {card.slug}")}</small></h3>']
    said.append(f'<p>{escaped(card.why)}</p><p class="mend">{words["mend"]}: {escaped(card.mend)}</p>')
    for article in card.articles:
        name = f"{article.name or article.basis.law} {article.basis.article}".strip()
        said.append(f"<h4>{escaped(name)}</h4>")
        if article.text:
            said.append(f"<blockquote>{escaped(article.text)}</blockquote>")
        if article.penalty:
            said.append(f"<p>{words['penalty']}: {escaped(article.penalty)}</p>")
    return "".join(said) + "</article>"


def _beside(name: str) -> str:
    with open(os.path.join(os.path.dirname(__file__), name), encoding="utf-8") as file:
        return file.read()
