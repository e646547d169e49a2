"""The undertakings of a proposal as cards: unit, role and light, then status, deadline and persons."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

from PySide6.QtCore import QRect, Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent, QMouseEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QFrame, QGridLayout, QHBoxLayout, QLabel, QMenu, QVBoxLayout, QWidget

from zxdesk.services.step import Step
from zxdesk.ui import theme
from zxdesk.ui.file_parts import LinesGrid, pairs_grid
from zxdesk.ui.file_records import is_correction
from zxdesk.ui.file_words import Block, Cell, File, contacts_of, day, joined, side_paths
from zxdesk.ui.painters import LightMark
from zxdesk.ui.widgets.button import ActionButton
from zxdesk.ui.widgets.flow import FlowLayout
from zxdesk.ui.widgets.labels import BadgeLabel, ElidedLabel, LightLabel, SectionHeading, label

EDGE = 3
FIRST_STEPS = ("sign", "reply", "co-opinion", "contact", "remind", "decide-extension", "reassign", "refuse-hand-back", "extension")
SHOWN_STEPS = 3

Doing = Callable[[Step, dict[str, object]], object]
Pencil = Callable[[str, File], QWidget | None]


class AssignmentCard(QFrame):
    """One undertaking; a click, Enter or Space makes it the current one.

    Signals: ``chosen(int)`` with its id; ``moved(int)`` with -1 or 1 when an arrow key asks for the card above or below.
    """

    chosen = Signal(int)
    moved = Signal(int)

    def __init__(self, row: File, *, is_current: bool, year: int | None = None, is_dense: bool = False) -> None:
        super().__init__()
        self.assignment_id = int(row["id"])
        self.is_current = is_current
        self.setProperty("panel", True)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAccessibleName(joined(row["unit"], row["role_label"], row["state_label"], row["light_words"], by="，"))
        self.body = QVBoxLayout(self)
        self.body.setContentsMargins(13, 8, 12, 8)
        self.body.setSpacing(4)
        self.body.addLayout(self._head(row))
        self.body.addLayout(self._facts(row, year, theme.metrics().label - (12 if is_dense else 0)))

    def _head(self, row: File) -> QHBoxLayout:
        head = QHBoxLayout()
        head.setSpacing(8)
        head.addWidget(ElidedLabel(row["unit"], "section"))
        head.addWidget(BadgeLabel(row["role_label"]))
        head.addStretch(1)
        if row["light"]:
            light = LightLabel(LightMark(row["light"], row["light_words"]))
            light.setToolTip(row["due_why"])
            head.addWidget(light)
        return head

    def _facts(self, row: File, year: int | None, caption: int) -> QGridLayout:
        grid = QGridLayout()
        grid.setHorizontalSpacing(8)
        grid.setVerticalSpacing(3)
        signed = f"{day(row['signed_on'], year=year)} 签收" if row["signed_on"] else "未签收"
        extended = f"原定 {day(row['original_due_on'], year=year)}" if row["original_due_on"] not in (None, "", row["due_on"]) else "未延期"
        lines: list[tuple[str, str, str]] = [("状态", row["state_label"], signed)]
        if row["role"] == "co":
            handed = joined(day(row["opinion_on"], year=year), row["opinion_number"]) or f"未到，{day(row['due_on'], year=year) or '没有期限'}"
            lines.append(("会办意见", "", handed))
        elif row["due_on"]:
            lines.append(("答复期限", "", f"{day(row['due_on'], year=year)}　{extended}"))
        lines.append(("承办", "", joined(f"分管 {row['leader']}" if row["leader"] else "", row["section"], by="　")))
        lines.append(("承办人", "", joined(row["handler"], row["handler_phone"], by="　")))
        at = 0
        for name, badge, text in lines:
            if not (badge or text):
                continue
            grid.addWidget(label(name, "muted"), at, 0, Qt.AlignmentFlag.AlignTop)
            if badge:
                pair = QHBoxLayout()
                pair.setSpacing(8)
                pair.addWidget(BadgeLabel(badge))
                pair.addWidget(_shrinking(text), 1)
                grid.addLayout(pair, at, 1)
            else:
                grid.addWidget(_shrinking(text), at, 1)
            at += 1
        grid.setColumnMinimumWidth(0, caption)
        grid.setColumnStretch(1, 1)
        return grid

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        painter = QPainter(self)
        if self.is_current:
            painter.fillRect(QRect(0, 1, EDGE, self.height() - 2), theme.colour("accent"))
        if self.hasFocus():
            painter.setPen(theme.colour("focus"))
            painter.drawRect(self.rect().adjusted(1, 1, -2, -2))
            painter.drawRect(self.rect().adjusted(0, 0, -1, -1))
        painter.end()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        super().mousePressEvent(event)
        if event.button() == Qt.MouseButton.LeftButton and not self.is_current:
            self.chosen.emit(self.assignment_id)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space) and not self.is_current:
            self.chosen.emit(self.assignment_id)
        elif event.key() in (Qt.Key.Key_Up, Qt.Key.Key_Down):
            self.moved.emit(-1 if event.key() == Qt.Key.Key_Up else 1)
        else:
            super().keyPressEvent(event)

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        self.update()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self.update()


def _shrinking(text: str) -> QLabel:
    made = label(text, wrap=True)
    made.setMinimumWidth(1)
    return made


def linked(cards: Sequence[AssignmentCard]) -> None:
    """Let the arrow keys go from card to card."""
    for at, card in enumerate(cards):
        card.moved.connect(lambda by, at=at: cards[min(max(at + by, 0), len(cards) - 1)].setFocus())


def focus_current(around: QWidget) -> None:
    """Set the focus on the card of the current undertaking that can be seen."""
    cards: list[AssignmentCard] = list(around.findChildren(AssignmentCard))
    for card in cards:
        if card.is_current and card.isVisible():
            card.setFocus()


def unit_steps(steps: Sequence[Step], row: File) -> list[Step]:
    """The steps that fit one undertaking, what is usually next first."""
    if row["state"] in ("ended", "stopped"):
        return []
    fitting = [
        step for step in steps
        if step.scope == "assignment"
        and (step.unit_states is None or row["state"] in {state.value for state in step.unit_states})
        and (step.roles is None or row["role"] in {role.value for role in step.roles})
    ]  # fmt: skip
    if not any(extension["is_granted"] is None for extension in row["extensions"]):
        fitting = [step for step in fitting if step.verb != "decide-extension"]
    order = {verb: at for at, verb in enumerate(FIRST_STEPS)}
    return sorted(fitting, key=lambda step: order.get(step.verb, len(order)))


def card_steps(steps: Sequence[Step], row: File, do: Doing) -> QWidget:
    """The steps of one undertaking as buttons, with the unit filled in; what finds no room is under 更多."""
    box = QWidget()
    flow = FlowLayout(box, spacing=8)
    fitting = [step for step in unit_steps(steps, row) if not is_correction(step.verb)]  # these have their pencils
    preset: dict[str, object] = {"unit": f"#{row['id']}"}
    for step in fitting[:SHOWN_STEPS]:
        button = ActionButton(step.label, clicked=_doing(do, step, preset))
        button.setAccessibleName(f"{step.label}，{row['unit']}")
        flow.addWidget(button)
    if rest := fitting[SHOWN_STEPS:]:
        more = ActionButton("更多")
        more.setAccessibleName(f"{row['unit']}的更多动作")
        more.set_menu_mark(True)
        menu = QMenu(more)
        for step in rest:
            menu.addAction(step.label, _doing(do, step, preset))
        more.clicked.connect(lambda: menu.popup(more.mapToGlobal(more.rect().bottomLeft())))
        flow.addWidget(more)
    return box


def _doing(do: Doing, step: Step, preset: dict[str, object]) -> Callable[[], object]:
    return lambda: do(step, preset)


def undertaking_details(row: File, *, year: int | None, width: int, pencil: Pencil = lambda _verb, _record: None) -> list[QWidget | Any]:
    """What belongs to one undertaking below its card: contacts, extensions, hand-backs, reminders, its opinion.

    ``pencil(verb, record)`` gives the button that corrects a contact or a reminder, where it can be corrected.
    """
    pieces: list[QWidget | Any] = []
    facts = (
        ("交办", joined(day(row["assigned_on"], year=year), row["batch"])), ("期限依据", row["due_why"]), ("签收人", row["signed_by"]),
        ("计划办结", day(row["planned_on"], year=year)), ("终止", joined(day(row["ended_on"], year=year), row["end_reason"])),
    )  # fmt: skip
    if kept := tuple(pair for pair in facts if pair[1]):
        pieces.append(pairs_grid(kept, width=width))
    if row["contacts"]:
        pieces.append(SectionHeading("沟通", f"{len(row['contacts'])} 次"))
        ends = [pencil("correct-contact", contact) for contact in reversed(row["contacts"])]
        pieces.append(LinesGrid(contacts_of(row, year), ("日期", "方式", "阶段", "参加人", "内容"), width=width, ends=ends))
    for block in side_paths(row, year):
        reminders = reversed(row["reminders"]) if block.title == "催办" else ()
        pieces += _block(block, width, [pencil("correct-reminder", reminder) for reminder in reminders])
    return pieces


def _block(block: Block, width: int, ends: Sequence[QWidget | None] = ()) -> list[QWidget | Any]:
    pieces: list[QWidget | Any] = [SectionHeading(block.title, block.note)]
    if block.lines:
        pieces.append(LinesGrid(block.lines, block.heads, width=width, ends=ends))
    pieces += [label(text, wrap=True, selectable=True) for _name, text in block.texts]
    return pieces


__all__ = ["AssignmentCard", "Cell", "card_steps", "focus_current", "linked", "undertaking_details", "unit_steps"]
