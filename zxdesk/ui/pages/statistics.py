"""统计: the year in tabs, every number, bar and cell of it leading to its proposals."""

from __future__ import annotations

from functools import partial
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QHBoxLayout, QScrollArea, QStackedWidget, QTabBar, QVBoxLayout, QWidget

from zxdesk.domain.errors import RuleError
from zxdesk.queries.figures.groups import part_counts
from zxdesk.queries.office_rules import rules_of
from zxdesk.queries.statistics import year_figures
from zxdesk.ui import prompts
from zxdesk.ui.late import LateAnswer
from zxdesk.ui.pages.figure_list import show_figure
from zxdesk.ui.pages.figure_parts import ChartPanel, beside, group_bars, percent
from zxdesk.ui.pages.figure_table import FigureTable
from zxdesk.ui.pages.ledger_export import start_export
from zxdesk.ui.pages.narrative import show_narrative
from zxdesk.ui.pages.page import Page
from zxdesk.ui.pages.statistics_summary import SummaryTab, year_groups
from zxdesk.ui.pages.statistics_words import (
    CHARTS,
    COUNTED,
    MEASURES,
    MEMBERS,
    MONTH_SERIES,
    MORE_RATES,
    OF_MEMBERS,
    PROGRESS,
    RATES,
    YEAR_SERIES,
    YEARS,
    name_of_figure,
)
from zxdesk.ui.widgets.bar_chart import Bar
from zxdesk.ui.widgets.column_chart import ColumnChart, Pillar, PillarGroup
from zxdesk.ui.widgets.empty_state import EmptyState
from zxdesk.ui.widgets.labels import ElidedLabel
from zxdesk.ui.workspace import Workspace

SMALL = 400
"""Proposals that are counted in a tenth of a second, which needs no progress."""
"""Received proposals up to which the figures are reckoned at once; more are reckoned beside the window."""
UNITS_SHOWN = 20
GROUPS = (("construction", "by_construction"), ("category", "by_category"), ("type", "by_proposer_type"), ("sector", "by_sector"),
          ("class", "by_class"), ("group", "by_proposer_group"))  # fmt: skip


class StatisticsPage(Page):
    """The figures of one plenary by the conventions of its rule package."""

    key, name = "statistics", "统计"

    def __init__(self, workspace: Workspace) -> None:
        super().__init__(workspace)
        self.figures: dict[str, Any] = {}
        self._decimals, self._asked = 1, 0
        self._late = LateAnswer(self)
        self._narrative = self.add_button("综合报告…", clicked=lambda: show_narrative(self.workspace, self.window()))
        self._export = self.add_button("导出台账…", icon="export", kind="primary", clicked=self.export)
        workspace.keys.follow(self._export, "statistics.export", "Ctrl+E")
        workspace.keys.describe("statistics.copy-chart", "把图表或合计复制成表格", "Ctrl+C")
        workspace.keys.describe("statistics.open", "打开数字、图形或单元格后面的提案", "Enter")
        self.subtitle.hide()
        self.day = ElidedLabel("", "muted", fills=True)
        self.summary = SummaryTab()
        self.charts = {name: ChartPanel(CHARTS[name]) for name, _group in GROUPS} | {name: ChartPanel(CHARTS[name]) for name in ("outcome", "stage")}
        self.months = ChartPanel("各月", ColumnChart(), legend=[(colour, words) for words, colour in MONTH_SERIES.values()])
        self.progress = ChartPanel("主办单位进度", legend=[(colour, words) for words, colour in PROGRESS.values()])
        self.counts = ChartPanel("收到与立案", ColumnChart(), legend=[(c, w) for w, c in list(YEAR_SERIES.values())[:2]])
        self.results = ChartPanel("办复与满意", ColumnChart(), legend=[(c, w) for w, c in list(YEAR_SERIES.values())[2:]])
        self.years = FigureTable("近五年", YEARS, ("received", "filed", "replied", "judged", "satisfied"), id_key="plenary_id")
        self.members = FigureTable("委员参与", MEMBERS, ("signed", "first", "filed"), empty="没有在册委员。")
        self.measures = FigureTable("各项指标的口径", MEASURES, ("numerator", "denominator"))
        self.tabs = QTabBar()
        self._pages = QStackedWidget()
        self._stack = QStackedWidget()
        self.body.addWidget(self._stack, 1)  # before anything is in it: Qt styles again whatever is given another parent
        self._stack.addWidget(EmptyState("统计按届次算。在右上角选一个届次。"))
        self._stack.addWidget(self._pages)
        self._build_tabs()
        self._connect()

    def refresh(self) -> None:
        """Count again, beside the window, and show it when it is ready; a large year with its progress."""
        workspace, plenary = self.workspace, self.workspace.plenary_id
        self._stack.setCurrentIndex(1 if plenary is not None else 0)
        self._export.setEnabled(plenary is not None)
        self._narrative.setEnabled(plenary is not None)
        self._asked += 1
        if plenary is None:
            self.day.set_text("")
            return
        self._decimals = int(workspace.read(rules_of, plenary).conventions["decimals"])
        door, today = workspace.door, workspace.today
        if not self.figures:
            self.day.set_text("正在统计…")
        if workspace.read(part_counts, plenary)["received"] <= SMALL:
            self._late.ask(lambda: door.read(year_figures, plenary, today=today), partial(self._show, self._asked))
            return
        self.day.set_text("正在统计…")
        workspace.jobs.start(
            "统计", lambda _report: door.read(year_figures, plenary, today=today), done=partial(self._show, self._asked),
            cancelled=lambda: self.day.set_text("统计已取消，按 F5 再算"),
        )  # fmt: skip

    @property
    def is_reading(self) -> bool:
        return self._late.is_waiting

    def open_figure(self, figure: str, title: str) -> None:
        """Open the proposals behind a figure; a figure of members opens the members."""
        kind, _, value = figure.partition(":")
        if kind == "rate" and value.partition(":")[0] in OF_MEMBERS:
            self.tabs.setCurrentIndex(self._tab_of["委员参与"])
        elif kind == "year":
            key, _, what = value.partition(":")
            show_figure(self.workspace, what, title, self.window(), plenary_id=int(key))
        else:
            show_figure(self.workspace, figure, title, self.window())

    def export(self) -> None:
        """Write the year ledger of the plenary as a workbook."""
        name = f"{self.workspace.plenary_name}提案年度台账.xlsx"
        if path := prompts.save_file(self.window(), "导出台账", name, "Excel 工作簿 (*.xlsx)"):
            start_export(self.workspace, path, refused=self._refuse)

    def _refuse(self, error: RuleError) -> None:
        prompts.tell(self.window(), error.message)

    def _show(self, asked: int, figures: dict[str, Any]) -> None:
        if asked != self._asked:
            return
        self.figures = figures
        self.day.set_text(f"截至 {self.workspace.today}")
        self.summary.show_figures(figures, self._decimals)
        self._show_charts()
        self._show_years()
        self.members.set_rows(figures["by_member"])
        rates = figures["rates"]
        self.measures.set_rows(
            {"id": name, "name": words, "words": percent(rates[name]["value"], self._decimals)} | rates[name]
            for name, words in (RATES | MORE_RATES).items() if name in rates
        )  # fmt: skip

    def _show_charts(self) -> None:
        figures, decimals = self.figures, self._decimals
        filed = f"立案 {figures['filed']} 件"
        for name, group in GROUPS:
            self.charts[name].show_bars(group_bars(figures[group], name, decimals), filed)
        self.charts["outcome"].show_bars(group_bars([{**g, "share": None} for g in figures["by_outcome"]], "outcome", decimals))
        stages = [
            Bar(f"stage:{g['stage']}", g["name"], ((g["count"], "red" if g["stage"] == "redoing" else "accent"),), str(g["count"]),
                percent(g["count"] / figures["filed"], decimals) if figures["filed"] else "")
            for g in figures["by_stage"]
        ]  # fmt: skip
        self.charts["stage"].show_bars(stages, filed)
        self.months.show_groups([
            PillarGroup(m["name"], tuple(Pillar(f"month:{m['name']}:{key}", words, m[key], colour) for key, (words, colour) in MONTH_SERIES.items()))
            for m in figures["by_month"]
        ])  # fmt: skip
        units = sorted((u for u in figures["by_unit"] if u["lead"]), key=lambda unit: -unit["lead"])
        note = f"主办 {len(units)} 个单位" + (f"，列出前 {UNITS_SHOWN} 个" if len(units) > UNITS_SHOWN else "")
        self.progress.show_bars([_unit_bar(unit) for unit in units[:UNITS_SHOWN]], note)

    def _show_years(self) -> None:
        years = self.figures["by_year"]
        self.counts.show_groups(year_groups(years, ("received", "filed")))
        self.results.show_groups(year_groups(years, ("replied", "satisfied")))
        rates = ("filing", "reply", "satisfaction")
        self.years.set_rows({**y, **{f"{key}_words": percent(y[key], self._decimals) for key in rates}} for y in reversed(years))

    def _build_tabs(self) -> None:
        self.tabs.setAccessibleName("统计的各部分")
        self.tabs.setExpanding(False)
        self.tabs.setElideMode(Qt.TextElideMode.ElideNone)
        self.tabs.setMinimumWidth(120)
        self.head.insertWidget(1, self.tabs)
        self.head.insertWidget(2, self.day, 1)
        charts = self.charts
        pages = {
            "总表": self.summary,
            "按类别": _scrolled(beside(charts["category"], _stacked(charts["construction"], charts["outcome"], charts["class"]))),
            "按提案者": _scrolled(beside(charts["sector"], _stacked(charts["type"], charts["group"]))),
            "按单位": _scrolled(beside(self.progress)),
            "按进度": _scrolled(beside(charts["stage"]), beside(self.months)),
            "委员参与": _framed(self.members),
            "五年对比": _scrolled(beside(self.counts, self.results), beside(_panelled(self.years))),
            "口径": _framed(self.measures),
        }
        self._tab_of = {name: at for at, name in enumerate(pages)}
        for name, page in pages.items():
            page.setAccessibleName(name)
            self.tabs.addTab(name)
            self._pages.addWidget(page)
        self.tabs.currentChanged.connect(self._pages.setCurrentIndex)

    def _connect(self) -> None:
        self.summary.pressed.connect(self.open_figure)
        for source in (self.summary.marked, self.months.clicked, self.counts.clicked, self.results.clicked, self.progress.clicked,
                       *(chart.clicked for chart in self.charts.values())):  # fmt: skip
            source.connect(self._on_mark)
        self.years.pressed.connect(self._on_year)
        self.members.pressed.connect(self._on_member)
        self.measures.pressed.connect(self._on_measure)

    def _on_mark(self, key: str) -> None:
        kind, _, value = key.partition(":")
        if kind == "year":
            self._on_year(int(value.partition(":")[0]), value.partition(":")[2])
        elif kind == "unit":
            name = next((u["name"] for u in self.figures["by_unit"] if str(u["unit_id"]) == value.partition(":")[0]), "")
            part = value.partition(":")[2]
            self.open_figure(key, f"{name} · {PROGRESS[part][0] if part in PROGRESS else '主办'}")
        else:
            self.open_figure(key, name_of_figure(key))

    def _on_year(self, plenary_id: object, key: str) -> None:
        name = next(year["name"] for year in self.figures["by_year"] if year["plenary_id"] == plenary_id)
        self.open_figure(f"year:{plenary_id}:{key or 'received'}", f"{name} · {COUNTED[key or 'received']}")

    def _on_member(self, member_id: object, key: str) -> None:
        row = self.members.row(member_id)
        if row is not None:
            self.open_figure(f"member:{member_id}:{key or 'signed'}", f"{row['name']} · {COUNTED[key or 'signed']}")

    def _on_measure(self, name: object, key: str) -> None:
        words = (RATES | MORE_RATES)[str(name)]
        side = ":below" if key == "denominator" else ""
        self.open_figure(f"rate:{name}{side}", f"{words}的{'分母' if side else '分子'}")


def _unit_bar(unit: dict[str, Any]) -> Bar:
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


def _panelled(widget: QWidget) -> QFrame:
    panel = QFrame()
    panel.setProperty("panel", True)
    panel.setMinimumHeight(240)
    column = QVBoxLayout(panel)
    column.setContentsMargins(1, 1, 1, 1)
    column.addWidget(widget)
    return panel


def _framed(widget: QWidget) -> QWidget:
    page = QWidget()
    column = QVBoxLayout(page)
    column.setContentsMargins(0, 0, 0, 12)
    column.addLayout(beside(_panelled(widget)))
    return page


def _scrolled(*rows: QHBoxLayout) -> QScrollArea:
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
