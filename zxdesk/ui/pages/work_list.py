"""One list of a page of work: its columns, its rows fetched as they are seen, and the proposals behind them."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import fields
from typing import Any

from PySide6.QtCore import Signal

from zxdesk.queries.proposals import ProposalFilter, count_of
from zxdesk.queries.work_lists import Kind, WorkList, owners, work_ids, work_rows
from zxdesk.ui.late import LateAnswer
from zxdesk.ui.pages.batch_verbs import Chosen
from zxdesk.ui.pages.list_export import default_name, export_list
from zxdesk.ui.pages.list_side import ListSide
from zxdesk.ui.rows_view import RowsView
from zxdesk.ui.table import Column
from zxdesk.ui.workspace import Workspace

LARGE = 4000
"""In a plenary of more proposals than this lists are read beside the window."""
CHECK = Column("check", "", 32, kind="check")
LIGHT = Column("light_mark", "灯", 88, kind="light", sort="due_on")
NUMBER = Column("shown_number", "号", 64)
TITLE = Column("title", "案由", 200, stretch=True, tip="title")
COLUMNS: dict[Kind, tuple[Column, ...]] = {
    "proposals": (
        CHECK, NUMBER, TITLE, Column("proposers", "提案者", 100, tip="proposers_full", yields=2), Column("category", "类别", 100, yields=3),
        Column("stage_label", "状态", 80, kind="badge"),
    ),
    "assignments": (
        CHECK, LIGHT, NUMBER, TITLE, Column("unit", "承办单位", 96, tip="unit", yields=1), Column("role_label", "角色", 54, kind="badge", yields=3),
        Column("state_label", "状态", 80, kind="badge"), Column("due_on", "期限", 80, kind="date", yields=2),
    ),
    "forms": (
        CHECK, LIGHT, NUMBER, Column("proposer", "提案者", 90), Column("unit", "承办单位", 100, yields=1), Column("attitude", "态度", 72, yields=3),
        Column("result", "结果", 72, yields=2), TITLE,
    ),
    "keys": (
        CHECK, NUMBER, TITLE, Column("level", "督办级别", 120, yields=3), Column("leader", "领衔领导", 84, yields=2),
        Column("state_label", "督办状态", 76), Column("inspections", "记录", 48, kind="number", yields=1),
    ),
}  # fmt: skip


def is_large(workspace: Workspace, plenary_id: int | None) -> bool:
    """Whether lists of a plenary, or of all, are read beside the window."""
    found: int = workspace.read(count_of, ProposalFilter(plenary_id=plenary_id), today=workspace.today)
    return found > LARGE


class WorkListSide(ListSide):
    """A windowed list that keeps its selection and place whenever it is read again.

    Signals: ``counted(int)`` with how many rows it has, whenever it was read.
    """

    counted = Signal(int)

    def __init__(self, workspace: Workspace, name: str, wanted: WorkList, *, empty: str) -> None:
        self._wanted, self._name, self._empty = wanted, name, empty
        self._sort = ""
        view = RowsView(COLUMNS[wanted.kind])
        view.setAccessibleName(name)
        view.set_empty(empty)
        super().__init__(workspace, view, self._behind, rows_of=self._rows_of_proposals)
        self._late = LateAnswer(self)
        view.rows.sort_wanted.connect(self._on_sort)
        self.export_wanted.connect(self.export)

    @property
    def is_reading(self) -> bool:
        """Whether its ids are still to come."""
        return self._late.is_waiting

    def read(self) -> None:
        """Read the ids again; in a large register beside the window."""
        workspace, wanted, sort = self._workspace, self._wanted, self._sort
        door, today, plenary_id = workspace.door, workspace.today, workspace.plenary_id
        is_long = is_large(workspace, plenary_id)
        if is_long and not self.view.rows.rowCount():
            self.view.set_empty("正在读取…")
        ask = lambda: door.read(work_ids, wanted, sort, today=today, plenary_id=plenary_id)  # noqa: E731
        self._late.ask_or_read(ask, self._show_ids, beside=is_long)

    def _show_ids(self, ids: Sequence[int]) -> None:
        self.view.set_empty(self._empty)
        self.view.replace_window(ids, self._fetching())
        if self.view.current_id() is None and ids:
            self.view.setCurrentIndex(self.view.rows.index(0, 0))
        if ids and not self.isVisible():
            self.view.rows.row_at(0)  # fetches the first rows, so that a list read ahead opens at once
        self.set_counts(len(ids), unit=UNITS.get(self._wanted.kind, "件"))
        self.counted.emit(len(ids))

    def proposal_of(self, row_id: Any) -> int | None:
        """The proposal a row leads to."""
        if row_id is None or self._wanted.kind == "proposals":
            return None if row_id is None else int(row_id)
        found: dict[int, int] = self._workspace.read(owners, self._wanted.kind, [row_id])
        return found.get(row_id)

    def select_proposal(self, proposal_id: int) -> None:
        """Go back to the row of a proposal, where the list has one."""
        current = self.view.current_id()
        if current is not None and self.proposal_of(current) == proposal_id:
            return
        if rows := self._rows_of_proposals([proposal_id]):
            self.view.select_id(rows[0])

    def export(self) -> bool:
        """Write the list, or what is selected in it, as a sheet."""
        name = default_name(self._workspace.plenary_name, self._name)
        return export_list(self._workspace, self.view, self._fetching(), name, self.window())

    def _fetching(self) -> Callable[[Sequence[int]], list[dict[str, Any]]]:
        door, today, days, kind = self._workspace.door, self._workspace.today, self._workspace.yellow_days, self._wanted.kind

        def fetch(page: Sequence[int]) -> list[dict[str, Any]]:
            return [plain_row(row) for row in door.read(work_rows, kind, page, today=today, yellow_days=days)]

        return fetch

    def _behind(self, ids: Sequence[Any]) -> Chosen:
        kind = self._wanted.kind
        found = self._workspace.read(owners, kind, ids) if kind != "proposals" else {key: key for key in ids}
        proposals = tuple(dict.fromkeys(found[key] for key in ids if key in found))
        return Chosen(proposals, frozenset(ids) if kind == "assignments" else None)

    def _rows_of_proposals(self, proposals: Sequence[int]) -> Sequence[Any]:
        every = self.view.rows.ids()
        wanted = set(proposals)
        return [row for row, owner in self._workspace.read(owners, self._wanted.kind, list(every)).items() if owner in wanted]

    def _on_sort(self, key: str, descending: bool) -> None:
        named = {"light_mark": "due_on"}.get(key, key)
        self._sort = f"-{named}" if descending else named
        self.read()


UNITS: dict[str, str] = {"forms": "份"}


def plain_row(row: Any, proposal_id: int | None = None) -> dict[str, Any]:
    """A row of a query as the lists show it, with its light as a mark and the proposal it leads to."""
    values: dict[str, Any] = {field.name: getattr(row, field.name) for field in fields(row)}
    light = values.get("light")
    values["light_mark"] = (light.value, values["light_words"]) if light else None
    values["shown_number"] = values["number"] or values.get("receipt_number") or "草稿"
    if proposal_id is not None:
        values["proposal_id"] = proposal_id
    return values
