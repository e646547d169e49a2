"""The 征询意见表: what one proposer says about one reply, on one page."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

from zxdesk.documents import styles
from zxdesk.documents.grid import MM_PER_POINT, PADDING_MM, Box, Row, add_table, label, line_count, row_height, value
from zxdesk.documents.heading import plenary_lines
from zxdesk.documents.kind import DocumentKind
from zxdesk.documents.page import TEXT_HEIGHT_MM, TEXT_WIDTH_MM, add_paragraph, new_paper
from zxdesk.documents.render import chinese_date, cleaned, save_paper, texts_of
from zxdesk.documents.styles import TextStyle

COMMENT_MM = 40
"""The least room for the proposer's own words. Source: domain §7.5."""

_SPARE_MM = 3
_BODY_STYLES = (styles.CELL, styles.LIST, styles.COMPACT, styles.TINY)
_FORM_NAME = "提案办理情况征询意见表"


@dataclass(frozen=True)
class Question:
    """One question of the form with its answers to tick."""

    label: str
    answers: tuple[str, ...]


@dataclass(frozen=True)
class FeedbackForm:
    """Everything a 征询意见表 prints. Source: domain §4.7, §7.5."""

    committee: str
    plenary_name: str
    number: str
    title: str
    proposer: str
    sector: str
    unit: str
    co_units: str
    reply_number: str
    replied_on: date | None
    reply_class: str
    class_text: str
    sent_on: date | None
    due_on: date | None
    questions: tuple[Question, ...]
    return_to: str
    return_phone: str
    is_collective: bool
    form_code: str
    printed_on: date
    anchor: str


def write_feedback_form(form: FeedbackForm, path: Path) -> None:
    """Write one form as .docx, exactly one page. Raises RuleError when the file cannot be written."""
    write_feedback_forms((form,), path)


def write_feedback_forms(forms: Sequence[FeedbackForm], path: Path) -> None:
    """Write several forms into one .docx, a page each. Raises RuleError when the file cannot be written."""
    forms = [cleaned(form) for form in forms]
    if not forms:
        raise ValueError("no form to write")
    document = new_paper(title=_FORM_NAME, author=forms[0].committee)
    pages = []
    for at, form in enumerate(forms):
        head = plenary_lines(form.committee, form.plenary_name)
        _add_form(document, form, head, on_new_page=at > 0)
        pages.append([*head, *texts_of(form, without=("committee", "plenary_name"))])
    save_paper(document, path, pages)


def _add_form(document: Any, form: FeedbackForm, head: list[str], *, on_new_page: bool) -> None:
    number = f"提案号：第{form.number}号" if form.number else "提案号：　　　号"
    number += f"　　发出日期：{chinese_date(form.sent_on)}" if form.sent_on else ""
    add_paragraph(document, styles.NUMBER, number, on_new_page=on_new_page)
    for line in (*head, _FORM_NAME):
        add_paragraph(document, styles.TITLE, line)
    add_paragraph(document, styles.GAP, "")
    notes = _notes(form)
    around = _height_around(len(head) + 1, notes)
    add_table(document, _fitted_rows(form, TEXT_HEIGHT_MM - around - _SPARE_MM))
    add_paragraph(document, styles.GAP, "")
    add_paragraph(document, styles.NOTES, notes)
    add_paragraph(document, styles.PRINT_MARK, _print_mark(form))


def _height_around(title_lines: int, notes: str) -> float:
    points = styles.NUMBER.line + styles.NUMBER.space_after + title_lines * styles.TITLE.line + 2 * styles.GAP.line
    points += line_count(notes, styles.NOTES, TEXT_WIDTH_MM + 2 * PADDING_MM) * styles.NOTES.line + styles.PRINT_MARK.line
    return points * MM_PER_POINT


def _fitted_rows(form: FeedbackForm, room: float) -> list[Row]:
    """Return the rows in the largest type that leaves room for the proposer's words, and give these all that is left."""
    for style in _BODY_STYLES:
        above, below = _rows_above(form, style), _signature_row(form)
        left = room - below.height - sum(max(row.height, row_height(row.boxes)) for row in above)
        if left >= COMMENT_MM:
            break
    return [*above, _comment_row(max(left, COMMENT_MM)), below]


def _rows_above(form: FeedbackForm, style: TextStyle) -> list[Row]:
    height = 10 if style is styles.CELL else 7.4
    written = f"{form.reply_class}类" if form.reply_class else ""
    written += f"（{form.class_text}）" if form.class_text else ""
    rows = [
        Row((label(0, 28, "案由"), _fitted(28, 156, form.title, style)), height),
        _pair("提案者", form.proposer, "界别", form.sector, style),
        Row((label(0, 28, "承办单位"), _fitted(28, 156, form.unit, style)), height),
        Row((label(0, 28, "会办单位"), _fitted(28, 156, form.co_units, style)), height),
        _pair("答复文号", form.reply_number, "答复日期", chinese_date(form.replied_on), style),
        Row((label(0, 28, "办理类别"), _fitted(28, 156, written, style)), height),
    ]
    for question in form.questions:
        ticks = "　".join(f"□{answer}" for answer in question.answers)
        rows.append(Row((label(0, 28, question.label), _fitted(28, 156, ticks, style)), min(height, 9)))
    return rows


def _pair(name: str, text: str, other_name: str, other_text: str, style: TextStyle) -> Row:
    boxes = (label(0, 28, name), _fitted(28, 82, text, style), label(82, 108, other_name), _fitted(108, 156, other_text, style))
    return Row(boxes, 10 if style is styles.CELL else 7.4)


def _fitted(left: float, right: float, text: str, style: TextStyle) -> Box:
    """A text that keeps to one line never goes below 小四."""
    is_short = line_count(text, styles.LIST, right - left) == 1
    return value(left, right, text, styles.LIST if style.size < styles.LIST.size and is_short else style)


def _comment_row(height: float) -> Row:
    words = ("对办理", "工作的", "意见或", "建　议")
    return Row((Box(0, 28, tuple((styles.LABEL, word) for word in words)), Box(28, 156, ((styles.CELL, ""),), at="top")), height)


def _signature_row(form: FeedbackForm) -> Row:
    words = ("负责人", "签　名") if form.is_collective else ("提案者", "签　名")
    seal = "（集体提案加盖公章）　　　　" if form.is_collective else ""
    signed = ((styles.CELL, ""), (styles.CELL_RIGHT, f"{seal}年　　月　　日"))
    return Row((Box(0, 28, tuple((styles.LABEL, word) for word in words)), Box(28, 156, signed, at="bottom")), 17)


def _notes(form: FeedbackForm) -> str:
    notes = ["在所选项前的方框内打“√”，每行选一项。"]
    if form.is_collective:
        notes.append("集体提案由负责人签名并加盖公章。")
    else:
        notes.append("联名提案由各提案者分别填写。")
    back = f"{chinese_date(form.due_on)}前寄回" if form.due_on else "填好后寄回"
    back += f"：{form.return_to}" if form.return_to else "提案委员会"
    notes.append(f"{back}{f'，电话：{form.return_phone}' if form.return_phone else ''}。")
    return "填表说明：" + "".join(f"{at}. {note}" for at, note in enumerate(notes, start=1))


def _print_mark(form: FeedbackForm) -> str:
    marks = (("表码 ", form.form_code), ("历史 ", form.anchor), ("打印 ", chinese_date(form.printed_on)))
    return "　　".join(name + mark for name, mark in marks if mark)


FEEDBACK_FORM = DocumentKind("feedback_form", "征询意见表", FeedbackForm, write_feedback_form)
