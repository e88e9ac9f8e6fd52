"""listlint: a linter for Chinese e-commerce listing copy.

from listlint import Linter
Linter(platform="taobao").check_text("全网最低价", role="title")
"""

from __future__ import annotations

TYPE_CHECKING = False  # as type checkers know it; `typing` would take a third of what `--version` takes
if TYPE_CHECKING:
    from typing import Any

    from listlint.api import Linter
    from listlint.records.diagnostic import Diagnostic

__version__ = "0.1.0"
__all__ = ["Diagnostic", "Linter", "__version__"]


def __getattr__(name: str) -> Any:
    """The public names, imported when first asked for: the command's `--version` must not pay for them."""
    if name == "Linter":
        from listlint.api import Linter

        return Linter
    if name == "Diagnostic":
        from listlint.records.diagnostic import Diagnostic

        return Diagnostic
    raise AttributeError(f"module 'listlint' has no attribute {name!r}")
