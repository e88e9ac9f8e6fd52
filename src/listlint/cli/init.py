"""`listlint init`: write a commented listlint.yaml."""

from __future__ import annotations

import os
from collections.abc import Iterator

import click

from listlint.cli._help import Command
from listlint.cli._looked import Looked, look, mappings
from listlint.cli.options import settled, speaking, stop
from listlint.config import FILE, Options
from listlint.guess import joined, line

SCHEMAS = ".listlint/schemas"
"""The folder that --schemas writes to; hidden, so that no file in it is taken for a listing."""
MODELINE = f"# yaml-language-server: $schema={SCHEMAS}/listlint.json\n"

TEMPLATE = """\
{modeline}# listlint 的配置：从运行的文件夹往上最近的这一份生效，只用一份；命令行参数优先。
# The nearest one upward from the folder a run starts in counts, alone; flags win over it.

# 平台：taobao tmall pinduoduo jd douyin 1688 wish amazon generic。 {guess}
platform: {platform}

# 消息的语言。 Language of messages: zh, en
lang: {lang}

# 达到此级别时退出码为 1。 Exit 1 at: error, warning, note
fail-on: error

# 不看这些文件（写法同 .gitignore）。 Files not to look at, as in .gitignore
# exclude: [drafts/]

# 不用的规则：代号、前缀或名字（listlint rules 列出全部）。 Rules to leave out
# ignore: [LL8]

# 改级别。 Severities
# severity: {{absolute-term: warning}}

# 列名不认得的文件写明哪一列是什么。 What the columns of files hold whose headers are not known
# layout: {{title: 品名, detail: 文案, id: 货号, attributes: {{材质成分: 料子}}}}

# 自家词表的文件夹。 Folders of your own word rules
# wordlists: [words]

# 读多大的文件（见 --show-settings）。 How large a file is read
# limits: {{file: 1024, cells: 20000000}}

# 别处的属性按编号并入。 Attributes of another file, joined by id
{attributes}

# 某些路径、平台、类目另设。 Other settings by path, platform, category
{mappings}
# per-platform:
#   jd: {{severity: {{long-title: warning}}}}
# per-category:
#   food: {{severity: {{absolute-term: warning}}}}

# 放行：写明理由；没用到的会报。 Allowances, each with its reason; unused ones are reported
# allow:
#   - rule: absolute-term
#     listing: tee-001
#     text: 最佳
#     why: 品牌名
#     until: 2026-12-31
"""


@click.command(cls=Command)
@speaking
@click.option(
    "--schemas", is_flag=True, help=f"把 JSON Schema 写进 {SCHEMAS}，编辑器据此补全。 Write JSON Schemas for editors to complete by."
)
def init(lang: str | None, schemas: bool) -> None:
    """在当前文件夹写一份带注释的 listlint.yaml，平台和表格的各列按文件内容猜。

    Write a commented listlint.yaml here, guessing the platform, and what the columns of unknown files hold, from the files. An existing one is left alone.
    """
    lang = lang or "zh"
    settings = settled(Options(lang=lang))
    looked = look(settings)
    platform, count = looked.platforms.most_common(1)[0] if looked.platforms else ("generic", 0)
    told = f"{count} 个商品是 {platform} 的" if count else "商品没写平台，请自己改"
    told_en = f"{count} listings are of {platform}" if count else "no listing names a platform: change it"
    guess = told if lang == "zh" else told_en
    text = TEMPLATE.format(
        modeline=MODELINE if schemas else "",
        guess=guess,
        platform=platform,
        lang=lang,
        mappings="\n".join(_mapped(looked)),
        attributes=_attributes(looked),
    )
    try:
        with open(FILE, "x", encoding="utf-8") as file:
            file.write(text)
    except FileExistsError:
        stop(f"已有 {FILE}，没有改动它" if lang == "zh" else f"{FILE} exists and was left alone")
    except OSError as error:
        stop(f"{FILE}: {error.strerror}")
    if schemas:
        _write_schemas()
    click.echo(f"写好了 {FILE}：{guess}" if lang == "zh" else f"wrote {FILE}: {guess}")
    for path, guessed in looked.unknown.items():
        said = "列是按内容猜的，请核对" if lang == "zh" else "its columns are guessed: check"
        click.echo(f"{path}：{said}：{line(guessed)}" if lang == "zh" else f"{path}: {said} {line(guessed)}")
    for path, guessed in looked.attributes.items():
        said = "像是按编号的属性表，请核对" if lang == "zh" else "seems to be attributes by id: check"
        click.echo(f"{path}：{said}：{joined(path, guessed)}" if lang == "zh" else f"{path}: {said} {joined(path, guessed)}")


def _attributes(looked: Looked) -> str:
    """The line that joins the file that seems to hold attribute data by id; a comment where none does, or several do."""
    lines = [joined(path, guessed) for path, guessed in looked.attributes.items()] or ["attributes: {file: erp/composition.csv, key: 货号}"]
    return "\n".join(lines if len(looked.attributes) == 1 else [f"# {line}" for line in lines])


def _mapped(looked: Looked) -> Iterator[str]:
    """The lines that say which files are known, and what the others seem to hold; only an example where all are."""
    known = "，".join(f"{name} {count}" for name, count in looked.layouts.most_common())
    if known:
        yield f"# 认得的表格（格式 文件数）。 Tables of a known layout (layout, files): {known}"
    if not looked.unknown:
        yield from ("# per-path:", "#   old/: {ignore: [LL8]}")
        return
    yield f"# {len(looked.unknown)} 个文件的列不认得，哪一列是什么是按内容猜的，请核对"
    yield f"# Files whose columns are not known: {len(looked.unknown)}; what they hold is guessed from them: see whether it is right"
    yield from ("per-path:", *mappings(looked.unknown))


def _write_schemas() -> None:
    from listlint.lexicon.schema import schemas

    try:
        os.makedirs(SCHEMAS, exist_ok=True)
        for name, text in schemas().items():
            with open(os.path.join(SCHEMAS, name), "w", encoding="utf-8") as file:
                file.write(text)
    except OSError as error:
        stop(f"{SCHEMAS}: {error.strerror}")
