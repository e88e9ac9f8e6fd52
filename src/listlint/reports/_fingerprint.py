"""What a finding is known by from one run to the next."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator

from listlint.records.diagnostic import Diagnostic


def fingerprinted(diagnostics: Iterable[Diagnostic]) -> Iterator[tuple[Diagnostic, str]]:
    """Each diagnostic with its fingerprint, 32 hexadecimal digits, all different.

    It is made of the file, the listing, the field, the rule and the words found, and of how many such came before it: lines
    that move, rows in another order, words around it and the language of messages do not change it.
    """
    from hashlib import sha256

    seen: Counter[tuple[str, ...]] = Counter()
    for one in diagnostics:
        field = re.sub(r"\[\d+\]", "", one.field or "")
        known = (one.path, one.listing or "", field, one.rule, one.text)
        seen[known] += 1
        content = "\0".join((*known, str(seen[known])))
        yield one, sha256(content.encode("utf-8", "backslashreplace")).hexdigest()[:32]
