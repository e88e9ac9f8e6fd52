"""What several reports say in the same words: severities, the law in one line, the mend, the count."""

from __future__ import annotations

from collections.abc import Mapping

from listlint.records.diagnostic import Diagnostic

SEVERITIES = {"error": "错误", "warning": "警告", "note": "提示"}
"""The severities, worst first, in Chinese."""


def severity(name: str, lang: str) -> str:
    """A severity's name in `lang`."""
    return SEVERITIES[name] if lang == "zh" else name


def law(one: Diagnostic, lang: str) -> str:
    """The articles the rule rests on, in one line; "" where there is none."""
    return ("、" if lang == "zh" else ", ").join(f"{basis.law} {basis.article}".strip() for basis in one.basis)


def mend(one: Diagnostic, lang: str) -> str:
    """What to write instead of which words, in one line, for a diagnostic that has a fix; "" for one that has none."""
    if not one.fix:
        return ""
    said = []
    for edit in one.fix.edits:
        old = _visible(edit.span.cut(one.field_text) or one.text)
        if lang == "zh":
            said.append(f"“{old}”→“{edit.text}”" if edit.text else f"删去“{old}”")
        else:
            said.append(f"“{old}” → “{edit.text}”" if edit.text else f"delete “{old}”")
    if one.fix.safety == "safe":
        return ("，" if lang == "zh" else ", ").join(said)
    return "，".join(said) + "（请人看过再改）" if lang == "zh" else ", ".join(said) + " (have a person look)"


def _visible(text: str) -> str:
    """The text with characters that show nothing named by their numbers."""
    return "".join(c if c.isprintable() or c == " " else f"[U+{ord(c):04X}]" for c in text)


def counted(counts: Mapping[str, int], lang: str) -> str:
    """How many diagnostics there are of each severity: "3 个错误，1 个警告，0 个提示"."""
    if lang == "zh":
        return "，".join(f"{counts.get(name, 0)} 个{SEVERITIES[name]}" for name in SEVERITIES)
    return ", ".join(f"{counts.get(name, 0)} {name}{'' if counts.get(name, 0) == 1 else 's'}" for name in SEVERITIES)
