"""How a folder of one-thing-a-file modules lists itself: no table to edit, no decorator, nothing imported."""

from __future__ import annotations

import os


def module_names(package_file: str) -> tuple[str, ...]:
    """The public modules beside `package_file` (a package's `__file__`), sorted; `_private` ones are left out."""
    names = os.listdir(os.path.dirname(package_file))
    return tuple(sorted(name[:-3] for name in names if name.endswith(".py") and not name.startswith("_")))
