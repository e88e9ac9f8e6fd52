"""What the READMEs say is so: the table of rules, the commands, the listing and the Python they show."""

from __future__ import annotations

import re
import shlex
import subprocess
import sys
from pathlib import Path
from xml.etree import ElementTree

import click
import pytest

from listlint import reports
from listlint.cli.app import app
from listlint.config import Options, read
from listlint.explain import page
from listlint.records.limits import LIMITS
from listlint.records.rule import Rule
from listlint.rules import rules
from listlint.settle import settle

LEXICON = settle(Options()).lexicon
RULES = rules(LEXICON)
TOP = Path(__file__).parent.parent
READMES = {"README.md": "en", "README.zh-CN.md": "zh"}
TABLE = re.compile(r"(<!-- rules:.*?-->\n)(.*?)(<!-- end of rules -->)", re.DOTALL)


def table(lang: str) -> str:
    head = "| code | rule | severity | |\n| --- | --- | --- | --- |\n"
    known = RULES.values()
    rows = (f"| {r.code} | [{r.slug}](docs/rules/{r.slug}.md) | {r.severity} | {r.title.in_(lang)} |\n" for r in known)
    return "\n" + head + "".join(rows) + "\n"


@pytest.mark.parametrize("name", READMES)
def test_the_table_of_rules_is_that_of_the_program(name: str, request: pytest.FixtureRequest) -> None:
    path = TOP / name
    text = path.read_text(encoding="utf-8")
    fresh = TABLE.sub(lambda match: match[1] + table(READMES[name]) + match[3], text)
    if request.config.getoption("--write"):
        path.write_text(fresh, encoding="utf-8")
    assert fresh == path.read_text(encoding="utf-8")


def shown(name: str, language: str) -> list[str]:
    return re.findall(rf"```{language}\n(.*?)```", (TOP / name).read_text(encoding="utf-8"), re.DOTALL)


@pytest.mark.parametrize("name", READMES)
def test_every_listlint_command_shown_runs(name: str, tmp_path: Path) -> None:
    (tmp_path / "shop").mkdir()
    (tmp_path / "shop" / "tee.yaml").write_text(shown(name, "yaml")[-2 if name == "README.md" else -1], encoding="utf-8")
    (tmp_path / "goods.csv").write_text("标题\n短袖\n", encoding="utf-8")
    (tmp_path / "words").mkdir()
    shipped = TOP / "wordlists" / "words" / "absolute-term.yaml"
    own = shipped.read_text(encoding="utf-8").replace("LL101", "XX101")
    (tmp_path / "words" / "own-term.yaml").write_text(own, encoding="utf-8")
    commands = [line.split("#")[0] for block in shown(name, "sh") for line in block.splitlines() if line.startswith("listlint")]
    assert len(commands) >= 7
    servers = ("listlint serve", "listlint lsp")  # they go on until they are stopped: test_web and test_editor start them
    for command in (one for one in commands if not one.startswith(servers)):
        done = subprocess.run([sys.executable, "-m", *shlex.split(command)], cwd=tmp_path, capture_output=True, encoding="utf-8")
        assert done.returncode in (0, 1), command + done.stderr
        assert done.stdout or "--diff" in command or (tmp_path / "tee.html").exists() or (tmp_path / "found.jsonl").exists()


@pytest.mark.parametrize("name", READMES)
def test_every_command_and_format_is_shown(name: str) -> None:
    said = "".join(shown(name, "sh"))
    commands = set(re.findall(r"^listlint (\w+)", said, re.MULTILINE))
    assert commands == set(app.list_commands(click.Context(app)))
    formats = next(line for line in said.splitlines() if "--output-format jsonl" in line).partition("#")[2]
    assert set(re.findall(r"\w+", formats)) == set(reports.names())


def test_the_picture_is_what_the_program_says(request: pytest.FixtureRequest) -> None:
    path = TOP / "docs" / "output.svg"
    done = subprocess.run([sys.executable, str(TOP / "docs" / "picture.py")], capture_output=True, encoding="utf-8", check=True)
    if request.config.getoption("--write"):
        path.write_text(done.stdout, encoding="utf-8")
    assert done.stdout == path.read_text(encoding="utf-8")
    ElementTree.fromstring(done.stdout)


def test_the_python_shown_runs() -> None:
    (code,) = shown("README.md", "python")
    namespace: dict[str, object] = {}
    exec(code, namespace)
    assert "Linter" in namespace


def test_the_configuration_shown_is_valid(tmp_path: Path) -> None:
    from listlint.config import read

    config = next(block for block in shown("README.md", "yaml") if block.startswith("platform:"))
    (tmp_path / "listlint.yaml").write_text(config, encoding="utf-8")
    assert read(str(tmp_path / "listlint.yaml")).exclude == ("drafts/",)


@pytest.mark.parametrize("rule", RULES.values(), ids=list(RULES))
def test_a_rules_page_is_what_the_program_says(rule: Rule, request: pytest.FixtureRequest) -> None:
    path = TOP / "docs" / "rules" / f"{rule.slug}.md"
    fresh = page(rule, LEXICON)
    if request.config.getoption("--write"):
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(fresh, encoding="utf-8")
    assert path.read_text(encoding="utf-8") == fresh


def test_no_page_is_left_of_a_rule_that_is_gone() -> None:
    assert {path.stem for path in (TOP / "docs" / "rules").glob("*.md")} == set(RULES)


def test_the_limits_are_those_of_the_program() -> None:
    text = (TOP / "docs" / "formats.md").read_text(encoding="utf-8")
    rows = re.findall(r"^\| ([a-z-]+) \| (\d+) \|", text.partition("<!-- limits -->")[2], re.MULTILINE)
    assert rows == [(name.replace("_", "-"), str(limit)) for name, limit in LIMITS._asdict().items()]


def test_the_mapping_shown_is_one_that_is_taken(tmp_path: Path) -> None:
    (shown,) = re.findall(r"```yaml\n(.*?)```", (TOP / "docs" / "formats.md").read_text(encoding="utf-8"), re.DOTALL)
    (tmp_path / "listlint.yaml").write_text(shown, encoding="utf-8")
    assert [one.name for one in read(str(tmp_path / "listlint.yaml")).overrides] == ["exports/*.xlsx", "api/*.json"]
