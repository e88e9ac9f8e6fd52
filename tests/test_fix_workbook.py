"""Cells edited inside a workbook's package: shared strings, formatting, formulas, merged cells, and nothing else touched."""

from __future__ import annotations

import io
import zipfile
from typing import Any

import pytest
from fix_edits import DESK, diagnostics

from listlint.fix import archive
from listlint.fix.one_file import Round, fixed
from listlint.fix.readings import reading
from listlint.fix.shown import diff
from listlint.records.document import Source

pytest.importorskip("python_calamine", reason="python-calamine is not installed")
openpyxl: Any = pytest.importorskip("openpyxl", reason="openpyxl is not installed")

MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
TYPES = f"""{HEAD}<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">
<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>
<Default Extension="xml" ContentType="application/xml"/>
<Override PartName="/xl/workbook.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"/>
<Override PartName="/xl/worksheets/one.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.worksheet+xml"/>
<Override PartName="/xl/worksheets/two.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.worksheet+xml"/>
<Override PartName="/xl/sharedStrings.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.sharedStrings+xml"/>
</Types>"""
LINK = '<Relationship Id="{}" Type="' + OFFICE + '/{}" Target="{}"/>'
LINKS = HEAD + '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">{}</Relationships>'
BOOK = f'{HEAD}<workbook xmlns="{MAIN}" xmlns:r="{OFFICE}"><sheets><sheet name="商品" sheetId="1" r:id="r1"/><sheet name="二 &amp; 三" sheetId="2" r:id="r2"/></sheets></workbook>'
SHEET = f'{HEAD}<worksheet xmlns="{MAIN}"><sheetData>{{}}</sheetData>{{}}</worksheet>'
STRINGS = f'{HEAD}<sst xmlns="{MAIN}" count="9" uniqueCount="{{}}">{{}}</sst>'


def row(number: int, *cells: str) -> str:
    """A row: a number is a shared string's, what starts with < a cell's inside with its type, anything else inline."""
    made = []
    for letter, cell in zip("ABCDEFG", cells, strict=False):
        if cell.isdigit():
            made.append(f'<c r="{letter}{number}" t="s"><v>{cell}</v></c>')
        elif cell.startswith("<"):
            kind, inside = cell[1:].split(">", 1)
            made.append(f'<c r="{letter}{number}" t="{kind}">{inside}</c>' if kind else f'<c r="{letter}{number}">{inside}</c>')
        elif cell:
            made.append(f'<c r="{letter}{number}" t="inlineStr"><is><t>{cell}</t></is></c>')
    return f'<row r="{number}">{"".join(made)}</row>'


TITLES = row(1, "id", "title", "detail")


def book(one: str, strings: tuple[str, ...] = (), after: str = "", two: str = "") -> Source:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as package:
        package.writestr("[Content_Types].xml", TYPES)
        package.writestr("_rels/.rels", LINKS.format(LINK.format("r1", "officeDocument", "xl/workbook.xml")))
        package.writestr("xl/workbook.xml", BOOK)
        links = LINK.format("r1", "worksheet", "worksheets/one.xml") + LINK.format("r2", "worksheet", "/xl/worksheets/two.xml")
        package.writestr("xl/_rels/workbook.xml.rels", LINKS.format(links + LINK.format("r3", "sharedStrings", "sharedStrings.xml")))
        package.writestr("xl/sharedStrings.xml", STRINGS.format(len(strings), "".join(f"<si>{said}</si>" for said in strings)))
        package.writestr("xl/worksheets/one.xml", SHEET.format(TITLES + one, after), zipfile.ZIP_STORED)
        package.writestr("xl/worksheets/two.xml", SHEET.format(two, ""))
        package.comment = "备注".encode()
    return Source("a.xlsx", out.getvalue())


def applied(source: Source, *edits: list[str]) -> Round:
    read = reading(source.path, DESK.settings)
    assert read
    return fixed(source, [one for edit in edits for one in diagnostics(source, read, *edit)], read)


def parts(data: bytes) -> dict[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(data)) as package:
        assert package.testzip() is None
        assert package.comment == "备注".encode()
        return {name: package.read(name) for name in package.namelist()}


def changed(source: Source, after: bytes) -> set[str]:
    old, new = parts(source.data), parts(after)
    assert list(old) == list(new)
    return {name.rpartition("/")[2] for name in old if old[name] != new[name]}


def cells(data: bytes) -> dict[str, Any]:
    """Every cell as another program reads it."""
    sheets = openpyxl.load_workbook(io.BytesIO(data))
    return {f"{sheet.title}!{cell.coordinate}": cell.value for sheet in sheets for line in sheet.iter_rows() for cell in line}


def differing(source: Source, after: bytes) -> dict[str, Any]:
    old, new = cells(source.data), cells(after)
    assert old.keys() == new.keys()
    return {name: new[name] for name in new if new[name] != old[name]}


EDIT = ["title", "顶级", "优 & <质>"]


def test_a_string_of_its_own_is_edited_where_it_stands() -> None:
    source = book(row(2, "a", "0", "x") + row(3, "b", "1", "顶级"), ("<t>山谷 顶级</t>", "<t>山谷</t>"))
    done = applied(source, EDIT, ["detail", "顶级", "优质 "])
    assert done.data and not done.refused
    assert differing(source, done.data) == {"商品!B2": "山谷 优 & <质>", "商品!C3": "优质 "}
    assert changed(source, done.data) == {"sharedStrings.xml", "one.xml"}


def test_a_shared_string_is_left_to_the_other_cells() -> None:
    source = book(row(2, "a", "0") + row(3, "b", "0") + row(4, "c", "1"), ("<t>山谷 顶级</t>", "<t>一</t>"), two=row(1, "0"))
    done = applied(source, ["a", *EDIT])
    assert done.data
    assert differing(source, done.data) == {"商品!B2": "山谷 优 & <质>"}
    assert b'uniqueCount="3"' in parts(done.data)["xl/sharedStrings.xml"]
    alike = applied(source, EDIT)
    assert alike.data
    assert differing(source, alike.data) == {"商品!B2": "山谷 优 & <质>", "商品!B3": "山谷 优 & <质>"}
    assert b'uniqueCount="3"' in parts(alike.data)["xl/sharedStrings.xml"]
    apart = applied(source, ["a", "title", "顶级", "甲"], ["b", "title", "山谷", "乙"])
    assert apart.data
    assert differing(source, apart.data) == {"商品!B2": "山谷 甲", "商品!B3": "乙 顶级"}


def test_a_string_all_of_whose_cells_are_edited_alike_is_edited_once() -> None:
    source = book(row(2, "a", "0") + row(3, "b", "0"), ("<t>山谷 顶级</t>",))
    done = applied(source, EDIT)
    assert done.data
    assert changed(source, done.data) == {"sharedStrings.xml"}
    assert differing(source, done.data) == {"商品!B2": "山谷 优 & <质>", "商品!B3": "山谷 优 & <质>"}


def test_formatting_and_readings_are_kept() -> None:
    rich = '<r><rPr><b/></rPr><t>山谷 顶级</t></r><r><t xml:space="preserve"> 面料顶</t></r><r><t>级</t></r><rPh sb="0" eb="1"><t>顶级</t></rPh>'
    source = book(row(2, "a", "0"), (rich,))
    done = applied(source, EDIT)
    assert done.data
    assert rich.replace("山谷 顶级", "山谷 优 &amp; &lt;质&gt;").encode() in parts(done.data)["xl/sharedStrings.xml"]
    assert [one.why.en for one in done.refused] == ["the words stand in several runs of formatting; edit by hand"]


@pytest.mark.parametrize(
    ("rows", "after", "why"),
    [
        (row(2, "a", '<str><f>"顶"&amp;"级"</f><v>顶级</v>'), "", "worked out by a formula"),
        (row(2, "a", "<str><v>顶级</v>"), "", "holds no text"),
        (row(2, "a", "顶级") + row(3, "b", ""), '<mergeCells><mergeCell ref="B2:B3"/></mergeCells>', "merged cells"),
        (row(2, "a", "顶级", '<str><f>B2&amp;"!"</f><v>顶级!</v>'), "", "formula in 商品!C2"),
        (row(2, "a", "顶级").replace(' r="B2"', ""), "", "not told apart"),
    ],
)
def test_what_is_refused(rows: str, after: str, why: str) -> None:
    done = applied(book(rows, after=after), ["a", *EDIT])
    assert done.data is None
    assert [why in one.why.en for one in done.refused] == [True], done.refused


def test_a_signed_workbook_and_old_ones_are_refused() -> None:
    source = book(row(2, "a", "顶级"))
    out = io.BytesIO(source.data)
    with zipfile.ZipFile(out, "a") as package:
        package.writestr("_xmlsignatures/sig1.xml", "<x/>")
    signed = applied(Source("a.xlsx", out.getvalue()), EDIT)
    assert signed.data is None and "signed" in signed.refused[0].why.en
    read = reading("a.xlsx", DESK.settings)
    assert read
    for name in ("a.xls", "a.ods", "a.xlsb"):
        done = fixed(source._replace(path=name), list(diagnostics(source, read, *EDIT)), read)
        assert done.data is None and ".xlsx" in done.refused[0].why.en


def test_members_not_edited_keep_their_very_bytes() -> None:
    source = book(row(2, "a", "顶级"), ("<t>顶级</t>",))
    fresh = archive.replaced(source.data, {"xl/worksheets/one.xml": b"<x/>" * 1000})
    with zipfile.ZipFile(io.BytesIO(source.data)) as old, zipfile.ZipFile(io.BytesIO(fresh)) as new:
        assert new.testzip() is None
        for one, other in zip(old.infolist(), new.infolist(), strict=True):
            assert (one.filename, one.date_time, one.compress_type, one.external_attr) == (
                other.filename,
                other.date_time,
                other.compress_type,
                other.external_attr,
            )
            if one.filename != "xl/worksheets/one.xml":
                size = 30 + len(one.filename) + one.compress_size
                assert source.data[one.header_offset :][:size] == fresh[other.header_offset :][:size]
        assert new.read("xl/worksheets/one.xml") == b"<x/>" * 1000


@pytest.mark.parametrize("flag", [None, "zip64", "before"])
def test_an_archive_of_another_kind_is_left(flag: str | None) -> None:
    data = book(row(2, "a", "顶级")).data
    if flag == "before":
        data = b"#!/bin/sh\n" + data
    if flag == "zip64":
        at = data.rfind(b"PK\1\2")
        data = data[: at + 20] + b"\xff" * 4 + data[at + 24 :]
    with pytest.raises(archive.Unusual) if flag else io.BytesIO():
        archive.replaced(data, {"xl/worksheets/one.xml": b""})
    with pytest.raises(archive.Unusual):
        archive.replaced(data, {"absent.xml": b""})


def test_a_difference_is_a_line_for_each_cell() -> None:
    source = book(row(2, "a", "0", "x") + row(3, "b", "0"), ("<t>山谷 顶级</t>",))
    done, read = applied(source, EDIT), reading(source.path, DESK.settings)
    assert done.data and read
    assert list(diff(source.path, source.data, done.data, read)) == [
        "a.xlsx 商品!B2: 山谷 顶级 -> 山谷 优 & <质>",
        "a.xlsx 商品!B3: 山谷 顶级 -> 山谷 优 & <质>",
    ]
