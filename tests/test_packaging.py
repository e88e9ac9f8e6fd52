"""However listlint is installed, it finds its wordlists and tables and says the same of one file.

Each way is installed without an index into an environment of its own, which borrows the dependencies of the running one.
How `make` and pre-commit install it, with an index as on a user's machine, is walked in test_stranger.
"""

from __future__ import annotations

import json
import os
import site
import subprocess
import sys
import tarfile
import zipfile
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
ENVIRONMENT = {name: value for name, value in os.environ.items() if not name.startswith(("COV", "PYTHON"))}
"""Without coverage, whose report would miss the sources that only a build saw."""

LISTING = """\
id: tee-1
platform: taobao
title: 北极品牌 國家級面料 纯棉短袖T恤女
attributes:
  材质成分: 棉95% 氨纶5%
"""
"""Needs the word table (北极品牌 does not say 极品), the character table (國家級), the wordlists and a profile."""


def run(*command: str | Path, cwd: Path, expected: int = 0, **variables: str) -> str:
    environment = ENVIRONMENT | variables
    done = subprocess.run([str(part) for part in command], cwd=cwd, env=environment, capture_output=True, encoding="utf-8")
    assert done.returncode == expected, f"{command}\n{done.stdout}\n{done.stderr}"
    return done.stdout


def install(folder: Path, *target: str) -> Path:
    """The Python of a new environment in `folder` with `target` installed in it."""
    run(sys.executable, "-m", "venv", "--without-pip", folder, cwd=folder.parent)
    python = folder / ("Scripts/python.exe" if os.name == "nt" else "bin/python")
    packages = Path(run(python, "-c", "import sysconfig; print(sysconfig.get_path('purelib'))", cwd=folder).strip())
    (packages / "dependencies.pth").write_text("\n".join(site.getsitepackages()) + "\n", "utf-8")
    pip = (sys.executable, "-m", "pip", "--python", python, "install", "--quiet")
    run(*pip, "--no-index", "--no-deps", "--no-build-isolation", "--ignore-installed", *target, cwd=folder)
    return python


def verdict(python: Path | str, folder: Path, **variables: str) -> list[dict[str, object]]:
    """What the listlint of that Python says of LISTING."""
    (folder / "tee.yaml").write_text(LISTING, "utf-8")
    command = (python, "-m", "listlint", "check", "--isolated", "--output-format", "jsonl", "tee.yaml")
    return [json.loads(line) for line in run(*command, cwd=folder, expected=1, **variables).splitlines()]


def home(python: Path) -> Path:
    """The folder that this Python's listlint is in."""
    return Path(run(python, "-c", "import listlint; print(listlint.__file__)", cwd=python.parent).strip()).parent


def names(wheel: Path) -> list[str]:
    with zipfile.ZipFile(wheel) as archive:
        return sorted(archive.namelist())


@pytest.fixture(scope="module")
def expected(tmp_path_factory: pytest.TempPathFactory) -> list[dict[str, object]]:
    found = verdict(sys.executable, tmp_path_factory.mktemp("checkout"), PYTHONPATH=str(ROOT / "src"))
    assert {one["text"] for one in found} == {"國家級", "纯棉"}
    return found


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with an sdist and the wheel made from it."""
    folder = tmp_path_factory.mktemp("built")
    run(sys.executable, "-m", "build", "--no-isolation", "--outdir", folder, ROOT, cwd=folder)
    return folder


@pytest.fixture(scope="module")
def clone(built: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A git repository of what the sdist holds: the working tree as it is, with nothing built."""
    folder = tmp_path_factory.mktemp("clone")
    with tarfile.open(next(built.glob("*.tar.gz"))) as archive:
        archive.extractall(folder, filter="data")
    repository = next(folder.iterdir())
    commit_all(repository)
    return repository


def commit_all(folder: Path) -> None:
    run("git", "init", "--quiet", cwd=folder)
    run("git", "add", "--all", cwd=folder)
    run("git", "-c", "user.name=test", "-c", "user.email=test@example.invalid", "commit", "--quiet", "-m", "all", cwd=folder)


def test_a_wheel_of_the_checkout_holds_what_the_wheel_of_the_sdist_holds(built: Path, tmp_path: Path) -> None:
    run(sys.executable, "-m", "build", "--no-isolation", "--wheel", "--outdir", tmp_path, ROOT, cwd=tmp_path)
    of_checkout, of_sdist = next(tmp_path.glob("*.whl")), next(built.glob("*.whl"))
    assert names(of_checkout) == names(of_sdist)
    assert of_checkout.read_bytes() == of_sdist.read_bytes()
    shipped = {f"listlint/wordlists/{path.relative_to(ROOT / 'wordlists').as_posix()}" for path in (ROOT / "wordlists").rglob("*.yaml")}
    tables = {f"listlint/text/tables/{name}" for name in ("characters.txt", "words.bin", "sounds.txt")}
    assert {*shipped, *tables, "listlint/wordlists/compiled.json", "listlint/py.typed"} <= set(names(of_sdist))


def test_wheel(built: Path, tmp_path: Path, expected: list[dict[str, object]]) -> None:
    python = install(tmp_path / "environment", str(next(built.glob("*.whl"))))
    assert home(python).is_relative_to(tmp_path)
    assert verdict(python, tmp_path) == expected
    assert run(python.parent / "listlint", "--version", cwd=tmp_path).startswith("listlint ")


def test_editable(clone: Path, tmp_path: Path, expected: list[dict[str, object]]) -> None:
    python = install(tmp_path / "environment", "--editable", str(clone))
    assert home(python) == clone / "src" / "listlint"
    assert not list(tmp_path.glob("**/wordlists")), "a copy of the wordlists that would grow stale"
    assert verdict(python, tmp_path) == expected


def test_git(clone: Path, tmp_path: Path, expected: list[dict[str, object]]) -> None:
    python = install(tmp_path / "environment", f"git+{clone.as_uri()}")
    assert home(python).is_relative_to(tmp_path)
    assert verdict(python, tmp_path) == expected
