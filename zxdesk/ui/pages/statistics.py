"""统计: the identity of the year, its rates, charts and units; every figure opens the proposals behind it."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QHBoxLayout, QScrollArea, QStackedWidget, QTabBar, QVBoxLayout, QWidget

from zxdesk.domain.errors import RuleError
from zxdesk.queries.office_rules import rules_of
from zxdesk.queries.statistics import statistics
from zxdesk.ui import prompts
from zxdesk.ui.pages.figure_list import show_figure
from zxdesk.ui.pages.figure_parts import ChartPanel, DifferencesStrip, Figure, answer_bar, beside, group_bars, percent
from zxdesk.ui.pages.ledger_export import start_export
from zxdesk.ui.pages.list_pane import ListPane
from zxdesk.ui.pages.page import Page
from zxdesk.ui.table import Column
from zxdesk.ui.widgets.bar_chart import Bar
from zxdesk.ui.widgets.editor import mark
from zxdesk.ui.widgets.empty_state import EmptyState
from zxdesk.ui.widgets.labels import label
from zxdesk.ui.workspace import Workspace

PARTS = {
    "received": "收到", "filed": "立案", "merged": "并案", "opinions": "转意见建议", "not_filed": "不予立案", "withdrawn": "撤案",
    "pending": "审查中",
}  # fmt: skip
RATES = {
    "filing": "立案率", "reply": "办复率", "on_time_reply": "按时办复率", "contact": "面商率", "form_return": "表收回率",
    "satisfaction_attitude": "态度满意率", "satisfaction_result": "结果满意率", "revisit": "回访率",
}  # fmt: skip
MORE_RATES = {
    "assignment": "交办率", "adoption": "采纳率", "key": "重点提案占比", "participation": "委员参与率",
    "satisfaction_attitude_by_proposal": "态度满意率（按件）", "satisfaction_result_by_proposal": "结果满意率（按件）",
}  # fmt: skip
OF_PROPOSALS = frozenset({"filing", "assignment", "reply", "on_time_reply", "contact", "revisit", "adoption", "key"})
CHARTS = {
    "construction": "五大建设", "class": "办理类别", "answers": "满意情况", "category": "类别", "outcome": "审查结果",
    "type": "提案者类型", "group": "委员与集体", "sector": "第一提案人界别", "month": "各月收到",
}  # fmt: skip
UNITS = (
    Column("name", "承办单位", 220, stretch=True, tip="name"), Column("lead", "主办件", 72, kind="number"), Column("co", "会办件", 72, kind="number"),
    Column("replied", "已复", 64, kind="number"), Column("rate", "办复率", 76, align="right", sort="rate_value"),
    Column("on_time", "按时", 64, kind="number"), Column("late", "超期", 64, kind="number"),
    Column("extended", "延期", 64, kind="number"), Column("co_given", "会办意见", 80, kind="number"),
)  # fmt: skip
MEASURES = (
    Column("name", "指标", 170), Column("words", "数值", 90, align="right"), Column("numerator", "分子", 80, kind="number"),
    Column("denominator", "分母", 80, kind="number"), Column("convention", "统计口径", 400, stretch=True, tip="convention"),
)  # fmt: skip


class StatisticsPage(Page):
    """The figures of one plenary by the conventions of its rule package."""

    key, name = "statistics", "统计"

    def __init__(self, workspace: Workspace) -> None:
        super().__init__(workspace)
        self.figures: dict[str, Any] = {}
        self._export = self.add_button("导出台账…", icon="export", kind="primary", key="Ctrl+E", clicked=self.export)
        self.tabs = QTabBar()
        self.tabs.setAccessibleName("统计的各部分")
        self.tabs.setExpanding(False)
        self.tabs.setElideMode(Qt.TextElideMode.ElideNone)
        self.head.insertWidget(1, self.tabs)
        self.parts = {name: Figure(words) for name, words in PARTS.items()}
        self.rates = {name: Figure(words, stacked=True, pressable=name in OF_PROPOSALS) for name, words in RATES.items()}
        self.charts = {name: ChartPanel(title) for name, title in CHARTS.items()}
        self.differences = DifferencesStrip()
        self.units = ListPane("各承办单位", UNITS, id_key="unit_id", unit="个单位", empty="还没有交办。")
        self.measures = ListPane("各项指标的口径", MEASURES, unit="项")
        self._pages = QStackedWidget()
        for name, page in (("总表", self._summary()), ("按类别", self._by("category", "outcome")),
                           ("按提案者", self._by("sector", "type", "group")), ("按月份", self._by("month")), ("口径", self.measures)):  # fmt: skip
            self.tabs.addTab(name)
            self._pages.addWidget(page)
        self.tabs.currentChanged.connect(self._pages.setCurrentIndex)
        self._stack = QStackedWidget()
        self._stack.addWidget(EmptyState("统计按届次算。在右上角选一个届次。"))
        self._stack.addWidget(self._pages)
        self.body.addWidget(self._stack, 1)
        self._connect()

    def refresh(self) -> None:
        """Count again."""
        workspace = self.workspace
        has_plenary = workspace.plenary_id is not None
        self._stack.setCurrentIndex(1 if has_plenary else 0)
        self._export.setEnabled(has_plenary)
        if workspace.plenary_id is None:
            return
        rules = workspace.read(rules_of, workspace.plenary_id)
        self._decimals = int(rules.conventions["decimals"])
        self.figures = workspace.read(statistics, workspace.plenary_id, today=workspace.today)
        self.subtitle.setText(f"截至 {workspace.today}")
        for name, part in self.parts.items():
            part.show_number(str(self.figures[name]), strong=name == "filed")
        holds = self.figures["identity"]["holds"]
        self._holds.setText("相符" if holds else "不符")
        mark(self._holds, "role", "done" if holds else "error")
        self.differences.show_sentences(self.figures["differences"])
        self._show_rates()
        self._show_charts()
        self._show_units()

    def open_figure(self, figure: str, title: str) -> None:
        """Open the proposals behind a figure."""
        show_figure(self.workspace, figure, title, self.window())

    def export(self) -> None:
        """Write the year ledger of the plenary as a workbook."""
        name = f"{self.workspace.plenary_name}提案年度台账.xlsx"
        if path := prompts.save_file(self.window(), "导出台账", name, "Excel 工作簿 (*.xlsx)"):
            start_export(self.workspace, path, refused=self._refuse)

    def _refuse(self, error: RuleError) -> None:
        prompts.tell(self.window(), error.message)

    def _show_rates(self) -> None:
        rates = self.figures["rates"]
        for name, figure in self.rates.items():
            rate = rates[name]
            note = f"{rate['numerator']} / {rate['denominator']}"
            figure.show_number(percent(rate["value"], self._decimals), note, tip=rate["convention"])
        self.measures.set_rows(
            {"id": name, "name": words, "words": percent(rates[name]["value"], self._decimals)} | rates[name]
            for name, words in (RATES | MORE_RATES).items()
            if name in rates
        )

    def _show_charts(self) -> None:
        figures, decimals = self.figures, self._decimals
        filed = f"立案 {figures['filed']} 件"
        for name, group in (("construction", "by_construction"), ("category", "by_category"), ("type", "by_proposer_type"),
                            ("sector", "by_sector"), ("class", "by_class"), ("group", "by_proposer_group")):  # fmt: skip
            self.charts[name].show_bars(group_bars(figures[group], name, decimals), filed)
        self.charts["outcome"].show_bars(group_bars([{**g, "share": None} for g in figures["by_outcome"]], "outcome", decimals))
        months = [
            Bar(f"month:{m['name']}", m["name"], ((m["received"], "accent"),), str(m["received"]), f"立案 {m['filed']}　办复 {m['replied']}")
            for m in figures["by_month"]
        ]
        self.charts["month"].show_bars(months, f"收到 {figures['received']} 件")
        attitude, of_attitude = answer_bar("办理态度", figures["answers"]["attitude"])
        result, of_result = answer_bar("办理结果", figures["answers"]["result"])
        self.charts["answers"].show_bars([attitude, result], "收回的意见表", f"态度：{of_attitude}\n结果：{of_result}")

    def _show_units(self) -> None:
        rows = []
        for unit in self.figures["by_unit"]:
            value = unit["replied"] / unit["lead"] if unit["lead"] else None
            rows.append(unit | {"rate_value": value, "rate": percent(value, self._decimals)})
        self.units.set_rows(rows)
        total = {key: sum(row[key] for row in rows) for key in ("lead", "co", "replied", "late")}
        words = f"合计　主办 {total['lead']}　会办 {total['co']}　已复 {total['replied']}　超期 {total['late']}"
        self._total.setText(words if rows else "")

    def _summary(self) -> QWidget:
        inner = QWidget()
        inner.setProperty("ground", True)
        column = QVBoxLayout(inner)
        column.setContentsMargins(0, 0, 0, 12)
        column.setSpacing(8)
        column.addLayout(beside(self._identity()))
        column.addWidget(self.differences)
        column.addLayout(beside(self._rate_row()))
        column.addLayout(beside(self.charts["construction"], self.charts["class"], self.charts["answers"]))
        panel = QFrame()
        panel.setProperty("panel", True)
        panel.setMinimumHeight(220)
        within = QVBoxLayout(panel)
        within.setContentsMargins(1, 1, 1, 1)
        within.addWidget(self.units)
        self._total = label("", "strong")
        self.units.bar.insertWidget(0, label("各承办单位", "section"))
        self.units.bar.addWidget(self._total)
        column.addLayout(beside(panel), 1)
        return _scrolled(inner)

    def _identity(self) -> QFrame:
        panel = QFrame()
        panel.setProperty("panel", True)
        row = QHBoxLayout(panel)
        row.setContentsMargins(6, 8, 16, 8)
        row.setSpacing(2)
        for at, part in enumerate(self.parts.values()):
            if at:
                row.addWidget(label("＝" if at == 1 else "＋", "muted"))
            row.addWidget(part)
        row.addStretch(1)
        self._holds = label("", "done")
        row.addWidget(self._holds)
        return panel

    def _rate_row(self) -> QFrame:
        panel = QFrame()
        panel.setProperty("panel", True)
        row = QHBoxLayout(panel)
        row.setContentsMargins(1, 1, 1, 1)
        row.setSpacing(0)
        for figure in self.rates.values():
            row.addWidget(figure, 1)
        return panel

    def _by(self, *names: str) -> QWidget:
        inner = QWidget()
        inner.setProperty("ground", True)
        column = QVBoxLayout(inner)
        column.setContentsMargins(0, 0, 0, 12)
        right = QWidget()
        below = QVBoxLayout(right)
        below.setContentsMargins(0, 0, 0, 0)
        below.setSpacing(8)
        for name in names[1:]:
            below.addWidget(self.charts[name])
        below.addStretch(1)
        column.addLayout(beside(self.charts[names[0]], right) if names[1:] else beside(self.charts[names[0]]))
        column.addStretch(1)
        return _scrolled(inner)

    def _connect(self) -> None:
        for name, part in self.parts.items():
            part.clicked.connect(lambda _=False, name=name: self.open_figure(name, PARTS[name]))
        for name, rate in self.rates.items():
            if name in OF_PROPOSALS:
                rate.clicked.connect(lambda _=False, name=name: self.open_figure(f"rate:{name}", f"{RATES[name]}的分子"))
        for name, chart in self.charts.items():
            if name not in ("answers", "group"):
                chart.clicked.connect(lambda key: self.open_figure(key, key.partition(":")[2]))
        self.units.opened.connect(self._on_unit)

    def _on_unit(self, unit_id: object) -> None:
        if row := self.units.row(unit_id):
            self.open_figure(f"unit:{unit_id}", f"{row['name']}承办的提案")


def _scrolled(inner: QWidget) -> QScrollArea:
    area = QScrollArea()
    area.setWidgetResizable(True)
    area.setFrameShape(QFrame.Shape.NoFrame)
    area.setWidget(inner)
    return area
