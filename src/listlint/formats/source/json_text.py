"""A JSON text's value with numbers as written, and the way back from a path to a stretch of the text."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from typing import Any

from listlint.formats.source.origin import NO_TEXT, Found, LazyOrigin
from listlint.formats.source.refused import Refused, too_deep
from listlint.records.document import Path, Text
from listlint.records.limits import LIMITS, Limits
from listlint.records.span import SourceMap, Span, identity, joined

_scan = json.JSONDecoder(parse_float=str, parse_int=str, parse_constant=str).scan_once  # type: ignore[attr-defined]

_SPACE = re.compile(r"[ \t\n\r]*")
_SIGN = re.compile(r"[ \t\n\r]*[,:]?[ \t\n\r]*")
_STRING_OR_BRACKET = re.compile(r'"(?:[^"\\]++|\\.)*+"?|[\[\]{}]', re.DOTALL)
_ESCAPE = re.compile(r"\\u[dD][89abAB][0-9a-fA-F]{2}\\u[dD][c-fC-F][0-9a-fA-F]{2}|\\u[0-9a-fA-F]{4}|\\.")


def load(text: str, limits: Limits = LIMITS) -> Any:
    """The value of a JSON text: true and false as those words, null as None; raises Refused."""
    try:
        value, end = _scan(text, 0 if text[0] not in " \t\n\r" else _space(text, 0))
    except StopIteration as stop:
        raise Refused(_advice("Expecting value"), Span(stop.value, stop.value)) from None
    except json.JSONDecodeError as error:
        raise Refused(_advice(error.msg), Span(error.pos, error.pos)) from None
    except RecursionError:
        raise too_deep(_depth_exceeded(text, limits.depth), limits.depth) from None
    if text[end:] not in ("", "\n"):
        end = _space(text, end)
        if end < len(text):
            raise Refused(_advice("Extra data"), Span(end, end))
    most = limits.depth  # of levels, each of which opens and closes
    if len(text) > 2 * most and text.count("[") + text.count("{") > most and _deep(value, most):
        raise too_deep(_depth_exceeded(text, limits.depth), limits.depth)
    return _worded(value) if "true" in text or "false" in text else value


class JsonOrigin(LazyOrigin):
    """The origin of the values in a JSON text; a subclass knows where that text stands."""

    __slots__ = ("_members", "_text")

    _members: dict[int, dict[str | int, Span]]

    def __init__(self, text: str) -> None:
        self._text = text

    def find(self, path: Path) -> Found:
        """The value at `path`; of two equal keys the last, as when read."""
        span, text = None, self._text
        start = _space(text, 0)
        for key in path:
            inner = self._children(start).get(key)
            if inner is None:
                break
            start, span = inner.start, inner
        if span is None:
            span = Span(start, _scan(text, start)[1])
        return Found(span, NO_TEXT if text[start] in "[{n" else _scalar_map(text, start, span.end))

    def _children(self, start: int) -> dict[str | int, Span]:
        known = getattr(self, "_members", None)
        if known is None:
            known = self._members = {}
        if start not in known:
            known[start] = dict(members(self._text, start))
        return known[start]


def members(text: str, start: int) -> Iterator[tuple[str | int, Span]]:
    """Where the values stand that the list or mapping at `start` holds, in their order; nothing for anything else."""
    if text[start] not in "[{":
        return
    at, number = _space(text, start + 1), 0
    while text[at] not in "]}":
        key: str | int = number
        if text[start] == "{":
            key, at = _scan(text, at)
            at = _past(text, at)
        _, end = _scan(text, at)
        yield key, Span(at, end)
        at, number = _past(text, end), number + 1


def _scalar_map(text: str, start: int, end: int) -> SourceMap:
    """The map of a string or of another scalar as written."""
    if text[start] == '"' and text.find("\\", start, end) < 0:
        return identity(start + 1, end - start - 2)
    return joined(_pieces(text, start + 1, end - 1) if text[start] == '"' else ((end - start, start, end),))


def _pieces(text: str, start: int, end: int) -> Iterator[tuple[int, int, int]]:
    for escape in _ESCAPE.finditer(text, start, end):
        at, to = escape.span()
        yield at - start, start, at
        yield 1, at, to
        start = to
    yield end - start, start, end


def _space(text: str, at: int) -> int:
    """The end of the white space at `at`."""
    found = _SPACE.match(text, at)
    return found.end() if found else at


def _past(text: str, at: int) -> int:
    """The end of the white space at `at`, and of the comma or colon in it."""
    found = _SIGN.match(text, at)
    return found.end() if found else at


def _deep(value: Any, limit: int) -> bool:
    level = [value] if isinstance(value, (dict, list)) else []
    for _ in range(limit):
        level = [
            inner
            for outer in level
            for inner in (outer.values() if type(outer) is dict else outer)
            if type(inner) is dict or type(inner) is list
        ]
        if not level:
            return False
    return True


def _depth_exceeded(text: str, limit: int) -> int:
    """Where the bracket stands that opens one level too many."""
    depth = 0
    for token in _STRING_OR_BRACKET.finditer(text):
        if token.group() in ("[", "{"):
            depth += 1
            if depth > limit:
                return token.start()
        elif token.group() in ("]", "}"):
            depth -= 1
    return 0


def _worded(value: Any) -> Any:
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, dict):
        return {key: _worded(inner) for key, inner in value.items()}
    if isinstance(value, list):
        return [_worded(inner) for inner in value]
    return value


_ADVICE = {
    "Expecting value": Text(
        zh="这里应当有一个值；可能多写了逗号、用了中文引号，或文件没有写完",
        en="a value should stand here; look for an extra comma, curly quotes or a file cut short",
    ),
    "Expecting property name": Text(
        zh="这里应当是用英文双引号括起的键名；可能多写了逗号，或用了单引号、中文引号",
        en="a key in double quotes should stand here; look for an extra comma, single or curly quotes",
    ),
    "Illegal trailing comma": Text(
        zh="最后一项后面不能有逗号，请删除",
        en="no comma may follow the last item; delete it",
    ),
    "Unterminated string": Text(
        zh="从这里开始的双引号没有闭合，请补上引号",
        en="the double quote that opens here is never closed; close it",
    ),
    "Invalid control character": Text(
        zh="双引号里不能直接换行或有制表符，请写成 \\n 或 \\t；也可能是漏了引号",
        en="a line break or tab inside quotes must be written \\n or \\t; or a closing quote is missing",
    ),
    "Invalid \\": Text(
        zh="反斜杠用法不对；要写反斜杠请写成 \\\\",
        en="a backslash starts an escape that JSON does not know; write \\\\",
    ),
    "Expecting ':'": Text(
        zh="键名后面缺少英文冒号",
        en="a colon is missing after the key",
    ),
    "Expecting ','": Text(
        zh="这里缺少逗号或右括号；也可能是文案里的双引号没有写成 \\\"",
        en='a comma or closing bracket is missing; or a double quote in the copy should be written \\"',
    ),
    "Extra data": Text(
        zh="一个值之后还有别的内容；一行一条商品请存为 .jsonl，多条放在一个文件里请用 [ ] 括起并以逗号分隔",
        en="more follows the value; keep one listing per line in a .jsonl file, or put all in [ ] with commas",
    ),
}  # fmt: skip


def _advice(message: str) -> Text:
    """What to tell the user of an error of the json module, by how its message begins."""
    for known, text in _ADVICE.items():
        if message.startswith(known):
            return text
    return Text(zh=f"JSON 语法有误（{message}）", en=f"JSON syntax error: {message}")
