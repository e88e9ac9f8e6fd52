"""SARIF 2.1.0: one run, a result for each diagnostic, the rules with their help, for code scanning and its viewers."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from typing import Any

from listlint import __version__
from listlint.records.diagnostic import Diagnostic, RuleCard, sound
from listlint.records.document import AnyPlace, CellPlace, Place
from listlint.reports import Manner
from listlint.reports._fingerprint import fingerprinted
from listlint.reports._replacements import replacements
from listlint.reports._said import mend

SCHEMA = "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json"

CONTEXT = 2000
"""Code points of the longest line that a result shows whole."""
AROUND = 200
"""Code points that are shown of a longer one on either side."""

TELLS_OF_RULES = True


def render(diagnostics: Iterable[Diagnostic], manner: Manner) -> Iterator[str]:
    """The log, a line for each rule and each result; columns count code points, fingerprints stay the same when lines move."""
    numbers = {card.slug: number for number, card in enumerate(manner.cards)}
    driver = {"name": "listlint", "version": __version__, "semanticVersion": __version__, "language": _language(manner)}
    yield f'{{"$schema": {json.dumps(SCHEMA)}, "version": "2.1.0", "runs": [{{'
    yield f'"tool": {{"driver": {json.dumps(driver)[:-1]}, "rules": ['
    yield from _comma(_json(_rule(card, manner)) for card in manner.cards)
    yield "]}},"
    yield f'"language": "{_language(manner)}", "columnKind": "unicodeCodePoints", "results": ['
    yield from _comma(_json(_result(one, fingerprint, numbers, manner)) for one, fingerprint in fingerprinted(diagnostics))
    yield "]}]}"


def _language(manner: Manner) -> str:
    return "zh-CN" if manner.lang == "zh" else "en-US"


def _json(value: Any) -> str:
    return sound(json.dumps(value, ensure_ascii=False))


def _comma(items: Iterable[str]) -> Iterator[str]:
    before: str | None = None
    for item in items:
        if before is not None:
            yield before + ","
        before = item
    if before is not None:
        yield before


def _rule(card: RuleCard, manner: Manner) -> dict[str, Any]:
    zh = manner.lang == "zh"
    plain = [card.why, f"{'怎么改' if zh else 'How to mend'}: {card.mend}"]
    marked = [card.why, f"**{'怎么改' if zh else 'How to mend'}**: {card.mend}"]
    for article in card.articles:
        name = f"{article.name or article.basis.law} {article.basis.article}".strip()
        wording = [line.strip() for line in article.text.splitlines()]
        plain.append("\n".join([name, *wording]))
        marked.append("\n\n".join([f"**{name}**", "\n>\n".join(f"> {line}" for line in wording)]).rstrip())
    return {
        "id": card.code,
        "name": card.slug,
        "shortDescription": {"text": card.title},
        "fullDescription": {"text": card.why},
        "help": {"text": "\n\n".join(plain), "markdown": "\n\n".join(marked)},
        "defaultConfiguration": {"level": card.severity},
        "properties": {"tags": ["listing", *dict.fromkeys(article.basis.law for article in card.articles)]},
    }


def _result(one: Diagnostic, fingerprint: str, numbers: dict[str, int], manner: Manner) -> dict[str, Any]:
    result: dict[str, Any] = {
        "ruleId": one.code,
        **({"ruleIndex": numbers[one.rule]} if one.rule in numbers else {}),
        "level": one.severity,
        "message": {"text": one.message},
        "locations": [_location(one)],
        "partialFingerprints": {"listlint/v1": fingerprint},
    }
    if one.related:
        result["relatedLocations"] = [
            {
                "id": number,
                "physicalLocation": _physical(other.path or one.path, _region(other.place)),
                **({"logicalLocations": [_cell(other.place)]} if isinstance(other.place, CellPlace) else {}),
                "message": {"text": f"{other.field} {other.message}"},
            }
            for number, other in enumerate(one.related, 1)
        ]
    changes = [{"deletedRegion": _region(place), "insertedContent": {"text": text}} for place, text in replacements(one)]
    if changes:
        change = {"artifactLocation": _artifact(one.path), "replacements": changes}
        result["fixes"] = [{"description": {"text": mend(one, manner.lang)}, "artifactChanges": [change]}]
    result["properties"] = {"rule": one.rule, "basis": [f"{basis.law} {basis.article}".strip() for basis in one.basis]}
    return result


def _location(one: Diagnostic) -> dict[str, Any]:
    region, place = _region(one.place), one.place
    physical = _physical(one.path, region)
    if isinstance(place, Place) and one.source_line and place.line == place.end_line:
        region["snippet"] = {"text": one.source_line[place.column - 1 : place.end_column - 1]}
        physical["contextRegion"] = _context(place, one.source_line)
    location: dict[str, Any] = {"physicalLocation": physical}
    logical = [_cell(place)] if isinstance(place, CellPlace) else []
    if one.field:
        whole = f"{one.listing}/{one.field}" if one.listing else one.field
        logical.append({"name": one.field, "fullyQualifiedName": whole, "kind": "member"})
    if logical:
        location["logicalLocations"] = logical
    return location


def _context(place: Place, line: str) -> dict[str, Any]:
    """The line a place is on; of a long one, what stands around the place."""
    if len(line) <= CONTEXT:
        return {"startLine": place.line, "snippet": {"text": line}}
    start, end = max(0, place.column - 1 - AROUND), min(len(line), place.end_column - 1 + AROUND)
    return {"startLine": place.line, "startColumn": start + 1, "endColumn": end + 1, "snippet": {"text": line[start:end]}}


def _cell(place: CellPlace) -> dict[str, str]:
    return {"name": place.cell, "fullyQualifiedName": place.shown, "kind": "element"}


def _region(place: AnyPlace) -> dict[str, Any]:
    """The lines and columns of a place; none in a workbook, which is no text."""
    if isinstance(place, CellPlace):
        return {}
    return {"startLine": place.line, "startColumn": place.column, "endLine": place.end_line, "endColumn": place.end_column}


def _physical(path: str, region: dict[str, Any]) -> dict[str, Any]:
    return {"artifactLocation": _artifact(path), **({"region": region} if region else {})}


def _artifact(path: str) -> dict[str, str]:
    """A path as a URI: relative to where the run was made, or absolute where the path is."""
    from urllib.parse import quote

    uri = quote(path, errors="replace")
    if path.startswith("/"):
        return {"uri": f"file://{uri}"}
    if path[1:3] == ":/":
        return {"uri": f"file:///{path[:2]}{quote(path[2:], errors='replace')}"}
    return {"uri": uri, "uriBaseId": "%SRCROOT%"}
