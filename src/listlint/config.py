"""listlint.yaml, or [tool.listlint] in pyproject.toml, and the command's flags: what a run is to do.

The nearest file upward from the working folder counts, alone: nothing is merged up the tree. Flags win over it.
"""

from __future__ import annotations

import os
from collections.abc import Mapping, Sequence
from typing import Any, NamedTuple

from listlint.overrides import KINDS
from listlint.records.allowance import Allowance
from listlint.records.document import Place, Text
from listlint.records.limits import LIMITS, Limits
from listlint.records.settings import Override

FILE = "listlint.yaml"
BASELINE = "listlint-baseline.json"
"""The names of the linter's own files."""


class ConfigError(Exception):
    """A configuration that cannot be used; `message` says where and why."""

    def __init__(self, message: Text) -> None:
        super().__init__(message.en)
        self.message = message


class Options(NamedTuple):
    """What a run was asked, plain enough to be handed to another process; `home` is the folder that paths are relative to.

    `wordlists` are folders of the user's own word rules, `exclude` patterns of paths not to look at (as in .gitignore), `allow` the file's
    own allowances; `overrides` what it sets otherwise in places; `file` is the configuration file, or None; `attributes` names the
    file and key of attribute data joined by id, `layout` the keys of a file in no known layout, `limits` how much a reader takes on.
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
    allow: tuple[Allowance, ...] = ()
    overrides: tuple[Override, ...] = ()
    file: str | None = None
    attributes: tuple[tuple[str, str], ...] = ()
    layout: tuple[tuple[str, Any], ...] = ()
    limits: Limits = LIMITS


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


def chosen(folder: str, file: str | None, isolated: bool, **flags: Any) -> Options:
    """The options for what lies in a folder: those of `file`, else of the nearest configuration unless `isolated`, with the flags over them.

    A flag that is None is not given. Raises ConfigError as `read` does.
    """
    path = file or (None if isolated else find(folder))
    base = read(path) if path else Options(home=folder)
    return base._replace(**{name: value for name, value in flags.items() if value is not None})


def read(path: str) -> Options:
    """The options a configuration file sets. Raises ConfigError where a key or a value is wrong, with its place."""
    if not os.path.isfile(path):
        raise ConfigError(Text(f"没有配置文件 {path}", f"no configuration file {path}"))
    data = _table(path) if path.endswith(".toml") else _yaml(path)
    home = os.path.dirname(os.path.abspath(path))
    data = dict(data or {})
    allow = _allowances(path, data.pop("allow")) if "allow" in data else ()
    overrides = tuple(_override(kind, name, held) for kind in KINDS for name, held in data.pop(f"per-{kind}", {}).items())
    given: dict[str, Any] = {key.replace("-", "_"): _frozen(value) for key, value in data.items()}
    given["wordlists"] = tuple(os.path.join(home, folder) for folder in given.get("wordlists", ()))
    given["select"] = given.get("select", ()) + given.pop("extend_select", ())
    given["limits"] = LIMITS._replace(**{name.replace("-", "_"): int(limit) for name, limit in data.get("limits", {}).items()})
    return Options(home=home, file=path, allow=allow, overrides=overrides, **given)


def _override(kind: str, name: str, held: Mapping[str, Any]) -> Override:
    select, ignore, severities = tuple(held.get("select", ())), tuple(held.get("ignore", ())), tuple(held.get("severity", {}).items())
    return Override(kind, name, held.get("platform"), select, ignore, severities, _frozen(held.get("layout", {})))


def _allowances(path: str, entries: Sequence[Mapping[str, str]]) -> tuple[Allowance, ...]:
    """The `allow:` entries of a configuration file, each at its place there; those of a TOML file stand at its start."""
    from listlint.suppress import granted

    places = [Place(1, 1, 1, 1)] * len(entries)
    if path.endswith((".yaml", ".yml")):
        import yaml

        root: Any = yaml.compose(_text(path))
        nodes = next(value.value for key, value in root.value if key.value == "allow")
        marks = [(node.start_mark, node.end_mark) for node in nodes]
        places = [Place(start.line + 1, start.column + 1, end.line + 1, end.column + 1) for start, end in marks]
    for number, (entry, place) in enumerate(zip(entries, places, strict=True)):
        if entry.keys() <= {"rule", "why", "until"}:
            raise ConfigError(
                Text(
                    f"{_shown(path)}:{place.line}:{place.column} allow[{number}]：写明 path、listing、field 或 text；要整条规则都不用，写 ignore",
                    f"{_shown(path)}:{place.line}:{place.column} allow[{number}]: name a path, a listing, a field or a text; to drop the whole rule, use ignore",
                )
            )
    home = os.path.dirname(os.path.abspath(path))
    every = enumerate(zip(entries, places, strict=True))
    return tuple(granted(entry, place, number)._replace(pattern=entry.get("path"), home=home) for number, (entry, place) in every)


def excluded(options: Options) -> tuple[str, ...]:
    """The patterns of files that hold no listings: those excluded, the attribute data that is joined, the user's own wordlists."""
    folders = (os.path.relpath(folder, options.home).replace(os.sep, "/") + "/" for folder in options.wordlists)
    given = (*(path for key, path in options.attributes if key == "file"), *folders)
    return options.exclude + tuple("/" + path.removeprefix("./") for path in given)


def keys(options: Options | Override) -> dict[str, Any]:
    """A `layout:` as it was given: by part, the key or keys that hold it, and those of attributes by name."""
    return {part: dict(held) if part == "attributes" and not isinstance(held, str) else held for part, held in options.layout}


def place(path: str | None, name: str) -> str:
    """Where a name stands in a configuration file, as “listlint.yaml:3:9 ”, or nothing."""
    if path is None or not path.endswith((".yaml", ".yml")):
        return ""
    import yaml

    tokens = (token for token in yaml.scan(_text(path)) if isinstance(token, yaml.ScalarToken))
    mark = next((token.start_mark for token in tokens if token.value == name), None)
    return f"{_shown(path)}:{mark.line + 1}:{mark.column + 1} " if mark else ""


def _shown(path: str) -> str:
    """A path as messages show it: from the working folder, if it lies there."""
    near = os.path.relpath(path) if os.path.splitdrive(path)[0] == os.path.splitdrive(os.getcwd())[0] else path
    return (path if near.startswith("..") else near).replace(os.sep, "/")


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
        raise ConfigError(Text(f"{_shown(path)}：不是合法的 TOML：{error}", f"{_shown(path)}: not valid TOML: {error}")) from None
    table = data.get("tool", {}).get("listlint", {})
    import yaml

    return _checked(yaml.safe_dump(table, allow_unicode=True), f"{_shown(path)} [tool.listlint]")


def _yaml(path: str) -> Mapping[str, Any]:
    return _checked(_text(path), _shown(path))


def _text(path: str) -> str:
    try:
        with open(path, encoding="utf-8-sig") as file:
            return file.read()
    except (OSError, UnicodeDecodeError) as error:
        raise ConfigError(Text(f"{_shown(path)}：读不了：{error}", f"{_shown(path)}: cannot be read: {error}")) from None


def _checked(text: str, name: str) -> Mapping[str, Any]:
    from listlint.lexicon.shape import parse
    from listlint.lexicon.shop_files import CONFIG

    if all(not line.strip() or line.lstrip().startswith("#") for line in text.splitlines()):
        return {}
    data, problems = parse(text, name, CONFIG)
    if problems:
        zh = "\n".join(f"{p.file}:{p.line}:{p.column} {p.message.zh}" for p in problems)
        en = "\n".join(f"{p.file}:{p.line}:{p.column} {p.message.en}" for p in problems)
        raise ConfigError(Text(zh, en))
    return dict(data)


def _frozen(value: Any) -> Any:
    if isinstance(value, list):
        return tuple(map(_frozen, value))
    return tuple((key, _frozen(held)) for key, held in value.items()) if isinstance(value, dict) else value
