"""The shape of each kind of file under wordlists/."""

from __future__ import annotations

from listlint.evidence import KINDS
from listlint.lexicon.shape import BOTH, Anything, Either, Flag, Keys, Num, Seq, Str, Table

SEVERITY = Str(("error", "warning", "note"))

_WHERE = {"platforms": Seq(Str(), 1), "categories": Seq(Str(), 1), "otherwise": SEVERITY, "proof": Seq(Str(KINDS), 1)}
_WORDS = Keys(
    {"any": Seq(Str(), 1), "whole_word": Flag(), "instead": Seq(Str()), "severity": SEVERITY, **_WHERE},
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
        **_WHERE,
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
_REACH = Keys(
    {
        "roles": Seq(Str(("title", "subtitle", "selling_point", "detail", "attribute")), 1),
        "platforms": Seq(Str(), 1),
        "categories": Seq(Str(), 1),
        "not_categories": Seq(Str(), 1),
        "proof": Seq(Str(KINDS), 1),
        "cited": Flag(),
        "not_covering": Seq(Str(), 1),
        "stated": Seq(Keys({"said": Str(), "attribute": Str(), "value": Str()}, ("said", "attribute", "value")), 1),
    }
)
BASIS = Seq(Keys({"law": Str(), "article": Str()}, ("law", "article")), 1)

_SAID = Str(blanks=("text", "word"))

WORDLIST = Keys(
    {
        "code": Str(pattern=r"[A-Z]{2,5}\d{3}"),
        "severity": SEVERITY,
        "title": BOTH,
        "why": BOTH,
        "mend": BOTH,
        "message": Keys({"zh": _SAID, "en": _SAID}, ("zh", "en")),
        "basis": BASIS,
        "reach": _REACH,
        "sets": Table(Seq(Str(), 1)),
        "words": Seq(Either(Str(), _WORDS)),
        "patterns": Seq(_PATTERN),
        "allow": Seq(_ALLOW),
        "disguised": Seq(Str(), 1),
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
        "title_limits": Table(Num()),
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
                "grades": Table(SEVERITY),
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
        "else_title": Seq(Str()),
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

DISGUISES = Keys(
    {
        "look_alikes": Table(Str()),
        "splits": Table(Seq(Str(), 1)),
        "letters": Table(Str()),
        "digits": Table(Str()),
        "readings": Table(Seq(Str(), 1)),
        "honest": Seq(Str()),
    },
    ("look_alikes", "splits", "letters", "digits", "honest"),
)
"""wordlists/disguises.yaml: what may stand for a character, besides what sounds like it."""
NUMBERS = Table(
    Keys(
        {
            "title": BOTH,
            "kinds": Seq(Str(KINDS)),
            "signs": Str(),
            "forms": Seq(Str(), 1),
            "check": Keys({"name": Str(("patent", "mod-11-10")), "verified": Flag()}, ("name", "verified")),
            "example": Str(),
            "source": Str(),
            "verified": Flag(),
        },
        ("title", "kinds", "forms", "example", "source", "verified"),
    )
)
"""wordlists/numbers.yaml: what the numbers of patents, licences and registrations look like."""

MATERIALS = Keys({"materials": Table(Anything()), "composition": Anything()}, ("materials", "composition"))
"""wordlists/materials.yaml."""

_FRAME = Keys({"lead": Str(), "trail": Str(), "whole": Str()})
_PAIRS = Seq(Seq(Str(), 2))
VALUES = Keys(
    {
        "units": Table(Table(Num())),
        "rough_units": Seq(Str()),
        "rough_within": Num(),
        "same_units": Table(Str()),
        "counters": Seq(Str(), 1),
        "pack_words": Str(),
        "aspects": Table(
            Keys(
                {
                    "title": BOTH,
                    "kind": Str(("words", "figures", "year", "model")),
                    "hints": Seq(Str(), 1),
                    "keys": Seq(Str(), 1),
                    "loose_keys": Seq(Str(), 1),
                    "values": Table(Keys({"words": Seq(Str(), 1), "also": Seq(Str(), 1), "of": Str()})),
                    "any": Seq(Str(), 1),
                    "endings": Seq(Str(), 1),
                    "complete": Flag(),
                    "near": _PAIRS,
                    "loose_near": _PAIRS,
                    "alike": _PAIRS,
                    "dimensions": Seq(Str(), 1),
                    "within": Num(),
                    "apart": Num(),
                    "packs": Flag(),
                    "in_title": _FRAME,
                    "in_copy": _FRAME,
                    "not_before": Str(),
                    "not_after": Str(),
                    "mute": Str(),
                },
                ("title", "kind", "hints", "keys"),
            )
        ),
    },
    ("units", "rough_units", "rough_within", "same_units", "counters", "pack_words", "aspects"),
)
"""wordlists/values.yaml."""
