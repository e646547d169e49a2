"""The 答复处理笺: the official sheet of one assignment's reply, made from the register."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path
from typing import Any

from zxdesk.documents import styles
from zxdesk.documents.grid import MM_PER_POINT, Box, Row, add_table, label, row_height, value
from zxdesk.documents.heading import plenary_lines
from zxdesk.documents.kind import DocumentKind
from zxdesk.documents.page import TEXT_HEIGHT_MM, add_page_foot, add_paragraph, new_paper
from zxdesk.documents.render import chinese_date, cleaned, save_paper, texts_of
from zxdesk.documents.styles import TextStyle

DIGEST_LENGTH = 12
_PROPOSERS_ON_SHEET = 4
_SHORT_BODY = 150
_SHORT_OPINION = 30
_ROW_MM, _LIST_ROW_MM, _SIGNATURE_MM = 8, 7, 24
_DENSITIES: tuple[dict[float, float], ...] = (
    {_ROW_MM: 9.5, _LIST_ROW_MM: 8, _SIGNATURE_MM: 34},
    {},
    {_ROW_MM: 7.2, _LIST_ROW_MM: 6.2, _SIGNATURE_MM: 20},
)
"""Heights in mm for a sheet with little on it, an ordinary one, and one that just keeps to a page."""


@dataclass(frozen=True)
class ProposerRow:
    """A proposer as the sheet lists him."""

    name: str
    sector: str = ""
    phone: str = ""
    address: str = ""


@dataclass(frozen=True)
class CoUnitRow:
    """A co-handling unit and the letter with its opinion."""

    name: str
    opinion_number: str = ""
    opinion_on: date | None = None


@dataclass(frozen=True)
class ContactRow:
    """One 沟通 with the proposers."""

    on: date | None
    way: str = ""
    phase: str = ""
    participants: str = ""
    content: str = ""


@dataclass(frozen=True)
class ReplySheet:
    """Everything a 答复处理笺 prints. Source: domain §7.4, §4.6."""

    committee: str
    plenary_name: str
    number: str
    title: str
    proposers: tuple[ProposerRow, ...]
    category: str
    unit: str
    role: str
    co_units: tuple[CoUnitRow, ...]
    assigned_on: date | None
    due_on: date | None
    received_on: date | None
    extended_to: date | None
    contacts: tuple[ContactRow, ...]
    redo: int
    reply_number: str
    replied_on: date | None
    reply_class: str
    class_text: str
    signer: str
    contact_person: str
    phone: str
    publicity: str
    delivered: str
    body: str
    adopted: str
    promise: str
    review_opinion: str
    follow_up: str
    printed_on: date
    digest: str
    anchor: str


def write_reply_sheet(sheet: ReplySheet, path: Path) -> None:
    """Write the sheet as .docx; the text of the reply follows the table where it is long, many proposers on a list at the end.

    Raises RuleError when the file is open or the folder cannot be written.
    """
    sheet = cleaned(sheet)
    head = plenary_lines(sheet.committee, sheet.plenary_name)
    name = f"第{sheet.number}号提案答复处理笺"
    document = new_paper(title=name, author=sheet.committee)
    add_page_foot(document, _print_mark(sheet))
    add_paragraph(document, styles.CLASS_MARK, f"{sheet.reply_class}类" if sheet.reply_class else "")
    add_paragraph(document, styles.NUMBER, f"提案号：第{sheet.number}号" if sheet.number else "提案号：　　　号")
    for line in (*head, "提案答复处理笺"):
        add_paragraph(document, styles.TITLE, line)
    add_paragraph(document, styles.GAP, "")
    add_table(document, _fitted(_rows(sheet), _room(len(head) + 1)))
    add_paragraph(document, styles.TAIL, "")
    _add_body(document, sheet)
    _add_proposer_list(document, sheet)
    expected = [*head, *texts_of(sheet, without=("committee", "plenary_name", "digest")), _digest_mark(sheet)]
    save_paper(document, path, [expected])


def _room(title_lines: int) -> float:
    marks = styles.CLASS_MARK.line + styles.NUMBER.line + styles.NUMBER.space_after
    return TEXT_HEIGHT_MM - 2 - (marks + title_lines * styles.TITLE.line + 2 * styles.GAP.line) * MM_PER_POINT


def _fitted(rows: list[Row], room: float) -> list[Row]:
    """Return ``rows`` in the widest heights that keep them on the first page, or in ordinary ones where none does."""
    for density in _DENSITIES:
        fitted = [replace(row, height=density.get(row.height, row.height)) for row in rows]
        if sum(max(row.height, row_height(row.boxes)) for row in fitted) <= room:
            return fitted
    return rows


def _rows(sheet: ReplySheet) -> list[Row]:
    return [
        _wide("案由", sheet.title),
        *_proposer_rows(sheet),
        _pair("提案类别", sheet.category, "办理轮次", f"第{sheet.redo}次重新办理" if sheet.redo else "首次办理"),
        _pair("承办单位", sheet.unit, "承办角色", sheet.role),
        _pair("交办日期", chinese_date(sheet.assigned_on), "签收日期", chinese_date(sheet.received_on)),
        _pair("答复期限", chinese_date(sheet.due_on), "延期至", chinese_date(sheet.extended_to)),
        *_co_unit_rows(sheet),
        *_contact_rows(sheet),
        _pair("答复文号", sheet.reply_number, "答复日期", chinese_date(sheet.replied_on)),
        _wide("办理类别", _reply_class(sheet)),
        _pair("采纳建议", sheet.adopted, "公开属性", sheet.publicity),
        _pair("送达情况", sheet.delivered, "联系电话", sheet.phone),
        *_filled("承诺事项", sheet.promise),
        *_filled("跟踪情况", sheet.follow_up),
        *_filled("答复内容", sheet.body if _is_short(sheet.body) else ""),
        *_filled("审核意见", sheet.review_opinion if len(sheet.review_opinion) > _SHORT_OPINION else ""),
        *_signature_rows(sheet),
    ]


def _wide(name: str, text: str) -> Row:
    return Row((label(0, 28, name), value(28, 156, text)), _ROW_MM)


def _filled(name: str, text: str) -> list[Row]:
    return [_wide(name, text)] if text else []


def _pair(name: str, text: str, other_name: str, other_text: str) -> Row:
    boxes = (label(0, 28, name), value(28, 82, text), label(82, 108, other_name), value(108, 156, other_text))
    return Row(boxes, _ROW_MM)


def _block(name: str, edges: tuple[float, ...], headings: tuple[str, ...], lines: Sequence[tuple[str, ...]]) -> list[Row]:
    """Return a list within the table: its name at the left, its own headings, one row a line."""
    first = (label(0, edges[0], name, span="first"), *_cells(edges, headings, styles.LIST_LABEL))
    rows = [Row(first, _LIST_ROW_MM, stays_with_next=True)]
    for texts in lines or [("",) * len(headings)]:
        rows.append(Row((label(0, edges[0], name, span="more"), *_cells(edges, texts, styles.LIST)), _LIST_ROW_MM))
    return rows


def _cells(edges: tuple[float, ...], texts: tuple[str, ...], style: TextStyle) -> list[Box]:
    return [value(left, right, text, style) for left, right, text in zip(edges, edges[1:], texts, strict=False)]


def _proposer_rows(sheet: ReplySheet) -> list[Row]:
    shown = sheet.proposers if len(sheet.proposers) <= _PROPOSERS_ON_SHEET else sheet.proposers[:1]
    lines = [(one.name, one.sector, one.phone, one.address) for one in shown]
    rows = _block("提案者", (28, 58, 84, 120, 156), ("姓名或名称", "界别", "联系电话", "通讯地址"), lines)
    if len(shown) < len(sheet.proposers):
        note = f"联名提案者 {len(sheet.proposers) - 1} 名，名单附后。"
        rows.append(Row((label(0, 28, "提案者", span="more"), value(28, 156, note, styles.LIST)), _LIST_ROW_MM))
    return rows


def _co_unit_rows(sheet: ReplySheet) -> list[Row]:
    if not sheet.co_units:
        return [_wide("会办单位", "无")]
    lines = [(unit.name, unit.opinion_number, chinese_date(unit.opinion_on)) for unit in sheet.co_units]
    return _block("会办单位", (28, 72, 117, 156), ("单位名称", "会办意见文号", "意见日期"), lines)


def _contact_rows(sheet: ReplySheet) -> list[Row]:
    lines = [(chinese_date(one.on), f"{one.phase}{one.way}", one.participants, one.content) for one in sheet.contacts]
    return _block("沟通情况", (28, 63, 84, 108, 156), ("日期", "方式", "参加人", "内容"), lines)


def _signature_rows(sheet: ReplySheet) -> list[Row]:
    """The three who sign stand side by side, so that an ordinary sheet keeps to one page."""
    edges = (0, 52, 104, 156)
    opinion = sheet.review_opinion if len(sheet.review_opinion) <= _SHORT_OPINION else ""
    places = (f"签发人：{sheet.signer}\n（盖章）", f"{opinion}\n审核人：".strip(), f"{sheet.contact_person}\n（签名）")
    boxes = []
    for left, right, text in zip(edges, edges[1:], places, strict=False):
        lines = text.split("\n")
        parts = [(styles.LIST, line) for line in lines + [""] * (2 - len(lines))]
        boxes.append(Box(left, right, (*parts, (styles.LIST_RIGHT, "年　　月　　日"))))
    names = _cells(edges, ("承办单位签发", "提案委审核意见", "办理人"), styles.LIST_LABEL)
    return [Row(tuple(names), _LIST_ROW_MM, stays_with_next=True), Row(tuple(boxes), _SIGNATURE_MM)]


def _add_body(document: Any, sheet: ReplySheet) -> None:
    if _is_short(sheet.body):
        return
    add_paragraph(document, styles.LEVEL_1, "答复全文")
    for line in filter(None, (line.strip() for line in sheet.body.split("\n"))):
        add_paragraph(document, styles.BODY, line)


def _add_proposer_list(document: Any, sheet: ReplySheet) -> None:
    if len(sheet.proposers) <= _PROPOSERS_ON_SHEET:
        return
    add_paragraph(document, styles.GAP, "")
    add_paragraph(document, styles.LEVEL_1, "提案者名单")
    add_paragraph(document, styles.GAP, "")
    edges = (0, 14, 50, 86, 118, 156)
    headings = _cells(edges, ("序号", "姓名或名称", "界别", "联系电话", "通讯地址"), styles.LIST_LABEL)
    rows = [Row(tuple(headings), _ROW_MM, is_heading=True)]
    for at, one in enumerate(sheet.proposers, start=1):
        number = value(edges[0], edges[1], str(at), styles.LIST_CENTER)
        rows.append(Row((number, *_cells(edges[1:], (one.name, one.sector, one.phone, one.address), styles.LIST)), _ROW_MM))
    add_table(document, rows)
    add_paragraph(document, styles.TAIL, "")


def _is_short(body: str) -> bool:
    return len(body) <= _SHORT_BODY and body.count("\n") < 5


def _reply_class(sheet: ReplySheet) -> str:
    if not sheet.reply_class:
        return sheet.class_text
    return f"{sheet.reply_class}类（{sheet.class_text}）" if sheet.class_text else f"{sheet.reply_class}类"


def _digest_mark(sheet: ReplySheet) -> str:
    return sheet.digest.rpartition(":")[2][:DIGEST_LENGTH]


def _print_mark(sheet: ReplySheet) -> str:
    marks = (("登记摘要 ", _digest_mark(sheet)), ("历史 ", sheet.anchor), ("打印 ", chinese_date(sheet.printed_on)))
    return "　　".join(name + mark for name, mark in marks if mark)


REPLY_SHEET = DocumentKind("reply_sheet", "答复处理笺", ReplySheet, write_reply_sheet)
