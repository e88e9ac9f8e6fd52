"""`listlint lsp`: the language server on standard input and output."""

from __future__ import annotations

from functools import partial

import click

from listlint import config
from listlint.cli._help import Command
from listlint.cli.options import choosing, lacking


@click.command(cls=Command)
@choosing
def lsp(platform: str | None, config_file: str | None, isolated: bool, lang: str | None) -> None:
    """编辑器用的语言服务器（标准输入输出）：边写边查，悬停看法条，一键改写或放行。需要扩展：pip install 'listlint[lsp]'。

    The language server for editors, on standard input and output: findings while you type, the law on hover, fixes and
    allowances as code actions. Needs the extra: pip install 'listlint[lsp]'.
    """
    try:
        from listlint.editor.server import server
    except ImportError as error:
        lacking("lsp", error, lang)
    choose = partial(config.chosen, file=config_file, isolated=isolated, platform=platform, lang=lang)
    server(choose, lang or "zh").start_io()
