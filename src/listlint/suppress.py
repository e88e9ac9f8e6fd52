"""Allowances: what a shop lets pass and why, and which of them are without reason, run out or of no use.

Written as a comment (`# listlint: allow absolute-term — 品牌名`; in HTML `<!-- listlint: allow … -->`), as an `allow:` entry of
listlint.yaml or of the listing itself. One without a reason, or past its `until:`, lets nothing pass.
"""

from __future__ import annotations

import os
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date
from functools import lru_cache
from typing import Any, NamedTuple

from listlint.late import late
from listlint.records.allowance import Allowance, Remark
from listlint.records.diagnostic import Allowed, Diagnostic
from listlint.records.document import AnyPlace, CellPlace, Elsewhere, Field, Listing, Record, Text
from listlint.records.rule import Basis
from listlint.records.span import Span

UNUSED, UNREASONED, EXPIRED = "unused-allowance", "unreasoned-allowance", "expired-allowance"

_NAME = r"[A-Za-z0-9]+(?:-[A-Za-z0-9]+)*"
_ALLOW = late(
    rf"allow\s+(?P<rules>{_NAME}(?:\s*[,，、]\s*{_NAME})*)\s*(?:(?:—+|–|--+|-|[:：])\s*(?P<why>.*?)|(?=until\b)(?P<only>.*?))?\s*",
    re.DOTALL,
)
_UNTIL = late(r"[\s;；,，(（]*\buntil\s*[:：]?\s*([^\s)）]+)[)）]?\s*$")
_COMMENT = late(r"<!--\s*listlint\s*[:：]\s*(.*?)\s*-->", re.DOTALL)
_KEYS = frozenset({"rule", "field", "text", "why", "until"})

_FORM = Text(
    "看不懂这条放行说明；应写 allow 规则名 — 理由，例如：listlint: allow absolute-term — 品牌名",
    "this is no allowance; write “allow RULE — reason”, such as: listlint: allow absolute-term — brand name",
)


class Trouble(NamedTuple):
    """What is wrong with an allowance: the rule that says so."""

    rule: str
    allowance: Allowance
    message: Text


class Settled(NamedTuple):
    """Diagnostics parted into those kept and those allowed, and what is wrong with the allowances."""

    kept: tuple[Diagnostic, ...]
    allowed: tuple[Allowed, ...]
    troubles: tuple[Trouble, ...]


def commented(remark: Remark) -> Allowance:
    """The allowance that a comment gives."""
    return _parsed(remark.said, remark.place, remark.reach)


def in_listing(listing: Listing, record: Any) -> Iterator[Allowance]:
    """The allowances inside a listing: comments in its HTML, that of its detail file too, and entries of its own `allow:`.

    `record` is the value it was read from.
    """
    for field in listing.fields:
        if field.markup:
            yield from _in_html(field, field.elsewhere or Elsewhere("", Record(record, listing.origin)), listing)
    held = listing.extra.get("allow")
    around = listing.origin.place(listing.path, Span(0, 0)) if held else None
    reach = around if isinstance(around, CellPlace) or (around and around[:2] < around[2:]) else None  # one in no file has no extent
    for number, entry in enumerate(held if isinstance(held, list) else [held] if held else ()):
        place = listing.origin.place((*listing.path, "allow", number) if isinstance(held, list) else (*listing.path, "allow"), Span(0, 0))
        if (
            isinstance(entry, dict)
            and entry.keys() <= _KEYS
            and all(isinstance(value, str) for value in entry.values())
            and "rule" in entry
        ):
            given = granted(entry, place)._replace(reach=reach)
        else:
            said = entry if isinstance(entry, str) else ""
            given = _parsed(said if said.startswith("allow") else f"allow {said}", place, reach)
        yield given._replace(listing=listing.id)


def granted(entry: Mapping[str, str], place: AnyPlace, number: int | None = None) -> Allowance:
    """The allowance of an `allow:` entry: rule (several with commas), listing, field, text, why, until; a `path` is for the caller to give."""
    rules = tuple(re.findall(_NAME, entry["rule"]))
    said = "; ".join(f"{key}: {value}" for key, value in entry.items())
    why, until = entry.get("why", "").strip(), entry.get("until", "")
    return Allowance(rules, why, place, until, None, entry.get("listing"), entry.get("field"), entry.get("text"), said, number)


def settle(
    path: str, found: Iterable[Diagnostic], allowances: Sequence[Allowance], names: Mapping[str, str], ran: frozenset[str], today: date
) -> Settled:
    """What the allowances make of what was found in the file at `path`, and of its listings in files beside it.

    `names` gives the slug of every rule by its slug and its code, `ran` are the slugs of the rules that ran: of an
    allowance for another rule nobody can say that it is of no use. Of the configuration's own, only the whole run can.
    """
    troubles = [trouble for one in allowances if one.entry is None for trouble in flaws(one, names, today)]
    valid = [one for one in allowances if not any(True for _ in _stops(one, today))]
    slugs = [frozenset(names[rule] for rule in one.rules if rule in names) for one in valid]
    used: set[tuple[int, str]] = set()
    kept: list[Diagnostic] = []
    allowed: list[Allowed] = []
    for one in found:
        covering = [number for number, given in enumerate(valid) if one.rule in slugs[number] and covers(given, one, path)]
        used |= {(number, one.rule) for number in covering}
        if covering:
            allowed.append(_allowed(one, valid[covering[0]]))
        else:
            kept.append(one)
    for number, given in enumerate(valid):
        idle = sorted(slug for slug in slugs[number] & ran if (number, slug) not in used)
        if given.entry is None:
            troubles += [unused(given, slug) for slug in idle]
    return Settled(tuple(kept), tuple(allowed), tuple(troubles))


def covers(given: Allowance, one: Diagnostic, path: str) -> bool:
    """Whether a finding lies where an allowance of the file at `path` reaches, whatever its rule."""
    return (
        one.listing is not None
        and (
            given.reach is None
            or (_reaches(given.reach, one.place) if one.path == (given.path or path) else not given.path and given.listing is not None)
        )
        and (given.pattern is None or _names(given.pattern, given.home, one.path) or _names(given.pattern, given.home, path))
        and given.listing in (None, one.listing)
        and given.field in (None, one.field, one.role, (one.field or "").partition("[")[0])
        and given.text in (None, one.text)
    )


def _names(pattern: str, home: str, path: str) -> bool:
    """Whether a pattern names the file at `path`."""
    return bool(path) and _spec(pattern).match_file(os.path.relpath(path, home).replace(os.sep, "/"))


@lru_cache(maxsize=1024)
def _spec(pattern: str) -> Any:
    from pathspec import GitIgnoreSpec

    return GitIgnoreSpec.from_lines([pattern])


def _reaches(reach: AnyPlace, place: AnyPlace) -> bool:
    """Whether what stands at a place of the same file begins in this stretch of it, which of a workbook is a row."""
    if isinstance(reach, CellPlace) or isinstance(place, CellPlace):
        return (reach[0], reach.line) == (place[0], place.line)
    return reach[:2] <= place[:2] < reach[2:]


def flaws(given: Allowance, names: Mapping[str, str], today: date) -> Iterator[Trouble]:
    """What is wrong with an allowance itself: its form, its rules' names, its reason, its date."""
    yield from _stops(given, today)
    for rule in given.rules:
        if rule not in names:
            from listlint.lexicon.shape import nearest

            near = nearest(rule, names)
            zh, en = (f"，是不是“{near}”？", f"; did you mean “{near}”?") if near else ("", "")
            yield Trouble(
                UNUSED, given, Text(f"没有规则“{rule}”，这条放行不起作用{zh}", f"there is no rule “{rule}”, so this allows nothing{en}")
            )


def _stops(given: Allowance, today: date) -> Iterator[Trouble]:
    """Why an allowance lets nothing pass, where it does not."""
    if given.wrong:
        yield Trouble(UNUSED, given, given.wrong)
        return
    names = "、".join(given.rules)
    if not given.why:
        zh, en = (
            f"放行“{names}”没有写理由，不起作用；在后面写“— 理由”",
            f"allowing {names} has no reason, so it allows nothing; add “— reason”",
        )
        yield Trouble(UNREASONED, given, Text(zh, en))
    if given.until:
        until = _day(given.until)
        if until is None:
            zh, en = (
                f"“{given.until}”不是日期；应写 until: 2026-12-31 这样",
                f"“{given.until}” is not a date; write it as in until: 2026-12-31",
            )
            yield Trouble(EXPIRED, given, Text(zh, en))
        elif until < today:
            zh = f"放行“{names}”已于 {until} 到期，不再起作用；改好文案，或写明新的日期和理由"
            yield Trouble(EXPIRED, given, Text(zh, f"allowing {names} ran out on {until}; mend the copy, or give a new date and reason"))


def unused(given: Allowance, slug: str) -> Trouble:
    """That an allowance for a rule let nothing pass."""
    return Trouble(UNUSED, given, Text(f"放行“{slug}”没有用到；删掉它", f"allowing {slug} is of no use here; remove it"))


def _day(written: str) -> date | None:
    try:
        return date.fromisoformat(written)
    except ValueError:
        return None


def _parsed(said: str, place: AnyPlace, reach: AnyPlace | None) -> Allowance:
    found = _ALLOW.fullmatch(said)
    if not found:
        return Allowance((), "", place, reach=reach, said=said, wrong=_FORM)
    why = found["why"] or found["only"] or ""
    until = _UNTIL.search(why)
    why, last = (why[: until.start()], until[1]) if until else (why, "")
    return Allowance(tuple(re.findall(_NAME, found["rules"])), why.strip(), place, last, reach, said=said)


def _in_html(field: Field, where: Elsewhere, listing: Listing) -> Iterator[Allowance]:
    """Comments of a field's HTML: each speaks of its own line of the field, or standing alone, of the next line that is not blank."""
    html, origin = _at(where.record.value, field), where.record.origin
    for comment in _COMMENT.finditer(html) if "listlint" in html else ():
        start = html.rfind("\n", 0, comment.start()) + 1
        end = html.find("\n", comment.end())
        end = len(html) if end < 0 else end
        if end < len(html) and not html[start : comment.start()].strip() and not html[comment.end() : end].strip():
            start = len(html) - len(html[end:].lstrip())
            end = html.find("\n", start)
            end = len(html) if end < 0 else end
        place = origin.place(field.path, Span(*comment.span()))
        reach = origin.place(field.path, Span(start, end))
        yield _parsed(comment[1], place, reach)._replace(listing=listing.id, field=field.key, path=where.path)


def _at(value: Any, field: Field) -> str:
    for key in field.path:
        value = value[key]
    return str(value)


def _allowed(one: Diagnostic, given: Allowance) -> Allowed:
    until = f" (until {given.until})" if given.until else ""
    listing, field = one.listing or "", one.field or ""
    return Allowed(
        one.path, one.place, one.rule, one.code, one.text, given.why + until, Basis("", ""), "", listing, field, one.span, given.entry
    )
