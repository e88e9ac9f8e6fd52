"""Any edit of any value: another program that reads the fixed file finds just that value changed, or the fix was refused."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Iterator
from typing import Any
from xml.etree import ElementTree

import pytest
import yaml
from fix_edits import DESK, diagnostics
from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st

from listlint.fix.one_file import Round, fixed
from listlint.fix.readings import reading
from listlint.records.document import Source

WORDS = "顶级"
SIGNS = " \t:#,'\"-?[]{}&*!|>%@`~\\;<=0a好é\n"
SIDES = st.text(alphabet=SIGNS, max_size=6)
VALUES = st.builds(lambda before, after: f"{before}{WORDS}{after}", SIDES, SIDES)
FRESH = st.one_of(st.sampled_from(["优质", "", "yes", "95", "~", "a: b", "- x", "😀", "\u2028"]), st.text(alphabet=SIGNS, max_size=4))


def applied(path: str, data: bytes, key: str, fresh: str, words: str = WORDS) -> Round:
    source, read = Source(path, data), reading(path, DESK.settings)
    assert read
    wanted = list(diagnostics(source, read, key, words, fresh))
    assume(wanted)
    return fixed(source, wanted, read)


def plain(value: str) -> str:
    return value


def single(value: str) -> str:
    return "'" + value.replace("'", "''") + "'"


def double(value: str) -> str:
    return json.dumps(value, ensure_ascii=False)


def escaped(value: str) -> str:
    return json.dumps(value)


def literal(value: str) -> str:
    return "|2\n" + "".join(f"    {line}\n" for line in value.split("\n"))


def folded(value: str) -> str:
    return ">-\n" + "".join(f"   {line}\n" for line in value.split("\n"))


BLOCK, FLOW = "# 注\ntitle: {} \nid: 'a' # b\n", "- {{id: x, title: {} , detail: 好}}\n- id: y\n"


@pytest.mark.parametrize(
    ("shape", "quote"),
    [
        *((BLOCK, quote) for quote in (plain, single, double, escaped, literal, folded)),
        *((FLOW, quote) for quote in (plain, single, double)),
    ],
)
@settings(suppress_health_check=[HealthCheck.filter_too_much])  # not every text can stand unquoted
@given(value=VALUES, fresh=FRESH)
def test_yaml(shape: str, quote: Any, value: str, fresh: str) -> None:
    assume(quote is not plain or value[:1] not in ("&", "*", "!"))  # an anchor, an alias, a tag: where each ends, loaders differ
    text = shape.format(quote(value))
    try:
        before = yaml.safe_load(text)
    except yaml.YAMLError:
        assume(False)
    done = applied("a.yaml", text.encode(), "title", fresh)
    if done.data is None:
        assert done.refused
        assert quote in (literal, folded), done.refused
        return
    after = yaml.safe_load(done.data.decode())
    _titled(before, fresh)
    assert after == before
    assert [line for line in text.split("\n") if line.startswith(("# 注", "id", "- id"))] == [
        line for line in done.data.decode().split("\n") if line.startswith(("# 注", "id", "- id"))
    ]


def _titled(held: Any, fresh: str) -> None:
    """Replace the words where `title` holds them, in place."""
    for one in held if isinstance(held, list) else [held]:
        if "title" in one:
            one["title"] = one["title"].replace(WORDS, fresh)


@pytest.mark.parametrize("ascii_only", [True, False])
@given(value=VALUES, fresh=FRESH, more=st.text(max_size=5))
def test_json(ascii_only: bool, value: str, fresh: str, more: str) -> None:
    assume(not any("\ud800" <= one <= "\udfff" for one in more))
    before = [{"id": "a", "title": value, "x": [more, 1.50, None]}, {"id": "b", "title": more}]
    text = json.dumps(before, ensure_ascii=ascii_only, indent=1)
    rows = "".join(json.dumps(one, ensure_ascii=ascii_only) + "\r\n" for one in before)
    done, lines = applied("a.json", text.encode(), "title", fresh), applied("a.jsonl", rows.encode(), "title", fresh)
    _titled(before, fresh)
    assert done.data is not None
    assert json.loads(done.data) == before
    assert lines.data is not None
    assert lines.data.count(b"\r\n") == 2
    assert [json.loads(line) for line in lines.data.split(b"\r\n")[:-1]] == before


@pytest.mark.parametrize(("suffix", "delimiter"), [("csv", ","), ("tsv", "\t"), ("csv", ";")])
@pytest.mark.parametrize("quoting", [csv.QUOTE_MINIMAL, csv.QUOTE_ALL])
@given(value=VALUES, fresh=FRESH, more=SIDES)
def test_csv(suffix: str, delimiter: str, quoting: Any, value: str, fresh: str, more: str) -> None:
    out = io.StringIO()
    writer = csv.writer(out, delimiter=delimiter, quoting=quoting)
    before = [["id", "title", "detail"], ["a", value, more], ["b", more, "好"]]
    writer.writerows(before)
    done = applied(f"a.{suffix}", out.getvalue().encode(), "title", fresh)
    if done.data is None:
        assert done.refused
        assert not value.replace(WORDS, fresh), done.refused
        return
    before[1][1] = value.replace(WORDS, fresh)
    assert list(csv.reader(io.StringIO(done.data.decode(), newline=""), delimiter=delimiter)) == before


@pytest.mark.parametrize("shape", ["text", "cdata", "both"])
@given(value=VALUES, fresh=FRESH, more=SIDES)
def test_xml(shape: str, value: str, fresh: str, more: str) -> None:
    """Against the standard library's parser: the same elements, and the words replaced in the same text."""
    value, more = value.replace("\0", ""), more.replace("\0", "")
    coded = value.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&#62;")
    assume("]]>" not in value)
    said = {"text": coded, "cdata": f"<![CDATA[{value}]]>", "both": f"{coded}<![CDATA[ {more.replace(']', '')}]]>"}[shape]
    feed = f'<!-- {WORDS} --><feed xmlns:g="x"><entry><g:id>a</g:id>\r\n<title a="{WORDS}">{said}</title></entry></feed>'
    done = applied("a.xml", feed.encode(), "title", fresh)
    if done.data is None:
        assert done.refused
        assert shape == "cdata" or not value.replace(WORDS, fresh).strip(), done.refused
        return
    old, new = (ElementTree.fromstring(data) for data in (feed.encode(), done.data))
    for element in old.iter("title"):
        element.text = (element.text or "").replace(WORDS, fresh)
    assert ElementTree.tostring(new, "unicode") == ElementTree.tostring(old, "unicode")
    assert done.data.startswith(f"<!-- {WORDS} -->".encode())


@given(value=st.builds(lambda before, after: f"{before}{WORDS}{after}", SIDES, SIDES), fresh=FRESH)
def test_html_text_is_what_a_parser_reads(value: str, fresh: str) -> None:
    """Against the standard library's parser: the same tags, and the words replaced in the same text."""
    page = f"<p class=a>一<b>{value.replace('&', '&amp;').replace('<', '&lt;')}</b></p>\n<br>"
    done = applied("a.html", page.encode(), "detail_html", fresh)
    if done.data is None:
        assert done.refused
        return
    old, new = list(_tokens(page)), list(_tokens(done.data.decode()))
    assert new == [said for one in old if (said := one.replace(WORDS, fresh))]


def _tokens(page: str) -> Iterator[str]:
    from html.parser import HTMLParser

    found: list[str] = []

    class Parser(HTMLParser):
        def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
            found.append(f"<{tag} {attrs}>")

        def handle_endtag(self, tag: str) -> None:
            found.append(f"</{tag}>")

        def handle_data(self, data: str) -> None:
            found.append(data)

    parser = Parser()
    parser.feed(page)
    parser.close()
    yield from "\0".join(found).split("\0")


@given(
    values=st.lists(st.text(alphabet="顶级好 &<\"'", max_size=8), min_size=1, max_size=5), fresh=st.text(alphabet="优<&\"' ", max_size=3)
)
def test_a_workbook(values: list[str], fresh: str) -> None:
    """Against openpyxl, over workbooks with shared and inline strings alike."""
    from test_fix_workbook import applied as edited
    from test_fix_workbook import book, differing, row

    def spelt(text: str) -> str:
        return text.replace("&", "&amp;").replace("<", "&lt;")

    strings = tuple(f'<t xml:space="preserve">{spelt(value)}</t>' for value in dict.fromkeys(values))
    numbers = {value: str(number) for number, value in enumerate(dict.fromkeys(values))}
    rows = [row(at, f"r{at}", numbers[value]) for at, value in enumerate(values, 2)]
    source = book("".join(rows), strings)
    done = edited(source, ["title", WORDS, fresh])
    assert not done.refused
    expected = {f"商品!B{at}": value.replace(WORDS, fresh) for at, value in enumerate(values, 2) if WORDS in value}
    changed = differing(source, done.data) if done.data else {}
    assert {name: value or "" for name, value in changed.items()} == expected
