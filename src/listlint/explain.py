"""What there is to say of a rule, in sections: for `listlint explain` and for the rule's page in docs/rules."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from listlint.evidence import TITLES as KINDS
from listlint.records.document import Text
from listlint.records.lexicon import Lexicon
from listlint.records.rule import Rule


class Section(NamedTuple):
    """A titled part of an explanation; a section without a title opens it."""

    title: str
    lines: tuple[str, ...]


TITLES = {
    "mend": Text("怎么改", "How to mend"),
    "basis": Text("依据", "Basis"),
    "penalty": Text("处罚", "Penalty"),
    "fail": Text("会报", "Fires on"),
    "ok": Text("会放行", "Passes"),
    "exempt": Text("豁免的情形", "What is let through"),
    "proof": Text("证明", "Proof"),
    "reach": Text("适用范围", "Where it applies"),
}


def sections(rule: Rule, lexicon: Lexicon, lang: str) -> Iterator[Section]:
    """The sections of a rule's explanation, in the order a reader wants them."""

    def title(name: str) -> str:
        return TITLES[name].in_(lang)

    yield Section("", (rule.why.in_(lang),))
    yield Section(title("mend"), (rule.mend.in_(lang),))
    for number, basis in enumerate(rule.basis):
        law = lexicon.laws.get(basis.law)
        name = law.name.in_(lang) if law else basis.law
        lines = tuple(law.wording(basis.article).splitlines()) if law else ()
        last = all(later.law != basis.law for later in rule.basis[number + 1 :])
        if law and last and law.penalty.in_(lang):
            lines += (f"{title('penalty')}: {law.penalty.in_(lang)}",)
        yield Section(f"{title('basis')}: {name} {basis.article}".strip(), lines)
    for name, examples in (("fail", rule.examples.fail), ("ok", rule.examples.ok)):
        if examples:
            yield Section(title(name), examples)
    yield from _word_sections(rule, lexicon, lang)


def _word_sections(rule: Rule, lexicon: Lexicon, lang: str) -> Iterator[Section]:
    """What a wordlist adds: its exemptions, the proof that clears it, what it is restricted to."""
    reach = lexicon.reaches.get(rule.slug)
    if reach is None:
        return
    entries = (lexicon.entry(number) for number in range(len(lexicon.entries)))
    allowed = [entry for entry in entries if entry.kind == "allow" and entry.owner == rule.slug]
    reasons = dict.fromkeys(
        f"{lexicon.grounds[one.ground].title.in_(lang)}（{one.why}）" if lang == "zh" else lexicon.grounds[one.ground].title.en
        for one in allowed
    )
    if reasons:
        yield Section(TITLES["exempt"].in_(lang), tuple(reasons))
    if reach.proof:
        cited = Text("，文案里还要写明出处和时间", ", with its source and period named in the copy") if reach.cited else Text("", "")
        kinds = ("、" if lang == "zh" else ", ").join(KINDS[kind].in_(lang) for kind in reach.proof)
        yield Section(TITLES["proof"].in_(lang), (f"{kinds}{cited.in_(lang)}",))
    bounds = [*reach.roles, *reach.platforms, *(lexicon.categories[slug].title.in_(lang) for slug in reach.categories)]
    if bounds:
        yield Section(TITLES["reach"].in_(lang), (("、" if lang == "zh" else ", ").join(bounds),))


def page(rule: Rule, lexicon: Lexicon) -> str:
    """The rule's page in docs/rules, in Markdown, Chinese first."""
    lines = [f"# {rule.code} {rule.slug}", "", "<!-- written by `pytest tests/test_docs.py --write`; edit the rule, not this page -->"]
    for lang in ("zh", "en"):
        lines += ["", f"## {rule.title.in_(lang)}", "", f"`{rule.severity}`"]
        for section in sections(rule, lexicon, lang):
            lines += ["", f"### {section.title}"] if section.title else []
            lines += ["", *(f"- {line}" if section.title else line for line in section.lines)] if section.lines else []
    return "\n".join(lines) + "\n"
