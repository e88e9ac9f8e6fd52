"""The dossier of a listing: deterministic, harmless whatever the copy holds, and honest about what is missing."""

from __future__ import annotations

import re
from datetime import date
from hashlib import sha256
from io import BytesIO
from pathlib import Path
from zipfile import ZipFile

import pytest
from click.testing import CliRunner
from hypothesis import given
from hypothesis import strategies as st

from listlint.attachments import look
from listlint.cli.app import app
from listlint.config import Options
from listlint.desk import desk
from listlint.dossier import dossier, packed
from listlint.linter import judge, mentioned, order
from listlint.records.document import Source
from listlint.settle import settle

TODAY = date(2026, 1, 20)
SETTINGS = settle(Options(platform="taobao"), TODAY)._replace(show_allowed=True)

LISTING = """
id: tee-1
title: 纯棉短袖T恤
detail: 面料为棉95%，销量第一。
attributes: {材质成分: 棉95% 氨纶5%, 颜色: 白色}
evidence:
  - {kind: test_report, covers: [composition], file: proof/report.txt, number: TR-1, issued: 2026-01-01, valid_until: 2026-12-31}
  - {kind: market_data, file: proof/gone.pdf}
"""


def page(text: str, files: dict[str, bytes] | None = None, lang: str = "zh") -> str:
    """The page of the only listing of a YAML text, whose files are not looked for."""
    settings = SETTINGS._replace(files=None, lang=lang)
    (mentions,) = mentioned(Source("tee.yaml", text.encode()), settings, [])
    found = sorted(judge("tee.yaml", mentions, desk(settings)), key=order)
    return dossier(mentions, found, files or {}, "tee.yaml", settings)


def section(made: str, title: str) -> str:
    return made.partition(f"<h2>{title}</h2>")[2].partition("</section>")[0]


def test_the_same_listing_gives_the_same_page_and_zip() -> None:
    files = {"proof/report.txt": b"report"}
    made = page(LISTING, files)
    assert made == page(LISTING, files)
    again = [packed(made, ("tee.yaml", LISTING.encode()), files) for _ in range(2)]
    assert again[0] == again[1]
    with ZipFile(BytesIO(again[0])) as archive:
        assert archive.namelist() == ["dossier.html", "listing/tee.yaml", "files/01-report.txt"]
        assert archive.read("dossier.html").decode() == made


def test_claims_are_marked_and_held_against_attribute_and_evidence() -> None:
    made = page(LISTING, {"proof/report.txt": b"report"})
    assert '<mark class="error">纯棉</mark><sup><a href="#p1">1</a></sup>短袖T恤' in section(made, "文案")
    claims = section(made, "宣称与依据")
    assert "LL301" in claims and "材质成分：棉95% 氨纶5%" in claims and "检测报告 TR-1 至 2026-12-31" in claims
    assert "与属性不矛盾" in claims, "棉95% in the detail is true"


def test_what_is_said_of_sleeve_and_content_is_shown_with_its_attribute() -> None:
    made = page("{id: a, title: 长袖衬衫, detail: 净含量500ml, attributes: {袖长: 长袖, 净含量: 0.5L}}")
    assert '<mark class="claim">长袖</mark>' in section(made, "文案") and '<mark class="claim">500ml</mark>' in section(made, "文案")
    claims = section(made, "宣称与依据")
    assert "袖长：长袖" in claims and "净含量：0.5L" in claims and claims.count("与属性不矛盾") == 2


def test_a_report_that_speaks_against_a_claim_does_not_back_it() -> None:
    result = "result: {材质成分: 棉80% 涤20%}"
    made = page(LISTING.replace("number: TR-1,", f"number: TR-1, {result},"), {"proof/report.txt": b"report"})
    row = section(made, "宣称与依据").partition('id="p1"')[2].partition("</tr>")[0]
    assert "检测报告的材质成分：棉80% 涤20%" in row and "LL301" in row and "TR-1" not in row


def test_promises_and_prices_are_shown_and_a_kept_promise_is_let_pass() -> None:
    made = page("{id: a, title: 衬衫, detail: 48小时发货, price: {sale: 59}, promises: {ship_within_hours: 24}}")
    assert "promises.ship_within_hours" in section(made, "价格与允诺") and "59" in section(made, "价格与允诺")
    assert '<mark class="allowed">48小时发货</mark>' in section(made, "文案")
    assert "放行 LL504" in section(made, "宣称与依据") and "ship_within_hours: 24" in section(made, "宣称与依据")


def test_fields_and_kinds_have_names_a_seller_knows() -> None:
    made = page("{id: a, title: 衬衫, selling_points: [透气, 轻薄], evidence: [{kind: price_record, file: a.pdf}]}")
    assert re.findall("<dt>(.*?)</dt>", section(made, "文案")) == ["标题", "卖点 1", "卖点 2"]
    assert "价格记录（price_record）" in section(made, "证明材料")


def test_the_evidence_has_its_dates_and_the_hash_of_its_file() -> None:
    papers = section(page(LISTING, {"proof/report.txt": b"report"}), "证明材料")
    for said in (sha256(b"report").hexdigest(), "2026-01-01", "2026-12-31", "TR-1", "6 B"):
        assert said in papers


def test_what_is_missing_is_listed() -> None:
    missing = section(page(LISTING, {"proof/report.txt": b"report"}), "还缺什么")
    assert "证明的文件拿不出：proof/gone.pdf" in missing
    assert "检测报告" not in missing
    bare = section(page("{id: a, title: 纯棉T恤, attributes: {颜色: 白}}"), "还缺什么")
    assert "属性里没有材质成分" in bare and "没有在有效期内、覆盖材质成分" in bare
    late = section(page(LISTING.replace("2026-12-31", "2026-01-19"), {"proof/report.txt": b"report"}), "还缺什么")
    assert "证明不在有效期内：proof/report.txt" in late and "没有在有效期内、覆盖材质成分" in late
    assert "没有缺项" in section(page("{id: a, title: 短袖, attributes: {颜色: 白}}"), "还缺什么")


HOSTILE = "</dd><script>alert(1)</script>纯棉<img src=x onerror=alert(1)>\"'&amp;"


def test_markup_in_any_value_is_shown_and_not_obeyed() -> None:
    import json

    entry = dict.fromkeys(("kind", "file", "number", "issued", "valid_until"), HOSTILE) | {"covers": [HOSTILE]}
    keys = ("id", "platform", "category", "brand", "title", "subtitle", "detail")
    made = page(json.dumps(dict.fromkeys(keys, HOSTILE) | {"attributes": {HOSTILE: HOSTILE}, "evidence": [entry]}), {HOSTILE: b"x"})
    assert "<script" not in made and "<img" not in made and "&lt;script&gt;" in made
    assert "alert(1)" in section(made, "证明材料")


@given(st.text(st.sampled_from("纯棉<>&\"'第一100%羊毛 a\u200b\x00\n"), max_size=24))
def test_the_copy_is_on_the_page_whole(text: str) -> None:
    import json
    from html import unescape

    if not text.strip("\n \x00\u200b"):
        return
    copy = section(page(json.dumps({"id": "a", "title": text})), "文案")
    shown = re.search(r"<dd>(.*)</dd>", copy, re.S)
    assert shown is not None
    plain = re.sub("<[^>]*>", "", re.sub("<sup>.*?</sup>", "", shown[1]))
    assert unescape(plain).replace("\x00", "\ufffd") in (text.replace("\x00", "\ufffd"), text)


def test_nothing_comes_from_outside_and_nothing_runs() -> None:
    made = page(LISTING)
    assert "default-src 'none'" in made and not re.search(r"https?://|<script|<link|@import|url\(", made)


def test_in_english() -> None:
    made = page(LISTING, lang="en")
    assert "What is missing" in made and "not at odds with the attributes" in made


@pytest.fixture
def shop(tmp_path: Path) -> Path:
    (tmp_path / "proof").mkdir()
    (tmp_path / "proof" / "report.txt").write_bytes(b"report")
    (tmp_path / "tee.yaml").write_text(LISTING, encoding="utf-8")
    return tmp_path


def test_the_command_writes_page_and_zip(shop: Path) -> None:
    out, archive = shop / "tee.html", shop / "tee.zip"
    run = CliRunner().invoke(app, ["dossier", str(shop / "tee.yaml"), "--isolated", "--output", str(out), "--zip", str(archive)])
    assert (run.exit_code, run.output) == (0, "")
    assert sha256(b"report").hexdigest() in out.read_text("utf-8")
    with ZipFile(archive) as held:
        assert held.read("files/01-report.txt") == b"report"


@pytest.mark.parametrize(
    ("text", "said"),
    [("listings: [{id: a, title: x}, {id: b, title: y}]", "--id"), ("a: [", "tee.yaml"), ("{颜色: 白}", "没有商品")],
)
def test_a_listing_that_cannot_be_chosen_is_told(shop: Path, text: str, said: str) -> None:
    (shop / "tee.yaml").write_text(text, encoding="utf-8")
    run = CliRunner().invoke(app, ["dossier", str(shop / "tee.yaml"), "--isolated"])
    assert run.exit_code == 2 and said in run.output and "Traceback" not in run.output


def test_files_are_found_beside_the_listing_and_never_outside(shop: Path, tmp_path: Path) -> None:
    home = str(shop)
    (shop / "link.txt").symlink_to("/etc/hostname")
    (shop / "empty").touch()
    states = {
        name: look(home, str(shop / "tee.yaml"), name).state
        for name in ("proof/report.txt", "proof", "gone", "link.txt", "/etc/hostname", "../x", "empty", "a\0b")
    }
    assert states == {
        "proof/report.txt": "sound",
        "proof": "folder",
        "gone": "missing",
        "link.txt": "outside",
        "/etc/hostname": "outside",
        "../x": "outside",
        "empty": "empty",
        "a\0b": "outside",
    }
