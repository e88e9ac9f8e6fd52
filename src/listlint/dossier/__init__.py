"""What a seller needs at hand when a complaint comes: a listing's claims and what backs each, as one page and a zip with the files."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from listlint.dossier.facts import gather
from listlint.dossier.page import render
from listlint.records.diagnostic import Allowed, Diagnostic
from listlint.records.mention import Mentions
from listlint.records.settings import Settings

__all__ = ["dossier", "packed"]


def dossier(mentions: Mentions, found: Iterable[Diagnostic | Allowed], files: Mapping[str, bytes], path: str, settings: Settings) -> str:
    """The page: one self-contained HTML text, the same for the same input and day.

    `found` is what the linter said of the listing, `files` the content of the files that its evidence names, by name, as far
    as they can be read; `path` is the listing's own file as the user named it.
    """
    return render(gather(mentions, found, files, settings), path, settings)


def packed(page: str, listing: tuple[str, bytes], files: Mapping[str, bytes]) -> bytes:
    """A zip of the page, the listing's own file (its name and bytes) and the files in the order of their names.

    Its times are fixed, so that the same content gives the same bytes.
    """
    from io import BytesIO
    from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

    name, data = listing
    held = BytesIO()
    with ZipFile(held, "w") as archive:
        members = [("dossier.html", page.encode("utf-8")), (f"listing/{_base(name)}", data)]
        members += [(member(number, file), content) for number, (file, content) in enumerate(sorted(files.items()), 1)]
        for inside, content in members:
            info = ZipInfo(inside, (1980, 1, 1, 0, 0, 0))
            info.compress_type = ZIP_DEFLATED
            info.external_attr = 0o644 << 16
            archive.writestr(info, content)
    return held.getvalue()


def member(number: int, name: str) -> str:
    """What a file is called in the zip: numbered, for two may share a name, and without the folders of its own."""
    return f"files/{number:02}-{_base(name)}"


def _base(name: str) -> str:
    return name.replace("\\", "/").rpartition("/")[2] or "file"
