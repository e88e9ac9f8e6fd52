"""What must never import what, read from the source: see “The house” in CONTRIBUTING.md."""

from __future__ import annotations

import ast
import graphlib
import re
from collections.abc import Iterable
from pathlib import Path

import pytest

SRC = Path(__file__).parent.parent / "src" / "listlint"
MODULES = {".".join(path.relative_to(SRC).with_suffix("").parts).removesuffix(".__init__"): path for path in sorted(SRC.rglob("*.py"))}

LAYERS = (
    {"__init__", "__main__", "cli"},
    {"api", "editor", "web"},
    {"runners", "cache", "fix", "examples", "explain", "dossier", "grant", "baseline"},
    {"linter", "listed", "desk", "config", "settle", "discover", "attachments", "beside", "joined", "misspelt", "shapes"},
    {"rules", "reports", "formats", "scan", "suppress"},
    {
        "text",
        "lexicon",
        "layout",
        "heading",
        "header",
        "guess",
        "claims",
        "composition",
        "category",
        "evidence",
        "holding",
        "values",
        "numbers",
        "tested",
        "overrides",
    },
    {"digest", "given", "late", "modules", "placed", "written"},
    {"records"},
)
"""The parts of the package, top first: a part imports itself and lower layers."""
APART = {"cli", "editor", "web", "runners", "cache", "fix", *LAYERS[4]}
"""Parts that never import another of their own layer either."""
SEEN_BY_REPORTS = {"records.diagnostic", "records.document", "text.display", "modules"}
"""All that a report may import: the diagnostic and its place, how wide it is shown, and how reports list themselves."""
HOMES = {
    "jieba": "text.build_tables",
    "opencc": "text.build_tables",
    "pypinyin": "text.build_tables",
    "ahocorasick_rs": "text.matcher",
    "python_calamine": "formats.xlsx",
    "click": "cli",
    "pyarrow": "runners.arrow",
    "numpy": "text.lookup",
    "pyspark": "runners.spark",
    "pygls": "editor",
    "lsprotocol": "editor",
    "starlette": "web",
    "uvicorn": "web",
}
"""The one module or package that may import each of these."""
SLOW = {"argparse", "asyncio", "concurrent", "dataclasses", "importlib.metadata", "importlib.resources", "inspect", "logging"}
SLOW |= {"multiprocessing", "pathlib", "shutil", "subprocess", "tempfile", "tomllib", "zipfile"}
"""What costs the command's start 10 ms or more, so is imported inside a function, if at all."""
SERVERS = {"editor", "web"}
"""Parts that are started once and run for long: they are imported late themselves, and may import what they like."""


def imports(nodes: Iterable[ast.AST]) -> set[str]:
    """The dotted names that these nodes import; `from a import b` counts as a.b."""
    found: set[str] = set()
    for node in nodes:
        if isinstance(node, ast.Import):
            found |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom):
            found |= {f"{node.module}.{alias.name}" for alias in node.names}
    return found


def own(module: str) -> set[str]:
    """The modules of ours that a module imports, anywhere in it."""
    names = {name.removeprefix("listlint.") for name in imports(ast.walk(tree(module))) if name.startswith("listlint.")}
    return {name if name in MODULES else name.rpartition(".")[0] or "__init__" for name in names} - {module}


def tree(module: str) -> ast.Module:
    return ast.parse(MODULES[module].read_text("utf-8"))


def part(module: str) -> str:
    return module.partition(".")[0]


def layer(module: str) -> int:
    known = [number for number, parts in enumerate(LAYERS) if part(module) in parts]
    assert known, f"{part(module)} has no layer: give it one in LAYERS and in CONTRIBUTING.md"
    return known[0]


@pytest.mark.parametrize("module", MODULES)
def test_a_module_imports_only_what_lies_below_it(module: str) -> None:
    for other in own(module) - {"__init__"}:
        if part(other) == part(module):
            continue
        assert layer(other) >= layer(module), f"{module} imports {other}, which lies above it"
        assert layer(other) > layer(module) or part(module) not in APART, f"{module} imports {other}, which lies beside it"
        assert part(module) != "reports" or other in SEEN_BY_REPORTS, f"{module} imports {other}"


def test_the_picture_of_the_house_has_every_part_in_its_layer() -> None:
    page = (SRC.parents[1] / "CONTRIBUTING.md").read_text("utf-8").partition("\n## The house\n")[2].partition("\n## ")[0]
    shown = [set(re.findall(r"`(\w+)(?:/|\.py)`", row)) for row in page.splitlines() if row.startswith("| ")][2:]
    inside = {name for module in MODULES for name in module.split(".")[1:]}
    for names, parts in zip(shown, LAYERS, strict=True):
        assert parts - names == set(), "not in its row"
        assert names - parts - inside == set(), "in a row that is not its own, or nowhere"


def test_no_module_imports_itself_by_way_of_others() -> None:
    package = {"__init__"}  # it holds the version, and imports the public names only when they are asked for
    graphlib.TopologicalSorter({module: own(module) - package for module in MODULES if module not in package}).prepare()


@pytest.mark.parametrize("module", MODULES)
def test_a_package_of_others_has_one_home(module: str) -> None:
    for name in imports(ast.walk(tree(module))):
        home = HOMES.get(part(name), module)
        assert module == home or module.startswith(f"{home}."), f"{module} imports {name}, whose home is {home}"


@pytest.mark.parametrize("module", [module for module in MODULES if module != "text.build_tables" and part(module) not in SERVERS])
def test_what_is_slow_to_import_is_imported_late(module: str) -> None:
    names = imports(tree(module).body)
    assert not {name for name in names if part(name) in SLOW or name.rpartition(".")[0] in SLOW}


@pytest.mark.parametrize("module", [module for module in MODULES if part(module) != "cli"])
def test_only_the_commands_print(module: str) -> None:
    calls = {node.func.id for node in ast.walk(tree(module)) if isinstance(node, ast.Call) and isinstance(node.func, ast.Name)}
    assert "print" not in calls
