"""The counting conventions in force, each with its choice, who set it, and the way to the setting."""

from __future__ import annotations

from collections.abc import Iterable

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from zxdesk.domain.rule_settings import Entry
from zxdesk.ui.pages.settings_rules import group_of, words_of
from zxdesk.ui.rows_view import RowsView
from zxdesk.ui.table import Column
from zxdesk.ui.widgets.button import ActionButton
from zxdesk.ui.widgets.labels import ElidedLabel, label

GROUP = "统计口径"
COLUMNS = (
    Column("label", "口径", 190, tip="label"), Column("words", "取法", 330, stretch=True, tip="words"),
    Column("source", "依据", 300, tip="source", yields=1),
)  # fmt: skip


class ConventionsTable(QWidget):
    """Enter on a line, or the button, leads to where it is changed.

    Signals: ``wanted(str)`` with the path of the setting.
    """

    wanted = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        self.view = RowsView(COLUMNS, id_key="path")
        self.view.setAccessibleName(GROUP)
        self.view.opened.connect(lambda path: self.wanted.emit(str(path)))
        self.change = ActionButton("到设置里改…", kind="link", clicked=self._on_change)
        head = QHBoxLayout()
        head.setContentsMargins(12, 4, 8, 4)
        head.setSpacing(8)
        head.addWidget(label(GROUP, "section"))
        head.addWidget(ElidedLabel("本届规则包的取法，印在每张报表下面", "muted", fills=True), 1)
        head.addWidget(self.change)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addLayout(head)
        column.addWidget(self.view, 1)

    def show_entries(self, entries: Iterable[Entry]) -> None:
        """Show the conventions among the settings of the chosen plenary."""
        self.view.replace(
            {"path": entry.path, "label": entry.label, "words": words_of(entry), "source": entry.source}
            for entry in entries if group_of(entry) == GROUP
        )  # fmt: skip

    def _on_change(self) -> None:
        paths = self.view.rows.ids()
        if paths:
            self.wanted.emit(str(self.view.current_id() or paths[0]))
