"""How the pieces of a file lie: heading, stage line, tabs, then the part with its foot between the two sides."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from zxdesk.ui import theme
from zxdesk.ui.file_contents import PARTS, PartContext
from zxdesk.ui.file_foot import FileFoot
from zxdesk.ui.file_head import FileHead
from zxdesk.ui.file_parts import PartView
from zxdesk.ui.file_sides import CARDS_WIDTH, HISTORY_WIDTH, Side, cards_content, history_content
from zxdesk.ui.file_tabs import PartTabs
from zxdesk.ui.file_words import File
from zxdesk.ui.widgets.stage_line import StageLine

WITH_CARDS, WITH_HISTORY = 760, 1050  # widths from which the sides have room, at 中


class FileFrame(QWidget):
    """The widgets of a file; what they show is the pane's affair.

    Signals: ``dropped(list)`` with the addresses of files that were dragged here.
    """

    dropped = Signal(list)

    def __init__(self, head: FileHead, foot: FileFoot) -> None:
        super().__init__()
        self.head, self.foot = head, foot
        self.line, self.tabs, self.part = StageLine(), PartTabs(PARTS), PartView()
        self.middle = QStackedWidget()
        self.middle.addWidget(self.part)
        self.cards, self.history = Side("承办单位", CARDS_WIDTH), Side("历史", HISTORY_WIDTH)
        holder = QHBoxLayout()
        holder.setContentsMargins(8, 2, 8, 2)
        holder.addWidget(self.line)
        centre = QVBoxLayout()
        centre.setSpacing(0)
        centre.addWidget(self.middle, 1)
        centre.addWidget(foot)
        sides = QHBoxLayout()
        sides.setSpacing(0)
        sides.addWidget(self.cards)
        sides.addLayout(centre, 1)
        sides.addWidget(self.history)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(head)
        column.addLayout(holder)
        column.addWidget(self.tabs)
        column.addLayout(sides, 1)
        self.setAcceptDrops(True)
        self.arrange({}, wide=False)

    def arrange(self, file: File, *, wide: bool, width: int = 0) -> None:
        """Show the sides where the whole page is taken and there is room for them. Source: look §3."""
        scale = theme.metrics().body / 13
        self.cards.setVisible(wide and bool(file.get("assignments")) and width >= WITH_CARDS * scale)
        self.history.setVisible(wide and width >= WITH_HISTORY * scale)

    def fill_sides(self, context: PartContext) -> None:
        """Show the undertakings and the last acts beside the part."""
        if not self.cards.isHidden():
            self.cards.show_content(cards_content(context))
        if not self.history.isHidden():
            self.history.show_content(history_content(context, lambda: self.tabs.choose("历史")))

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        if event.mimeData().hasUrls():
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        self.dropped.emit(list(event.mimeData().urls()))
        event.acceptProposedAction()
