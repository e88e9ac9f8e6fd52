"""What the files of a folder seem to hold, for `listlint init`."""

from __future__ import annotations

import os
import re
from collections import Counter
from collections.abc import Iterator, Sequence
from contextlib import suppress
from itertools import islice
from typing import NamedTuple

from listlint import formats, layout
from listlint.discover import discover
from listlint.guess import LOOKED_AT, Guess, line, quoted
from listlint.heading import chosen, head, likely, strange
from listlint.records.document import Heading, Record, Source, Text
from listlint.records.settings import Settings

FILES = 200
"""Files, and listings of each, that are looked at."""
SMALL = 8 << 20
"""Bytes of the largest file that is."""


class Looked(NamedTuple):
    """How many listings name each platform there is a profile of, how many files are in each layout, and what the others may hold, by path.

    `attributes` are files that seem to hold attribute data by id, by path.
    """

    platforms: Counter[str]
    layouts: Counter[str]
    unknown: dict[str, Guess]
    attributes: dict[str, Guess]


def look(settings: Settings, paths: Sequence[str] = (".",)) -> Looked:
    """What the first files under the paths hold."""
    looked = Looked(Counter(), Counter(), {}, {})
    for path in discover(paths)[:FILES]:
        with suppress(OSError):  # what cannot be read `check` tells
            if isinstance(path, str) and os.path.getsize(path) <= SMALL:
                with open(path, "rb") as file:
                    _one(Source(path, file.read()), settings, looked)
    return looked


def _one(source: Source, settings: Settings, looked: Looked) -> None:
    layouts, guesses = settings.lexicon.layouts, list[Guess]()
    find = head(layouts)

    def noting(rows: Sequence[Sequence[str]], numbers: Sequence[int] = ()) -> Heading | Text:
        found = find(rows, numbers)
        if isinstance(found, Text):
            guesses.append(likely(rows)[1])
        return found

    reader = formats.reader(source.path, noting, settings.limits)
    records = [one for one in islice(reader(source) if reader else (), FILES) if isinstance(one, Record)]
    listings = [(one, record) for record in records for one in layout.listings(record, chosen(record, layouts))]
    names = Counter(record.layout for record in records if record.layout)
    if names:
        looked.layouts[names.most_common(1)[0][0]] += 1
    if not listings:
        guesses += [strange(records[:LOOKED_AT])[1]] if records else []
        likeliest = max(guesses, key=len, default={})
        if likeliest:
            (looked.attributes if "key" in likeliest else looked.unknown)[source.path] = likeliest
    said = (_platform(one.platform, record, settings) for one, record in islice(listings, FILES))
    looked.platforms.update(name for name in said if name)


def _platform(said: str | None, record: Record, settings: Settings) -> str | None:
    """The platform that a listing names, or that the layout of its file belongs to."""
    name = said or record.layout.partition("-")[0]
    return name if name in settings.lexicon.profiles else None


def mappings(unknown: dict[str, Guess]) -> Iterator[str]:
    """Lines of `per-path:` that say what these files may hold; those of one folder, ending and kind are told once."""
    groups: dict[tuple[str, str, str], list[str]] = {}
    for path, guess in unknown.items():
        groups.setdefault((os.path.dirname(path), os.path.splitext(path)[1], line(guess)), []).append(path)
    kinds = Counter((folder, ending) for folder, ending, _ in groups)
    for (folder, ending, mapping), paths in groups.items():
        alone = kinds[folder, ending] == 1 and len(paths) > 1
        for pattern in [f"{folder}/*{ending}" if folder else f"/*{ending}"] if alone else [f"/{_escaped(path)}" for path in paths]:
            yield f"  {quoted(pattern)}: {{{mapping}}}"


def _escaped(path: str) -> str:
    return re.sub(r"([\[\]*?\\])", r"\\\1", path)
