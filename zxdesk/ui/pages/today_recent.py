"""最近操作: the last acts in two to six lines, and the one link that takes the last of them back."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from PySide6.QtCore import QRect, QSize, Qt, Signal
from PySide6.QtGui import QFont, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QAbstractButton, QFrame, QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from zxdesk.domain.errors import RuleError
from zxdesk.queries.recent import RecentAct
from zxdesk.ui import painters, theme
from zxdesk.ui.widgets.button import ActionButton
from zxdesk.ui.widgets.labels import label
from zxdesk.ui.workspace import Workspace

MOST, FEWEST = 6, 2
GAP = 14


class ActLine(QAbstractButton):
    """One act: its time, what it was, the number in bold, what it brought; pressed, it opens the proposal."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._when = ""
        self._act: RecentAct | None = None
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def show_act(self, act: RecentAct, today: date) -> None:
        """Show this act; of another day than today the day stands before the time."""
        self._act = act
        day = "" if act.moment.date() == today else f"{act.moment.month}月{act.moment.day}日 "
        self._when = f"{day}{act.moment:%H:%M}"
        self.setEnabled(act.proposal_id is not None)
        words = "　".join((self._when, f"{act.label} {self._where}".strip(), *act.words, act.actor))
        self.setAccessibleName(words)
        self.setToolTip(words)
        self.update()

    def proposal_id(self) -> int | None:
        """The proposal it was done to."""
        return self._act.proposal_id if self._act else None

    def sizeHint(self) -> QSize:
        return QSize(200, theme.metrics().row)

    def minimumSizeHint(self) -> QSize:
        return QSize(60, theme.metrics().row)

    def paintEvent(self, event: QPaintEvent) -> None:
        if self._act is None:
            return
        painter = QPainter(self)
        if self.underMouse() and self.isEnabled():
            painter.fillRect(self.rect(), theme.colour("hover"))
        painter.fillRect(QRect(0, 0, self.width(), 1), theme.colour("line"))
        body = theme.metrics().body
        start = 12 + painter.fontMetrics().horizontalAdvance("12月31日 23:59") + GAP if "日" in self._when else round(body * 4.2)
        self._write(painter, 12, self._when, "muted")
        x = self._write(painter, max(start, 12), self._act.label, "text") + 6
        x = self._write(painter, x, self._where, "text", weight=QFont.Weight.Bold) + GAP
        for words in self._act.words:
            x = self._write(painter, x, words, "text") + GAP
        if self.hasFocus():
            painter.setPen(QPen(theme.colour("focus"), 2))
            painter.drawRect(self.rect().adjusted(1, 1, -1, -1))
        painter.end()

    @property
    def _where(self) -> str:
        if self._act is None:
            return ""
        return f"{self._act.count} 件提案" if self._act.count > 1 else self._act.number

    def _write(self, painter: QPainter, x: int, words: str, colour: str, weight: QFont.Weight = QFont.Weight.Normal) -> int:
        painter.setFont(theme.font(theme.metrics().body, weight))
        painter.setPen(theme.colour(colour))
        room = self.width() - x - 8
        if room < 20 or not words:
            return x
        shown = painter.fontMetrics().elidedText(words, Qt.TextElideMode.ElideRight, room)
        painter.drawText(QRect(x, 0, room, self.height()), painters.LEFT, shown)
        return x + painter.fontMetrics().horizontalAdvance(shown)


class RecentActs(QFrame):
    """The panel of the last acts.

    Signals: ``opened(int)`` with a proposal.
    """

    opened = Signal(int)

    def __init__(self, workspace: Workspace) -> None:
        super().__init__()
        self.workspace = workspace
        self.setProperty("panel", True)
        self.lines = [ActLine() for _ in range(MOST)]
        self._acts: Sequence[RecentAct] = ()
        self._limit = FEWEST
        self._undo = ActionButton("", icon="undo", kind="link", clicked=self.undo)
        self._undo.set_key_hint("Ctrl+Z")
        self._none = label("还没有操作。", "muted")
        self._none.setContentsMargins(12, 4, 12, 8)
        head = QHBoxLayout()
        head.setContentsMargins(12, 2, 8, 2)
        head.addWidget(label("最近操作", "section"))
        head.addStretch(1)
        head.addWidget(self._undo)
        column = QVBoxLayout(self)
        column.setContentsMargins(1, 1, 1, 1)
        column.setSpacing(0)
        column.addLayout(head)
        column.addWidget(self._none)
        for line in self.lines:
            line.clicked.connect(lambda _=False, line=line: self._open(line))
            column.addWidget(line)
        column.addStretch(1)
        workspace.undo_changed.connect(self._show_undo)
        self._show_undo()

    def show_acts(self, acts: Sequence[RecentAct]) -> None:
        """Show these acts, the newest first."""
        self._acts = acts
        for line, act in zip(self.lines, acts, strict=False):
            line.show_act(act, self.workspace.today)
        self._fit()

    def set_limit(self, lines: int) -> None:
        """Show at most so many lines."""
        self._limit = max(min(lines, MOST), FEWEST)
        self._fit()

    def undo(self) -> None:
        """Take the last act back; a refusal is said."""
        try:
            self.workspace.undo()
        except RuleError as error:
            self.workspace.said.emit(error.message, "warning")

    def _fit(self) -> None:
        for at, line in enumerate(self.lines):
            line.setVisible(at < min(self._limit, len(self._acts)))
        self._none.setVisible(not self._acts)

    def _show_undo(self) -> None:
        what = self.workspace.undo_label
        self._undo.setText(f"撤销 {what}")
        self._undo.setAccessibleName(f"撤销 {what}")
        self._undo.setVisible(bool(what))

    def _open(self, line: ActLine) -> None:
        found = line.proposal_id()
        if found is not None:
            self.opened.emit(found)
