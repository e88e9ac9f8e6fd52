"""Opens the tables that `text.build_tables` made when listlint was built."""

from __future__ import annotations

import os
from typing import BinaryIO

FOLDER = os.path.join(os.path.dirname(os.path.abspath(__file__)), "tables")


class TableMissing(RuntimeError):
    """A table is not there: the package was copied, not built."""


def open_table(name: str) -> BinaryIO:
    """The table file of that name, open for reading bytes; TableMissing says how to build it."""
    try:
        return open(os.path.join(FOLDER, name), "rb")
    except FileNotFoundError as error:
        raise TableMissing(
            f"listlint 尚未构建：缺少 {error.filename}。请在源码目录运行 `pip install -e .`。 / "
            f"listlint is not built: {error.filename} is missing. Run `pip install -e .` in its source folder."
        ) from error
