"""The model of 答复处理笺."""

from __future__ import annotations

from typing import Any

from zxdesk.documents import styles
from zxdesk.documents.grid import Box, Row, add_table, label, value
from zxdesk.documents.models import official
from zxdesk.documents.page import add_paragraph
from zxdesk.documents.styles import TextStyle

_MARK = "{{?登记摘要}}登记摘要 {{登记摘要}}　　{{/登记摘要}}" + official.PRINT_MARK
_ROW, _LIST_ROW, _SIGNATURE = 7.4, 6.6, 19


def reply_sheet() -> Any:
    """答复处理笺: the table, after it the whole reply where it is long and the names where there are many. Source: domain §7.4, §4.6."""
    document = official.form("答复处理笺", mark=_MARK)
    add_paragraph(document, styles.CLASS_MARK, "{{答复类别}}")
    official.add_form_head(document, "{{会议全称}}", "提案答复处理笺", number="提案号：第{{提案编号}}号")
    add_table(document, [*_facts(), *_lists(), *_reply(), *_signatures()])
    add_paragraph(document, styles.TAIL, "")
    for style, text in (
        (styles.LEVEL_1, "{{?答复全文}}"), (styles.LEVEL_1, "答复全文"), (styles.BODY, "{{答复全文}}"), (styles.LEVEL_1, "{{/答复全文}}"),
        (styles.LEVEL_1, "{{?附后名单}}"), (styles.GAP, ""), (styles.LEVEL_1, "提案者名单"), (styles.GAP, ""),
    ):  # fmt: skip
        add_paragraph(document, style, text)
    add_table(document, _names())
    for style, text in ((styles.TAIL, ""), (styles.TAIL, "{{/附后名单}}")):
        add_paragraph(document, style, text)
    return document


def _facts() -> list[Row]:
    edges = (28, 56, 82, 114, 156)
    return [
        _wide("案由", "{{案由}}"),
        *_block("提案者", edges, ("姓名或名称", "界别", "联系电话", "通讯地址"), "提案者名单", ("{{姓名}}", "{{界别}}", "{{电话}}", "{{地址}}")),
        _shown("其余人数", "联名提案者", "{{?其余人数}}联名提案者 {{其余人数}} 名，名单附后。{{/其余人数}}"),
        _pair("提案类别", "{{类别}}", "办理轮次", "{{办理轮次}}"),
        _pair("承办单位", "{{单位}}", "承办角色", "{{承办角色}}"),
        _pair("交办日期", "{{承办交办日期}}", "签收日期", "{{签收日期}}"),
        _pair("答复期限", "{{答复期限内}}", "延期至", "{{延期至}}"),
    ]


def _lists() -> list[Row]:
    return [
        _shown("无会办", "会办单位", "{{无会办}}"),
        *_block(
            "会办单位",
            (28, 76, 122, 156),
            ("单位名称", "会办意见文号", "意见日期"),
            "会办名单",
            ("{{会办单位名称}}", "{{意见文号}}", "{{意见日期}}"),
            shown=True,
        ),
        *_block(
            "沟通情况",
            (28, 61, 80, 108, 156),
            ("日期", "方式", "参加人", "内容"),
            "沟通名单",
            ("{{沟通日期}}", "{{沟通方式}}", "{{参加人}}", "{{沟通内容}}"),
        ),
    ]


def _reply() -> list[Row]:
    return [
        _pair("答复文号", "{{答复文号}}", "答复日期", "{{答复日期}}"),
        _wide("办理类别", "{{办理类别全称}}"),
        _pair("采纳建议", "{{采纳建议}}", "公开属性", "{{公开属性}}"),
        _pair("送达情况", "{{送达情况}}", "联系电话", "{{答复联系电话}}"),
        _shown("承诺", "承诺事项", "{{承诺}}"),
        _shown("跟踪情况", "跟踪情况", "{{跟踪情况}}"),
        _shown("答复内容", "答复内容", "{{答复内容}}"),
        _shown("长审核意见", "审核意见", "{{长审核意见}}"),
    ]


def _signatures() -> list[Row]:
    """The three who sign stand side by side, so that an ordinary sheet keeps to one page."""
    edges = (0, 52, 104, 156)
    places = (("签发人：{{签发人}}", "（盖章）"), ("{{短审核意见}}", "审核人：{{审核人}}"), ("{{答复联系人}}", "（签名）"))
    boxes = [
        Box(left, right, (*((styles.LIST, line) for line in lines), (styles.LIST_RIGHT, "年　　月　　日")), at="bottom")
        for left, right, lines in zip(edges, edges[1:], places, strict=False)
    ]
    names = _cells(edges, ("承办单位签发", "提案委审核意见", "办理人"), styles.LIST_LABEL)
    return [Row(names, _LIST_ROW, stays_with_next=True), Row(tuple(boxes), _SIGNATURE)]


def _names() -> list[Row]:
    edges = (0, 14, 50, 86, 118, 156)
    head = _cells(edges, ("序号", "姓名或名称", "界别", "联系电话", "通讯地址"), styles.LIST_LABEL)
    marks = ("{{#附后名单}}{{序号}}", "{{姓名}}", "{{界别}}", "{{电话}}", "{{地址}}{{/附后名单}}")
    return [Row(head, _ROW, is_heading=True), Row(_cells(edges, marks, styles.COMPACT), _LIST_ROW)]


def _block(name: str, edges: tuple[float, ...], heads: tuple[str, ...], rows: str, marks: tuple[str, ...], *, shown: bool = False) -> list[Row]:
    """A list within the table: its name at the left, its own headings, one row repeated; ``shown`` only where it has rows."""
    opening, closing = (f"{{{{?{rows}}}}}", f"{{{{/{rows}}}}}") if shown else ("", "")
    titles = _cells(edges, (*heads[:-1], heads[-1]), styles.LIST_LABEL)
    first = label(0, edges[0], name, span="first")
    if shown:
        first = Box(0, edges[0], ((styles.LABEL, opening + name),), "first")
        titles = (*titles[:-1], value(edges[-2], edges[-1], heads[-1] + closing, styles.LIST_LABEL))
    repeated = (*marks[:-1], f"{marks[-1]}{{{{/{rows}}}}}")
    more = Box(0, edges[0], ((styles.LIST, f"{{{{#{rows}}}}}"),), "more")
    return [
        Row((first, *titles), _LIST_ROW, stays_with_next=True),
        Row((more, *_cells(edges, repeated, styles.COMPACT)), _LIST_ROW),
    ]


def _cells(edges: tuple[float, ...], texts: tuple[str, ...], style: TextStyle) -> tuple[Box, ...]:
    return tuple(value(left, right, text, style) for left, right, text in zip(edges, edges[1:], texts, strict=False))


def _wide(name: str, text: str) -> Row:
    return Row((label(0, 28, name), value(28, 156, text)), _ROW)


def _shown(field: str, name: str, text: str) -> Row:
    """A row that is there only where its field is filled."""
    named = Box(0, 28, ((styles.LABEL, f"{{{{?{field}}}}}{name}"),))
    return Row((named, value(28, 156, f"{text}{{{{/{field}}}}}")), _ROW)


def _pair(name: str, text: str, other_name: str, other_text: str) -> Row:
    return Row((label(0, 28, name), value(28, 82, text), label(82, 108, other_name), value(108, 156, other_text)), _ROW)
