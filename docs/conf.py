"""The site's settings for Sphinx, and how what stands at the top of the repository becomes a page: `make docs`."""

from __future__ import annotations

import os
import re
from pathlib import Path

from sphinx.application import Sphinx

TOP = Path(__file__).parent.parent
PAGES = {"README.zh-CN.md": "index.md", "README.md": "english.md", "CONTRIBUTING.md": "contributing.md", "CHANGELOG.md": "changelog.md"}
"""The files at the top that are pages; docs/<page> holds a comment that names the file."""

project = "listlint"
language = "zh_CN"
extensions = ["myst_parser"]
myst_heading_anchors = 3
html_theme = "furo"
html_title = "listlint"
html_copy_source = False
_MONO = (
    '"Sarasa Mono SC", "Noto Sans Mono CJK SC", "Noto Sans Mono", Menlo, Consolas, monospace'  # Chinese two columns wide, if it can be had
)
html_theme_options = {"light_css_variables": {"font-stack--monospace": _MONO}}
exclude_patterns = ["ci/*"]
suppress_warnings = ["myst.header", "misc.highlighting_failure"]  # rule pages skip a heading's level; consoles print what no lexer knows

_COMMENT = re.compile(r"<!-- the (text|table of rules) of (\S+) -->")
_LINK = re.compile(r"\]\((?!\w+:|#)([^)#\s]+)")
_TABLE = re.compile(r"<!-- rules:.*?-->\n(.*?)<!-- end of rules -->", re.DOTALL)


def linked(text: str) -> str:
    """A text of the repository's top with its links leading from a page in docs/."""

    def link(match: re.Match[str]) -> str:
        inner = match[1].removeprefix("docs/")
        return "](" + (PAGES.get(match[1]) or (inner if inner != match[1] else os.path.join("..", match[1])))

    return _LINK.sub(link, text)


def brought_in(match: re.Match[str]) -> str:
    """What a comment asks for: a file of the repository's top, or the table of rules in it."""
    text = linked((TOP / match[2]).read_text(encoding="utf-8"))
    table = _TABLE.search(text)
    return table[1] if match[1] != "text" and table else text


def setup(app: Sphinx) -> None:
    """Called by Sphinx: the comments are replaced as each page is read."""

    def read(_app: Sphinx, _name: str, source: list[str]) -> None:
        source[0] = _COMMENT.sub(brought_in, source[0])

    app.connect("source-read", read)
