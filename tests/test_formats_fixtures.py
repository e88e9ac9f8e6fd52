"""fixtures/formats: four listings in every format, one set of texts (texts.json), and each file's places beside it.

A line of <file>.places: listing, key, phrase (as JSON), place, and what stands there in the file (as JSON; in a workbook,
nothing). `listing.html` and `listing.md` hold the first of the four, as a page and as a draft.
"""

from __future__ import annotations

import json
import os
from collections.abc import Iterator
from typing import Any

import pytest
import yaml

from listlint import formats, layout
from listlint.config import Options
from listlint.formats.source.decode import decode
from listlint.formats.yaml import read as read_yaml
from listlint.heading import chosen, head
from listlint.records.document import AnyPlace, CellPlace, Field, Listing, Path, Record, Source, Unread
from listlint.records.span import Span
from listlint.settle import settle

FOLDER = os.path.join(os.path.dirname(__file__), "..", "fixtures", "formats")
FILES = sorted(name for name in os.listdir(FOLDER) if name.startswith("listing") and not name.endswith(".places"))
MARKED_UP = (".html", ".md", ".xml")
"""Where copy is markup, whose white space is not what is written."""
WORKBOOKS = (".ods", ".xls", ".xlsx")
OWN = [name for name in FILES if not name.endswith(MARKED_UP)]
"""The files that hold the texts under our own keys."""
LAYOUTS = settle(Options()).lexicon.layouts


def content(name: str) -> bytes:
    with open(os.path.join(FOLDER, name), "rb") as file:
        return file.read()


def records(name: str) -> list[Record]:
    if name.endswith(WORKBOOKS):
        pytest.importorskip("python_calamine", reason="python-calamine is not installed")
    read = formats.reader(name, head(LAYOUTS))
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


def laid_out(name: str) -> list[Listing]:
    return [listing for record in records(name) for listing in layout.listings(record, chosen(record, LAYOUTS))]


def said(listing: Listing) -> dict[str, Field]:
    """The texts of a listing by the keys of texts.json, whatever its format calls them."""
    names = {"材质": "材质成分"}
    return {
        **{field.role: field for field in listing.fields},
        **{names.get(field.name, field.name): field for field in listing.attributes if field.name in ("材质", "材质成分")},
    }


def squeezed(text: str) -> str:
    return "".join(text.split())


def test_every_format_has_its_files() -> None:
    modules = {getattr(formats.reader(name), "__module__", "").rpartition(".")[2] for name in FILES}
    assert modules == set(formats.names())


@pytest.mark.parametrize("name", OWN)
def test_every_format_gives_the_same_texts(name: str) -> None:
    texts = {"*商品标题（必填）": "title", "商品标题": "title", "货号": "id", "详情": "detail"}
    found = [value for record in records(name) for _, value in listings(record.value)] or [record.value for record in records(name)]
    expected = json.loads(
        content("texts.json").replace(rb"\t", b"") if name.endswith(".ods") else content("texts.json")
    )  # calamine drops <text:tab/>
    assert [{texts.get(key, key): text for key, text in flat(one).items()} for one in found] == expected


@pytest.mark.parametrize("name", FILES)
def test_every_format_gives_the_same_listings(name: str) -> None:
    expected = json.loads(content("texts.json"))
    if name.startswith("listing."):
        expected = expected[:1]
    got = laid_out(name)
    assert [one.id or "tee-001" for one in got] == [one["id"] for one in expected]
    for listing, texts in zip(got, expected, strict=True):
        for key, field in said(listing).items():
            page = name == "listing.html" and key == "detail"  # whose picture says the composition
            assert squeezed(field.text) == squeezed(texts[key]) + ("材质成分：棉95%氨纶5%" if page else "")


@pytest.mark.parametrize("name", [name for name in FILES if name.endswith((*MARKED_UP, *WORKBOOKS))])
def test_places_of_what_is_laid_out(name: str) -> None:
    text = None if name.endswith(WORKBOOKS) else decode(content(name))
    found = {listing.id: listing for listing in laid_out(name)}
    expected = content(name + ".places").decode().splitlines()
    for line in expected:
        who, key, phrase, place, written = line.split("\t")
        listing = found[who if who in found else ""]
        field = said(listing)[key]
        start = field.text.index(json.loads(phrase))
        got = listing.origin.place(field.path, Span(start, start + len(json.loads(phrase))), field.markup)
        if isinstance(got, CellPlace):
            assert (got.shown, written) == (place, ""), line
            continue
        assert f"{got.line}:{got.column}-{got.end_line}:{got.end_column}" == place, line
        assert isinstance(text, str)
        assert stretch(text, got) == json.loads(written), line
    assert len(expected) >= (2 if name.startswith("listing.") else 11)


def test_yaml_reads_the_same_where_libyaml_is_absent(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("listlint.formats.yaml._LOADER", yaml.SafeLoader)
    test_every_format_gives_the_same_texts("listings.yaml")
    test_places("listings.yaml")
    (deep,) = read_yaml(Source("a.yaml", b"[" * 450 + b"]" * 450))
    assert isinstance(deep, Unread)


def stretch(text: str, place: AnyPlace) -> str:
    """What stands at a place of a text file."""
    lines = text.replace("\r\n", "\n").split("\n")
    held = [*lines[place.line - 1 : place.end_line - 1], lines[place.end_line - 1][: place.end_column - 1]]
    held[0] = held[0][place.column - 1 :]
    return "\n".join(held)


@pytest.mark.parametrize("name", [name for name in OWN if not name.endswith(WORKBOOKS)])
def test_places(name: str) -> None:
    text = decode(content(name))
    assert isinstance(text, str)
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
        assert stretch(text, got) == json.loads(written), line
