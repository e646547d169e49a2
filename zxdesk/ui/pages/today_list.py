"""The list of 今日: what one tile counts, under the days it falls due, with what can be done to it."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QPoint, Signal
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QFrame, QHBoxLayout, QMenu, QStackedWidget, QVBoxLayout

from zxdesk.queries.agenda import NAMES, UNITS_OF, Waiting, waiting_ids
from zxdesk.queries.agenda_rows import AgendaRow, agenda_rows
from zxdesk.ui.pages.today_rows import COLUMNS, DAY_COLUMN, EMPTY, ORDERS, REMINDABLE, as_lines, grouped
from zxdesk.ui.rows_view import RowsView
from zxdesk.ui.table import Group
from zxdesk.ui.widgets.button import ActionButton
from zxdesk.ui.widgets.labels import label
from zxdesk.ui.workspace import Workspace

WHOLE = 500
"""Lists up to this length stand under their days; longer ones are fetched page by page, in the same order."""
NO_ROW = "先在清单里选一行"


class TodayList(QFrame):
    """One list a tile, made when first shown; rows are chosen with Ctrl and Shift.

    Signals: ``opened(int)`` with a proposal; ``remind_wanted(list)`` with the chosen rows.
    """

    opened = Signal(int)
    remind_wanted = Signal(list)

    def __init__(self, workspace: Workspace) -> None:
        super().__init__()
        self.workspace = workspace
        self.setProperty("panel", True)
        self.key = ""
        self.views: dict[str, RowsView] = {}
        self._rows: dict[int, AgendaRow] = {}
        self._ids: list[int] = []
        self._title, self._note = label("", "section"), label("", "muted")
        self._remind = ActionButton("催办…", icon="remind", kind="flat", clicked=self.remind)
        self._print = ActionButton("打印清单", icon="paper", kind="flat", clicked=self.print_out)
        self._open = ActionButton("在提案中打开", icon="right", kind="link", clicked=self.open_current)
        self._open.set_key_hint("Enter")
        head = QHBoxLayout()
        head.setContentsMargins(12, 4, 8, 4)
        head.setSpacing(8)
        head.addWidget(self._title)
        head.addWidget(self._note)
        head.addStretch(1)
        for button in (self._remind, self._print, self._open):
            head.addWidget(button)
        self._note.setMinimumWidth(1)
        self._stack = QStackedWidget()
        column = QVBoxLayout(self)
        column.setContentsMargins(1, 0, 1, 1)
        column.setSpacing(0)
        column.addLayout(head)
        column.addWidget(self._stack, 1)
        workspace.keys.describe("today.open", "在提案中打开清单里的一行", "Enter")

    def show_waiting(self, item: Waiting) -> None:
        """Show what one tile counts."""
        workspace, on = self.workspace, self.workspace.today
        self.key = item.key
        view = self.view(item.key)
        unit = UNITS_OF[item.key]
        self._title.setText(item.name)
        self._note.setText(f"{item.count} {unit}，{ORDERS.get(item.key, '按期限')}")
        self._remind.setVisible(item.key in REMINDABLE)
        self._ids = workspace.read(waiting_ids, item.key, today=on, plenary_id=workspace.plenary_id)
        if len(self._ids) > WHOLE:
            view.replace_window(self._ids, self._fetch)
        else:
            found = self._read(self._ids)
            self._rows = {row.id: row for row in found}
            view.replace(self._arranged(view, found))
        self._stack.setCurrentWidget(view)
        if view.current_id() is None:
            self._choose_first(view)
        self._judge()

    def view(self, key: str) -> RowsView:
        """The view of one kind of work."""
        if key not in self.views:
            view = RowsView(COLUMNS[key])
            view.setAccessibleName(NAMES[key])
            view.set_empty(EMPTY[key])
            view.opened.connect(lambda _id: self.open_current())
            view.selected.connect(lambda _ids: self._judge())
            view.current_changed.connect(lambda _id: self._judge())
            view.context_wanted.connect(self._show_menu)
            view.horizontalHeader().sectionClicked.connect(lambda _at: self._regroup())
            self.views[key] = view
            self._stack.addWidget(view)
        return self.views[key]

    def current(self) -> AgendaRow | None:
        """The row with the cursor."""
        view = self.views.get(self.key)
        found = view.current_id() if view else None
        return self._rows.get(found) if isinstance(found, int) else None

    def chosen(self) -> list[AgendaRow]:
        """The rows selected, or the one with the cursor."""
        view = self.views.get(self.key)
        rows = [self._rows[one] for one in view.selected_ids() if one in self._rows] if view else []
        one = self.current()
        return rows or ([one] if one else [])

    def open_current(self) -> None:
        """Open the proposal of the row with the cursor."""
        if row := self.current():
            self.opened.emit(row.proposal_id)

    def remind(self) -> None:
        """Ask to remind the units of the chosen rows."""
        if rows := self.chosen():
            self.remind_wanted.emit(rows)

    def copy(self) -> None:
        """Put the chosen rows on the clipboard, with their heads."""
        heads, lines = as_lines(self.key, self.chosen())
        QGuiApplication.clipboard().setText("\n".join("\t".join(line) for line in (heads, *lines)))

    def print_out(self) -> None:
        """Print the whole list."""
        from zxdesk.ui.list_print import print_list  # printers are looked for when something is printed, not at the start

        workspace = self.workspace
        rows = self._read(self._ids)
        title = f"{self._title.text()}（{workspace.plenary_name or '全部届次'}）"
        print_list(self.window(), title, f"{self._note.text()}　截至 {workspace.today}", *as_lines(self.key, rows))

    def _read(self, ids: Sequence[int]) -> list[AgendaRow]:
        workspace = self.workspace
        rows: list[AgendaRow] = workspace.read(
            agenda_rows, self.key, ids, today=workspace.today, yellow_days=workspace.yellow_days
        )
        return rows

    def _fetch(self, ids: Sequence[int]) -> list[AgendaRow]:
        """A page of a long list; its rows are remembered, so that a chosen one is known by its id."""
        rows = self._read(ids)
        self._rows.update((row.id, row) for row in rows)
        return rows

    def _arranged(self, view: RowsView, found: list[AgendaRow]) -> list[object]:
        """Sorted by its day, either way round, the list stands under its days; by any other column it is plain."""
        key, descending = view.rows.sorting or ("", False)
        if key not in ("", DAY_COLUMN.get(self.key, "light_mark")):
            return list(found)
        ordered = found[::-1] if descending else found
        return grouped(self.key, ordered, today=self.workspace.today, unit=UNITS_OF[self.key])

    def _regroup(self) -> None:
        if len(self._ids) <= WHOLE:
            view = self.views[self.key]
            view.replace(self._arranged(view, [self._rows[one] for one in self._ids if one in self._rows]))

    def _choose_first(self, view: RowsView) -> None:
        for at in range(min(view.rows.rowCount(), 2)):
            if not isinstance(view.rows.row_at(at), Group):
                view.setCurrentIndex(view.rows.index(at, 0))
                break

    def _judge(self) -> None:
        """Buttons say how many rows they act on and rest where there is none."""
        count = len(self.chosen())
        self._remind.setText(f"催办 {count} 件…" if count > 1 else "催办…")
        for button in (self._remind, self._open):
            button.setEnabled(count > 0)
            button.setToolTip("" if count else NO_ROW)
        self._print.setEnabled(bool(self._ids))

    def _show_menu(self, at: QPoint) -> None:
        menu = QMenu(self)
        count = len(self.chosen())
        if count:
            menu.addAction("在提案中打开", self.open_current)
            if self.key in REMINDABLE:
                menu.addAction(f"催办 {count} 件…" if count > 1 else "催办…", self.remind)
            menu.addSeparator()
            menu.addAction(f"复制 {count} 行", self.copy)
        menu.addAction("打印清单…", self.print_out)
        menu.exec(at)
        menu.deleteLater()
