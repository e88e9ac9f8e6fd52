"""The wordlists as one JSON value that opens fast: read, held against their shapes, and made ready to match.

People write YAML; 3,000 entries of it take a quarter of a second to parse, so the wheel ships this instead, and a
checkout remembers it by content (`store.py`).
"""

from __future__ import annotations

import os
import re
from collections.abc import Iterable, Sequence
from typing import Any

from listlint.lexicon import files
from listlint.lexicon.folder import word_files, yaml_files
from listlint.lexicon.form import FORMAT, LexiconError, Problem
from listlint.lexicon.shape import nearest, parse
from listlint.lexicon.spellings import spellings
from listlint.records.document import Text
from listlint.text.normalise import fold


def build(folder: str, extra: Sequence[str] = ()) -> dict[str, Any]:
    """The compiled lexicon of the shipped `folder` and users' own folders, as JSON data.

    Raises LexiconError with every problem of every file.
    """
    problems: list[Problem] = []

    def read(path: str, shape: Any) -> Any:
        shown = os.path.relpath(path).replace(os.sep, "/")
        try:
            with open(path, encoding="utf-8-sig") as file:
                data, found = parse(file.read(), shown, shape)
        except (OSError, UnicodeDecodeError) as error:
            data, found = None, [Problem(shown, 1, 1, "", Text(f"读不了：{error}", f"cannot be read: {error}"))]
        problems.extend(found)
        return data if not found else None

    grounds = read(os.path.join(folder, "grounds.yaml"), files.GROUNDS) or {}
    laws = read(os.path.join(folder, "laws.yaml"), files.LAWS) or {}
    categories = read(os.path.join(folder, "categories.yaml"), files.CATEGORIES) or {}
    disguises = read(os.path.join(folder, "disguises.yaml"), files.DISGUISES)
    numbers = read(os.path.join(folder, "numbers.yaml"), files.NUMBERS) or {}
    materials = read(os.path.join(folder, "materials.yaml"), files.MATERIALS) or {"materials": {}, "composition": {}}
    values = read(os.path.join(folder, "values.yaml"), files.VALUES) or {}
    tables = {
        name: {_slug(path): read(path, shape) for path in yaml_files(os.path.join(folder, name))}
        for name, shape in (("profiles", files.PROFILE), ("layouts", files.LAYOUT))
    }
    own = {path for path in extra for path in word_files(path)}
    wordlists: dict[str, Any] = {}
    for path in [*word_files(folder), *sorted(own)]:
        slug, data = _slug(path), read(path, files.WORDLIST)
        if data is None:
            continue
        place = os.path.relpath(path).replace(os.sep, "/")
        problems.extend(_cross_check(place, slug, data, wordlists, grounds, None if path in own else laws))
        for part, reach in _reaches(data):
            problems.extend(_reach_check(place, part, reach, {"platforms": tables["profiles"], "categories": categories}))
        wordlists[slug] = data
    if problems:
        raise LexiconError(problems)
    entries = [entry for slug, data in wordlists.items() for entry in _word_entries(slug, data)]
    entries.extend(_material_entries(materials["materials"], materials["composition"]))
    terms, uses = _index(entries)
    head = ("code", "severity", "title", "why", "mend", "message", "basis", "examples")
    return {
        "format": FORMAT,
        "terms": terms,
        "uses": uses,
        "spoken": _spoken(uses, entries, wordlists),
        "entries": [row for row, _ in entries],
        "wordlists": {slug: {key: data[key] for key in head} | {"reach": data.get("reach", {})} for slug, data in wordlists.items()},
        "categories": categories,
        "numbers": numbers,
        "grounds": grounds,
        "laws": laws,
        "materials": materials["materials"],
        "composition": materials["composition"],
        "disguises": spellings(wordlists, entries, materials["composition"], disguises),
        "values": values,
        **tables,
    }


def dump(folder: str) -> str:
    """The compiled lexicon of the shipped folder as JSON text, for the wheel."""
    import json

    return json.dumps(build(folder), ensure_ascii=False, separators=(",", ":"))


def _slug(path: str) -> str:
    return os.path.basename(path).rpartition(".")[0]


def _cross_check(place: str, slug: str, data: Any, known: Any, grounds: Any, laws: Any) -> Iterable[Problem]:
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
    for number, stated in enumerate(data.get("reach", {}).get("stated", ())):
        for side, pattern in stated.items():
            try:
                re.compile(pattern.replace("{}", ""))
            except re.error as error:
                yield problem(f"reach.stated[{number}].{side}", f"不是合法的正则：{error}", f"not a valid regex: {error}")
    for kind in ("patterns", "allow"):
        for number, pattern in enumerate(data.get(kind, ())):
            for side in ("before", "after"):
                try:
                    re.compile(_filled(pattern.get(side, ""), data.get("sets", {})))
                except re.error as error:
                    yield problem(f"{kind}[{number}].{side}", f"不是合法的正则：{error}", f"not a valid regex: {error}")
            if kind == "allow" and ("any" in pattern) == ("triggers" in pattern):
                yield problem(f"allow[{number}]", "any 和 triggers 要写且只写一个", "write either any or triggers")


def _reaches(data: Any) -> Iterable[tuple[str, Any]]:
    """Every part of a wordlist that says where it applies: the list itself, and words and patterns that say more."""
    yield "reach", data.get("reach", {})
    for part in ("words", "patterns"):
        yield from ((f"{part}[{number}]", group) for number, group in enumerate(data.get(part, ())) if not isinstance(group, str))


def _reach_check(place: str, part: str, reach: Any, known: Any) -> Iterable[Problem]:
    for key, table in (("platforms", "platforms"), ("categories", "categories"), ("not_categories", "categories")):
        for name in reach.get(key, ()):
            if name not in known[table]:
                near = nearest(name, known[table]) or "、".join(known[table])
                yield Problem(place, 1, 1, f"{part}.{key}", Text(f"没有“{name}”，可写：{near}", f"no “{name}”; write: {near}"))


def _filled(pattern: str, sets: Any) -> str:
    """The pattern with each {name} of a set replaced by its alternatives, longest first."""

    def alternatives(match: re.Match[str]) -> str:
        if match[1] not in sets:
            raise re.error(f"no set named {match[1]}")
        words = sorted((fold(word) for word in sets[match[1]]), key=lambda word: (-len(word), word))
        return "(?:" + "|".join(map(re.escape, words)) + ")"

    return re.sub(r"\{([a-z_]+)\}", alternatives, pattern)


def _word_entries(slug: str, data: Any) -> Iterable[tuple[list[Any], list[str]]]:
    """Rows in the order of `records.lexicon.Entry`, each with its triggers."""
    sets = data.get("sets", {})
    plain = [word for word in data.get("words", ()) if isinstance(word, str)]
    for group in [{"any": plain}, *(group for group in data.get("words", ()) if not isinstance(group, str))]:
        yield _row("word", slug, "", group), group["any"]
    for pattern in data.get("patterns", ()):
        yield _row("word", slug, pattern["name"], _filled_in(pattern, sets)), pattern["triggers"]
    for allow in data.get("allow", ()):
        yield _row("allow", slug, "", _filled_in(allow, sets)), allow.get("any") or allow["triggers"]


def _filled_in(pattern: Any, sets: Any) -> Any:
    return {**pattern, "before": _filled(pattern.get("before", ""), sets), "after": _filled(pattern.get("after", ""), sets)}


def _row(kind: str, owner: str, name: str, data: Any) -> list[Any]:
    return [
        kind,
        owner,
        name,
        data.get("before", ""),
        data.get("after", ""),
        bool(data.get("whole_word")),
        data.get("instead", []),
        data.get("severity"),
        data.get("ground", ""),
        data.get("why", ""),
        data.get("platforms", []),
        data.get("proof", []),
        data.get("categories", []),
        data.get("otherwise"),
    ]


def _material_entries(materials: Any, grammar: Any) -> Iterable[tuple[list[Any], list[str]]]:
    for slug, material in materials.items():
        yield _row("material", slug, "", {}), material.get("claim_names", [])
    for name in grammar.get("fancy", ()):
        yield _row("material", name, "", {}), [name]
    yield _row("material", "", "", {}), grammar.get("look_alikes", [])


def _spoken(uses: Sequence[Sequence[int]], entries: Sequence[tuple[list[Any], list[str]]], wordlists: Any) -> list[int]:
    """The terms that word rules use in attributes."""
    reaches = {slug: data.get("reach", {}).get("roles") for slug, data in wordlists.items()}
    spoken = [row[0] != "material" and "attribute" in (reaches[row[1]] or ("attribute",)) for row, _ in entries]
    return [term for term, numbers in enumerate(uses) if any(spoken[number] for number in numbers)]


def _index(entries: Sequence[tuple[list[Any], list[str]]]) -> tuple[list[str], list[list[int]]]:
    """The terms to search for, and for each the numbers of the entries it triggers."""
    uses: dict[str, list[int]] = {}
    for number, (_, triggers) in enumerate(entries):
        for trigger in triggers:
            numbers = uses.setdefault(fold(trigger), [])
            if number not in numbers:
                numbers.append(number)
    return list(uses), list(uses.values())
