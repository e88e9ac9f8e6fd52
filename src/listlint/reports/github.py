"""GitHub Actions workflow commands: annotations on a pull request's changed lines."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from listlint.records.diagnostic import Diagnostic
from listlint.records.document import AnyPlace, CellPlace
from listlint.reports import Manner
from listlint.reports._said import law
from listlint.text.display import printable

_COMMANDS = {"error": "error", "warning": "warning", "note": "notice"}


def render(diagnostics: Iterable[Diagnostic], manner: Manner) -> Iterator[str]:
    """A command for each diagnostic; its message ends with the law."""
    for one in diagnostics:
        place, basis = one.place, law(one, manner.lang)
        properties = {
            "title": f"{one.code} {one.rule}" + (f" · {one.listing}" if one.listing else ""),
            "file": one.path,
            **_lines(place),
        }
        message = (
            (f"{place.shown} " if isinstance(place, CellPlace) else "")
            + one.message
            + (f"\n{'依据' if manner.lang == 'zh' else 'basis'}: {basis}" if basis else "")
        )
        named = ",".join(f"{name}={_property(str(value))}" for name, value in properties.items())
        yield printable(f"::{_COMMANDS[one.severity]} {named}::{_data(message)}")


def _lines(place: AnyPlace) -> dict[str, int]:
    """Lines, and columns on a single line; a workbook has neither."""
    if isinstance(place, CellPlace):
        return {}
    columns = {"col": place.column, "endColumn": place.end_column} if place.line == place.end_line else {}
    return {"line": place.line, "endLine": place.end_line, **columns}


def _data(text: str) -> str:
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _property(text: str) -> str:
    return _data(text).replace(":", "%3A").replace(",", "%2C")
