"""`listlint init`: write a commented listlint.yaml."""

from __future__ import annotations

import os
from collections import Counter
from collections.abc import Mapping, Sequence
from itertools import islice
from typing import NamedTuple

import click

from listlint import formats, layout
from listlint.cli._help import Command
from listlint.cli.options import settled, speaking, stop
from listlint.config import FILE, Options
from listlint.discover import discover
from listlint.heading import chosen, head, header, likely, quoted
from listlint.records.document import Head, Heading, Record, Source, Text
from listlint.records.settings import Settings

LOOKED_AT = 200
"""Files, and listings of each, that are read to guess the platform."""
SMALL = 8 << 20
"""Bytes of the largest file that is read for it."""

SCHEMAS = ".listlint/schemas"
"""The folder that --schemas writes to; hidden, so that no file in it is taken for a listing."""
MODELINE = f"# yaml-language-server: $schema={SCHEMAS}/listlint.json\n"

TEMPLATE = """\
{modeline}# listlint 的配置：离文件最近的这一份生效，命令行参数优先。
# The nearest listlint.yaml counts; flags win over it.

# 平台：taobao tmall pinduoduo jd douyin 1688 wish amazon generic。 {guess}
platform: {platform}

{layout}# 消息的语言。 Language of messages: zh, en
lang: {lang}

# 达到此级别时退出码为 1。 Exit 1 at: error, warning, note
fail-on: error

# 不看这些文件（写法同 .gitignore）。 Files not to look at, as in .gitignore
# exclude: [drafts/]

# 不用的规则：代号、前缀或名字（listlint rules 列出全部）。 Rules to leave out
# ignore: [LL8]

# 改级别。 Severities
# severity: {{absolute-term: warning}}

# 自家词表的文件夹。 Folders of your own word rules
# wordlists: [words]

# 某些路径、平台、类目另设。 Other settings by path, platform, category
# per-path:
#   old/: {{ignore: [LL8]}}
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
    """在当前文件夹写一份带注释的 listlint.yaml，平台和表格的标题列按文件内容猜。

    Write a commented listlint.yaml here, guessing the platform, and the title column of tables, from the files. An existing one is left alone.
    """
    lang = lang or "zh"
    settings = settled(Options(lang=lang))
    seen = look(settings)
    platform, count = seen.platforms.most_common(1)[0] if seen.platforms else ("generic", 0)
    told = f"{count} 个商品是 {platform} 的" if count else "商品没写平台，请自己改"
    told_en = f"{count} listings are of {platform}" if count else "no listing names a platform: change it"
    guess = told if lang == "zh" else told_en
    mapping = _mapping(seen.unknown, lang)
    text = TEMPLATE.format(
        modeline=MODELINE if schemas else "", guess=guess, platform=platform, lang=lang, layout=mapping and mapping + "\n\n"
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
    if mapping:
        click.echo(mapping)


class Seen(NamedTuple):
    """What the first listings are: how many of each platform there is a profile of, and the first rows of tables in no known layout, by path."""

    platforms: Counter[str]
    unknown: dict[str, Sequence[Sequence[str]]]


def look(settings: Settings, paths: Sequence[str] = (".",)) -> Seen:
    """What the first files under the paths hold. A listing's platform is the one it names, or that of the export it stands in."""
    layouts, profiles = settings.lexicon.layouts, settings.lexicon.profiles
    seen = Seen(Counter(), {})
    for path in discover(paths)[:LOOKED_AT]:
        if not isinstance(path, str) or os.path.getsize(path) > SMALL:
            continue
        with open(path, "rb") as file:
            source = Source(path, file.read())
        reader = formats.reader(path, _noting(head(layouts), path, seen.unknown))
        records = (one for one in (reader(source) if reader else ()) if isinstance(one, Record))
        listings = ((one, record.layout) for record in records for one in layout.listings(record, chosen(record, layouts)))
        said = [one.platform or (export or "").partition("-")[0] for one, export in islice(listings, LOOKED_AT)]
        seen.platforms.update(name for name in said if name in profiles)
        if said:
            seen.unknown.pop(path, None)
    return seen


def _noting(find: Head, path: str, unknown: dict[str, Sequence[Sequence[str]]]) -> Head:
    """The function that finds headers, which notes the first rows of a table where it finds none."""

    def noting(rows: Sequence[Sequence[str]]) -> Heading | Text:
        found = find(rows)
        if isinstance(found, Text) and rows and len(rows[0]) > len(unknown.get(path, [()])[0]):  # of several ways to part it, the widest
            unknown[path] = rows
        return found

    return noting


def _mapping(unknown: Mapping[str, Sequence[Sequence[str]]], lang: str) -> str:
    """The `layout:` of tables in no known layout, their titles guessed, and what a person is to look at; nothing where there are none."""
    titles = {path: title for path, rows in unknown.items() if (title := likely(rows))}
    if not titles:
        return ""
    line = f"layout: {{title: [{', '.join(dict.fromkeys(map(quoted, titles.values())))}]}}"
    said = []
    for path, title in titles.items():
        rest = [name for name in map(header, unknown[path][0]) if name and name != title]
        if lang == "zh":
            said.append(f"# {path}：按内容猜“{title}”列是标题，请核对。其余的列：{'、'.join(rest)}")
        else:
            said.append(f"# {path}: its column “{title}” looks like the title: check that. The other columns: {', '.join(rest)}")
    more = (
        "用法如 layout: {title: name, detail: desc, attributes: {材质成分: fabric}}"
        if lang == "zh"
        else ("as in layout: {title: name, detail: desc, attributes: {材质成分: fabric}}")
    )
    return "\n".join([*said, f"# {more}", line])


def _write_schemas() -> None:
    from listlint.lexicon.schema import schemas

    try:
        os.makedirs(SCHEMAS, exist_ok=True)
        for name, text in schemas().items():
            with open(os.path.join(SCHEMAS, name), "w", encoding="utf-8") as file:
                file.write(text)
    except OSError as error:
        stop(f"{SCHEMAS}: {error.strerror}")
