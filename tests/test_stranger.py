"""A stranger's path, walked: docs/stranger.md is what it prints. The clone is of this working tree; only its address is feigned."""

from __future__ import annotations

import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from console import renewed

TOP = Path(__file__).parent.parent
PAGE = TOP / "docs" / "stranger.md"
ADDRESS = "https://example.com/listlint"

pytestmark = pytest.mark.skipif(not all(map(shutil.which, ("bash", "git", "make"))), reason="no bash, git or make here")


def git(*arguments: str, cwd: Path) -> str:
    who = ("-c", "user.name=test", "-c", "user.email=test@example.invalid")
    return subprocess.run(["git", *who, *arguments], cwd=cwd, check=True, capture_output=True, encoding="utf-8").stdout


@pytest.fixture
def home(tmp_path: Path) -> Path:
    """A home folder where the address leads to a repository of this working tree, tagged v0.1.0."""
    source, folder = tmp_path / "source", tmp_path / "home"
    folder.mkdir()
    for name in git("ls-files", "--cached", "--others", "--exclude-standard", "-z", cwd=TOP).split("\0"):
        if name and (TOP / name).is_file():
            (source / name).parent.mkdir(parents=True, exist_ok=True)
            shutil.copy2(TOP / name, source / name)
    git("init", "--quiet", "--initial-branch", "main", cwd=source)
    git("add", "--all", cwd=source)
    git("commit", "--quiet", "--message", "all", cwd=source)
    git("tag", "v0.1.0", cwd=source)
    settings = f'[url "{source.as_uri()}"]\n\tinsteadOf = {ADDRESS}\n[user]\n\tname = 店员\n\temail = shop@example.invalid\n[advice]\n\tdetachedHead = false\n'
    (folder / ".gitconfig").write_text(settings, encoding="utf-8")
    return folder


def test_a_strangers_path(home: Path, tmp_path: Path, request: pytest.FixtureRequest) -> None:
    reached = [sys.executable, "-m", "pip", "download", "--quiet", "--no-deps", "--dest", str(tmp_path / "reached"), "click"]
    if subprocess.run(reached, capture_output=True, check=False).returncode:
        pytest.skip("pip reaches no package index")
    fresh = renewed(PAGE.read_text(encoding="utf-8"), home).replace(str(home), "/home/店员")
    if request.config.getoption("--write"):
        PAGE.write_text(fresh, encoding="utf-8")
    assert PAGE.read_text(encoding="utf-8") == fresh
