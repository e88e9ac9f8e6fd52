"""What is wrong with a wordlist of the right shape: names that no other file knows, expressions that are none, a code or a slug taken."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Any

from listlint.lexicon.entries import filled
from listlint.lexicon.form import Problem
from listlint.lexicon.shape import nearest
from listlint.records.document import Text


def faults(place: str, slug: str, data: Any, known: Any, grounds: Any, laws: Any) -> Iterable[Problem]:
    """What is wrong with the wordlist `slug` of the file shown as `place`, beside the wordlists known; a user's own may cite any law (None)."""

    def problem(key: str, zh: str, en: str) -> Problem:
        return Problem(place, 1, 1, key, Text(zh, en))

    if slug in known:
        yield problem("", f"已有同名词表“{slug}”", f"a wordlist named “{slug}” already exists")
    same = next((name for name, held in known.items() if held["code"] == data["code"]), None)
    if same and same != slug:
        yield problem("code", f"代号 {data['code']} 已是“{same}”的", f"the code {data['code']} is that of “{same}”")
    if not re.fullmatch(r"[a-z0-9]+(-[a-z0-9]+)*", slug):
        yield problem("", f"文件名“{slug}”应为小写英文加连字符", f"the file name “{slug}” should be kebab-case")
    for number, allow in enumerate(data.get("allow", ())):
        if allow["ground"] not in grounds:
            near = nearest(allow["ground"], grounds) or "、".join(grounds)
            yield problem(f"allow[{number}].ground", f"没有这个豁免理由，可写：{near}", f"no such ground; write: {near}")
    for number, basis in enumerate(data["basis"]):
        if laws is not None and basis["law"] not in laws:
            yield problem(f"basis[{number}].law", f"laws.yaml 里没有“{basis['law']}”", f"laws.yaml has no “{basis['law']}”")
    yield from _not_expressions(place, data)


def _not_expressions(place: str, data: Any) -> Iterable[Problem]:
    """The expressions of a wordlist that are not valid, and exemptions that say what they let through twice or not at all."""
    for number, stated in enumerate(data.get("reach", {}).get("stated", ())):
        for side, pattern in stated.items():
            yield from _not_expression(place, f"reach.stated[{number}].{side}", pattern.replace("{}", ""), {})
    for kind in ("patterns", "allow"):
        for number, pattern in enumerate(data.get(kind, ())):
            for side in ("before", "after"):
                yield from _not_expression(place, f"{kind}[{number}].{side}", pattern.get(side, ""), data.get("sets", {}))
            if kind == "allow" and ("any" in pattern) == ("triggers" in pattern):
                yield Problem(place, 1, 1, f"allow[{number}]", Text("any 和 triggers 要写且只写一个", "write either any or triggers"))


def _not_expression(place: str, key: str, pattern: str, sets: Any) -> Iterable[Problem]:
    try:
        re.compile(filled(pattern, sets))
    except re.error as error:
        yield Problem(place, 1, 1, key, Text(f"不是合法的正则：{error}", f"not a valid regex: {error}"))


def out_of_reach(place: str, data: Any, platforms: Any, categories: Any) -> Iterable[Problem]:
    """The platforms and categories that a wordlist names and that are not among these."""
    for part, reach in _reaches(data):
        for key, known in (("platforms", platforms), ("categories", categories), ("not_categories", categories)):
            for name in reach.get(key, ()):
                if name not in known:
                    near = nearest(name, known) or "、".join(known)
                    yield Problem(place, 1, 1, f"{part}.{key}", Text(f"没有“{name}”，可写：{near}", f"no “{name}”; write: {near}"))


def _reaches(data: Any) -> Iterable[tuple[str, Any]]:
    """Every part of a wordlist that says where it applies: the list itself, and words and patterns that say more."""
    yield "reach", data.get("reach", {})
    for part in ("words", "patterns"):
        yield from ((f"{part}[{number}]", group) for number, group in enumerate(data.get(part, ())) if not isinstance(group, str))
