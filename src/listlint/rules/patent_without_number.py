"""LL202: a patent in the copy without its number and kind, with a number that cannot be right, run out, or only applied for."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date
from typing import NamedTuple

from listlint.late import late
from listlint.numbers import patent_digit
from listlint.records.document import Field, Text
from listlint.records.mention import Mentions
from listlint.records.rule import Basis, Finding, Rule
from listlint.records.settings import Settings
from listlint.records.span import Span

RULE = Rule(
    code="LL202",
    slug="patent-without-number",
    severity="error",
    title=Text("专利没有写明号码和种类", "Patent without number and kind"),
    why=Text(
        "广告里提到专利，应当标明专利号和专利种类（发明、实用新型、外观设计）；还在申请的和已经到期、失效的专利都不能拿来做广告。"
        "专利号末位是校验位，第五位是种类（1 发明、2 实用新型、3 外观设计），可以据此查出写错的号码。",
        "Copy that mentions a patent must state its number and kind (invention, utility model, design); an application, or a patent that "
        "has lapsed or run out, may not be advertised. The number's last digit is a check digit and its fifth tells the kind, so a wrong number shows.",
    ),
    mend=Text(
        "写成“实用新型专利，专利号：ZL…”；没有授权的，删去“专利”二字，只说做法。",
        "Write the kind and the number (实用新型专利，专利号：ZL…); where no patent is granted, drop the word and describe what is done.",
    ),
    basis=(Basis("广告法", "第十二条"),),
)

SIEVE = "专利"

KINDS = {
    "1": ("发明", "invention"),
    "2": ("实用新型", "utility model"),
    "3": ("外观设计", "design"),
    "8": ("发明", "invention"),
    "9": ("实用新型", "utility model"),
}
"""The fifth digit of a number (the third of one from before October 2003); 8 and 9 are applications that came through the PCT."""

STATED = {
    "发明": late("发明专利|发明授权|[种类型][:：]?\\s*发明"),
    "实用新型": late("实用新型"),
    "外观设计": late("外观设计专利|外观专利|专利[^,，。;；]{0,8}外观|外观设计"),
}
TERMS = {"发明": 20, "实用新型": 10, "外观设计": 15}
"""Years from filing (专利法 第四十二条); designs filed before June 2021 have 10. Only the year of filing is in the number."""

MENTION = late("[专專]利")
NUMBER = late(r"(?:[Zz][Ll]|[专專]利[号號][码碼]?)[\s:：.]{0,3}(?:[Zz][Ll])?\s?((?:\d\s?){12}|(?:\d\s?){8})(?:[.．·]\s?([\dXx])|(?!\d))")
PENDING = late(
    "(?:已|正|现已|正在|已经)?(?:申请|申報|申报|提交|递交)(?:了|中的?|过)?[^,，。!！?？;；\n]{0,8}?[专專]利(?![代服])|[专專]利[^,，。!！?？;；\n]{0,4}?(?:申请中|申請中|审查中|受理|待批|公示中)|[专專]利申[请請]号"
)
SERVICE = late("[专專]利(?:资料|文献|文集|代理|代办|检索|转让|申请(?:服务|书|表|代)|证书(?:框|夹|套|册)|局|法|侵权|皮)")
"""What names a paper, a service or patent leather, and not a patent of the goods."""
PAPERS = late("[专專]利[^,，。！!？?；;]{0,8}?(?:资料|文献|文集)")
"""Where the goods are patent papers, none of the field's patents is theirs."""
NOBODYS = late("(?:是|非|属于)[^,，。!！?？;；\n]{1,10}的\\Z|(?:人|者|族|季|天|女|男|孩)们?的\\Z")
PHRASE_END = late("[\\s,，。!！?？;；~～啊哦吧呢啦了]|\\Z")


class Patent(NamedTuple):
    """A patent number as written: its digits and check digit (None where none is written), its kind, its year of filing."""

    digits: str
    check: str | None
    kind: str | None
    year: int


def check(mentions: Mentions, settings: Settings) -> Iterator[Finding]:
    """A finding on every application, on every number that is wrong, and on each field's first patent where no number or kind is stated."""
    copy = [field for field in mentions.listing.fields if MENTION.search(field.text)]
    if not copy:
        return
    page = [*mentions.listing.fields, *mentions.listing.attributes]
    said = {kind for kind, pattern in STATED.items() if any(pattern.search(field.text) for field in page)}
    numbered = any(NUMBER.search(field.text) for field in page)
    for field in copy:
        pending = list(PENDING.finditer(field.text))
        for found in pending:
            yield _finding(field, found.span(), _PENDING)
        for found in NUMBER.finditer(field.text):
            yield from _number(field, found, said, settings.today)
        if numbered or pending or PAPERS.search(field.text):
            continue
        first = next((found for found in MENTION.finditer(field.text) if _claims(field.text, found)), None)
        if first is not None:
            yield _finding(field, first.span(), _BARE)


def _claims(text: str, found: re.Match[str]) -> bool:
    """Whether a mention says that the goods have a patent: not a service, not 不是男人的专利."""
    if SERVICE.match(text, found.start()):
        return False
    return not (PHRASE_END.match(text, found.end()) and NOBODYS.search(text, max(0, found.start() - 14), found.start()))


def _number(field: Field, found: re.Match[str], said: set[str], today: date) -> Iterator[Finding]:
    patent = parse(found[1], found[2])
    if patent.kind is None:
        yield _finding(field, found.span(), _NO_SUCH)
    elif patent.check is not None and patent.check != patent_digit(patent.digits).upper():
        right = patent_digit(patent.digits).upper()
        yield _finding(
            field,
            found.span(),
            Text(
                f"专利号的校验位不对（按前面的数字应为 .{right}），核对证书",
                f"the number's check digit is wrong (.{right} by its digits); compare the certificate",
            ),
        )
    elif patent.year + term(patent) < today.year:
        yield _finding(
            field,
            found.span(),
            Text(
                f"这件{patent.kind}专利 {patent.year} 年申请，已经到期，不能再做广告",
                f"filed in {patent.year}, this patent has run out and may not be advertised",
            ),
        )
    elif patent.kind not in said:
        yield _finding(
            field,
            found.span(),
            Text(f"没有写专利种类：按专利号应写“{patent.kind}专利”", f"the kind is not stated; by its number write “{patent.kind}专利”"),
        )


def parse(digits: str, check: str | None) -> Patent:
    """The patent of a number of 12 digits, or of 8 from before October 2003, spaces allowed; `kind` is None where no such kind exists."""
    digits = re.sub(r"\s", "", digits)
    old = len(digits) == 8
    kind = KINDS.get(digits[2] if old else digits[4])
    two = int(digits[:2])
    year = (1900 if two >= 85 else 2000) + two if old else int(digits[:4])
    return Patent(digits, check.upper() if check else None, kind[0] if kind else None, year)


def term(patent: Patent) -> int:
    """The years it can run from filing, at the longest."""
    return 10 if patent.kind == "外观设计" and patent.year < 2021 else TERMS[patent.kind or "发明"]


_BARE = Text(
    "提到专利，应写明专利号和种类（发明、实用新型或外观设计）；没有授权就删去",
    "a patent needs its number and kind stated (发明, 实用新型 or 外观设计); drop it where none is granted",
)
_PENDING = Text("还在申请的专利不能做广告，请删去", "a patent only applied for may not be advertised; drop it")
_NO_SUCH = Text(
    "没有这样的专利号（第五位应为 1、2、3、8 或 9），核对证书",
    "no patent number looks like this (its fifth digit is 1, 2, 3, 8 or 9); compare the certificate",
)


def _finding(field: Field, span: tuple[int, int], message: Text) -> Finding:
    return Finding(RULE.slug, field, Span(*span), message)
