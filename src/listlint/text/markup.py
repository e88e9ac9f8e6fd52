"""The visible text of inline HTML.

Tokens are found by one pattern in linear time. The standard library's html.parser is not used: on unclosed
tags (48 KB of `<a `) it takes 24 seconds in CPython 3.11.7, and the time grows with the square of the length.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from listlint.late import late
from listlint.records.span import SourceMap, joined
from listlint.text.concealed import concealed, made_of, suspect

MARKED = re.compile(r"<[A-Za-z!/]|&(?:#[0-9xX]|[A-Za-z][A-Za-z0-9])")
"""What makes it worth reading a plain text, folded or not, as HTML; no entity's name has one letter (M&W)."""

SUMMARIES = frozenset({"description", "og:title", "og:description"})
"""The meta tags whose content a buyer reads, where a page is found or shared."""

_Piece = tuple[str, int, int]
"""What was made, and the stretch of HTML it was made from."""

_ENTITY = r"(?P<entity>&(?:\#[0-9]{1,8}|\#[xX][0-9a-fA-F]{1,8}|[A-Za-z][A-Za-z0-9]{0,40});?)"
_TOKEN = late(
    rf"""
      (?P<same>    [^<&\ \t\r\n\f]++ )
    | (?P<blank>   [ \t\r\n\f]++ )
    | {_ENTITY}
    | (?P<comment> <!-- (?: -?> | (?s:.*?) (?: --!?> | \Z )) )
    | (?P<unseen>  (?i: <(?P<unread>script|style)(?=[\s/>]) (?s:.*?) (?: </(?P=unread)(?=[\s/>])[^>]*+>? | \Z )) )
    | (?P<tag>     <(?P<close>/)? (?P<name>[A-Za-z][^\s/<>"']*+) (?: [^"'<>]++ | "[^"]*+" | '[^']*+' | ["'] )*+ > )
    | (?P<bogus>   <[!?/][^<>]*+> )
    | (?P<stray>   <+(?=<) | [<&] )
    """,
    re.VERBOSE,
)
_PART = late(rf"(?P<same>[^&]++)|{_ENTITY}|(?P<stray>&)")
_ATTRIBUTE = late(
    r"""
    [\s/"'] (?P<name>[^\s"'<>/=]++)
    (?: \s*+ = \s*+ (?: "(?P<double>[^"]*+)" | '(?P<single>[^']*+)' | (?P<bare>[^\s"'>]++) ) )?
    """,
    re.VERBOSE,
)
_BLOCK = frozenset(
    "address article aside blockquote body br caption center dd dl dt details dialog div fieldset figcaption figure footer form h1 h2 h3 h4"
    " h5 h6 hr head header html legend li main nav ol option p pre section summary table tbody td th tr tfoot thead title ul".split()
)


def visible(html: str) -> tuple[str, SourceMap]:
    """The text a buyer reads, and where each of its characters stands in `html`; broken HTML is read as far as it goes.

    Inline tags leave nothing behind (国<b>家</b>级 is 国家级); a block's edge and <br> start a new line; white space
    is one space; entities are decoded; scripts, styles and comments are left out. The values of alt and title
    attributes follow, each on a line of its own, and the summaries that a page's meta tags give to search engines and chats.
    What the HTML hides by its own style is text like any other, and told in the map.
    """
    pieces: list[_Piece] = []
    attributes: list[_Piece] = []
    fresh = True  # whether a line has just started
    first = last = 0  # the stretch that stands in the text as it does in the HTML, and may grow: pieces are for what does not
    for token in _TOKEN.finditer(html):
        kind, (start, end) = token.lastgroup, token.span()
        if kind == "tag":
            name, after = token["name"].lower(), token.end("name")
            if after < end - 1 and not token["close"]:
                attributes += (_summary if name == "meta" else _attributes)(html, after, end - 1)
            if name not in _BLOCK or (fresh and name != "br"):
                continue
            made = "\n"
        elif kind == "blank":
            if fresh:
                continue
            made = " "
        elif kind in ("same", "entity", "stray"):
            made = _unescaped(token.group()) if kind == "entity" else token.group()
        else:
            continue
        fresh = made == "\n"
        exact = end - start == len(made) and html.startswith(made, start)
        if start != last or not exact:
            if first < last:
                pieces.append((html[first:last], first, last))
            first = start
        if not exact:
            pieces.append((made, start, end))
            first = end
        last = end
    if first < last:
        pieces.append((html[first:last], first, last))
    hidden = tuple(made_of(concealed(html, _TOKEN, _BLOCK), pieces)) if suspect(html) else ()
    pieces += attributes[1 if fresh else 0 :]
    source = joined((len(made), start, end) for made, start, end in pieces)
    return "".join(made for made, _, _ in pieces), source._replace(hidden=hidden) if hidden else source


def _attributes(html: str, start: int, end: int) -> Iterator[_Piece]:
    """The alt and title of the tag whose attributes stand there, each after a line end that stands for nothing."""
    for attribute in _ATTRIBUTE.finditer(html, start, end):
        value = attribute.lastgroup or "name"
        if attribute["name"].lower() not in ("alt", "title") or not (attribute[value] or "").strip() or value == "name":
            continue
        yield from _value(html, *attribute.span(value))


def _summary(html: str, start: int, end: int) -> Iterator[_Piece]:
    """The content of the meta tag whose attributes stand there, where it is a summary."""
    held = {
        one["name"].lower(): one.span(one.lastgroup) for one in _ATTRIBUTE.finditer(html, start, end) if one.lastgroup not in (None, "name")
    }
    kinds = (html[slice(*held[name])].strip().lower() for name in ("name", "property") if name in held)
    if "content" in held and html[slice(*held["content"])].strip() and not SUMMARIES.isdisjoint(kinds):
        yield from _value(html, *held["content"])


def _value(html: str, start: int, end: int) -> Iterator[_Piece]:
    """The value of an attribute that stands there, after a line end that stands for nothing."""
    yield "\n", start, start
    for part in _PART.finditer(html, start, end):
        yield _unescaped(part.group()) if part.lastgroup == "entity" else part.group(), *part.span()


def _unescaped(entity: str) -> str:
    from html import unescape  # late: its table of names takes a millisecond

    return unescape(entity)
