"""Which row of an unknown table names its columns, which keys of an unknown mapping hold what, and the lines of listlint.yaml that say so."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

from listlint.late import late

Guess = dict[str, Any]
"""As listlint.yaml's `layout:` has it: {part: key}, and under attributes {name: key}; of attribute data without copy {"key": column of its ids}."""

LOOKED_AT = 20
"""Items of a list that are looked at."""

_HAN = late("[㐀-鿿]")
_WORD = late("[㐀-鿿]|[A-Za-z]{2,}")
_COMPOSITION = late(r"[㐀-鿿]\s*[:：]?\s*\d+(?:\.\d+)?\s*[%％]|\d\s*[%％]\s*[㐀-鿿]")
_SAID = {
    "id": late(r"编号|编码|货号|款号|条码|\bid$|sku|[a-z]I[dD]$|^no$|\bno\.?$", re.IGNORECASE),
    "title": late(r"标题|品名|名称|title|name|subject", re.IGNORECASE),
    "detail": late(r"详情|描述|介绍|文案|desc|detail|content", re.IGNORECASE),
    "selling_points": late(r"卖点|亮点|推荐|广告语|selling|bullet|feature", re.IGNORECASE),
}
_MATERIAL = late(r"成[分份]|材[质料]|面料|里料|填充|material|fabric|composition", re.IGNORECASE)
_TITLE = 4, 80
"""Code points that a title has on average."""
_SHORT = 60
"""Code points that a composition has at most, on average."""
_LEAST = 5
"""Chinese characters that titles have on average: what is shorter names a menu's items, or colours."""


def heading(rows: Sequence[Sequence[str]]) -> int:
    """The number, from 0, of the row that is likely to name the columns: the first of those that say most."""
    said = [len({cell for cell in row if cell.strip()}) for row in rows]
    return said.index(max(said, default=0)) if said else 0


def columns(names: Sequence[str], rows: Sequence[Sequence[str]]) -> Guess:
    """What the columns of a table hold; {} where none looks like copy."""
    values = {name: [row[number] for row in rows if number < len(row) and row[number].strip()] for number, name in enumerate(names) if name}
    return keys(values)


def keys(values: Mapping[str, Sequence[str]]) -> Guess:
    """What keys hold, by their names and by texts that stand under them; {} where none looks like copy."""
    words = {name: _mean(len(_WORD.findall(one[:200])) for one in texts) for name, texts in values.items()}
    length = {name: _mean(map(len, texts)) for name, texts in values.items()}
    described = {name for name in values if any(_SAID[part].search(name) for part in ("title", "detail", "selling_points"))}
    composed = {
        name for name, texts in values.items() if length[name] < _SHORT and _mean(bool(_COMPOSITION.search(one)) for one in texts) > 0.5
    }
    materials = {name for name in values if _MATERIAL.search(name) or name in composed} - described
    ids = [name for name, texts in values.items() if _SAID["id"].search(name) and len(set(texts)) == len(texts) > 0]
    copy = [name for name in values if words[name] and name not in materials and name not in ids]
    if not copy:
        return {"key": ids[0]} if ids and materials else {}
    title = max(copy, key=lambda name: (bool(_SAID["title"].search(name)), _TITLE[0] <= length[name] <= _TITLE[1], words[name]))
    found: Guess = {"title": title}
    copy.remove(title)
    for part in ("selling_points", "detail"):
        named = [name for name in copy if _SAID[part].search(name)]
        copy = [name for name in copy if name not in named]
        if named:
            found[part] = named if len(named) > 1 else named[0]
    if ids:
        found["id"] = ids[0]
    if materials:
        found["attributes"] = {_attribute(name): name for name in sorted(materials, reverse=True)}
    return found


def _mean(numbers: Iterable[float]) -> float:
    held = list(numbers)
    return sum(held) / max(1, len(held))


def _attribute(key: str) -> str:
    """The attribute of a key that holds a material: its own name where that says so in Chinese."""
    name = key.rpartition(".")[2]
    return name if _MATERIAL.search(name) and _HAN.search(name) else "材质成分"


def nested(value: Any) -> tuple[list[str], Guess]:
    """The keys seen in a value of mappings and lists, and what they may hold; [] and {} where nothing in it looks like listings."""
    best: tuple[float, list[str], Guess] = (0.0, [], {})
    for path, items in _lists(value, ()):
        values: dict[str, list[str]] = {}
        for item in items[:LOOKED_AT]:
            for name, text in _texts(item, ()):
                values.setdefault(name, []).append(text)
        guess = keys(values)
        if "title" in guess:
            texts = values[guess["title"]]
            weight = sum(len(_HAN.findall(text[:200])) for text in texts)
            if weight > best[0] and weight >= _LEAST * len(texts):
                guess = {**({"listings": ".".join(path)} if path else {}), **guess}
                best = weight, list(values), guess
    return best[1], best[2]


def _lists(value: Any, path: tuple[str, ...], depth: int = 6) -> Iterator[tuple[tuple[str, ...], list[Any]]]:
    if isinstance(value, list) and value and all(isinstance(item, dict) for item in value[:LOOKED_AT]):
        yield path, value
    elif isinstance(value, dict) and depth:
        for key, inner in value.items():
            yield from _lists(inner, (*path, key), depth - 1)


def _texts(value: Any, path: tuple[str, ...], depth: int = 4) -> Iterator[tuple[str, str]]:
    if isinstance(value, str) and value.strip():
        yield ".".join(path), value
    elif isinstance(value, dict) and depth:
        for key, inner in value.items():
            yield from _texts(inner, (*path, key), depth - 1)


def line(guess: Guess) -> str:
    """The line of listlint.yaml that says it: layout: {title: 品名}."""
    return f"layout: {_flow(guess)}"


def joined(path: str, guess: Guess) -> str:
    """The line that joins a file of attribute data to listings: attributes: {file: a.csv, key: 货号}."""
    return f"attributes: {{file: {quoted(path)}, key: {quoted(guess['key'])}}}"


def _flow(held: Any) -> str:
    if isinstance(held, dict):
        return "{" + ", ".join(f"{quoted(key)}: {_flow(inner)}" for key, inner in held.items()) + "}"
    return "[" + ", ".join(map(quoted, held)) + "]" if isinstance(held, list) else quoted(held)


def quoted(name: str) -> str:
    """The name as a YAML scalar, in quotes where it needs them."""
    return name if re.fullmatch(r"[^\W\d][\w.]*", name) else '"' + name.replace("\\", "\\\\").replace('"', '\\"').replace("\n", "\\n") + '"'
