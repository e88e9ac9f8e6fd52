"""Writes allowances where they belong: a comment above the line in YAML, an `allow:` entry in listlint.yaml for the rest.

Every other byte of a file stays as it is, and a file is only written when its values read the same afterwards.
"""

from __future__ import annotations

import json
import os
import re
from collections.abc import Iterable, Sequence
from typing import Any, NamedTuple

from listlint import formats
from listlint.config import FILE, ConfigError, read
from listlint.discover import PAGES
from listlint.formats.source.decode import decode
from listlint.formats.source.lines import Lines
from listlint.formats.source.yaml_comments import entry_line
from listlint.records.diagnostic import Diagnostic
from listlint.records.document import Record, Source
from listlint.written import write

_CODECS = ("utf-8", "utf-8-sig", "gb18030", "utf-16")


class Grant(NamedTuple):
    """What is allowed: a rule's slug, why, and the day it ends (YYYY-MM-DD) or ""."""

    rule: str
    why: str
    until: str = ""

    def comment(self) -> str:
        """The grant as a YAML comment."""
        return f"# listlint: allow {self.rule} — {self.why}" + (f" until: {self.until}" if self.until else "")

    def entry(self, one: Diagnostic, path: str, home: str) -> tuple[tuple[str, str], ...]:
        """The grant as an `allow:` entry of a configuration in `home` for a finding's listing, field and text in the file at `path`.

        A page, and a listing without an id, is known by its file.
        """
        file = os.path.relpath(one.path, home).replace(os.sep, "/")
        inside = not file.startswith("../") and (not one.listing or (one.path == path and path.lower().endswith(PAGES)))
        pattern = re.sub(r"[\\*?\[!#]", r"\\\g<0>", file if "/" in file else f"/{file}")
        where = ("path", pattern) if inside else ("listing", one.listing)
        narrowed = (where, ("field", one.field), ("text", one.text))
        given = (("rule", self.rule), *narrowed, ("why", self.why), ("until", self.until))
        return tuple((key, value) for key, value in given if value)


def in_comments(data: bytes, path: str, found: Sequence[Diagnostic], grant: Grant) -> bytes | None:
    """The YAML file with a comment above each entry that holds a finding; None where that cannot be done safely."""
    text = decode(data)
    if not path.lower().endswith((".yaml", ".yml")) or not isinstance(text, str):
        return None
    lines = Lines(text)
    starts = {entry_line(text, lines, lines.starts[one.place.line - 1] + one.place.column - 1) for one in found}
    pieces, at = [], 0
    for number in sorted(starts):
        start = lines.starts[number]
        line = lines.line(number + 1)
        indent = line[: len(line) - len(line.lstrip(" "))]
        pieces += [text[at:start], indent, grant.comment(), _line_end(text)]
        at = start
    return _encoded(data, path, text, "".join([*pieces, text[at:]]))


def in_config(data: bytes, entries: Iterable[tuple[tuple[str, str], ...]]) -> bytes | None:
    """The bytes of a listlint.yaml with these entries added to its `allow:`; None where that cannot be done safely."""
    import yaml

    text = data.decode("utf-8-sig")
    root: Any = yaml.compose(text) if text.strip() else None
    held = next((value for key, value in root.value if key.value == "allow"), None) if root else None
    if (root and root.flow_style) or (held is not None and (held.flow_style or not held.value)):
        return None
    indent, head = "  ", "allow:"
    at = len(text)
    if held is not None:
        indent, head = " " * held.start_mark.column, ""
        last = held.value[-1].end_mark.index
        while text[:last].endswith(("\n", "\r", " ")):
            last -= 1
        end = text.find("\n", last)
        at = len(text) if end < 0 else end + 1
    ending = _line_end(text)
    added = [head] if head else []
    for entry in entries:
        pairs = [f"{key}: {json.dumps(value, ensure_ascii=False)}" for key, value in entry]
        added += [f"{indent}- {pairs[0]}", *(f"{indent}  {pair}" for pair in pairs[1:])]
    before = text[:at] + ("" if not text[:at] or text[:at].endswith("\n") else ending)
    fresh = before + "".join(line + ending for line in added) + text[at:]
    mark = data[: len(data) - len(text.encode("utf-8"))]
    return mark + fresh.encode("utf-8")


def write_config(folder: str, config: str | None, entries: Sequence[tuple[tuple[str, str], ...]]) -> bool:
    """Add entries to the configuration file, which is made in `folder` where there is none; False where it cannot take them."""
    path = config or os.path.join(folder, FILE)
    if path.endswith(".toml"):
        return False
    data = b""
    if os.path.exists(path):
        with open(path, "rb") as file:
            data = file.read()
    fresh = in_config(data, entries)
    if fresh is None:
        return False
    write(path, fresh)
    try:
        kept = len(read(path).allow) >= len(entries)
    except ConfigError:
        kept = False
    if not kept:
        write(path, data)
    return kept


def _line_end(text: str) -> str:
    return "\r\n" if "\r\n" in text else "\n"


def _encoded(data: bytes, path: str, text: str, fresh: str) -> bytes | None:
    """The new text in the file's own encoding, where its values stay what they were."""
    for codec in _CODECS:
        try:
            if text.encode(codec) != data:
                continue
            made = fresh.encode(codec)
        except UnicodeEncodeError:
            continue
        return made if _values(made, path) == _values(data, path) else None
    return None


def _values(data: bytes, path: str) -> list[Any]:
    reader = formats.reader(path)
    return [one.value if isinstance(one, Record) else None for one in reader(Source(path, data))] if reader else []
