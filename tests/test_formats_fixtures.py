"""fixtures/formats: four listings in every format, one set of texts (texts.json), and each file's places beside it.

A line of <file>.places: listing, key, phrase (as JSON), place, and what stands there in the file (as JSON).
"""

from __future__ import annotations

import json
import os
from collections.abc import Iterator
from typing import Any

import pytest
import yaml

from listlint import formats
from listlint.formats.source.decode import decode
from listlint.formats.yaml import read as read_yaml
from listlint.records.document import Path, Record, Source, Unread
from listlint.records.span import Span

FOLDER = os.path.join(os.path.dirname(__file__), "..", "fixtures", "formats")
FILES = sorted(name for name in os.listdir(FOLDER) if name.startswith("listings") and not name.endswith(".places"))


def content(name: str) -> bytes:
    with open(os.path.join(FOLDER, name), "rb") as file:
        return file.read()


def records(name: str) -> list[Record]:
    read = formats.reader(name)
    assert read is not None
    return [one for one in read(Source(name, content(name))) if isinstance(one, Record)]


def listings(value: Any, path: Path = ()) -> Iterator[tuple[Path, dict[str, Any]]]:
    """The mappings with an id, wherever they stand in a record."""
    if isinstance(value, dict) and "id" in value:
        yield path, value
    elif isinstance(value, (dict, list)):
        for key, inner in value.items() if isinstance(value, dict) else enumerate(value):
            yield from listings(inner, (*path, key))


def flat(listing: dict[str, Any]) -> dict[str, str]:
    return {**{key: value for key, value in listing.items() if key != "attributes"}, **listing.get("attributes", {})}


def test_every_format_has_its_files() -> None:
    modules = {getattr(formats.reader(name), "__module__", "").rpartition(".")[2] for name in FILES}
    assert modules == set(formats.names())


@pytest.mark.parametrize("name", FILES)
def test_every_format_gives_the_same_texts(name: str) -> None:
    assert [flat(listing) for record in records(name) for _, listing in listings(record.value)] == json.loads(content("texts.json"))


def test_yaml_reads_the_same_where_libyaml_is_absent(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("listlint.formats.yaml._LOADER", yaml.SafeLoader)
    test_every_format_gives_the_same_texts("listings.yaml")
    test_places("listings.yaml")
    (deep,) = read_yaml(Source("a.yaml", b"[" * 450 + b"]" * 450))
    assert isinstance(deep, Unread)


@pytest.mark.parametrize("name", FILES)
def test_places(name: str) -> None:
    text = decode(content(name))
    assert isinstance(text, str)
    lines = text.replace("\r\n", "\n").split("\n")
    found = {listing["id"]: (record.origin, path, listing) for record in records(name) for path, listing in listings(record.value)}
    expected = content(name + ".places").decode().splitlines()
    assert len(expected) == 16
    for line in expected:
        who, key, phrase, place, written = line.split("\t")
        origin, path, listing = found[who]
        path += (key,) if key in listing else ("attributes", key)
        start = flat(listing)[key].index(json.loads(phrase))
        got = origin.place(path, Span(start, start + len(json.loads(phrase))))
        assert f"{got.line}:{got.column}-{got.end_line}:{got.end_column}" == place, line
        stretch = [*lines[got.line - 1 : got.end_line - 1], lines[got.end_line - 1][: got.end_column - 1]]
        stretch[0] = stretch[0][got.column - 1 :]
        assert "\n".join(stretch) == json.loads(written), line
