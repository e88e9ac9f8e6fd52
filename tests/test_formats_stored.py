"""What a workbook stores of a cell besides its value: the number formats of XLS and XLSB, formulas whose result nobody saved."""

from __future__ import annotations

import io
import struct
import zipfile
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from test_formats_workbooks import RELATIONS, SETTINGS, TITLE, ods, read, text, workbook

from listlint.formats.source import binary_formats, formulas, workbook_size
from listlint.formats.source.number_formats import number_formats
from listlint.linter import lint
from listlint.records.document import CellPlace, Record, Source, Unread

PERCENT = Path(__file__).parent.parent / "fixtures" / "workbooks" / "percent.xls"  # made with xlwt


def test_an_xls_number_is_read_as_its_format_shows_it() -> None:
    rows = [one.value for one in read(PERCENT.read_bytes(), "a.xls") if isinstance(one, Record)]
    assert [(row["货号"], row["棉"], row["氨纶"], row["价格"]) for row in rows] == [
        ("000123", "95%", "5%", "59.5"),
        ("000007", "100%", "0.00%", "0.5"),
        ("000008", "95.5%", "", "1"),
    ]


def test_a_percentage_of_an_xls_is_held_against_the_copy() -> None:
    found = lint(Source("a.xls", PERCENT.read_bytes()), SETTINGS)
    assert [(one.rule, one.place) for one in found] == [("impure-material-claim", CellPlace("商品", "B2", 1))]


def biff(kind: int, said: bytes) -> bytes:
    return struct.pack("<HH", kind, len(said)) + said


def stream(*cells: bytes) -> bytes:
    """A BIFF8 stream of one sheet: three cell formats, of which 1 is 0% (one that every workbook has) and 2 one of its own."""
    begin, end = biff(0x0809, struct.pack("<HHHH", 0x0600, 5, 0, 0)), biff(0x000A, b"")
    code = "0.0%".encode("utf-16-le")
    xfs = b"".join(biff(0x00E0, struct.pack("<HH16x", 0, number)) for number in (0, 9, 164))
    heads = begin + biff(0x041E, struct.pack("<HHB", 164, 4, 1) + code) + xfs
    start = len(heads) + 4 + 9 + len(end)
    return heads + biff(0x0085, struct.pack("<LBBBBB", start, 0, 0, 1, 0, 0x41)) + end + begin + b"".join(cells) + end


CELLS = (
    biff(0x0203, struct.pack("<HHHd", 1, 2, 1, 0.95)),
    biff(0x027E, struct.pack("<HHHL", 2, 2, 2, 0)),
    biff(0x027E, struct.pack("<HHHL", 2, 3, 0, 0)),
    biff(0x00BD, struct.pack("<HHHLHLH", 3, 1, 1, 0, 2, 0, 2)),
    biff(0x0006, struct.pack("<HHH8sHL", 4, 0, 1, b"\0" * 8, 0, 0)),
)
WANTED = {(1, 2): 9, (2, 2): "0.0%", (3, 1): 9, (3, 2): "0.0%", (4, 0): 9}


def known(number: int, code: str) -> Any:
    return code or (number if number == 9 else None)


def compound(data: bytes, size: int = 512) -> bytes:
    """A compound file whose one stream is Workbook; a short one lies in the small sectors of the root."""
    mark, free, cutoff = 0xFFFFFFFE, 0xFFFFFFFF, 4096
    small = len(data) < cutoff
    body = data.ljust(-(-len(data) // size) * size, b"\0")
    count = len(body) // size
    links = [*range(4, 3 + count), mark] if count else []
    fat = [0xFFFFFFFD, mark, mark, *links]
    fat += [free] * (size // 4 - len(fat))
    assert len(fat) == size // 4
    minifat = [*range(1, -(-len(data) // 64)), mark] if small else []
    minifat += [free] * (size // 4 - len(minifat))

    def entry(name: str, kind: int, start: int, length: int) -> bytes:
        coded = (name + "\0").encode("utf-16-le")
        return struct.pack("<64sHBB3L16xL8x8xLQ", coded, len(coded), kind, 1, free, free, free, 0, start, length)

    root = entry("Root Entry", 5, 3 if small else mark, len(body) if small else 0)
    directory = root + entry("Workbook", 2, 0 if small else 3, len(data))
    header = (
        b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
        + bytes(16)
        + struct.pack("<HHHHH6xLLLLLLLLL", 0x3E, 3, 0xFFFE, 9, 6, 0, 1, 1, 0, cutoff, 2, 1, mark, 0)
    )
    header += struct.pack("<109L", 0, *[free] * 108)
    fats = [struct.pack(f"<{size // 4}L", *one) for one in (fat, minifat)]
    return header + fats[0] + directory.ljust(size, b"\0") + fats[1] + body


@pytest.mark.parametrize("more", [0, 600], ids=["small", "large"])
def test_the_cells_of_a_compound_file(more: int) -> None:
    data = stream(*CELLS, *[biff(0x0203, struct.pack("<HHHd", 9, 9, 0, 0))] * more)
    assert (len(data) < 4096) is (more == 0)
    assert binary_formats.xls(compound(data), known) == {0: WANTED}


@given(st.data())
def test_a_spoilt_compound_file_ends_in_an_error_or_an_answer(data: st.DataObject) -> None:
    whole = bytearray(compound(stream(*CELLS)))
    for _ in range(data.draw(st.integers(1, 8))):
        at = data.draw(st.one_of(st.integers(0, 600), st.integers(0, len(whole) - 1)))
        whole[at] = data.draw(st.sampled_from([0, 1, 2, 3, 0x7F, 0xFE, 0xFF]))
    assert number_formats(bytes(whole[: data.draw(st.integers(1, len(whole)))])) is not None


def part(*records: tuple[int, bytes]) -> bytes:
    """The records of an XLSB part."""
    out = b""
    for kind, said in records:
        out += bytes([kind]) if kind < 128 else bytes([kind & 0x7F | 0x80, kind >> 7])
        size = len(said)
        while size >= 128:
            out, size = out + bytes([size & 0x7F | 0x80]), size >> 7
        out += bytes([size]) + said
    return out


def wide(said: str) -> bytes:
    return struct.pack("<L", len(said)) + said.encode("utf-16-le")


def xlsb() -> bytes:
    """A sheet of 标题, 棉 and 日期; calamine's telling the date shows that the styles are written as it reads them."""
    xf = [struct.pack("<HH12x", 0xFFFF, number) for number in (0, 9, 164, 14)]
    styles = part(
        (278, b""), (615, struct.pack("<L", 1)), (44, struct.pack("<H", 164) + wide("0.0%")), (616, b""),
        (626, struct.pack("<L", 1)), (47, struct.pack("<HH12x", 0xFFFF, 9)), (627, b""),
        (617, struct.pack("<L", 4)), *((47, one) for one in xf), (618, b""), (279, b""),
    )  # fmt: skip
    book = part((131, b""), (143, b""), (156, struct.pack("<LL", 0, 1) + wide("r1") + wide("表")), (144, b""), (132, b""))

    def cell(column: int, style: int, said: bytes) -> bytes:
        return struct.pack("<LL", column, style) + said

    def row(number: int) -> tuple[int, bytes]:
        return 0, struct.pack("<LL", number, 0) + bytes(9)

    sheet = part(
        (129, b""), (148, struct.pack("<LLLL", 0, 2, 0, 2)), (145, b""),
        row(0), *((6, cell(column, 0, wide(said))) for column, said in enumerate(["标题", "棉", "日期"])),
        row(1), (6, cell(0, 0, wide("山谷 纯棉"))), (5, cell(1, 1, struct.pack("<d", 0.95))), (5, cell(2, 3, struct.pack("<d", 46039.0))),
        row(2), (6, cell(0, 0, wide("山谷 棉"))), (2, cell(1, 2, struct.pack("<L", (955 << 2) | 0b11))), (2, cell(2, 0, struct.pack("<L", (7 << 2) | 2))),
        (146, b""), (130, b""),
    )  # fmt: skip
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        archive.writestr("[Content_Types].xml", "<Types/>")
        archive.writestr("_rels/.rels", RELATIONS.format("officeDocument", "xl/workbook.bin"))
        archive.writestr("xl/workbook.bin", book)
        archive.writestr("xl/_rels/workbook.bin.rels", RELATIONS.format("worksheet", "worksheets/sheet1.bin"))
        archive.writestr("xl/worksheets/sheet1.bin", sheet)
        archive.writestr("xl/styles.bin", styles)
    return out.getvalue()


def test_an_xlsb_number_is_read_as_its_format_shows_it() -> None:
    rows = [one.value for one in read(xlsb(), "a.xlsb") if isinstance(one, Record)]
    assert rows == [{"标题": "山谷 纯棉", "棉": "95%", "日期": "2026-01-17"}, {"标题": "山谷 棉", "棉": "955.0%", "日期": "7"}]


BARE = [
    '<c r="B{0}"><f>1+1</f></c>',
    '<c r="B{0}" t="str"><f t="shared" si="0"/></c>',
    '<c s="1" r="B{0}"><f>IF(A1&lt;2,1)</f><v/></c>',
    '<c r="B{0}"><f>1</f><v></v></c>',
]


@pytest.mark.parametrize("chunk", [1 << 20, 40])
def test_formulas_without_a_result_are_told_once_for_a_column(chunk: int, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(workbook_size, "_CHUNK", chunk)
    rows = "".join(f'<row r="{at}">{text(f"A{at}", "国家级")}{cell.format(at)}</row>' for at, cell in enumerate(BARE, 3))
    known = f'<row r="2">{text("A2", "山谷")}<c r="B2"><f>1</f><v>2</v></c></row><row r="9">{text("A9", "b")}<c r="B9" t="str"><f>""</f><v></v></c></row>'
    data = workbook(TITLE + known + rows)
    assert formulas.unsaved(data) == {0: [(2, 1), (3, 1), (4, 1), (5, 1)]}
    *records, told = read(data)
    assert len(records) == 6 and isinstance(told, Unread)
    assert (told.place, told.severity, told.rule) == (CellPlace("表", "B3"), "warning", "unreadable-file")
    assert told.message.en.startswith("4 cells of “价格” hold formulas without a saved result")
    assert "“价格”列有 4 格是公式" in told.message.zh
    assert [one.rule for one in lint(Source("a.xlsx", data), SETTINGS)].count("unreadable-file") == 1


def test_one_formula_without_a_result_is_told_as_one() -> None:
    row = f'<row r="3">{text("A3", "国家级")}<c r="B3"><f>1</f></c></row>'
    *_, told = read(workbook(TITLE + row))
    assert isinstance(told, Unread) and told.message.en.startswith("1 cell of “价格” holds a formula without a saved result: read as empty")


def test_a_formula_above_the_headers_or_in_no_column_is_of_no_concern() -> None:
    rows = f'<row r="1"><c r="A1"><f>1</f></c></row><row r="2">{text("A2", "标题")}</row><row r="3">{text("A3", "山谷")}<c r="C3"><f>1</f></c></row>'
    (one,) = read(workbook(rows))
    assert isinstance(one, Record)


def test_a_formula_without_a_result_in_an_opendocument_sheet() -> None:
    told = '<table:table-cell office:value-type="string"><text:p>{}</text:p></table:table-cell>'
    bare, full = (
        '<table:table-cell table:formula="of:=1+1"/>',
        '<table:table-cell table:formula="of:=1" office:value-type="float" office:value="2"/>',
    )
    head = f"<table:table-row>{told.format('标题')}{told.format('价格')}</table:table-row>"
    rows = head + "".join(f"<table:table-row>{told.format('山谷')}{cell}</table:table-row>" for cell in (full, bare))
    first, second, unread = read(ods(rows), "a.ods")
    assert isinstance(first, Record) and first.value["价格"] == "2"
    assert isinstance(second, Record) and isinstance(unread, Unread)
    assert unread.place == CellPlace("a", "B3") and unread.message.en.startswith("1 cell of “价格” hold")
