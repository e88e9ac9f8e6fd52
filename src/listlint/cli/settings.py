"""The settings of a run as `--show-settings` shows them: what to write in listlint.yaml to have them, and the rules they come to."""

from __future__ import annotations

import json
import os
from collections.abc import Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, Any

from listlint.config import Options, keys
from listlint.overrides import KINDS, of_path

if TYPE_CHECKING:  # imported late: a run that knows all its files has no need of the line
    from listlint.desk import Desk


def settings_shown(options: Options, ready: Desk, paths: Sequence[str]) -> Iterator[str]:
    """YAML: the settings, then, as a comment, each rule that runs with its severity; of one PATH, those that hold for it."""
    zh = options.lang == "zh"
    source = os.path.relpath(options.file).replace(os.sep, "/") if options.file else ("没有配置文件" if zh else "no configuration file")
    yield f"# {'来自' if zh else 'from'}: {source}"
    if len(paths) == 1:
        yield f"# {'用于' if zh else 'for'}: {paths[0]}"
        if numbers := of_path(ready.settings, paths[0]):
            ready = ready.tuned(numbers)
    settings = ready.settings
    yield from _pairs({"platform": settings.platform, "lang": settings.lang, "fail-on": options.fail_on})
    yield from _pairs({"select": settings.select, "ignore": settings.ignore, "exclude": options.exclude})
    yield from _pairs({"wordlists": [os.path.relpath(folder, options.home).replace(os.sep, "/") for folder in options.wordlists]})
    yield from _pairs({"severity": dict(settings.severities), "attributes": dict(options.attributes), "layout": keys(options)})
    yield from _pairs({"limits": {name.replace("_", "-"): limit for name, limit in settings.limits._asdict().items()}})
    for kind in KINDS:
        held = {one.name: _override(one) for one in settings.overrides if one.kind == kind}
        yield from _pairs({f"per-{kind}": held})
    named = {"rule", "path", "listing", "field", "text", "why", "until"}
    entries = [{**one._asdict(), "rule": ", ".join(one.rules), "path": one.pattern} for one in options.allow]
    yield from _pairs({"allow": [{key: value for key, value in entry.items() if key in named and value} for entry in entries]})
    yield f"# {'规则' if zh else 'rules'}: {len(ready.rules)}"
    severities = {**settings.profile(None).severities, **settings.severities}
    for slug, rule in ready.rules.items():
        yield f"#   {rule.code} {slug}: {severities.get(slug, rule.severity)}"


def _override(one: Any) -> Mapping[str, Any]:
    held = {"platform": one.platform, "select": one.select, "ignore": one.ignore, "severity": dict(one.severities), "layout": keys(one)}
    return {key: value for key, value in held.items() if value}


def _pairs(values: Mapping[str, Any]) -> Iterator[str]:
    for key, value in values.items():
        if value:
            yield f"{key}: {value if isinstance(value, str) else json.dumps(value, ensure_ascii=False)}"
