"""The command from outside, as a user runs it."""

from __future__ import annotations

import json
import os
import shlex
import signal
import subprocess
import sys
from contextlib import suppress
from pathlib import Path

import pytest

from listlint import cli

LISTING = """\
id: tee-001
platform: taobao
title: 云栖 全网最佳短袖 2026新款
detail: 最佳赏味期三十天。
"""
CLEAN = "id: tee-002\ntitle: 云栖 短袖T恤\n"


def run(*arguments: str, cwd: Path, stdin: str = "", env: dict[str, str] | None = None) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", "listlint", *arguments],
        cwd=cwd,
        input=stdin,
        capture_output=True,
        encoding="utf-8",
        env={**os.environ, "NO_COLOR": "1", **(env or {})},
        check=False,
    )


@pytest.fixture
def shop(tmp_path: Path) -> Path:
    (tmp_path / "tee.yaml").write_text(LISTING, encoding="utf-8")
    (tmp_path / "clean.yaml").write_text(CLEAN, encoding="utf-8")
    return tmp_path


def test_findings_end_with_1_and_say_where(shop: Path) -> None:
    done = run("check", "--isolated", "--output-format", "concise", cwd=shop)
    assert done.returncode == 1
    assert done.stdout.startswith("tee.yaml:3:11: error LL101 [absolute-term]")
    assert len(done.stdout.splitlines()) == 1
    assert done.stderr == ""


def test_a_clean_shop_ends_with_0_and_says_nothing(shop: Path) -> None:
    done = run("check", "--isolated", "--output-format", "concise", "clean.yaml", cwd=shop)
    assert (done.returncode, done.stdout, done.stderr) == (0, "", "")


@pytest.mark.parametrize(
    ("flags", "code"),
    [
        (["--exit-zero"], 0),
        (["--ignore", "LL1"], 0),
        (["--ignore", "absolute-term"], 0),
        (["--select", "LL8"], 0),
        (["--select", "LL1"], 1),
        (["--select", "LL1", "--ignore", "LL101"], 0),
        (["--ignore", "LL1", "--select", "LL101"], 1),
        (["--select", "long-title", "--extend-select", "LL101"], 1),
        (["--select", "absolut-term"], 2),
        (["--platform", "taobaoo"], 2),
        (["--config", "absent.yaml"], 2),
        (["--jobs", "-1"], 2),
        (["absent.yaml"], 1),
    ],
)
def test_flags_decide_what_is_told_and_how_it_ends(shop: Path, flags: list[str], code: int) -> None:
    done = run("check", "--isolated", *flags, cwd=shop)
    assert done.returncode == code, done.stdout + done.stderr
    assert "Traceback" not in done.stderr


def test_a_repos_wordlists_and_environments_are_no_listings(tmp_path: Path) -> None:
    shipped = Path(__file__).parent.parent / "wordlists" / "words" / "famous-trademark.yaml"
    (tmp_path / "words").mkdir()
    (tmp_path / "words" / "own-term.yaml").write_text(shipped.read_text("utf-8").replace("LL108", "XX108"), encoding="utf-8")
    (tmp_path / "listlint.yaml").write_text("wordlists: [./words]\n", encoding="utf-8")
    for folder in ("env/lib", "env/lib/site-packages", "shop"):
        (tmp_path / folder).mkdir(parents=True)
        (tmp_path / folder / "tee.yaml").write_text("title: 全网最低价\n", encoding="utf-8")
    (tmp_path / "env" / "pyvenv.cfg").write_text("", encoding="utf-8")
    done = run("check", "--output-format", "concise", "--quiet", cwd=tmp_path)
    assert [line.partition(":")[0] for line in done.stdout.splitlines()] == ["shop/tee.yaml"]


def test_a_folder_without_listings_is_not_called_clean_in_silence(tmp_path: Path) -> None:
    done = run("check", "--isolated", cwd=tmp_path)
    assert (done.returncode, done.stderr) == (0, ".：没有找到商品文件\n")
    assert run("check", "--isolated", "--quiet", cwd=tmp_path).stderr == ""


def test_a_reason_without_an_allowance_is_refused(shop: Path) -> None:
    assert run("check", "--isolated", "--reason", "x", cwd=shop).returncode == 2


def test_a_baseline_of_what_is_not_there_is_refused(shop: Path) -> None:
    assert run("baseline", "absent", cwd=shop).returncode == 2
    assert not (shop / "listlint-baseline.json").exists()


def test_a_wrong_name_is_answered_with_the_nearest(shop: Path) -> None:
    assert "absolute-term" in run("check", "--isolated", "--select", "absolut-term", cwd=shop).stderr
    assert "taobao" in run("check", "--isolated", "--platform", "taobaoo", "--lang", "en", cwd=shop).stderr


def test_warnings_count_where_fail_on_says_so(tmp_path: Path) -> None:
    (tmp_path / "a.yaml").write_text("title: 国内首创的折叠结构\n", encoding="utf-8")
    assert run("check", "--isolated", cwd=tmp_path).returncode == 0
    assert run("check", "--isolated", "--fail-on", "warning", cwd=tmp_path).returncode == 1


def test_the_nearest_configuration_counts_and_flags_win(shop: Path) -> None:
    (shop / "listlint.yaml").write_text("ignore: [absolute-term]\n", encoding="utf-8")
    inner = shop / "inner"
    inner.mkdir()
    (inner / "tee.yaml").write_text(LISTING, encoding="utf-8")
    assert run("check", cwd=inner).returncode == 0
    assert run("check", "--isolated", cwd=inner).returncode == 1
    (inner / "listlint.yaml").write_text("severity: {absolute-term: warning}\n", encoding="utf-8")
    done = run("check", "--output-format", "concise", cwd=inner)
    assert done.returncode == 0 and ": warning LL101" in done.stdout
    assert run("check", "--fail-on", "warning", cwd=inner).returncode == 1


def test_pyproject_is_a_configuration_too(shop: Path) -> None:
    (shop / "pyproject.toml").write_text('[tool.listlint]\nignore = ["LL1"]\n', encoding="utf-8")
    assert run("check", cwd=shop).returncode == 0
    (shop / "pyproject.toml").write_text('[tool.listlint]\nignored = ["LL1"]\n', encoding="utf-8")
    done = run("check", cwd=shop)
    assert done.returncode == 2 and "ignore" in done.stderr


def test_a_wrong_key_is_refused_with_its_place(shop: Path) -> None:
    (shop / "listlint.yaml").write_text("platform: taobao\nslect: [LL1]\n", encoding="utf-8")
    done = run("check", "--lang", "en", cwd=shop)
    assert done.returncode == 2
    assert "listlint.yaml:2:1" in done.stderr and "did you mean “select”" in done.stderr


def test_excluded_paths_are_not_looked_at(shop: Path) -> None:
    (shop / "listlint.yaml").write_text("exclude: [tee.*]\n", encoding="utf-8")
    assert run("check", cwd=shop).returncode == 0


def test_the_pages_of_an_earlier_run_are_not_listings(shop: Path) -> None:
    before = run("check", "--isolated", "--output-format", "concise", "--output-format", "html=report.html", cwd=shop).stdout
    run("dossier", "tee.yaml", "--isolated", "--output", "dossier.html", cwd=shop)
    assert (shop / "dossier.html").is_file() and (shop / "report.html").is_file()
    assert run("check", "--isolated", "--output-format", "concise", cwd=shop).stdout == before


def test_a_wordlist_may_not_take_the_code_of_another(shop: Path) -> None:
    shipped = Path(__file__).parent.parent / "wordlists" / "words" / "absolute-term.yaml"
    (shop / "own-term.yaml").write_text(shipped.read_text(encoding="utf-8"), encoding="utf-8")
    done = run("test", str(shop), cwd=shop)
    assert done.returncode == 2


def test_a_repos_own_wordlist_joins_in(shop: Path) -> None:
    (shop / "words").mkdir()
    (shop / "words" / "house-word.yaml").write_text(
        "code: MY001\nseverity: error\ntitle: {zh: 自家, en: own}\nwhy: {zh: 规定, en: rule}\nmend: {zh: 改, en: mend}\n"
        "message: {zh: '不写“{text}”', en: 'no “{text}”'}\nbasis: [{law: 公司规定, article: 一}]\nwords: [短袖]\n"
        "examples: {fail: [短袖], pass: [长袖]}\n",
        encoding="utf-8",
    )
    (shop / "listlint.yaml").write_text("wordlists: [words]\n", encoding="utf-8")
    assert "clean.yaml:2:11: error MY001" in run("check", "--output-format", "concise", "clean.yaml", cwd=shop).stdout
    tested = run("test", "words", cwd=shop)
    assert tested.returncode == 0 and "1 个词表" in tested.stdout


def test_standard_input_is_read_under_its_name(shop: Path) -> None:
    line = json.dumps({"title": "全网最佳短袖"}, ensure_ascii=False)
    done = run("check", "--isolated", "--output-format", "concise", "--stdin-filename", "x/rows.jsonl", "-", cwd=shop, stdin=line)
    assert done.returncode == 1 and done.stdout.startswith("x/rows.jsonl:1:12: error")


def test_what_was_let_through_is_shown_with_its_ground(shop: Path) -> None:
    done = run("check", "--isolated", "--show-allowed", "--output-format", "concise", cwd=shop)
    assert "放行 LL101 [absolute-term] “最佳”" in done.stdout and "执法指南" in done.stdout
    machine = run("check", "--isolated", "--show-allowed", "--output-format", "jsonl", cwd=shop)
    assert [json.loads(line)["rule"] for line in machine.stdout.splitlines()] == ["absolute-term"]
    assert "“最佳”" in machine.stderr


def test_json_is_one_document_and_jsonl_one_a_line(shop: Path) -> None:
    whole = json.loads(run("check", "--isolated", "--output-format", "json", cwd=shop).stdout)
    lines = [json.loads(line) for line in run("check", "--isolated", "--output-format", "jsonl", cwd=shop).stdout.splitlines()]
    assert whole["version"] == 1 and whole["diagnostics"] == lines
    assert whole["summary"]["error"] == 1
    (one,) = lines
    assert LISTING.splitlines()[2][one["place"]["column"] - 1 : one["place"]["end_column"] - 1] == one["text"]
    assert list(one) == [
        *("rule", "code", "severity", "message", "path", "listing", "field", "role"),
        *("place", "span", "text", "excerpt", "hidden", "basis", "related", "fix"),
    ]


def test_english_messages_are_english(shop: Path) -> None:
    done = run("check", "--isolated", "--lang", "en", "--select", "LL801,LL101", cwd=shop)
    assert "basis:" in done.stdout and "1 error," in done.stdout


def test_colour_is_for_terminals_only(shop: Path) -> None:
    assert "\x1b[" not in run("check", "--isolated", cwd=shop).stdout
    assert "\x1b[31m" in run("check", "--isolated", cwd=shop, env={"NO_COLOR": "", "FORCE_COLOR": "1"}).stdout
    assert "\x1b[" not in run("check", "--isolated", "--no-color", cwd=shop, env={"NO_COLOR": "", "FORCE_COLOR": "1"}).stdout


def test_copy_cannot_write_to_the_terminal(tmp_path: Path) -> None:
    (tmp_path / "a.json").write_text(json.dumps({"title": "全网最佳\u001b[2J短袖", "id": "\u001b[31m"}), encoding="utf-8")
    for style in ("text", "concise"):
        assert "\x1b" not in run("check", "--isolated", "--output-format", style, cwd=tmp_path).stdout


def test_bad_files_do_not_keep_the_others_from_being_read(shop: Path) -> None:
    (shop / "a.json").write_text('{"title": "最佳', encoding="utf-8")
    (shop / "b.yaml").write_bytes(b"title: \xff\xfe\x00broken")
    (shop / "c.csv").write_bytes(b"")
    done = run("check", "--isolated", "--output-format", "concise", cwd=shop)
    told = [line.split(" ", 1)[0] for line in done.stdout.splitlines()]
    assert [line.split(":")[0] for line in told] == ["a.json", "b.yaml", "c.csv", "tee.yaml"]
    assert done.returncode == 1 and done.stderr == ""


def test_the_answer_is_the_same_whatever_the_jobs(tmp_path: Path) -> None:
    for number in range(2100):
        (tmp_path / f"{number:04}.json").write_text(
            '{"title": "全网最佳短袖"}' if number % 7 == 0 else '{"title": "短袖"}', encoding="utf-8"
        )
    one, two = (run("check", "--isolated", "--output-format", "jsonl", "--jobs", jobs, cwd=tmp_path) for jobs in ("1", "2"))
    assert one.stdout == two.stdout and len(one.stdout.splitlines()) == 300


def test_explain_shows_the_law_its_text_and_examples(tmp_path: Path) -> None:
    by_code, by_slug = (run("explain", name, cwd=tmp_path).stdout for name in ("LL101", "absolute-term"))
    assert by_code == by_slug
    for said in ("广告法", "第九条", "“国家级”、“最高级”、“最佳”", "20 万元", "怎么改"):
        assert said in by_code
    english = run("explain", "LL101", "--lang", "en", cwd=tmp_path).stdout
    assert "Advertising Law" in english and "How to mend" in english
    assert run("explain", "LL1O1", cwd=tmp_path).returncode == 2


def test_rules_lists_every_rule_in_both_forms(tmp_path: Path) -> None:
    table = run("rules", cwd=tmp_path).stdout.splitlines()
    data = json.loads(run("rules", "--output-format", "json", cwd=tmp_path).stdout)
    assert len(table) == len(data)
    assert {"LL001", "LL101", "LL301", "LL801"} <= {one["code"] for one in data}


def test_the_shipped_examples_hold(tmp_path: Path) -> None:
    done = run("test", cwd=tmp_path)
    assert done.returncode == 0, done.stdout


def test_version_and_help(tmp_path: Path) -> None:
    from listlint import __version__

    assert run("--version", cwd=tmp_path).stdout == f"listlint {__version__}\n"
    for command in ("check", "explain", "rules", "test"):
        assert command in run("--help", cwd=tmp_path).stdout
        assert run(command, "--help", cwd=tmp_path).returncode == 0


def test_a_run_says_how_much_it_checked_and_what_holds_no_listing(tmp_path: Path) -> None:
    (tmp_path / "a.csv").write_text("标题\nT恤\n长袖\n", encoding="utf-8")
    (tmp_path / "package.json").write_text('{"name": "x"}', encoding="utf-8")
    (tmp_path / "~$b.xlsx").write_bytes(b"\x05user")
    (tmp_path / "empty").mkdir()
    for _ in range(2):  # the second run is from the cache
        done = run("check", cwd=tmp_path)
        assert (done.stdout, done.stderr) == ("检查了 2 个文件、2 个商品：没有发现问题。\n", "")
    assert run("check", "--lang", "en", "a.csv", cwd=tmp_path).stdout == "Checked 1 file with 2 listings: nothing found.\n"
    done = run("check", "a.csv", "./package.json", cwd=tmp_path)
    assert done.stderr == "package.json：里面没有商品，没有可检查的内容\n" and done.returncode == 0
    assert run("check", "empty", cwd=tmp_path).stderr == "empty：没有找到商品文件\n"
    assert run("check", "-q", "package.json", cwd=tmp_path).stderr == ""


def test_a_file_over_its_limit_is_told_and_the_others_are_checked(tmp_path: Path) -> None:
    (tmp_path / "listlint.yaml").write_text("limits: {document: 1}", encoding="utf-8")
    (tmp_path / "a.json").write_text('{"title": "' + "x" * (1 << 20) + '"}', encoding="utf-8")
    (tmp_path / "b.jsonl").write_text('{"title": "' + "x" * (1 << 20) + '"}', encoding="utf-8")
    (tmp_path / "c.yaml").write_text("title: 国家级", encoding="utf-8")
    lines = run("check", "--output-format", "concise", "-q", "--select", "LL0,LL1", cwd=tmp_path).stdout.splitlines()
    assert [line.split(" [")[0] for line in lines] == ["a.json:1:1: error LL001", "c.yaml:1:8: error LL101"]
    assert "超过 1 MiB" in lines[0] and "document" in lines[0]
    assert '"document": 1' in run("check", "--show-settings", cwd=tmp_path).stdout


def test_standard_input_without_a_listing_is_not_called_clean_in_silence(tmp_path: Path) -> None:
    table = "货号,标题\nA1,国家级短袖\n"
    done = run("check", "--isolated", "--output-format", "concise", "-", cwd=tmp_path, stdin=table)
    assert "没有商品" in done.stderr and "--stdin-filename" in done.stderr
    english = run("check", "--isolated", "--lang", "en", "--output-format", "concise", "-", cwd=tmp_path, stdin=table)
    assert "holds no listing" in english.stderr
    named = run("check", "--isolated", "--output-format", "concise", "--stdin-filename", "a.csv", "-", cwd=tmp_path, stdin=table)
    assert named.returncode == 1 and "国家级" in named.stdout and named.stderr == ""


@pytest.mark.parametrize(
    ("written", "said"),
    [
        ("titel: 国家级短袖", "a.yaml:2:8: warning LL005 [unknown-name] 不认识的键“titel”，里面的内容没有检查；是不是想写“title”？"),
        ("title: 短袖\nsellingPoints: [国家级]", "a.yaml:3:17: warning LL005 [unknown-name] 不认识的键“sellingPoints”"),
        ("title: 短袖\natributes: {材质成分: 棉100%}", "a.yaml:3:19: warning LL005 [unknown-name] 不认识的键“atributes”"),
        ("title: 短袖\ndescription: 国家级", "a.yaml:3:14: warning LL005 [unknown-name] 不认识的键“description”"),
        (
            "title: 短袖\nplatform: taoboa",
            "a.yaml:3:11: warning LL005 [unknown-name] 没有名为“taoboa”的平台，按一般平台检查；是不是“taobao”？",
        ),
        (
            "title: {zh: 国家级短袖}",
            "a.yaml:2:8: warning LL005 [unknown-name] “title”应当是文字，这里是一组键（zh），里面没有检查；直接写文字，或在",
        ),
        (
            "title: 短袖\nselling_points: [{text: 国家级}, {text: 好}]",
            "a.yaml:3:18: warning LL005 [unknown-name] “selling_points[0]”应当是文字",
        ),
        ("title: 短袖\ndetail: [好, {type: text, content: 国家级}]", "a.yaml:3:13: warning LL005 [unknown-name] “detail[1]”应当是文字"),
        ("title: 短袖\ndetail: {}\nsubtitle: [好]\n规格: {颜色: 红}", ""),
        ("title: 短袖\nnotes: 国家级\nimage: a.jpg\nweight: 3\ndetails: {a: 1}\nretail: 9", ""),
        ("title: 短袖\ndetail: 好\ndetails: 国家级", ""),
    ],
)
def test_a_slip_in_a_key_is_told_and_a_key_of_ones_own_is_not(tmp_path: Path, written: str, said: str) -> None:
    done = run(
        "check", "--isolated", "--output-format", "concise", "--stdin-filename", "a.yaml", "-", cwd=tmp_path, stdin=f"id: 1\n{written}\n"
    )
    assert done.stdout.startswith(said) and len(done.stdout.splitlines()) == bool(said)


def test_a_mapping_of_which_the_configuration_says_what_counts_is_not_told(tmp_path: Path) -> None:
    (tmp_path / "listlint.yaml").write_text("layout: {title: title.zh}\n", encoding="utf-8")
    (tmp_path / "a.jsonl").write_text('{"id": "1", "title": {"zh": "国家级短袖"}}\n', encoding="utf-8")
    done = run("check", "--no-cache", "--output-format", "concise", cwd=tmp_path)
    assert [line.split(" ")[2] for line in done.stdout.splitlines()] == ["LL101"]


@pytest.mark.skipif(os.name == "nt", reason="signals of POSIX")
@pytest.mark.parametrize(("lang", "said"), [("zh", "listlint: 停下了"), ("en", "listlint: interrupted")])
def test_ctrl_c_ends_with_130_and_a_word(tmp_path: Path, lang: str, said: str) -> None:
    command = [sys.executable, "-m", "listlint", "check", "--isolated", "--lang", lang, "-"]
    with subprocess.Popen(command, cwd=tmp_path, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.PIPE) as process:
        assert process.stdin is not None and process.stderr is not None
        process.stdin.write(b"#" * (1 << 20))  # more than a pipe holds: the command has begun to read
        process.stdin.flush()
        for _ in range(20):  # a signal between two reads is heard at the next
            process.send_signal(signal.SIGINT)
            with suppress(subprocess.TimeoutExpired):
                process.wait(1)
                break
        assert process.returncode == 130
        assert process.stderr.read().decode().strip() == said


@pytest.mark.parametrize(("lang", "arguments"), [("zh", ["--version"]), ("en", ["check", "--isolated"])])
def test_ctrl_c_before_a_command_has_begun_ends_with_130(lang: str, arguments: list[str], monkeypatch: pytest.MonkeyPatch) -> None:
    def interrupted(_: list[str]) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(cli, "_answer", interrupted)
    monkeypatch.setattr(sys, "argv", ["listlint", "--lang", lang, *arguments])
    with pytest.raises(SystemExit, match="130"):
        cli.main()


ASKED = ["check --isolated --no-cache", "check --isolated --output-format json", "rules --isolated", "explain LL101", "--version", "--help"]


@pytest.mark.skipif(not os.path.exists("/dev/full"), reason="no /dev/full here")
@pytest.mark.parametrize("asked", ASKED)
def test_a_full_or_closed_standard_output_ends_with_2_and_a_word(shop: Path, asked: str) -> None:
    command = f"{shlex.quote(sys.executable)} -m listlint {asked}"
    for redirected, said in ((">/dev/full", "No space left on device"), (">&-", "Bad file descriptor")):
        done = subprocess.run(["sh", "-c", f"{command} {redirected}"], cwd=shop, capture_output=True, encoding="utf-8", check=False)
        assert (done.returncode, done.stderr) == (2, f"listlint: 写不出去：{said}\n")
    both = subprocess.run(["sh", "-c", f"{command} >/dev/full 2>/dev/full"], cwd=shop, check=False)
    assert both.returncode == 2


@pytest.mark.skipif(os.name == "nt", reason="a shell of POSIX")
@pytest.mark.parametrize(
    ("redirected", "code", "said"),
    [
        ("tee.yaml 2>&-", 1, ""),
        ("tee.yaml --output-file r.txt >&- 2>&- <&-", 1, ""),
        ("- <&-", 2, "listlint: standard input cannot be read: Bad file descriptor\n"),
        ("- --stdin-filename a.yaml --fix <tee.yaml >&-", 2, "listlint: the output cannot be written: Bad file descriptor\n"),
    ],
)
def test_closed_streams_matter_only_where_they_are_used(shop: Path, redirected: str, code: int, said: str) -> None:
    command = f"{shlex.quote(sys.executable)} -m listlint check --isolated --no-cache --lang en {redirected}"
    done = subprocess.run(["sh", "-c", command], cwd=shop, capture_output=True, encoding="utf-8", check=False)
    assert (done.returncode, done.stderr) == (code, said)
    assert (shop / "tee.yaml").read_text(encoding="utf-8") == LISTING


@pytest.mark.parametrize(
    ("name", "text", "place"),
    [
        ("a.yaml", "id: 1\ntitle: 国家级短袖\nnotes: 好\ntitle: 短袖\n", "2:8"),
        ("a.json", '{"id": 1, "title": "国家级短袖",\n "title": "短袖"}', "1:20"),
        ("a.jsonl", '{"id": 1, "title": "短袖"}\n{"title" : "国家级短袖", "title": "短袖"}\n', "2:12"),
        ("a.jsonl", '{"title": "短袖", "attributes": {"材质": "棉", "a\\":": 1, "材质": "麻"}}\n', "1:38"),
    ],
)
def test_a_key_written_twice_is_told(tmp_path: Path, name: str, text: str, place: str) -> None:
    done = run("check", "--isolated", "--output-format", "concise", "--stdin-filename", name, "-", cwd=tmp_path, stdin=text)
    assert done.stdout.startswith(f"{name}:{place}: error LL001 [unreadable-file] 键“") and done.returncode == 1
    assert done.stdout.count("在下面又写了一次") == 1
