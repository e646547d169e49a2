"""The charts of the statistics, each bar of which leads to its proposals."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from zxdesk.ui.pages.figure_parts import ChartPanel, beside, group_bars, percent
from zxdesk.ui.pages.statistics_summary import year_groups
from zxdesk.ui.pages.statistics_words import CHARTS, MONTH_SERIES, PROGRESS, YEAR_SERIES
from zxdesk.ui.widgets.bar_chart import Bar
from zxdesk.ui.widgets.column_chart import ColumnChart, Pillar, PillarGroup

UNITS_SHOWN = 20
GROUPS = (("construction", "by_construction"), ("category", "by_category"), ("type", "by_proposer_type"), ("sector", "by_sector"),
          ("class", "by_class"), ("group", "by_proposer_group"))  # fmt: skip


class YearCharts(QObject):
    """All charts but those of 总表; they stand in the pages of :meth:`pages`.

    Signals: ``marked(str)`` with the key of a mark.
    """

    marked = Signal(str)

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self.groups = {name: ChartPanel(CHARTS[name]) for name, _group in GROUPS} | {name: ChartPanel(CHARTS[name]) for name in ("outcome", "stage")}
        self.months = ChartPanel("各月", ColumnChart(), legend=[(colour, words) for words, colour in MONTH_SERIES.values()])
        self.progress = ChartPanel("主办单位进度", legend=[(colour, words) for words, colour in PROGRESS.values()])
        self.counts = ChartPanel("收到与立案", ColumnChart(), legend=[(c, w) for w, c in list(YEAR_SERIES.values())[:2]])
        self.results = ChartPanel("办复与满意", ColumnChart(), legend=[(c, w) for w, c in list(YEAR_SERIES.values())[2:]])
        for chart in (self.months, self.counts, self.results, self.progress, *self.groups.values()):
            chart.clicked.connect(self.marked)

    def pages(self, years: QWidget) -> dict[str, QWidget]:
        """The tabs made of charts, by name; ``years`` is the table below those of 五年对比."""
        groups = self.groups
        return {
            "按类别": scrolled(beside(groups["category"], _stacked(groups["construction"], groups["outcome"], groups["class"]))),
            "按提案者": scrolled(beside(groups["sector"], _stacked(groups["type"], groups["group"]))),
            "按单位": scrolled(beside(self.progress)),
            "按进度": scrolled(beside(groups["stage"]), beside(self.months)),
            "五年对比": scrolled(beside(self.counts, self.results), beside(panelled(years))),
        }

    def show_figures(self, figures: Mapping[str, Any], decimals: int) -> None:
        """Draw the figures of a year."""
        filed = f"立案 {figures['filed']} 件"
        for name, group in GROUPS:
            self.groups[name].show_bars(group_bars(figures[group], name, decimals), filed)
        self.groups["outcome"].show_bars(group_bars([{**g, "share": None} for g in figures["by_outcome"]], "outcome", decimals))
        stages = [
            Bar(f"stage:{g['stage']}", g["name"], ((g["count"], "red" if g["stage"] == "redoing" else "accent"),), str(g["count"]),
                percent(g["count"] / figures["filed"], decimals) if figures["filed"] else "")
            for g in figures["by_stage"]
        ]  # fmt: skip
        self.groups["stage"].show_bars(stages, filed)
        self.months.show_groups([
            PillarGroup(m["name"], tuple(Pillar(f"month:{m['name']}:{key}", words, m[key], colour) for key, (words, colour) in MONTH_SERIES.items()))
            for m in figures["by_month"]
        ])  # fmt: skip
        units = sorted((u for u in figures["by_unit"] if u["lead"]), key=lambda unit: -unit["lead"])
        note = f"主办 {len(units)} 个单位" + (f"，列出前 {UNITS_SHOWN} 个" if len(units) > UNITS_SHOWN else "")
        self.progress.show_bars([_unit_bar(unit) for unit in units[:UNITS_SHOWN]], note)
        self.counts.show_groups(year_groups(figures["by_year"], ("received", "filed")))
        self.results.show_groups(year_groups(figures["by_year"], ("replied", "satisfied")))


def scrolled(*rows: QHBoxLayout) -> QScrollArea:
    """Rows of panels one scrolls through."""
    inner = QWidget()
    inner.setProperty("ground", True)
    column = QVBoxLayout(inner)
    column.setContentsMargins(0, 0, 0, 12)
    column.setSpacing(8)
    for row in rows:
        column.addLayout(row)
    column.addStretch(1)
    area = QScrollArea()
    area.setWidgetResizable(True)
    area.setFrameShape(QFrame.Shape.NoFrame)
    area.setWidget(inner)
    return area


def panelled(widget: QWidget) -> QFrame:
    """A widget in a panel of its own."""
    panel = QFrame()
    panel.setProperty("panel", True)
    panel.setMinimumHeight(240)
    column = QVBoxLayout(panel)
    column.setContentsMargins(1, 1, 1, 1)
    column.addWidget(widget)
    return panel


def framed(*widgets: QWidget) -> QScrollArea:
    """A tab of panels below each other that share the height; where there is too little of it one scrolls."""
    area = scrolled()
    column = area.widget().layout()
    assert isinstance(column, QVBoxLayout)
    column.takeAt(0)
    for widget in widgets:
        column.addLayout(beside(panelled(widget)), 1)
    return area


def _unit_bar(unit: Mapping[str, Any]) -> Bar:
    key, rest = f"unit:{unit['unit_id']}", unit["lead"] - unit["replied"] - unit["late"]
    amounts = {"replied": unit["replied"], "open": max(rest, 0), "late": unit["late"]}
    return Bar(
        f"{key}:lead", unit["name"], tuple((amounts[part], colour) for part, (_words, colour) in PROGRESS.items()),
        f"{unit['replied']}/{unit['lead']}", keys=tuple(f"{key}:{part}" for part in PROGRESS),
        names=tuple(words for words, _colour in PROGRESS.values()),
    )  # fmt: skip


def _stacked(*panels: QWidget) -> QWidget:
    right = QWidget()
    below = QVBoxLayout(right)
    below.setContentsMargins(0, 0, 0, 0)
    below.setSpacing(8)
    for panel in panels:
        below.addWidget(panel)
    below.addStretch(1)
    return right
