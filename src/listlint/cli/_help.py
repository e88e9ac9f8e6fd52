"""Help and wrong usage, each in one language.

Every help text of an option is written “中文。 English.”, every command's docstring in
paragraphs of either;
the language stands in the context's `obj`, which `main` takes from the command line and LISTLINT_LANG.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from itertools import pairwise
from typing import IO, Any

import click

from listlint.late import late
from listlint.text.display import columns

HELP = "显示帮助。 Show this help."
_BETWEEN = "。 "
_HAN = late("[一-鿿]")
_PIECES = late(r"\s+|[（“‘]*(?:[!-~]+|.)[、。，；：！？）”’…]*")
"""What stays on one line: a word, or a Chinese character with the marks that may not be parted from it."""
_NAMES = 30
"""The most columns that an option's names take before its help goes to the next line."""


def language(arguments: Sequence[str], environment: Mapping[str, str]) -> str:
    """The language that --lang names, else LISTLINT_LANG, else zh."""
    named = [value for flag, value in pairwise(arguments) if flag == "--lang"]
    named += [one.removeprefix("--lang=") for one in arguments if one.startswith("--lang=")]
    return "en" if "en" in (named or [environment.get("LISTLINT_LANG", "")]) else "zh"


def half(text: str, lang: str) -> str:
    """The half of “中文。 English.” that is in this language."""
    chinese, between, english = text.partition(_BETWEEN)
    return english if lang == "en" and between else chinese + between.strip()


def paragraphs(text: str, lang: str) -> list[str]:
    """The paragraphs of a docstring in this language: those with Chinese in them, or those without."""
    every = (re.sub(r"\s*\n\s*", " ", one.strip()) for one in re.split(r"\n\s*\n", text))
    return [one for one in every if bool(_HAN.search(one)) == (lang == "zh")]


class Misused(click.UsageError):
    """A command used wrongly, said in one language; `path` is the command's whole name."""

    def __init__(self, message: str, path: str, lang: str) -> None:
        super().__init__(message)
        self.path, self.lang = path, lang

    def show(self, file: IO[Any] | None = None) -> None:
        """Say it on standard error, and where the help is."""
        click.echo(f"listlint: {self.message}\n{'用法见' if self.lang == 'zh' else 'see'} {self.path} --help", file=file, err=True)


class Command(click.Command):
    """A command whose help and complaints are in one language."""

    def make_context(self, info_name: str | None, args: list[str], parent: click.Context | None = None, **extra: Any) -> click.Context:
        """As click's, but a wrong usage is told in the language of the help."""
        try:
            return super().make_context(info_name, args, parent, **extra)
        except click.UsageError as error:
            if isinstance(error, Misused) or type(error).__name__ == "NoArgsIsHelpError":
                raise
            path = f"{parent.command_path} {info_name}" if parent else str(info_name)
            raise Misused(_said(error, _lang(parent or error.ctx), self.params), path, _lang(parent or error.ctx)) from None

    def format_usage(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """The line that shows what may follow the command's name."""
        zh = _lang(ctx) == "zh"
        pieces = [piece.replace("[OPTIONS]", "[选项]") if zh else piece for piece in self.collect_usage_pieces(ctx)]
        formatter.write(f"{'用法：' if zh else 'Usage: '}{ctx.command_path} {' '.join(pieces)}\n")

    def format_help_text(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """What the command does."""
        for said in paragraphs(self.help or "", _lang(ctx)):
            formatter.write_paragraph()
            formatter.write("".join(f"  {line}\n" for line in wrapped(said, formatter.width - 2)))

    def format_options(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """The options, each with its help."""
        records = [(one, one.get_help_record(ctx)) for one in self.get_params(ctx) if isinstance(one, click.Option)]
        rows = [(record[0], half(_help(one, ctx), _lang(ctx))) for one, record in records if record]
        _table("选项" if _lang(ctx) == "zh" else "Options", rows, formatter)


class Folder(Command, click.Group):
    """A group of such commands; a name that none has is answered with the nearest."""

    def format_options(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """The options, then the commands."""
        super().format_options(ctx, formatter)
        known = [(name, self.get_command(ctx, name)) for name in self.list_commands(ctx)]
        rows = [(name, _first(paragraphs(command.help or "", _lang(ctx))[0])) for name, command in known if command]
        _table("命令" if _lang(ctx) == "zh" else "Commands", rows, formatter)

    def resolve_command(self, ctx: click.Context, args: list[str]) -> tuple[str | None, click.Command | None, list[str]]:
        """As click's, but a name that no command has is told with the nearest one."""
        if args and self.get_command(ctx, args[0]) is None and not ctx.resilient_parsing:
            raise Misused(_unknown(args[0], "命令", "command", self.list_commands(ctx), _lang(ctx)), ctx.command_path, _lang(ctx))
        return super().resolve_command(ctx, args)


def _said(error: click.UsageError, lang: str, parameters: Sequence[click.Parameter]) -> str:
    """What click complains of, in this language."""
    if isinstance(error, click.NoSuchOption):
        flags = [flag for one in parameters for flag in one.opts]
        return _unknown(error.option_name, "选项", "option", flags, lang)
    return _chinese(error) if lang == "zh" else error.format_message()


def _chinese(error: click.UsageError) -> str:
    if isinstance(error, click.MissingParameter):
        return f"缺少 {error.param.human_readable_name if error.param else ''}"
    if isinstance(error, click.BadParameter) and error.param:
        kind, name = error.param.type, error.param.opts[0]
        if isinstance(kind, click.Choice):
            return f"{name} 可写：{'、'.join(map(str, kind.choices))}"
        return f"{name} 应是 {kind.min} 以上的整数" if isinstance(kind, click.IntRange) else f"{name}：{error.message}"
    if isinstance(error, click.BadOptionUsage):
        return f"{error.option_name} 后面不写值" if "not take" in error.message else f"{error.option_name} 后面要写值"
    extra = re.search(r"extra arguments? \((.*)\)", error.message)
    return f"多写了 {extra[1]}" if extra else error.format_message()


def _first(paragraph: str) -> str:
    return re.split(r"(?<=\.)\s|(?<=。)", paragraph, maxsplit=1)[0]


def _unknown(name: str, zh: str, en: str, known: Sequence[str], lang: str) -> str:
    from listlint.lexicon.shape import nearest

    near = nearest(name, known)
    if lang == "zh":
        return f"没有{zh} {name}" + (f"，是不是 {near}？" if near else "")
    return f"no {en} {name}" + (f"; did you mean {near}?" if near else "")


def _help(one: click.Parameter, ctx: click.Context) -> str:
    return HELP if one is ctx.command.get_help_option(ctx) else getattr(one, "help", None) or ""


def _lang(ctx: click.Context | None) -> str:
    return ctx.obj if ctx and isinstance(ctx.obj, str) else "zh"


def _table(title: str, rows: Sequence[tuple[str, str]], formatter: click.HelpFormatter) -> None:
    """A heading, and names with what is said of each beside them."""
    indent = min(_NAMES, max(len(name) for name, _ in rows)) + 4
    formatter.write(f"\n{title}{':' if title.isascii() else '：'}\n")
    for name, said in rows:
        lines = list(wrapped(said, formatter.width - indent)) or [""]
        if len(name) > indent - 4:
            formatter.write(f"  {name}\n")
            name = ""
        formatter.write(f"  {name:<{indent - 2}}{lines[0]}".rstrip() + "\n")
        formatter.write("".join(f"{' ' * indent}{line}\n" for line in lines[1:]))


def wrapped(text: str, width: int) -> Iterator[str]:
    """The lines of a text that take at most `width` columns: broken at spaces, or after any Chinese character."""
    line = ""
    for piece in _PIECES.findall(text):
        if line and columns((line + piece).rstrip()) > width:
            yield line.rstrip()
            line = ""
        line += piece
    if line.strip():
        yield line.rstrip()
