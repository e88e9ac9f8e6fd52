"""listlint from Python, as the contract has it."""

from __future__ import annotations

from pathlib import Path

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


def test_check_path_goes_through_a_folder(tmp_path: Path) -> None:
    (tmp_path / "b.yaml").write_text("title: 全网最佳短袖\n", encoding="utf-8")
    (tmp_path / "a.json").write_text('{"title": "全网最佳短袖"}', encoding="utf-8")
    assert [Path(one.path).name for one in LINTER.check_path(str(tmp_path))] == ["a.json", "b.yaml"]


def test_an_unknown_platform_is_refused() -> None:
    with pytest.raises(ConfigError):
        Linter(platform="taobo")


def test_the_same_text_is_answered_alike_twice() -> None:
    assert LINTER.check_text("全网最佳") == LINTER.check_text("全网最佳")


@pytest.mark.parametrize("name", ["taobao", "淘宝", "Taobao", " 淘宝 "])
def test_a_platform_may_be_named_as_it_is_called(name: str) -> None:
    assert "long-title" in {one.rule for one in Linter().check_listing({"title": "云栖宽松短袖上衣" * 5, "platform": name})}
