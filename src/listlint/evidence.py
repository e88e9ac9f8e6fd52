"""The proof a listing names: `evidence:` entries as read, and whether one of a kind holds on a day."""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import date
from typing import Any, NamedTuple

from listlint.records.document import Listing

_SOURCE = re.compile(
    "(?:数据|资料|信息)?来源[:：于是为]|来源于|据[^，。；,;]{2,24}(?:统计|数据|报告|调研|调查|显示|监测|认证)|(?:统计|调研|研究)(?:数据|报告|结果)显示"
    "|(?:尼尔森|欧睿|艾瑞|弗若斯特沙利文|凯度|中怡康|奥维云网|生意参谋|国家统计局)|(?i:source\\s*:|according to )"
)
_PERIOD = re.compile("(?:19|20)\\d{2}(?:年|\\.|-|/|\\b)|近[一二三\\d]+年|\\d{1,2}月")


class Evidence(NamedTuple):
    """One entry of `evidence:`; a date that is absent is None, one that is not YYYY-MM-DD is in `wrong`."""

    number: int
    kind: str
    covers: tuple[str, ...]
    file: str
    issued: date | None
    valid_until: date | None
    result: Any
    wrong: tuple[str, ...]

    def holds(self, today: date) -> bool:
        """Whether the entry is in force: not issued later than today, not run out, its dates legible."""
        if self.wrong:
            return False
        return (self.issued is None or self.issued <= today) and (self.valid_until is None or today <= self.valid_until)


def evidence(listing: Listing) -> tuple[Evidence, ...]:
    """The listing's entries, in their order; what is not a mapping is left out."""
    held = listing.extra.get("evidence")
    entries = held if isinstance(held, list) else [held]
    return tuple(_entry(number, entry) for number, entry in enumerate(entries) if isinstance(entry, dict))


def proof(listing: Listing, kinds: Iterable[str], today: date) -> Evidence | None:
    """The first entry of one of the kinds that is in force, or None."""
    wanted = frozenset(kinds)
    return next((one for one in evidence(listing) if one.kind in wanted and one.holds(today)), None)


def cites(text: str) -> bool:
    """Whether copy names a source and a period for what it says: 数据来源：…, 据…统计, with a year or a month.

    广告法 第十一条 asks for the source of what is cited, and for its scope and validity.
    """
    return _SOURCE.search(text) is not None and _PERIOD.search(text) is not None


def _entry(number: int, entry: dict[str, Any]) -> Evidence:
    covers = entry.get("covers")
    wrong: list[str] = []

    def day(key: str) -> date | None:
        said = entry.get(key)
        if said is None:
            return None
        try:
            return date.fromisoformat(str(said))
        except ValueError:
            wrong.append(key)
            return None

    issued, until = day("issued"), day("valid_until")
    named = tuple(covers) if isinstance(covers, list) else (covers,) if isinstance(covers, str) else ()
    return Evidence(number, str(entry.get("kind")), named, str(entry.get("file") or ""), issued, until, entry.get("result"), tuple(wrong))
