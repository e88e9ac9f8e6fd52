"""schemas/*.json are made from the shapes, and take what the shapes take and nothing else. `--write` makes them anew."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from listlint.lexicon import shop_files
from listlint.lexicon.schema import schemas
from listlint.lexicon.shape import parse

TOP = Path(__file__).parent.parent


def test_the_schemas_kept_are_those_of_the_shapes(request: pytest.FixtureRequest) -> None:
    folder = TOP / "schemas"
    if request.config.getoption("--write"):
        folder.mkdir(exist_ok=True)
        for name, text in schemas().items():
            (folder / name).write_text(text, encoding="utf-8")
    assert {path.name: path.read_text(encoding="utf-8") for path in folder.iterdir()} == schemas()


def validator(name: str) -> Any:
    jsonschema = pytest.importorskip("jsonschema", reason="jsonschema is not installed: schemas are not tried by a validator")
    schema = json.loads(schemas()[name])
    jsonschema.Draft7Validator.check_schema(schema)
    return jsonschema.Draft7Validator(schema)


CONFIGS = st.fixed_dictionaries(
    {},
    optional={
        "platform": st.sampled_from(["taobao", "jd"]),
        "lang": st.sampled_from(["zh", "fr"]),
        "selct": st.just(["LL1"]),
        "select": st.lists(st.just("LL1"), max_size=1) | st.just("LL1"),
        "severity": st.dictionaries(st.just("LL1"), st.sampled_from(["error", "eror"])),
        "allow": st.lists(st.fixed_dictionaries({"rule": st.just("LL1")}, optional={"why": st.just("x"), "until": st.sampled_from(["2026-01-01", "soon"])})),
        "per-path": st.dictionaries(st.just("a/"), st.fixed_dictionaries({}, optional={"platform": st.just("jd"), "lang": st.just("zh")})),
    },
)  # fmt: skip


@given(CONFIGS.filter(bool))
def test_a_schema_takes_what_the_shape_takes(config: dict[str, Any]) -> None:
    text = yaml.safe_dump(config)
    assert validator("listlint.json").is_valid(config) == (parse(text, "a", shop_files.CONFIG)[1] == [])


def test_the_shipped_wordlists_fit_their_schema() -> None:
    check = validator("wordlist.json")
    for path in sorted((TOP / "wordlists" / "words").glob("*.yaml")):
        assert [error.message for error in check.iter_errors(yaml.safe_load(path.read_text(encoding="utf-8")))] == [], path


def test_the_listings_of_fixtures_fit_theirs() -> None:
    check = validator("listing.json")
    for path in sorted((TOP / "fixtures" / "shops" / "demo").rglob("*.yaml")):
        if path.name != "listlint.yaml":
            for data in yaml.load_all(path.read_text(encoding="utf-8"), Loader=yaml.BaseLoader):
                assert [error.message for error in check.iter_errors(data)] == [], path
