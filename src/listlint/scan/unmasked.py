"""The copy fields of a batch that say something in disguise or in markup, read as a buyer reads them."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator, Sequence

from listlint.records.document import Field, Listing
from listlint.records.lexicon import Lexicon
from listlint.scan.field import names
from listlint.text.disguise import Disguised, disguised, undone
from listlint.text.markup import MARKED, visible
from listlint.text.normalise import Buffer, Normal, normalise


def unmasked(
    buffer: Buffer, copy: Sequence[tuple[int, Field]], listings: Sequence[Listing], lexicon: Lexicon
) -> Iterator[tuple[int, Normal]]:
    """The number of each copy field that may say something in disguise or in markup, and its text with that undone."""
    if not copy:
        return
    text = buffer.text[: buffer.ends[len(copy) - 1]]
    hidden: dict[int, list[Disguised]] = {}
    for one in disguised(text, lexicon.disguises):
        number = bisect_right(buffer.starts, one.span.start) - 1
        hidden.setdefault(number, []).append(one.moved(-buffer.starts[number]))
    for number, found in hidden.items():
        yield number, _plain(buffer.normal(number), found, listings[copy[number][0]], lexicon)
    for number in dict.fromkeys(bisect_right(buffer.starts, found.start()) - 1 for found in MARKED.finditer(text)):
        listing, field = copy[number]
        if field.markup is None:
            read, source = visible(field.text)
            shown = normalise(read)
            shown = Normal(shown.text, source if shown.source is None else shown.source.then(source))
            yield number, _plain(shown, disguised(shown.text, lexicon.disguises), listings[listing], lexicon)


def _plain(normal: Normal, found: Sequence[Disguised], listing: Listing, lexicon: Lexicon) -> Normal:
    """The text with the disguise undone, except where the listing's own names are spelt so."""
    spared = names(normal.text, listing, lexicon)
    return undone(normal, [one for one in found if not any(name.span.overlaps(one.span) for name in spared)])
