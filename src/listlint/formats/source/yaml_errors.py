"""What to tell the user of an error of the YAML parser."""

from __future__ import annotations

import yaml

from listlint.formats.source.refused import Refused
from listlint.late import late
from listlint.records.document import Text
from listlint.records.span import Span

_BARRED = late("[^\t\n\r -~\x85\xa0-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")

_ADVICE = {
    "mapping values are not allowed": Text(
        zh="这里的“: ”被当成了键值分隔；若是文案的一部分，请给整句加上引号，否则请检查上一行是否缺少冒号",
        en='this ": " reads as a key and a value; put copy that holds it in quotes, or look for a missing colon on the line before',
    ),
    "cannot start any token": Text(
        zh="值不能以这个字符开头（制表符、@、` 或 %）；缩进请用空格，文案请加引号",
        en="a value cannot start with this character (tab, @, ` or %); indent with spaces, put copy in quotes",
    ),
    "quoted scalar": Text(
        zh="从这里开始的引号没有闭合，请补上引号",
        en="the quote that opens here is never closed; close it",
    ),
    "unknown escape character": Text(
        zh="双引号里的反斜杠（\\）用法不对；请写成 \\\\ 或改用单引号",
        en="a backslash in double quotes needs a known escape; write \\\\ or use single quotes",
    ),
    "undefined alias": Text(
        zh="“*”开头会被当成别名，而这个别名没有定义；若是文案请加引号",
        en='"*" starts an alias, and this one is not defined; put the text in quotes if it is copy',
    ),
    "alphabetic or numeric": Text(
        zh="“*”和“&”开头有特殊含义；若是文案请加引号",
        en='"*" and "&" have a meaning at the start of a value; put the text in quotes if it is copy',
    ),
    "duplicate anchor": Text(
        zh="这个锚点（&）的名字用了两次，请改名",
        en="this anchor (&) is named twice; rename one",
    ),
    "expected ',' or": Text(
        zh="方括号或花括号里缺少逗号，或没有闭合",
        en="a comma is missing inside [ ] or { }, or the bracket is never closed",
    ),
    "expected node content": Text(
        zh="这里应当有一个值；方括号、花括号可能没有闭合，或多写了逗号",
        en="a value should stand here; look for an unclosed [ or { or an extra comma",
    ),
    "could not find expected ':'": Text(
        zh="这一行缺少“: ”（英文冒号加空格），或上一行的引号、缩进有误",
        en='": " is missing on this line, or the line before has a wrong quote or indent',
    ),
    "expected key": Text(
        zh="缩进与上面的键不一致，或引号后面还有多余的文字",
        en="the indent differs from that of the keys above, or text follows a closing quote",
    ),
    "block end": Text(
        zh="缩进与上面的内容不一致",
        en="the indent differs from what stands above",
    ),
}
"""By a part of what the parser says, in the order to try."""


def explain(error: yaml.YAMLError, text: str) -> Refused:
    """The refusal of `text` at the place the parser stopped; at its opening for a quote that is never closed."""
    barred = _BARRED.search(text) if isinstance(error, yaml.reader.ReaderError) else None
    if barred:
        return Refused(_control(barred.group()), Span(*barred.span()))
    context, problem = getattr(error, "context", None) or "", getattr(error, "problem", None) or str(error)
    unclosed = problem == "found unexpected end of stream"
    mark = getattr(error, "context_mark" if unclosed else "problem_mark", None)
    at = mark.index if mark else 0
    said = context if unclosed or "anchor" in context else problem
    advice = next((advice for known, advice in _ADVICE.items() if known in said), None)
    unknown = Text(zh=f"YAML 语法有误，请检查此处的引号、冒号与缩进（{problem}）", en=f"YAML syntax error: {problem}")
    return Refused(advice or unknown, Span(at, at))


def _control(character: str) -> Text:
    code = f"U+{ord(character):04X}"
    return Text(
        zh=f"这里有看不见的控制字符（{code}），YAML 不允许；请删除",
        en=f"an invisible control character ({code}), which YAML bars; delete it",
    )
