"""What stands in each of the ten parts of a file."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QVBoxLayout, QWidget

from zxdesk.queries.history import events_of
from zxdesk.services.step import Step
from zxdesk.ui import file_words
from zxdesk.ui.file_basics import EDGE, BasicRows, basic_note, long_texts
from zxdesk.ui.file_cards import AssignmentCard, card_steps, linked, undertaking_details
from zxdesk.ui.file_parts import add_blocks, blocks_content, column_of, pairs_grid
from zxdesk.ui.file_pencils import Pencils, opinion_part, review_part, supervision_part
from zxdesk.ui.file_reply import reply_pages
from zxdesk.ui.file_rows import attachment_rows, paper_rows
from zxdesk.ui.file_similar import Alike, SimilarSection
from zxdesk.ui.file_timeline import Timeline
from zxdesk.ui.file_words import Block, File
from zxdesk.ui.widgets.button import ActionButton
from zxdesk.ui.widgets.labels import SectionHeading, label
from zxdesk.ui.workspace import Workspace

PARTS = ("基本", "正文", "审查", "承办", "答复", "征询回访", "督办", "附件", "文书", "历史")
EMPTY = {
    "正文": "正文还没有录入。按 F2 填写，或附上原件。",
    "审查": "还没有审查。收件后在这里看到初审、复审和审定的意见。",
    "承办": "还没有交办。交办后每个承办单位一张卡片。",
    "答复": "还没有答复。登记或送审后在这里读答复正文。",
    "征询回访": "还没有发出征询意见表。",
    "督办": "没有列为重点提案，也没有领导批示。",
    "附件": "还没有附件。点“加入附件”，或把文件拖到这里，可以一次几个。",
    "文书": "还没有印发文书。在“文书”页制作。",
    "历史": "还没有历史。",
}


@dataclass(frozen=True)
class PartContext:
    """A file with the room its parts have and what their buttons do."""

    workspace: Workspace
    file: File
    width: int
    assignment_id: int | None
    steps: tuple[Step, ...]
    has_side: bool  # the cards stand at the left already
    do: Callable[[Step, dict[str, object]], object]
    choose: Callable[[int], object]
    open_attachment: Callable[[File], object]
    save_attachment: Callable[[File], object]
    open_paper: Callable[[File], object]
    add_files: Callable[[], object]
    correct: Callable[[str, int], object]
    open_proposal: Callable[[int], object]
    alike: Alike

    @property
    def pencils(self) -> Pencils:
        """What makes the buttons that correct one record."""
        return Pencils(self.steps, self.correct, is_locked=self.file["is_locked"])

    @property
    def year(self) -> int:
        """The year whose dates are written without it."""
        return self.workspace.today.year

    @property
    def paper_folder(self) -> Path:
        """Where papers are written."""
        return Path(self.workspace.memory.text("papers", str(self.workspace.data_dir / "文书")))

    @property
    def assignment(self) -> File | None:
        """The undertaking that is the current one."""
        return next((row for row in self.file["assignments"] if row["id"] == self.assignment_id), None)


def content_of(name: str, context: PartContext) -> QWidget:
    """The widget of one part."""
    made = _MAKERS.get(name)
    if made is not None:
        return made(context)
    return _of_blocks(file_words.text_parts(context.file), context, "正文")


def assignment_cards(context: PartContext, *, with_details: bool) -> list[QWidget]:
    """A card an undertaking; the current one opens up where there is no side for the cards."""
    cards: list[AssignmentCard] = []
    for row in context.file["assignments"]:
        is_current = row["id"] == context.assignment_id
        card = AssignmentCard(row, is_current=is_current, year=context.year, is_dense=not with_details)
        card.chosen.connect(context.choose)
        cards.append(card)
        if with_details and is_current:
            for piece in _details(row, context):
                _add(card.body, piece)
    linked(cards)
    return list(cards)


def _of_blocks(blocks: list[Block], context: PartContext, name: str) -> QWidget:
    return blocks_content(blocks, width=context.width, empty=EMPTY.get(name, f"还没有{name}的内容。"))


def _undertakings(context: PartContext) -> QWidget:
    if not context.file["assignments"]:
        return _of_blocks(file_words.before_assignment(context.file), context, "承办")
    inner, column = column_of(margins=(12, 12, 12, 12))
    if context.has_side and context.assignment is not None:
        row = context.assignment
        column.addWidget(label(f"{row['unit']}　{row['role_label']}，{row['state_label']}", "section"))
        for piece in _details(row, context):
            _add(column, piece)
    else:
        for card in assignment_cards(context, with_details=True):
            column.addWidget(card)
    column.addStretch(1)
    return inner


def _details(row: File, context: PartContext) -> list[QWidget | object]:
    pieces: list[QWidget | object] = list(undertaking_details(row, year=context.year, width=context.width - 56, pencil=context.pencils))
    return [*pieces, card_steps(context.steps, row, context.do)]


def _answers(context: PartContext) -> QWidget:
    inner, column = column_of(margins=(12, 12, 12, 12))
    pages = reply_pages(context.file, year=context.year, width=context.width - 56)
    for page in pages:
        column.addWidget(page)
    if not pages:
        column.addWidget(label(EMPTY["答复"], "muted", wrap=True))
    column.addStretch(1)
    return inner


def _basics(context: PartContext) -> QWidget:
    inner, column = column_of()
    column.addWidget(SectionHeading("提案", basic_note(context.file)))
    column.addWidget(BasicRows(context.file, year=context.year, width=context.width - 2 * EDGE))
    if long := long_texts(context.file):
        column.addLayout(pairs_grid(long, width=context.width))
    add_blocks(column, file_words.basics(context.file, context.year), width=context.width)
    column.addWidget(SimilarSection(context.alike, context.file, context.open_proposal))
    column.addStretch(1)
    return inner


def _reviews(context: PartContext) -> QWidget:
    return review_part(context.file, context.pencils, year=context.year, width=context.width, empty=EMPTY["审查"])


def _opinions(context: PartContext) -> QWidget:
    return opinion_part(context.file, context.pencils, context.do, year=context.year, width=context.width, empty=EMPTY["征询回访"])


def _supervision(context: PartContext) -> QWidget:
    return supervision_part(context.file, context.pencils, year=context.year, width=context.width, empty=EMPTY["督办"])


def _attachments(context: PartContext) -> QWidget:
    detach = context.pencils.step("detach")
    remove = (lambda held: context.do(detach, {"record": f"#{held['id']}"})) if detach is not None else None
    rows = attachment_rows(
        context.file, open_one=context.open_attachment, save_one=context.save_attachment, remove_one=remove, year=context.year
    )
    inner = _listed(rows, "附件")
    if context.file["stage"] != "archived":
        add = ActionButton("加入附件…", icon="attach", clicked=context.add_files)
        inner.layout().insertWidget(len(rows) or 1, add, 0, Qt.AlignmentFlag.AlignLeft)  # type: ignore[union-attr]
    return inner


def _papers(context: PartContext) -> QWidget:
    return _listed(paper_rows(context.file, context.paper_folder, open_one=context.open_paper, year=context.year), "文书")


def _listed(rows: list[QWidget], name: str) -> QWidget:
    inner, column = column_of()
    for row in rows:
        column.addWidget(row)
    if not rows:
        column.addWidget(label(EMPTY[name], "muted", wrap=True))
    column.addStretch(1)
    return inner


def _history(context: PartContext) -> QWidget:
    inner, column = column_of()
    rows = context.workspace.read(events_of, context.file["id"])
    column.addWidget(Timeline(rows, today=context.workspace.today) if rows else label(EMPTY["历史"], "muted"))
    column.addStretch(1)
    return inner


def _add(column: QVBoxLayout, piece: object) -> None:
    if isinstance(piece, QWidget):
        column.addWidget(piece)
    else:
        column.addLayout(piece)  # type: ignore[arg-type]


_MAKERS: dict[str, Callable[[PartContext], QWidget]] = {
    "基本": _basics, "审查": _reviews, "督办": _supervision, "承办": _undertakings, "答复": _answers,
    "征询回访": _opinions, "附件": _attachments, "文书": _papers, "历史": _history,
}  # fmt: skip
__all__ = ["EMPTY", "PARTS", "PartContext", "add_blocks", "assignment_cards", "content_of"]
