"""What a run has to say of allowances: those of the configuration that are wrong or of no use, and all that was let through."""

from __future__ import annotations

import os
import re
from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from typing import TYPE_CHECKING

from listlint.cli.options import stop
from listlint.config import FILE, Options
from listlint.records.diagnostic import Allowed, Diagnostic, Outcome
from listlint.records.document import Text

if TYPE_CHECKING:  # imported late: a run that knows all its files has no need of them
    from listlint.desk import Desk
    from listlint.grant import Grant
    from listlint.records.settings import Settings


def whole(paths: Sequence[str], home: str) -> bool:
    """Whether the paths take in everything beside and below the configuration, so that what was met nowhere is nowhere."""
    base = os.path.abspath(home)
    return any(os.path.commonpath([os.path.abspath(path), base]) == os.path.abspath(path) for path in paths if path != "-")


def blame(options: Options, used: frozenset[tuple[int, str]], ready: Desk, everything: bool) -> Iterator[Diagnostic]:
    """What is wrong with the configuration's own allowances; those nobody used (entry, slug) only where everything was looked at."""
    from listlint.linter import blamed
    from listlint.suppress import flaws, unused

    path = os.path.relpath(options.file or ".").replace(os.sep, "/")
    today = ready.settings.today
    for given in options.allow:
        troubles = list(flaws(given, ready.names, today))
        if not troubles and everything and given.entry is not None:
            slugs = sorted({ready.names[rule] for rule in given.rules} & ready.rules.keys())
            troubles = [unused(given, slug) for slug in slugs if (given.entry, slug) not in used]
        yield from (blamed(path, trouble, ready) for trouble in troubles if trouble.rule in ready.rules)


def granted(rule: str, reason: str | None, until: str | None, ready: Desk) -> Grant:
    """The grant that --add-allow, --reason and --until ask for; a missing or wrong one ends the run with status 2."""
    from listlint.lexicon.shape import nearest

    slug = ready.names.get(rule)
    if slug is None:
        near = nearest(rule, ready.names)
        hint = Text(f"，是不是“{near}”？", f"; did you mean “{near}”?") if near else Text("", "")
        stop(Text(f"没有规则“{rule}”{hint.zh}", f"no rule “{rule}”{hint.en}").in_(ready.settings.lang))
    why = " ".join((reason or "").split())
    if not why:
        stop(Text("放行要写理由：--reason 为什么", "an allowance needs a reason: --reason WHY").in_(ready.settings.lang))
    if until:
        _day_to_come(until, ready.settings)
    from listlint.grant import Grant

    return Grant(slug, why, until or "")


def _day_to_come(until: str, settings: Settings) -> None:
    """End the run with status 2 where this is no day, or one gone by."""
    try:
        day = date.fromisoformat(until) if re.fullmatch(r"\d{4}-\d\d-\d\d", until) else None
    except ValueError:
        day = None
    if day is None:
        stop(Text("--until 应写成 2026-12-31 这样", "--until is written as in 2026-12-31").in_(settings.lang))
    if day < settings.today:
        said = Text(f"--until {until} 已经过去，放行不会起作用", f"--until {until} has gone by, so nothing would be allowed")
        stop(said.in_(settings.lang))


def allow(grant: Grant, outcomes: Iterable[Outcome], options: Options) -> Iterator[Text]:
    """Write an allowance for every finding of a rule; what was written, and what a person must write, a line each."""
    from listlint.grant import in_comments, write_config
    from listlint.written import write

    rest: list[tuple[tuple[str, str], ...]] = []
    touched = False
    for outcome in list(outcomes):  # all is linted before anything is written
        found = [one for one in outcome.found if isinstance(one, Diagnostic) and one.rule == grant.rule and one.listing is not None]
        if not found:
            continue
        touched = True
        with open(outcome.path, "rb") as file:
            data = file.read()
        here = [one for one in found if one.path == outcome.path]
        fresh = in_comments(data, outcome.path, here, grant) if here else None
        rest += [grant.entry(one, outcome.path, options.home) for one in found if fresh is None or one.path != outcome.path]
        if fresh is None:
            continue
        write(outcome.path, fresh)
        yield Text(f"{outcome.path}：放行了 {len(here)} 处，理由写在上一行", f"{outcome.path}: {len(here)} allowed, by comments above them")
    if not touched:
        yield Text(f"没有“{grant.rule}”的问题要放行", f"nothing of {grant.rule} is found, so nothing was allowed")
    rest = list(dict.fromkeys(rest))
    if not rest:
        return
    if write_config(options.home, options.file, rest):
        name = os.path.relpath(options.file or os.path.join(options.home, FILE)).replace(os.sep, "/")
        yield Text(f"{name}：allow 里加了 {len(rest)} 条", f"{name}: {len(rest)} {'entry' if len(rest) == 1 else 'entries'} added to allow")
        return
    shown = "; ".join("{" + ", ".join(f"{key}: {value}" for key, value in entry) + "}" for entry in rest)
    yield Text(f"写不进配置文件，请自己加到 allow：{shown}", f"the configuration cannot be edited; add to allow by hand: {shown}")


def let_through(allowed: Iterable[Allowed], lang: str) -> Iterator[str]:
    """A line for each thing let through, with its ground."""
    for one in allowed:
        reason = f"（{one.why}）" if one.why else ""
        word = "放行" if lang == "zh" else "allowed"
        law = f" · {one.basis.law} {one.basis.article}" if one.basis.law else ""
        yield f"{one.path}:{one.place.shown}: {word} {one.code} [{one.rule}] “{one.text}”: {one.ground}{reason}{law}"
