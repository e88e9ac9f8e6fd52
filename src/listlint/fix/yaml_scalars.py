"""The scalars of a YAML text by their style, and how each takes an edit."""

from __future__ import annotations

from collections.abc import Sequence
from contextlib import suppress
from typing import Any, NamedTuple

import yaml

from listlint.fix.located import edited
from listlint.fix.said import LINES
from listlint.fix.spelt import yaml_double, yaml_quoted
from listlint.records.document import Text
from listlint.records.rule import Edit
from listlint.records.span import Span

_LOADER: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
_LOADERS = tuple(dict.fromkeys((_LOADER, yaml.SafeLoader)))
"""The two do not agree on all that may stand in a plain scalar: a tab."""
_STRING = "tag:yaml.org,2002:str"
_OPEN = (yaml.FlowSequenceStartToken, yaml.FlowMappingStartToken)
_CLOSE = (yaml.FlowSequenceEndToken, yaml.FlowMappingEndToken)


class Scalar(NamedTuple):
    """A scalar as written, quotes included; `style` is its quote, | or >, or "" for a plain one; `flow` whether brackets stand around it."""

    span: Span
    style: str
    flow: bool

    def spelled(self, text: str, edits: Sequence[Edit], value: str) -> list[Edit] | Text:
        """The edits of the file's text for edits of the scalar's, in whose place they stand; in quotes as a whole where it must be."""
        if self.style in ("|", ">"):
            return LINES if any("\n" in edit.text for edit in edits) else list(edits)
        written = self.span.cut(text)
        spelled = [Edit(edit.span, self._spelt(edit.text, written.isascii() and "\\u" in written)) for edit in edits]
        start = self.span.start
        fresh = edited(written, [Edit(Span(span.start - start, span.end - start), said) for span, said in spelled])
        if self._says(fresh, value, written):
            return spelled
        return [Edit(self.span, yaml_quoted(value))]

    def _spelt(self, text: str, escaped: bool) -> str:
        if self.style == '"':
            return yaml_double(text, escaped)
        return text.replace("'", "''") if self.style else text

    def _says(self, fresh: str, value: str, written: str) -> bool:
        """Whether the scalar written so has that value here, and means to other programs text or what it meant before (a number)."""
        nodes, before = [self._read(fresh, loader) for loader in _LOADERS], self._read(written, _LOADERS[0])
        return all(node is not None and node.value == value and node.tag in (_STRING, before and before.tag) for node in nodes)

    def _read(self, written: str, loader: Any) -> yaml.ScalarNode | None:
        with suppress(yaml.YAMLError, RecursionError):
            root = yaml.compose(f"[{written} , {written}]" if self.flow else f"- {written} \n", Loader=loader)
            nodes = root.value if isinstance(root, yaml.SequenceNode) else []
            if len(nodes) == 1 + self.flow and isinstance(nodes[0], yaml.ScalarNode):
                return nodes[0]
        return None


def scalars(text: str) -> list[Scalar]:
    """The scalars of a YAML text up to where it cannot be parsed, which in Markdown is below the front matter."""
    found, depth = [], 0
    with suppress(yaml.YAMLError):
        for token in yaml.scan(text, Loader=_LOADER):
            if isinstance(token, _OPEN):
                depth += 1
            elif isinstance(token, _CLOSE):
                depth -= 1
            elif isinstance(token, yaml.ScalarToken):
                span = Span(token.start_mark.index, token.end_mark.index)
                found.append(Scalar(span, "" if token.plain else token.style, depth > 0))
    return found
