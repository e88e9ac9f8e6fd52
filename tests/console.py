"""Pages of documentation that prove themselves: the files they show are written, the commands they show run, the answers compared.

A fence under a line `shop/tee.yaml`: is written to that file. A fence ```console holds commands after “$ ” and what they say. A page
is one shell session in one empty folder, in the order of its fences.
"""

from __future__ import annotations

import os
import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

FENCE = re.compile(r"(?:^`(?P<file>[^`\n]+)`[:：]\n\n)?^```(?P<info>[^\n]*)\n(?P<body>.*?)^```$", re.DOTALL | re.MULTILINE)
_MARK = "@@@ "


def renewed(page: str, folder: Path) -> str:
    """The page with the answers that its commands give now; its files are left in `folder`."""
    answers = _run(_script(page), folder)

    def fresh(match: re.Match[str]) -> str:
        if match["info"] != "console":
            return match[0]
        said = "".join(f"{line}\n{next(answers)}" for line in match["body"].splitlines() if line.startswith("$ "))
        return f"```console\n{said}```"

    return FENCE.sub(fresh, page)


def _script(page: str) -> str:
    """The shell script of a page; each command's answer follows a line with a mark."""
    lines = ["status=0"]
    for fence in FENCE.finditer(page):
        if fence["file"]:
            lines.append(f"mkdir -p \"$(dirname '{fence['file']}')\"; cat > '{fence['file']}' <<'_END_'\n{fence['body']}_END_")
        commands = [line[2:] for line in fence["body"].splitlines() if line.startswith("$ ")] if fence["info"] == "console" else []
        lines += [f"echo '{_MARK}'; (exit $status); {command}\nstatus=$?" for command in commands]
    return "\n".join(lines) + "\n"


def _run(script: str, folder: Path) -> Iterator[str]:
    """What each command says, its errors in their place."""
    path = os.pathsep.join([os.path.dirname(sys.executable), os.environ["PATH"]])
    environment = {key: value for key, value in os.environ.items() if not key.startswith(("LISTLINT", "GIT_"))}
    environment |= {"PATH": path, "NO_COLOR": "1", "HOME": str(folder), "LC_ALL": "C.UTF-8", "COLUMNS": "80"}
    done = subprocess.run(
        ["bash", "-c", "exec 2>&1\n" + script], cwd=folder, env=environment, capture_output=True, encoding="utf-8", check=False
    )
    return iter(part.removeprefix("\n") for part in done.stdout.split(_MARK)[1:])
