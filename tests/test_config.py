"""listlint.yaml: what init writes is valid, what --show-settings shows can be pasted, a wrong name is refused."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest
import yaml

from listlint.config import read


def run(*arguments: str, cwd: Path) -> subprocess.CompletedProcess[str]:
    return subprocess.run([sys.executable, "-m", "listlint", *arguments], cwd=cwd, capture_output=True, encoding="utf-8", check=False)


SETTINGS = """\
platform: jd
ignore: [LL8]
severity: {absolute-term: warning}
per-path:
  old/: {ignore: [LL1], platform: taobao}
per-category:
  food: {severity: {absolute-term: note}}
allow:
  - {rule: LL101, path: old/*.csv, text: 最佳, why: 品牌名, until: 2099-12-31}
"""


def test_the_settings_shown_are_those_in_use_and_read_back(tmp_path: Path) -> None:
    path = tmp_path / "listlint.yaml"
    path.write_text(SETTINGS, encoding="utf-8")
    shown = run("check", "--show-settings", "--fail-on", "warning", cwd=tmp_path).stdout
    assert "#   LL101 absolute-term: warning" in shown and "LL801" not in shown
    before = read(str(path))
    path.write_text(shown, encoding="utf-8")
    after = read(str(path))
    assert after._replace(allow=()) == before._replace(allow=(), fail_on="warning")
    assert [one._replace(place=before.allow[0].place, said=before.allow[0].said) for one in after.allow] == list(before.allow)
    of_old = run("check", "--show-settings", "old/a.yaml", cwd=tmp_path).stdout
    assert "platform: taobao" in of_old and "LL101" not in of_old.split("# 规则")[1]


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("per-path: {old/: {ignored: [LL1]}}\n", "listlint.yaml:1:19 unknown key “ignored”; did you mean “ignore”?"),
        ("per-platform: {jdd: {ignore: [LL1]}}\n", "no platform named “jdd”; did you mean “jd”?"),
        ("per-category: {foood: {ignore: [LL1]}}\n", "no category named “foood”; did you mean “food”?"),
        ("per-path: {old/: {select: [absolut-term]}}\n", "did you mean “absolute-term”?"),
        ("per-path: {old/: {severity: {absolut-term: note}}}\n", "did you mean “absolute-term”?"),
        ("per-path: {old/: {platform: jdd}}\n", "did you mean “jd”?"),
    ],
)
def test_a_wrong_name_is_refused_with_the_nearest(tmp_path: Path, text: str, said: str) -> None:
    (tmp_path / "listlint.yaml").write_text(text, encoding="utf-8")
    done = run("check", "--lang", "en", cwd=tmp_path)
    assert done.returncode == 2 and said in done.stderr


@pytest.mark.parametrize("text", ["", "\n", "# 还没有设置\n", "\ufeff  # 一\n\n# 二"])
def test_a_configuration_may_set_nothing(tmp_path: Path, text: str) -> None:
    (tmp_path / "listlint.yaml").write_text(text, encoding="utf-8")
    assert read(str(tmp_path / "listlint.yaml")).platform == "generic"


def test_a_configuration_that_is_passed_over_is_named(tmp_path: Path) -> None:
    for folder in ("a/in", "b"):
        (tmp_path / folder).mkdir(parents=True)
        (tmp_path / folder / "z.yaml").write_text("title: 短袖\n", encoding="utf-8")
    said = "not used: a/listlint.yaml: a run has one configuration, and listlint.yaml counts; to use it run in its folder, or name it with --config\n"
    (tmp_path / "a" / "listlint.yaml").write_text("platform: jd\n", encoding="utf-8")
    assert "and there is none here" in run("check", "--lang", "en", "a/in/z.yaml", cwd=tmp_path).stderr
    (tmp_path / "listlint.yaml").write_text("lang: en\n", encoding="utf-8")
    for named in (["."], ["a/in/z.yaml"], ["a"], ["b", "a"]):
        assert run("check", *named, cwd=tmp_path).stderr == said
    for silent in (["b"], ["--quiet"], ["--isolated"], ["--config", "listlint.yaml"]):
        assert run("check", *silent, cwd=tmp_path).stderr == ""
    assert run("check", cwd=tmp_path / "a" / "in").stderr == ""
    (tmp_path / "a" / "in" / "listlint.yaml").write_text("platform: jd\n", encoding="utf-8")
    assert "not used: a/in/listlint.yaml and 1 more: " in run("check", cwd=tmp_path).stderr


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_init_writes_what_can_be_read_and_guesses_the_platform(tmp_path: Path, lang: str) -> None:
    (tmp_path / "a.csv").write_text("标题,平台\n短袖,jd\n长袖,jd\n短裤,taobao\n", encoding="utf-8")
    assert run("init", "--lang", lang, cwd=tmp_path).returncode == 0
    path = tmp_path / "listlint.yaml"
    assert read(str(path)).platform == "jd"
    text = path.read_text(encoding="utf-8")
    assert run("init", cwd=tmp_path).returncode == 2
    assert path.read_text(encoding="utf-8") == text
    assert run("check", cwd=tmp_path).returncode == 0


def test_what_init_guesses_of_unknown_files_makes_them_known(tmp_path: Path) -> None:
    table = "2026年新品,,\n序号,文案A,描述B,料子\n1,国家级好衣裳,x,棉95% 氨纶5%\n2,纯棉的好衣裳,y,棉95% 氨纶5%\n"
    items = [{"name": "国家级好衣裳", "memo": "x"}, {"name": "纯棉的好衣裳", "memo": "y"}]
    (tmp_path / "erp").mkdir()
    for name in ("erp/a.csv", "erp/b.csv", "c[1].csv"):
        (tmp_path / name).write_text(table, encoding="utf-8")
    (tmp_path / "d.json").write_text(json.dumps({"data": items}), encoding="utf-8")
    (tmp_path / "menu.json").write_text(json.dumps([{"label": "首页", "path": "/"}]), encoding="utf-8")
    (tmp_path / "jd.csv").write_text("商品名称,京东价\n衣裳,9\n", encoding="utf-8")
    run("init", cwd=tmp_path)
    path = tmp_path / "listlint.yaml"
    text = path.read_text(encoding="utf-8")
    assert "jd 1" in text and "platform: jd" in text and "menu" not in text
    assert {one.name for one in read(str(path)).overrides} == {"erp/*.csv", "/c\\[1\\].csv", "/d.json"}
    found = json.loads(run("check", "--output-format", "json", cwd=tmp_path).stdout)["diagnostics"]
    assert {one["path"] for one in found} == {"erp/a.csv", "erp/b.csv", "c[1].csv", "d.json"}
    assert {one["rule"] for one in found} == {"absolute-term", "impure-material-claim", "unstated-material"}


def test_what_init_shows_in_comments_is_valid_too(tmp_path: Path) -> None:
    run("init", "--schemas", cwd=tmp_path)
    path = tmp_path / "listlint.yaml"
    lines = path.read_text(encoding="utf-8").splitlines()
    bare = [line[2:] for line in lines if line.startswith("# ") and line[2:].lstrip("- ").split(":")[0].replace("-", "").isascii()]
    keys = [line for line in bare if not line.startswith(("The ", "yaml-language-server"))]
    path.write_text("\n".join([line for line in lines if not line.startswith("#")] + keys) + "\n", encoding="utf-8")
    assert set(yaml.safe_load(path.read_text(encoding="utf-8"))) >= {
        "ignore",
        "severity",
        "per-path",
        "per-platform",
        "per-category",
        "allow",
    }
    (tmp_path / "words").mkdir()
    (tmp_path / "erp").mkdir()
    (tmp_path / "erp" / "composition.csv").write_text("货号,材质成分\n", encoding="utf-8")
    assert run("check", cwd=tmp_path).returncode == 0, run("check", cwd=tmp_path)
    assert lines[0] == "# yaml-language-server: $schema=.listlint/schemas/listlint.json"
    assert (tmp_path / ".listlint" / "schemas" / "listlint.json").is_file()


def test_init_maps_a_table_in_no_known_layout(tmp_path: Path) -> None:
    (tmp_path / "export.csv").write_text("sku,name,desc\nA-1,云栖 国家级短袖T恤女夏季宽松,好穿\n", encoding="utf-8")
    (tmp_path / "known.csv").write_text("标题\n短袖\n", encoding="utf-8")
    done = run("init", cwd=tmp_path)
    assert (
        "export.csv：列是按内容猜的，请核对：layout: {title: name, detail: desc, id: sku}" in done.stdout and "known.csv" not in done.stdout
    )
    assert [one.name for one in read(str(tmp_path / "listlint.yaml")).overrides] == ["/export.csv"]
    assert "absolute-term" in run("check", cwd=tmp_path).stdout


def test_init_takes_the_platform_of_a_known_export(tmp_path: Path) -> None:
    (tmp_path / "export.csv").write_text("宝贝名称,宝贝类目,宝贝描述\n短袖,50000,好穿\n", encoding="utf-8")
    run("init", cwd=tmp_path)
    assert read(str(tmp_path / "listlint.yaml")).platform == "taobao"


def test_a_wrong_name_in_the_configuration_is_told_with_its_place(tmp_path: Path) -> None:
    (tmp_path / "listlint.yaml").write_text("platform: taobao\nseverity: {absolut-term: note}\n", encoding="utf-8")
    assert "listlint.yaml:2:12 没有名为“absolut-term”的规则，是不是“absolute-term”？" in run("check", cwd=tmp_path).stderr


def test_init_joins_a_file_of_attributes_by_id(tmp_path: Path) -> None:
    (tmp_path / "erp").mkdir()
    (tmp_path / "erp" / "cloth.csv").write_text("货号,材质成分\nTEE-01,棉95% 氨纶5%\nTEE-02,棉100%\n", encoding="utf-8")
    (tmp_path / "shop.csv").write_text("货号,标题\nTEE-01,云栖 纯棉短袖\n", encoding="utf-8")
    told = run("check", "--lang", "en", "erp", cwd=tmp_path).stdout
    assert "seems to be attributes by id" in told and "attributes: {file: PATH, key: 货号}" in told
    done = run("init", cwd=tmp_path)
    assert 'erp/cloth.csv：像是按编号的属性表，请核对：attributes: {file: "erp/cloth.csv", key: 货号}' in done.stdout
    assert 'attributes: {file: "erp/cloth.csv", key: 货号}\n' in (tmp_path / "listlint.yaml").read_text("utf-8").splitlines(keepends=True)
    found = [json.loads(line) for line in run("check", "--output-format", "jsonl", cwd=tmp_path).stdout.splitlines()]
    assert [one["rule"] for one in found] == ["unmatched-attributes", "impure-material-claim"]
    assert found[1]["related"][0]["path"] == "erp/cloth.csv"
    (tmp_path / "listlint.yaml").unlink()
    (tmp_path / "erp" / "more.csv").write_text("编号,面料\nA1,棉95%\nA2,棉100%\n", encoding="utf-8")
    run("init", cwd=tmp_path)  # which of the two it is, is for a person to say
    text = (tmp_path / "listlint.yaml").read_text("utf-8")
    assert '# attributes: {file: "erp/cloth.csv", key: 货号}\n# attributes: {file: "erp/more.csv", key: 编号}\n' in text
