"""The commands, one file each. Only this package prints."""

from __future__ import annotations

import os
import sys


def main() -> None:
    """The console script; `--version` is answered before anything else is imported."""
    from listlint.cli._streams import prepared, unwritten

    prepared()
    try:
        _answer(sys.argv[1:])
        sys.stdout.flush()
    except KeyboardInterrupt:  # before a command has begun; one that has says so itself
        raise SystemExit(130) from None
    except OSError as error:
        raise SystemExit(unwritten(error, _language())) from None


def _answer(arguments: list[str]) -> None:
    if arguments in (["--version"], ["-V"]):
        from listlint import __version__

        print(f"listlint {__version__}")
        return
    import gc

    gc.set_threshold(100_000, 50, 100)  # what is made is worth collecting, but seldom, and what is imported not at all
    from listlint.cli.app import app

    try:
        app(prog_name="listlint", obj=_language())
    finally:
        gc.freeze()  # Python's end would look through all there is for something to collect, for 15 ms


def _language() -> str:
    from listlint.cli._help import language

    return language(sys.argv[1:], os.environ)
