"""Which fixes may be applied: safe ones or all, in files of the formats that are edited."""

from __future__ import annotations

import os

from listlint.fix.said import NO_FORMAT, OLD_BOOK
from listlint.records.diagnostic import Allowed, Diagnostic
from listlint.records.document import Text
from listlint.records.rule import SAFE

BOOKS = (".xlsx", ".xlsm")
"""The workbooks that are edited."""
PAGES = (".html", ".htm")
MARKDOWN = (".md", ".markdown")
YAML = (".yaml", ".yml")
JSON = (".json", ".jsonl", ".ndjson")
CSV = (".csv", ".tsv")
XML = (".xml",)

_EDITED = frozenset((*BOOKS, *PAGES, *MARKDOWN, *YAML, *JSON, *CSV, *XML, ".txt"))
_UNEDITED = {".xls": OLD_BOOK, ".xlsb": OLD_BOOK, ".ods": OLD_BOOK}


def suffix(path: str) -> str:
    """The end of a file's name, in lower case, with its dot."""
    return os.path.splitext(path)[1].lower()


def refusal(path: str) -> Text | None:
    """Why files like this one are not edited at all, or None."""
    end = suffix(path)
    return None if end in _EDITED else _UNEDITED.get(end, NO_FORMAT)


def fixable(one: Diagnostic | Allowed, unsafe: bool) -> bool:
    """Whether a fix may be applied: a safe one, or any where `unsafe`."""
    if not isinstance(one, Diagnostic) or one.fix is None or not one.edit_places or len(one.edit_places) != len(one.fix.edits):
        return False
    return (unsafe or one.fix.safety == SAFE) and refusal(one.path) is None
