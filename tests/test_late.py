"""Every expression that is compiled late can be compiled, whether or not a test has it used."""

from __future__ import annotations

import re
from importlib import import_module

import pytest
from test_layers import MODULES, SERVERS, part

from listlint.late import late


@pytest.mark.parametrize("name", [name for name in MODULES if part(name) not in {*SERVERS, "__main__"} and name != "text.build_tables"])
def test_what_is_compiled_late_compiles(name: str) -> None:
    try:
        module = import_module(f"listlint.{name}" if name != "__init__" else "listlint")
    except ModuleNotFoundError as missing:
        pytest.skip(f"{missing.name} is not installed")
    for held in vars(module).values():
        if isinstance(held, type(late(""))):
            assert held.pattern is not None


def test_it_is_the_expression() -> None:
    assert [found[0] for found in late("[ab]+", re.IGNORECASE).finditer("xAbxB")] == ["Ab", "B"]


def test_a_wrong_one_fails_when_used() -> None:
    wrong = late("(")
    with pytest.raises(re.error):
        wrong.search("")
