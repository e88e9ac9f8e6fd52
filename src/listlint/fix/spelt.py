"""Words as a file's format spells them."""

from __future__ import annotations

import re
from json import dumps
from unicodedata import category

_CELL = re.compile(r'[,\t;|"\r\n]')
_ENTITIES = {"&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;", "'": "&#39;"}


def html(text: str) -> str:
    """Inside an element or a quoted attribute."""
    return "".join(_ENTITIES.get(char, char) for char in text)


def xml(text: str, escaped: bool) -> str:
    """Inside an XML element; `escaped` where it is to stay ASCII."""
    spelled = "".join(_ENTITIES[char] if char in "&<>" else char for char in text)
    return "".join(char if char <= "~" else f"&#{ord(char)};" for char in spelled) if escaped else spelled


def json(text: str, escaped: bool) -> str:
    """Inside a JSON string; `escaped` where it is to stay ASCII."""
    return dumps(text, ensure_ascii=escaped)[1:-1]


def yaml_double(text: str, escaped: bool) -> str:
    """Inside a double-quoted YAML scalar; `escaped` where it is to stay ASCII."""
    spelled = dumps(text, ensure_ascii=False)[1:-1]
    return "".join(char if _plain(char) and (char <= "~" or not escaped) else _numbered(char) for char in spelled)


def yaml_quoted(value: str) -> str:
    """A whole YAML scalar on one line: in single quotes, or in double ones where it holds what those cannot."""
    return "'" + value.replace("'", "''") + "'" if all(map(_plain, value)) else f'"{yaml_double(value, False)}"'


def csv(value: str) -> str:
    """A whole cell in quotes."""
    return '"' + value.replace('"', '""') + '"'


def needs_quotes(value: str, added: str) -> bool:
    """Whether a bare cell with words added to it must be quoted; any character that may part cells counts."""
    return value[:1] == '"' or bool(_CELL.search(added))


def _plain(char: str) -> bool:
    """Whether a character stands for itself between quotes: it prints, or is a space of some width."""
    return char.isprintable() or category(char) == "Zs"


def _numbered(char: str) -> str:
    return f"\\u{ord(char):04x}" if ord(char) < 0x10000 else f"\\U{ord(char):08x}"
