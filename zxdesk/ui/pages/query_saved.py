"""The saved queries of the clerks: chosen, kept, renamed, moved, deleted."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from PySide6.QtCore import QSignalBlocker, Signal
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QMenu, QWidget

from zxdesk.domain.errors import RuleError
from zxdesk.domain.field import Field
from zxdesk.queries.builder.saved import SavedQueryRow, saved_queries
from zxdesk.services.saved_query import delete_query, move_query, rename_query, save_query
from zxdesk.ui import prompts
from zxdesk.ui.passing import pop_up
from zxdesk.ui.widgets.button import ActionButton
from zxdesk.ui.workspace import Workspace

NEW = "新查询"


class SavedQueries(QWidget):
    """One line: which query is open, 存为, and what else can be done with it.

    Signals: ``chosen(object)`` with what a query holds, None for a new one.
    """

    chosen = Signal(object)

    def __init__(self, workspace: Workspace, content: Callable[[], dict[str, Any]]) -> None:
        super().__init__()
        self._workspace, self._content = workspace, content
        self.rows: list[SavedQueryRow] = []
        self.combo = QComboBox()
        self.combo.setAccessibleName("已保存的查询")
        self.combo.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self.combo.activated.connect(lambda _at: self._on_chosen())
        self.save_button = ActionButton("保存…", clicked=self.save)
        self.more = ActionButton("更多", clicked=self.open_menu)
        self.more.set_menu_mark(True)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(8)
        row.addWidget(self.combo, 1)
        row.addWidget(self.save_button)
        row.addWidget(self.more)
        self.read()

    def current(self) -> SavedQueryRow | None:
        """The query that is open."""
        key = self.combo.currentData()
        return next((row for row in self.rows if row.id == key), None)

    def name(self) -> str:
        """What the open query is called; empty for a new one."""
        row = self.current()
        return row.name if row else ""

    def read(self, name: str | None = None) -> None:
        """Read the saved queries again; the one of that name, or the one that was open, stays so."""
        wanted = self.name() if name is None else name
        self.rows = self._workspace.read(saved_queries)
        with QSignalBlocker(self.combo):
            self.combo.clear()
            self.combo.addItem(NEW, None)
            for row in self.rows:
                self.combo.addItem(row.name, row.id)
            self.combo.setCurrentIndex(max(self.combo.findText(wanted), 0) if wanted else 0)
        self.more.setEnabled(self.current() is not None)
        self.more.setToolTip("" if self.current() else "先选一个已保存的查询")

    def save(self) -> None:
        """Keep what is shown under a name."""

        def keep(values: dict[str, object]) -> None:
            self._workspace.run(save_query, name=str(values["name"] or ""), content=self._content())
            self.read(" ".join(str(values["name"]).split()))

        self._ask("保存查询", keep)

    def rename(self) -> None:
        """Give the open query another name."""
        if (row := self.current()) is None:
            return

        def keep(values: dict[str, object]) -> None:
            self._workspace.run(rename_query, row.id, name=str(values["name"] or ""))
            self.read(" ".join(str(values["name"]).split()))

        self._ask("改名", keep)

    def delete(self) -> None:
        """Throw the open query away after one question, since nothing brings it back."""
        row = self.current()
        if row is not None and prompts.confirm(self, f"查询“{row.name}”删除后不能找回。", "删除查询", "留着"):
            self._run(lambda: self._workspace.run(delete_query, row.id))
            self.read("")

    def shift(self, by: int) -> None:
        """Move the open query up or down among the others."""
        if (row := self.current()) is not None:
            self._run(lambda: self._workspace.run(move_query, row.id, by=by))
            self.read()

    def made_menu(self) -> QMenu:
        """What can be done with the open query."""
        menu = QMenu(self)
        menu.addAction("改名…", self.rename)
        menu.addAction("上移", lambda: self.shift(-1))
        menu.addAction("下移", lambda: self.shift(1))
        menu.addSeparator()
        menu.addAction("删除查询…", self.delete)
        return menu

    def open_menu(self) -> None:
        """Show the menu under its button."""
        pop_up(self.made_menu(), self.more.mapToGlobal(self.more.rect().bottomLeft()))

    def _on_chosen(self) -> None:
        row = self.current()
        self.more.setEnabled(row is not None)
        self.chosen.emit(row.content if row else None)

    def _ask(self, title: str, keep: Callable[[dict[str, object]], object]) -> None:
        fields = (Field("name", "名称", required=True, help="最多 24 个字"),)
        prompts.FormDialog(title, fields, {}, keep, values={"name": self.name()}, parent=self).exec()

    def _run(self, act: Callable[[], object]) -> None:
        try:
            act()
        except RuleError as error:
            prompts.tell(self, error.message)
