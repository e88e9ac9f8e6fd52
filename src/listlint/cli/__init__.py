"""The commands, one file each. Only this package prints."""

from __future__ import annotations

import os
import sys


def main() -> None:
    """The console script; `--version` is answered before anything else is imported."""
    if sys.argv[1:] in (["--version"], ["-V"]):
        from listlint import __version__

        print(f"listlint {__version__}")
        return
    import gc

    gc.set_threshold(100_000, 50, 100)  # what is made is worth collecting, but seldom, and what is imported not at all
    for stream in (sys.stdout, sys.stderr):
        stream.reconfigure(encoding="utf-8", errors="backslashreplace")  # type: ignore[union-attr]
    from listlint.cli._help import language
    from listlint.cli.app import app

    try:
        app(prog_name="listlint", obj=language(sys.argv[1:], os.environ))
    finally:
        gc.freeze()  # Python's end would look through all there is for something to collect, for 15 ms
