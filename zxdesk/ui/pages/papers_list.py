"""The papers that a selection has: which of them are printed, and which is on the canvas."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QModelIndex, QPoint, QRect, QSize, Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent, QStandardItem, QStandardItemModel
from PySide6.QtWidgets import QHBoxLayout, QListView, QVBoxLayout, QWidget

from zxdesk.ui import theme
from zxdesk.ui.widgets.button import ActionButton
from zxdesk.ui.widgets.labels import label

SHOWN = 5
"""Rows before the list scrolls."""
DETAIL = Qt.ItemDataRole.UserRole


@dataclass(frozen=True)
class PaperLine:
    """One paper of the list: whom it is for, and what tells it apart."""

    name: str
    detail: str = ""


class PaperList(QWidget):
    """Every paper is ticked at first; a click on its name shows it.

    Signals: ``ticked()`` when others are to be printed; ``chosen(int)`` with the place of the paper to show.
    """

    ticked = Signal()
    chosen = Signal(int)

    def __init__(self) -> None:
        super().__init__()
        self.heading = label("文书", "section")
        self.said = label("", "second")
        self._lines: tuple[PaperLine, ...] = ()
        self._is_filling = False
        self._none = ActionButton("全不选", kind="link", clicked=self._turn_all)
        self.view = _Lines()
        self.view.setAccessibleName("文书")
        self._model = QStandardItemModel(self)
        self.view.setModel(self._model)
        head = QHBoxLayout()
        head.setSpacing(8)
        head.addWidget(self.heading)
        head.addStretch(1)
        head.addWidget(self._none)
        head.addWidget(self.said)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(4)
        column.addLayout(head)
        column.addWidget(self.view)
        self._model.itemChanged.connect(lambda _item: self._on_tick())
        self.view.selectionModel().currentChanged.connect(lambda now, _before: self._on_current(now))

    def show_papers(self, lines: Sequence[PaperLine], heading: str) -> None:
        """Show these papers, all ticked, the first one current; those shown before keep their ticks."""
        kept = [line.name for line in self._lines] if self.count else []
        off = {kept[at] for at in range(len(kept)) if at not in self.ticks()} if kept else set()
        self._is_filling = True
        self._lines = tuple(lines)
        self._model.clear()
        for line in lines:
            item = QStandardItem(line.name)
            item.setData(line.detail, DETAIL)
            item.setCheckable(True)
            item.setEditable(False)
            item.setSizeHint(QSize(0, theme.metrics().row))
            item.setToolTip(f"{line.name} {line.detail}".strip())
            item.setCheckState(Qt.CheckState.Unchecked if line.name in off else Qt.CheckState.Checked)
            self._model.appendRow(item)
        self.heading.setText(heading)
        self.view.setAccessibleName(heading)
        row = theme.metrics().row
        self.view.setFixedHeight(row * max(1, min(SHOWN, len(lines))) + 4)
        self._is_filling = False
        self._on_tick(is_quiet=True)

    @property
    def count(self) -> int:
        """How many papers there are."""
        return self._model.rowCount()

    def ticks(self) -> list[int]:
        """The places of the papers to print."""
        return [at for at in range(self.count) if self._model.item(at).checkState() is Qt.CheckState.Checked]

    def choose(self, at: int) -> None:
        """Make a paper current without telling."""
        self._is_filling = True
        self.view.setCurrentIndex(self._model.index(at, 0))
        self._is_filling = False

    def tell(self, words: str) -> None:
        """What stands at the right of the heading."""
        self.said.setText(words)

    def _turn_all(self) -> None:
        state = Qt.CheckState.Unchecked if self.ticks() else Qt.CheckState.Checked
        self._is_filling = True
        for at in range(self.count):
            self._model.item(at).setCheckState(state)
        self._is_filling = False
        self._on_tick()

    def _on_tick(self, *, is_quiet: bool = False) -> None:
        if self._is_filling:
            return
        ticked = len(self.ticks())
        self._none.setText("全不选" if ticked else "全选")
        self._none.setAccessibleName(self._none.text())
        self._none.setVisible(self.count > 1)
        self.tell(f"{self.count} 份" if ticked == self.count else f"{ticked} / {self.count} 份")
        if not is_quiet:
            self.ticked.emit()

    def _on_current(self, now: QModelIndex) -> None:
        if not self._is_filling and now.isValid():
            self.chosen.emit(now.row())


class _Lines(QListView):
    """Rows with a box, a name and a muted detail at the right; the space bar ticks."""

    def __init__(self) -> None:
        super().__init__()
        self.setUniformItemSizes(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setTextElideMode(Qt.TextElideMode.ElideRight)

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        painter = QPainter(self.viewport())
        painter.setFont(theme.font(theme.metrics().second))
        painter.setPen(theme.colour("muted"))
        at = self.indexAt(QPoint(4, max(0, event.rect().top())))
        row = at.row() if at.isValid() else 0
        while row < self.model().rowCount():
            index = self.model().index(row, 0)
            box = QRect(self.visualRect(index))
            if box.top() > event.rect().bottom():
                break
            words = str(index.data(DETAIL) or "")
            room = painter.fontMetrics().elidedText(words, Qt.TextElideMode.ElideRight, box.width() // 2)
            painter.drawText(box.adjusted(0, 0, -6, 0), Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter, room)
            row += 1
        painter.end()

    def sizeHint(self) -> QSize:
        return QSize(200, theme.metrics().row * 3)
