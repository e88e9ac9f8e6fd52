"""The shape a YAML file must have, and every place where a file departs from it.

A shape is a value: `Str`, `Num`, `Whole`, `Flag`, `Seq`, `Keys`, `Table`, `Either`, `Anything`. `fit` reads composed YAML by it
and returns plain data beside the problems found; nothing is raised, so that one run tells all that is wrong.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any, NamedTuple

import yaml

from listlint.lexicon.form import Problem
from listlint.records.document import Text


class Str(NamedTuple):
    """Text, one of `choices` where there are any, matching `pattern` (whole) where there is one; braces in it hold one of `blanks`, where there are any."""

    choices: tuple[str, ...] = ()
    pattern: str = ""
    blanks: tuple[str, ...] = ()


class Num(NamedTuple):
    """A number."""


class Whole(NamedTuple):
    """A whole number from `least` to `most`."""

    least: int
    most: int


class Flag(NamedTuple):
    """true or false."""


class Seq(NamedTuple):
    """A list of `item`s."""

    item: Any
    least: int = 0


class Keys(NamedTuple):
    """A mapping with these keys and no others; those in `required` must be there."""

    keys: Mapping[str, Any]
    required: tuple[str, ...] = ()


class Table(NamedTuple):
    """A mapping with any keys, each holding a `value`."""

    value: Any


class Either(NamedTuple):
    """Plain text fitting `text`, or a collection fitting `other`."""

    text: Any
    other: Any


class Anything(NamedTuple):
    """Whatever YAML holds."""


BOTH = Keys({"zh": Str(), "en": Str()}, ("zh", "en"))
"""A sentence in both languages."""

_FLAGS = {"true": True, "yes": True, "on": True, "false": False, "no": False, "off": False}


def parse(text: str, file: str, shape: Any) -> tuple[Any, list[Problem]]:
    """The data of a YAML file and what is wrong with it; data is None where it is not YAML at all."""
    loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
    try:
        node = yaml.compose(text, Loader=loader)
    except yaml.YAMLError as error:
        mark = getattr(error, "problem_mark", None)
        line, column = (mark.line + 1, mark.column + 1) if mark else (1, 1)
        what = getattr(error, "problem", None) or str(error)
        return None, [Problem(file, line, column, "", Text(f"不是合法的 YAML：{what}", f"not valid YAML: {what}"))]
    if node is None:
        return None, [Problem(file, 1, 1, "", Text("文件是空的", "the file is empty"))]
    problems: list[Problem] = []
    return _fit(node, shape, file, "", problems), problems


def _fit(node: Any, shape: Any, file: str, key: str, problems: list[Problem]) -> Any:
    def wrong(zh: str, en: str, at: Any = node, name: str = key) -> None:
        mark = at.start_mark
        problems.append(Problem(file, mark.line + 1, mark.column + 1, name, Text(zh, en)))

    if isinstance(shape, Either):
        shape = shape.text if isinstance(node, yaml.ScalarNode) else shape.other
    if isinstance(shape, Anything):
        return _plain(node)
    if isinstance(shape, (Str, Num, Whole, Flag)):
        if not isinstance(node, yaml.ScalarNode):
            return wrong("这里应是一段文字或一个数", "this should be plain text or a number")
        return _scalar(node.value, shape, wrong)
    if isinstance(shape, Seq):
        if not isinstance(node, yaml.SequenceNode):
            return wrong("这里应是一个列表", "this should be a list")
        if len(node.value) < shape.least:
            wrong(f"这里至少要有 {shape.least} 项", f"this needs at least {shape.least} item(s)")
        return [_fit(item, shape.item, file, f"{key}[{n}]", problems) for n, item in enumerate(node.value)]
    if not isinstance(node, yaml.MappingNode):
        return wrong("这里应是“键: 值”", "this should be a mapping of keys to values")
    return _mapping(node, shape, file, key, problems, wrong)


def _mapping(node: Any, shape: Any, file: str, key: str, problems: list[Problem], wrong: Any) -> dict[str, Any]:
    data: dict[str, Any] = {}
    for name_node, value_node in node.value:
        name = name_node.value if isinstance(name_node, yaml.ScalarNode) else "?"
        below = f"{key}.{name}" if key else name
        if name in data:
            wrong(f"键“{name}”出现了两次", f"key “{name}” appears twice", name_node, below)
        elif isinstance(shape, Table):
            data[name] = _fit(value_node, shape.value, file, below, problems)
        elif name in shape.keys:
            data[name] = _fit(value_node, shape.keys[name], file, below, problems)
        else:
            near = nearest(name, shape.keys)
            hint_zh, hint_en = (f"，是不是想写“{near}”？", f"; did you mean “{near}”?") if near else ("", "")
            wrong(f"不认识的键“{name}”{hint_zh}", f"unknown key “{name}”{hint_en}", name_node, below)
    for name in shape.required if isinstance(shape, Keys) else ():
        if name not in data:
            wrong(f"缺少键“{name}”", f"key “{name}” is missing")
    return data


def _scalar(text: str, shape: Any, wrong: Any) -> Any:
    if isinstance(shape, Num):
        if not re.fullmatch(r"-?\d+(\.\d+)?", text):
            return wrong(f"“{text}”不是数", f"“{text}” is not a number")
        return float(text) if "." in text else int(text)
    if isinstance(shape, Whole):
        if not re.fullmatch(r"\d{1,18}", text) or not shape.least <= int(text) <= shape.most:
            range_ = f"{shape.least}–{shape.most}"
            return wrong(f"“{text}”应是 {range_} 的整数", f"“{text}” should be a whole number of {range_}")
        return int(text)
    if isinstance(shape, Flag):
        if text.lower() not in _FLAGS:
            return wrong(f"“{text}”应是 true 或 false", f"“{text}” should be true or false")
        return _FLAGS[text.lower()]
    if shape.choices and text not in shape.choices:
        near = nearest(text, shape.choices) or " | ".join(shape.choices)
        wrong(f"“{text}”不在可选值里；可写：{near}", f"“{text}” is not a choice here; write: {near}")
    if shape.pattern and not re.fullmatch(shape.pattern, text):
        wrong(f"“{text}”的写法不对，应合 {shape.pattern}", f"“{text}” does not fit {shape.pattern}")
    for name in re.findall(r"\{([^{}]*)\}", text) if shape.blanks else ():
        if name not in shape.blanks:
            known = " ".join(f"{{{blank}}}" for blank in shape.blanks)
            wrong(f"“{{{name}}}”没有东西可填；可写：{known}", f"nothing is known to fill “{{{name}}}” with; write: {known}")
    return text


def nearest(word: str, known: Any) -> str | None:
    """The known word most like `word`, or None where none is near."""
    from difflib import get_close_matches

    found = get_close_matches(word, list(known), n=1, cutoff=0.6)
    return found[0] if found else None


def _plain(node: Any) -> Any:
    if isinstance(node, yaml.MappingNode):
        return {key.value: _plain(value) for key, value in node.value}
    if isinstance(node, yaml.SequenceNode):
        return [_plain(item) for item in node.value]
    if node.tag == "tag:yaml.org,2002:null":
        return None
    if node.tag == "tag:yaml.org,2002:bool":
        return _FLAGS[node.value.lower()]
    if node.tag in ("tag:yaml.org,2002:int", "tag:yaml.org,2002:float") and re.fullmatch(r"-?\d+(\.\d+)?", node.value):
        return float(node.value) if "." in node.value else int(node.value)
    return node.value
