"""对账 of the statistics: every sum beside what it is made of, each number with its list; a difference is never hidden."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import partial
from typing import Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from zxdesk.ui.pages.figure_parts import beside
from zxdesk.ui.pages.reconciliation_line import ReconciliationLine, all_agree
from zxdesk.ui.widgets.editor import mark
from zxdesk.ui.widgets.labels import IconLabel, label, rule


class ReconciliationTab(QScrollArea):
    """The lines of the reconciliation; those that do not agree stand first.

    Signals: ``opened(str, str)`` with a figure and what its list is called.
    """

    opened = Signal(str, str)

    def __init__(self) -> None:
        super().__init__()
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.lines: list[ReconciliationLine] = []
        self._given: Sequence[Mapping[str, Any]] | None = None
        self._sign = IconLabel("done", "green")
        self._verdict = label("", "done", wrap=True, selectable=True)
        head = QHBoxLayout()
        head.setContentsMargins(12, 8, 12, 8)
        head.setSpacing(8)
        head.addWidget(self._sign, 0, Qt.AlignmentFlag.AlignTop)
        head.addWidget(self._verdict, 1)
        panel = QFrame()
        panel.setProperty("panel", True)
        self._column = QVBoxLayout(panel)
        self._column.setContentsMargins(1, 1, 1, 4)
        self._column.setSpacing(0)
        self._column.addLayout(head)
        inner = QWidget()
        inner.setProperty("ground", True)
        column = QVBoxLayout(inner)
        column.setContentsMargins(0, 0, 0, 12)
        column.addLayout(beside(panel))
        column.addStretch(1)
        self.setWidget(inner)

    def show_lines(self, lines: Sequence[Mapping[str, Any]]) -> None:
        """Show the reconciliation of a year; unseen it is only kept, since each number of it is a button to make."""
        self._given = lines
        if self.isVisible():
            self._show()

    def _show(self) -> None:
        lines, self._given = self._given or (), None
        while len(self.lines) < len(lines):
            made = ReconciliationLine()
            made.clicked.connect(partial(self._on_clicked, made))
            self._column.addWidget(rule())
            self._column.addWidget(made)
            self.lines.append(made)
        ordered = sorted(lines, key=lambda line: bool(line["holds"]))
        for at, widget in enumerate(self.lines):
            widget.setVisible(at < len(ordered))
            if at < len(ordered):
                widget.show_line(ordered[at])
        self._say(lines)

    def words(self) -> str:
        """What stands above the lines."""
        return self._verdict.text()

    def _say(self, lines: Sequence[Mapping[str, Any]]) -> None:
        agrees = all_agree(lines)
        wrong = [str(line["sentence"]) for line in lines if not line["holds"]]
        self._verdict.setText(f"{len(lines)} 项对账全部相符。" if agrees else "\n".join((f"{len(lines)} 项对账中有 {len(wrong)} 项不符：", *wrong)))
        mark(self._verdict, "role", "done" if agrees else "error")
        self._sign.set_icon("done" if agrees else "warning", "green" if agrees else "red")

    def _on_clicked(self, line: ReconciliationLine, figure: str) -> None:
        self.opened.emit(figure, line.title_of(figure))

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        if self._given is not None:
            self._show()
