"""What listlint.yaml sets otherwise for some paths, platforms or categories, laid over a run's settings.

A later entry wins over an earlier one, a category over a platform, a platform over a path: `select` takes the place of what
was selected, `ignore` joins what was ignored, `severity` counts rule by rule, `layout` takes the place of the one elsewhere.
"""

from __future__ import annotations

import os
from collections.abc import Iterable, Sequence

from listlint.records.document import Listing
from listlint.records.settings import Override, Settings

KINDS = ("path", "platform", "category")


def of_path(settings: Settings, path: str) -> tuple[int, ...]:
    """The numbers of the overrides for a file; patterns are as in .gitignore, relative to the configuration's folder."""
    if not any(one.kind == "path" for one in settings.overrides):
        return ()
    from pathspec import GitIgnoreSpec

    inside = os.path.relpath(path, settings.home).replace(os.sep, "/")
    held = enumerate(settings.overrides)
    return tuple(number for number, one in held if one.kind == "path" and GitIgnoreSpec.from_lines([one.name]).match_file(inside))


def of_listing(settings: Settings, listing: Listing) -> tuple[int, ...]:
    """The numbers of the overrides for a listing: those of its platform, and of its category where that is sure."""
    kinds = {one.kind for one in settings.overrides}
    names = {"platform": {settings.profile(listing.platform).slug}} if "platform" in kinds else {}
    if "category" in kinds:
        from listlint.category import goods

        sold = goods(listing, settings.lexicon.categories)
        names["category"] = set(sold.kinds) if sold.sure else set()
    return tuple(number for number, one in enumerate(settings.overrides) if one.name in names.get(one.kind, ()))


def laid(settings: Settings, numbers: Iterable[int], left: Sequence[Override]) -> Settings:
    """The settings with the overrides of these numbers laid over them; `left` are those that may still follow."""
    from listlint.heading import with_own  # with all that reads layouts behind it

    for one in (settings.overrides[number] for number in numbers):
        settings = settings._replace(
            platform=one.platform or settings.platform,
            select=one.select or settings.select,
            ignore=settings.ignore + one.ignore,
            severities={**settings.severities, **dict(one.severities)},
            lexicon=with_own(settings.lexicon, one.layout) if one.layout else settings.lexicon,
        )
    return settings._replace(overrides=tuple(left))
