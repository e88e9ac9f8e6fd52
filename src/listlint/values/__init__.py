"""What listings say of sleeve, season, origin, content and the like, as comparable values: see wordlists/values.yaml."""

from __future__ import annotations

from listlint.values.compare import verdict
from listlint.values.copy import Copy, copies
from listlint.values.correct import corrected, shown
from listlint.values.grammar import Aspect, Grammar, grammar
from listlint.values.said import Said, held, key_of, spoken, statements

__all__ = [
    "Aspect",
    "Copy",
    "Grammar",
    "Said",
    "copies",
    "corrected",
    "grammar",
    "held",
    "key_of",
    "shown",
    "spoken",
    "statements",
    "verdict",
]
