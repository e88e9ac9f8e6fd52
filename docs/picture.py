"""Prints docs/output.svg, the picture in the READMEs: what listlint says of a file of the demo shop, as a terminal shows it.

    python docs/picture.py > docs/output.svg

Every run of characters is placed by its column and stretched to its width, so that carets stand under Chinese in any font.
"""

from __future__ import annotations

import os
import re
import subprocess
import sys
from collections.abc import Iterator
from html import escape
from itertools import groupby
from pathlib import Path
from typing import NamedTuple

from listlint.text.display import columns

SHOP = Path(__file__).parent.parent / "fixtures" / "shops" / "demo"
COMMAND = ("check", "clothing/tee.yaml")
WIDTH = 96
"""Columns of the terminal."""
CELL, LINE, AROUND = 8.4, 20, 16
"""A column's width, a line's height and the margin, in pixels."""
COLORS = {"31": "#ff8a80", "33": "#ffd180", "36": "#80d8ff", "32": "#a5d6a7"}
_CODE = re.compile(r"\x1b\[([\d;]*)m")


class Cell(NamedTuple):
    """A character at its column, with the codes of its style."""

    character: str
    column: int
    style: tuple[str, ...]


def said() -> str:
    """What the command says, in colour."""
    environment = {key: value for key, value in os.environ.items() if key not in ("NO_COLOR", "LISTLINT_LANG")}
    command = [sys.executable, "-m", "listlint", *COMMAND, "--no-cache"]
    return subprocess.run(
        command, cwd=SHOP, env=environment | {"FORCE_COLOR": "1"}, capture_output=True, encoding="utf-8", check=False
    ).stdout


def screen(text: str) -> Iterator[list[Cell]]:
    """The lines of a terminal that shows the text, broken where it is full."""
    for line in text.splitlines():
        row: list[Cell] = []
        style: tuple[str, ...] = ()
        column = 0
        for number, piece in enumerate(_CODE.split(line)):
            if number % 2:
                style = () if piece in ("", "0") else tuple(piece.split(";"))
                continue
            for character in piece:
                wide = columns(character)
                if column + wide > WIDTH:
                    yield row
                    row, column = [], 0
                row.append(Cell(character, column, style))
                column += wide
        yield row


def svg(rows: list[list[Cell]]) -> str:
    """The picture."""
    width, height = round(WIDTH * CELL + 2 * AROUND), len(rows) * LINE + 2 * AROUND
    lines = [
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width} {height}" width="{width}" height="{height}" role="img">',
        f"<title>listlint {' '.join(COMMAND)}</title>",
        f'<rect width="{width}" height="{height}" rx="10" fill="#1c2126"/>',
        '<g font-family="ui-monospace,SFMono-Regular,Menlo,Consolas,\'Noto Sans Mono CJK SC\',monospace" font-size="14" fill="#e6e8ea" style="white-space:pre">',
    ]
    for number, row in enumerate(rows):
        for (style, _), group in groupby(row, lambda cell: (cell.style, columns(cell.character))):
            lines.append(_run(list(group), style, AROUND + (number + 0.75) * LINE))
    return "\n".join([line for line in lines if line] + ["</g>", "</svg>"]) + "\n"


def _run(cells: list[Cell], style: tuple[str, ...], y: float) -> str:
    text = "".join(cell.character for cell in cells)
    bare = text.strip()
    if not bare:
        return ""
    start = cells[0].column + len(text) - len(text.lstrip())
    looks = {
        "fill": next((COLORS[code] for code in style if code in COLORS), ""),
        "font-weight": "bold" if "1" in style else "",
        "text-decoration": "underline" if "4" in style else "",
        "opacity": ".7" if "2" in style else "",
    }
    said = "".join(f' {key}="{value}"' for key, value in looks.items() if value)
    place = f'x="{AROUND + start * CELL:.1f}" y="{y:.0f}" textLength="{columns(bare) * CELL:.1f}" lengthAdjust="spacingAndGlyphs"'
    return f"<text {place}{said}>{escape(bare)}</text>"


if __name__ == "__main__":
    sys.stdout.write(svg(list(screen(said()))))
