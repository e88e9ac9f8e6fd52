"""Which layout a file is in, what it makes of the columns, and what is said of a table of none."""

from __future__ import annotations

import json
import os
import re
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from listlint import formats, layout
from listlint.beside import leans
from listlint.config import ConfigError, Options, read
from listlint.given import given as as_record
from listlint.header import header, instructs
from listlint.heading import chosen, head, with_own
from listlint.linter import lint
from listlint.misspelt import misspelt
from listlint.records.document import Heading, Listing, Record, Source, Text
from listlint.settle import settle
from listlint.shapes import shapes

SETTINGS = settle(Options())
LAYOUTS = SETTINGS.lexicon.layouts
SAMPLES = Path(__file__).parents[2] / "shared" / "data" / "formats"

ENGLISH = "title\tcid\tprice\tdescription\tcateProps\tinputPids\tinputValues\touter_id\tpropAlias".split("\t")
CHINESE = "宝贝名称\t宝贝类目\t宝贝价格\t宝贝描述\t宝贝属性\t用户输入ID串\t用户输入名-值对\t商家编码\t销售属性别名".split("\t")
GOODS = ["国家级T恤", "16", "59", '"<p>全网<b>最低</b>价，""好""</p>\n<p>x</p>"', "1:2", "20000", "某某", "tb-1", "象牙白"]


def listings(path: str, data: bytes) -> list[Listing]:
    reader = formats.reader(path, head(LAYOUTS))
    assert reader is not None
    records = [one for one in reader(Source(path, data)) if isinstance(one, Record)]
    return [one for record in records for one in layout.listings(record, chosen(record, LAYOUTS))]


def said(path: str, text: str, encoding: str = "utf-8") -> list[tuple[str, str, str]]:
    """(rule, text, place) of what is found."""
    return [(one.rule, one.text, one.place.shown) for one in lint(Source(path, text.encode(encoding)), SETTINGS)]


KEYS = "title 标题 titel id platform subtitle selling_points attributes attributes.材质 材质 brand 商品名称 detail_html listings description x".split()
"""Some that are known, some that are slips, some that are neither."""
HELD = st.sampled_from(
    ["纯棉T恤", "", "taobao", "taoboa", None, ["纯棉"], {"材质": "棉100%"}, [{"name": "材质", "value": "棉"}], [{"title": "丝巾"}]]
)
RECORDS = st.lists(st.dictionaries(st.sampled_from(KEYS), HELD, max_size=5), min_size=1, max_size=6)


@given(values=RECORDS)
@pytest.mark.parametrize("own", [(), (("title", "x"),), (("title", "attributes.材质"),)], ids=["none", "plain", "dotted"])
def test_what_keys_tell_once_they_tell_of_every_record(own: tuple[tuple[str, str], ...], values: list[dict[str, Any]]) -> None:
    """Of the second record with the same keys as of the first."""
    settings = SETTINGS._replace(lexicon=with_own(SETTINGS.lexicon, own)) if own else SETTINGS
    layouts = settings.lexicon.layouts
    shaped = shapes(layouts)
    for value in [*values, *reversed(values)]:
        record = as_record(value)
        shape, known = shaped(record), chosen(record, layouts)
        expected = list(layout.listings(record, known))
        assert shape.layout is known
        assert list(shape.listings(record)) == expected
        if shape.plain:
            assert not [
                one for listing in expected if layout.LOST not in listing.extra for one in misspelt(record, listing, known, settings)
            ]
            assert not any(one.platform or "allow" in one.extra or leans(one, settings) for one in expected)


@pytest.mark.parametrize("encoding", ["utf-16", "gb18030", "utf-8", "utf-8-sig"])
@pytest.mark.parametrize("delimiter", ["\t", ","])
@pytest.mark.parametrize("version", ["version 1.00", "version 1.00,Csv由Tbup理货员导出,请勿改动,第一行"])
def test_taobao_assistant(encoding: str, delimiter: str, version: str) -> None:
    text = "\r\n".join([version, *(delimiter.join(row) for row in (ENGLISH, CHINESE, GOODS))])
    found = said("a.csv", text, encoding)
    assert ("absolute-term", "国家级", "4:1") in found
    assert ("unproven-lowest-price", "全网最低价", f"4:{text.splitlines()[3].index('全网') + 1}") in found
    (listing,) = listings("a.csv", text.encode(encoding))
    assert listing.id == "tb-1" and {one.name for one in listing.attributes} == {"用户输入名-值对", "销售属性别名"}


def test_taobao_assistant_by_its_chinese_names_alone() -> None:
    assert ("absolute-term", "国家级", "2:1") in said("a.csv", "\n".join("\t".join(row) for row in (CHINESE, GOODS)))


TABLES = [
    ("shopify", "Handle,Title,Body (HTML),Vendor\nt-1,{},<p>{}</p>,某某\n"),
    ("woocommerce", "ID,SKU,Name,Short description,Regular price\n1,t-1,{},<b>{}</b>,9\n"),
    ("amazon", "TemplateType=fptcustom,Version=1\nSKU,Product Name,Key\nitem_sku,item_name,bullet_point1\nt-1,{},{}\n"),
    ("google-merchant", "id,title,description,image_link\nt-1,{},{},http://a/b.jpg\n"),
    ("tmall", "*商品标题,商家编码,一口价,商品卖点\n{1},t-1,9,{1}\n"),
    ("jd", "商家SKU,商品名称（必填）,京东价,广告语\nt-1,{},9,{}\n"),
    ("pinduoduo", "商品编码,商品标题,拼单价,短标题\nt-1,{},9,{}\n"),
    ("douyin", "商家编码,商品标题,售价,推荐语\nt-1,{},9,{}\n"),
    ("1688", "货号,产品标题,起批量,产品卖点\nt-1,{},9,{}\n"),
    ("listlint", "货号,标题,副标题\nt-1,{},{}\n"),
]


@pytest.mark.parametrize(("name", "table"), TABLES)
def test_a_known_export_is_told_by_its_headers(name: str, table: str) -> None:
    text = table.format("国家级", "国家级")
    reader = formats.reader("a.csv", head(LAYOUTS))
    assert reader is not None
    (record,) = reader(Source("a.csv", text.encode()))
    assert isinstance(record, Record) and record.layout == name
    (listing,) = listings("a.csv", text.encode())
    assert listing.id == "t-1"
    assert [one.text.strip() for one in listing.fields] == ["国家级", "国家级"]
    assert [one[:2] for one in said("a.csv", text)] == [("absolute-term", "国家级")] * 2


def test_every_layout_has_its_test_and_its_source() -> None:
    elsewhere = {"taobao-assistant", "taobao-assistant-chinese", "schema-org", "google-merchant-rss", "google-merchant-namespaced"}
    assert {name for name, _ in TABLES} | elsewhere == set(LAYOUTS)


SHEETS = [
    "款式编码,商品编码,商品名称,面料成分,商品卖点\nx,t-1,{0},{1},{2}\n",
    "货品编号,货品名称,货品简称,成分\nt-1,{0},{2},{1}\n",
    "产品ID,Parent SKU,产品标题,材质,短描述\nt-1,x,{0},{1},{2}\n",
    "款号,商品标题,导购短标题,材质成分,库存\nt-1,{0},{2},{1},3\n",
    "宝贝ID,宝贝标题,图文详情,面料材质\nt-1,{0},<p>{2}</p>,{1}\n",
    # a title above, instructions below, marks on the headers
    "商品批量发布模板,,,\n*商品名称(必填),商家编码*,京东价(元),商品详情,【必填】材质成分\n必填，60字符以内,选填,必填,请填写详情，不得写最佳,下拉选择\n{0},t-1,9,{2},{1}\n",
    '*商品标题（必填，最多30个汉字）,"商品编码\n选填",拼单价,商品描述,材质成分(单位:%)\n{0},t-1,9,{2},{1}\n',
    # a group of columns above the headers proper, as merged cells read
    "标题,货号,属性,属性\n标题,货号,材质成分,卖点\n{0},t-1,{1},{2}\n",
]


@pytest.mark.parametrize("sheet", SHEETS)
def test_the_sheets_that_sellers_fill_in(sheet: str) -> None:
    text = sheet.format("纯棉T恤", "棉95% 氨纶5%", "国家级")
    (listing,) = listings("a.csv", text.encode())
    assert listing.id == "t-1" and "棉95% 氨纶5%" in {one.text for one in listing.attributes}
    assert {one[:2] for one in said("a.csv", text)} == {("impure-material-claim", "纯棉"), ("absolute-term", "国家级")}


def test_a_table_in_english_is_told_by_its_names() -> None:
    (found,) = lint(Source("a.csv", b"Code,Product Name,Material\n1,Cotton T-shirt for women,cotton\n"), SETTINGS)
    assert 'layout: {title: "Product Name", attributes: {材质成分: Material}}' in found.message


def test_a_text_is_a_table_or_a_detail() -> None:
    assert said("a.txt", "item_sku\titem_name\nx\t国家级\n") == [("absolute-term", "国家级", "2:3")]
    assert said("a.txt", "好看\n国家级\t品质\n") == [("absolute-term", "国家级", "2:1")]


def test_two_columns_of_one_name_are_both_read() -> None:
    text = "标题,卖点,卖点,,货号,货号\nx,国家级,第一品牌,国家级,,t-1\n"
    assert said("a.csv", text) == [("absolute-term", "国家级", "2:3"), ("unproven-ranking", "第一品牌", "2:7")]
    assert listings("a.csv", text.encode())[0].id == "t-1"


@pytest.mark.parametrize("row", [["限定款纯棉T恤", "支持定制", "1"], ["必填，60字以内", "棉95%", "国家级", "9"], ["", ""]])
def test_a_row_of_a_listing_is_no_row_of_instructions(row: list[str]) -> None:
    assert not instructs(row)


@pytest.mark.parametrize(
    "written",
    ["商品标题", "*商品标题", "商品标题*", " 商品标题（必填）", "＊商品标题 (选填) ", "【必填】商品标题", "商品标题（不超过30个字符）："],
)
def test_a_header_without_its_marks(written: str) -> None:
    assert header(written) == "商品标题"


@pytest.mark.parametrize("text", ["甲,乙\n1,国家级的衣裳\n2,第一名的衣裳\n", "甲\t乙\n1\t国家级的衣裳\n", "甲|乙\n1|国家级的衣裳\n"])
def test_a_table_of_no_known_layout_is_told_with_the_line_to_add(text: str) -> None:
    (found,) = lint(Source("a.csv", text.encode()), SETTINGS)
    assert (found.rule, found.severity, found.place.shown) == ("unknown-layout", "warning", "1:1")
    assert "甲、乙" in found.message and "layout: {title: 乙}" in found.message


def test_the_line_to_add_makes_the_table_known(tmp_path: os.PathLike[str]) -> None:
    path = os.path.join(tmp_path, "listlint.yaml")
    with open(path, "w", encoding="utf-8") as file:
        file.write('layout: {title: 乙, detail: ["丙 1"], attributes: {材质成分: 丁}}\n')
    settings = settle(read(path))
    text = "甲,乙,丙 1,丁\n1,国家级,国家级,棉95% 氨纶5%\n2,纯棉,x,棉95% 氨纶5%\n"
    found = lint(Source("a.csv", text.encode()), settings)
    assert [(one.rule, one.role, one.place.line) for one in found] == [
        ("absolute-term", "title", 2),
        ("absolute-term", "detail", 2),
        ("impure-material-claim", "title", 3),
    ]


STRANGE = [
    ("a.csv", "2026年新品,,,\n\n序号,文案A,描述B,料子\n1,国家级好衣裳,国家级,棉95% 氨纶5%\n2,纯棉的好衣裳,x,棉95% 氨纶5%\n"),
    ("a.json", json.dumps({"code": 0, "data": {"items": [{"base": {"itemName": text, "desc": "国家级"}, "mat": "棉95% 氨纶5%"} for text in ("国家级好衣裳", "纯棉的好衣裳")]}})),
    ("a.jsonl", "".join(json.dumps({"a": text, "desc": "国家级", "mat": "棉95% 氨纶5%"}) + "\n" for text in ("国家级好衣裳", "纯棉的好衣裳"))),
    ("a.xml", "<r><item><n>国家级好衣裳</n><desc>国家级</desc><mat>棉95% 氨纶5%</mat></item><item><n>纯棉的好衣裳</n><desc>国家级</desc><mat>棉95% 氨纶5%</mat></item></r>"),
]  # fmt: skip


@pytest.mark.parametrize(("name", "text"), STRANGE)
@pytest.mark.parametrize("config", ["{line}", "per-path:\n  a.*:\n    {line}"])
def test_the_line_told_of_an_unknown_file_reads_it(tmp_path: Path, name: str, text: str, config: str) -> None:
    (told,) = lint(Source(name, text.encode()), SETTINGS)
    line = re.search(r"layout: \{.*\}", told.message)
    assert told.rule == "unknown-layout" and line
    path = tmp_path / "listlint.yaml"
    path.write_text(config.format(line=line[0]), "utf-8")
    found = lint(Source(str(tmp_path / name), text.encode()), settle(read(str(path))))
    assert {"absolute-term", "impure-material-claim"} == {one.rule for one in found}
    assert {one.role for one in found} == {"title", "detail"}


@pytest.mark.parametrize(
    "value",
    [
        {"name": "x", "description": "国家级的说明书", "keywords": [{"a": "b"}]},
        [{"label": "首页", "path": "/"}, {"label": "国家级", "path": "/a"}],
        {"messages": {"welcome": "欢迎来到国家级的商店"}},
        [],
    ],
)
def test_a_file_that_does_not_look_like_listings_is_passed_over(value: object) -> None:
    assert said("a.json", json.dumps(value)) == []


def test_the_row_that_names_the_columns_can_be_given(tmp_path: Path) -> None:
    path = tmp_path / "listlint.yaml"
    path.write_text("layout: {header-row: 4, title: 甲}", "utf-8")
    text = "甲,乙\n\n国家级,x\n甲,乙\n国家级,y\n"
    found = lint(Source("a.csv", text.encode()), settle(read(str(path))))
    assert [one.place.shown for one in found] == ["5:1"]


def test_json_of_any_nesting_by_mapping(tmp_path: os.PathLike[str]) -> None:
    path = os.path.join(tmp_path, "listlint.yaml")
    with open(path, "w", encoding="utf-8") as file:
        file.write("layout: {listings: data.items, title: base.name, id: base.no, attributes: spec.values}\n")
    value = {"data": {"items": [{"base": {"name": "纯棉", "no": "x"}, "spec": {"values": {"材质成分": "棉95% 氨纶5%"}}}]}}
    text = json.dumps(value, ensure_ascii=False)
    (found,) = lint(Source("a.json", text.encode()), settle(read(path)))
    assert (found.rule, found.listing, found.place.column) == ("impure-material-claim", "x", text.index("纯棉") + 1)
    assert found.related[0].place.column == text.index("棉95%") + 1


def test_a_wrong_part_of_a_mapping_is_told(tmp_path: os.PathLike[str]) -> None:
    path = os.path.join(tmp_path, "listlint.yaml")
    with open(path, "w", encoding="utf-8") as file:
        file.write("layout: {titel: 乙}\n")
    with pytest.raises(ConfigError, match="title"):
        read(path)


def test_the_likely_delimiter_is_kept_where_nothing_is_known() -> None:
    found = head(LAYOUTS)([["甲"], ["乙"]])
    assert isinstance(found, Text)
    assert isinstance(head(LAYOUTS)([["说明"], ["标题"]]), Heading)


@pytest.mark.skipif(not os.path.isdir(SAMPLES), reason=f"real exports are not here: {SAMPLES}")
@pytest.mark.parametrize(
    ("name", "least", "told"),
    [
        ("shopify_apparel.csv", 20, []),
        ("google_merchant_feed_sample.xml", 5, ["unreadable-file"]),  # the sample is cut short
        ("title_rewrite_dataset.xlsx", 200, []),
        ("alimama_coupons_sample.xls", 0, ["unknown-layout"]),  # its columns are named 1 to 22
    ],
)
def test_real_exports_run_without_configuration(name: str, least: int, told: list[str]) -> None:
    if name.endswith((".xls", ".xlsx")):
        pytest.importorskip("python_calamine", reason="python-calamine is not installed")
    with open(os.path.join(SAMPLES, name), "rb") as file:
        data = file.read()
    assert len(listings(name, data)) >= least
    assert [one.rule for one in lint(Source(name, data), SETTINGS) if one.code < "LL1"] == told


@pytest.mark.skipif(not os.path.isdir(SAMPLES), reason=f"real exports are not here: {SAMPLES}")
def test_the_real_header_of_taobao_assistant() -> None:
    with open(os.path.join(SAMPLES, "taobao_assistant_header.txt"), encoding="utf-8") as file:
        lines = [line.split("\t") for line in file.read().splitlines() if line.count("\t") > 20]
    row = [{"title": "国家级", "outer_id": "x"}.get(name, "") for name in lines[0]]
    text = "\n".join("\t".join(cells) for cells in (["version 1.00"], *lines[:2], row))
    assert said("a.csv", text, "utf-16") == [("absolute-term", "国家级", "4:1")]


@pytest.mark.parametrize(
    ("table", "role"),
    [
        ("款号,品名,卖点文案,面料\nM1,云栖 国家级大衣男,好看,羊毛100%\n", "title"),
        ("编号,名称,详情\nM1,云栖 国家级大衣男,好看\n", "title"),
        ("款号,标题,品名,面料\nM1,云栖 大衣男,国家级大衣,羊毛100%\n", None),
    ],
)
def test_a_name_is_the_title_where_there_is_no_other(table: str, role: str | None) -> None:
    found = lint(Source("a.csv", table.encode()), settle(Options()))
    assert [one.role for one in found if one.rule == "absolute-term"] == ([role] if role else [])
