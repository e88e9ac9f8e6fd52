"""`listlint serve`: the web page and the JSON API."""

from __future__ import annotations

from contextlib import suppress

import click

from listlint.cli._help import Command
from listlint.cli.options import choosing, lacking, options, settled, stop
from listlint.records.document import Text


@click.command(cls=Command)
@choosing
@click.option("--host", default="127.0.0.1", help="监听的地址，默认 127.0.0.1。 The address to listen on, 127.0.0.1 by default.")
@click.option(
    "--port",
    type=click.IntRange(0, 65535),
    default=8765,
    help="端口，默认 8765，0 为任一空闲端口。 The port, 8765 by default; 0 is any free one.",
)
@click.option(
    "--allow-host", multiple=True, metavar="NAME", help="还接受这个主机名的请求（默认只接受本机）。 Answer to this host name too."
)
def serve(
    platform: str | None, config_file: str | None, isolated: bool, lang: str | None, host: str, port: int, allow_host: tuple[str, ...]
) -> None:
    """网页：边写商品文案边检查，另有 JSON 接口；文案不离开这台机器。需要扩展：pip install 'listlint[web]'。

    A web page where a listing is checked while it is written, and a JSON API; what is written stays on this machine.
    Needs the extra: pip install 'listlint[web]'.
    """
    try:
        from listlint.web.serving import listening
    except ImportError as error:
        lacking("web", error, lang)
    settings = settled(options(config_file, isolated, platform=platform, lang=lang))
    try:
        server = listening(settings, host, port, allow_host)
    except OSError:
        stop(Text(f"{host}:{port} 用不了，换一个 --port", f"cannot listen on {host}:{port}: choose another --port").in_(settings.lang))
    click.echo(f"{server.address}  {Text('按 Ctrl+C 结束', 'press Ctrl+C to stop').in_(settings.lang)}")
    with suppress(KeyboardInterrupt):  # the way to end it
        server.answer()
