"""The find box above every page: what one types is looked for everywhere, and Enter opens it."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import QAbstractListModel, QModelIndex, QPersistentModelIndex, QPoint, QRect, QSize, Qt, Signal
from PySide6.QtGui import QFocusEvent, QFont, QKeyEvent, QPainter
from PySide6.QtWidgets import QApplication, QListView, QStyle, QStyledItemDelegate, QWidget

from zxdesk.domain.errors import RuleError
from zxdesk.queries.finding import Found, found_anywhere
from zxdesk.queries.paper_code import coded_place
from zxdesk.text.paper_code import may_be_code
from zxdesk.ui import painters, theme
from zxdesk.ui.jobs import Job, Jobs
from zxdesk.ui.widgets.search_box import SearchBox
from zxdesk.ui.workspace import Workspace

Index = QModelIndex | QPersistentModelIndex
ROW = Qt.ItemDataRole.UserRole
HINT = "找提案、委员、单位、文号"
WIDTH = 560
SHOWN = 16


class FindBox(SearchBox):
    """Finds proposals, members, organisations, units and document numbers while one types.

    Signals: ``opened(Found)`` when one was chosen; ``text_wanted(str)`` when the texts of all proposals are to be searched.
    """

    opened = Signal(object)
    text_wanted = Signal(str)

    def __init__(self, workspace: Workspace) -> None:
        super().__init__(HINT, key="Ctrl+K")
        self._workspace = workspace
        self._jobs = Jobs(self)
        self._asked: Job | None = None
        self._before: QWidget | None = None
        self._results: FindResults | None = None
        self.searched.connect(self._ask)

    def follow_key(self, name: str) -> None:
        """Show the key in force that leads here, also after it is changed."""
        keys = self._workspace.keys
        self.set_key_hint(keys.shown(name))
        keys.changed.connect(lambda which: self.set_key_hint(keys.shown(name)) if which == name else None)

    @property
    def results(self) -> FindResults:
        """The list below the box, made when first needed."""
        if self._results is None:
            self._results = FindResults(self.window())
            self._results.clicked.connect(lambda index: self._open(index.row()))
        return self._results

    def enter(self) -> None:
        """Come here by key; Esc goes back to where one was."""
        self._before = QApplication.focusWidget()
        self.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.selectAll()

    def leave(self) -> None:
        """Empty the box and go back to where one was."""
        self.hide_results()
        self.clear()
        if self._before is not None and self._before is not self:
            self._before.setFocus(Qt.FocusReason.ShortcutFocusReason)
        else:
            self.clearFocus()

    def hide_results(self) -> None:
        """Put the list away."""
        if self._results is not None:
            self._results.hide()

    def wait(self) -> None:
        """Wait for a search under way, as when the window closes."""
        self._jobs.cancel()
        self._jobs.wait(5000)

    def _ask(self, text: str) -> None:
        if self._asked is not None:
            self._asked.cancel()  # a later key makes an earlier answer void
        if not text or not self.hasFocus() or may_be_code(text):
            self.hide_results()
            return
        workspace = self._workspace
        today, plenary = workspace.today, workspace.plenary_id
        self._asked = self._jobs.start(
            "查找",
            lambda _report: workspace.read(found_anywhere, text, plenary_id=plenary, today=today),
            done=lambda found: self._show(text, found),
        )

    def _show(self, text: str, found: list[Found]) -> None:
        if text != self.text().strip() or not self.hasFocus():
            return
        everywhere = Found("提案", 0, f"在提案列表里搜“{text}”", "连同正文、答复")
        self.results.show_found([*found, everywhere], self)
        self.setAccessibleDescription(f"找到 {len(found)} 条，按上下键选，回车打开")

    def _open(self, at: int) -> None:
        chosen = self.results.found(at)
        typed = self.text().strip()
        self.hide_results()
        self.clear()
        if chosen is None or not chosen.key:
            self.text_wanted.emit(typed)
        else:
            self.opened.emit(chosen)

    def _go_to_paper(self, code: str) -> None:
        """Open the place of a paper whose code was scanned or typed: its row of the matrix, or its proposal."""
        workspace = self._workspace
        self.hide_results()
        self.selectAll()
        try:
            place = workspace.read(coded_place, code)
        except RuleError as error:
            workspace.said.emit(error.message, "warning")
            return
        self.clear()
        if workspace.plenary_id not in (None, place.plenary_id):
            workspace.choose_plenary(place.plenary_id)
        if place.kind == "feedback_form" and place.line_id is not None and place.assignment_id is not None:
            workspace.wanted.emit("feedback", place.proposal_id)
            workspace.form_wanted.emit(place.proposal_id, place.line_id, place.assignment_id, place.redo)
        else:
            workspace.wanted.emit("proposals", place.proposal_id)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key = event.key()
        shown = self._results is not None and self._results.isVisible()
        if key == Qt.Key.Key_Escape:
            self.leave()
        elif shown and key in (Qt.Key.Key_Down, Qt.Key.Key_Up):
            self.results.step(1 if key == Qt.Key.Key_Down else -1)
            self.setAccessibleDescription(str(self.results.currentIndex().data(Qt.ItemDataRole.AccessibleTextRole)))
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            if may_be_code(self.text()):
                self._go_to_paper(self.text())
            elif shown:
                self._open(self.results.currentIndex().row())
            elif self.text().strip():
                typed = self.text().strip()
                self.clear()
                self.text_wanted.emit(typed)
        else:
            super().keyPressEvent(event)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self.hide_results()


class FindResults(QListView):
    """The list under the find box; the cursor stays in the box."""

    def __init__(self, window: QWidget) -> None:
        super().__init__(window)
        self.setObjectName("completions")
        self.setAccessibleName("找到的")
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setUniformItemSizes(True)
        self.setMouseTracking(True)
        self._found = FoundModel()
        self.setModel(self._found)
        self.setItemDelegate(FoundDelegate(self))
        self.hide()

    def show_found(self, found: list[Found], box: QWidget) -> None:
        """Show what was found under the box, its first line chosen."""
        self._found.replace(found)
        self.setCurrentIndex(self._found.index(0))
        width = min(WIDTH * theme.metrics().fonts["body"] // 13, self.window().width() - 24)
        place = box.mapTo(self.window(), QPoint(box.width() - width, box.height() + 2))
        height = min(min(len(found), SHOWN) * theme.metrics().row + 6, self.window().height() - place.y() - 12)
        self.setGeometry(max(place.x(), 12), place.y(), width, height)
        self.show()
        self.raise_()

    def found(self, at: int) -> Found | None:
        """The line at a place."""
        return self._found.lines[at] if 0 <= at < len(self._found.lines) else None

    def step(self, by: int) -> None:
        """To the next or previous line, round the end."""
        count = len(self._found.lines)
        self.setCurrentIndex(self._found.index((self.currentIndex().row() + by) % count))


class FoundModel(QAbstractListModel):
    """The lines of the list."""

    def __init__(self) -> None:
        super().__init__()
        self.lines: list[Found] = []

    def replace(self, lines: list[Found]) -> None:
        """Show other lines."""
        self.beginResetModel()
        self.lines = lines
        self.endResetModel()

    def rowCount(self, parent: Index = QModelIndex()) -> int:
        return 0 if parent.isValid() else len(self.lines)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        line = self.lines[index.row()]
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return f"{line.kind} {line.label} {line.detail}".strip()
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.ToolTipRole):
            return line.label
        return line if role == ROW else None


class FoundDelegate(QStyledItemDelegate):
    """Draws a line: its kind muted, the name, the detail at the right."""

    def sizeHint(self, option: Any, index: Index) -> QSize:
        return QSize(100, theme.metrics().row)

    def paint(self, painter: QPainter, option: Any, index: Index) -> None:
        line: Found = index.data(ROW)
        box = QRect(option.rect)
        metrics = theme.metrics()
        painter.save()
        if option.state & QStyle.StateFlag.State_Selected:
            painter.fillRect(box, theme.colour("selection"))
        elif option.state & QStyle.StateFlag.State_MouseOver:
            painter.fillRect(box, theme.colour("hover"))
        painter.setFont(theme.font(metrics.second))
        painter.setPen(theme.colour("muted"))
        kind = 12 + painter.fontMetrics().horizontalAdvance("提案　")
        painter.drawText(box.adjusted(12, 0, 0, 0), painters.LEFT, line.kind if line.key else "")
        room = box.width() - kind - 12
        detail = painter.fontMetrics().elidedText(line.detail, Qt.TextElideMode.ElideRight, room * 2 // 5)
        used = painter.fontMetrics().horizontalAdvance(detail) + 12 if detail else 0
        right = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
        painter.drawText(box.adjusted(0, 0, -12, 0), right, detail)
        painter.setFont(theme.font(metrics.body, QFont.Weight.Normal))
        painter.setPen(theme.colour("text" if line.key else "accent"))
        words = painter.fontMetrics().elidedText(line.label, Qt.TextElideMode.ElideRight, room - used)
        painter.drawText(box.adjusted(kind, 0, 0, 0), painters.LEFT, words)
        painter.restore()
