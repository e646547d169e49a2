"""The charts of a report, drawn of the rows its sheet draws them of; each mark opens the list behind its number."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QScrollArea, QVBoxLayout, QWidget

from zxdesk.reports.sheet_plan import SheetPlan
from zxdesk.reports.table import Chart
from zxdesk.ui.pages.figure_parts import ChartPanel
from zxdesk.ui.pages.report_lines import Line, PrintedLines
from zxdesk.ui.widgets.bar_chart import Bar
from zxdesk.ui.widgets.column_chart import ColumnChart, Pillar, PillarGroup

HUES = ("line2", "accent", "green", "yellow")
UPRIGHT = 300
"""Height of columns that stand upright, in pixels."""
MOST_UPRIGHT = 14
"""Groups that stand side by side with their names below; more of them lie below each other."""


class ReportCharts(QScrollArea):
    """All charts of one report, below each other.

    Signals: ``opened(str, str)`` with the figure behind a mark and what its list is called.
    """

    opened = Signal(str, str)

    def __init__(self) -> None:
        super().__init__()
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.panels: list[ChartPanel] = []

    def show_charts(self, printed: PrintedLines) -> None:
        """Draw the charts of a report."""
        inner = QWidget()
        inner.setProperty("ground", True)
        column = QVBoxLayout(inner)
        column.setContentsMargins(12, 8, 12, 8)
        column.setSpacing(8)
        plan = SheetPlan("", printed.table)
        self.panels = []
        for chart in (one for one in printed.table.charts if plan.drawn(one)):
            panel = _panel(printed, plan, chart)
            panel.clicked.connect(partial(self._on_clicked, printed))
            self.panels.append(panel)
            column.addWidget(panel)
        column.addStretch(1)
        self.setWidget(inner)

    def _on_clicked(self, printed: PrintedLines, key: str) -> None:
        at, _, place = key.partition(":")
        line = Line("row", int(at))
        self.opened.emit(printed.figure(line, int(place)), printed.name(line, int(place)))


def has_charts(printed: PrintedLines) -> bool:
    """Whether anything of the report is drawn."""
    plan = SheetPlan("", printed.table)
    return any(plan.drawn(chart) for chart in printed.table.charts)


def _panel(printed: PrintedLines, plan: SheetPlan, chart: Chart) -> ChartPanel:
    places, rows = [plan.place(key) for key in chart.values], range(plan.drawn(chart))
    titles = [name for name, _place, _row in plan.series_names(chart)]
    hues = ["accent"] if len(places) == 1 else [HUES[at % len(HUES)] for at in range(len(places))]
    legend = list(zip(hues, titles, strict=True)) if len(places) > 1 else []
    if chart.shape in ("column", "line") and len(rows) <= MOST_UPRIGHT and all(_is_whole(printed, rows, place) for place in places):
        panel = ChartPanel(chart.title, ColumnChart(), legend=legend)
        panel.show_groups([_group(printed, plan.place(chart.labels), places, titles, hues, at) for at in rows])
        panel.setMinimumHeight(UPRIGHT)
        return panel
    panel = ChartPanel(chart.title, legend=legend)
    panel.show_bars([_bar(printed, plan.place(chart.labels), place, hue, at) for at in rows for place, hue in zip(places, hues, strict=True)])
    return panel


def _is_whole(printed: PrintedLines, rows: Sequence[int], place: int) -> bool:
    return all(isinstance(printed.table.rows[at][place], int) for at in rows)


def _group(printed: PrintedLines, label: int, places: Sequence[int], titles: Sequence[str], hues: Sequence[str], at: int) -> PillarGroup:
    row, line = printed.table.rows[at], Line("row", at)
    return PillarGroup(
        str(row[label]), tuple(Pillar(_key(printed, line, place), title, int(row[place] or 0), hue)  # type: ignore[arg-type]
                               for place, title, hue in zip(places, titles, hues, strict=True)),
    )  # fmt: skip


def _bar(printed: PrintedLines, label: int, place: int, hue: str, at: int) -> Bar:
    row, line = printed.table.rows[at], Line("row", at)
    value = row[place]
    amount = value if isinstance(value, int | float) else 0
    return Bar(_key(printed, line, place), str(row[label]), ((amount, hue),), printed.words(line, place))


def _key(printed: PrintedLines, line: Line, place: int) -> str:
    """Row and column, for a mark that leads somewhere."""
    return f"{line.at}:{place}" if printed.figure(line, place) else ""
