"""The baseline: findings a shop had when it began, known by what they say and not by where they stand, so that only new ones fail.

A finding is its file, its listing's id, its rule, the field (a list's items alike), the words, and a digest of the text around
them; equal ones are counted. Moved lines and reordered rows change none of these.
"""

from __future__ import annotations

import json
import os
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from typing import Any, NamedTuple

from listlint.digest import blake2b
from listlint.records.diagnostic import Allowed, Diagnostic
from listlint.records.document import Text

VERSION = 1

Finding = Diagnostic | Allowed


class Known(NamedTuple):
    """What a finding is known by; `path` is relative to the baseline's folder."""

    path: str
    listing: str
    rule: str
    field: str
    text: str
    excerpt: str


class BaselineError(Exception):
    """A baseline that cannot be used; `message` says why."""

    def __init__(self, message: Text) -> None:
        super().__init__(message.en)
        self.message = message


def known(one: Diagnostic, folder: str) -> Known | None:
    """What a finding is known by; None for one about a file as a whole, which is never taken into a baseline."""
    if not one.field and not one.text:
        return None
    field = (one.field or "").partition("[")[0]
    digest = blake2b(one.excerpt.encode("utf-8", "surrogatepass"), digest_size=6).hexdigest()
    data = one.as_json()
    return Known(relative(one.path, folder), data["listing"] or "", one.rule, field, data["text"], digest)


def relative(path: str, folder: str) -> str:
    """A path as the baseline in `folder` names it."""
    return os.path.relpath(path, folder).replace(os.sep, "/")


def unknown(found: Iterable[Diagnostic], left: Counter[Known], folder: str) -> Iterator[Diagnostic]:
    """The findings that are not in the baseline; each that is uses up one of its count in `left`."""
    for one in found:
        key = known(one, folder)
        if key is not None and left[key] > 0:
            left[key] -= 1
        else:
            yield one


def held_back(every: Iterable[Finding], told: Iterable[Finding], folder: str) -> Counter[Known]:
    """What of every finding was not told, known without the text around it, which an edit nearby changes."""
    counts = Counter(_loosely(one, folder) for one in every if isinstance(one, Diagnostic))
    counts.subtract(_loosely(one, folder) for one in told if isinstance(one, Diagnostic))
    return Counter({key: count for key, count in counts.items() if key is not None and count > 0})


def without(found: Iterable[Finding], held: Counter[Known], folder: str) -> list[Finding]:
    """The findings less those held back."""
    left, kept = held.copy(), list[Finding]()
    for one in found:
        key = _loosely(one, folder) if isinstance(one, Diagnostic) else None
        if key is not None and left[key] > 0:
            left[key] -= 1
        else:
            kept.append(one)
    return kept


def _loosely(one: Diagnostic, folder: str) -> Known | None:
    key = known(one, folder)
    return key and key._replace(excerpt="")


def below(path: str, folders: Sequence[str]) -> bool:
    """Whether a path of the baseline is one of these files or in one of these folders, named alike."""
    return any(folder in (".", path) or path.startswith(folder + "/") for folder in folders)


def dump(counts: Counter[Known]) -> str:
    """The baseline as JSON, an entry a line in a fixed order, so that a difference shows what came and went."""
    lines = [json.dumps({**key._asdict(), "count": count}, ensure_ascii=False) for key, count in sorted(counts.items()) if count > 0]
    return f'{{"version": {VERSION}, "findings": [\n' + ",\n".join(lines) + ("\n" if lines else "") + "]}\n"


def load(path: str) -> Counter[Known]:
    """The baseline in a file. Raises BaselineError where it cannot be used."""
    try:
        with open(path, encoding="utf-8-sig") as file:
            data = json.load(file)
        counts: Counter[Known] = Counter()
        for entry in _findings(path, data):
            count = entry.pop("count")
            key = Known(**entry)
            if not isinstance(count, int) or not all(isinstance(part, str) for part in key):
                raise ValueError(f"{entry}")
            counts[key] += count
    except FileNotFoundError:
        raise BaselineError(
            Text(f"没有基线文件 {path}；用 listlint baseline 生成", f"no baseline {path}; listlint baseline writes one")
        ) from None
    except (OSError, ValueError, KeyError, TypeError, AttributeError, RecursionError) as error:
        zh = f"{path}：基线文件读不了（{error}）；用 listlint baseline 重新生成"
        raise BaselineError(Text(zh, f"{path}: not a baseline ({error}); write it anew with listlint baseline")) from None
    return counts


def _findings(path: str, data: Any) -> list[Any]:
    """The entries of a baseline's data. Raises BaselineError where it is of another form."""
    version = data.get("version") if isinstance(data, dict) else None
    found = data.get("findings") if version == VERSION else None
    if not isinstance(found, list) or not all(isinstance(one, dict) for one in found):
        newer = isinstance(version, int) and version > VERSION
        zh, en = (f"是第 {version} 版的基线", f"a baseline of version {version}") if newer else ("不是基线文件", "not a baseline")
        raise BaselineError(Text(f"{path}：{zh}；用 listlint baseline 重新生成", f"{path}: {en}; write it anew with listlint baseline"))
    return found
