"""提案: the list of all proposals with search, filters and lights, and the chosen one's file beside it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from zxdesk.queries.proposals import ProposalFilter, count_of, counts_by_light, proposal_ids
from zxdesk.services.step import Step
from zxdesk.services.steps import step_named
from zxdesk.ui import theme
from zxdesk.ui.deadline_tip import tell_deadlines
from zxdesk.ui.file_pane import FilePane
from zxdesk.ui.late import LateAnswer
from zxdesk.ui.pages.batch_verbs import Chosen
from zxdesk.ui.pages.filter_bar import FilterBar, SearchHead
from zxdesk.ui.pages.list_export import default_name, export_list
from zxdesk.ui.pages.list_side import ListSide
from zxdesk.ui.pages.page import Page
from zxdesk.ui.pages.proposal_columns import COLUMNS, PUT_AWAY_WHEN_HUGE, fetching, sort_of
from zxdesk.ui.pages.side_by_side import SideBySide
from zxdesk.ui.pages.view_tabs import View, ViewTabs
from zxdesk.ui.rows_view import RowsView
from zxdesk.ui.step_dialog import enter_new
from zxdesk.ui.widgets.button import icon_button
from zxdesk.ui.workspace import Workspace

LATE = 3000
"""In a plenary of more proposals than this a search runs beside the window."""
OFFERS = frozenset({"plenary", "office", "rule_package", "handling_unit"})
"""Tables that what the chips offer comes from."""


class ProposalsPage(Page):
    """The register itself."""

    key, name = "proposals", "提案"

    def __init__(self, workspace: Workspace) -> None:
        super().__init__(workspace)
        self._sort = "number"
        self._text = ""
        self._whole = 0
        self._former: tuple[Any, int] | None = None
        self._offers_are_stale = self._is_saved_view = False
        self._finding, self._counting = LateAnswer(self), LateAnswer(self)
        self.tabs = ViewTabs(workspace, self._filter_of)
        self.filters = FilterBar(workspace)
        self._chips = self.filters.chips
        self.file_pane = FilePane(workspace, neighbour=self.go, place=lambda: self.side.place())
        self.view = RowsView(COLUMNS)
        head = SearchHead(self.filters, self.clear_filters)
        self._search = head.search
        self.side = ListSide(workspace, self.view, lambda ids: Chosen(tuple(ids)), head=head)
        self.splitter = SideBySide(
            workspace, "proposals", self.side, self.file_pane, enter_list=self.view.setFocus, enter_file=self.file_pane.focus_foot
        )
        self._build_head()
        self._connect()
        self.body.addWidget(self.splitter, 1)
        workspace.memory.keep_columns("proposals", self.view)

    @property
    def filter(self) -> ProposalFilter:
        """What the list is narrowed to now, without the plenary."""
        return replace(self.filters.value(), text=self._text)

    def refresh(self) -> None:
        """Read the ids again; selection and place stay."""
        workspace = self.workspace
        if self._offers_are_stale:
            self._offers_are_stale = False
            self.filters.fill()
        self._put_away()
        self._whole = workspace.read(count_of, ProposalFilter(plenary_id=workspace.plenary_id), today=workspace.today)
        self.tabs.count()
        self._find()

    def _put_away(self) -> None:
        for key in PUT_AWAY_WHEN_HUGE:
            self.view.show_column(key, theme.metrics().name != "特大")

    def show_filter(self, wanted: ProposalFilter, title: str = "") -> None:
        """Show a list asked for elsewhere."""
        self._empty_filters()
        self._set_text(wanted.text)
        self.filters.hold(wanted, title)
        self.refresh()

    def show_proposal(self, proposal_id: int) -> None:
        """Show one proposal in its list and its file."""
        if self._is_stale:
            self._read_again()
        if not self.view.select_id(proposal_id):
            self.clear_filters()
            self.view.select_id(proposal_id)
        self.file_pane.show_proposal(proposal_id)

    def register(self) -> None:
        """Open the entry form of a new proposal; the last one entered is shown, with the cursor in the list."""
        if made := enter_new(self.workspace, step_named("register"), preset={"plenary": self.workspace.plenary_name}, parent=self.window()):
            self.show_proposal(made)
        (self.file_pane.focus_foot if self.file_pane.is_wide else self.view.setFocus)()

    def go(self, by: int) -> None:
        """To the next or the previous proposal of the list."""
        at = self.view.currentIndex().row() + by
        if 0 <= at < self.view.rows.rowCount():
            self.view.setCurrentIndex(self.view.rows.index(at, 0))

    def current_proposal_id(self) -> int | None:
        """The proposal that menus act on."""
        return self.file_pane.proposal_id

    def do_step(self, step: Step) -> bool:
        """A step of a menu: on all that are selected, else on the one shown."""
        ids = self.view.selected_ids()
        if len(ids) > 1:
            return self.side.runner.do(step, Chosen(tuple(ids)))
        return self.file_pane.do(step)

    def search_for(self, text: str) -> None:
        """Put a text into the search box and search at once."""
        self.file_pane.set_wide(False)
        self._search.show_text(text)
        self._on_searched(text)

    def clear_filters(self) -> None:
        """Show everything of the plenary again; a search is left where it was begun."""
        former = self._former
        self._empty_filters()
        self._former = former
        self._on_narrowed() if former is None else self.refresh()

    def save_view(self) -> bool:
        """Keep search, filters, columns and sort as a view."""
        held = {"text": self._text, "filters": self.filters.state(), "sort": self._sort, "columns": self.view.column_state()}
        return self.tabs.save(held)

    def export(self) -> bool:
        """Write the list, or what is selected in it, as a sheet."""
        current = self.tabs.current()
        name = default_name(self.workspace.plenary_name, "提案", current.name if current and current.name != "全部" else "")
        return export_list(self.workspace, self.view, fetching(self.workspace, self._text), name, self.window())

    def _build_head(self) -> None:
        self.subtitle.hide()
        self.head.insertWidget(1, self.tabs, 100)
        self._columns_button = icon_button("columns", "选列", clicked=self._choose_columns)
        self.head.addWidget(self._columns_button)
        self.add_button("导出", icon="export", clicked=self.export)
        self.add_button("登记提案", icon="add", kind="primary", key="Ctrl+N", clicked=self.register)

    def _connect(self) -> None:
        workspace, view = self.workspace, self.view
        self.tabs.chosen.connect(self._on_view)
        self.tabs.save_wanted.connect(self.save_view)
        self.filters.changed.connect(self._on_narrowed)
        self._search.searched.connect(self._on_searched)
        self._search.down_pressed.connect(view.setFocus)
        workspace.keys.bind(self, "proposals.search", "在提案里查找", "Ctrl+F", self._search.setFocus)
        view.set_empty("没有符合筛选的提案。", "清除筛选", self.clear_filters)
        view.setAccessibleName("提案列表")
        tell_deadlines(view, workspace)
        view.size_changed.connect(self._put_away)
        view.current_changed.connect(self.file_pane.show_proposal)
        self.file_pane.stayed.connect(view.select_id)
        view.opened.connect(lambda _id: self.file_pane.open_wide())
        view.rows.sort_wanted.connect(self._on_sort)
        self.side.opened.connect(lambda _id: self.file_pane.open_wide())
        self.side.export_wanted.connect(self.export)
        self.side.menu_made.connect(lambda menu: menu.addAction("存为视图…", self.save_view))

    def _find(self) -> None:
        """Read the ids; where a search takes its time beside the window, numbers, titles and names first."""
        workspace, wanted, sort = self.workspace, self._whole_filter(self.filter), self._sort
        door, today, days = workspace.door, workspace.today, workspace.yellow_days
        if wanted.text and self._whole > LATE:

            def ask(only_heads: bool) -> Sequence[int]:
                return door.read(proposal_ids, wanted, sort, today=today, yellow_days=days, only_heads=only_heads)

            def first(ids: Sequence[int]) -> None:
                self._finding.ask(lambda: ask(False), self._show_ids)
                if ids:
                    self._show_ids(ids)

            self._finding.ask(lambda: ask(True), first)
            return
        self._finding.forget()
        self._show_ids(workspace.read(proposal_ids, wanted, sort, today=today, yellow_days=days))

    def _show_ids(self, ids: Sequence[int]) -> None:
        text, view = self._text, self.view
        view.set_two_lines(bool(text))
        view.rows.set_hits(text.split())
        view.replace_window(ids, fetching(self.workspace, text))
        self._search.set_count(len(ids) if text else None)
        if not text and self._former is not None:
            self._return()
        if view.current_id() is None and ids:
            view.setCurrentIndex(view.rows.index(0, 0))
        if not ids:
            self.file_pane.show_proposal(None)
        self.file_pane.show_place()
        self.side.set_counts(len(ids), self._whole)
        self._count_lights(len(ids))

    def _count_lights(self, shown: int) -> None:
        workspace, wanted = self.workspace, self._whole_filter(self.filter)
        door, today, days, whole = workspace.door, workspace.today, workspace.yellow_days, self._whole
        self._counting.ask(
            lambda: door.read(counts_by_light, wanted, today=today, yellow_days=days),
            lambda lights: self.side.set_counts(shown, whole, lights),
        )

    def _return(self) -> None:
        """Back to the row and place from before the search."""
        assert self._former is not None
        (current, place), self._former = self._former, None
        if current is not None and self.view.select_id(current):
            self.view.verticalScrollBar().setValue(place)

    def _whole_filter(self, wanted: ProposalFilter) -> ProposalFilter:
        return replace(wanted, plenary_id=self.workspace.plenary_id)

    def _filter_of(self, view: View) -> ProposalFilter:
        """What a tab would show, for its count."""
        if view.wanted is not None:
            return self._whole_filter(view.wanted)
        content = view.content or {}
        probe = self.filters.filter_of(content.get("filters", {}))
        return self._whole_filter(replace(probe, text=str(content.get("text", ""))))

    def _empty_filters(self) -> None:
        self._set_text("")
        self.filters.hold(ProposalFilter())
        self.tabs.rest()
        self._usual_columns()

    def _set_text(self, text: str) -> None:
        self._search.show_text(text)
        self._text, self._former = text, None

    def _choose_columns(self) -> None:
        self.view.choose_columns(self._columns_button.mapToGlobal(self._columns_button.rect().bottomLeft()))

    def _on_view(self, view: View) -> None:
        content = view.content or {}
        if view.wanted is not None:
            self.filters.hold(view.wanted)
            self._usual_columns()
        else:
            self._is_saved_view = True
            self._set_text(str(content.get("text", "")))
            self.filters.set_state(content.get("filters", {}))
            self._sort_by(str(content.get("sort", "number")))
            if content.get("columns"):
                self.view.set_column_state(content["columns"])
        self._on_narrowed()

    def _usual_columns(self) -> None:
        """After a saved view the clerk's own columns, in the usual order."""
        if self._is_saved_view:
            self._is_saved_view = False
            self.view.set_column_state({})
            self.workspace.memory.restore_columns("proposals", self.view)
            self._sort_by("number")

    def _on_narrowed(self) -> None:
        """Another list: the row whose file is shown stays in sight."""
        self.refresh()
        self.view.scrollTo(self.view.currentIndex())

    def _on_searched(self, text: str) -> None:
        if text == self._text:
            return
        if text and not self._text:
            self._former = (self.view.current_id(), self.view.verticalScrollBar().value())
        self._text = text
        self._find()

    def _on_sort(self, key: str, descending: bool) -> None:
        if (sort := sort_of(key, descending)) is not None:
            self._sort = sort
            self._find()

    def _sort_by(self, sort: str) -> None:
        """Sort as a view was kept, with the arrow in its head."""
        self._sort = sort if sort_of(sort.removeprefix("-"), False) else "number"
        key = self._sort.removeprefix("-")
        named = next((column.key for column in self.view.rows.columns if (column.sort or column.key) == key), None)
        if named is not None:
            self.view.sort_by(named, descending=self._sort.startswith("-"))

    def _on_changed(self, *what: object) -> None:
        tables: frozenset[str] = getattr(what[0], "tables", OFFERS) if what else OFFERS
        self._offers_are_stale = self._offers_are_stale or bool(OFFERS & tables)
        super()._on_changed(*what)
