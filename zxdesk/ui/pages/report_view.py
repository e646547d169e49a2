"""A report on the screen as its sheet has it: title, period, heads, rows, totals, convention and notes."""

# To show a Table anywhere: view = ReportView(); layout.addWidget(view, 1); view.show_table(table). Every number with a key in ``behind`` or
# ``total_behind`` is a link: connect ``opened(figure, title)`` to ``figure_list.show_figure(workspace, figure, title, parent)``, or to what
# opens your own keys. ``view.show_words("正在制表…")`` stands in for a table; ``view.copied(lines)`` tells that Ctrl+C has copied.
# A table with charts gets 看图, which turns to them.

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from zxdesk.reports.table import Table
from zxdesk.ui.pages.report_charts import ReportCharts, has_charts
from zxdesk.ui.pages.report_grid import ReportGrid
from zxdesk.ui.pages.report_lines import PrintedLines
from zxdesk.ui.widgets.button import ActionButton
from zxdesk.ui.widgets.empty_state import EmptyState
from zxdesk.ui.widgets.labels import label

CHARTS, TABLE = "看图", "看表"


class ReportView(QStackedWidget):
    """One report at a time, or a sentence in its place.

    Signals: ``opened(str, str)`` with the figure behind a number and what its list is called; ``copied(int)`` with the lines copied.
    """

    opened = Signal(str, str)
    copied = Signal(int)

    def __init__(self) -> None:
        super().__init__()
        self.table: Table | None = None
        self._said = ""
        self._title = label("", "title", wrap=True)
        self._title.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._period = label("", "second")
        self.grid = ReportGrid()
        self.grid.opened.connect(self.opened)
        self.grid.copied.connect(self.copied)
        self._words = EmptyState("")
        sheet = QWidget()
        column = QVBoxLayout(sheet)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        self._title.setContentsMargins(12, 8, 12, 2)
        self._period.setContentsMargins(12, 0, 12, 6)
        self.turn = ActionButton(CHARTS, kind="link", clicked=self._on_turn)
        self.charts = ReportCharts()
        self.charts.opened.connect(self.opened)
        self._sides = QStackedWidget()
        self._sides.addWidget(self.grid)
        self._sides.addWidget(self.charts)
        below = QHBoxLayout()
        below.setContentsMargins(0, 0, 8, 0)
        below.addWidget(self._period, 1)
        below.addWidget(self.turn)
        column.addWidget(self._title)
        column.addLayout(below)
        column.addWidget(self._sides, 1)
        self.addWidget(sheet)
        self.addWidget(self._words)
        self.setFocusProxy(self.grid)

    def show_table(self, table: Table) -> None:
        """Show a report; the one shown before keeps its place when it is read again."""
        self.show_lines(PrintedLines(table))

    def show_lines(self, printed: PrintedLines) -> None:
        """The same with its lines made before, beside the window: the totals of thousands of rows are long in coming."""
        self.table = table = printed.table
        self._title.setText(table.title)
        self._period.setText(table.period)
        self.grid.setAccessibleName(table.title)
        self.grid.show_lines(printed)
        self.turn.setVisible(has_charts(printed))
        self._show_side(charts=has_charts(printed) and self._sides.currentIndex() == 1)
        self.setCurrentIndex(0)

    def show_words(self, words: str) -> None:
        """Show a sentence in the place of a report."""
        self.table, self._said = None, words
        self._words.set_words(words, None, None)
        self.setCurrentIndex(1)

    def words(self) -> str:
        """The sentence shown in the place of a report; empty while there is one."""
        return "" if self.table is not None else self._said

    def _on_turn(self) -> None:
        self._show_side(charts=self._sides.currentIndex() == 0)

    def _show_side(self, *, charts: bool) -> None:
        """The table, or its charts, which are drawn when they are looked at."""
        if charts:
            self.charts.show_charts(self.grid.rows.printed)
        self._sides.setCurrentIndex(int(charts))
        self.turn.setText(TABLE if charts else CHARTS)
        self.turn.setAccessibleName(self.turn.text())
