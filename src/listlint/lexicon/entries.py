"""What a text of the wordlists can trigger: the rows of `records.lexicon.Entry`, each with its triggers, and the terms that these come to."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from typing import Any

from listlint.text.normalise import fold


def word_entries(slug: str, data: Any) -> Iterable[tuple[list[Any], list[str]]]:
    """The rows of a wordlist, each with its triggers."""
    sets = data.get("sets", {})
    plain = [word for word in data.get("words", ()) if isinstance(word, str)]
    for group in [{"any": plain}, *(group for group in data.get("words", ()) if not isinstance(group, str))]:
        yield _row("word", slug, "", group), group["any"]
    for pattern in data.get("patterns", ()):
        yield _row("word", slug, pattern["name"], _filled_in(pattern, sets)), pattern["triggers"]
    for allow in data.get("allow", ()):
        yield _row("allow", slug, "", _filled_in(allow, sets)), allow.get("any") or allow["triggers"]


def material_entries(materials: Any, grammar: Any) -> Iterable[tuple[list[Any], list[str]]]:
    """The rows of materials by their names in claims, of fancy names, and of words that only look like a material, with their triggers."""
    for slug, material in materials.items():
        yield _row("material", slug, "", {}), material.get("claim_names", [])
    for name in grammar.get("fancy", ()):
        yield _row("material", name, "", {}), [name]
    yield _row("material", "", "", {}), grammar.get("look_alikes", [])


def spoken_terms(uses: Sequence[Sequence[int]], entries: Sequence[tuple[list[Any], list[str]]], wordlists: Any) -> list[int]:
    """The terms that word rules use in attributes."""
    reaches = {slug: data.get("reach", {}).get("roles") for slug, data in wordlists.items()}
    spoken = [row[0] != "material" and "attribute" in (reaches[row[1]] or ("attribute",)) for row, _ in entries]
    return [term for term, numbers in enumerate(uses) if any(spoken[number] for number in numbers)]


def index(entries: Sequence[tuple[list[Any], list[str]]]) -> tuple[list[str], list[list[int]]]:
    """The terms to search for, and for each the numbers of the entries it triggers."""
    uses: dict[str, list[int]] = {}
    for number, (_, triggers) in enumerate(entries):
        for trigger in triggers:
            numbers = uses.setdefault(fold(trigger), [])
            if number not in numbers:
                numbers.append(number)
    return list(uses), list(uses.values())


def filled(pattern: str, sets: Any) -> str:
    """The pattern with each {name} of a set replaced by its alternatives, longest first."""

    def alternatives(match: re.Match[str]) -> str:
        if match[1] not in sets:
            raise re.error(f"no set named {match[1]}")
        words = sorted((fold(word) for word in sets[match[1]]), key=lambda word: (-len(word), word))
        return "(?:" + "|".join(map(re.escape, words)) + ")"

    return re.sub(r"\{([a-z_]+)\}", alternatives, pattern)


def _filled_in(pattern: Any, sets: Any) -> Any:
    return {**pattern, "before": filled(pattern.get("before", ""), sets), "after": filled(pattern.get("after", ""), sets)}


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
