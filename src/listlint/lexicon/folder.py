"""Where the wordlists are, which files a folder of them holds, and a key of their content."""

from __future__ import annotations

import os
from collections.abc import Sequence

from listlint.digest import blake2b
from listlint.lexicon.form import FORMAT

COMPILED = "compiled.json"
"""The name of the compiled lexicon that a wheel holds beside the wordlists."""


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


def wordlist_folder() -> str:
    """The shipped wordlists: inside the installed package, or at the top of a checkout."""
    here = os.path.dirname(os.path.dirname(os.path.abspath(__file__)))
    inside = os.path.join(here, "wordlists")
    if os.path.isdir(inside):
        return inside
    checkout = os.path.normpath(os.path.join(here, "..", "..", "wordlists"))
    if os.path.isfile(os.path.join(checkout, "laws.yaml")):
        return checkout
    raise FileNotFoundError(f"no wordlists beside {here}: the installation is broken; install listlint again")


def content_key(extra: Sequence[str] = ()) -> str:
    """A key of the content of the shipped wordlists and users' own folders, told without reading them as data."""
    folder = wordlist_folder()
    ready = os.path.join(folder, COMPILED)
    return key_of([ready] if os.path.isfile(ready) and not extra else all_files(folder, extra), FORMAT)


def key_of(paths: Sequence[str], number: int) -> str:
    """A key of the names and the content of these files, and of a number."""
    digest = blake2b(str(number).encode(), digest_size=12)
    for path in paths:
        with open(path, "rb") as file:
            content = file.read()
        digest.update(f"{os.path.basename(path)} {len(content)}\n".encode() + content)
    return digest.hexdigest()
