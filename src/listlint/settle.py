"""The settings of a run, from the options it was asked with: wordlists loaded, attribute data read, every name known."""

from __future__ import annotations

import os
from collections.abc import Callable, Mapping
from datetime import date
from functools import partial
from typing import Any

from listlint.attachments import look
from listlint.config import ConfigError, Options, place
from listlint.heading import with_own
from listlint.joined import join
from listlint.lexicon.shape import nearest
from listlint.lexicon.store import load
from listlint.records.document import Joined, Text
from listlint.records.lexicon import Lexicon
from listlint.records.rule import Rule
from listlint.records.settings import Settings
from listlint.rules import rules

_KNOWN: dict[str, Callable[[Lexicon], tuple[Mapping[str, Any], Text]]] = {
    "platform": lambda lexicon: (lexicon.profiles, Text("平台", "platform")),
    "category": lambda lexicon: (lexicon.categories, Text("类目", "category")),
}


def settle(options: Options, today: date | None = None) -> Settings:
    """The settings of a run. Raises ConfigError for an unknown platform or rule or attribute data that cannot be read, LexiconError for wordlists with problems."""
    for folder in options.wordlists:
        if not os.path.isdir(folder):
            raise ConfigError(Text(f"没有词表文件夹 {folder}", f"no wordlist folder {folder}"))
    lexicon = load(options.wordlists)
    if options.layout:
        lexicon = with_own(lexicon, options.layout)
    _all_known(options, lexicon, rules(lexicon))
    return Settings(
        lexicon=lexicon,
        platform=options.platform,
        select=options.select,
        ignore=options.ignore,
        lang=options.lang,
        today=today or date.today(),
        show_allowed=options.show_allowed,
        severities=dict(options.severity),
        files=partial(look, options.home),
        allow=options.allow,
        overrides=options.overrides,
        home=os.path.abspath(options.home),
        joined=_joined(options),
        limits=options.limits,
    )


def _all_known(options: Options, lexicon: Lexicon, known: Mapping[str, Rule]) -> None:
    """Raises ConfigError at the first platform, category or rule that options name and nobody knows."""
    _one_of(options, options.platform, *_KNOWN["platform"](lexicon))
    for one in options.overrides:
        if one.kind != "path":
            _one_of(options, one.name, *_KNOWN[one.kind](lexicon))
        if one.platform:
            _one_of(options, one.platform, *_KNOWN["platform"](lexicon))
    names = [*options.select, *options.ignore, *(name for one in options.overrides for name in (*one.select, *one.ignore))]
    names += [name for pairs in (options.severity, *(one.severities for one in options.overrides)) for name, _ in pairs]
    for name in names:
        if name != "ALL" and not any(name == slug or rule.code.startswith(name) for slug, rule in known.items()):
            _one_of(options, name, (*known, *(rule.code for rule in known.values())), Text("规则", "rule"))


def _joined(options: Options) -> Joined | None:
    """The attribute data that options join to listings. Raises ConfigError where it cannot be read."""
    if not options.attributes:
        return None
    given = dict(options.attributes)
    path = os.path.normpath(os.path.join(os.path.relpath(options.home), given["file"])).replace(os.sep, "/")
    joined = join(path, given["key"], options.limits)
    if isinstance(joined, Text):
        raise ConfigError(joined)
    return joined


def _one_of(options: Options, name: str, known: Any, what: Text) -> None:
    """Raises ConfigError where no such name is known, with its place in the configuration file if it stands there."""
    if name in known:
        return
    near = nearest(name, known)
    zh = f"，是不是“{near}”？" if near else f"，可选：{'、'.join(known)}"
    en = f"; did you mean “{near}”?" if near else f"; choose from {', '.join(known)}"
    at = place(options.file, name)
    raise ConfigError(Text(f"{at}没有名为“{name}”的{what.zh}{zh}", f"{at}no {what.en} named “{name}”{en}"))
