"""What CI and commit hooks are given: valid by the services' own schemas, and every shell step run."""

from __future__ import annotations

import json
import os
import re
import shutil
import subprocess
import sys
from importlib import import_module
from pathlib import Path
from typing import Any

import pytest
import yaml

from listlint import formats

TOP = Path(__file__).parent.parent
LISTING = "id: tee-1\ntitle: 云栖 国家级短袖\n"
BIN = os.path.dirname(sys.executable)
ENVIRONMENT = {**os.environ, "PATH": os.pathsep.join([BIN, os.environ["PATH"]])}

pytestmark = pytest.mark.skipif(not shutil.which("bash"), reason="no bash here, which CI's steps are written for")


def held(name: str) -> Any:
    return yaml.safe_load((TOP / name).read_text(encoding="utf-8"))


@pytest.fixture
def shop(tmp_path: Path) -> Path:
    (tmp_path / "tee.yaml").write_text(LISTING, encoding="utf-8")
    (tmp_path / "clean.yaml").write_text("title: 云栖 短袖\n", encoding="utf-8")
    return tmp_path


@pytest.mark.parametrize(
    ("schema", "name"),
    [
        ("vendor.github-actions", "action.yml"),
        ("vendor.github-workflows", "docs/ci/github-workflow.yml"),
        ("vendor.gitlab-ci", "docs/ci/gitlab-ci.yml"),
    ],
)
def test_a_file_for_ci_is_valid(schema: str, name: str) -> None:
    command = [sys.executable, "-m", "check_jsonschema", "--builtin-schema", schema, str(TOP / name)]
    done = subprocess.run(command, capture_output=True, encoding="utf-8", check=False)
    assert done.returncode == 0, done.stdout + done.stderr


@pytest.mark.parametrize(
    ("command", "name"), [("validate-config", "docs/ci/pre-commit-config.yaml"), ("validate-manifest", ".pre-commit-hooks.yaml")]
)
def test_a_file_for_pre_commit_is_valid(command: str, name: str) -> None:
    subprocess.run([sys.executable, "-m", "pre_commit", command, str(TOP / name)], check=True)


def step(name: str) -> dict[str, Any]:
    (found,) = (one for one in held("action.yml")["runs"]["steps"] if one.get("name") == name)
    assert isinstance(found, dict)
    return found


def run_step(name: str, folder: Path, **values: str) -> subprocess.CompletedProcess[str]:
    """A step of the action as GitHub runs it: bash that stops at an error, its expressions replaced by `values`."""
    inputs = {f"inputs.{key}": one["default"] for key, one in held("action.yml")["inputs"].items()} | values
    given = {key: re.sub(r"\$\{\{ (.*?) \}\}", lambda match: inputs[match[1]], said) for key, said in step(name).get("env", {}).items()}
    environment = {**ENVIRONMENT, **given, "GITHUB_OUTPUT": str(folder / "output")}
    command = ["bash", "--noprofile", "--norc", "-eo", "pipefail", "-c", step(name)["run"]]
    return subprocess.run(command, cwd=folder, env=environment, capture_output=True, encoding="utf-8", check=False)


@pytest.mark.parametrize(("paths", "status"), [(".", "1"), ("clean.yaml", "0"), ("tee.yaml clean.yaml", "1")])
def test_the_action_annotates_writes_sarif_and_ends_as_listlint_did(shop: Path, paths: str, status: str) -> None:
    done = run_step("Lint", shop, **{"inputs.paths": paths})
    assert done.returncode == 0, done.stderr
    assert ("file=tee.yaml,line=2," in done.stdout) == (status == "1")
    assert len(json.loads((shop / "listlint.sarif").read_text("utf-8"))["runs"][0]["results"]) == int(status)
    assert (shop / "output").read_text() == f"status={status}\n"
    assert run_step("Result", shop, **{"steps.lint.outputs.status": status}).returncode == int(status)


def test_the_action_ends_with_2_where_listlint_cannot_run(shop: Path) -> None:
    assert run_step("Lint", shop, **{"inputs.args": "--platform nowhere"}).returncode == 0
    assert (shop / "output").read_text() == "status=2\n"
    assert not (shop / "listlint.sarif").exists()


def test_the_action_installs_its_own_checkout() -> None:
    assert '"$GITHUB_ACTION_PATH"' in step("Install")["run"]  # which test_packaging installs from


def test_gitlab_finds_the_report_where_its_job_says(shop: Path) -> None:
    job = held("docs/ci/gitlab-ci.yml")["listlint"]
    done = subprocess.run(
        ["bash", "-ec", "\n".join(job["script"])], cwd=shop, env=ENVIRONMENT, capture_output=True, encoding="utf-8", check=False
    )
    assert done.returncode == 1 and "LL101" in done.stdout
    (issue,) = json.loads((shop / job["artifacts"]["reports"]["codequality"]).read_text("utf-8"))
    assert issue["location"] == {"path": "tee.yaml", "lines": {"begin": 2, "end": 2}}


def test_the_hook_is_given_every_format() -> None:
    (hook,) = held(".pre-commit-hooks.yaml")
    endings = {suffix for name in formats.names() for suffix in import_module(f"listlint.formats.{name}").SUFFIXES}
    folders = {ending for ending in endings if formats.claimed("a" + ending)}  # a .txt is only read where it is named
    assert {ending for ending in folders if not re.search(hook["files"], "a" + ending)} == set()


def test_the_hook_looks_only_at_what_a_folder_would_give(shop: Path) -> None:
    (hook,) = held(".pre-commit-hooks.yaml")
    (shop / "listlint.yaml").write_text("exclude: [drafts/]\n", encoding="utf-8")
    passed = ["notes.md", ".github/tee.yaml", "build/tee.yaml", "drafts/tee.yaml", ".hidden.yaml", "photo.jpg"]
    for name in passed:
        (shop / name).parent.mkdir(exist_ok=True)
        (shop / name).write_text(LISTING, encoding="utf-8")
    (shop / "page.md").write_text(f"---\n{LISTING}---\n云栖\n", encoding="utf-8")
    command = [*hook["entry"].split(), "--output-format", "concise", *passed, "tee.yaml", "page.md", "listlint.yaml"]
    done = subprocess.run([sys.executable, "-m", *command], cwd=shop, capture_output=True, encoding="utf-8", check=False)
    assert [line.partition(":")[0] for line in done.stdout.splitlines()] == ["page.md", "tee.yaml"], done.stderr
