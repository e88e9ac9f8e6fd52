"""--fix, --unsafe-fixes and --diff from outside, as a user runs them."""

from __future__ import annotations

import json
import os
import shutil
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest
from test_cli import run
from test_fix_workbook import book, row

HIDDEN = "\u200b"
TEE = f"# 注\nid: tee\ntitle: 云栖 短{HIDDEN}袖 顶级面料   # 尾注\n"
SAFE, ALL = TEE.replace(HIDDEN, ""), TEE.replace(HIDDEN, "").replace("顶级", "优质")


@pytest.fixture
def shop(tmp_path: Path) -> Path:
    (tmp_path / "tee.yaml").write_text(TEE, encoding="utf-8")
    (tmp_path / "clean.yaml").write_text("id: cup\ntitle: 云栖 马克杯\n", encoding="utf-8")
    return tmp_path


def text(path: Path) -> str:
    return path.read_bytes().decode("utf-8")


def written(path: Path) -> tuple[int, int, int]:
    """Which file stands at a path, and when it and its name were last written; a read leaves that as it is."""
    found = path.stat()
    return found.st_ino, found.st_mtime_ns, found.st_ctime_ns


def check(shop: Path, *arguments: str, stdin: str = "") -> subprocess.CompletedProcess[str]:
    return run("check", "--lang", "en", *arguments, cwd=shop, stdin=stdin)


def test_a_run_says_how_much_could_be_fixed(shop: Path) -> None:
    assert check(shop).stdout.splitlines()[-1] == "1 fixable with --fix, 1 more with --fix --unsafe-fixes, to be looked at afterwards"
    assert "2 fixable with --fix --unsafe-fixes" in check(shop, "--unsafe-fixes").stdout
    assert "fixable" not in check(shop, "-q").stdout
    assert "fixable" not in check(shop, "--output-format", "concise").stdout
    assert "另有 1 处可用 --fix --unsafe-fixes" in run("check", cwd=shop).stdout
    assert text(shop / "tee.yaml") == TEE


def test_safe_fixes_are_applied_and_unsafe_ones_when_asked(shop: Path) -> None:
    before = written(shop / "clean.yaml")
    done = check(shop, "--fix")
    assert done.returncode == 1
    assert "LL804" not in done.stdout and "LL101" in done.stdout
    assert done.stdout.splitlines()[-2:] == ["1 with --fix --unsafe-fixes, to be looked at afterwards", "fixed 1 in 1 file"]
    assert text(shop / "tee.yaml") == SAFE
    done = check(shop, "--fix", "--unsafe-fixes")
    assert (done.returncode, done.stdout) == (0, "Checked 2 files with 2 listings: nothing found.\nfixed 1 in 1 file\n")
    assert text(shop / "tee.yaml") == ALL
    assert written(shop / "clean.yaml") == before
    again = check(shop, "--fix", "--unsafe-fixes")
    assert (again.returncode, again.stdout) == (0, "Checked 2 files with 2 listings: nothing found.\nnothing was fixed\n")


def test_the_cache_gives_no_stale_answer(shop: Path) -> None:
    first = check(shop, "--output-format", "concise")
    assert check(shop, "--output-format", "concise").stdout == first.stdout
    check(shop, "--fix", "--unsafe-fixes")
    assert check(shop, "--output-format", "concise").stdout == ""
    (shop / "tee.yaml").write_text(TEE, encoding="utf-8")
    assert check(shop, "--output-format", "concise").stdout == first.stdout


def test_a_difference_is_shown_and_nothing_written(shop: Path) -> None:
    done = check(shop, "--diff")
    assert done.returncode == 1
    lines = done.stdout.splitlines()
    assert lines[:3] == ["--- tee.yaml", "+++ tee.yaml", "@@ -1,3 +1,3 @@"]
    assert lines[3:] == [" # 注", " id: tee", f"-title: 云栖 短{HIDDEN}袖 顶级面料   # 尾注", "+title: 云栖 短袖 顶级面料   # 尾注"]
    assert done.stderr == "would fix 1 in 1 file\n"
    assert check(shop, "--diff", "--exit-zero").returncode == 0
    assert text(shop / "tee.yaml") == TEE
    assert check(shop, "--diff", "clean.yaml").returncode == 0
    assert check(shop, "--diff", "-q", "--fix", "--unsafe-fixes").stderr == ""
    assert text(shop / "tee.yaml") == TEE
    assert sorted(path.name for path in shop.iterdir()) == [".listlint_cache", "clean.yaml", "tee.yaml"]


@pytest.mark.skipif(not shutil.which("patch"), reason="patch is not installed")
def test_what_diff_shows_is_what_fix_does(shop: Path) -> None:
    rows = "".join(f"r{number},云栖 {'顶级' if number in (3, 40) else ''}面料\r\n" for number in range(50))
    (shop / "rows.csv").write_bytes(f"id,title\r\n{rows}".encode())
    (shop / "end.yaml").write_text("title: 云栖 顶级面料", encoding="utf-8")
    shutil.copytree(shop, shop / "node_modules" / "copy")
    command = [sys.executable, "-m", "listlint", "check", "--diff", "--unsafe-fixes", "-q"]
    shown = subprocess.run(command, cwd=shop, capture_output=True, check=False).stdout
    subprocess.run(["patch", "-p0", "--binary"], cwd=shop / "node_modules" / "copy", input=shown, check=True, capture_output=True)
    check(shop, "--fix", "--unsafe-fixes")
    for name in ("rows.csv", "end.yaml", "tee.yaml"):
        assert (shop / "node_modules" / "copy" / name).read_bytes() == (shop / name).read_bytes()
    assert (shop / "rows.csv").read_bytes().count(b"\r\n") == 51


def test_standard_input_is_mended_on_standard_output(shop: Path) -> None:
    done = check(shop, "-", "--stdin-filename", "x.yaml", "--fix", stdin=TEE)
    assert (done.returncode, done.stdout) == (1, SAFE)
    assert "LL101" in done.stderr and "fixed 1 in 1 file" in done.stderr
    assert not (shop / "x.yaml").exists()
    done = check(shop, "-", "--fix", stdin=SAFE)
    assert done.stdout == SAFE
    done = check(shop, "-", "--stdin-filename", "x.jsonl", "--diff", "--unsafe-fixes", stdin='{"title": "顶级"}\n')
    assert (done.returncode, done.stdout) == (1, '--- x.jsonl\n+++ x.jsonl\n@@ -1 +1 @@\n-{"title": "顶级"}\n+{"title": "优质"}\n')


def test_detail_files_are_mended_where_they_stand(shop: Path) -> None:
    (shop / "detail").mkdir()
    page = shop / "detail" / "tee.html"
    page.write_text("<p>顶级<b>面料</b></p>\n", encoding="utf-8")
    listings = "- {id: a, title: 云栖, detail_file: detail/tee.html}\n- {id: b, title: 云栖, detail_file: detail/tee.html}\n"
    (shop / "two.yaml").write_text(listings, encoding="utf-8")
    (shop / "three.json").write_text('{"id": "c", "title": "顶级", "detail_file": "detail/tee.html"}', encoding="utf-8")
    shown = check(shop, "--diff", "--unsafe-fixes").stdout
    assert shown.count("+<p>优质<b>面料</b></p>") == 1 and "two.yaml" not in shown
    given = check(shop, "-", "--stdin-filename", "two.yaml", "--fix", "--unsafe-fixes", stdin=listings)
    assert given.stdout == listings and "only standard input is fixed" in given.stderr
    done = check(shop, "--fix", "--unsafe-fixes", "--output-format", "concise")
    assert (done.returncode, done.stderr) == (0, "")
    assert text(page) == "<p>优质<b>面料</b></p>\n"
    assert text(shop / "two.yaml") == listings


def test_joined_attributes_are_mended_where_they_stand(shop: Path) -> None:
    (shop / "listlint.yaml").write_text("attributes: {file: erp.csv, key: id}\n", encoding="utf-8")
    rows = f'# 表\r\n"id";风格\r\ncup;"好"\r\ntee;"顶{HIDDEN}级; 好"\r\n'
    (shop / "erp.csv").write_bytes(rows.encode())
    (shop / "again.jsonl").write_text('{"id": "tee", "title": "云栖"}\n', encoding="utf-8")  # shares the row
    mended = rows.replace(f"顶{HIDDEN}级", "优质")
    shown = check(shop, "--diff", "--unsafe-fixes")
    assert shown.stdout.count('+tee;"优质; 好"') == 1 and "--- erp.csv" in shown.stdout
    given = check(shop, "-", "--stdin-filename", "tee.yaml", "--fix", "--unsafe-fixes", stdin=TEE)
    assert given.stdout == ALL and "only standard input is fixed" in given.stderr
    assert (shop / "erp.csv").read_bytes() == rows.encode()
    done = check(shop, "--fix", "--unsafe-fixes")
    assert (done.returncode, done.stdout) == (0, "Checked 3 files with 3 listings: nothing found.\nfixed 3 in 2 files\n")
    assert (shop / "erp.csv").read_bytes() == mended.encode() and text(shop / "tee.yaml") == ALL


def test_a_joined_workbook_is_mended_and_an_open_document_left(shop: Path) -> None:
    (shop / "erp.xlsx").write_bytes(book(row(2, "tee", "顶级") + row(3, "cup", "好")).data)
    (shop / "listlint.yaml").write_text("attributes: {file: erp.xlsx, key: id}\nlayout: {attributes: {风格: title}}\n", encoding="utf-8")
    before = (shop / "erp.xlsx").read_bytes()
    assert "erp.xlsx 商品!B2: 顶级 -> 优质" in check(shop, "--diff", "--unsafe-fixes").stdout
    assert (shop / "erp.xlsx").read_bytes() == before
    assert check(shop, "--fix", "--unsafe-fixes").returncode == 0
    assert "nothing found" in check(shop).stdout and text(shop / "tee.yaml") == ALL


def test_joined_attributes_outside_the_project_are_left(shop: Path) -> None:
    inner = shop / "shop"
    inner.mkdir()
    (shop / "erp.csv").write_text("id,风格\ntee,顶级\n", encoding="utf-8")
    (inner / "listlint.yaml").write_text("attributes: {file: ../erp.csv, key: id}\n", encoding="utf-8")
    (inner / "tee.yaml").write_text(TEE, encoding="utf-8")
    done = check(inner, "--fix", "--unsafe-fixes")
    assert "not fixed: ../erp.csv:2:5 LL101 “顶级”: the joined file lies outside the project" in done.stdout
    assert "顶级" in text(shop / "erp.csv") and text(inner / "tee.yaml") == ALL
    (shop / ".git").mkdir()  # now it is in the same repository
    assert check(inner, "--fix", "--unsafe-fixes").returncode == 0
    assert text(shop / "erp.csv") == "id,风格\ntee,优质\n"


def test_what_is_allowed_or_in_the_baseline_is_not_fixed(shop: Path) -> None:
    allowed = TEE.replace("title:", "# listlint: allow absolute-term — 品牌名\ntitle:") + "detail: 顶级\n"
    (shop / "tee.yaml").write_text(allowed, encoding="utf-8")
    check(shop, "--fix", "--unsafe-fixes")
    assert text(shop / "tee.yaml") == allowed.replace(HIDDEN, "").replace("detail: 顶级", "detail: 优质")
    (shop / "tee.yaml").write_text("title: 云栖 顶级面料\n", encoding="utf-8")
    run("baseline", "--baseline", "known.json", cwd=shop)
    (shop / "tee.yaml").write_text(f"title: 云{HIDDEN}栖 顶级面料\n", encoding="utf-8")
    (shop / "new.yaml").write_text("title: 顶级\n", encoding="utf-8")
    run("baseline", "--baseline", "known.json", "tee.yaml", cwd=shop)
    done = check(shop, "--fix", "--unsafe-fixes", "--baseline", "known.json", "--output-format", "concise")
    assert text(shop / "new.yaml") == "title: 优质\n"
    assert text(shop / "tee.yaml") == f"title: 云{HIDDEN}栖 顶级面料\n"
    assert done.returncode == 0
    # what is known stays so when an edit changes the words around it
    (shop / "tee.yaml").write_text("title: 云栖 顶级面料\n", encoding="utf-8")
    run("baseline", "--baseline", "known.json", cwd=shop)
    listing = "title: 云栖 顶级面料\nsubtitle: 云栖\n"
    (shop / "tee.yaml").write_text(listing.replace("subtitle: 云栖", f"subtitle: 云{HIDDEN}栖"), encoding="utf-8")
    assert check(shop, "--fix", "--unsafe-fixes", "--baseline", "known.json").returncode == 0
    assert text(shop / "tee.yaml") == listing


def test_an_edit_beside_a_known_finding_does_not_make_it_new(shop: Path) -> None:
    (shop / "tee.yaml").write_text("title: 云栖 顶级面料 国家级工艺\n", encoding="utf-8")
    run("baseline", "--baseline", "known.json", "--isolated", cwd=shop)
    data = json.loads(text(shop / "known.json"))
    data["findings"] = [one for one in data["findings"] if one["text"] == "国家级"]
    (shop / "known.json").write_text(json.dumps(data), encoding="utf-8")
    done = check(shop, "--fix", "--unsafe-fixes", "--baseline", "known.json", "--output-format", "concise")
    assert (done.returncode, text(shop / "tee.yaml")) == (0, "title: 云栖 优质面料 国家级工艺\n"), done.stdout


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_a_read_only_file_is_told_and_the_run_goes_on(shop: Path, lang: str) -> None:
    (shop / "locked.yaml").write_text(TEE, encoding="utf-8")
    (shop / "locked.yaml").chmod(0o444)
    done = run("check", "--fix", "--unsafe-fixes", "--lang", lang, cwd=shop)
    assert done.returncode == 1 and "Traceback" not in done.stderr
    assert f"locked.yaml{'：写不了' if lang == 'zh' else ': cannot be written'}" in done.stdout
    assert text(shop / "locked.yaml") == TEE and text(shop / "tee.yaml") == ALL
    assert "locked.yaml:3" in done.stdout


def test_the_mode_is_kept_and_a_link_followed(shop: Path) -> None:
    (shop / "real").mkdir()
    (shop / "tee.yaml").chmod(0o640)
    (shop / "tee.yaml").rename(shop / "real" / "tee.yaml")
    (shop / "tee.yaml").symlink_to("real/tee.yaml")
    check(shop, "--fix", "--unsafe-fixes", "tee.yaml")
    assert (shop / "tee.yaml").is_symlink() and text(shop / "real" / "tee.yaml") == ALL
    assert (shop / "real" / "tee.yaml").stat().st_mode & 0o777 == 0o640
    assert [path.name for path in (shop / "real").iterdir()] == ["tee.yaml"]


def test_machine_readable_reports_stay_so(shop: Path) -> None:
    done = check(shop, "--fix", "--output-format", "json")
    assert [one["code"] for one in json.loads(done.stdout)["diagnostics"]] == ["LL101"]
    assert done.stderr == "fixed 1 in 1 file\n"


def test_refusals_are_told_with_their_reason(shop: Path) -> None:
    (shop / "tee.yaml").write_text("title: 云栖\ndetail_html: <p>顶<b>级</b></p>\n", encoding="utf-8")
    done = check(shop, "--fix", "--unsafe-fixes")
    assert done.stdout.splitlines()[-1].startswith("not fixed: tee.yaml:2:17 LL101 “顶级”: markup stands between")
    (shop / "feed.xml").write_text("<rss><channel><item><title>顶级</title></item></channel></rss>", encoding="utf-8")
    assert "1 fixable" in check(shop, "feed.xml", "--unsafe-fixes").stdout
    assert "+<rss><channel><item><title>优质</title></item></channel></rss>" in check(shop, "feed.xml", "--diff", "--unsafe-fixes").stdout


def test_a_fix_that_would_be_an_error_itself_is_refused(shop: Path) -> None:
    shipped = Path(__file__).parent.parent / "wordlists" / "words" / "absolute-term.yaml"
    words = shop / "words"
    words.mkdir()
    source = shipped.read_text(encoding="utf-8")
    assert "顶级" in source
    (shop / "listlint.yaml").write_text("wordlists: [words]\n", encoding="utf-8")
    (words / "own-term.yaml").write_text(
        source.replace("LL101", "XX101").replace("顶级", "特供款").replace("优质", "顶级"), encoding="utf-8"
    )
    (shop / "tee.yaml").write_text("title: 云栖 特供款面料\n", encoding="utf-8")
    done = check(shop, "--fix", "--unsafe-fixes")
    assert text(shop / "tee.yaml") != "title: 云栖 顶级面料\n"
    assert "not fixed: tee.yaml:1:11 XX101 “特供款”: the result would be an error itself (absolute-term" in done.stdout, done.stdout


def test_allowances_are_not_written_by_the_same_run(shop: Path) -> None:
    done = check(shop, "--fix", "--add-allow", "absolute-term", "--reason", "品牌")
    assert done.returncode == 2 and text(shop / "tee.yaml") == TEE


def test_other_processes_and_arguments_change_nothing(shop: Path) -> None:
    for number in range(5):
        (shop / f"n{number}.json").write_text(f'{{"id": "n{number}", "title": "顶级 {number}"}}', encoding="utf-8")
    shown = check(shop, "--diff", "--unsafe-fixes", "--jobs", "1", "--no-cache").stdout
    assert shown.count("+++") == 6
    assert check(shop, "--diff", "--unsafe-fixes", "n4.json", "tee.yaml", ".", "--jobs", "4").stdout == shown


WRITER = """
import sys
from listlint.written import write
old, new = b"a" * 3_000_000, b"b" * 3_000_000
print("ready", flush=True)
while True:
    write(sys.argv[1], new)
    write(sys.argv[1], old)
"""


@pytest.mark.skipif(not hasattr(signal, "SIGKILL"), reason="no SIGKILL here")
def test_a_killed_process_leaves_the_old_or_the_new(tmp_path: Path) -> None:
    path = tmp_path / "a.yaml"
    path.write_bytes(b"a" * 3_000_000)
    for number in range(12):
        writer = subprocess.Popen([sys.executable, "-c", WRITER, str(path)], stdout=subprocess.PIPE)
        assert writer.stdout and writer.stdout.readline()
        time.sleep(0.003 * number)
        os.kill(writer.pid, signal.SIGKILL)
        writer.wait()
        writer.stdout.close()
        data = path.read_bytes()
        assert data in (b"a" * 3_000_000, b"b" * 3_000_000)
    beside = [one.name for one in tmp_path.iterdir() if one != path]
    assert all(name.startswith(".a.yaml.") and name.endswith(".tmp") for name in beside)  # hidden, so never read as listings


def test_a_file_whose_columns_the_configuration_names_is_fixed(shop: Path) -> None:
    (shop / "listlint.yaml").write_text("per-path:\n  odd.csv: {layout: {title: 品名规格}}\n", encoding="utf-8")
    (shop / "odd.csv").write_text("品名规格,数\n云栖 顶级面料,1\n", encoding="utf-8")
    assert "+云栖 优质面料,1" in check(shop, "odd.csv", "--diff", "--unsafe-fixes").stdout
    assert check(shop, "odd.csv", "--fix", "--unsafe-fixes").returncode == 0
    assert text(shop / "odd.csv") == "品名规格,数\n云栖 优质面料,1\n"
