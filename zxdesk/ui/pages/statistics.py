"""统计: the year in tabs, every number, bar and cell of it leading to its proposals."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import partial
from importlib import import_module
from typing import TYPE_CHECKING, Any

from PySide6.QtGui import QAction
from PySide6.QtWidgets import QMenu, QStackedWidget, QTabBar, QVBoxLayout, QWidget

from zxdesk.domain.errors import RuleError
from zxdesk.domain.rule_settings import Entry
from zxdesk.queries.adopted import adoption_note
from zxdesk.queries.figures.groups import part_counts
from zxdesk.queries.office import rule_entries
from zxdesk.queries.office_rules import rules_of
from zxdesk.queries.statistics import year_figures
from zxdesk.ui import prompts
from zxdesk.ui.late import LateAnswer
from zxdesk.ui.pages.figure_list import show_figure
from zxdesk.ui.pages.figure_parts import percent
from zxdesk.ui.pages.figure_table import FigureTable
from zxdesk.ui.pages.ledger_export import start_export
from zxdesk.ui.pages.narrative import show_narrative
from zxdesk.ui.pages.page import Page
from zxdesk.ui.pages.reconciliation import ReconciliationTab
from zxdesk.ui.pages.statistics_adopted import AdoptedLine
from zxdesk.ui.pages.statistics_charts import YearCharts, framed
from zxdesk.ui.pages.statistics_conventions import ConventionsTable
from zxdesk.ui.pages.statistics_summary import SummaryTab
from zxdesk.ui.pages.statistics_words import (
    COUNTED,
    MEASURES,
    MEMBERS,
    MORE_RATES,
    OF_MEMBERS,
    PROGRESS,
    RATES,
    YEARS,
    name_of_figure,
)
from zxdesk.ui.widgets.button import ActionButton
from zxdesk.ui.widgets.empty_state import EmptyState
from zxdesk.ui.widgets.labels import ElidedLabel
from zxdesk.ui.widgets.tab_strip import TabStrip
from zxdesk.ui.workspace import Workspace

if TYPE_CHECKING:
    from zxdesk.ui.pages.report_desk import ReportDesk

SMALL = 400
"""Received proposals up to which the figures are reckoned at once, in a tenth of a second; more are reckoned with progress."""
DESK = "zxdesk.ui.pages.report_desk"
"""The module of the desk; with it come all reports, so it is loaded beside the window."""


@dataclass(frozen=True)
class Reckoned:
    """What is read for the page in one go."""

    figures: dict[str, Any]
    note: str
    conventions: list[Entry]


class StatisticsPage(Page):
    """The figures of one plenary by the conventions of its rule package."""

    key, name = "statistics", "统计"

    def __init__(self, workspace: Workspace) -> None:
        super().__init__(workspace)
        self.figures: dict[str, Any] = {}
        self._decimals, self._asked = 1, 0
        self._late = LateAnswer(self)
        self._add_buttons()
        workspace.keys.describe("statistics.copy-chart", "把图表、合计或报表复制成表格", "Ctrl+C")
        workspace.keys.describe("statistics.open", "打开数字、图形或单元格后面的提案", "Enter")
        self.subtitle.hide()
        self.day = ElidedLabel("", "muted")
        self.summary = SummaryTab()
        self._desk: ReportDesk | None = None
        self._desk_place = QWidget()
        self.reconciliation = ReconciliationTab()
        self._charts = YearCharts(self)
        self.charts, self.months, self.progress = self._charts.groups, self._charts.months, self._charts.progress
        self.counts, self.results = self._charts.counts, self._charts.results
        self.years = FigureTable("近五年", YEARS, ("received", "filed", "replied", "judged", "satisfied"), id_key="plenary_id")
        self.members = FigureTable("委员参与", MEMBERS, ("signed", "first", "filed"), empty="没有在册委员。")
        self.measures = FigureTable("各项指标的口径", MEASURES, ("numerator", "denominator"))
        self.conventions = ConventionsTable()
        self.tabs = QTabBar()
        self._pages = QStackedWidget()
        self._stack = QStackedWidget()
        self.adopted = AdoptedLine()
        self.body.addWidget(self.adopted)
        self.body.addWidget(self._stack, 1)  # before anything is in it: Qt styles again whatever is given another parent
        self._stack.addWidget(EmptyState("统计按届次算。在右上角选一个届次。"))
        self._stack.addWidget(self._pages)
        self._build_tabs()
        self._connect()

    def refresh(self) -> None:
        """Count again, beside the window, and show it when it is ready; a large year with its progress."""
        workspace, plenary = self.workspace, self.workspace.plenary_id
        self._stack.setCurrentIndex(1 if plenary is not None else 0)
        for control in (self._export, self._narrative, self._adoption):
            control.setEnabled(plenary is not None)
        self._asked += 1
        if self._desk is not None:
            self._desk.refresh()
        if plenary is None:
            self.day.set_text("")
            self.adopted.show_note("")
            return
        self._decimals = int(workspace.read(rules_of, plenary).conventions["decimals"])
        door, today = workspace.door, workspace.today
        if not self.figures:
            self.day.set_text("正在统计…")

        def reckon() -> Reckoned:
            import_module(DESK)
            figures = door.read(year_figures, plenary, today=today)
            return Reckoned(figures, door.read(adoption_note, plenary), door.read(rule_entries, plenary))

        if workspace.read(part_counts, plenary)["received"] <= SMALL:
            self._late.ask(reckon, partial(self._show, self._asked))
            return
        self.day.set_text("正在统计…")
        workspace.jobs.start(
            "统计", lambda _report: reckon(), done=partial(self._show, self._asked), cancelled=lambda: self.day.set_text("统计已取消，按 F5 再算")
        )

    def make_rest(self) -> Iterator[None]:
        """Put the parts that were not turned to yet in their places."""
        yield from (None for at in range(len(self._parts)) if self._place(at))

    @property
    def is_reading(self) -> bool:
        return self._late.is_waiting or (self._desk is not None and self._desk.is_reading)

    @property
    def desk(self) -> ReportDesk:
        """The desk of reports, made when it is first wanted."""
        if self._desk is None:
            self._desk = import_module(DESK).ReportDesk(self.workspace)
            self._desk.opened.connect(self.open_figure)
            place = QVBoxLayout(self._desk_place)
            place.setContentsMargins(0, 0, 0, 0)
            place.addWidget(self._desk)
        return self._desk

    def show_report(self, key: str) -> None:
        """Turn to a report of the desk."""
        self.show_tab("报表")
        self.desk.show_report(key)

    def show_tab(self, name: str) -> None:
        """Turn to a tab by its name."""
        self.tabs.setCurrentIndex(self._tab_of[name])

    def open_figure(self, figure: str, title: str) -> None:
        """Open the proposals behind a figure; a rate of members opens the members."""
        kind, _, value = figure.partition(":")
        if kind == "rate" and value.partition(":")[0] in OF_MEMBERS:
            self.show_tab("委员参与")
        else:
            show_figure(self.workspace, figure, title, self.window())

    def export(self) -> None:
        """Write the year ledger of the plenary as a workbook."""
        name = f"{self.workspace.plenary_name}提案年度台账.xlsx"
        if path := prompts.save_file(self.window(), "导出台账", name, "Excel 工作簿 (*.xlsx)"):
            start_export(self.workspace, path, refused=self._refuse)

    def _refuse(self, error: RuleError) -> None:
        prompts.tell(self.window(), error.message)

    def _query(self) -> None:
        from zxdesk.ui.pages.query import show_query

        show_query(self.workspace, self.window())

    def _adopt(self) -> None:
        from zxdesk.ui.pages.adoption import show_adoption

        show_adoption(self.workspace, self.window())

    def _show(self, asked: int, found: Reckoned) -> None:
        if asked != self._asked:
            return
        self.figures = figures = found.figures
        self.day.set_text(f"截至 {self.workspace.today}")
        self.adopted.show_note(found.note)
        self.conventions.show_entries(found.conventions)
        self.summary.show_figures(figures, self._decimals)
        self.reconciliation.show_lines(figures["reconciliation"])
        self._charts.show_figures(figures, self._decimals)
        self._show_years()
        self.members.set_rows(figures["by_member"])
        rates = figures["rates"]
        self.measures.set_rows(
            {"id": name, "name": words, "words": percent(rates[name]["value"], self._decimals)} | rates[name]
            for name, words in (RATES | MORE_RATES).items() if name in rates
        )  # fmt: skip

    def _show_years(self) -> None:
        years, rates = self.figures["by_year"], ("filing", "reply", "satisfaction")
        self.years.set_rows({**y, **{f"{key}_words": percent(y[key], self._decimals) for key in rates}} for y in reversed(years))

    def _add_buttons(self) -> None:
        self._more = ActionButton("查询和报告", clicked=self.open_menu)
        self._more.set_menu_mark(True)
        self.head.addWidget(self._more)
        self._export = self.add_button("导出台账…", icon="export", kind="primary", clicked=self.export)
        self.workspace.keys.follow(self._export, "statistics.export", "Ctrl+E")
        self.menu = QMenu(self._more)
        self._find = self._action("综合查询…", self._query)
        self._narrative = self._action("综合报告…", lambda: show_narrative(self.workspace, self.window()))
        self.menu.addSeparator()
        self._adoption = self._action("通过年度统计…", self._adopt)

    def _action(self, words: str, run: Any) -> QAction:
        action = self.menu.addAction(words)
        action.triggered.connect(lambda: run())
        return action

    def open_menu(self) -> None:
        """Open the menu of what else is made of the figures."""
        self.menu.popup(self._more.mapToGlobal(self._more.rect().bottomLeft()))

    def _build_tabs(self) -> None:
        self.tabs.setAccessibleName("统计的各部分")
        charts = self._charts.pages(self.years)
        pages = {
            "总表": self.summary, "报表": self._desk_place, "对账": self.reconciliation, **{name: charts[name] for name in list(charts)[:4]},
            "委员参与": framed(self.members), "五年对比": charts["五年对比"], "口径": framed(self.conventions, self.measures),
        }  # fmt: skip
        self._tab_of = {name: at for at, name in enumerate(pages)}
        self._parts = [*pages.values()]
        for name, page in pages.items():
            page.setAccessibleName(name)
            self.tabs.addTab(name)
        self._pages.addWidget(self.summary)
        self.tabs.currentChanged.connect(self._on_tab)
        self.head.insertWidget(1, TabStrip(self.tabs), 1000)  # the stretch of every page's head gets nothing
        self.head.insertWidget(2, self.day)

    def _on_tab(self, at: int) -> None:
        if at == self._tab_of["报表"]:
            self.desk.setAccessibleName("报表")
        self._place(at)
        self._pages.setCurrentWidget(self._parts[at])

    def _place(self, at: int) -> bool:
        """Put a part in its place, which styles it, when it is first turned to; whether that was to be done."""
        is_new = self._pages.indexOf(self._parts[at]) < 0
        if is_new:
            self._pages.addWidget(self._parts[at])
        return is_new

    def _connect(self) -> None:
        for pressed in (self.summary.pressed, self.reconciliation.opened):
            pressed.connect(self.open_figure)
        for marked in (self.summary.marked, self._charts.marked):
            marked.connect(self._on_mark)
        self.years.pressed.connect(self._on_year)
        self.members.pressed.connect(self._on_member)
        self.measures.pressed.connect(self._on_measure)
        self.conventions.wanted.connect(self.workspace.setting_wanted)
        self.adopted.wanted.connect(self._adopt)

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
