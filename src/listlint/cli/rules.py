"""`listlint rules`: the table of rules."""

from __future__ import annotations

import click

from listlint.cli._help import Command
from listlint.cli.options import choosing, options, settled
from listlint.records.rule import Rule
from listlint.text.display import columns


@click.command(cls=Command)
@choosing
@click.option("--output-format", type=click.Choice(["text", "json"]), default="text", help="输出格式。 How to report.")
def rules(platform: str | None, config_file: str | None, isolated: bool, lang: str | None, output_format: str) -> None:
    """列出所有规则。

    The table of rules.
    """
    from listlint import rules as known

    settings = settled(options(config_file, isolated, platform=platform, lang=lang))
    table = known.rules(settings.lexicon).values()
    if output_format == "json":
        import json

        click.echo(json.dumps([_json(rule, settings.lang) for rule in table], ensure_ascii=False, indent=2))
        return
    width = max(len(rule.slug) for rule in table)
    for rule in table:
        title = rule.title.in_(settings.lang)
        click.echo(
            f"{rule.code}  {rule.slug:<{width}}  {rule.severity:<7}  {title}{' ' * max(0, 24 - columns(title))}  {_basis(rule)}".rstrip()
        )


def _basis(rule: Rule) -> str:
    return "、".join(f"{basis.law} {basis.article}".strip() for basis in rule.basis)


def _json(rule: Rule, lang: str) -> dict[str, object]:
    return {
        "code": rule.code,
        "rule": rule.slug,
        "severity": rule.severity,
        "title": rule.title.in_(lang),
        "why": rule.why.in_(lang),
        "mend": rule.mend.in_(lang),
        "basis": [{"law": basis.law, "article": basis.article} for basis in rule.basis],
    }
