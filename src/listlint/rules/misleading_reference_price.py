"""LL502, beside its wordlist: the listing's own `price.reference` held against its price record.

明码标价和禁止价格欺诈规定 第十六条: without details, a price compared with may not exceed the lowest price of the seven days before.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from listlint.evidence import proof
from listlint.records.document import Field, Text
from listlint.records.mention import Mentions
from listlint.records.rule import Finding
from listlint.records.settings import Settings
from listlint.records.span import Span

SLUG = "misleading-reference-price"
RECORDED = ("reference", "lowest_7_days", "lowest")
"""The keys of a price record's `result` that say how high a price compared with may be."""

NEEDS = ("priced",)


def check(mentions: Mentions, settings: Settings) -> Iterator[Finding]:
    """An error where the reference price is above what the price record in force shows, a warning where there is no record of it."""
    listing = mentions.listing
    price = listing.extra.get("price")
    reference = _figure(price.get("reference")) if isinstance(price, dict) else None
    if reference is None or not isinstance(price, dict):
        return
    text = str(price["reference"])
    field = Field("price.reference", "price", text, (*listing.path, "price", "reference"))
    record = proof(listing, ("price_record",), settings.today)
    if record is None:
        sale = _figure(price.get("sale"))
        if sale is None or reference > sale:
            message = Text(
                f"对比价 {text} 没有价格记录：在 evidence 里附 price_record，或不写对比价",
                f"the reference price {text} has no record: attach a price_record, or state no reference",
            )
            yield Finding(SLUG, field, Span(0, len(text)), message)
        return
    result = record.result if isinstance(record.result, dict) else {}
    shown = next((figure for key in RECORDED if (figure := _figure(result.get(key))) is not None), None)
    if shown is not None and reference > shown:
        message = Text(
            f"对比价 {text} 高于价格记录里的 {shown:g}：改成不高于记录的价格",
            f"the reference price {text} is above the {shown:g} of the price record: lower it to what the record shows",
        )
        yield Finding(SLUG, field, Span(0, len(text)), message, "error")


def _figure(held: Any) -> float | None:
    text = str(held).strip().lstrip("¥￥") if held is not None else ""
    return float(text) if re.fullmatch(r"\d+(?:\.\d+)?", text) else None
