"""The models of 审查单 and 立案登记."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from zxdesk.documents import styles
from zxdesk.documents.grid import Box, Row, add_table, label, value
from zxdesk.documents.models.official import add_list_head, form
from zxdesk.documents.models.review_letters import LETTER_MODELS
from zxdesk.documents.page import add_paragraph

_REGISTER = (
    ("序号", 0, 11), ("提案号", 11, 26), ("案由", 26, 108), ("提案者", 108, 136), ("类别", 136, 168), ("立案日期", 168, 186), ("主办单位", 186, 209),
    ("会办单位", 209, 240), ("备注", 240, 257),
)  # fmt: skip
_ROW_MM = 8.4
_CENTRED = frozenset({"序号", "提案号", "类别", "立案日期"})


def review_sheet() -> Any:
    """审查单: what is proposed, the opinions of 初审, 复审 and 审定 with signature and date. Source: domain §7.5."""
    document = form("提案审查单")
    add_paragraph(document, styles.NUMBER, "收件号：{{收件号}}{{?提案号}}　　提案号：{{提案号}}{{/提案号}}")
    add_paragraph(document, styles.TITLE, "{{会议全称}}")
    add_paragraph(document, styles.TITLE, "提案审查单")
    add_paragraph(document, styles.GAP, "")
    checks = "资格：{{资格审查}}　　内容：{{内容审查}}　　格式：{{格式审查}}"
    add_table(
        document,
        (
            _wide("案由", "{{案由}}"),
            _wide("提案者", "{{提案者}}"),
            _pair(("提案者类型", "{{提案者类型}}"), ("界别", "{{第一提案者界别}}")),
            _pair(("收件日期", "{{收件日期}}"), ("提案类型", "{{会间平时}}")),
            _pair(("类别", "{{类别}}"), ("建议重点", "{{建议作为重点}}")),
            _wide("意向单位", "{{意向单位}}"),
            _wide("三项审查", checks),
            _wide("查重结果", "{{查重结果}}"),
            *(_opinion(step) for step in ("初审", "复审", "审定")),
            _wide("原因", "{{审查原因}}"),
            _wide("主办单位", "{{建议主办}}"),
            _wide("会办单位", "{{建议会办}}"),
        ),
    )
    add_paragraph(document, styles.TAIL, "")
    return document


def filing_register() -> Any:
    """立案登记: one row a number, landscape, the head on every page, the counts below. Source: domain §2.1 P7."""
    document = form("立案登记", landscape=True)
    add_list_head(document, "{{会议全称}}提案立案登记")
    add_paragraph(document, styles.SHEET_LINE, "共{{登记件数}}件")
    heads = tuple(Box(left, right, ((styles.COMPACT_LABEL, name),)) for name, left, right in _REGISTER)
    add_table(document, (Row(heads, 7, is_heading=True), Row(tuple(_register_box(*column) for column in _REGISTER), 6)))
    add_paragraph(document, styles.GAP, "")
    counted = "现立案{{立案件数}}件，其中委员提案{{委员提案件数}}件、集体提案{{集体提案件数}}件"
    since = "{{?并案件数}}；另有{{并案件数}}件立案后并入其他提案{{/并案件数}}{{?撤案件数}}；{{撤案件数}}件立案后撤案{{/撤案件数}}"
    add_paragraph(document, styles.NOTES, f"{counted}{since}。{{{{?类别件数}}}}按类别：{{{{类别件数}}}}。{{{{/类别件数}}}}")
    return document


def _register_box(name: str, left: float, right: float) -> Box:
    mark = f"{{{{{name}}}}}"
    text = {"序号": "{{#登记}}{{序号}}", "备注": "{{备注}}{{/登记}}"}.get(name, mark)
    return value(left, right, text, styles.TINY_CENTER if name in _CENTRED else styles.TINY)


def _opinion(step: str) -> Row:
    """The opinion, then signature and date in the lower right corner."""
    spread = f"{step[0]}　{step[1]}"
    words = ((styles.LABEL, spread), (styles.LABEL, "意　见"))
    written = ((styles.CELL, f"{{{{{step}意见}}}}"), (styles.CELL_RIGHT, f"{{{{{step}签署}}}}"))
    return Row((Box(0, 28, words), Box(28, 156, written, at="bottom")), 27)


def _wide(name: str, text: str, height: float = _ROW_MM) -> Row:
    return Row((label(0, 28, name), value(28, 156, text)), height)


def _pair(first: tuple[str, str], second: tuple[str, str]) -> Row:
    return Row((label(0, 28, first[0]), value(28, 78, first[1]), label(78, 106, second[0]), value(106, 156, second[1])), _ROW_MM)


MODELS: dict[str, Callable[[], Any]] = {"review_sheet": review_sheet, **LETTER_MODELS, "filing_register": filing_register}
