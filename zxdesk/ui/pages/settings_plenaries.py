"""设置 – 届次: the plenaries, which one is current, which are locked."""

from __future__ import annotations

from datetime import date, datetime

from zxdesk.queries.office import current_plenary, plenary_rows
from zxdesk.services import office
from zxdesk.services.steps import step_named
from zxdesk.services.steps_office import PLENARY_FIELDS
from zxdesk.ui.pages.list_pane import ListPane, Row
from zxdesk.ui.pages.record_dialog import record_dialog
from zxdesk.ui.pages.section import Section
from zxdesk.ui.prompts import FormDialog
from zxdesk.ui.step_dialog import step_dialog
from zxdesk.ui.table import Column
from zxdesk.ui.workspace import Workspace

COLUMNS = (
    Column("name", "届次", 88), Column("current", "当前", 50, align="center"), Column("full_name", "全称", 260, stretch=True, tip="full_name"),
    Column("opens_on", "开幕", 96, kind="date"), Column("closes_on", "闭幕", 96, kind="date"), Column("cutoff", "大会提案截止", 140),
    Column("year_starts_on", "年度起", 96, kind="date"), Column("year_ends_on", "年度止", 96, kind="date"),
    Column("locked_on", "锁定", 96, kind="date"),
)  # fmt: skip
DATES = ("opens_on", "closes_on", "year_starts_on", "year_ends_on", "locked_on")


class PlenariesSection(Section):
    """A plenary frames numbers, deadlines and figures; a locked one cannot be changed."""

    name = "届次"

    def __init__(self, workspace: Workspace) -> None:
        super().__init__(workspace)
        self.pane = ListPane("届次", COLUMNS, unit="个", empty="还没有届次。新建一个。")
        self.pane.add_button("修改", self._on_edit, icon="edit")
        self.pane.add_button("设为当前", self._on_current, icon="done")
        self._lock = self.pane.add_button("锁定或解锁…", self._on_lock, icon="lock")
        self.pane.add_button("新建届次", lambda: self.new_form().exec(), icon="add", for_row=False, kind="primary")
        self.pane.opened.connect(lambda _id: self._on_edit())
        self.pane.view.current_changed.connect(lambda _id: self._name_lock())
        self.body.addWidget(self.pane, 1)

    def refresh(self) -> None:
        """Read the plenaries again."""
        current = self.workspace.read(current_plenary)
        rows = self.workspace.read(plenary_rows)
        self.pane.set_rows(_as_shown(row, is_current=row["id"] == current) for row in reversed(rows))
        self._name_lock()

    def new_form(self) -> FormDialog:
        """The form of a new plenary."""
        return step_dialog(self.workspace, step_named("add-plenary"), parent=self.window())

    def edit_form(self, row: Row) -> FormDialog:
        """The form of a plenary's names and dates."""

        def save(changed: dict[str, object]) -> object:
            if changed.keys() & {"cutoff_on", "cutoff_at"}:
                changed = {"cutoff_on": row["cutoff_on"], "cutoff_at": row["cutoff_at"] or "23:59"} | changed
            return self.workspace.run(office.edit_plenary, plenary=row["name"], **changed)

        title = f"修改届次　{row['name']}"
        return record_dialog(self.workspace, title, PLENARY_FIELDS, row, save, action="保存届次", parent=self.window())

    def lock_form(self, row: Row) -> FormDialog:
        """The form that locks an open plenary, or opens a locked one with a reason."""
        step = step_named("unlock-plenary" if row["locked_on"] else "lock-plenary")
        return step_dialog(self.workspace, step, preset={"plenary": row["name"]}, parent=self.window())

    def make_current(self, row: Row) -> None:
        """Make a plenary the one the office works in, and turn to it."""
        self.workspace.step(step_named("choose-plenary"), None, {"plenary": row["name"]})
        self.workspace.choose_plenary(row["id"])

    def _name_lock(self) -> None:
        row = self.pane.current()
        self._lock.setText("锁定或解锁…" if row is None else "解锁…" if row["locked_on"] else "锁定…")

    def _on_edit(self) -> None:
        if row := self.pane.current():
            self.edit_form(row).exec()

    def _on_current(self) -> None:
        if row := self.pane.current():
            self.make_current(row)

    def _on_lock(self) -> None:
        if row := self.pane.current():
            self.lock_form(row).exec()


def _as_shown(row: Row, *, is_current: bool) -> Row:
    """Dates as dates, the cut-off in its two parts."""
    shown: Row = row | {name: date.fromisoformat(row[name]) if row[name] else None for name in DATES}
    cutoff = datetime.fromisoformat(row["cutoff_at"]) if row["cutoff_at"] else None
    shown |= {"cutoff_on": cutoff.date() if cutoff else None, "cutoff_at": f"{cutoff:%H:%M}" if cutoff else None}
    return shown | {"cutoff": f"{cutoff:%Y-%m-%d %H:%M}" if cutoff else "", "current": "√" if is_current else ""}
