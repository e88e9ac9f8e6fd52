"""The guide: every command it shows is run, every answer compared; both languages have the same pages; no link leads nowhere."""

from __future__ import annotations

import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from console import FENCE, renewed

TOP = Path(__file__).parent.parent
DOCS = TOP / "docs"
PAGES = [path for lang in ("zh", "en") for path in sorted((DOCS / lang).glob("*.md"))]
FOR_CI = {"docs/ci/github-workflow.yml", "docs/ci/gitlab-ci.yml", "docs/ci/pre-commit-config.yaml"}

pytestmark = pytest.mark.skipif(not shutil.which("bash"), reason="no bash here, which the guide's commands are written for")


@pytest.mark.parametrize("path", PAGES, ids=[f"{path.parent.name}/{path.stem}" for path in PAGES])
def test_a_pages_commands_say_what_it_shows(path: Path, tmp_path: Path, request: pytest.FixtureRequest) -> None:
    page = path.read_text(encoding="utf-8")
    fresh = renewed(page, tmp_path)
    assert "Traceback" not in fresh and str(TOP) not in fresh
    if request.config.getoption("--write"):
        path.write_text(fresh, encoding="utf-8")
    assert path.read_text(encoding="utf-8") == fresh


@pytest.mark.parametrize("path", PAGES, ids=[f"{path.parent.name}/{path.stem}" for path in PAGES])
def test_a_page_shows_no_command_that_nobody_runs(path: Path) -> None:
    page = path.read_text(encoding="utf-8")
    untried = [fence["info"] for fence in FENCE.finditer(page) if fence["info"] in ("sh", "bash", "shell")]
    assert untried == []


def test_the_site_is_built_without_a_warning(tmp_path: Path) -> None:
    pytest.importorskip("furo", reason="Sphinx and its theme are not installed: `make docs` installs them")
    command = [sys.executable, "-m", "sphinx", "-q", "-W", "--keep-going", "-d", f"{tmp_path}/read", f"{DOCS}", f"{tmp_path}/site"]
    done = subprocess.run(command, capture_output=True, encoding="utf-8", check=False)
    assert done.returncode == 0, done.stderr
    index = (tmp_path / "site" / "index.html").read_text(encoding="utf-8")
    assert "zh/adopt.html" in index and "rules/absolute-term.html" in index and "output.svg" in index
    assert "http" not in "".join(re.findall(r'<(?:script|link|img)[^>]*(?:src|href)="([^"]*)"', index))


def test_both_languages_have_the_same_pages() -> None:
    assert {path.name for path in (DOCS / "zh").glob("*.md")} == {path.name for path in (DOCS / "en").glob("*.md")}


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_the_page_on_ci_shows_the_files_that_are_tried(lang: str) -> None:
    page = (DOCS / lang / "ci.md").read_text(encoding="utf-8")
    bodies = {fence["body"] for fence in FENCE.finditer(page)}
    assert {name for name in FOR_CI if (TOP / name).read_text(encoding="utf-8") not in bodies} == set()


def test_every_link_leads_somewhere() -> None:
    pages = [*PAGES, *TOP.glob("*.md"), DOCS / "stranger.md"]
    broken = [
        f"{path.relative_to(TOP)}: {link}"
        for path in pages
        for link in re.findall(r"\]\(([^)#:\s]+)(?:#[^)]*)?\)", FENCE.sub("", path.read_text(encoding="utf-8")))
        if not (path.parent / link).exists()
    ]
    assert broken == []
