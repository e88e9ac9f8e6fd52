"""The shape of the files that a shop writes beside its wordlists: its configuration, and listings in listlint's own format."""

from __future__ import annotations

from listlint.evidence import KINDS
from listlint.lexicon.files import SEVERITY
from listlint.lexicon.shape import Anything, Either, Keys, Num, Seq, Str, Table, Whole
from listlint.records.limits import DEEPEST, Limits

_DAY = Str(pattern=r"\d{4}-\d\d-\d\d")

ALLOWED = Keys(
    {"rule": Str(), "path": Str(), "listing": Str(), "field": Str(), "text": Str(), "why": Str(), "until": _DAY}, ("rule", "why")
)
"""One entry of `allow:` in listlint.yaml: what it names narrows it, `path` as in .gitignore; `rule` may hold several with commas."""

_OVERRIDE = {"select": Seq(Str()), "ignore": Seq(Str()), "severity": Table(SEVERITY)}

_NAMES = Either(Str(), Seq(Str(), 1))
_PARTS = (
    *("id", "platform", "category", "brand", "title", "subtitle", "selling_points", "detail", "detail_html", "detail_markdown"),
    *("detail_file", "images", "price", "promises", "evidence", "allow", "listings"),
)

MAPPING = Keys({"header-row": Whole(1, 10_000), **dict.fromkeys(_PARTS, _NAMES), "attributes": Either(Str(), Table(_NAMES))})
"""Which key holds what in files of no known layout, and which row of a table names its columns, from 1."""

CONFIG = Keys(
    {
        "platform": Str(),
        "lang": Str(("zh", "en")),
        "select": Seq(Str()),
        "extend-select": Seq(Str()),
        "ignore": Seq(Str()),
        "fail-on": SEVERITY,
        "wordlists": Seq(Str()),
        "exclude": Seq(Str()),
        "severity": Table(SEVERITY),
        "attributes": Keys({"file": Str(), "key": Str()}, ("file", "key")),
        "layout": MAPPING,
        "limits": Keys({name.replace("_", "-"): Whole(1, DEEPEST if name == "depth" else 10**12) for name in Limits._fields}),
        "allow": Seq(ALLOWED),
        "per-path": Table(Keys({"platform": Str(), "layout": MAPPING, **_OVERRIDE})),
        "per-platform": Table(Keys(_OVERRIDE)),
        "per-category": Table(Keys(_OVERRIDE)),
    }
)
"""listlint.yaml, and [tool.listlint] in pyproject.toml."""

_PLAIN = Either(Str(), Anything())
_TEXTS = Either(Str(), Seq(Str()))

_EVIDENCE = Keys(
    {
        "kind": Str(KINDS),
        "covers": _TEXTS,
        "file": Str(),
        "number": Str(),
        "issued": _DAY,
        "valid_until": _DAY,
        "result": Table(_PLAIN),
    },
    ("kind",),
)

LISTING = Keys(
    {
        "id": Str(),
        "platform": Str(),
        "category": Str(),
        "brand": Str(),
        "title": Str(),
        "subtitle": Str(),
        "selling_points": _TEXTS,
        "detail": _TEXTS,
        "detail_html": Str(),
        "detail_markdown": Str(),
        "detail_file": Str(),
        "images": _TEXTS,
        "price": Either(Num(), Table(Num())),
        "attributes": Table(_PLAIN),
        "promises": Table(_PLAIN),
        "evidence": Seq(_EVIDENCE),
        "allow": Either(
            Str(),
            Seq(Either(Str(), Keys({key: ALLOWED.keys[key] for key in ALLOWED.keys if key not in ("path", "listing")}, ("rule", "why")))),
        ),
    }
)
"""A listing in listlint's own format, as editors complete it; the reader takes other keys as well."""

LISTINGS = Keys({"listings": Seq(LISTING)}, ("listings",))
"""A file that holds several listings under one key."""
