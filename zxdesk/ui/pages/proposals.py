"""提案: the list of all proposals with search, filters and lights, and the chosen one's file beside it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QHBoxLayout, QSplitter, QTabBar, QVBoxLayout, QWidget

from zxdesk.domain.light import Light
from zxdesk.domain.stage import Stage
from zxdesk.queries.office_rules import rules_of
from zxdesk.queries.proposals import SORT_KEYS, ProposalFilter, proposal_ids, proposal_rows
from zxdesk.services.steps import step_named
from zxdesk.ui import theme
from zxdesk.ui.file_pane import FilePane
from zxdesk.ui.pages.page import Page
from zxdesk.ui.rows_view import RowsView
from zxdesk.ui.step_dialog import open_step
from zxdesk.ui.table import Column
from zxdesk.ui.widgets.button import ActionButton
from zxdesk.ui.widgets.chip import Chip
from zxdesk.ui.widgets.labels import KeyHint, label
from zxdesk.ui.widgets.search_box import SearchBox
from zxdesk.ui.workspace import Workspace

COLUMNS = (
    Column("light_mark", "灯", 90, kind="light", sort="due_on"),
    Column("shown_number", "号", 74, sort="number"),
    Column("title", "案由", 200, stretch=True, second="hit_words", tip="full_words"),
    Column("proposers", "提案者", 100, tip="proposers_full"),
    Column("lead_units", "主办", 88, tip="units"),
    Column("stage_label", "状态", 84, kind="badge"),
)
VIEWS: tuple[tuple[str, ProposalFilter], ...] = (
    ("全部", ProposalFilter()),
    ("待审查", ProposalFilter(stage_group="审查")),
    ("办理中", ProposalFilter(stage_group="办理")),
    ("已超期", ProposalFilter(light=Light.RED)),
    ("重点", ProposalFilter(is_key=True)),
)


class ProposalsPage(Page):
    """The register itself."""

    key, name = "proposals", "提案"

    def __init__(self, workspace: Workspace) -> None:
        super().__init__(workspace)
        self.filter = ProposalFilter()
        self._sort = "number"
        self._views = QTabBar()
        self._views.setAccessibleName("视图")
        self._views.setExpanding(False)
        for name, _filter in VIEWS:
            self._views.addTab(name)
        self._views.currentChanged.connect(self._on_view)
        self.head.insertWidget(1, self._views)
        self.add_button("登记提案", icon="add", kind="primary", key="Ctrl+N", clicked=self.register)
        self.file_pane = FilePane(workspace, neighbour=self.go)
        self._splitter = QSplitter(Qt.Orientation.Horizontal)
        self._splitter.addWidget(self._list_side())
        self._splitter.addWidget(self.file_pane)
        self._splitter.setStretchFactor(0, 1)
        self._splitter.setSizes([690, 524])
        workspace.memory.restore_splitter("proposals", self._splitter)
        self._splitter.splitterMoved.connect(lambda *_: workspace.memory.save_splitter("proposals", self._splitter))
        self.body.addWidget(self._splitter, 1)

    def refresh(self) -> None:
        """Read the ids again; selection and place stay."""
        workspace = self.workspace
        self._fill_chips()
        for key in ("proposers", "lead_units"):  # at the largest size they stand in the tooltip and the file. Source: look §3
            self.view.show_column(key, theme.metrics().name != "特大")
        rules_days = workspace.yellow_days
        wanted = replace(self.filter, plenary_id=workspace.plenary_id)
        ids = workspace.read(proposal_ids, wanted, self._sort, today=workspace.today, yellow_days=rules_days)
        text = self.filter.text

        def fetch(page: Sequence[int]) -> list[dict[str, object]]:
            rows = workspace.read(proposal_rows, page, today=workspace.today, yellow_days=rules_days, text=text)
            return [_shown(row) for row in rows]

        self.view.set_two_lines(bool(text))
        self.view.rows.set_hits(text.split())
        self.view.replace_window(ids, fetch)
        self._search.set_count(len(ids) if text else None)
        self._count.setText(f"{len(ids)} 件")
        if self.view.current_id() is None and ids:
            self.view.selectRow(0)
        if not ids:
            self.file_pane.show_proposal(None)

    def show_filter(self, wanted: ProposalFilter, title: str = "") -> None:
        """Show a list asked for elsewhere."""
        self.clear_filters()
        self.filter = wanted
        self.subtitle.setText(title)
        self.refresh()

    def show_proposal(self, proposal_id: int) -> None:
        """Show one proposal in its list and its file."""
        if not self.view.select_id(proposal_id):
            self.clear_filters()
            self.view.select_id(proposal_id)
        self.file_pane.show_proposal(proposal_id)

    def register(self) -> None:
        """Open the entry form of a new proposal."""
        if open_step(
            self.workspace, step_named("register"), preset={"plenary": self.workspace.plenary_name}, parent=self.window()
        ):
            self.refresh()

    def go(self, by: int) -> None:
        """To the next or the previous proposal of the list."""
        at = self.view.currentIndex().row() + by
        if 0 <= at < self.view.rows.rowCount():
            self.view.selectRow(at)

    def search_for(self, text: str) -> None:
        """Put a text into the search box and search at once."""
        self._search.setText(text)
        self._on_searched(text)

    def clear_filters(self) -> None:
        """Show everything of the plenary again."""
        self.filter = ProposalFilter()
        self.subtitle.setText("")
        self._search.blockSignals(True)
        self._search.clear()
        self._search.blockSignals(False)
        for chip in self._chips.values():
            chip.blockSignals(True)
            chip.clear()
            chip.blockSignals(False)
        self._views.blockSignals(True)
        self._views.setCurrentIndex(0)
        self._views.blockSignals(False)
        self.refresh()

    def _list_side(self) -> QWidget:
        side = QWidget()
        side.setProperty("surface", True)
        side.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        column = QVBoxLayout(side)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        self._search = SearchBox("找号、案由、提案者、单位、正文", key="Ctrl+F")
        self._search.searched.connect(self._on_searched)
        QShortcut(QKeySequence("Ctrl+F"), self, self._search.setFocus)
        column.addLayout(_row(self._search, ActionButton("清除筛选", kind="flat", clicked=self.clear_filters), stretch=False))
        self._chips = {
            key: Chip(name)
            for key, name in (
                ("category", "类别"),
                ("stages", "状态"),
                ("sector", "界别"),
                ("light", "灯"),
                ("kind", "提案者类型"),
            )
        }
        for chip in self._chips.values():
            chip.changed.connect(self._on_chip)
        column.addLayout(_row(*self._chips.values()))
        self.view = RowsView(COLUMNS)
        self.view.set_empty("没有符合筛选的提案。", "清除筛选", self.clear_filters)
        self.view.current_changed.connect(self.file_pane.show_proposal)
        self.view.opened.connect(lambda _id: self.file_pane.focus_foot())
        self.view.rows.sort_wanted.connect(self._on_sort)
        self.view.setAccessibleName("提案列表")
        column.addWidget(self.view, 1)
        self._count = label("", "second")
        foot = _row(self._count, stretch=True)
        foot.addWidget(KeyHint("↑↓", "选件"))
        foot.addWidget(KeyHint("Enter", "去办下一步"))
        foot.addWidget(KeyHint("Ctrl+C", "复制"))
        column.addLayout(foot)
        return side

    def _fill_chips(self) -> None:
        rules = self.workspace.read(rules_of, self.workspace.plenary_id)
        self._chips["category"].set_choices(tuple((c.name, c.name) for c in rules.categories))
        self._chips["stages"].set_choices(tuple((stage.value, stage.label) for stage in Stage))
        self._chips["sector"].set_choices(tuple((name, name) for name in rules.sectors))
        self._chips["light"].set_choices(tuple((light.name, light.value) for light in Light))
        self._chips["kind"].set_choices(tuple((kind.name, kind.name) for kind in rules.proposer_types))

    def _on_view(self, at: int) -> None:
        self.filter = replace(VIEWS[at][1], text=self.filter.text)
        self.refresh()

    def _on_searched(self, text: str) -> None:
        self.filter = replace(self.filter, text=text)
        self.refresh()

    def _on_chip(self, _chosen: object) -> None:
        chosen = {key: chip.chosen() for key, chip in self._chips.items()}
        self.filter = replace(
            self.filter,
            categories=frozenset(chosen["category"]),
            sectors=frozenset(chosen["sector"]),
            kinds=frozenset(chosen["kind"]),
            stages=frozenset(Stage.from_text(code) for code in chosen["stages"]),
            lights=frozenset(Light[name] for name in chosen["light"]),
        )
        self.refresh()

    def _on_sort(self, key: str, descending: bool) -> None:
        column = {"light_mark": "due_on", "shown_number": "number", "stage_label": "stage"}.get(key, key)
        if column in SORT_KEYS:
            self._sort = f"-{column}" if descending else column
            self.refresh()


def _shown(row: object) -> dict[str, object]:
    """A row as the list shows it."""
    values = {name: getattr(row, name) for name in row.__dataclass_fields__}  # type: ignore[attr-defined]
    light = values["light"]
    values["light_mark"] = (light.value, values["light_words"]) if light else None
    values["shown_number"] = values["number"] or values["receipt_number"] or "草稿"
    values["full_words"] = "\n".join(filter(None, (values["title"], f"提案者　{values['proposers_full']}", f"承办　{values['units']}")))
    values["hit_words"] = (values.get("hit_place") or "", values.get("search_hit") or "")
    return values


def _row(*widgets: QWidget, stretch: bool = True) -> QHBoxLayout:
    row = QHBoxLayout()
    row.setContentsMargins(12, 6, 12, 6)
    row.setSpacing(8)
    for widget in widgets:
        row.addWidget(widget)
    if stretch:
        row.addStretch(1)
    return row
