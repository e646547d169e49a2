"""The models of 收件回执 and 提案表."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from zxdesk.documents import styles
from zxdesk.documents.grid import Box, Row, add_table, label, value
from zxdesk.documents.models.official import CODE_MARK, add_body, add_coded_head, add_level, add_note, add_receiver, add_signature, form
from zxdesk.documents.page import add_paragraph
from zxdesk.documents.papers.intake import JOINT_ON_FORM

_JOINT = ((28, 54, "姓名"), (54, 88, "界别"), (88, 126, "地址"), (126, 156, "电话"))
_CONTINUED = ((0, 12, "序号"), (12, 40, "姓名"), (40, 78, "界别"), (78, 124, "地址"), (124, 156, "电话"))
_HEADS = {"地址": "通讯地址", "电话": "联系电话"}


def receipt() -> Any:
    """收件回执: what was taken in, when, under which number."""
    document = form("提案收件回执", mark=CODE_MARK)
    add_coded_head(document, "{{会议全称}}", "提案收件回执", number="收件号：{{收件号}}")
    add_receiver(document)
    add_body(document, "{{敬称}}提交的提案已于{{收件日期}}收到，登记为{{届次}}{{会间平时}}，收件情况如下：")
    add_paragraph(document, styles.GAP, "")
    rows = (
        _pair(("收件号", "{{收件号}}"), ("收件日期", "{{收件日期}}")),
        _wide("案由", "{{案由}}"),
        _wide("提案者", "{{提案者}}"),
        _pair(("提案者类型", "{{提案者类型}}"), ("提案类型", "{{会间平时}}")),
        _pair(("提交日期", "{{提交日期}}"), ("同意公开", "{{是否同意公开}}")),
        _wide("经办人", "{{经办人}}"),
    )
    add_table(document, rows)
    add_paragraph(document, styles.GAP, "")
    add_body(document, "提案将按规定审查，审查结果另行告知。查询办理情况时，请说明收件号。")
    add_signature(document)
    add_note(document, "（{{?本机关联系人}}联系人：{{本机关联系人}}　{{/本机关联系人}}联系电话：{{本机关电话}}）", shown_with="本机关电话")
    return document


def proposal_form() -> Any:
    """提案表: the table of head, proposers and review, then the text in three parts; blank, with lines to write on. Source: domain §7.5."""
    document = form("提案表")
    add_paragraph(document, styles.NUMBER, "编号：{{编号栏}}")
    add_paragraph(document, styles.TITLE, "{{会议全称}}提案")
    add_paragraph(document, styles.GAP, "")
    add_table(document, (*_form_head(), *_joint_rows(), *_form_tail()))
    add_paragraph(document, styles.GAP, "")
    for name in ("情况", "分析", "建议"):
        add_paragraph(document, styles.TAIL, f"{{{{?{name}}}}}")
        add_level(document, 1, f"{name}：")
        add_body(document, f"{{{{{name}}}}}")
        add_paragraph(document, styles.TAIL, f"{{{{/{name}}}}}")
    add_paragraph(document, styles.TAIL, "{{?正文说明}}")
    add_body(document, "{{正文说明}}")
    add_paragraph(document, styles.TAIL, "{{/正文说明}}")
    add_table(document, (Row((value(0, 156, "{{#书写栏}}{{栏目}}{{/书写栏}}"),), 10),))
    add_paragraph(document, styles.TAIL, "")
    _add_continued_list(document)
    return document


def _form_head() -> tuple[Row, ...]:
    address = (label(0, 28, "通讯地址"), value(28, 106, "{{第一提案者地址}}"), label(106, 126, "邮编"), value(126, 156, "{{第一提案者邮编}}"))
    opened, closed = "{{?集体联系人}}", "{{/集体联系人}}"
    contact = (Box(0, 28, ((styles.LABEL, f"{opened}联系人"),)), value(28, 156, "{{集体联系人}}" + closed))
    return (
        _wide("案由", "{{案由}}"),
        _pair(("提案者", "{{第一提案者}}"), ("界别", "{{第一提案者界别}}")),
        Row(address),
        _pair(("联系电话", "{{第一提案者电话}}"), ("提案者类型", "{{提案者类型}}")),
        Row(contact),
    )


def _joint_rows() -> tuple[Row, ...]:
    """Heads and one row each, shown only with joint proposers; the label goes down beside them."""
    heads = [Box(left, right, ((styles.LIST_LABEL, _HEADS.get(name, name)),)) for left, right, name in _JOINT]
    first = Box(0, 28, ((styles.LABEL, "{{?联名人}}联名人"),), "first")
    heads[-1] = Box(*_JOINT[-1][:2], ((styles.LIST_LABEL, "联系电话{{/联名人}}"),))
    cells = [value(left, right, f"{{{{{name}}}}}", styles.LIST) for left, right, name in _JOINT[:-1]]
    opening = Box(0, 28, ((styles.LABEL, "{{#联名人}}"),), "more")
    closing = value(*_JOINT[-1][:2], "{{电话}}{{/联名人}}", styles.LIST)
    more = Box(0, 28, ((styles.LABEL, "{{?续名单人数}}"),), "more")
    left_out = value(28, 156, f"其余联名人{{{{续名单人数}}}}名，名单附后（本表列前{JOINT_ON_FORM}名）。{{{{/续名单人数}}}}", styles.LIST)
    return Row((first, *heads), 8), Row((opening, *cells, closing), 8), Row((more, left_out), 8)


def _form_tail() -> tuple[Row, ...]:
    return (
        Row((label(0, 28, "同意公开"), value(28, 104, "{{公开意愿}}", styles.LIST), label(104, 130, "是否涉密"), value(130, 156, "{{是否涉密}}", styles.LIST))),
        _pair(("提案类型", "{{会间平时}}"), ("建议重点", "{{建议作为重点}}")),
        _wide("意向单位", "{{意向单位}}"),
        _pair(("分类", "{{类别}}"), ("收文时间", "{{收文时间}}")),
        _wide("审查意见", "{{审查意见}}", 24),
        _wide("主办单位", "{{主办单位}}"),
        _wide("会办单位", "{{会办单位}}"),
    )


def _add_continued_list(document: Any) -> None:
    """The joint proposers that the table had no room for, on a page of their own."""
    heads = tuple(Box(left, right, ((styles.LIST_LABEL, _HEADS.get(name, name)),)) for left, right, name in _CONTINUED)
    cells = [value(left, right, f"{{{{{name}}}}}", styles.LIST) for left, right, name in _CONTINUED]
    cells[0] = Box(0, 12, ((styles.LIST_CENTER, "{{#续名单}}{{序号}}"),))
    cells[-1] = value(*_CONTINUED[-1][:2], "{{电话}}{{/续名单}}", styles.LIST)
    add_paragraph(document, styles.TAIL, "{{?续名单}}")
    add_paragraph(document, styles.TITLE, "联名人名单", on_new_page=True)
    add_paragraph(document, styles.NUMBER, "编号：{{编号栏}}")
    add_table(document, (Row(heads, 9, is_heading=True), Row(tuple(cells), 8)))
    add_paragraph(document, styles.TAIL, "{{/续名单}}")


def _wide(name: str, text: str, height: float = 10) -> Row:
    return Row((label(0, 28, name), value(28, 156, text)), height)


def _pair(first: tuple[str, str], second: tuple[str, str]) -> Row:
    return Row((label(0, 28, first[0]), value(28, 78, first[1]), label(78, 106, second[0]), value(106, 156, second[1])))


MODELS: dict[str, Callable[[], Any]] = {"receipt": receipt, "proposal_form": proposal_form}
