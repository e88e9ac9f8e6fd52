"""`listlint completion`: the script by which a shell completes listlint's commands and options."""

from __future__ import annotations

import click

from listlint.cli._help import Command
from listlint.cli.options import speaking


@click.command(cls=Command)
@click.argument("shell", type=click.Choice(["bash", "zsh", "fish"]))
@speaking
def completion(shell: str, lang: str | None) -> None:
    """输出 bash、zsh、fish 的命令补全脚本。

    在 ~/.bashrc 里写 eval "$(listlint completion bash)"，zsh 同样写进 ~/.zshrc；fish 运行 listlint completion fish | source。

    Print the script that completes commands and options in bash, zsh or fish.

    Load it in ~/.bashrc by eval "$(listlint completion bash)", likewise in ~/.zshrc; in fish: listlint completion fish | source.
    """
    from click.shell_completion import get_completion_class

    from listlint.cli.app import app

    kind = get_completion_class(shell)
    assert kind
    click.echo(kind(app, {}, "listlint", "_LISTLINT_COMPLETE").source())
