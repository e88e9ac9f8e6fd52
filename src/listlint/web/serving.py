"""The application on a port of this machine."""

from __future__ import annotations

import logging
from collections.abc import Callable, Sequence
from typing import NamedTuple

import uvicorn

from listlint.records.settings import Settings
from listlint.web.app import app


class Listening(NamedTuple):
    """A server that listens: its address, and what answers requests until it is stopped."""

    address: str
    answer: Callable[[], None]


def listening(settings: Settings, host: str, port: int, names: Sequence[str]) -> Listening:
    """A server on a port (0: any free one), which answers to this machine's names, `host` and `names`. Raises OSError where it cannot be had."""
    config = uvicorn.Config(app(settings, ("127.0.0.1", "localhost", "[::1]", host, *names)), host, port, log_level="critical")
    try:
        bound = config.bind_socket()
    except SystemExit as error:  # the library ends the process where it cannot bind
        raise OSError(f"{host}:{port}") from error
    logging.getLogger("uvicorn.error").setLevel(logging.ERROR)  # what fails from now on is worth a traceback
    bound.listen()  # from here on requests wait, so the address can be told
    name, number = bound.getsockname()[:2]
    address = f"http://{f'[{name}]' if ':' in name else name}:{number}/"
    return Listening(address, lambda: uvicorn.Server(config).run(sockets=[bound]))
