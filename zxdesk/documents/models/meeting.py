"""Model of the 清点表 of a 交办会."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from zxdesk.documents import styles
from zxdesk.documents.grid import Row, add_table, value
from zxdesk.documents.meeting_plan import PARTS
from zxdesk.documents.models import official
from zxdesk.documents.models.assigning import list_rows
from zxdesk.documents.models.official import add_list_head
from zxdesk.documents.page import add_paragraph

_PARTS = [option.label for option in PARTS.values()]
_SHORT = {"提案交办单": "交办单", "答复函格式": "答复格式", "征询意见表": "征询表"}


def package_check() -> Any:
    """清点表: a line for each unit, to be ticked when its folder is counted; the totals below."""
    document = official.form("交办会清点表", landscape=True)
    add_list_head(document, "{{会议全称}}提案交办文书清点表")
    line = "批次：{{批次}}　　承办单位{{单位数}}个，承办件{{承办件数}}件，文书{{总合计}}份{{?多套}}，{{多套}}，应发{{总应发}}份{{/多套}}"
    add_paragraph(document, styles.SHEET_LINE, line)
    columns = (
        ("序号", "{{#单位件数}}{{序号}}", 11, True),
        ("承办单位", "{{单位}}", 60, False),
        ("清单件数", "{{清单件数}}", 14, True),
        *((_SHORT.get(name, name), f"{{{{{name}数}}}}", 16, True) for name in _PARTS),
        ("合计", "{{合计}}", 14, True),
        ("应发", "{{应发}}", 14, True),
        ("清点", "{{/单位件数}}", 16, True),
    )
    totals = ["", "合计", "{{承办件数}}", *(f"{{{{总{name}数}}}}" for name in _PARTS), "{{总合计}}", "{{总应发}}", ""]
    boxes, left = [], 0.0
    for (_, _, width, centred), text in zip(columns, totals, strict=True):
        boxes.append(value(left, left + width, text, styles.COMPACT_CENTER if centred or text == "合计" else styles.COMPACT))
        left += width
    add_table(document, [*list_rows(columns), Row(tuple(boxes), 7.5)])
    add_paragraph(document, styles.NOTES, "清点人：　　　　　　　　　　核对人：　　　　　　　　　　日期：　　　　年　　月　　日")
    return document


MODELS: dict[str, Callable[[], Any]] = {"package_check": package_check}
