"""The proof a listing names: `evidence:` entries as read, and whether one of a kind holds on a day."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import Any, NamedTuple

from listlint.late import late
from listlint.records.document import Field, Listing, Path, Text

_SOURCE = late(
    "(?:数据|资料|信息)?来源[:：于是为]|来源于|据[^，。；,;]{2,24}(?:统计|数据|报告|调研|调查|显示|监测|认证)|(?:统计|调研|研究)(?:数据|报告|结果)显示"
    "|(?:尼尔森|欧睿|艾瑞|弗若斯特沙利文|凯度|中怡康|奥维云网|生意参谋|国家统计局)|(?i:source\\s*:|according to )"
)
_PERIOD = late("(?:19|20)\\d{2}(?:年|\\.|-|/|\\b)|近[一二三\\d]+年|\\d{1,2}月")


KINDS = (
    *("test_report", "brand_authorization", "trademark", "patent", "market_data"),
    *("certificate", "registration", "price_record", "gift_terms"),
)
"""The kinds of evidence of the contract."""

TITLES = {
    "test_report": Text("检测报告", "test report"),
    "brand_authorization": Text("品牌授权", "brand authorization"),
    "trademark": Text("商标注册证", "trademark"),
    "patent": Text("专利证书", "patent"),
    "market_data": Text("市场数据", "market data"),
    "certificate": Text("证书", "certificate"),
    "registration": Text("注册备案", "registration"),
    "price_record": Text("价格记录", "price record"),
    "gift_terms": Text("赠品规则", "gift terms"),
}
"""What each kind is called."""

KEYS = ("kind", "covers", "file", "number", "issued", "valid_until", "result")
"""The keys of an entry."""

ROLE = "evidence"
"""The role of a field that stands in an evidence entry."""

GROUND = "evidence"
"""The ground (grounds.yaml) on which what an entry proves is let pass."""


class Evidence(NamedTuple):
    """One entry of `evidence:`; a date that is absent is None, one that is not YYYY-MM-DD is in `wrong`.

    `number` counts entries from 0; `serial` is what the entry gives as its number, `path` leads to it in its record; `at_hand` is
    False where its file was looked for and is not there or cannot be read.
    """

    number: int
    kind: str
    covers: tuple[str, ...]
    file: str
    issued: date | None
    valid_until: date | None
    result: Any
    wrong: tuple[str, ...]
    serial: str = ""
    path: Path = ()
    at_hand: bool = True

    def holds(self, today: date) -> bool:
        """Whether the entry is in force: not issued later than today, not run out, its dates legible, its file not known to be amiss."""
        if self.wrong or not self.at_hand:
            return False
        return (self.issued is None or self.issued <= today) and (self.valid_until is None or today <= self.valid_until)

    def described(self) -> str:
        """The entry in a few words: its kind, its number, until when it holds."""
        until = f"至 {self.valid_until}" if self.valid_until else ""
        return " ".join(part for part in (self.kind, self.serial or self.file, until) if part)


def evidence(listing: Listing) -> tuple[Evidence, ...]:
    """The listing's entries, in their order; what is not a mapping is left out."""
    held = listing.extra.get("evidence")
    path = (*listing.path, "evidence")
    if not isinstance(held, list):
        return (_entry(0, held, path, listing),) if isinstance(held, dict) else ()
    return tuple(_entry(number, entry, (*path, number), listing) for number, entry in enumerate(held) if isinstance(entry, dict))


def results(one: Evidence) -> tuple[Field, ...]:
    """What a report found, attribute by attribute, each as a field at its own place in the file."""
    if not isinstance(one.result, dict):
        return ()
    stated = ((key, value) for key, value in one.result.items() if isinstance(value, str) and value)
    return tuple(Field(f"evidence[{one.number}].result.{key}", ROLE, value, (*one.path, "result", key)) for key, value in stated)


def tested(listing: Listing, today: date) -> tuple[Field, ...]:
    """What the reports in force found, attribute by attribute."""
    return tuple(field for one in evidence(listing) if one.holds(today) for field in results(one))


def proof(listing: Listing, kinds: Iterable[str], today: date, not_covering: Iterable[str] = ()) -> Evidence | None:
    """The first entry of one of the kinds that is in force and does not cover only what `not_covering` names, or None."""
    wanted, beside = frozenset(kinds), frozenset(not_covering)
    held = (one for one in evidence(listing) if one.kind in wanted and one.holds(today))
    return next((one for one in held if not one.covers or not beside.issuperset(one.covers)), None)


def cites(text: str) -> bool:
    """Whether copy names a source and a period for what it says: 数据来源：…, 据…统计, with a year or a month.

    广告法 第十一条 asks for the source of what is cited, and for its scope and validity.
    """
    return _SOURCE.search(text) is not None and _PERIOD.search(text) is not None


def _entry(number: int, entry: dict[str, Any], path: Path, listing: Listing) -> Evidence:
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
    kind, file, serial = (_said(entry.get(key)) for key in ("kind", "file", "number"))
    looked = listing.attached.get(file) if listing.attached is not None else None
    at_hand = looked is None or looked.state == "sound"
    return Evidence(number, kind, named, file, issued, until, entry.get("result"), tuple(wrong), serial, path, at_hand)


def _said(value: Any) -> str:
    return value.strip() if isinstance(value, str) else ""
