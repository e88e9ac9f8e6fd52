"""Keys of a listing that are slips for keys that are known, those that hold no text, and platforms that are not known: what was not checked.

A key that is like none is the seller's own and of no concern. Tables are left alone: what a column holds is told by its layout.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache
from itertools import chain
from typing import Any

from listlint.late import late
from listlint.layout import COPY, LISTINGS, LOST, Lost
from listlint.records.document import Listing, Path, Record, Text, Unread
from listlint.records.lexicon import Layout
from listlint.records.settings import Settings
from listlint.records.span import Span

Slips = tuple[tuple[str, str], ...]
"""Keys, and the parts they are slips for."""

RULE = "unknown-name"
_HOLDS = {"attributes": dict, "promises": dict, "evidence": list, "allow": list}
"""What stands under a key; text where it is not named here, or a list of texts under selling_points."""
_PARTS = (*sorted(COPY), "platform", "category", *_HOLDS)
_OFTEN = {"description": "detail", "desc": "detail", "bullets": "selling_points", "bulletpoints": "selling_points"}
_LEAST = 5
"""Letters of a key in which one slip is told from another word."""
_HAN = late("[㐀-鿿]")


def misspelt(record: Record, listing: Listing, layout: Layout, settings: Settings) -> Iterable[Unread]:
    """What to say of the names in one listing of a record, and of its copy that is no text; of an export's names nothing."""
    lost = no_text(listing, settings) if LOST in listing.extra else ()
    if _of_export(record, layout):
        return lost
    value = record.value
    for step in listing.path:
        value = value[step]
    found, platform = slips(record, tuple(value), layout), listing.platform
    known = not platform or settings.named(platform) is not None
    return lost if known and not found else chain(lost, _amiss(record, listing, value, found, settings))


def no_text(listing: Listing, settings: Settings) -> Iterator[Unread]:
    """What to say of the copy of a listing that is a mapping, once for each key; nothing where the configuration says which key of it counts."""
    lost: Sequence[Lost] = listing.extra.get(LOST, ())
    told = {one.key.partition("[")[0]: one for one in reversed(lost)}
    dotted = [name for layout in settings.lexicon.layouts.values() for name in layout.dotted] if told else []
    for key, one in reversed(told.items()):
        if not any(name.startswith(f"{key}.") for name in dotted):
            yield Unread(_mapping(one, key), listing.origin.place(one.path, Span(0, 0)), RULE)


def _mapping(lost: Lost, key: str) -> Text:
    first, shown = lost.names[0], ", ".join(lost.names[:3])
    own = lost.key == key and "." not in first
    zh, en = (
        (f"，或在 listlint.yaml 里写 layout: {{{key}: {key}.{first}}}", f", or say in listlint.yaml layout: {{{key}: {key}.{first}}}")
        if own
        else ("", "")
    )
    return Text(
        f"“{lost.key}”应当是文字，这里是一组键（{shown}），里面没有检查；直接写文字{zh}",
        f"“{lost.key}” should be text, but is a mapping of keys ({shown}), so this was not checked; write the text{en}",
    )


def slips(record: Record, names: tuple[Any, ...], layout: Layout) -> Slips:
    """The keys of a listing in a record that are slips, and the parts they are slips for; none where the record is of an export's layout."""
    return () if _of_export(record, layout) else _slips(names, layout)


def _of_export(record: Record, layout: Layout) -> bool:
    return bool(record.layout or layout.recognise)


def _amiss(record: Record, listing: Listing, value: Any, found: Slips, settings: Settings) -> Iterator[Unread]:
    for key, part in found:
        if _fits(value[key], part):
            yield _told(record, (*listing.path, key), value[key], key, part)
    platform = listing.platform
    if platform and "platform" in value and settings.named(platform) is None:
        yield Unread(_no_platform(platform, settings), record.origin.place((*listing.path, "platform"), Span(0, len(platform))), RULE)


def alone(records: Sequence[Record], layout: Layout) -> Unread | None:
    """What to say of a file without listings whose only copy in Chinese stands under a slip; the first is told."""
    for record in records:
        held = record.value.get(LISTINGS, record.value) if isinstance(record.value, dict) else record.value
        at: Path = () if held is record.value else (LISTINGS,)
        items = [((*at, number), one) for number, one in enumerate(held)] if isinstance(held, list) else [(at, held)]
        for path, value in items:
            found = slips(record, tuple(value), layout) if isinstance(value, dict) else ()
            for key, part in found:
                if part in COPY and part not in _OFTEN.values() and _fits(value[key], part) and _HAN.search(str(value[key])):
                    return _told(record, (*path, key), value[key], key, part)
    return None


@lru_cache(maxsize=1024)
def _slips(names: tuple[Any, ...], layout: Layout) -> Slips:
    """The unknown names that are slips for parts that none of the names holds, and those parts."""
    known = layout.parts
    there = {known.get(name) for name in names}
    near = ((name, _near(name)) for name in names if isinstance(name, str) and name not in known)
    return tuple((name, part) for name, part in near if part and part not in there)


def _near(name: str) -> str:
    bare = _bare(name)
    if bare in _OFTEN:
        return _OFTEN[bare]
    return next((part for part in _PARTS if bare == _bare(part) or (len(bare) >= _LEAST and _one_slip(bare, _bare(part)))), "")


def _bare(name: str) -> str:
    return "".join(filter(str.isalpha, name)).lower().removesuffix("s")


def _one_slip(one: str, other: str) -> bool:
    """Whether one letter after the first is missing, too many, another, or changes places with the next."""
    if one[:1] != other[:1]:
        return False
    start = next((at for at, (a, b) in enumerate(zip(one, other, strict=False)) if a != b), min(len(one), len(other)))
    one, other = one[start:], other[start:]
    return one[1:] == other or one == other[1:] or one[1:] == other[1:] or (one[1::-1] == other[:2] and one[2:] == other[2:])


def _fits(held: Any, part: str) -> bool:
    if part in _HOLDS:
        return isinstance(held, _HOLDS[part])
    return isinstance(held, str) or (part == "selling_points" and isinstance(held, list))


def _told(record: Record, path: Path, held: Any, key: str, part: str) -> Unread:
    while isinstance(held, (dict, list)) and held:  # a place is that of a text
        step, held = next(iter(held.items() if isinstance(held, dict) else enumerate(held)))
        path = (*path, step)
    said = Text(
        f"不认识的键“{key}”，里面的内容没有检查；是不是想写“{part}”？",
        f"unknown key “{key}”, so this was not checked; did you mean “{part}”?",
    )
    return Unread(said, record.origin.place(path, Span(0, len(held) if isinstance(held, str) else 0)), RULE)


def _no_platform(name: str, settings: Settings) -> Text:
    from listlint.lexicon.shape import nearest

    known = settings.lexicon.profiles
    near = nearest(name, known)
    zh = f"是不是“{near}”？" if near else f"可写：{'、'.join(known)}"
    en = f"did you mean “{near}”?" if near else f"choose from {', '.join(known)}"
    run = settings.profile(None)
    return Text(
        f"没有名为“{name}”的平台，按{run.title.zh}检查；{zh}", f"no platform named “{name}”, so it was checked for {run.title.en}; {en}"
    )
