"""The command group: each subcommand is a module beside this one, imported when it is called or listed."""

from __future__ import annotations

from importlib import import_module
from typing import Any

import click

from listlint import __version__
from listlint.cli._help import Folder
from listlint.modules import module_names
from listlint.records.document import Text

INTERRUPTED = 130
"""The status after Ctrl-C, as shells have it: neither clean nor findings."""

SHARED = ("allowances", "app", "known", "options", "remembered", "settings")


class Commands(Folder):
    """A group whose commands are the modules of this folder: `check.py` holds the function `check`."""

    def list_commands(self, context: click.Context) -> list[str]:
        """The commands' names, sorted."""
        return [name for name in module_names(__file__) if name not in SHARED]

    def get_command(self, context: click.Context, name: str) -> click.Command | None:
        """The command of that name, or None."""
        if name not in self.list_commands(context):
            return None
        command: click.Command = getattr(import_module(f"listlint.cli.{name}"), name)
        return command

    def make_context(self, *given: Any, **named: Any) -> click.Context:
        """Read the arguments; help is shown here. Ctrl-C ends this without a word."""
        try:
            return super().make_context(*given, **named)
        except KeyboardInterrupt:
            raise SystemExit(INTERRUPTED) from None

    def invoke(self, context: click.Context) -> Any:
        """Run the command; Ctrl-C ends it with a word and a status of its own."""
        try:
            return super().invoke(context)
        except KeyboardInterrupt:
            click.echo(Text("listlint: 停下了", "listlint: interrupted").in_(context.obj or "zh"), err=True)
            raise SystemExit(INTERRUPTED) from None


@click.group(cls=Commands, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(__version__, "-V", "--version", message="listlint %(version)s", help="显示版本。 Show the version.")
def app() -> None:
    """检查电商商品文案：违禁词、材质宣称与属性是否相符。

    某个命令的帮助：listlint 命令 --help。消息和帮助的语言（zh、en）也可设在 LISTLINT_LANG。

    Lints Chinese e-commerce listing copy: barred words, and material claims held against the attributes.

    Help of a command: listlint COMMAND --help. LISTLINT_LANG (zh or en) chooses the language of help and messages.
    """
