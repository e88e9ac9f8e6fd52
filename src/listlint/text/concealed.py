"""What of a piece of HTML its own style hides from the reader: the attribute hidden, display:none, visibility:hidden, font-size:0.

Styles that stand elsewhere, in a sheet or a script, are not known. An element that was not closed ends where browsers end it.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from re import Match, Pattern

from listlint.late import late
from listlint.records.span import Span

VOID = frozenset("area base br col embed hr img input link meta param source track wbr".split())
SILENT = frozenset("template noscript svg select datalist textarea title head".split())
"""What in these stands is not shown as copy in any case."""
ENDED = frozenset("li dd dt td th tr option".split())
"""What ends where the next of its name begins."""

GONE, UNSEEN, TINY, MUTE = 1, 2, 4, 8
"""display:none, which nothing inside undoes; visibility:hidden and font-size:0, which an element inside may; what is no copy."""

_HIDDEN = late(r"""(?i)[\s"'/]hidden(?=[\s=/>]|$)""")
_STYLE = late(r"""(?i)[\s"'/]style\s*=\s*(?:"(?P<double>[^"]*)"|'(?P<single>[^']*)'|(?P<bare>[^\s"'>]+))""")
_QUOTED = late(r""""[^"]*"|'[^']*'""")
_DECLARED = late(r"(?i)(?:^|;)\s*(display|visibility|font-size)\s*:\s*([^;!]*)")
_ZERO = late(r"(?i)[+-]?(?:0+\.?0*|\.0+)(?:[a-z]{1,4}|%)?")
_WORD = late(r"[^\W_]")


def suspect(html: str) -> bool:
    """Whether anything may be hidden: all that costs anything where nothing is."""
    small = html.lower()
    return "hidden" in small or "display" in small or "font-size" in small


def concealed(html: str, tokens: Pattern[str], blocks: frozenset[str]) -> list[Span]:
    """The stretches of the HTML, each from the first to the last of what would be read, that are hidden."""
    found: list[Span] = []
    fresh = True  # whether what is read next begins a stretch
    for token, state in _read(html, tokens, blocks):
        if state & MUTE or not _WORD.search(_said(token)):
            continue
        if not state:
            fresh = True
        elif fresh:
            found.append(Span(*token.span()))
            fresh = False
        else:
            found[-1] = Span(found[-1].start, token.end())
    return found


def _said(token: Match[str]) -> str:
    if token.lastgroup != "entity":
        return token.group()
    from html import unescape  # late: its table of names takes a millisecond

    return unescape(token.group())


def _read(html: str, tokens: Pattern[str], blocks: frozenset[str]) -> Iterator[tuple[Match[str], int]]:
    """Each stretch of text, and how it is hidden."""
    stack: list[tuple[str, int]] = []
    opened: Counter[str] = Counter()
    for token in tokens.finditer(html):
        if token.lastgroup in ("same", "entity", "stray"):
            yield token, stack[-1][1] if stack else 0
        if token.lastgroup != "tag":
            continue
        name = token["name"].lower()
        if token["close"]:
            if opened[name]:
                while _closed(stack, opened) != name:
                    pass
            continue
        if name in blocks and stack and stack[-1][0] == "p":
            _closed(stack, opened)
        if name in ENDED and stack and stack[-1][0] == name:
            _closed(stack, opened)
        if name not in VOID:
            inherited = stack[-1][1] if stack else 0
            stack.append((name, _state(html[token.end("name") : token.end() - 1], inherited) | (MUTE if name in SILENT else 0)))
            opened[name] += 1


def _closed(stack: list[tuple[str, int]], opened: Counter[str]) -> str:
    name, _ = stack.pop()
    opened[name] -= 1
    return name


def _state(attributes: str, state: int) -> int:
    """How an element is hidden, by its attributes and by what it stands in."""
    if not attributes:
        return state
    if _HIDDEN.search(_QUOTED.sub('""', attributes)):
        state |= GONE
    style = _STYLE.search(attributes)
    for one in _DECLARED.finditer(style["double"] or style["single"] or style["bare"] or "") if style else ():
        name, value = one[1].lower(), one[2].strip().lower()
        if name == "display":
            state |= GONE if value == "none" else 0
        elif name == "visibility":
            state = state | UNSEEN if value in ("hidden", "collapse") else state & ~UNSEEN if value == "visible" else state
        else:
            state = state | TINY if _ZERO.fullmatch(value) else state & ~TINY
    return state


def made_of(stretches: Sequence[Span], pieces: Sequence[tuple[str, int, int]]) -> Iterator[Span]:
    """What was made of stretches of the HTML; the pieces say what was made, and from where, and both are in its order."""
    at = number = 0
    for stretch in stretches:
        edges: list[int] = []
        while number < len(pieces) and len(edges) < 2:
            made, start, end = pieces[number]
            exact = end - start == len(made)
            if not edges and stretch.start < end:
                edges.append(at + (max(0, stretch.start - start) if exact else 0))
            if edges and stretch.end <= end:
                edges.append(at + (max(0, stretch.end - start) if exact else len(made)))
                break
            at, number = at + len(made), number + 1
        if len(edges) == 2:
            yield Span(*edges)
