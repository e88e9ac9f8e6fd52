"""Where the compiled lexicon comes from: the wheel, or a cache beside the wordlists, or a fresh compile."""

from __future__ import annotations

import os
from collections.abc import Sequence
from typing import Any

from listlint.lexicon.folder import COMPILED, all_files, key_of, wordlist_folder
from listlint.lexicon.form import FORMAT
from listlint.records.document import Text
from listlint.records.lexicon import Category, Disguises, Ground, Law, Layout, Lexicon, Material, Numbering, Profile, Reach, Stated
from listlint.records.rule import Basis, Examples, Rule

CACHE = ".listlint_cache"


def load(extra: Sequence[str] = (), folder: str | None = None) -> Lexicon:
    """The lexicon of the shipped wordlists and users' own folders, ready to match.

    Raises LexiconError where a file has problems, FileNotFoundError where the installation has no wordlists.
    """
    folder = folder or wordlist_folder()
    ready = os.path.join(folder, COMPILED)
    data = None if extra else _read(ready)
    return _lexicon(data or _remembered(folder, extra))


def _remembered(folder: str, extra: Sequence[str]) -> dict[str, Any]:
    """The compiled lexicon from the cache, keyed by the content of every file; compiled and kept where absent.

    The cache stands beside the folder the user may write: the last of `extra`, else the checkout. A cache that cannot
    be written is done without. Two processes may race: each writes a file of its own and renames it into place.
    """
    home = os.path.dirname(os.path.abspath(extra[-1] if extra else folder))
    key = key_of(all_files(folder, extra), FORMAT)
    path = os.path.join(home, CACHE, f"lexicon-{key}.json")
    known = _read(path)
    if known is not None:
        return known
    from listlint.lexicon import compiled

    data = compiled.build(folder, extra)
    _write(path, data)
    return data


def _read(path: str) -> dict[str, Any] | None:
    """The JSON at `path`, or None where there is none that can be used."""
    if not os.path.isfile(path):
        return None
    import json

    try:
        with open(path, "rb") as file:  # as text it would be read a piece at a time, for its line ends
            data = json.loads(file.read().decode())
    except (OSError, ValueError):
        return None
    return data if isinstance(data, dict) and data.get("format") == FORMAT else None


def _write(path: str, data: dict[str, Any]) -> None:
    import json

    own = f"{path}.{os.getpid()}"
    try:
        os.makedirs(os.path.dirname(path), exist_ok=True)
        with open(os.path.join(os.path.dirname(path), ".gitignore"), "w", encoding="utf-8") as file:
            file.write("*\n")
        with open(own, "w", encoding="utf-8") as file:
            json.dump(data, file, ensure_ascii=False)
        os.replace(own, path)
        _keep_newest(os.path.dirname(path))
    except OSError:
        if os.path.exists(own):
            os.unlink(own)


def _keep_newest(folder: str, most: int = 4) -> None:
    """Remove compiled lexicons of contents long changed."""
    paths = [os.path.join(folder, name) for name in os.listdir(folder) if name.startswith("lexicon-") and name.endswith(".json")]
    for path in sorted(paths, key=os.path.getmtime, reverse=True)[most:]:
        os.unlink(path)


def _lexicon(data: dict[str, Any]) -> Lexicon:
    from listlint.text.matcher import finder  # late: a run that knows all its files matches nothing

    terms = tuple(data["terms"])
    return Lexicon(
        find=finder(terms),
        terms=terms,
        uses=tuple(data["uses"]),
        entries=tuple(data["entries"]),
        spoken=frozenset(data["spoken"]),
        word_rules={slug: _rule(slug, head) for slug, head in data["wordlists"].items()},
        messages={slug: Text(**head["message"]) for slug, head in data["wordlists"].items()},
        reaches={slug: _reach(head["reach"]) for slug, head in data["wordlists"].items()},
        grounds={slug: Ground(Text(**g["title"]), g["law"], g["article"]) for slug, g in data["grounds"].items()},
        laws={title: _law(title, law) for title, law in data["laws"].items()},
        materials={slug: _material(slug, m) for slug, m in data["materials"].items()},
        composition=data["composition"],
        profiles={slug: _profile(slug, p) for slug, p in data["profiles"].items()},
        layouts={slug: _layout(layout, data["layouts"].get("listlint", layout)) for slug, layout in data["layouts"].items()},
        categories={slug: _category(category) for slug, category in data["categories"].items()},
        disguises=_disguises(data["disguises"]),
        values=data["values"],
        numbers={slug: _numbering(numbering) for slug, numbering in data["numbers"].items()},
    )


def _disguises(data: Any) -> Disguises:
    plain, classes = data["classes"]
    return Disguises(tuple(map(tuple, data["words"])), (plain, classes), data["forms"], frozenset(data["honest"]))


def _rule(slug: str, head: Any) -> Rule:
    examples = Examples(tuple(head["examples"]["fail"]), tuple(head["examples"]["pass"]))
    basis = tuple(Basis(b["law"], b["article"]) for b in head["basis"])
    why, mend = Text(**head["why"]), Text(**head["mend"])
    return Rule(head["code"], slug, head["severity"], Text(**head["title"]), why, mend, basis, examples)


def _reach(data: Any) -> Reach:
    names = {key: tuple(value) for key, value in data.items() if key not in ("cited", "stated")}
    return Reach(**names, cited=data.get("cited", False), stated=tuple(Stated(**one) for one in data.get("stated", ())))


def _law(title: str, law: Any) -> Law:
    penalty = Text(**law["penalty"]) if law.get("penalty") else Text("", "")
    return Law(title, Text(**law["name"]), penalty, law.get("texts", {}))


def _material(slug: str, data: Any) -> Material:
    return Material(slug, data.get("name", slug), tuple(data.get("kinds", ())), data)


def _layout(data: Any, plain: Any) -> Layout:
    """A layout; a key it does not name means what listlint's own layout says."""
    parts = {spelling: part for keys in (plain["keys"], data["keys"]) for part, spellings in keys.items() for spelling in spellings}
    attributes = {column: name for name, columns in data.get("attributes", {}).items() for column in columns}
    return Layout(
        parts,
        frozenset(data.get("name_attributes", ())),
        frozenset(data.get("recognise", ())),
        data.get("skip_rows", 0),
        attributes,
        else_title=tuple(plain.get("else_title", ())),
    )


def _category(data: Any) -> Category:
    within, heads, marks, names = (tuple(data.get(key, ())) for key in ("within", "heads", "marks", "names"))
    return Category(Text(**data["title"]), within, frozenset(data["keys"]), heads, marks, names)


def _numbering(data: Any) -> Numbering:
    check = data.get("check", {})
    title, kinds, forms = Text(**data["title"]), tuple(data["kinds"]), tuple(data["forms"])
    return Numbering(
        title, kinds, data.get("signs", ""), forms, check.get("name", ""), check.get("verified", False), data["example"], data["verified"]
    )


def _profile(slug: str, data: Any) -> Profile:
    return Profile(
        slug,
        Text(**data["title"]),
        data.get("title_limit"),
        data.get("wide_width", 1),
        data.get("title_source", ""),
        data.get("title_symbols", {}),
        data.get("title_repeats", {}),
        data.get("pure", {}),
        data.get("pure_source", ""),
        data.get("severities", {}),
        data.get("title_limits", {}),
    )
