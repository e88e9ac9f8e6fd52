"""Help, wrong usage and completion: complete in both languages, one at a time, no line wider than the terminal."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import click
import pytest

from listlint.cli._help import HELP, half, language, paragraphs, wrapped
from listlint.cli.app import app
from listlint.cli.init import TEMPLATE
from listlint.text.display import columns

HAN = re.compile("[一-鿿]")
COMMANDS = {name: app.get_command(click.Context(app), name) for name in app.list_commands(click.Context(app))}
OPTIONS = [(name, one) for name, command in COMMANDS.items() if command for one in command.params if isinstance(one, click.Option)]


def run(*arguments: str, **variables: str) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "listlint", *arguments]
    return subprocess.run(command, capture_output=True, encoding="utf-8", env={**os.environ, **variables}, check=False)


@pytest.mark.parametrize(("name", "option"), OPTIONS, ids=[f"{name} {one.opts[0]}" for name, one in OPTIONS])
def test_every_option_is_told_in_both_languages(name: str, option: click.Option) -> None:
    chinese, english = half(option.help or "", "zh"), half(option.help or "", "en")
    assert HAN.search(chinese) and chinese.endswith("。")
    assert english and not HAN.search(english) and english.endswith(".")


@pytest.mark.parametrize("name", COMMANDS)
def test_every_command_is_told_in_both_languages(name: str) -> None:
    command = COMMANDS[name]
    assert command and paragraphs(command.help or "", "zh") and paragraphs(command.help or "", "en")


@pytest.mark.parametrize("lang", ["zh", "en"])
@pytest.mark.parametrize("name", ["", *COMMANDS])
def test_help_is_in_one_language_and_fits_the_terminal(name: str, lang: str) -> None:
    command = COMMANDS.get(name) or app
    with click.Context(app, info_name="listlint", obj=lang, terminal_width=80, help_option_names=["-h", "--help"]) as context:
        said = command.get_help(click.Context(command, context, name) if name else context)
    assert all(columns(line) <= 80 for line in said.splitlines()), said
    assert half(HELP, lang) in said and half(HELP, "en" if lang == "zh" else "zh") not in said
    assert lang == "zh" or not HAN.search(said)


def test_the_language_of_help() -> None:
    assert language(["check", "--help"], {}) == "zh"
    assert language(["check", "--lang", "en", "--help"], {}) == "en"
    assert language(["check", "--help", "--lang=zh"], {"LISTLINT_LANG": "en"}) == "zh"
    assert language(["check", "--help"], {"LISTLINT_LANG": "en"}) == "en"


@pytest.mark.parametrize("text", ["一二三（四五）、六 seven eight，九十", "a " * 30, "長" * 50])
def test_wrapped_lines_lose_nothing(text: str) -> None:
    lines = list(wrapped(text, 12))
    assert "".join(lines).replace(" ", "") == text.replace(" ", "")
    assert all(columns(line) <= 12 and line[0] not in "、，）" for line in lines)


@pytest.mark.parametrize(
    ("arguments", "zh", "en"),
    [
        (["chekc"], "没有命令 chekc，是不是 check？", "no command chekc; did you mean check?"),
        (["check", "--platfrom", "x"], "没有选项 --platfrom，是不是 --platform？", "no option --platfrom; did you mean --platform?"),
        (["check", "--fail-on", "x"], "--fail-on 可写：error、warning、note", "is not one of"),
        (["check", "--jobs", "-1"], "--jobs 应是 0 以上的整数", "-1 is not in the range"),
        (["check", "--config"], "--config 后面要写值", "requires an argument"),
        (["check", "--no-cache=1"], "--no-cache 后面不写值", "does not take a value"),
        (["explain"], "缺少 RULE", "Missing"),
        (["explain", "LL101", "LL102"], "多写了 LL102", "unexpected extra argument"),
    ],
)
def test_wrong_usage_is_told_in_one_language(arguments: list[str], zh: str, en: str) -> None:
    for lang, said in (("zh", zh), ("en", en)):
        done = run(*arguments, LISTLINT_LANG=lang)
        assert done.returncode == 2 and done.stdout == ""
        assert said in done.stderr and done.stderr.endswith("--help\n")
        assert lang == "zh" or not HAN.search(done.stderr)


@pytest.mark.parametrize("shell", ["bash", "zsh", "fish"])
def test_completion_names_the_command(shell: str) -> None:
    assert "_LISTLINT_COMPLETE" in run("completion", shell).stdout


@pytest.mark.skipif(not shutil.which("bash"), reason="no bash here")
def test_bash_completes() -> None:
    script = 'eval "$(listlint completion bash)"; COMP_WORDS=({}); COMP_CWORD={}; _listlint_completion listlint; echo "${{COMPREPLY[@]}}"'
    path = os.pathsep.join([os.path.dirname(sys.executable), os.environ["PATH"]])

    def complete(words: str) -> str:
        command = script.format(words, len(words.split(" ")) - 1)
        return subprocess.run(["bash", "-c", command], capture_output=True, encoding="utf-8", env={**os.environ, "PATH": path}).stdout

    assert complete("listlint che") == "check\n"
    assert complete("listlint check --fail-on ''") == "error warning note\n"


def test_every_platform_is_named_where_one_is_chosen() -> None:
    (option,) = {one.help for _, one in OPTIONS if one.opts == ["--platform"]}
    platforms = {path.stem for path in (Path(__file__).parent.parent / "wordlists" / "profiles").glob("*.yaml")}
    for lang in ("zh", "en"):
        assert platforms <= set(re.findall(r"\w+", half(option or "", lang)))
    assert platforms <= set(re.findall(r"\w+", TEMPLATE))
