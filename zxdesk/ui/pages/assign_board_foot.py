"""The foot of the assignment board: its keys, what the marks mean, and the handle of the drawer in a narrow window."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import QEvent, QRect, QSize, Qt
from PySide6.QtGui import QFontMetrics, QPainter, QPaintEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QSizePolicy, QWidget

from zxdesk.ui import painters, theme
from zxdesk.ui.widgets.button import ActionButton
from zxdesk.ui.widgets.labels import KeyHint, label
from zxdesk.ui.widgets.matrix_head import scaled
from zxdesk.ui.widgets.matrix_marks import CellMark, draw_mark, mark_side

KEYS = (("Z", "主办"), ("H", "会办"), ("F", "分办"), ("D", "独办"), ("Del", "清除"), ("/", "找单位"), ("Ctrl+→", "下一个意向"))
TOLD = (
    ("lead", "记为主办", "Z"), ("co", "记为会办", "H"), ("separate", "记为分办", "F"), ("sole", "记为独办", "D"), ("clear", "清除", "Del"),
    ("cycle", "换下一种角色", "Space"), ("next", "到下一个意向或已选单位", "Ctrl+Right"), ("back", "到上一个意向或已选单位", "Ctrl+Left"),
    ("find", "找单位，没有列的加列", "/"), ("open", "看提案", "Return"),
)  # fmt: skip
"""What the dialog of keys lists of the matrix."""
MARKS = (
    (CellMark("lead"), "主办"), (CellMark("lead", is_wished=True), "合意向"), (CellMark("co"), "会办"), (CellMark(is_wished=True), "意向"),
    (CellMark(is_returned=True), "退过"),
)  # fmt: skip


class BoardFoot(QFrame):
    """One line; where a row's units clash and the panel is shut, it says so."""

    def __init__(self, toggle: Callable[[], object]) -> None:
        super().__init__()
        self.setProperty("foot", True)
        self._row = QHBoxLayout(self)
        self._row.setContentsMargins(12, 4, 12, 4)
        self._row.setSpacing(12)
        self._has_room = True
        self._hints = [KeyHint(key, words) for key, words in KEYS]
        for hint in self._hints:
            self._row.addWidget(hint)
        self._said = label("", "error", wrap=True)
        self._row.addWidget(self._said, 100)
        self._row.addStretch(1)
        self._legend = [MarkLegend(mark, words) for mark, words in MARKS]
        for entry in self._legend:
            self._row.addWidget(entry)
        self.drawer = ActionButton("本批预览", clicked=toggle)
        self.drawer.set_key_hint("F6")
        self._row.addWidget(self.drawer)
        self._said.hide()
        self.setMinimumHeight(scaled(36))

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.StyleChange:
            self.setMinimumHeight(scaled(36))

    def say(self, sentence: str) -> None:
        """Say a fault in place of the keys; nothing brings the keys back."""
        self._said.setText(sentence)
        self._said.setVisible(bool(sentence))
        for hint in self._hints:
            hint.setVisible(not sentence and (self._has_room or hint is not self._hints[-1]))

    def show_count(self, warnings: int) -> None:
        """How many remarks the drawer holds."""
        self.drawer.setText(f"本批预览（{warnings} 处提醒）" if warnings else "本批预览")
        self.drawer.setAccessibleName(self.drawer.text())

    def fit(self, width: int, *, with_drawer: bool) -> None:
        """Show the drawer's handle where there is one, the legend where there is room for it."""
        self.drawer.setVisible(with_drawer)
        drawer = [self.drawer] if with_drawer else []
        self._has_room = _widths(self._hints, self._legend, drawer) <= width
        self._hints[-1].setVisible(self._has_room and not self._said.text())
        for entry in self._legend:
            entry.setVisible(_widths(self._hints[:-1], self._legend, drawer) <= width)


def _widths(*groups: Sequence[QWidget]) -> int:
    return sum(widget.sizeHint().width() + 12 for group in groups for widget in group) + 24


class MarkLegend(QWidget):
    """A mark with its word."""

    def __init__(self, mark: CellMark, words: str) -> None:
        super().__init__()
        self._mark, self._words = mark, words
        self.setAccessibleName(words)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def sizeHint(self) -> QSize:
        font = QFontMetrics(theme.font(theme.metrics().second))
        return QSize(mark_side() + 6 + font.horizontalAdvance(self._words) + 1, mark_side() + 2)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        side = mark_side()
        draw_mark(painter, QRect(0, (self.height() - side) // 2 - 1, side, side), self._mark)
        painter.setFont(theme.font(theme.metrics().second))
        painter.setPen(theme.colour("muted"))
        painter.drawText(self.rect().adjusted(side + 5, 0, 0, 0), painters.LEFT | Qt.TextFlag.TextSingleLine, self._words)
        painter.end()
