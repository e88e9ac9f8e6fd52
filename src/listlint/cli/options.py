"""What several commands share: the options that choose settings, and how a run that cannot start ends."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any, NoReturn, TypeVar

import click

from listlint import config
from listlint.config import ConfigError, Options
from listlint.records.document import Text
from listlint.records.settings import Settings

Command = TypeVar("Command", bound=Callable[..., Any])

speaking = click.option(
    "--lang",
    type=click.Choice(["zh", "en"]),
    envvar="LISTLINT_LANG",
    help="消息和帮助的语言，默认 zh；也可设 LISTLINT_LANG。 Language of messages and help; or set LISTLINT_LANG.",
)
"""The option that chooses the language."""

_CHOOSING = (
    click.option(
        "--platform",
        metavar="NAME",
        help="平台：taobao tmall pinduoduo jd douyin 1688 wish amazon generic。 The platform: taobao tmall pinduoduo jd douyin 1688 wish amazon generic.",
    ),
    click.option("--config", "config_file", metavar="FILE", help="用这个配置文件。 Use this configuration file."),
    click.option("--isolated", is_flag=True, help="不读任何配置文件。 Read no configuration file."),
    speaking,
)

_SELECTING = (
    click.option("--select", multiple=True, metavar="RULES", help="只用这些规则（代号、前缀或名字，逗号分隔）。 Run only these rules."),
    click.option("--extend-select", multiple=True, metavar="RULES", help="在所选之外再用这些规则。 Run these rules too."),
    click.option("--ignore", multiple=True, metavar="RULES", help="不用这些规则。 Leave these rules out."),
)


def choosing(command: Command) -> Command:
    """The command with the options that choose its settings: --platform, --config, --isolated, --lang."""
    for option in reversed(_CHOOSING):
        command = option(command)
    return command


def selecting(command: Command) -> Command:
    """The command with the options that choose its rules: --select, --extend-select, --ignore."""
    for option in reversed(_SELECTING):
        command = option(command)
    return command


def narrowed(chosen: Options, select: Sequence[str], extend_select: Sequence[str], ignore: Sequence[str]) -> Options:
    """The options with the rules that these three name: the first take the place of those chosen, the others join them."""
    return chosen._replace(select=(names(select) or chosen.select) + names(extend_select), ignore=chosen.ignore + names(ignore))


def options(config_file: str | None, isolated: bool, **flags: Any) -> Options:
    """The options of a run: the nearest configuration file's, or FILE's, with the given flags over them; None is not given."""
    try:
        return config.chosen(".", config_file, isolated, **flags)
    except ConfigError as error:
        stop(error.message.in_(flags.get("lang") or "zh"))


def settled(chosen: Options) -> Settings:
    """The settings of these options; a wrong one ends the run with status 2 and says where it is wrong."""
    from listlint.lexicon.form import LexiconError
    from listlint.settle import settle  # late: a run that knows all its files has no need of the lexicon

    try:
        return settle(chosen)
    except ConfigError as error:
        stop(error.message.in_(chosen.lang))
    except LexiconError as error:
        stop("\n".join(f"{p.file}:{p.line}:{p.column} {p.key and p.key + ': '}{p.message.in_(chosen.lang)}" for p in error.problems))


def names(values: Sequence[str]) -> tuple[str, ...]:
    """Names given several times or with commas between them, as one tuple."""
    return tuple(name.strip() for value in values for name in value.split(",") if name.strip())


def cannot_open(path: str, reason: str | None) -> Text:
    """That a path cannot be opened, and the system's reason; none where there is no such path."""
    if not reason:
        return Text(f"{path}：没有这个文件或文件夹", f"{path}: no such file or folder")
    return Text(f"{path}：打不开：{reason}", f"{path}: cannot be opened: {reason}")


def stop(message: str) -> NoReturn:
    """End with status 2: the run could not be made."""
    click.echo(f"listlint: {message}", err=True)
    raise SystemExit(2)


def lacking(extra: str, error: ImportError, lang: str | None) -> NoReturn:
    """End with status 2 where a package of an extra is not installed, and say how to install it; other failures to import go on."""
    if error.name is None or error.name.startswith("listlint"):
        raise error
    said = Text(f"缺少 {error.name}；请安装：pip install 'listlint[{extra}]'", f"{error.name} is missing: pip install 'listlint[{extra}]'")
    stop(said.in_(lang or "zh"))
