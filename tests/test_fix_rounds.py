"""Rounds of fixes: what overlaps waits, what goes in circles stops, and which fixes count as safe."""

from __future__ import annotations

from collections.abc import Callable, Mapping

import pytest
from fix_edits import DESK, diagnostics

from listlint.desk import Desk, desk
from listlint.fix.readings import reading
from listlint.fix.relint import examined
from listlint.fix.rounds import ROUNDS, Mended, mend
from listlint.records.diagnostic import Allowed, Diagnostic
from listlint.records.document import Source


def linting(source: Source, ready: Desk) -> Callable[[Mapping[str, bytes]], tuple[Diagnostic | Allowed, ...]]:
    return lambda files: examined(source._replace(data=files.get(source.path, source.data)), files, ready)


TAOBAO = desk(DESK.settings._replace(platform="taobao"))


def mended(title: str, *edits: tuple[str, str]) -> Mended:
    """A title mended by fixes that replace words by others wherever they stand, until none is left."""
    source = Source("a.yaml", f"title: '{title}'\n".encode())
    read = reading(source.path, DESK.settings)
    assert read

    def lint(files: Mapping[str, bytes]) -> list[Diagnostic]:
        now = source._replace(data=files.get(source.path, source.data))
        return [one for words, fresh in edits for one in diagnostics(now, read, "title", words, fresh)]

    return mend(source.path, lint({}), lambda _: source.data, lint, DESK.settings, True)


def title(done: Mended) -> str:
    return done.files["a.yaml"].decode().removeprefix("title: '").removesuffix("'\n")


def test_of_edits_that_overlap_the_first_is_taken_and_the_other_waits() -> None:
    done = mended("甲乙丙", ("甲乙", "丁"), ("乙丙", "戊"))
    assert (title(done), len(done.fixed)) == ("丁丙", 1)
    done = mended("甲乙丙", ("甲乙", "丁"), ("乙丙", "戊"), ("丁丙", "己"))
    assert (title(done), len(done.fixed)) == ("己", 2)


def test_the_same_edit_asked_for_twice_is_made_once() -> None:
    done = mended("甲乙", ("乙", "丁"), ("乙", "丁"))
    assert (title(done), len(done.fixed)) == ("甲丁", 2)


def test_edits_side_by_side_are_one_round() -> None:
    assert title(mended("甲乙丙", ("甲", "一"), ("乙", ""), ("丙", "三三"))) == "一三三"


def test_fixes_that_undo_one_another_stop() -> None:
    done = mended("甲", ("甲", "乙"), ("乙", "甲"))
    assert title(done) == "乙"
    assert [one.why.en for one in done.refused] == ["fixes undo one another, so this is where they stopped"]


def test_fixes_without_end_stop() -> None:
    assert title(mended("甲", ("甲", "甲甲"))) == "甲" * 2**ROUNDS


@pytest.mark.parametrize(
    ("before", "safe", "unsafe"),
    [
        ("云栖 短\u200b袖", "云栖 短袖", "云栖 短袖"),
        ("🔥 云栖 短袖✨ 舒适 ❤", "云栖 短袖 舒适", "云栖 短袖 舒适"),
        ("云栖★短袖", "云栖★短袖", "云栖短袖"),  # a mark between words may keep them apart
        ("云栖 短袖 🎁", "云栖 短袖 🎁", "云栖 短袖"),  # a present may be promised
        ("云栖 🚫荧光剂 3️⃣件", "云栖 🚫荧光剂 3️⃣件", "云栖 🚫荧光剂 3️⃣件"),
        ("云栖 100%纯棉短袖", "云栖 100%棉短袖", "云栖 100%棉短袖"),
        ("云栖 顶级短袖", "云栖 顶级短袖", "云栖 优质短袖"),
    ],
)
def test_what_is_safe(before: str, safe: str, unsafe: str) -> None:
    source = Source("a.yaml", f"title: {before}\nattributes: {{材质成分: 棉100%}}\n".encode())
    for allowed, expected in ((False, safe), (True, unsafe)):
        lint = linting(source, TAOBAO)
        done = mend("a.yaml", lint({}), lambda _: source.data, lint, TAOBAO.settings, allowed)
        assert done.files.get("a.yaml", source.data).decode().splitlines()[0] == f"title: {expected}"


def test_a_safe_fix_may_uncover_an_error_that_was_there() -> None:
    """Unseen characters that hid a word from everyone go, and the word is told."""
    source = Source("a.yaml", "title: 云栖 国\u200b家\u200b级\n".encode())
    lint = linting(source, DESK)
    done = mend("a.yaml", lint({}), lambda _: source.data, lint, DESK.settings, False)
    assert done.files["a.yaml"].decode() == "title: 云栖 国家级\n"
    assert [one.rule for one in done.found if isinstance(one, Diagnostic)] == ["absolute-term"]
