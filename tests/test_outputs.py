"""Where reports go: several formats, files that are whole or not there, statistics, quiet, progress."""

from __future__ import annotations

import json
import os
import stat
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from listlint.cli._progress import AFTER, EVERY, Line, watched

LISTING = "id: tee-001\nplatform: taobao\ntitle: 云栖 全网最佳短袖 国家级面料\n"


def run(*arguments: str, cwd: Path) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "listlint", "check", "--isolated", *arguments]
    env = {**os.environ, "NO_COLOR": "1"}
    return subprocess.run(command, cwd=cwd, env=env, capture_output=True, encoding="utf-8", check=False)


@pytest.fixture
def shop(tmp_path: Path) -> Path:
    (tmp_path / "tee.yaml").write_text(LISTING, encoding="utf-8")
    return tmp_path


def test_several_formats_in_one_run(shop: Path) -> None:
    arguments = ("--output-format", "concise", "--output-format", "json=a.json", "--output-format", "sarif=out.sarif")
    done = run(*arguments, cwd=shop)
    assert done.returncode == 1 and done.stderr == ""
    assert len(done.stdout.splitlines()) == 2 and "LL101" in done.stdout
    assert json.loads((shop / "a.json").read_text("utf-8"))["summary"]["total"] == 2
    assert len(json.loads((shop / "out.sarif").read_text("utf-8"))["runs"][0]["results"]) == 2


def test_a_format_is_the_same_alone_and_among_others_and_in_a_file(shop: Path) -> None:
    alone = run("--output-format", "jsonl", cwd=shop).stdout
    assert run("--output-format", "jsonl", "--output-file", "out/a.txt", cwd=shop).returncode == 2
    (shop / "out").mkdir()
    assert run("--output-format", "jsonl", "--output-file", "out/a.txt", cwd=shop).stdout == ""
    run("--output-format", "html=page.html", "--output-format", "jsonl=out/b.txt", cwd=shop)
    assert alone == (shop / "out/a.txt").read_text("utf-8") == (shop / "out/b.txt").read_text("utf-8")


def test_a_report_is_no_listing_of_the_next_run(shop: Path) -> None:
    for name in ("report.json", "report.csv"):
        once, twice = (run(".", "--output-file", name, "--output-format", name[7:], cwd=shop) for _ in range(2))
        assert once.returncode == twice.returncode == 1
        assert name not in (shop / name).read_text("utf-8")
        (shop / name).unlink()


def test_a_file_is_there_whole_or_stays_as_it_was(shop: Path) -> None:
    kept = shop / "report.txt"
    kept.write_text("before", encoding="utf-8")
    kept.chmod(0o640)
    assert run("--output-file", "report.txt", "--platform", "nowhere", cwd=shop).returncode == 2
    assert kept.read_text("utf-8") == "before"
    (shop / "link.txt").symlink_to("report.txt")
    assert run("--output-file", "link.txt", cwd=shop).returncode == 1
    assert "LL101" in kept.read_text("utf-8") and (shop / "link.txt").is_symlink()
    assert stat.S_IMODE(kept.stat().st_mode) == 0o640
    assert sorted(path.name for path in shop.iterdir() if path.name != ".listlint_cache") == ["link.txt", "report.txt", "tee.yaml"]


@pytest.mark.skipif(not os.path.exists("/dev/stdout"), reason="no /dev/stdout here")
def test_a_device_is_written_not_replaced(shop: Path) -> None:
    assert run("--output-format", "concise", "--output-file", "/dev/null", cwd=shop).stdout == ""
    assert stat.S_ISCHR(os.stat("/dev/null").st_mode)


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["--output-format", "xml"], "checkstyle"),
        (["--output-format", "json="], "="),
        (["--output-format", "json", "--output-format", "sarif"], "json=report.json"),
        (["--output-format", "json=a", "--output-format", "sarif=./a"], "./a"),
        (["--output-format", "json=a", "--output-file", "b"], "--output-file b"),
        (["--output-file", "absent/a"], "absent/a"),
        (["--output-file", "."], "."),
        (["--statistics", "--output-format", "sarif"], "concise"),
    ],
)
def test_what_cannot_be_written_is_told(shop: Path, arguments: list[str], said: str) -> None:
    done = run("--lang", "en", *arguments, cwd=shop)
    expected = said.replace("json=report.json", "sarif=report.sarif")
    assert done.returncode == 2 and expected in done.stderr and "Traceback" not in done.stderr
    assert [path.name for path in shop.iterdir() if path.name != ".listlint_cache"] == ["tee.yaml"]


def test_statistics_count_instead_of_listing(shop: Path) -> None:
    text = run("--statistics", cwd=shop)
    assert text.returncode == 1
    assert text.stdout.splitlines()[0].split()[:4] == ["2", "错误", "LL101", "absolute-term"] and "tee.yaml" not in text.stdout
    (counted,) = json.loads(run("--statistics", "--output-format", "json", cwd=shop).stdout)
    assert (counted["rule"], counted["count"]) == ("absolute-term", 2)
    both = run("--statistics", "--output-format", "concise", "--output-format", "jsonl=all.jsonl", cwd=shop)
    assert len(both.stdout.splitlines()) == 1 and len((shop / "all.jsonl").read_text("utf-8").splitlines()) == 2


def test_quiet_says_findings_and_no_more(shop: Path) -> None:
    loud, quiet = run(cwd=shop).stdout, run("-q", cwd=shop).stdout
    assert loud.startswith(quiet) and "2 个错误" in loud.removeprefix(quiet) and "LL101" in quiet
    (shop / "tee.yaml").write_text("title: 短袖\n", encoding="utf-8")
    assert run("--quiet", cwd=shop).stdout == ""


def seen(pace: float, items: list[int]) -> list[str | int]:
    """What a terminal is given, items and writes in order, where each item takes `pace` seconds."""
    now, told = [0.0], []  # type: tuple[list[float], list[str | int]]

    def slow() -> Iterator[int]:
        for item in items:
            now[0] += pace
            yield item

    for item in watched(slow(), len(items), Line("en", told.append, lambda: now[0])):
        told.append(item)
    return told


def test_a_short_run_shows_no_progress() -> None:
    items = list(range(1, 20))
    assert seen(AFTER / 20, items) == items


def test_a_long_run_shows_progress_and_leaves_nothing_of_it() -> None:
    told = seen(EVERY * 0.6, [0] * 100)
    drawn = [at for at, one in enumerate(told) if isinstance(one, str) and "of 100" in one]
    assert 10 < len(drawn) < 50  # from the second second on, not for every item
    assert told[-2:] == ["\r\x1b[K", 0]


def test_progress_is_erased_before_an_item_that_prints() -> None:
    told = seen(1.0, [0, 0, 0, 7, 0])
    assert told[told.index(7) - 1] == "\r\x1b[K" and "3 of 5" in str(told[told.index(7) - 2])


@pytest.mark.skipif(sys.platform == "win32", reason="no pseudo-terminals on Windows")
def test_a_terminal_gets_findings_as_ever(shop: Path) -> None:
    import pty
    import select

    main, terminal = pty.openpty()
    command = [sys.executable, "-m", "listlint", "check", "--isolated", "--output-format", "concise"]
    done = subprocess.run(command, cwd=shop, stdout=subprocess.PIPE, stderr=terminal, check=False)
    assert not select.select([main], [], [], 0)[0]  # nothing is written of a short run
    os.close(terminal)
    os.close(main)
    assert done.stdout.count(b"\n") == 2


def test_progress_within_a_file_is_erased_before_its_findings() -> None:
    now, told = [0.0], []  # type: tuple[list[float], list[str]]
    line = Line("en", told.append, lambda: now[0])
    line.inside("a/b.csv", 64, 0.1)
    assert told == []
    now[0] = AFTER
    line.inside("a/b.csv", 12800, 0.375)
    line.inside("a/b.csv", 12864, 0.376)
    assert list(watched([1], 1, line)) == [1]
    assert told == ["\r\x1b[Kb.csv: 12,800 listings checked (38%) …", "\r\x1b[K"]
