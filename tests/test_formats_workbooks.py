"""Workbooks: what cells say, where they stand, and files that would take a machine down."""

from __future__ import annotations

import io
import sys
import zipfile

import pytest

from listlint import formats
from listlint.config import Options
from listlint.heading import head
from listlint.linter import lint
from listlint.records.document import CellPlace, Place, Record, Source, Unread
from listlint.records.limits import LIMITS
from listlint.records.span import Span
from listlint.settle import settle

pytest.importorskip("python_calamine", reason="python-calamine is not installed")
SETTINGS = settle(Options())

TYPES = '<?xml version="1.0"?><Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/><Override PartName="/xl/workbook.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"/></Types>'
RELATIONS = '<?xml version="1.0"?><Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="r1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/{}" Target="{}"/></Relationships>'
BOOK = '<?xml version="1.0"?><workbook xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main" xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"><sheets><sheet name="表" sheetId="1" r:id="r1"{}/></sheets></workbook>'
SHEET = '<?xml version="1.0"?><worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetData>{}</sheetData>{}</worksheet>'


def text(cell: str, said: str) -> str:
    return f'<c r="{cell}" t="inlineStr"><is><t xml:space="preserve">{said}</t></is></c>'


def workbook(rows: str, after: str = "", hidden: str = "", **more: bytes) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("[Content_Types].xml", TYPES)
        archive.writestr("_rels/.rels", RELATIONS.format("officeDocument", "xl/workbook.xml"))
        archive.writestr("xl/workbook.xml", BOOK.format(hidden))
        archive.writestr("xl/_rels/workbook.xml.rels", RELATIONS.format("worksheet", "worksheets/sheet1.xml"))
        archive.writestr("xl/worksheets/sheet1.xml", SHEET.format(rows, after))
        for name, data in more.items():
            archive.writestr(name, data)
    return out.getvalue()


def ods(rows: str) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        archive.writestr("mimetype", "application/vnd.oasis.opendocument.spreadsheet")
        archive.writestr("META-INF/manifest.xml", '<manifest:manifest xmlns:manifest="m"/>')
        archive.writestr(
            "content.xml",
            '<office:document-content xmlns:office="o" xmlns:table="t" xmlns:text="x"><office:body><office:spreadsheet>'
            f'<table:table table:name="a">{rows}</table:table></office:spreadsheet></office:body></office:document-content>',
        )
    return out.getvalue()


def read(data: bytes, path: str = "a.xlsx") -> list[Record | Unread]:
    reader = formats.reader(path, head(SETTINGS.lexicon.layouts))
    assert reader is not None
    return list(reader(Source(path, data)))


def refusal(data: bytes, path: str = "a.xlsx") -> Unread:
    (only,) = read(data, path)
    assert isinstance(only, Unread)
    return only


TITLE = f'<row r="1">{text("A1", "标题")}{text("B1", "价格")}</row>'


@pytest.mark.parametrize(
    ("cell", "shown"),
    [
        ('<c r="B2"><v>1</v></c>', "1"),
        ('<c r="B2"><v>59.9</v></c>', "59.9"),
        ('<c r="B2"><v>0.30000000000000004</v></c>', "0.3"),
        ('<c r="B2"><v>123456789012</v></c>', "123456789012"),
        ('<c r="B2" t="b"><v>1</v></c>', "TRUE"),
        ('<c r="B2"><f>1+1</f><v>2</v></c>', "2"),
        ('<c r="B2" t="str"><f>"国"&amp;"家"</f><v>国家</v></c>', "国家"),
        ('<c r="B2" t="e"><v>#N/A</v></c>', ""),
        ('<c r="B2" t="d"><v>2026-01-17T00:00:00</v></c>', "2026-01-17"),
        ('<c r="B2" t="inlineStr"><is><r><t>国</t></r><r><t>家级</t></r></is></c>', "国家级"),
    ],
)
def test_a_cell_is_read_as_shown(cell: str, shown: str) -> None:
    (record,) = read(workbook(f'{TITLE}<row r="2">{text("A2", "某某")}{cell}</row>'))
    assert isinstance(record, Record) and record.value.get("价格", "") == shown


STYLES = """<styleSheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><numFmts count="4">
<numFmt numFmtId="164" formatCode="0.0%"/><numFmt numFmtId="165" formatCode="000000"/><numFmt numFmtId="166" formatCode="0&quot;%&quot;"/>
<numFmt numFmtId="167" formatCode="[Red]#,##0%;-0%"/></numFmts><cellStyleXfs><xf numFmtId="9"/></cellStyleXfs><cellXfs count="7"><xf numFmtId="0"/>
<xf numFmtId="9" fontId="0"/><xf numFmtId="10"/><xf numFmtId="164"/><xf numFmtId="165"/><xf numFmtId="166"/><xf numFmtId="167"/></cellXfs></styleSheet>"""


@pytest.mark.parametrize(
    ("style", "value", "shown"),
    [
        (0, "0.95", "0.95"),
        (1, "0.95", "95%"),
        (1, "0.285", "29%"),
        (1, "0", "0%"),
        (2, "0.955", "95.50%"),
        (3, "0.9", "90.0%"),
        (4, "123", "000123"),
        (4, "1234567", "1234567"),
        (5, "95", "95"),
        (6, "0.05", "5%"),
    ],
)
@pytest.mark.parametrize("cell", ['<c r="C3" s="{}"><v>{}</v></c>', '<c s="{}" r="C3" t="n"><f>1</f><v>{}</v></c>'])
def test_a_number_is_read_as_its_format_shows_it(cell: str, style: int, value: str, shown: str) -> None:
    rows = f'<row r="2">{text("B2", "标题")}{text("C2", "棉含量")}</row><row r="3">{text("B3", "纯棉")}{cell.format(style, value)}</row>'
    (record,) = read(workbook(rows, "", "", **{"xl/styles.xml": STYLES.encode()}))
    assert isinstance(record, Record) and record.value["棉含量"] == shown


def test_a_percentage_of_an_opendocument_sheet() -> None:
    cell = '<table:table-cell office:value-type="{}" office:value="{}"><text:p>x</text:p></table:table-cell>'
    told = '<table:table-cell office:value-type="string"><text:p>{}</text:p></table:table-cell>'
    rows = f"<table:table-row>{told.format('标题')}{told.format('棉')}{told.format('氨纶')}</table:table-row>"
    rows += f"<table:table-row>{told.format('纯棉')}{cell.format('percentage', '0.955')}{cell.format('float', '0.05')}</table:table-row>"
    (record,) = read(ods(rows), "a.ods")
    assert isinstance(record, Record) and record.value == {"标题": "纯棉", "棉": "95.5%", "氨纶": "0.05"}


def test_a_table_far_from_the_corner_keeps_its_places() -> None:
    rows = f'<row r="5">{text("AA5", "标题")}{text("AB5", "货号")}</row><row r="9">{text("AA9", "国家级")}{text("AB9", "x")}</row>'
    (found,) = lint(Source("a.xlsx", workbook(rows)), SETTINGS)
    assert found.place == CellPlace("表", "AA9") and found.listing == "x"
    assert found.place._asdict() == {"sheet": "表", "cell": "AA9"}


def test_a_merged_cell_speaks_for_its_rows_and_is_told_once() -> None:
    rows = f'{TITLE}<row r="2">{text("A2", "国家级")}<c r="B2"><v>1</v></c></row><row r="3"><c r="B3"><v>2</v></c></row>'
    data = workbook(rows, '<mergeCells count="1"><mergeCell ref="A2:A3"/></mergeCells>')
    first, second = read(data)
    assert isinstance(first, Record) and isinstance(second, Record)
    assert (first.value["标题"], second.value["标题"]) == ("国家级", "国家级")
    assert second.origin.place(("标题",), Span(0, 1)) == CellPlace("表", "A2")
    assert [one.place for one in lint(Source("a.xlsx", data), SETTINGS)] == [CellPlace("表", "A2")]


def test_a_composition_merged_with_its_title_is_told_once() -> None:
    rows = f'<row r="1">{text("A1", "标题")}{text("B1", "材质成分")}{text("C1", "规格")}</row>'
    rows += f'<row r="2">{text("A2", "纯棉")}{text("B2", "棉95%氨纶5%")}{text("C2", "红")}</row><row r="3">{text("C3", "蓝")}</row>'
    data = workbook(rows, '<mergeCells count="2"><mergeCell ref="A2:A3"/><mergeCell ref="B2:B3"/></mergeCells>')
    assert [one.rule for one in lint(Source("a.xlsx", data), SETTINGS)] == ["impure-material-claim"]
    apart = workbook(rows.replace(text("C3", "蓝"), text("B3", "涤纶100%")), '<mergeCells count="1"><mergeCell ref="A2:A3"/></mergeCells>')
    assert len(lint(Source("a.xlsx", apart), SETTINGS)) == 2


def test_a_hidden_sheet_of_no_known_layout_is_passed_over() -> None:
    rows = f'<row r="1">{text("A1", "甲")}{text("B1", "乙")}</row>'
    assert read(workbook(rows, hidden=' state="hidden"')) == []
    assert refusal(workbook(rows)).rule == "unknown-layout"


def test_places_are_in_the_order_of_rows() -> None:
    rows = TITLE + "".join(f'<row r="{row}">{text(f"A{row}", "国家级")}</row>' for row in range(2, 12))
    found = lint(Source("a.xlsx", workbook(rows)), SETTINGS)
    assert [one.place.line for one in found] == list(range(2, 12))


def test_one_cell_at_the_far_corner_is_refused() -> None:
    data = workbook(f'{TITLE}<row r="1048576">{text("XFD1048576", "国")}</row>')
    assert str(LIMITS.cells) in refusal(data).message.zh


def test_a_zip_bomb_is_refused() -> None:
    out = io.BytesIO()
    archive = zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED)
    with archive, archive.open("xl/worksheets/sheet1.xml", "w", force_zip64=True) as part:
        for _ in range(LIMITS.unpacked + 1):
            part.write(bytes(2**20))
    assert len(out.getvalue()) < 2_000_000
    assert "MiB" in refusal(out.getvalue()).message.en


def test_a_part_that_is_longer_than_it_says_is_refused() -> None:
    data = workbook(TITLE)
    directory = data.index(b"PK\x01\x02", data.index(b"PK\x01\x02") + 1)
    assert isinstance(refusal(data[: directory + 24] + b"\x01\0\0\0" + data[directory + 28 :]), Unread)


def test_an_ods_row_that_stands_for_millions_is_refused() -> None:
    cell = '<table:table-cell table:number-columns-repeated="16000" office:value-type="string"><text:p>国</text:p></table:table-cell>'
    row = f'<table:table-row table:number-rows-repeated="1000000">{cell}</table:table-row>'
    assert str(LIMITS.cells) in refusal(ods(row), "a.ods").message.zh


@pytest.mark.parametrize("rows", ["<table:table-row/><a ", "<a", "<table:table-cell "])
def test_an_ods_that_ends_before_its_time_is_refused(rows: str) -> None:
    assert "damaged" in refusal(ods(rows), "a.ods").message.en


def test_an_ods_that_declares_entities_is_refused() -> None:
    with zipfile.ZipFile(io.BytesIO(ods("<table:table-row/>"))) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        for name, data in parts.items():
            archive.writestr(name, b'<!DOCTYPE a [<!ENTITY b "b">]>' + data if name == "content.xml" else data)
    assert "damaged" in refusal(out.getvalue(), "a.ods").message.en


@pytest.mark.parametrize("data", ["标题\t详情\r\n国家级\tx\r\n".encode("gb18030"), "标题,详情\n国家级,x\n".encode()])
def test_a_text_under_a_workbooks_name_is_read(data: bytes) -> None:
    assert [(one.text, one.place) for one in lint(Source("a.xls", data), SETTINGS)] == [("国家级", Place(2, 1, 2, 4))]


PAGE = """<html><head><meta charset="gbk"></head><body>
<table border=1><tr><td colspan=2>商品导出</td></tr>
<tr><th>商品标题</th><th>材质成分</th><th>卖点</th></tr>
<tr><td> 好看的<b>纯</b>棉&amp;T恤</td><td>棉95% 氨纶5%</td><td>国&#23478;级
<tr><td>长袖<td>羊毛</td></tr></table></body></html>"""


@pytest.mark.parametrize("encoding", ["gb18030", "utf-8"])
def test_an_html_table_under_a_workbooks_name_is_read(encoding: str) -> None:
    first, second = read(PAGE.encode(encoding), "a.xls")
    assert isinstance(first, Record) and first.value == {"商品标题": "好看的纯棉&T恤", "材质成分": "棉95% 氨纶5%", "卖点": "国家级"}
    assert isinstance(second, Record) and second.value == {"商品标题": "长袖", "材质成分": "羊毛"}
    found = lint(Source("a.xls", PAGE.encode(encoding)), SETTINGS)
    line = PAGE.splitlines()[3]
    assert [(one.rule, one.text, one.place) for one in found] == [
        ("impure-material-claim", "纯棉", Place(4, line.index("纯") + 1, 4, line.index("棉") + 2)),
        ("absolute-term", "国家级", Place(4, line.index("国") + 1, 4, line.index("级") + 2)),
    ]


@pytest.mark.parametrize("path", ["a.xlsx", "a.xls", "a.ods"])
@pytest.mark.parametrize(
    ("data", "said"),
    [
        (b"", "空的"),
        (b"\xef\xbb\xbf<html><table></table>", "网页"),
        (b"PK\x03\x04 nothing", "损坏"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(3000), "损坏"),
        (bytes(3000), "损坏"),
    ],
)
def test_what_is_no_workbook_is_told(path: str, data: bytes, said: str) -> None:
    assert said in refusal(data, path).message.zh


def test_a_damaged_workbook_never_stops_the_run() -> None:
    whole = workbook(f'{TITLE}<row r="2">{text("A2", "国家级")}</row>')
    for at in range(0, len(whole), 37):
        read(whole[:at] + b"\xff" + whole[at + 1 :])
        read(whole[:at])


def test_without_the_package_the_install_line_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "python_calamine", None)
    assert "pip install python-calamine" in refusal(workbook(TITLE)).message.en


def test_a_header_of_a_million_columns_is_refused() -> None:
    reader = formats.reader("a.csv", head(SETTINGS.lexicon.layouts))
    assert reader is not None
    (only,) = reader(Source("a.csv", b"title," * 1_000_000 + b"\n1,2\n"))
    assert isinstance(only, Unread) and str(LIMITS.columns) in only.message.zh


def test_a_row_of_a_million_cells_is_read_as_far_as_the_header_goes() -> None:
    reader = formats.reader("a.csv", head(SETTINGS.lexicon.layouts))
    assert reader is not None
    told, only = reader(Source("a.csv", b"title,detail\n" + b"1," * 1_000_000))
    assert isinstance(only, Record) and only.value == {"title": "1", "detail": "1"}
    assert isinstance(told, Unread) and told.severity == "warning"


def test_what_stands_right_of_the_headers_is_told_once_for_each_column() -> None:
    rows = [("标题", "", "详情"), ("短袖", "x", "透气", "国家级"), ("长袖", "x", "透气", "", "最佳"), ("长裤", "", "", "全网", "最低")]
    cells = "".join(
        f'<row r="{line}">' + "".join(text(f"{'ABCDE'[at]}{line}", said) for at, said in enumerate(row) if said) + "</row>"
        for line, row in enumerate(rows, 1)
    )
    unread = [one for one in read(workbook(cells)) if isinstance(one, Unread)]
    assert [(one.place.shown, one.severity) for one in unread] == [("表!D2", "warning"), ("表!E3", "warning")]
    assert all("2 cells were not checked" in one.message.en for one in unread)
