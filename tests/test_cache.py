"""The cache changes how long a run takes and nothing that it says, whatever happens to it."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from listlint import cache
from listlint.config import Options
from listlint.desk import desk
from listlint.records.diagnostic import Diagnostic
from listlint.runners.local import check
from listlint.settle import settle

COMMAND = (sys.executable, "-m", "listlint", "check", "--output-format", "jsonl")


def run(folder: Path, *more: str) -> str:
    done = subprocess.run([*COMMAND, *more], cwd=folder, capture_output=True, encoding="utf-8", check=False)
    assert "Traceback" not in done.stderr
    return done.stdout


def results(folder: Path) -> list[Path]:
    return sorted((folder / cache.FOLDER).glob("results-*"))


@pytest.fixture
def shop(tmp_path: Path) -> Path:
    for number in range(30):
        (tmp_path / f"{number:02}.yaml").write_text(f"id: a{number}\ntitle: 云栖 {'最佳' * (number % 3 == 0)}短袖\n", encoding="utf-8")
    (tmp_path / "b.json").write_text('{"id": "\\ud800", "title": "纯棉国内首创", "attributes": {"材质成分": "棉80%"}}', encoding="utf-8")
    (tmp_path / "c.json").write_text("{", encoding="utf-8")
    return tmp_path


def test_what_is_kept_reads_back_as_it_was(shop: Path) -> None:
    ready = desk(settle(Options(show_allowed=True)))
    path = str(shop / "kept.json")
    outcomes = [check(str(one), ready) for one in sorted(shop.glob("*.*"))]
    cache.save(path, {one.path: cache.row("digest", one) for one in outcomes})
    kept = cache.Kept(path, cache._read(path) or {})
    assert [cache.recalled(kept, one.path, "digest") for one in outcomes] == outcomes
    assert any(one.fix for outcome in outcomes for one in outcome.found if isinstance(one, Diagnostic))
    assert any(one.related for outcome in outcomes for one in outcome.found if isinstance(one, Diagnostic))


def test_a_second_run_says_the_same_without_linting(shop: Path) -> None:
    cold = run(shop)
    assert cold == run(shop, "--no-cache")
    (kept,) = results(shop)
    _, _, body = kept.read_bytes().partition(b"\n")
    told = json.loads(body)
    told["00.yaml"][1][0][1][5] = "记得"  # the message, so that only a run that reads it can say it
    body = json.dumps(told).encode()
    kept.write_bytes(cache._check(body) + b"\n" + body)
    assert "记得" in run(shop) and run(shop).count("\n") == cold.count("\n")
    assert "记得" not in run(shop, "--no-cache")


def test_a_changed_file_or_setting_or_name_is_linted_anew(shop: Path) -> None:
    run(shop)
    (shop / "00.yaml").write_text("id: a0\ntitle: 云栖 极品短袖\n", encoding="utf-8")
    (shop / "01.yaml").rename(shop / "31.yaml")
    for more in ((), ("--lang", "en"), ("--select", "LL1"), ("--platform", "jd"), ("--show-allowed",)):
        assert run(shop, *more) == run(shop, *more, "--no-cache")
    (shop / "listlint.yaml").write_text("severity: {absolute-term: note}\n", encoding="utf-8")
    assert '"note"' in run(shop)
    (shop / "words").mkdir()
    (shop / "listlint.yaml").write_text("wordlists: [words]\n", encoding="utf-8")
    word = (
        "code: MY001\nseverity: error\ntitle: {zh: 自, en: o}\nwhy: {zh: 规, en: r}\nmend: {zh: 改, en: m}\nmessage: {zh: 不, en: n}\n"
        "basis: [{law: 规定, article: 一}]\nwords: [WORD]\nexamples: {fail: [短袖], pass: [长袖]}\n"
    )
    for text, count in ((word.replace("WORD", "短袖"), 30), (word.replace("WORD", "长袖"), 0)):
        (shop / "words" / "house-word.yaml").write_text(text, encoding="utf-8")
        assert sum('"MY001"' in line and "words/" not in line for line in run(shop).splitlines()) == count


def test_damage_is_not_used(shop: Path) -> None:
    cold = run(shop)
    (kept,) = results(shop)
    whole = kept.read_bytes()
    for broken in (b"", whole[:-9], whole.replace("云栖".encode("unicode_escape"), b"\\u4e91", 1), b"x" * 40, b"\n"):
        kept.write_bytes(broken)
        assert run(shop) == cold
        assert kept.read_bytes() == whole


def test_it_is_done_without_where_it_cannot_be_written(shop: Path) -> None:
    (shop / cache.FOLDER).write_text("a file where the folder should be", encoding="utf-8")
    assert run(shop) == run(shop, "--no-cache")


@pytest.mark.skipif(not os.path.exists("/dev/full"), reason="no /dev/full here")
def test_a_full_disk_leaves_the_old_results(shop: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    run(shop)
    (kept,) = results(shop)
    whole = kept.read_bytes()
    os.symlink("/dev/full", f"{kept}.{os.getpid()}")  # what the process would write first
    cache.save(str(kept), {"00.yaml": ["x" * 100_000, []]})
    assert kept.read_bytes() == whole
    assert results(shop) == [kept]


def test_processes_at_once_and_killed_ones_leave_it_sound(shop: Path) -> None:
    cold = run(shop, "--no-cache")
    for wait in (0.15, 0.25, 0.35, 0.5):
        with subprocess.Popen([*COMMAND], cwd=shop, stdout=subprocess.DEVNULL) as killed:
            try:
                killed.wait(wait)
            except subprocess.TimeoutExpired:
                killed.send_signal(signal.SIGKILL)
        assert run(shop) == cold
    run_all = [subprocess.Popen([*COMMAND], cwd=shop, stdout=subprocess.PIPE, encoding="utf-8") for _ in range(4)]
    assert {one.communicate()[0] for one in run_all} == {cold}
    assert run(shop) == cold


def test_what_names_other_files_is_not_remembered(tmp_path: Path) -> None:
    (tmp_path / "a.yaml").write_text("title: 短袖\nevidence: [{kind: patent, file: a.pdf}]\n", encoding="utf-8")
    run(tmp_path)
    assert results(tmp_path) == []


def test_clean_removes_what_is_ours_alone(shop: Path) -> None:
    run(shop)
    (shop / cache.FOLDER / "theirs.txt").write_text("x", encoding="utf-8")
    command = [sys.executable, "-m", "listlint", "clean"]
    done = subprocess.run(command, cwd=shop, capture_output=True, encoding="utf-8", check=True)
    assert done.stdout == "删除了 1 个缓存文件\n"
    assert (shop / cache.FOLDER / "theirs.txt").exists()
    (shop / cache.FOLDER / "theirs.txt").unlink()
    subprocess.run(command, cwd=shop, check=True, capture_output=True)
    assert not (shop / cache.FOLDER).exists()
