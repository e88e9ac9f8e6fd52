"""listlint from Python, as the contract has it."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from listlint import Diagnostic, Linter
from listlint.config import ConfigError
from listlint.records.span import Span

LINTER = Linter(platform="taobao")


def test_check_text_gives_diagnostics_with_spans_of_the_text() -> None:
    (one,) = LINTER.check_text("穿着舒适，\n是全网最佳的短袖", role="title")
    assert isinstance(one, Diagnostic)
    assert (one.rule, one.span, one.role) == ("absolute-term", Span(7, 11), "title")
    assert (one.place.line, one.place.column) == (2, 2)


def test_check_text_refuses_a_role_it_does_not_know() -> None:
    with pytest.raises(ValueError, match="title, subtitle, selling_point, detail"):
        LINTER.check_text("短袖", role="titel")


def test_check_listing_takes_the_contracts_mapping() -> None:
    found = LINTER.check_listing({"title": "纯棉短袖", "attributes": {"材质成分": "棉80% 聚酯纤维20%"}})
    assert [one.code for one in found] == ["LL301"]
    assert found[0].related[0].field == "attributes.材质成分"


def test_check_listing_takes_values_that_are_not_text() -> None:
    assert LINTER.check_listing({"title": "短袖", "price": {"sale": 59}, "selling_points": ("透气", 2026), "attributes": None}) == []


def test_check_listing_tells_copy_that_is_no_text() -> None:
    found = LINTER.check_listing({"title": {"zh": "国家级短袖"}, "detail": "全网最佳"})
    assert [(one.rule, one.severity) for one in found] == [("unknown-name", "warning"), ("absolute-term", "error")]


def test_what_is_of_the_wrong_kind_is_refused() -> None:
    given: Any
    for given in (None, b"x", 3, ["x"]):
        with pytest.raises(TypeError, match=f"^text must be a str, not {type(given).__name__}$"):
            LINTER.check_text(given)
    for given in (None, [], "x", [{"title": "短袖"}]):
        with pytest.raises(TypeError, match=f"^listing must be a mapping .*, not {type(given).__name__}$"):
            LINTER.check_listing(given)
    given = None
    with pytest.raises(TypeError, match=r"^platform must be a str, not NoneType$"):
        Linter(platform=given)
    with pytest.raises(TypeError, match=r"^select must be a list of names, not a str: \['LL1'\]$"):
        Linter(select="LL1")


def test_check_path_goes_through_a_folder(tmp_path: Path) -> None:
    (tmp_path / "b.yaml").write_text("title: 全网最佳短袖\n", encoding="utf-8")
    (tmp_path / "a.json").write_text('{"title": "全网最佳短袖"}', encoding="utf-8")
    assert [Path(one.path).name for one in LINTER.check_path(str(tmp_path))] == ["a.json", "b.yaml"]
    assert list(LINTER.check_path(tmp_path)) == list(LINTER.check_path(str(tmp_path)))


def test_an_unknown_platform_is_refused() -> None:
    with pytest.raises(ConfigError):
        Linter(platform="taobo")


def test_the_same_text_is_answered_alike_twice() -> None:
    assert LINTER.check_text("全网最佳") == LINTER.check_text("全网最佳")


@pytest.mark.parametrize("name", ["taobao", "淘宝", "Taobao", " 淘宝 "])
def test_a_platform_may_be_named_as_it_is_called(name: str) -> None:
    assert "long-title" in {one.rule for one in Linter().check_listing({"title": "云栖宽松短袖上衣" * 5, "platform": name})}
