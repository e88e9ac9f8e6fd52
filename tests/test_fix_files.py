"""fixtures/fixes/<case>: before.* and edits.yaml give after.*, byte for byte, or the reasons in `refused`.

edits.yaml holds [key, words, new words] each, or [listing, key, words, new words] where the file has several listings; every
place of the words in that field is edited. A case without one is fixed as `check --fix --unsafe-fixes` fixes it.
"""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import pytest
import yaml
from fix_edits import DESK, diagnostics

from listlint.fix.kinds import fixable
from listlint.fix.one_file import fixed
from listlint.fix.readings import reading
from listlint.fix.relint import examined
from listlint.fix.rounds import mend
from listlint.fix.said import Refusal
from listlint.formats.source.decode import decode
from listlint.records.document import Source

CASES = sorted(path for path in (Path(__file__).parent.parent / "fixtures" / "fixes").iterdir() if path.is_dir())


def applied(case: Path) -> tuple[bytes, tuple[Refusal, ...]]:
    """The case's file after its edits, and what was refused of them."""
    (before,) = case.glob("before.*")
    source = Source(before.name, before.read_bytes())
    if not (case / "edits.yaml").exists():
        found = examined(source, {}, DESK)
        assert any(fixable(one, True) for one in found)
        lint = lambda files: examined(source._replace(data=files[source.path]), {}, DESK)  # noqa: E731
        done = mend(source.path, found, lambda _: source.data, lint, DESK.settings, True)
        return done.files.get(source.path, source.data), done.refused
    edits: list[list[Any]] = yaml.safe_load((case / "edits.yaml").read_text(encoding="utf-8"))
    read = reading(source.path, DESK.settings)
    assert read is not None
    wanted = [one for edit in edits for one in diagnostics(source, read, *edit)]
    assert wanted, "nothing to edit"
    each = fixed(source, wanted, read)
    return each.data or source.data, each.refused


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_a_file_is_edited_as_its_case_says(case: Path, request: pytest.FixtureRequest) -> None:
    (before,) = case.glob("before.*")
    after, refused = before.with_stem("after"), case / "refused"
    data, why = applied(case)
    said = "".join(dict.fromkeys(f"{one.field} “{one.text}”: {reason.en}\n" for one, reason in why))
    if request.config.getoption("--write"):
        if data != before.read_bytes():
            after.write_bytes(data)
        if said:
            refused.write_text(said, encoding="utf-8")
    assert after.exists() or refused.exists()
    assert data == (after if after.exists() else before).read_bytes()
    assert said == (refused.read_text(encoding="utf-8") if refused.exists() else "")


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_no_line_end_or_byte_order_mark_is_touched(case: Path) -> None:
    (before,) = case.glob("before.*")
    after = before.with_stem("after")
    if not after.exists() or before.suffix == ".xlsx":
        return
    old, new = decode(before.read_bytes()), decode(after.read_bytes())
    assert isinstance(old, str) and isinstance(new, str)
    assert re.findall(r"\r\n|\r|\n", old) == re.findall(r"\r\n|\r|\n", new)
    assert before.read_bytes()[:3] == after.read_bytes()[:3] or not before.read_bytes().startswith(
        (b"\xef\xbb\xbf", b"\xff\xfe", b"\xfe\xff")
    )
