"""The peers that are programs of another language, as commands ready to run."""

from __future__ import annotations

import json
import os
import re
import shutil
import subprocess
from collections.abc import Sequence

HOW = "textlint is not on the path, so it is left out: npm install textlint textlint-rule-prh, and add node_modules/.bin to PATH"


def textlint(folder: str, words: Sequence[str]) -> tuple[str, list[str]] | None:
    """textlint and its version, and the command that looks for the words by one rule of prh; None where it is not on the path.

    Its configuration is written to `folder`. It passes over YAML without a word, so it is to be given the same text as .txt.
    """
    program = shutil.which("textlint")
    if program is None:
        return None
    pattern = "|".join(map(re.escape, sorted(words, key=len, reverse=True)))
    rule, config = os.path.join(folder, "prh.yml"), os.path.join(folder, "textlint.json")
    with open(rule, "w", encoding="utf-8") as file:
        json.dump({"version": 1, "rules": [{"expected": "……", "pattern": f"/{pattern}/g"}]}, file, ensure_ascii=False)
    with open(config, "w", encoding="utf-8") as file:
        json.dump({"rules": {"prh": {"rulePaths": [rule]}}}, file)
    version = subprocess.run([program, "--version"], capture_output=True, text=True, check=True).stdout.strip()
    modules = os.path.dirname(os.path.dirname(os.path.dirname(os.path.realpath(program))))
    return f"textlint {version}", [program, "--config", config, "--rules-base-directory", modules, "--format", "unix"]
