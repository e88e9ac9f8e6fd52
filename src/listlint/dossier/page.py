"""The facts of a listing as one HTML page: no script, nothing from outside, readable on a phone and in print."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from html import escape
from itertools import pairwise

from listlint.dossier.facts import Facts, Paper, Point
from listlint.evidence import TITLES, Evidence
from listlint.records.document import ROLES, Field, Text
from listlint.records.settings import Settings

STYLE = """
:root{--ink:#1d2429;--soft:#5c6870;--line:#d9dfe3;--error:#b3261e;--warning:#8a5a00;--note:#0b5c8a;--allowed:#2d6a3f;--claim:#4a4f8f}
*{box-sizing:border-box}
body{margin:0 auto;padding:1.5rem 1rem 4rem;max-width:60rem;color:var(--ink);font:16px/1.65 system-ui,"PingFang SC","Microsoft YaHei","Noto Sans CJK SC",sans-serif}
h1{font-size:1.45rem;margin:0 0 .25rem}h2{font-size:1.1rem;margin:2.2rem 0 .6rem;border-bottom:1px solid var(--line);padding-bottom:.3rem}
.soft,th{color:var(--soft)}.soft{margin:.1rem 0;font-size:.9rem}
dl{display:grid;grid-template-columns:max-content 1fr;gap:.35rem 1rem;margin:0}dt{color:var(--soft)}dd{margin:0;white-space:pre-wrap;overflow-wrap:anywhere}
mark{background:none;color:inherit;border-bottom:2px solid var(--claim);padding-bottom:1px}
mark.error{border-color:var(--error);background:#fdecea}mark.warning{border-color:var(--warning);background:#fdf3e0}
mark.note{border-color:var(--note)}mark.allowed{border-color:var(--allowed);border-bottom-style:dashed}
sup a{color:var(--soft);text-decoration:none;font-size:.7rem;margin-left:1px}
table{border-collapse:collapse;width:100%;font-size:.92rem}th{text-align:left;font-weight:500}
th,td{padding:.45rem .6rem .45rem 0;border-bottom:1px solid var(--line);vertical-align:top;overflow-wrap:anywhere}
code{font:.8rem/1.4 ui-monospace,Menlo,Consolas,monospace;overflow-wrap:anywhere}
.error b{color:var(--error)}.warning b{color:var(--warning)}.note b{color:var(--note)}.allowed b{color:var(--allowed)}
td p{margin:0 0 .3rem}th,td:first-child,td span.soft{white-space:nowrap}sup{line-height:0}ul{padding-left:1.2rem;margin:.3rem 0}
@media(max-width:40rem){thead{display:none}table,tbody,tr,td{display:block}tr{padding:.6rem 0;border-bottom:1px solid var(--line)}td{border:0;padding:.1rem 0}
td[data-label]::before{content:attr(data-label) " ";color:var(--soft);font-size:.85rem}dl{grid-template-columns:1fr;gap:0}dd{margin-bottom:.5rem}}
@media print{body{max-width:none;padding:0;font-size:11pt}tr,dd{break-inside:avoid}h2{break-after:avoid}}
"""
_SEVERITIES = {"error": Text("错误", "error"), "warning": Text("警告", "warning"), "note": Text("提示", "note")}
_NOTHING = "—"


def render(facts: Facts, path: str, settings: Settings) -> str:
    """The page as text."""
    lang = settings.lang
    title = Text("商品档案", "Listing dossier").in_(lang)
    name = facts.listing.id or path
    parts = [
        "<!doctype html>",
        f'<html lang="{"zh-CN" if lang == "zh" else "en"}">',
        '<meta charset="utf-8"><meta name="generator" content="listlint"><meta name="viewport" content="width=device-width,initial-scale=1">',
        "<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src 'unsafe-inline'\">",
        f"<title>{_text(title)} · {_text(name)}</title>",
        f"<style>{STYLE}</style>",
        f"<h1>{_text(title)} · {_text(name)}</h1>",
        f'<p class="soft">{_text(_origin(facts, path, settings))}</p>',
        *_section(Text("还缺什么", "What is missing"), lang, _missing(facts, lang)),
        *_section(Text("文案", "Copy"), lang, _copy(facts, lang)),
        *_section(Text("宣称与依据", "Claims and what backs them"), lang, _points(facts, settings)),
        *_section(Text("属性", "Attributes"), lang, _attributes(facts)),
        *(_section(Text("价格与允诺", "Price and promises"), lang, _terms(facts)) if _given(facts) else ()),
        *_section(Text("证明材料", "Evidence"), lang, _papers(facts, lang)),
        *(_section(Text("其他问题", "Other findings"), lang, _elsewhere(facts, lang)) if facts.elsewhere else ()),
        "</html>",
    ]
    return "\n".join(parts) + "\n"


def _text(text: str) -> str:
    """Text made harmless; lone surrogates, which no file can hold, are replaced."""
    return escape(text.encode("utf-8", "replace").decode("utf-8"))


def _origin(facts: Facts, path: str, settings: Settings) -> str:
    listing = facts.listing
    said = (listing.platform or settings.platform, listing.category, listing.brand, path, settings.today.isoformat())
    return " · ".join(part for part in said if part)


def _section(title: Text, lang: str, body: Iterable[str]) -> Iterator[str]:
    yield f"<section><h2>{_text(title.in_(lang))}</h2>"
    yield from body
    yield "</section>"


def _missing(facts: Facts, lang: str) -> Iterator[str]:
    if not facts.missing:
        yield f"<p>{_text(Text('没有缺项。', 'Nothing.').in_(lang))}</p>"
        return
    yield "<ul>"
    yield from (f"<li>{_text(one)}</li>" for one in facts.missing)
    yield "</ul>"


def _called(field: Field, lang: str) -> str:
    """A field of copy in the reader's words: 标题, 卖点 2; the key where it is of no known role."""
    title = ROLES.get(field.role)
    number = re.search(r"\[(\d+)\]$", field.key)
    return f"{title.in_(lang)}{f' {int(number[1]) + 1}' if number else ''}" if title else field.key


def _copy(facts: Facts, lang: str) -> Iterator[str]:
    yield "<dl>"
    for field in facts.listing.fields:
        points = [point for point in facts.points if point.field == field]
        yield f"<dt>{_text(_called(field, lang))}</dt><dd>{_marked(field, points)}</dd>"
    yield "</dl>"


def _marked(field: Field, points: Sequence[Point]) -> str:
    """The field's text with its points marked; where points overlap, each stretch bears the marks of all."""
    edges = sorted({0, len(field.text), *(edge for point in points for edge in point.span)})
    made: list[str] = []
    for start, end in pairwise(edges):
        over = [point for point in points if point.span.start <= start and end <= point.span.end]
        text = _text(field.text[start:end])
        made.append(f'<mark class="{over[0].severity}">{text}</mark>' if over else text)
        made += [f'<sup><a href="#p{point.number}">{point.number}</a></sup>' for point in points if point.span.end == end]
    return "".join(made)


def _points(facts: Facts, settings: Settings) -> Iterator[str]:
    lang = settings.lang
    heads = [
        text.in_(lang) for text in (Text("文案", "copy"), Text("属性", "attributes"), Text("证明", "evidence"), Text("结论", "verdict"))
    ]
    rows = (
        _row(
            f'id="p{point.number}" class="{point.severity}"',
            ("", str(point.number)),
            (heads[0], _text(point.span.cut(point.field.text)) + f' <span class="soft">{_text(_called(point.field, lang))}</span>'),
            (heads[1], _lines(point.attributes)),
            (heads[2], _lines([_proof(_described(one, lang), one.holds(settings.today), lang) for one in point.proofs])),
            (heads[3], _verdict(point, lang)),
        )
        for point in facts.points
    )
    yield from _table(["", *heads], rows, Text("文案里没有要核对的宣称。", "Nothing in the copy needs backing.").in_(lang))


def _kind(entry: Evidence, lang: str) -> str:
    return TITLES[entry.kind].in_(lang) if entry.kind in TITLES else entry.kind


def _described(entry: Evidence, lang: str) -> str:
    until = f"{'至' if lang == 'zh' else 'until'} {entry.valid_until}" if entry.valid_until else ""
    return " ".join(part for part in (_kind(entry, lang), entry.serial or entry.file, until) if part)


def _proof(said: str, in_force: bool, lang: str) -> str:
    return said if in_force else said + Text("（不在有效期内）", " (not in force)").in_(lang)


def _verdict(point: Point, lang: str) -> str:
    said = [f"<p><b>{_text(_SEVERITIES[one.severity].in_(lang))} {_text(one.code)}</b> {_text(one.message)}</p>" for one in point.found]
    said += [
        f"<p><b>{_text(Text('放行', 'allowed').in_(lang))} {_text(one.code)}</b> {_text(one.ground)}{_text('：' + one.why if one.why else '')}</p>"
        for one in point.allowed
    ]
    if said:
        return "".join(said)
    backed = Text("没有依据可对", "nothing to hold it against")
    if point.attributes or point.proofs:
        against = Text("与属性不矛盾", "not at odds with the attributes"), Text("有证明，属性没有写", "proved, and no attribute states it")
        backed = against[0] if point.attributes else against[1]
    return _text(backed.in_(lang))


def _attributes(facts: Facts) -> Iterator[str]:
    yield "<dl>"
    yield from (f"<dt>{_text(field.name)}</dt><dd>{_text(field.text)}</dd>" for field in facts.listing.attributes)
    yield "</dl>" if facts.listing.attributes else f"</dl><p>{_NOTHING}</p>"


def _given(facts: Facts) -> list[tuple[str, str]]:
    """The listing's price and promises, each under its key."""
    extra = facts.listing.extra
    found = [(part, extra[part]) for part in ("price", "promises") if extra.get(part)]
    return [
        (f"{part}.{key}" if key else part, str(value))
        for part, held in found
        for key, value in (held.items() if isinstance(held, dict) else (("", held),))
    ]


def _terms(facts: Facts) -> Iterator[str]:
    yield "<dl>"
    yield from (f"<dt>{_text(key)}</dt><dd>{_text(value)}</dd>" for key, value in _given(facts))
    yield "</dl>"


def _papers(facts: Facts, lang: str) -> Iterator[str]:
    titles = (
        Text("种类", "kind"),
        Text("覆盖", "covers"),
        Text("号码", "number"),
        Text("签发", "issued"),
        Text("有效至", "valid until"),
        Text("文件", "file"),
    )
    heads = [text.in_(lang) for text in titles]
    rows = (_paper(paper, heads, lang) for paper in facts.papers)
    yield from _table(heads, rows, Text("没有证明材料。", "There is no evidence.").in_(lang))


def _paper(paper: Paper, heads: Sequence[str], lang: str) -> str:
    entry = paper.entry
    dates = (str(entry.issued or _NOTHING), str(entry.valid_until or _NOTHING))
    file = _text(entry.file or _NOTHING)
    if paper.size is not None:
        file += f'<p class="soft">{paper.size} B · sha256 <code>{paper.digest}</code></p>'
    faults = "".join(f"<p><b>{_text(fault)}</b></p>" for fault in paper.faults)
    kind = f"{TITLES[entry.kind].in_(lang)}（{entry.kind}）" if entry.kind in TITLES and lang == "zh" else entry.kind
    plain = (kind, "、".join(map(str, entry.covers)) or _NOTHING, entry.serial or _NOTHING, *dates)
    cells = [(head, _text(said)) for head, said in zip(heads, plain, strict=False)]
    return _row(f'class="{"claim" if paper.in_force and not paper.faults else "error"}"', *cells, (heads[-1], file + faults))


def _elsewhere(facts: Facts, lang: str) -> Iterator[str]:
    yield "<ul>"
    for one in facts.elsewhere:
        level = _text(_SEVERITIES[one.severity].in_(lang))
        yield f'<li class="{one.severity}"><b>{level} {_text(one.code)}</b> {_text(one.message)} <span class="soft">{_text(one.field or "")}</span></li>'
    yield "</ul>"


def _table(heads: Sequence[str], rows: Iterable[str], empty: str) -> Iterator[str]:
    made = list(rows)
    if not made:
        yield f"<p>{_text(empty)}</p>"
        return
    yield "<table><thead><tr>" + "".join(f"<th>{_text(head)}</th>" for head in heads) + "</tr></thead><tbody>"
    yield from made
    yield "</tbody></table>"


def _row(attributes: str, *cells: tuple[str, str]) -> str:
    """A row; each cell is its column's name, shown beside it on a narrow screen, and HTML."""
    made = "".join(f'<td data-label="{_text(head)}">{body}</td>' if head else f"<td>{body}</td>" for head, body in cells)
    return f"<tr {attributes}>{made}</tr>"


def _lines(texts: Sequence[str]) -> str:
    return "<br>".join(map(_text, texts)) if texts else _NOTHING
