"""The JSON Schemas of the files people write, made from the shapes those files are checked by.

`schemas/*.json` are these, kept for editors: `# yaml-language-server: $schema=…/schemas/listlint.json` at the head of a file.
"""

from __future__ import annotations

import json
from typing import Any

from listlint.lexicon.files import WORDLIST
from listlint.lexicon.shape import Either, Flag, Keys, Num, Seq, Str, Table, Whole
from listlint.lexicon.shop_files import CONFIG, LISTING, LISTINGS

DRAFT = "http://json-schema.org/draft-07/schema#"

_SCALAR = ["string", "number", "boolean"]  # YAML reads 007 and 2026-01-17 as other than text, and so do editors


def schemas() -> dict[str, str]:
    """The text of each schema by the name of its file."""
    listing = _schema(LISTING)
    listing["additionalProperties"] = True  # any other key that is Chinese is an attribute
    whole = {"anyOf": [listing, {"type": "array", "items": {"$ref": "#/anyOf/0"}}, _schema(LISTINGS)]}
    whole["anyOf"][2]["properties"]["listings"]["items"] = {"$ref": "#/anyOf/0"}
    known = {
        "listlint.json": ("listlint.yaml: what a shop asks of listlint", _schema(CONFIG)),
        "listing.json": ("A listing, a list of listings, or listings under one key", whole),
        "wordlist.json": ("A word rule of listlint: words, exemptions, examples", _schema(WORDLIST)),
    }
    return {
        name: json.dumps({"$schema": DRAFT, "title": title, **schema}, ensure_ascii=False, indent=2) + "\n"
        for name, (title, schema) in known.items()
    }


def _schema(shape: Any) -> dict[str, Any]:
    if isinstance(shape, Str):
        if shape.choices:
            return {"enum": list(shape.choices)}
        return {"type": "string", "pattern": f"^(?:{shape.pattern})$"} if shape.pattern else {"type": list(_SCALAR)}
    if isinstance(shape, Num):
        return {"type": "number"}
    if isinstance(shape, Whole):
        return {"type": "integer", "minimum": shape.least, "maximum": shape.most}
    if isinstance(shape, Flag):
        return {"type": "boolean"}
    if isinstance(shape, Seq):
        return {"type": "array", "items": _schema(shape.item), **({"minItems": shape.least} if shape.least else {})}
    if isinstance(shape, Keys):
        properties = {key: _schema(value) for key, value in shape.keys.items()}
        required = {"required": list(shape.required)} if shape.required else {}
        return {"type": "object", "properties": properties, **required, "additionalProperties": False}
    if isinstance(shape, Table):
        return {"type": "object", "additionalProperties": _schema(shape.value)}
    if isinstance(shape, Either):
        return {"anyOf": [_schema(shape.text), _schema(shape.other)]}
    return {}
