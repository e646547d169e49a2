"""Models of 卷内目录, 备考表 and 归档移交清单."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from zxdesk.documents import styles
from zxdesk.documents.grid import Box, Row, add_table
from zxdesk.documents.models import official
from zxdesk.documents.models.assigning import list_rows
from zxdesk.documents.models.official import add_list_head
from zxdesk.documents.page import add_paragraph


def volume_contents() -> Any:
    """卷内目录, its head repeated. Source: domain §7.5 (DA/T 22 style)."""
    document = official.form("卷内目录")
    add_list_head(document, "卷 内 目 录")
    add_paragraph(document, styles.SHEET_LINE, "{{?归档号}}归档号：{{归档号}}　　{{/归档号}}第{{提案号}}号提案{{?保管期限}}　　保管期限：{{保管期限}}{{/保管期限}}")
    columns = (
        ("顺序号", "{{#卷内文件}}{{序号}}", 12, True),
        ("文号", "{{文号}}", 27, False),
        ("责任者", "{{责任者}}", 27, False),
        ("题名", "{{题名}}", 42, False),
        ("日期", "{{日期}}", 19, True),
        ("页号", "{{页号}}", 11, True),
        ("备注", "{{备注}}{{/卷内文件}}", 18, True),
    )
    add_table(document, list_rows(columns))
    add_paragraph(document, styles.TAIL, "")
    return document


def volume_note() -> Any:
    """备考表 at the end of a volume. Source: domain §1.11."""
    document = official.form("备考表")
    add_list_head(document, "备 考 表")
    add_paragraph(document, styles.SHEET_LINE, "{{?归档号}}归档号：{{归档号}}　　{{/归档号}}第{{提案号}}号提案")
    told = ((styles.CELL, "本卷情况说明："), (styles.GAP, ""), (styles.CELL, "　　《{{案由}}》（第{{提案号}}号）。{{说明}}"), (styles.ELASTIC, ""))
    room = "　" * 16
    lines = ("立卷人：", "检查人：", "立卷时间：{{归档日期}}")
    persons = [part for line in lines for part in ((styles.CELL, f"{room}{line}"), (styles.GAP, ""))]
    add_table(document, [Row((Box(0, 156, told, at="top"),), 100), Row((Box(0, 156, tuple(persons)),), 34)])
    add_paragraph(document, styles.TAIL, "")
    return document


def transfer_list() -> Any:
    """归档移交清单: landscape, the two parties sign below. Source: domain §2.1 P20, §7.5."""
    document = official.form("归档移交清单", landscape=True)
    add_list_head(document, "{{会议全称}}提案归档移交清单")
    pages = "{{?总页数}}，{{总页数}}页{{?未登页数}}（{{未登页数}}卷没有登记页数）{{/未登页数}}{{/总页数}}"
    add_paragraph(document, styles.SHEET_LINE, "移交单位：{{本机关}}　　共{{卷数}}卷（{{期限构成}}），{{总件数}}件" + pages)
    columns = (
        ("序号", "{{#案卷}}{{序号}}", 12, True),
        ("归档号", "{{归档号}}", 34, True),
        ("提案号", "{{提案号}}", 16, True),
        ("题名", "{{案由}}", 72, False),
        ("提案者", "{{提案者列名}}", 30, False),
        ("起止年月", "{{起止日期}}", 31, True),
        ("件数", "{{卷内件数}}", 12, True),
        ("页数", "{{卷内页数}}", 12, True),
        ("保管期限", "{{保管期限}}", 16, True),
        ("备注", "{{备注}}{{/案卷}}", 22, False),
    )
    add_table(document, list_rows(columns))
    add_paragraph(document, styles.GAP, "")
    hands = (("移交单位", "移交人"), ("接收单位", "接收人"))
    boxes = []
    for at, (unit, person) in enumerate(hands):
        lines = [(styles.COMPACT, f"{unit}（盖章）：{'{{本机关}}' if at == 0 else ''}"), (styles.GAP, ""), (styles.COMPACT, f"{person}：　　　　　　　　　　　　年　　月　　日")]
        boxes.append(Box(at * 128.5, (at + 1) * 128.5, tuple(lines)))
    add_table(document, [Row(tuple(boxes), 20)])
    add_paragraph(document, styles.TAIL, "")
    return document


MODELS: dict[str, Callable[[], Any]] = {"volume_contents": volume_contents, "volume_note": volume_note, "transfer_list": transfer_list}
