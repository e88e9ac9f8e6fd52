"""Configuration files that a run passed over: below the one it used, beside the files it looks at."""

from __future__ import annotations

import os
from collections.abc import Iterable

from listlint.config import FILE, Options
from listlint.discover import Missed
from listlint.records.document import Text


def passed_over(files: Iterable[str | Missed], options: Options) -> Text | None:
    """What to say of the configuration files nearer to these files than the one that counts; nothing where there are none."""
    home = os.path.abspath(options.home)
    seen: set[str] = set()
    for beside in {os.path.dirname(path) for path in files if isinstance(path, str)}:
        folder = os.path.abspath(beside)
        while folder not in seen and not (home + os.sep).startswith(folder.rstrip(os.sep) + os.sep):
            seen.add(folder)
            folder = os.path.dirname(folder)
    nested = sorted(os.path.join(folder, FILE) for folder in seen if os.path.isfile(os.path.join(folder, FILE)))
    if not nested:
        return None
    first = os.path.relpath(nested[0]).replace(os.sep, "/")
    used = os.path.relpath(options.file).replace(os.sep, "/") if options.file else ""
    zh, en = ("等", f" and {len(nested) - 1} more") if len(nested) > 1 else ("", "")
    counts = Text(f"用的是 {used}", f"{used} counts") if used else Text("当前文件夹没有配置", "there is none here")
    return Text(
        f"没有用 {first}{zh}：一次运行只用一份配置，{counts.zh}；要用它，到那个文件夹里运行，或用 --config 指明",
        f"not used: {first}{en}: a run has one configuration, and {counts.en}; to use it run in its folder, or name it with --config",
    )
