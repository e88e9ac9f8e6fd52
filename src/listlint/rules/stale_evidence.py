"""LL205: an evidence entry that proves nothing: its file is not there, it has run out, its number is mistyped, its result differs."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from listlint.evidence import KEYS, KINDS, ROLE, Evidence, evidence
from listlint.numbers import fault
from listlint.records.document import Field, Listing, Text
from listlint.records.mention import Mentions
from listlint.records.rule import Basis, Finding, Related, Rule
from listlint.records.settings import Settings
from listlint.records.span import Span
from listlint.tested import disagreements

RULE = Rule(
    code="LL205",
    slug="stale-evidence",
    severity="error",
    title=Text("证明材料失效或对不上", "Evidence that proves nothing"),
    why=Text(
        "证明要拿得出、在有效期内、和商品对得上：文件不在、过了期、号码抄错、检测结果和属性不一致，等于没有证明；拿来支持宣称，就是用无法验证的材料作证明（广告法第二十八条）。",
        "Proof must be at hand, in force and of these goods: with the file missing, the term over, the number mistyped or the result "
        "at odds with the attributes there is none, and a claim that leans on it rests on what cannot be verified (Advertising Law, Art. 28).",
    ),
    mend=Text(
        "补上文件，换成有效期内的报告或证书，照原件改正号码和日期；结果和属性不一致的，改属性和文案。",
        "Add the file, renew the report or certificate, correct number and dates by the original; where result and attributes differ, "
        "correct the attributes and the copy.",
    ),
    basis=(Basis("广告法", "第二十八条"),),
)

NEEDS = ("evidenced",)

_STATES = {
    "missing": Text("没有这个文件", "there is no such file"),
    "folder": Text("这是文件夹，不是文件", "this is a folder and no file"),
    "empty": Text("文件是空的", "the file is empty"),
    "unreadable": Text("文件打不开", "the file cannot be opened"),
    "outside": Text(
        "文件不在店铺资料文件夹里（不能用绝对路径，也不能指到外面）", "it leads out of the project (no absolute path, no link out)"
    ),
}


def check(mentions: Mentions, settings: Settings) -> Iterator[Finding]:
    """Every fault of every entry, in their order, each at its own value in the file."""
    listing = mentions.listing
    held = listing.extra.get("evidence")
    if not held:
        return
    entries = held if isinstance(held, list) else [held]
    if not all(isinstance(entry, dict) for entry in entries):
        said = _field(listing, None, "evidence", held)
        yield _finding(
            said, Text("evidence 要写成列表，每项有 kind、file 等键", "evidence is a list of entries with keys such as kind and file")
        )
    for one in evidence(listing):
        entry = entries[one.number]
        yield from _keys(one, entry, listing)
        yield from _file(one, entry, listing)
        yield from _dates(one, entry, listing, settings)
        if one.serial and (wrong := fault(one.serial, one.kind, settings.today.year, settings.lexicon.numbers)):
            yield _finding(_field(listing, one, "number", one.serial), wrong.message, None if wrong.sure else "note")
        if one.result is not None and not isinstance(one.result, dict):
            message = Text("result 要写成“属性名: 结果”", "result is a mapping of attributes to what was found")
            yield _finding(_field(listing, one, "result", one.result), message)
        for differs in disagreements(one, mentions, settings):
            zh, en = differs.message
            related = Related(differs.attribute, Text("属性这样写", "the attribute says"), differs.stated)
            yield Finding(
                RULE.slug,
                differs.result,
                differs.span,
                Text(f"检测结果和属性不一致：{zh}", f"result and attribute disagree: {en}"),
                None,
                (related,),
            )


def _keys(one: Evidence, entry: dict[str, Any], listing: Listing) -> Iterator[Finding]:
    from listlint.lexicon.shape import nearest

    if not one.kind:
        yield _finding(
            _field(listing, one, "", ""), Text(f"证明没有写 kind；可写：{'、'.join(KINDS)}", f"no kind; write one of {', '.join(KINDS)}")
        )
    elif one.kind not in KINDS:
        near = nearest(one.kind, KINDS)
        zh, en = (
            (f"，是不是“{near}”？", f"; did you mean “{near}”?")
            if near
            else (f"，可写：{'、'.join(KINDS)}", f"; write one of {', '.join(KINDS)}")
        )
        yield _finding(
            _field(listing, one, "kind", one.kind), Text(f"没有“{one.kind}”这种证明{zh}", f"no kind of evidence “{one.kind}”{en}")
        )
    for key in entry:
        near = None if key in KEYS else nearest(key, KEYS)
        if near and near not in entry:
            yield _finding(
                _field(listing, one, key, entry[key]),
                Text(f"“{key}”没有用，是不是“{near}”？", f"“{key}” is not read; did you mean “{near}”?"),
                "warning",
            )


def _file(one: Evidence, entry: dict[str, Any], listing: Listing) -> Iterator[Finding]:
    if not one.file:
        yield _finding(
            _field(listing, one, "", ""),
            Text("证明没有附文件（file），来查时拿不出", "no file: there is nothing to show when asked"),
            "note",
        )
    elif listing.attached is not None and (state := listing.attached[one.file].state) != "sound":
        zh, en = _STATES[state]
        yield _finding(_field(listing, one, "file", entry["file"]), Text(f"“{one.file}”：{zh}", f"“{one.file}”: {en}"))


def _dates(one: Evidence, entry: dict[str, Any], listing: Listing, settings: Settings) -> Iterator[Finding]:
    for key in one.wrong:
        zh = f"日期“{entry[key]}”不对，写成 2026-01-17 这样；长期有效的不写 valid_until"
        en = f"“{entry[key]}” is no date; write it like 2026-01-17, and leave valid_until out where it holds for good"
        yield _finding(_field(listing, one, key, entry[key]), Text(zh, en))
    if one.issued is not None and one.issued > settings.today:
        yield _finding(
            _field(listing, one, "issued", entry["issued"]),
            Text(f"签发日期 {one.issued} 还没到", f"issued on {one.issued}, which is yet to come"),
        )
    if one.valid_until is None:
        return
    said = _field(listing, one, "valid_until", entry["valid_until"])
    if one.issued is not None and one.valid_until < one.issued:
        yield _finding(
            said,
            Text(
                f"有效期至 {one.valid_until}，早于签发日期 {one.issued}",
                f"valid until {one.valid_until}, before it was issued on {one.issued}",
            ),
        )
    elif one.valid_until < settings.today:
        yield _finding(
            said,
            Text(
                f"{one.valid_until} 已过期：换新的证明，或撤下它支持的宣称",
                f"ran out on {one.valid_until}: renew it, or drop the claims it backs",
            ),
        )


def _field(listing: Listing, one: Evidence | None, key: str, held: Any) -> Field:
    """The value of an entry under `key`, the entry itself where there is none, as a field that a finding can point at."""
    text = held if isinstance(held, str) else ""
    if one is None:
        return Field(key, ROLE, text, (*listing.path, key))
    name = f"evidence[{one.number}]"
    return Field(f"{name}.{key}", ROLE, text, (*one.path, key)) if key else Field(name, ROLE, "", one.path)


def _finding(field: Field, message: Text, severity: str | None = None) -> Finding:
    return Finding(RULE.slug, field, Span(0, len(field.text)), message, severity)
