"""No test is timed: a slow machine must not fail one. `--write` renews the expected answers of fixtures."""

from __future__ import annotations

import pytest
from hypothesis import settings

settings.register_profile("untimed", deadline=None)
settings.load_profile("untimed")


def pytest_addoption(parser: pytest.Parser) -> None:
    """The option of the tests whose answers are files."""
    parser.addoption("--write", action="store_true", help="write the expected answers of fixtures anew")
