"""listlint.yaml, or [tool.listlint] in pyproject.toml, and the command's flags: what a run is to do.

The nearest file upward from the working folder counts, alone: nothing is merged up the tree. Flags win over it.
"""

from __future__ import annotations

import os
from collections.abc import Mapping
from datetime import date
from typing import Any, NamedTuple

from listlint.heading import OWN, mapped
from listlint.lexicon.store import load
from listlint.records.document import Text
from listlint.records.rule import SEVERITIES
from listlint.records.settings import Settings

FILE = "listlint.yaml"
PARTS = (
    *("id", "platform", "category", "brand", "title", "subtitle", "selling_points", "detail", "detail_html", "detail_markdown"),
    *("detail_file", "images", "price", "promises", "evidence", "listings"),
)
"""What `layout:` may name the keys of, besides attributes."""


class ConfigError(Exception):
    """A configuration that cannot be used; `message` says where and why."""

    def __init__(self, message: Text) -> None:
        super().__init__(message.en)
        self.message = message


class Options(NamedTuple):
    """What a run was asked, plain enough to be handed to another process; `home` is the folder that paths are relative to.

    `wordlists` are folders of the user's own word rules, `exclude` patterns of paths not to look at (as in .gitignore);
    `attributes` names the file and key of attribute data joined by id, `layout` the keys of a file in no known layout.
    """

    home: str = "."
    platform: str = "generic"
    select: tuple[str, ...] = ()
    ignore: tuple[str, ...] = ()
    lang: str = "zh"
    fail_on: str = "error"
    wordlists: tuple[str, ...] = ()
    exclude: tuple[str, ...] = ()
    severity: tuple[tuple[str, str], ...] = ()
    show_allowed: bool = False
    attributes: tuple[tuple[str, str], ...] = ()
    layout: tuple[tuple[str, Any], ...] = ()


def find(start: str) -> str | None:
    """The nearest configuration file at or above a folder, or None."""
    folder = os.path.abspath(start)
    while True:
        path = os.path.join(folder, FILE)
        if os.path.isfile(path):
            return path
        path = os.path.join(folder, "pyproject.toml")
        if os.path.isfile(path) and _table(path) is not None:
            return path
        above = os.path.dirname(folder)
        if above == folder:
            return None
        folder = above


def read(path: str) -> Options:
    """The options a configuration file sets. Raises ConfigError where a key or a value is wrong, with its place."""
    if not os.path.isfile(path):
        raise ConfigError(Text(f"没有配置文件 {path}", f"no configuration file {path}"))
    data = _table(path) if path.endswith(".toml") else _yaml(path)
    home = os.path.dirname(os.path.abspath(path))
    given: dict[str, Any] = {key.replace("-", "_"): _frozen(value) for key, value in (data or {}).items()}
    given["wordlists"] = tuple(os.path.join(home, folder) for folder in given.get("wordlists", ()))
    given["select"] = given.get("select", ()) + given.pop("extend_select", ())
    return Options(home=home, **given)


def apart(options: Options) -> tuple[str, ...]:
    """The patterns of files that hold no listings: those excluded, and the attribute data that is joined."""
    return options.exclude + tuple("/" + path.removeprefix("./") for key, path in options.attributes if key == "file")


def settle(options: Options, today: date | None = None) -> Settings:
    """The settings of a run. Raises ConfigError for an unknown platform or rule, LexiconError for wordlists with problems."""
    from listlint.rules import rules

    for folder in options.wordlists:
        if not os.path.isdir(folder):
            raise ConfigError(Text(f"没有词表文件夹 {folder}", f"no wordlist folder {folder}"))
    lexicon = load(options.wordlists)
    if options.layout:
        own = mapped(
            {part: dict(held) if part == "attributes" and not isinstance(held, str) else held for part, held in options.layout},
            lexicon.layouts["listlint"],
        )
        lexicon = lexicon._replace(layouts={**lexicon.layouts, OWN: own})
    _one_of(options.platform, lexicon.profiles, Text("平台", "platform"))
    known = rules(lexicon)
    names = [*options.select, *options.ignore, *(name for name, _ in options.severity)]
    for name in names:
        if name != "ALL" and not any(name == slug or rule.code.startswith(name) for slug, rule in known.items()):
            _one_of(name, (*known, *(rule.code for rule in known.values())), Text("规则", "rule"))
    return Settings(
        lexicon=lexicon,
        platform=options.platform,
        select=options.select,
        ignore=options.ignore,
        lang=options.lang,
        today=today or date.today(),
        show_allowed=options.show_allowed,
        severities=dict(options.severity),
    )


def _one_of(name: str, known: Any, what: Text) -> None:
    if name in known:
        return
    from listlint.lexicon.shape import nearest

    near = nearest(name, known)
    zh = f"，是不是“{near}”？" if near else f"，可选：{'、'.join(known)}"
    en = f"; did you mean “{near}”?" if near else f"; choose from {', '.join(known)}"
    raise ConfigError(Text(f"没有名为“{name}”的{what.zh}{zh}", f"no {what.en} named “{name}”{en}"))


def _table(path: str) -> Mapping[str, Any] | None:
    """[tool.listlint] of a pyproject.toml, or None where it has none."""
    with open(path, "rb") as file:
        content = file.read()
    if b"tool.listlint" not in content:
        return None
    import tomllib

    try:
        data = tomllib.loads(content.decode("utf-8"))
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise ConfigError(Text(f"{path}：不是合法的 TOML：{error}", f"{path}: not valid TOML: {error}")) from None
    table = data.get("tool", {}).get("listlint", {})
    import yaml

    return _checked(yaml.safe_dump(table, allow_unicode=True), f"{path} [tool.listlint]")


def _yaml(path: str) -> Mapping[str, Any]:
    try:
        with open(path, encoding="utf-8-sig") as file:
            text = file.read()
    except (OSError, UnicodeDecodeError) as error:
        raise ConfigError(Text(f"{path}：读不了：{error}", f"{path}: cannot be read: {error}")) from None
    return _checked(text, path)


def _checked(text: str, name: str) -> Mapping[str, Any]:
    from listlint.lexicon.shape import Either, Keys, Seq, Str, Table, parse

    names = Either(Str(), Seq(Str(), 1))
    shape = Keys(
        {
            "platform": Str(),
            "lang": Str(("zh", "en")),
            "select": Seq(Str()),
            "extend-select": Seq(Str()),
            "ignore": Seq(Str()),
            "fail-on": Str(SEVERITIES),
            "wordlists": Seq(Str()),
            "exclude": Seq(Str()),
            "severity": Table(Str(SEVERITIES)),
            "attributes": Keys({"file": Str(), "key": Str()}, ("file", "key")),
            "layout": Keys({**dict.fromkeys(PARTS, names), "attributes": Either(Str(), Table(names))}),
        }
    )
    if not text.strip():
        return {}
    data, problems = parse(text, name, shape)
    if problems:
        zh = "\n".join(f"{p.file}:{p.line}:{p.column} {p.message.zh}" for p in problems)
        en = "\n".join(f"{p.file}:{p.line}:{p.column} {p.message.en}" for p in problems)
        raise ConfigError(Text(zh, en))
    return dict(data)


def _frozen(value: Any) -> Any:
    if isinstance(value, list):
        return tuple(value)
    return tuple(sorted((key, _frozen(held)) for key, held in value.items())) if isinstance(value, dict) else value
