"""Why a fix is refused, in both languages."""

from __future__ import annotations

from typing import NamedTuple

from listlint.records.diagnostic import Diagnostic
from listlint.records.document import Text


class Refusal(NamedTuple):
    """A diagnostic whose fix is not applied, and why."""

    one: Diagnostic
    why: Text


MOVED = Text("文件里已找不到这些字，请重新检查", "the words are no longer there; lint again")
LOST = Text("这些字中间夹着标签或记号，改了会丢失；请手工改", "markup stands between the words and would be lost; edit by hand")
MARKED = Text("换上的字会被当成 Markdown 记号；请手工改", "the new words hold signs that Markdown would read as its own; edit by hand")
BROKEN = Text("改后再读，读到的不是要改成的样子；请手工改", "read again, the file would not say what the fix says; edit by hand")
LINES = Text("换上的字要换行，这里写不下；请手工改", "the new words have a line break, which cannot stand here; edit by hand")
ODD_BYTES = Text("文件的字节不能原样写回，请先另存为 UTF-8", "the file's bytes cannot be written back as they are; save it as UTF-8 first")
ELSEWHERE = Text("在另一个文件里；读标准输入时只改标准输入", "it stands in another file; only standard input is fixed here")
CIRCLE = Text("几处改法互相抵消，停在这里", "fixes undo one another, so this is where they stopped")
CDATA_ENDS = Text("换上的字里有 ]]>，会提前结束 CDATA；请手工改", "the new words hold ]]>, which would end the CDATA; edit by hand")
OUTSIDE = Text(
    "并入的属性文件在项目之外，不去改它；请在那里手工改", "the joined file lies outside the project and is left; edit it there by hand"
)
OLD_BOOK = Text("只改得了 .xlsx 表格；请另存为 .xlsx", "of workbooks only .xlsx is edited; save it as .xlsx")
NO_FORMAT = Text("不改这种格式的文件", "files of this format are not edited")
FORMULA = Text("这一格是公式算出来的，请改公式", "the cell is worked out by a formula; mend the formula")
NUMBER = Text("这一格不是文字，请手工改", "the cell holds no text; edit by hand")
RUNS = Text("这些字跨了几种字体格式，请手工改", "the words stand in several runs of formatting; edit by hand")
CELL = Text("在表格文件里认不出这一格，请手工改", "the cell is not told apart in the workbook; edit by hand")
SIGNED = Text("表格有数字签名，改了签名会失效", "the workbook is signed, which an edit would make void")
PACKAGE = Text("表格文件的压缩包不是常见的样子，不改", "the workbook's archive is of an unusual kind and is not edited")


def shared(where: str) -> Text:
    """The refusal of an edit that another place would follow: an alias, a cell merged over rows."""
    return Text(
        f"这段文字别处也在用（锚点或合并单元格），改了 {where} 也会变；请手工改",
        f"the text is shared (an anchor, merged cells) and {where} would change with it; edit by hand",
    )


def shows(cell: str) -> Text:
    """The refusal of an edit of a cell that a formula's last result repeats."""
    return Text(f"{cell} 的公式引用了这一格，请在表格软件里改", f"the formula in {cell} shows this cell; edit in a spreadsheet")


def worse(rule: str, message: str) -> Text:
    """The refusal of an edit whose result another rule finds wrong."""
    return Text(
        f"改后会有新的错误（{rule}：{message}）；请手工改", f"the result would be an error itself ({rule}: {message}); edit by hand"
    )


def unwritable(encoding: str, char: str) -> Text:
    """The refusal of a text that the file's encoding cannot hold."""
    return Text(
        f"文件编码 {encoding} 写不出“{char}”；请另存为 UTF-8", f"the file's encoding, {encoding}, cannot hold “{char}”; save it as UTF-8"
    )
