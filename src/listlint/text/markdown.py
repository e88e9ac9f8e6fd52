"""The visible text of Markdown."""

from __future__ import annotations

import re
from collections.abc import Iterator

from listlint.late import late
from listlint.records.span import SourceMap, joined
from listlint.text.concealed import made_of, suspect
from listlint.text.markup import visible

_TOKEN = late(
    r"""
      (?P<escape>  \\(?P<escaped>[!-/:-@\[-`{-~]) )
    | (?P<fence>   ^[ ]{0,3}(?:```+|~~~+)[^\n]* )
    | (?P<rule>    ^[ ]{0,3}(?:[-*_][ \t]*){3,}$ | ^[ ]{0,3}=+[ \t]*$ | ^[ \t|]*:?-+:?[ \t]*(?:\|[ \t:-]*)*$ )
    | (?P<lead>    ^(?:[ \t]*(?:>|[-*+](?=[ \t])|\d{1,9}[.)](?=[ \t])|\#{1,6}(?=[ \t])))+[ \t]* )
    | (?P<comment> <!--(?s:.*?)(?:-->|\Z) )
    | (?P<unseen>  (?i:<(?P<unread>script|style)(?=[\s>])(?s:.*?)(?:</(?P=unread)[^>]*+>|\Z)) )
    | (?P<break>   <br[ \t]*/?> )
    | (?P<tag>     </?[A-Za-z](?:[^"'<>]++|"[^"]*+"|'[^']*+')*+> )
    | (?P<target>  (?<=\])\((?:[^()\n\\]|\\.|\([^()\n]*\))*+\) | (?<=\])\[[^\]\n]*+\] )
    | (?P<bracket> !?\[ | \] )
    | (?P<mark>    [*`~]++ | (?<![^\W_])_++ | _++(?![^\W_]) )
    | (?P<bar>     [ \t]*\|[ \t]* )
    | (?P<entity>  &(?:\#[0-9]{1,8}|\#[xX][0-9a-fA-F]{1,8}|[A-Za-z][A-Za-z0-9]{0,40}); )
    | (?P<end>     [ \t]*\r?\n )
    | (?P<same>    [^\\<\[\]!()*`~_|&\s]++ | [ \t]++ | . )
    """,
    re.VERBOSE | re.MULTILINE,
)
_KEPT = {"bar": " ", "break": "\n", "end": "\n"}


def plain(markdown: str) -> tuple[str, SourceMap]:
    """The text a buyer reads, and where each of its characters stands in `markdown`.

    Emphasis, headings, quotes, lists and tags leave nothing behind (国**家**级 is 国家级); a link leaves its words and an
    image its alternative text; a table's bars are spaces; lines stay lines. What HTML in it hides is told in the map.
    """
    pieces = list(_pieces(markdown))
    source = joined((len(made), start, end) for made, start, end in pieces)
    if "<" in markdown and suspect(markdown):
        html = visible(markdown)[1]
        source = source._replace(hidden=tuple(made_of([html.span(span) for span in html.hidden], pieces)))
    return "".join(made for made, _, _ in pieces), source


def _pieces(markdown: str) -> Iterator[tuple[str, int, int]]:
    for token in _TOKEN.finditer(markdown):
        kind, (start, end) = token.lastgroup, token.span()
        if kind == "escape" or token["escaped"]:
            yield token["escaped"], start, end
        elif kind == "entity":
            from html import unescape  # late: its table of names takes a millisecond

            yield unescape(token.group()), start, end
        elif kind in _KEPT:
            yield _KEPT[kind], start, end
        elif kind == "same":
            yield token.group(), start, end
