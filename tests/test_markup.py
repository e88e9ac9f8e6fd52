"""The visible text of HTML, and where its characters stand."""

from __future__ import annotations

import re
from html import escape, unescape
from html.parser import HTMLParser

import pytest
from hypothesis import given
from hypothesis import strategies as st

from listlint.records.span import Span
from listlint.text.markup import visible


def text(html: str) -> str:
    return visible(html)[0]


@pytest.mark.parametrize(
    ("html", "seen"),
    [
        ("国<b>家</b>级", "国家级"),
        ("国<span style='color:red' class=\"a>b\">家</span ><i/>级", "国家级"),
        ("<p>国</p><p>家</p>", "国\n家\n"),
        ("<div><p>国</p></div>\n <div>家", "国\n家"),
        ("国<br>家<BR/><br />级", "国\n家\n\n级"),
        ("国 \r\n\t家", "国 家"),
        ("<ul>\n  <li>国\n  <li>家\n</ul>", "国 \n家 \n"),
        ("&lt;国&gt; &amp;&nbsp;&#22269;&#x5BB6;&hellip;", "<国> &\xa0国家…"),
        ("a&b &; &x &unknown; &#; 50%&", "a&b &; &x &unknown; &#; 50%&"),
        ("&notit; &copy2026", "¬it; ©2026"),
        ("&#" + "9" * 9000 + ";", "\ufffd" + "9" * 8992 + ";"),
        ("国<!-- 最佳 -->家<!---->级<!-->!", "国家级!"),
        ("国<script>最佳</script>家<STYLE type='a'>b{}</style >级", "国家级"),
        ("国<script src=x>最佳", "国"),
        ("国<!-- 最佳", "国"),
        ("国<scripts>家", "国家"),
        ("尺码 S<M<L 3<5 >", "尺码 S<M<L 3<5 >"),
        ("价<99 国<b>家</b>", "价<99 国家"),
        ("国<!DOCTYPE html><?x?></ >家", "国家"),
        ("国<a <b>家</b>", "国<a 家"),
        ('国<p class="a>家</p>级', "国\n家\n级"),
        ("<img src=a.jpg alt=\"国家级\" title='最&amp;佳'>家", "家\n国家级\n最&佳"),
        ("<img ALT=国家><a title='级'>最</a>", "最\n国家\n级"),
        ("<img alt='' title><img data-x=\" alt='国'\">", ""),
        ("<img alt='国'>", "国"),
        ("<meta name=description content='国家&#32423;'><p>最", "最\n国家级"),
        ('<META CONTENT="国" property="OG:Title"/><meta name=og:description content=家>', "国\n家"),
        ("<meta name=keywords content='国'><meta content='家'><meta name=description><meta property='og:image' content='级'>", ""),
        ("<p>最</p><img alt='国'>", "最\n国"),
        ("<pre>国家</pre>", "国家\n"),
        ("", ""),
        ("国家级", "国家级"),
    ],
)
def test_what_a_buyer_reads(html: str, seen: str) -> None:
    assert text(html) == seen


def test_places_of_text_entities_edges_and_attributes() -> None:
    html = "国<b>家&#32423;</b><br>\n a <img alt='最&amp;佳'>"
    seen, source = visible(html)
    assert seen == "国家级\na \n最&佳"
    cuts = [source.span(Span(at, at + 1)).cut(html) for at in range(len(seen))]
    assert cuts == ["国", "家", "&#32423;", "<br>", "a", " ", "", "最", "&amp;", "佳"]
    assert source.span(Span(0, 3)).cut(html) == "国<b>家&#32423;"


class Oracle(HTMLParser):
    """The text of well-formed HTML without blocks, by the standard library."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.seen = ""

    def handle_data(self, data: str) -> None:
        self.seen += data


WORDS = st.text(st.sampled_from("国家级ab1"), min_size=1, max_size=4)
SOUND = st.recursive(
    st.text(st.sampled_from("国家级ab1&<>\"'="), min_size=1, max_size=6).map(escape)
    | st.sampled_from(("&nbsp;", "&#22269;", "&#x5bb6;", "<!-- x > y -->", "<img src='a>b'>", '<img data-a="<b>">')),
    lambda inner: st.tuples(st.sampled_from(("b", "span", "i", "font")), WORDS, st.lists(inner, max_size=4)).map(
        lambda made: f'<{made[0]} class="{made[1]}" x={made[1]}>{"".join(made[2])}</{made[0]}>'
    ),
    max_leaves=12,
)


@given(st.lists(SOUND, max_size=4))
def test_sound_html_reads_as_the_standard_library_reads_it(parts: list[str]) -> None:
    html = "".join(parts)
    oracle = Oracle()
    oracle.feed(html)
    oracle.close()
    assert text(html) == oracle.seen


PIECES = (
    "国", "级", " ", "\n", "<", ">", "</", "<b>", "</b>", "<p", "<br/>", "<!--", "-->", "<script>", "</script>", "<style ", "&", "&amp;", "&#", "&#x5b",
    ";", '"', "'", " alt=", " title='", "<meta name=description content=", "=", "<a", "<img alt='国&lt;'>", "<!", "]]>", "\u3000", "é",
    "<p hidden>", "<i style='display:none'>", "</i>", "</p>",
)  # fmt: skip


@given(st.lists(st.sampled_from(PIECES), max_size=25))
def test_broken_html_is_read_and_every_character_has_its_place(parts: list[str]) -> None:
    html = "".join(parts)
    seen, source = visible(html)
    assert source.length == len(seen)
    ends = [0, *(edge for span in source.hidden for edge in span), len(seen)]
    assert ends == sorted(ends) and all(span.cut(seen).strip() for span in source.hidden)
    for at, character in enumerate(seen):
        written = source.span(Span(at, at + 1)).cut(html)
        sound = written == character or (written.startswith("&") and character in unescape(written))
        edge = character == "\n" and (not written or written.startswith("<"))
        assert sound or edge or (character == " " and written.isspace()), (html, at, character, written)


@given(st.lists(st.sampled_from(PIECES), max_size=25))
def test_text_without_a_tag_or_an_entity_is_left_alone(parts: list[str]) -> None:
    plain = re.sub(r"[<&\s]+", "", "".join(parts))
    assert text(plain) == plain


UNITS = (
    "<b>国</b>", "<a ", "<a x='", '<a x="', "<!-- ", "<!", "</", "&#", "&", "<script ", "<script>", '<a"', "<a\"'", "<a\"<b'", "=\"'",
    " ", "<img alt='&' title=\"", " alt='国'", " alt='", "alt=", " =", "'\"", "/",
    "<p hidden>国", "</i>", " hidden",
)  # fmt: skip


@pytest.mark.parametrize("unit", UNITS)
@pytest.mark.parametrize("frame", ["%s", "<a%s>", "<a x='%s>"])
def test_a_great_deal_of_anything_is_read(unit: str, frame: str) -> None:
    """A pattern that took the square of the length would take many minutes here."""
    seen, source = visible(frame % (unit * (200_000 // len(unit))))
    assert source.length == len(seen)


@pytest.mark.parametrize(
    ("html", "hidden"),
    [
        ("<p hidden>国家级</p>好", ["国家级"]),
        ("<p hidden>国<p>家", ["国"]),
        ("<ul><li hidden>国<li>家</ul>", ["国"]),
        ("<div style='display:none'>国<p>家</div>级", ["国<p>家"]),
        ("<div style='visibility:hidden'>国<i style='visibility:visible'>家</i></div>级", ["国"]),
        ("<div style='font-size:0'>国<i style='font-size:12px'>家</i>级</div>", ["国", "级"]),
        ("<div style='display:none'><i style='display:block'>国</i></div>", ["国"]),
        ("<p STYLE='color:red;DISPLAY : none !important'>国</p>", ["国"]),
        ("<p style=font-size:0.0em>国</p><p style='font-size:0.5em'>家</p>", ["国"]),
        ("<p class=hidden data-a='hidden' aria-hidden=true>国</p><input type=hidden>家", []),
        ("<p hidden> <img alt=国> - </p><template hidden>家</template><select hidden><option>级</select>", []),
        ("<style>p{display:none}</style><p>国</p>", []),
        ("<br><p hidden>&#22269;<b>家</b>&nbsp;</p><img alt=级>", ["&#22269;<b>家"]),
    ],
)
def test_what_html_hides(html: str, hidden: list[str]) -> None:
    source = visible(html)[1]
    assert [source.span(span).cut(html) for span in source.hidden] == hidden
