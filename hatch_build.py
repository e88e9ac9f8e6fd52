"""Makes what the package needs and git does not keep: the tables of characters and words, and for a wheel the compiled lexicon.

The tables are written into the source tree, where an editable install finds them and a wheel takes them from (`artifacts` in
pyproject.toml). The wordlists lie outside the package, so a wheel is given them by name; an editable install reads the
checkout's own, and must get no copy that would grow stale.
"""

from __future__ import annotations

import os
import shutil
import sys
import tempfile
from typing import Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface


class CustomBuildHook(BuildHookInterface[Any]):
    """The hook that pyproject.toml names for wheels, editable ones included."""

    scratch = ""

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        """Make the tables, then the compiled lexicon, which is folded by them."""
        sys.path.insert(0, os.path.join(self.root, "src"))
        from listlint.text.build_tables import build
        from listlint.text.table_file import FOLDER

        build(FOLDER)
        if version == "editable":
            return
        from listlint.lexicon.compiled import dump

        wordlists = os.path.join(self.root, "wordlists")
        self.scratch = tempfile.mkdtemp(prefix="listlint-build-")
        compiled = os.path.join(self.scratch, "compiled.json")
        with open(compiled, "w", encoding="utf-8", newline="\n") as file:
            file.write(dump(wordlists))
        build_data["force_include"].update({wordlists: "listlint/wordlists", compiled: "listlint/wordlists/compiled.json"})
        build_data["force_include"][os.path.join(self.root, "schemas")] = "listlint/schemas"

    def finalize(self, version: str, build_data: dict[str, Any], artifact_path: str) -> None:
        """Remove the scratch folder."""
        if self.scratch:
            shutil.rmtree(self.scratch)
