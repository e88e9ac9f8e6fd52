"""The wordlists as one JSON value that opens fast: read, held against their shapes, and made ready to match.

People write YAML; 3,000 entries of it take a quarter of a second to parse, so the wheel ships this instead, and a
checkout remembers it by content (`store.py`).
"""

from __future__ import annotations

import os
from collections.abc import Sequence
from typing import Any

from listlint.lexicon import files
from listlint.lexicon.entries import index, material_entries, spoken_terms, word_entries
from listlint.lexicon.faults import faults, out_of_reach
from listlint.lexicon.folder import word_files, yaml_files
from listlint.lexicon.form import FORMAT, LexiconError, Problem
from listlint.lexicon.shape import parse
from listlint.lexicon.spellings import spellings
from listlint.records.document import Text

_FILES: tuple[tuple[str, Any, Any], ...] = (
    ("grounds", files.GROUNDS, {}),
    ("laws", files.LAWS, {}),
    ("categories", files.CATEGORIES, {}),
    ("disguises", files.DISGUISES, None),
    ("numbers", files.NUMBERS, {}),
    ("materials", files.MATERIALS, {"materials": {}, "composition": {}}),
    ("values", files.VALUES, {}),
)
"""The single files of the shipped folder: name, shape, and what stands for one that has problems."""

_FOLDERS = (("profiles", files.PROFILE), ("layouts", files.LAYOUT))
"""Its folders of files of one shape each, but for the wordlists."""

_CARD = ("code", "severity", "title", "why", "mend", "message", "basis", "examples")
"""What is kept of a wordlist beside its entries and its reach."""


def build(folder: str, extra: Sequence[str] = ()) -> dict[str, Any]:
    """The compiled lexicon of the shipped `folder` and users' own folders, as JSON data.

    Raises LexiconError with every problem of every file.
    """
    problems: list[Problem] = []
    shipped = {name: _read(os.path.join(folder, f"{name}.yaml"), shape, problems) or absent for name, shape, absent in _FILES}
    tables = {
        name: {_slug(path): _read(path, shape, problems) for path in yaml_files(os.path.join(folder, name))} for name, shape in _FOLDERS
    }
    wordlists = _wordlists(folder, extra, {**shipped, **tables}, problems)
    if problems:
        raise LexiconError(problems)
    materials, composition = shipped["materials"]["materials"], shipped["materials"]["composition"]
    entries = [entry for slug, data in wordlists.items() for entry in word_entries(slug, data)]
    entries.extend(material_entries(materials, composition))
    terms, uses = index(entries)
    return {
        "format": FORMAT,
        "terms": terms,
        "uses": uses,
        "spoken": spoken_terms(uses, entries, wordlists),
        "entries": [row for row, _ in entries],
        "wordlists": {slug: {key: data[key] for key in _CARD} | {"reach": data.get("reach", {})} for slug, data in wordlists.items()},
        "categories": shipped["categories"],
        "numbers": shipped["numbers"],
        "grounds": shipped["grounds"],
        "laws": shipped["laws"],
        "materials": materials,
        "composition": composition,
        "disguises": spellings(wordlists, entries, composition, shipped["disguises"]),
        "values": shipped["values"],
        **tables,
    }


def dump(folder: str) -> str:
    """The compiled lexicon of the shipped folder as JSON text, for the wheel."""
    import json

    return json.dumps(build(folder), ensure_ascii=False, separators=(",", ":"))


def _read(path: str, shape: Any, problems: list[Problem]) -> Any:
    """The data of a file, or None where it has problems, which are added to `problems`."""
    try:
        with open(path, encoding="utf-8-sig") as file:
            data, found = parse(file.read(), _shown(path), shape)
    except (OSError, UnicodeDecodeError) as error:
        data, found = None, [Problem(_shown(path), 1, 1, "", Text(f"读不了：{error}", f"cannot be read: {error}"))]
    problems.extend(found)
    return data if not found else None


def _wordlists(folder: str, extra: Sequence[str], known: Any, problems: list[Problem]) -> dict[str, Any]:
    """The wordlists by slug, the shipped ones first, held against the other files; what is wrong is added to `problems`."""
    own = {path for path in extra for path in word_files(path)}
    wordlists: dict[str, Any] = {}
    for path in [*word_files(folder), *sorted(own)]:
        slug, data = _slug(path), _read(path, files.WORDLIST, problems)
        if data is None:
            continue
        problems.extend(faults(_shown(path), slug, data, wordlists, known["grounds"], None if path in own else known["laws"]))
        problems.extend(out_of_reach(_shown(path), data, known["profiles"], known["categories"]))
        wordlists[slug] = data
    return wordlists


def _slug(path: str) -> str:
    return os.path.basename(path).rpartition(".")[0]


def _shown(path: str) -> str:
    return os.path.relpath(path).replace(os.sep, "/")
