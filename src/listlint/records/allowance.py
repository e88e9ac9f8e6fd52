"""What a shop has decided to let pass, where it says so, and what that covers."""

from __future__ import annotations

from typing import NamedTuple

from listlint.records.document import AnyPlace, Place, Text


class Remark(NamedTuple):
    """A comment of a file that speaks to listlint: what follows `listlint:`, where it stands, the stretch it speaks of."""

    said: str
    place: Place
    reach: Place


class Allowance(NamedTuple):
    """One permission for `rules` (slugs or codes as written), with its reason and, where it runs out, the day (YYYY-MM-DD, as written).

    It covers what starts within `reach` (None: anywhere) and is of the `listing`, the `field` (a key or a role) and the `text`
    named; None names all. `place` is where it stands, in the file checked or, with `entry`, its number there, in the
    configuration file; `path` is the file checked where that is one beside it; `said` is the allowance as written, `wrong` why it cannot be understood. `pattern` names files of the folder `home`, as in .gitignore.
    """

    rules: tuple[str, ...]
    why: str
    place: AnyPlace
    until: str = ""
    reach: AnyPlace | None = None
    listing: str | None = None
    field: str | None = None
    text: str | None = None
    said: str = ""
    entry: int | None = None
    path: str = ""
    wrong: Text | None = None
    pattern: str | None = None
    home: str = ""
