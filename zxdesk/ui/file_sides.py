"""What stands left and right of the form when a file has the whole width: undertakings with contacts, and history."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from zxdesk.queries.history import events_of
from zxdesk.services.steps import step_named
from zxdesk.ui import theme
from zxdesk.ui.file_contents import PartContext, assignment_cards
from zxdesk.ui.file_parts import LinesGrid, column_of, put_in
from zxdesk.ui.file_timeline import Timeline
from zxdesk.ui.file_words import File, contacts_of, joined
from zxdesk.ui.widgets.button import ActionButton
from zxdesk.ui.widgets.labels import label

CARDS_WIDTH, HISTORY_WIDTH = 284, 236  # at 中
ACTS = 14  # that the side shows


class Side(QScrollArea):
    """A column at one side of the wide file, as wide as the look says for the size of letters."""

    def __init__(self, name: str, width: int) -> None:
        super().__init__()
        self._width = width
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setAccessibleName(name)
        self.fit()

    def fit(self) -> None:
        """Take the width that belongs to the size of letters."""
        self.setFixedWidth(round(self._width * theme.metrics().body / 13))

    def show_content(self, content: QWidget) -> None:
        """Show this, from where it was scrolled to."""
        place = self.verticalScrollBar().value()
        self.fit()
        put_in(self, content)
        self.verticalScrollBar().setValue(place)


def cards_content(context: PartContext) -> QWidget:
    """The cards of the undertakings, then the contacts of the current one and what is attached."""
    inner, column = column_of(margins=(16, 12, 12, 12))
    for card in assignment_cards(context, with_details=False):
        column.addWidget(card)
    if context.assignment is not None:
        column.addWidget(_contacts(context.assignment, context))
    column.addStretch(1)
    return inner


def history_content(context: PartContext, show_all: Callable[[], object]) -> QWidget:
    """The last acts, and the way to all of them."""
    inner, column = column_of(margins=(12, 10, 10, 12))
    rows = context.workspace.read(events_of, context.file["id"])
    head = QHBoxLayout()
    head.addWidget(label("历史", "section"))
    head.addStretch(1)
    head.addWidget(ActionButton(f"全部 {len(rows)} 条", kind="link", clicked=show_all))
    column.addLayout(head)
    column.addWidget(Timeline(rows, today=context.workspace.today, brief=True, first=ACTS))
    column.addStretch(1)
    return inner


def _contacts(row: File, context: PartContext) -> QWidget:
    box = QFrame()
    box.setProperty("panel", True)
    column = QVBoxLayout(box)
    column.setContentsMargins(12, 6, 8, 8)
    column.setSpacing(4)
    head = QHBoxLayout()
    head.addWidget(label(f"沟通 {len(row['contacts'])} 次" if row["contacts"] else "还没有沟通", "section"))
    head.addStretch(1)
    step = step_named("contact")
    if step in context.steps and row["state"] not in ("ended", "stopped"):
        add = ActionButton("登记沟通", icon="add", kind="link", clicked=lambda: context.do(step, {"unit": f"#{row['id']}"}))
        add.setAccessibleName(f"登记沟通，{row['unit']}")
        head.addWidget(add)
    column.addLayout(head)
    if row["contacts"]:
        lines = tuple((on, way, phase, who) for on, way, phase, who, _content in contacts_of(row, context.year))
        column.addWidget(LinesGrid(lines, ("日期", "方式", "阶段", "参加人"), width=10_000))
    if context.file["attachments"]:
        names = label("附件　" + joined(*(held["name"] for held in context.file["attachments"]), by="、"), "second", wrap=True)
        names.setMinimumWidth(1)
        column.addWidget(names)
    return box
