"""`listlint dossier`: one page, and a zip with the files, of a listing's claims and what backs them."""

from __future__ import annotations

import os

import click

from listlint.cli._help import Command
from listlint.cli.options import cannot_open, choosing, options, settled, stop
from listlint.records.document import Listing, Source, Text, Unread


@click.command(cls=Command)
@click.argument("listing")
@choosing
@click.option("--id", "wanted", metavar="ID", help="文件里有几件商品时，要哪一件。 Which listing of the file.")
@click.option("--output", metavar="FILE", help="写到这个 HTML 文件（不写则输出到终端）。 Write the page here; default: standard output.")
@click.option("--zip", "archive", metavar="FILE", help="连同证明文件打成这个 zip。 Write a zip with the files as well.")
def dossier(
    listing: str,
    platform: str | None,
    config_file: str | None,
    isolated: bool,
    lang: str | None,
    wanted: str | None,
    output: str | None,
    archive: str | None,
) -> None:
    """做一件商品的档案：文案里的每条宣称、属性和证明、缺什么（LISTING 是商品文件）。

    The dossier of a listing: every claim in its copy, the attributes and evidence that back it, what is missing.
    LISTING is the file that holds it.
    """
    from listlint.desk import desk
    from listlint.dossier import dossier as made
    from listlint.dossier import packed
    from listlint.linter import judge, mentioned, order

    settings = settled(options(config_file, isolated, platform=platform, lang=lang))._replace(show_allowed=True)
    source = Source(listing.replace(os.sep, "/"), _bytes(listing, settings.lang))
    unread: list[Unread] = []
    every = list(mentioned(source, settings, unread))
    chosen = [one for one in every if wanted is None or one.listing.id == wanted]
    if len(chosen) != 1:
        stop(_which(listing, [one.listing for one in every], unread).in_(settings.lang))
    found = sorted(judge(source.path, chosen[0], desk(settings)), key=order)
    files = _files(chosen[0].listing)
    page = made(chosen[0], found, files, source.path, settings)
    if output is not None:
        _write(output, page.encode("utf-8"), settings.lang)
    if archive is not None:
        _write(archive, packed(page, (source.path, source.data), files), settings.lang)
    if output is None and archive is None:
        click.echo(page, nl=False)


def _bytes(path: str, lang: str) -> bytes:
    try:
        with open(path, "rb") as file:
            return file.read()
    except OSError as error:
        stop(cannot_open(path, None if isinstance(error, FileNotFoundError) else error.strerror).in_(lang))


def _which(path: str, listings: list[Listing], unread: list[Unread]) -> Text:
    """Why no listing could be chosen."""
    if not listings:
        why = unread[0].message if unread else Text("里面没有商品", "there is no listing in it")
        return Text(f"{path}：{why.zh}", f"{path}: {why.en}")
    ids = [listing.id or "?" for listing in listings[:20]]
    return Text(
        f"{path} 里有 {len(listings)} 件商品，用 --id 选一件：{'、'.join(ids)}",
        f"{path} holds {len(listings)} listings; choose one by --id: {', '.join(ids)}",
    )


def _files(listing: Listing) -> dict[str, bytes]:
    """The content of the files that the listing's evidence names, those that can be read."""
    held: dict[str, bytes] = {}
    for name, attached in (listing.attached or {}).items():
        if attached.state == "sound":
            try:
                with open(attached.path, "rb") as file:
                    held[name] = file.read()
            except OSError:
                continue
    return held


def _write(path: str, data: bytes, lang: str) -> None:
    try:
        with open(path, "wb") as file:
            file.write(data)
    except OSError as error:
        stop(Text(f"{path}：写不了：{error.strerror}", f"{path}: cannot be written: {error.strerror}").in_(lang))
