"""What a run was asked to do."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date
from types import MappingProxyType
from typing import TYPE_CHECKING, Any, NamedTuple

from listlint.records.allowance import Allowance
from listlint.records.document import Attached, Joined
from listlint.records.limits import LIMITS, Limits

if TYPE_CHECKING:  # a run that knows all its files has settings to ask for and no lexicon
    from listlint.records.lexicon import Lexicon, Profile


class Override(NamedTuple):
    """What is set otherwise where `kind` (path, platform or category) is `name`; what is empty is as elsewhere."""

    kind: str
    name: str
    platform: str | None = None
    select: tuple[str, ...] = ()
    ignore: tuple[str, ...] = ()
    severities: tuple[tuple[str, str], ...] = ()
    layout: tuple[tuple[str, Any], ...] = ()


class Settings(NamedTuple):
    """Everything `lint` depends on besides the source; the same settings and source give the same diagnostics.

    `select` and `ignore` hold codes, code prefixes (LL3) or slugs; an empty `select` means every rule;
    `severities` overrides a rule's severity by its slug; `files` tells how a file that a listing names was found, given the
    path of the listing's own file and the name (None: files are not looked for, and nothing is said of them); `allow` holds
    the configuration's own allowances, `overrides` what it sets otherwise in places, whose paths are relative to `home`; `joined` is the
    attribute data that listings are given by their ids; `limits` is how much a reader takes on.
    """

    lexicon: Lexicon
    platform: str = "generic"
    select: tuple[str, ...] = ()
    ignore: tuple[str, ...] = ()
    lang: str = "zh"
    today: date = date(1970, 1, 1)
    show_allowed: bool = False
    severities: Mapping[str, str] = MappingProxyType({})
    files: Callable[[str, str], Attached] | None = None
    allow: tuple[Allowance, ...] = ()
    overrides: tuple[Override, ...] = ()
    home: str = "."
    joined: Joined | None = None
    limits: Limits = LIMITS

    def profile(self, platform: str | None) -> Profile:
        """The profile of a listing that names `platform`, or of the run's own where it names none we know."""
        known = self.named(platform) if platform else None
        return known or self.lexicon.profiles.get(self.platform) or self.lexicon.profiles["generic"]

    def named(self, platform: str) -> Profile | None:
        """The profile whose slug or whose title in either language this is (taobao, Taobao, 淘宝); None where there is none."""
        profiles, said = self.lexicon.profiles, platform.strip().lower()
        return profiles.get(platform) or next(
            (one for one in profiles.values() if said in (one.slug, one.title.zh, one.title.en.lower())), None
        )
