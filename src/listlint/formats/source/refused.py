"""Why a text, or a stretch of one, cannot be read."""

from __future__ import annotations

from listlint.formats.source.bounds import over
from listlint.records.document import Text
from listlint.records.span import Span


class Refused(Exception):
    """Raised inside a reader, caught there: what to tell the user, and the stretch of the text it is about."""

    def __init__(self, message: Text, span: Span) -> None:
        super().__init__(message.en)
        self.message = message
        self.span = span


def too_deep(start: int, limit: int) -> Refused:
    """The refusal of a value at `start` that nests more than `limit` levels."""
    return Refused(
        over(
            f"括号或缩进嵌套超过 {limit} 层，无法读取；一条商品只需三四层，请检查此处是否多写了 [ 或 {{",
            f"nested more than {limit} levels deep; a listing needs three or four: look for stray [ or {{ here",
            "depth",
        ),
        Span(start, start + 1),
    )


def twice(name: str) -> Text:
    """What to say of a key that the same mapping has again."""
    return Text(
        f"键“{name}”在下面又写了一次，这里的内容没有检查；删去一处，或改个键名",
        f"the key “{name}” comes again below, so what stands here was not checked; delete one, or rename it",
    )
