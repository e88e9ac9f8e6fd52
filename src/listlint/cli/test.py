"""`listlint test`: run the examples that wordlists carry."""

from __future__ import annotations

import os

import click

from listlint.cli._help import Command
from listlint.cli.options import settled, speaking, stop
from listlint.config import Options
from listlint.examples import failures
from listlint.lexicon.folder import word_files


@click.command(cls=Command)
@click.argument("folder", required=False)
@speaking
def test(folder: str | None, lang: str | None) -> None:
    """检查词表并运行其中的例句（默认随包词表；可给自己的词表文件夹）。

    Validate wordlists and run their examples: the shipped ones, or those of a folder of your own. Exit 1 where an example fails.
    """
    lang = lang or "zh"
    if folder is not None and not word_files(folder):
        stop(f"{folder}: 没有 *.yaml 词表" if lang == "zh" else f"{folder}: no *.yaml wordlists here")
    settings = settled(Options(lang=lang, wordlists=(folder,) if folder else ()))
    slugs = [os.path.basename(path).rpartition(".")[0] for path in word_files(folder)] if folder else list(settings.lexicon.word_rules)
    failed = list(failures(settings, slugs))
    for one in failed:
        click.echo(f"{one.rule}: “{one.example}”: {one.message.in_(lang)}")
    count = sum(len(rule.examples.fail) + len(rule.examples.ok) for slug, rule in settings.lexicon.word_rules.items() if slug in slugs)
    words = (f"{len(slugs)} 个词表，{count} 个例句，{len(failed)} 个不对", f"{len(slugs)} wordlists, {count} examples, {len(failed)} wrong")
    click.echo(words[0] if lang == "zh" else words[1])
    raise SystemExit(1 if failed else 0)
