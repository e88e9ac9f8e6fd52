"""Pages, drafts and feeds: what a buyer reads of them, where it stands, and files made to do harm."""

from __future__ import annotations

import re
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from listlint import formats
from listlint.config import Options
from listlint.heading import chosen
from listlint.layout import listings
from listlint.linter import lint
from listlint.records.document import Listing, Record, Source, Unread
from listlint.records.limits import LIMITS
from listlint.records.span import Span
from listlint.settle import settle
from listlint.text.markdown import plain

SETTINGS = settle(Options())


def read(path: str, text: str | bytes) -> list[Record | Unread]:
    reader = formats.reader(path)
    assert reader is not None
    return list(reader(Source(path, text if isinstance(text, bytes) else text.encode())))


def laid_out(path: str, text: str) -> list[Listing]:
    layouts = SETTINGS.lexicon.layouts
    records = [one for one in read(path, text) if isinstance(one, Record)]
    return [listing for record in records for listing in listings(record, chosen(record, layouts))]


def found(path: str, text: str) -> list[tuple[str, str]]:
    return [(one.text, one.place.shown) for one in lint(Source(path, text.encode()), SETTINGS) if one.rule == "absolute-term"]


@pytest.mark.parametrize(
    ("page", "title", "detail"),
    [
        ("<title>甲</title><h1>乙</h1><p>丙", "甲", "乙\n丙"),
        ("<h1>乙</h1>丙", None, "乙\n丙"),
        ("<title> </title>丙", None, "丙"),
        ("丙<TITLE lang=zh>甲&amp;</TITLE>丁", "甲&", "丙丁"),
        ("<script>var 国家级</script><style>国家级</style><!-- 国家级 -->丙", None, "丙"),
        ("<img alt=甲 title='乙'>", None, "甲\n乙"),
        ("<meta name=description content=甲><title>乙</title>丙", "乙", "丙\n甲"),
    ],
)
def test_a_page_is_a_title_and_a_detail(page: str, title: str | None, detail: str) -> None:
    (listing,) = laid_out("a.html", page)
    said = {field.role: field.text for field in listing.fields}
    assert (said.get("title"), said["detail"].strip()) == (title, detail)


def test_a_summary_for_search_engines_has_its_place() -> None:
    page = (
        '<head>\n<meta property="og:title" content="短袖">\n<meta name="description"\n content="透气&#65292;国家级面料">\n</head>\n<p>最佳'
    )
    assert found("a.html", page) == [("国家级", "4:21"), ("最佳", "6:4")]


def test_a_page_without_copy_is_no_listing_beside_its_json_ld() -> None:
    page = '<html><script type="application/ld+json">{"@type": "Product", "name": "x"}</script></html>'
    assert [one.fields[0].text for one in laid_out("a.html", page)] == ["x"]


def test_a_title_and_what_stands_around_it_have_their_places() -> None:
    assert found("a.html", "国家级\n<title>国家&#32423;</title>\n<p>国<b>家</b>级") == [
        ("国家级", "1:1"),
        ("国家级", "2:8"),
        ("国家级", "3:4"),
    ]


@pytest.mark.parametrize("around", ["{}", "[{}]", '{{"@graph": [{{"@type": "Shop"}}, {}]}}', '{{"mainEntity": {}}}'])
def test_a_json_ld_product_is_a_listing(around: str) -> None:
    product = '{"@type": ["Product"], "name": "\\u56fd家级", "brand": {"name": "某某"}, "additionalProperty": [{"name": "材质成分", "value": "棉"}]}'
    page = f"<script type='application/ld+json'>\n{around.format(product)}</script>"
    (listing,) = laid_out("a.html", page)
    assert (listing.brand, [(one.name, one.text) for one in listing.attributes]) == ("某某", [("材质成分", "棉")])
    assert found("a.html", page) == [("国家级", f"2:{page.splitlines()[1].index('u56fd')}")]


def test_json_ld_that_is_no_json_is_told_and_the_page_is_read() -> None:
    page, fault = read("a.html", '丙\n<script type="application/ld+json">{"a": 国}</script>')
    assert isinstance(page, Record) and isinstance(fault, Unread) and fault.place.line == 2


@pytest.mark.parametrize(
    ("markdown", "text"),
    [
        ("国**家**级", "国家级"),
        ("国*家*__级__", "国家级"),
        ("# 国家\n\n> - 级", "国家\n\n级"),
        ("[国家](http://a.b/(c) '题')级", "国家级"),
        ("![国家](a.png)级", "国家级"),
        ("[国家][1]级", "国家级"),
        ("国<b>家</b>级<br>x&amp;", "国家级\nx&"),
        ("国\\*家", "国*家"),
        ("<!-- 国\n家 -->级", "级"),
        ("snake_case_name 5*3", "snake_case_name 53"),
        ("国\r\n家", "国\n家"),
        ("```yaml\n国家\n```", "\n国家\n"),
    ],
)
def test_markdown_is_read_without_its_marks(markdown: str, text: str) -> None:
    assert plain(markdown)[0] == text


@given(st.text(st.sampled_from("国家a *_`[]()!<>/b&;#-|\\\n\r1.")))
def test_every_character_of_markdown_text_stands_where_it_says(markdown: str) -> None:
    text, source = plain(markdown)
    assert source.length == len(text)
    last = 0
    for at, character in enumerate(text):
        span = source.span(Span(at, at + 1))
        assert last <= span.start < span.end
        written = span.cut(markdown)
        assert character in written or (character == " " and "|" in written) or written[0] in "&<"
        last = span.end


@pytest.mark.parametrize("close", ["---", "..."])
def test_front_matter_is_the_listing_and_the_rest_its_detail(close: str) -> None:
    draft = f"---\nid: x\ntitle: '国家级'\n{close}\n\n**国**家级"
    (listing,) = laid_out("a.md", draft)
    assert listing.id == "x" and [one.role for one in listing.fields] == ["title", "detail"]
    assert found("a.md", draft) == [("国家级", "3:9"), ("国家级", "6:3")]
    assert found("a.md", "\ufeff" + draft.replace("\n", "\r\n")) == [("国家级", "3:9"), ("国家级", "6:3")]


def test_markdown_without_front_matter_is_all_detail() -> None:
    assert found("a.md", "---\n国家级\n") == [("国家级", "2:1")]


def test_front_matter_that_is_no_mapping_is_told_and_the_rest_is_read() -> None:
    for front in ("- a", "国: 家: 级", "国家"):
        fault, page = read("a.md", f"---\n{front}\n---\n丙\n")
        assert isinstance(fault, Unread) and isinstance(page, Record) and page.value == {"detail_markdown": "丙\n"}


ATOM = '<feed xmlns="http://www.w3.org/2005/Atom" xmlns:g="http://base.google.com/ns/1.0"><title>店</title>{}</feed>'


@pytest.mark.parametrize(
    ("item", "written"),
    [
        ("<entry><g:id>a</g:id><title>国家级</title></entry>", ["国家级"]),
        ("<entry><g:id>a</g:id><g:title>国&#23478;级</g:title></entry>", ["国&#23478;级"]),
        ("<entry><g:id>a</g:id><title>x</title><summary>&lt;b&gt;国&lt;/b&gt;家级</summary></entry>", ["国&lt;/b&gt;家级"]),
        ("<entry><g:id>a</g:id><title>x</title><g:product_highlight>国家级</g:product_highlight><g:product_highlight>国家级</g:product_highlight></entry>", ["国家级", "国家级"]),
    ],
)  # fmt: skip
def test_an_atom_feed(item: str, written: list[str]) -> None:
    text = ATOM.format(item)
    places = [one.place for one in lint(Source("a.xml", text.encode()), SETTINGS)]
    assert [text[place.column - 1 : place.end_column - 1] for place in places] == written
    assert len(set(places)) == len(places)


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "gb18030"])
def test_a_feed_is_read_by_its_bytes_whatever_it_declares(encoding: str) -> None:
    text = '<?xml version="1.0" encoding="ISO-8859-1"?>\n<rss><channel><item><title>国家级</title></item></channel></rss>'
    (one,) = lint(Source("a.xml", text.encode(encoding)), SETTINGS)
    assert one.place.shown == "2:28"


def test_an_xml_file_without_items_is_no_listing() -> None:
    assert read("a.xml", "<project><name>国家级</name></project>") == []


LAUGHS = '<!DOCTYPE x [<!ENTITY a "国国国国">' + "".join(
    f'<!ENTITY {name} "{f"&{before};" * 10}">' for before, name in zip("abcdefgh", "bcdefghi", strict=True)
)


@pytest.mark.parametrize(
    ("text", "said"),
    [
        (LAUGHS + "]><item><title>&i;</title></item>", "实体"),
        ('<!DOCTYPE x [<!ENTITY a SYSTEM "file:///etc/passwd">]><item><title>&a;</title></item>', "实体"),
        ('<!DOCTYPE x [<!ENTITY % a SYSTEM "http://x/"> %a;]><item/>', "实体"),
        ("<item><title>&nbsp;</title></item>", "&amp;"),
        ("<item><title>a & b</title></item>", "&amp;"),
        ("<item><title>国", "没有写完"),
        ("<a>" * 100_000, str(LIMITS.depth)),
        ("国家级", "语法"),
    ],
)
def test_a_feed_made_to_do_harm_is_refused(text: str, said: str) -> None:
    fault = read("a.xml", text)[-1]
    assert isinstance(fault, Unread) and said in fault.message.zh and not re.search("[一-龥]", fault.message.en)


def test_items_before_a_fault_are_read() -> None:
    first, fault = read("a.xml", "<rss><item><title>国家级</title></item>\n<item><title>&x;</title></item></rss>")
    assert isinstance(first, Record) and isinstance(fault, Unread) and fault.place.line == 2


TAGS: list[tuple[str, Any]] = [
    ("a.html", "<a " * 3_500_000),
    ("a.html", "<b>" * 3_500_000 + "国家级"),
    ("a.html", "<title>" * 1_500_000),
    ("a.html", "<script " * 1_300_000),
    ("a.html", "<!--" * 2_600_000),
    ("a.html", "<p title='" * 1_000_000),
    ("a.md", "[" * 10_000_000),
    ("a.md", "](" * 5_000_000),
    ("a.md", "*_`" * 3_500_000),
    ("a.md", "<a " * 3_500_000),
    ("a.md", "<!--" * 2_600_000),
    ("a.md", "| - " * 2_600_000),
    ("a.md", "> " * 5_000_000),
    ("a.md", "---\n" * 2_500_000),
    ("a.xml", "<item>" + "<a>国</a>" * 800_000 + "</item>"),
]


@pytest.mark.parametrize(("path", "text"), TAGS, ids=lambda one: one[:12])
def test_a_megabyte_of_tags_is_read_and_not_refused(path: str, text: str) -> None:
    refused = [one for one in read(path, text[: len(text) // 10]) if isinstance(one, Unread)]
    assert bool(refused) == (path == "a.xml")  # which is cut short
    lint(Source(path, text[: len(text) // 10].encode()), SETTINGS)
