"""What reports say of rules, taken from the rules and the laws they rest on."""

from __future__ import annotations

from listlint.records.diagnostic import Article, RuleCard
from listlint.records.lexicon import Lexicon
from listlint.records.rule import Basis, Rule
from listlint.records.settings import Settings
from listlint.rules import rules


def cards(settings: Settings) -> tuple[RuleCard, ...]:
    """A card for every rule there is, in the order of their codes, in the language of the settings."""
    return tuple(_card(rule, settings) for rule in rules(settings.lexicon).values())


def _card(rule: Rule, settings: Settings) -> RuleCard:
    lang = settings.lang
    articles = tuple(_article(basis, settings.lexicon, lang) for basis in rule.basis)
    return RuleCard(rule.slug, rule.code, rule.severity, rule.title.in_(lang), rule.why.in_(lang), rule.mend.in_(lang), articles)


def _article(basis: Basis, lexicon: Lexicon, lang: str) -> Article:
    law = lexicon.laws.get(basis.law)
    if not law:
        return Article(basis)
    return Article(basis, law.name.in_(lang), law.wording(basis.article), law.penalty.in_(lang))
