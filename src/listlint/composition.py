"""Placeholder until the real module lands (the composition helper overwrites this whole file)."""
from __future__ import annotations
from collections.abc import Mapping, Sequence
from typing import Any
from listlint.records.document import Field
from listlint.records.lexicon import Material
from listlint.records.mention import Composition, Part
def compositions(attributes: Sequence[Field], materials: Mapping[str, Material], grammar: Mapping[str, Any]) -> tuple[Composition, ...]:
    return ()
def is_kind(slug: str, of: str, materials: Mapping[str, Material]) -> bool:
    return slug == of or any(is_kind(k, of, materials) for k in (materials[slug].kinds if slug in materials else ()))
def share_of(part: Part, slug: str, materials: Mapping[str, Material]) -> tuple[float | None, float | None, bool]:
    got = [s for s in part.shares if s.material and is_kind(s.material, slug, materials)]
    return (sum(s.low or 0 for s in got) if got else None, sum(s.high or 0 for s in got) if got else None, bool(got))
