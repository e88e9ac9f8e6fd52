"""Numbers of patents, licences and registrations: whether one can be right by its form and its check digit."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import lru_cache
from typing import NamedTuple

from listlint.records.document import Text
from listlint.records.lexicon import Numbering
from listlint.text.normalise import fold


class Fault(NamedTuple):
    """Why a number cannot be right; `sure` is False where what it is held against is not verified."""

    message: Text
    sure: bool


def fault(written: str, kind: str, year: int, numberings: Mapping[str, Numbering]) -> Fault | None:
    """What is wrong with the number of an evidence entry of that kind, or None; `year` is the present one.

    A number of a kind that has a numbering of its own (patent) must follow it; any other only where its letters say that it
    is meant to be one (SC…, 国妆特字…).
    """
    folded = re.sub(r"\s", "", fold(written))
    meant = [one for one in numberings.values() if kind in one.kinds or (one.signs and _compiled(one.signs).search(folded))]
    for one in meant:
        found = next((match for form in one.forms if (match := _compiled(form).fullmatch(folded))), None)
        if found is None:
            zh, en = one.title
            return Fault(
                Text(f"“{written}”不是{zh}的写法，应如 {one.example}", f"“{written}” is no {en}; one looks like {one.example}"),
                one.verified,
            )
        said = found.groupdict()
        if said.get("year") and int(said["year"]) > year:
            return Fault(Text(f"号码里的年份 {said['year']} 还没到", f"its year, {said['year']}, lies ahead"), True)
        if one.check and said.get("check") and said["check"] != (right := CHECKS[one.check](said["digits"])):
            zh = f"末位校验码不对，按前面的数字应是 {right.upper()}：核对证书，多半抄错了一位"
            en = f"the check digit is wrong, by the other digits it is {right.upper()}: compare the certificate, a digit is mistyped"
            return Fault(Text(zh, en), one.check_verified)
    return None


def patent_digit(digits: str) -> str:
    """The check digit of a patent's 8 or 12 digits: times 2 to 9 and again from 2, added, modulo 11; 10 is x (ZC 0006-2003)."""
    rest = sum(int(digit) * (2 + place % 8) for place, digit in enumerate(digits)) % 11
    return "x" if rest == 10 else str(rest)


def mod_11_10(digits: str) -> str:
    """The check digit of GB/T 17710 (ISO 7064) MOD 11,10."""
    held = 10
    for digit in digits:
        held = ((held + int(digit)) % 10 or 10) * 2 % 11
    return str((11 - held) % 10)


CHECKS = {"patent": patent_digit, "mod-11-10": mod_11_10}
"""How a check digit is made, by the name that numbers.yaml gives it."""


@lru_cache(maxsize=64)
def _compiled(pattern: str) -> re.Pattern[str]:
    return re.compile(pattern)
