"""The shape of each kind of file under wordlists/."""

from __future__ import annotations

from listlint.lexicon.shape import BOTH, Anything, Either, Flag, Keys, Num, Seq, Str, Table

SEVERITY = Str(("error", "warning", "note"))

_WORDS = Keys(
    {"any": Seq(Str(), 1), "whole_word": Flag(), "instead": Seq(Str()), "severity": SEVERITY, "platforms": Seq(Str(), 1)},
    ("any",),
)
_PATTERN = Keys(
    {
        "name": Str(),
        "triggers": Seq(Str(), 1),
        "before": Str(),
        "after": Str(),
        "whole_word": Flag(),
        "instead": Seq(Str()),
        "severity": SEVERITY,
        "platforms": Seq(Str(), 1),
    },
    ("name", "triggers"),
)
_ALLOW = Keys(
    {
        "any": Seq(Str(), 1),
        "triggers": Seq(Str(), 1),
        "before": Str(),
        "after": Str(),
        "whole_word": Flag(),
        "ground": Str(),
        "why": Str(),
    },
    ("ground", "why"),
)
EVIDENCE = (
    *("test_report", "brand_authorization", "trademark", "patent", "market_data"),
    *("certificate", "registration", "price_record", "gift_terms"),
)
"""The kinds of evidence of the contract."""

_REACH = Keys(
    {
        "roles": Seq(Str(("title", "subtitle", "selling_point", "detail", "attribute")), 1),
        "platforms": Seq(Str(), 1),
        "categories": Seq(Str(), 1),
        "not_categories": Seq(Str(), 1),
        "proof": Seq(Str(EVIDENCE), 1),
        "cited": Flag(),
    }
)
BASIS = Seq(Keys({"law": Str(), "article": Str()}, ("law", "article")), 1)

WORDLIST = Keys(
    {
        "code": Str(pattern=r"[A-Z]{2,5}\d{3}"),
        "severity": SEVERITY,
        "title": BOTH,
        "why": BOTH,
        "mend": BOTH,
        "message": BOTH,
        "basis": BASIS,
        "reach": _REACH,
        "sets": Table(Seq(Str(), 1)),
        "words": Seq(Either(Str(), _WORDS)),
        "patterns": Seq(_PATTERN),
        "allow": Seq(_ALLOW),
        "examples": Keys({"fail": Seq(Str(), 1), "pass": Seq(Str(), 1)}, ("fail", "pass")),
    },
    ("code", "severity", "title", "why", "mend", "message", "basis", "examples"),
)
"""A word rule: wordlists/words/<slug>.yaml."""

GROUNDS = Table(Keys({"title": BOTH, "law": Str(), "article": Str()}, ("title", "law", "article")))
"""wordlists/grounds.yaml: why an exemption may let a word pass."""

LAWS = Table(
    Keys(
        {"name": BOTH, "penalty": BOTH, "in_force": Str(), "source": Str(), "verified": Flag(), "texts": Table(Str())},
        ("name", "source"),
    )
)
"""wordlists/laws.yaml: every law, standard and platform rule that a rule or a ground may cite."""

PROFILE = Keys(
    {
        "title": BOTH,
        "title_limit": Num(),
        "wide_width": Num(),
        "title_source": Str(),
        "title_symbols": Keys(
            {
                "barred": Str(),
                "measured": Str(),
                "leading": Str(),
                "repeated": Str(),
                "pictures": Flag(),
                "capitals": Flag(),
                "source": Str(),
            },
            ("source",),
        ),
        "title_repeats": Keys({"latin": Num(), "short": Num(), "long": Num(), "heads": Num(), "source": Str()}, ("source",)),
        "pure": Table(Num()),
        "pure_source": Str(),
        "severities": Table(SEVERITY),
    },
    ("title",),
)
"""wordlists/profiles/<platform>.yaml."""

LAYOUT = Keys(
    {
        "keys": Table(Seq(Str(), 1)),
        "name_attributes": Seq(Str()),
        "source": Str(),
        "verified": Flag(),
        "recognise": Seq(Str(), 1),
        "skip_rows": Num(),
        "attributes": Table(Seq(Str(), 1)),
    },
    ("keys", "source"),
)
"""wordlists/layouts/<export>.yaml: which key or column holds which part of a listing."""

CATEGORIES = Table(
    Keys(
        {"title": BOTH, "within": Seq(Str()), "keys": Seq(Str()), "heads": Seq(Str()), "marks": Seq(Str()), "names": Seq(Str())},
        ("title", "within", "keys", "heads"),
    )
)
"""wordlists/categories.yaml: what kind of goods a listing sells."""

MATERIALS = Keys({"materials": Table(Anything()), "composition": Anything()}, ("materials", "composition"))
"""wordlists/materials.yaml."""
