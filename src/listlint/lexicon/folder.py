"""Which files a folder of wordlists holds."""

from __future__ import annotations

import os
from collections.abc import Sequence


def word_files(folder: str) -> list[str]:
    """The wordlists of a folder: those in its words/ where it has one, else its own *.yaml."""
    inner = os.path.join(folder, "words")
    return yaml_files(inner if os.path.isdir(inner) else folder)


def yaml_files(folder: str) -> list[str]:
    """The YAML files of a folder, sorted; none where there is no such folder."""
    if not os.path.isdir(folder):
        return []
    return [os.path.join(folder, name) for name in sorted(os.listdir(folder)) if name.endswith((".yaml", ".yml"))]


def all_files(folder: str, extra: Sequence[str] = ()) -> list[str]:
    """Every file that `build` would read of the shipped folder and of users' own folders."""
    single = [
        os.path.join(folder, f"{name}.yaml") for name in ("categories", "disguises", "grounds", "laws", "materials", "numbers", "values")
    ]
    inside = [path for name in ("profiles", "layouts") for path in yaml_files(os.path.join(folder, name))]
    own = [path for users in extra for path in word_files(users)]
    return [path for path in (*single, *inside, *word_files(folder), *own) if os.path.isfile(path)]
