"""No test is timed: a slow machine must not fail one. `--write` renews the expected answers of fixtures."""

from __future__ import annotations

import os
from tempfile import TemporaryDirectory

import pytest
from hypothesis import settings

settings.register_profile("untimed", deadline=None)
settings.load_profile("untimed")


def pytest_addoption(parser: pytest.Parser) -> None:
    """The option of the tests whose answers are files."""
    parser.addoption("--write", action="store_true", help="write the expected answers of fixtures anew")


def pytest_configure(config: pytest.Config) -> None:
    """Where Python is told to keep no bytecode, it is kept for this run: hundreds of commands are started, which takes half as long so."""
    if os.environ.pop("PYTHONDONTWRITEBYTECODE", None):
        kept = TemporaryDirectory(prefix="listlint-bytecode-")
        config.add_cleanup(kept.cleanup)
        os.environ["PYTHONPYCACHEPREFIX"] = kept.name
