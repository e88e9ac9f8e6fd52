"""`listlint clean`: remove the cache."""

from __future__ import annotations

import os

import click

from listlint import cache
from listlint.cli._help import Command
from listlint.cli.options import options, speaking


@click.command(cls=Command)
@click.option("--config", "config_file", metavar="FILE", help="用这个配置文件。 Use this configuration file.")
@speaking
def clean(config_file: str | None, lang: str | None) -> None:
    """删除缓存。

    Remove the cache: beside the configuration file (or here), and beside its own wordlists.
    """
    chosen = options(config_file, False, lang=lang)
    homes = {chosen.home, *(os.path.dirname(os.path.abspath(folder)) for folder in chosen.wordlists)}
    count = sum(cache.clean(home) for home in sorted({os.path.abspath(home) for home in homes}))
    click.echo(f"删除了 {count} 个缓存文件" if chosen.lang == "zh" else f"{count} cache {'file' if count == 1 else 'files'} removed")
