"""The folding table against Unicode and OpenCC, character by character."""

from __future__ import annotations

import os
import sys
import unicodedata
from collections.abc import Callable
from functools import lru_cache
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from opencc import OpenCC

from listlint.lexicon.store import load
from listlint.text import lookup, table_file
from listlint.text.build_tables import build
from listlint.text.characters import fold_table
from listlint.text.segment import words
from listlint.text.sight import sight


@pytest.mark.parametrize(
    ("text", "folded"),
    [
        ("ＡＢｃ１２％", "abc12%"),
        ("國家級頂級麵料", "国家级顶级面料"),
        ("①②③㊣⁹", "123正9"),
        ("𝐍𝐎.𝟏", "no.1"),
        ("⼀⾼", "一高"),
        ("最佳T恤\n100%棉", "最佳t恤\n100%棉"),
        ("\u3000\u00a0", "  "),
        ("\ud83d\ude00", "\ufffd\ufffd"),
        ("…½℃", "…½℃"),
    ],
)
def test_folding(text: str, folded: str) -> None:
    assert text.translate(fold_table()) == folded


@given(st.text(st.characters()))
def test_folding_keeps_length_and_lines_and_is_final(text: str) -> None:
    folded = text.translate(fold_table())
    assert len(folded) == len(text)
    assert [at for at, char in enumerate(folded) if char == "\n"] == [at for at, char in enumerate(text) if char == "\n"]
    assert folded.translate(fold_table()) == folded


@pytest.mark.parametrize("much", [1 << 30, 0], ids=["list", "array"])
@given(text=st.text(st.characters() | st.sampled_from("№\0最佳ＡA٣·"), max_size=60))
def test_a_long_text_is_looked_up_as_a_short_one_is(text: str, much: int) -> None:
    """By a list as by an array, characters beyond the first plane and those that become several among them."""
    if not much:
        pytest.importorskip("numpy", reason="numpy is not installed")
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(lookup, "LONG", 1)
        patch.setattr(lookup, "MUCH", much)
        fold, classed = _translators()[bool(much)]
        folded = text.translate(fold_table())
        assert fold(text) == folded
        assert classed(folded) == folded.translate(sight(load().disguises).table)


@lru_cache(maxsize=1)
def _translators() -> list[tuple[Callable[[str], str], Callable[[str], str]]]:
    """Those of both tables, twice."""
    folds, classes = fold_table(), sight(load().disguises).table
    shown = classes.shown
    return [
        (
            lookup.translator(folds, lambda code: folds.get(code, code)),
            lookup.translator(classes, lambda code: classes.get(code, shown(code))),
        )
        for _ in range(2)
    ]


def test_without_numpy_a_list_serves() -> None:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(lookup, "LONG", 1)
        patch.setattr(lookup, "MUCH", 0)
        patch.setitem(sys.modules, "numpy", None)
        assert lookup.translator({65: 66}, lambda code: 66 if code == 65 else code)("AZ") == "BZ"


def test_every_character_folds_as_unicode_and_opencc_say() -> None:
    simplify = OpenCC("t2s").convert
    table = fold_table()
    for code in range(0x10000):
        char = chr(code)
        if unicodedata.category(char) == "Cs":
            continue
        folded = chr(table.get(code, code))
        for target in (unicodedata.normalize("NFKC", folded), folded.lower(), simplify(folded)):
            rare_or_unseen = target > "\uffff" or target in "\u115f\u1160"
            assert len(target) != 1 or rare_or_unseen or target == folded, f"U+{code:04X}"


def test_the_tables_in_place_are_those_that_would_be_built_now(tmp_path: Path) -> None:
    for path in build(str(tmp_path)):
        with open(path, "rb") as fresh, table_file.open_table(os.path.basename(path)) as placed:
            assert fresh.read() == placed.read(), "run `pip install -e .` again"


def test_missing_tables_say_how_to_build_them(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    from listlint.text import segment

    monkeypatch.setattr(table_file, "FOLDER", str(tmp_path))
    with pytest.raises(table_file.TableMissing, match=r"pip install -e \."):
        fold_table.__wrapped__()
    segment._part.cache_clear()
    segment._rests.cache_clear()
    segment._cuts.cache_clear()
    with pytest.raises(table_file.TableMissing):
        words("全棉")
