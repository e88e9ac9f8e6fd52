"""What is made of values at once, past the class that would count them, is given every field of its record, of its type."""

from __future__ import annotations

from types import ModuleType
from typing import get_args, get_type_hints

import pytest

from listlint.records import document, mention

MADE = [(module, name) for module in (document, mention) for name in module.__annotations__ if name.endswith("_of")]


@pytest.mark.parametrize(("module", "name"), MADE, ids=[name for _, name in MADE])
def test_every_field_is_given(module: ModuleType, name: str) -> None:
    (values,), made = get_args(get_type_hints(module)[name])
    assert get_args(values) == tuple(get_type_hints(made).values())


def test_there_are_such() -> None:
    assert len(MADE) == 4
