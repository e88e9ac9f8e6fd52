"""`listlint explain`: what a rule is, the law behind it, examples, how to mend."""

from __future__ import annotations

from collections.abc import Iterator

import click

from listlint.cli._help import Command
from listlint.cli.options import choosing, options, settled, stop
from listlint.explain import sections
from listlint.lexicon.shape import nearest
from listlint.records.document import Text
from listlint.records.lexicon import Lexicon
from listlint.records.rule import Rule

EXAMPLES = 12
"""Lines of a section shown at a terminal; the rule's page in docs/rules has them all."""


@click.command(cls=Command)
@click.argument("rule")
@choosing
def explain(rule: str, platform: str | None, config_file: str | None, isolated: bool, lang: str | None) -> None:
    """讲清一条规则：为什么、哪一条法、怎么改（RULE 是代号或名字）。

    Explain a rule, named by its code or its slug: why, the law with its article and text, examples, how to mend.
    """
    from listlint import rules

    settings = settled(options(config_file, isolated, platform=platform, lang=lang))
    known = rules.rules(settings.lexicon)
    found = known.get(rule) or next((one for one in known.values() if one.code == rule.upper()), None)
    if found is None:
        near = nearest(rule, [*known, *(one.code for one in known.values())])
        hint = Text(f"，是不是“{near}”？", f"; did you mean “{near}”?") if near else Text("", "")
        stop(Text(f"没有规则“{rule}”{hint.zh}", f"no rule “{rule}”{hint.en}").in_(settings.lang))
    for line in explanation(found, settings.lexicon, settings.lang):
        click.echo(line)


def explanation(rule: Rule, lexicon: Lexicon, lang: str) -> Iterator[str]:
    """The lines of a rule's explanation."""
    yield f"{rule.code} {rule.slug} ({rule.severity})"
    yield rule.title.in_(lang)
    for section in sections(rule, lexicon, lang):
        yield ""
        if section.title:
            yield f"{section.title}"
        few = section.lines[:EXAMPLES]
        yield from (f"    {line}" if section.title else line for line in few)
        if len(few) < len(section.lines):
            yield f"    … +{len(section.lines) - len(few)}"
