"""总表 of the statistics: identity, rates, three charts, the table of units, and what its figures mean."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from zxdesk.ui.pages.figure_parts import (
    ChartPanel,
    DifferencesStrip,
    Figure,
    answer_bar,
    beside,
    class_bar,
    group_bars,
    percent,
)
from zxdesk.ui.pages.figure_table import FigureTable
from zxdesk.ui.pages.statistics_words import CHARTS, OF_MEMBERS, PARTS, RATES, YEAR_SERIES, unit_columns, unit_figures
from zxdesk.ui.widgets.bar_chart import BarChart
from zxdesk.ui.widgets.column_chart import ColumnChart, Pillar, PillarGroup
from zxdesk.ui.widgets.columns import Columns
from zxdesk.ui.widgets.editor import mark
from zxdesk.ui.widgets.flow import FlowLayout
from zxdesk.ui.widgets.labels import label

Figures = Mapping[str, Any]
NOTE = "比率按规则包的统计口径算，指针停在上面看口径；单位的已复按首次答复计；{}。点数字或图形，打开对应的提案。"


class SummaryTab(QScrollArea):
    """The figures of a year on one page.

    Signals: ``pressed(str, str)`` with a figure and what its list is called; ``marked(str)`` with the key of a chart's mark.
    """

    pressed = Signal(str, str)
    marked = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setAccessibleName("总表")
        self.parts = {name: Figure(words) for name, words in PARTS.items()}
        self.rates = {name: Figure(words, stacked=True) for name, words in RATES.items()}
        self.differences = DifferencesStrip()
        years = [(colour, words) for words, colour in list(YEAR_SERIES.values())[:2]]
        self.construction = ChartPanel(CHARTS["construction"])
        self.years = ChartPanel("近五年", ColumnChart(), legend=years)
        self.answers = ChartPanel("满意度与答复类别", BarChart(full=True))
        self.units: FigureTable | None = None
        self._units_place = QVBoxLayout()
        self._note = label("", "second", wrap=True)
        self._note.setContentsMargins(16, 0, 16, 0)
        inner = QWidget()
        inner.setProperty("ground", True)
        column = QVBoxLayout(inner)
        column.setContentsMargins(0, 0, 0, 8)
        column.setSpacing(8)
        column.addLayout(beside(self._identity()))
        column.addWidget(self.differences)
        column.addLayout(beside(self._rate_row()))
        charts = Columns((self.construction, self.years, self.answers), steps=(3, 2, 1), stretches=(13, 10, 13))
        column.addLayout(beside(charts))
        column.addLayout(self._unit_panel(), 1)
        column.addWidget(self._note)
        self.setWidget(inner)
        for chart in (self.construction, self.years, self.answers):
            chart.clicked.connect(self.marked)

    def show_figures(self, figures: Figures, decimals: int) -> None:
        """Show the figures of a year."""
        for name, part in self.parts.items():
            part.show_number(str(figures[name]), strong=name == "filed")
        holds = figures["identity"]["holds"]
        self._holds.setText("相符" if holds else "不符")
        self._holds.setToolTip(figures["identity"]["sentence"])
        mark(self._holds, "role", "done" if holds else "error")
        self.differences.show_sentences(figures["differences"])
        for name, figure in self.rates.items():
            rate = figures["rates"][name]
            note = f"{rate['numerator']} / {rate['denominator']}"
            figure.show_number(percent(rate["value"], decimals), note, tip=rate["convention"])
        bars = sorted(group_bars(figures["by_construction"], "construction", decimals), key=lambda bar: -bar.total)
        self.construction.show_bars(bars, f"{figures['filed']} 件")
        self.years.show_groups(year_groups(figures["by_year"], ("received", "filed")))
        answers = figures["answers"]
        classes = [{**group, "name": group["name"]} for group in figures["by_class"]]
        replied = sum(group["count"] for group in classes)
        self.answers.show_bars(
            [answer_bar("态度", answers["attitude"], "answer:attitude", decimals=decimals),
             answer_bar("结果", answers["result"], "answer:result", decimals=decimals), class_bar("类别", classes, decimals=decimals)],
            f"收回 {figures['rates']['form_return']['numerator']} 份，有类别的 {replied} 件",
        )  # fmt: skip
        self._show_units(figures, decimals)
        self._note.setText(NOTE.format(figures["conventions"]["rounding"]))

    def _show_units(self, figures: Figures, decimals: int) -> None:
        classes = [group["name"] for group in figures["by_class"]]
        if self.units is None or set(unit_figures(classes)) != self.units.view.figures:
            if self.units is not None:
                self.units.deleteLater()
            self.units = FigureTable("各承办单位", unit_columns(classes), unit_figures(classes), id_key="unit_id", empty="还没有交办。")
            self.units.pressed.connect(self._on_unit)
            self._units_place.addWidget(self.units)
        rows, totals = unit_rows(figures["by_unit"], classes, decimals)
        self.units.set_rows(rows, totals)

    def _on_unit(self, unit_id: object, key: str) -> None:
        assert self.units is not None
        row = self.units.row(unit_id) if unit_id is not None else None
        column = next((c.title for c in self.units.view.rows.columns if c.key == key), "承办")
        name = row["name"] if row else "各单位"
        if isinstance(unit_id, int) or key:
            self.pressed.emit(f"unit:{unit_id or 0}" + (f":{key}" if key else ""), f"{name} · {column}")

    def _identity(self) -> QFrame:
        panel = QFrame()
        panel.setProperty("panel", True)
        row = QHBoxLayout(panel)
        row.setContentsMargins(6, 8, 16, 8)
        flow = FlowLayout(spacing=0)
        row.addLayout(flow, 1)
        for at, (name, part) in enumerate(self.parts.items()):
            term = QWidget()
            within = QHBoxLayout(term)
            within.setContentsMargins(0, 0, 0, 0)
            within.setSpacing(0)
            if at:
                within.addWidget(label("＝" if at == 1 else "＋", "muted"))
            within.addWidget(part)
            flow.addWidget(term)
            part.clicked.connect(lambda _=False, name=name: self.pressed.emit(name, PARTS[name]))
        self._holds = label("", "done")
        row.addWidget(self._holds)
        return panel

    def _rate_row(self) -> QFrame:
        panel = QFrame()
        panel.setProperty("panel", True)
        row = QHBoxLayout(panel)
        row.setContentsMargins(1, 1, 1, 1)
        row.addWidget(Columns(tuple(self.rates.values()), steps=(8, 4, 2), spacing=0))
        for name, figure in self.rates.items():
            words = RATES[name] if name in OF_MEMBERS else f"{RATES[name]}的分子"
            figure.clicked.connect(lambda _=False, name=name, words=words: self.pressed.emit(f"rate:{name}", words))
        return panel

    def _unit_panel(self) -> QHBoxLayout:
        panel = QFrame()
        panel.setProperty("panel", True)
        panel.setMinimumHeight(220)
        panel.setLayout(self._units_place)
        self._units_place.setContentsMargins(1, 1, 1, 1)
        return beside(panel)


def unit_rows(units: list[dict[str, Any]], classes: list[str], decimals: int) -> tuple[list[dict[str, Any]], dict[str, Any]]:
    """The rows of the table of units, the one with most first, and their sums."""
    rows = []
    for unit in sorted(units, key=lambda unit: -unit["lead"]):
        value = unit["replied"] / unit["lead"] if unit["lead"] else None
        counts = {f"class-{name}": unit["classes"].get(name, 0) for name in classes}
        rows.append({**unit, **counts, "rate_value": value, "rate": percent(value, decimals)})
    sums: dict[str, Any] = {key: sum(row[key] for row in rows) for key in unit_figures(classes)}
    sums["rate"] = percent(sums["replied"] / sums["lead"] if sums["lead"] else None, decimals)
    return rows, sums


def year_groups(years: list[dict[str, Any]], series: tuple[str, ...]) -> list[PillarGroup]:
    """Columns of the last plenaries, keyed ``year:2:filed``."""
    return [
        PillarGroup(
            str(year["name"]),
            tuple(Pillar(f"year:{year['plenary_id']}:{key}", YEAR_SERIES[key][0], year[key], YEAR_SERIES[key][1]) for key in series),
        )
        for year in years
    ]  # fmt: skip
