"""`listlint explain`: what a rule is, the law behind it, examples, how to mend."""

from __future__ import annotations

from collections.abc import Iterator

import click

from listlint.cli.options import choosing, options, settled, stop
from listlint.lexicon.shape import nearest
from listlint.records.document import Text
from listlint.records.lexicon import Lexicon
from listlint.records.rule import Rule

EXAMPLES = 6
"""Examples shown of each kind."""


@click.command()
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
    zh = lang == "zh"
    yield f"{rule.code} {rule.slug} ({rule.severity})"
    yield rule.title.in_(lang)
    yield ""
    yield rule.why.in_(lang)
    yield ""
    yield f"{'怎么改' if zh else 'How to mend'}: {rule.mend.in_(lang)}"
    for basis in rule.basis:
        law = lexicon.laws.get(basis.law)
        yield ""
        yield f"{'依据' if zh else 'Basis'}: {law.name.in_(lang) if law else basis.law} {basis.article}"
        if law is None:
            continue
        yield from (f"    {line}" for line in law.wording(basis.article).splitlines())
        if law.penalty.zh:
            yield f"    {'处罚' if zh else 'Penalty'}: {law.penalty.in_(lang)}"
    for title, examples in (("会报" if zh else "Fires on", rule.examples.fail), ("会放行" if zh else "Passes", rule.examples.ok)):
        if examples:
            yield ""
            yield f"{title}:"
            yield from (f"    {example}" for example in examples[:EXAMPLES])
