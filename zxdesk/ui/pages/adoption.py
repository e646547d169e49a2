"""通过年度统计: adopting a year's figures, and the adopted ones beside those of now with every correction since."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import Any, cast

from PySide6.QtWidgets import QDialog, QWidget

from zxdesk.domain.errors import RuleError
from zxdesk.queries.adopted import REPORT, Since, adopted_list, changes_since
from zxdesk.queries.adopted_year import PLENARY, RULES
from zxdesk.queries.finding import Found, Kind
from zxdesk.queries.narrative import lines_behind
from zxdesk.queries.narrative_figures import Behind, list_behind
from zxdesk.queries.year_source import YearSource
from zxdesk.reports.adopted import build
from zxdesk.services.change import Change
from zxdesk.services.step import TODAY
from zxdesk.services.steps import step_named
from zxdesk.ui import prompts
from zxdesk.ui.pages.adoption_frame import ADOPTED, DIFFERENCE, AdoptionFrame
from zxdesk.ui.pages.figure_list import FigureDialog
from zxdesk.ui.pages.narrative_side import MembersDialog
from zxdesk.ui.pages.report_export import export_table
from zxdesk.ui.progress import wait
from zxdesk.ui.step_dialog import step_dialog
from zxdesk.ui.workspace import Workspace


def show_adoption(workspace: Workspace, parent: QWidget | None = None) -> None:
    """Show the dialog for the chosen plenary; without one there is nothing to adopt."""
    if workspace.plenary_id is None:
        workspace.said.emit("先选定一个届次，再通过它的年度统计。", "warning")
        return
    AdoptionDialog(workspace, parent).exec()


class AdoptionDialog(AdoptionFrame):
    """The figures of the chosen plenary as adopted and as they are now; whatever is pressed opens its list."""

    def __init__(self, workspace: Workspace, parent: QWidget | None = None) -> None:
        assert workspace.plenary_id is not None
        super().__init__(parent)
        self.workspace = workspace
        self.plenary_id = workspace.plenary_id
        self.since: Since | None = None
        self.setWindowTitle(f"年度统计的通过　{workspace.plenary_name}")
        self.adopt_button.clicked.connect(self.adopt)
        self.take_back_button.clicked.connect(lambda: self._step("take-back-adoption"))
        self.lock_button.clicked.connect(self._lock)
        self.export_button.clicked.connect(self.export)
        self.figures.pressed_cell.connect(lambda key, column: self.open_list(str(key), column))
        self.figures.opened.connect(lambda key: self.open_list(str(key), ADOPTED))
        self.corrections.opened.connect(self._open_correction)
        self.read()

    def read(self) -> None:
        """Read what was adopted and what is different now."""
        door, today = self.workspace.door, self.workspace.today
        found = wait(self.workspace.jobs, "读取年度统计", lambda _report: (door.read(changes_since, self.plenary_id, today=today),), parent=self)
        if found is not None:
            (self.since,) = found
            self.show_since(self.since, self.workspace.plenary_name, on_adopt=self.adopt)

    def adopt(self) -> None:
        """Ask for meeting and day, freeze every figure beside the window and lock the plenary."""
        if self.form().exec():
            self.read()

    def form(self) -> prompts.FormDialog:
        """The form of the adoption."""
        step, today = step_named("adopt"), self.workspace.today
        fields = [replace(one, default=today if one.default == TODAY else one.default) for one in step.fields if one.name != "plenary"]
        door, name = self.workspace.door, self.workspace.plenary_name

        def submit(values: dict[str, object]) -> None:
            given = {"plenary": name, **{key: value for key, value in values.items() if value is not None}}
            change: Change | None = wait(self.workspace.jobs, step.label, lambda _report: door.step(step, None, given), parent=dialog)
            if change is not None:
                self.workspace.was_done(change, f"已{change.label}，{name}已锁定", size=2)
                if change.warnings:
                    prompts.tell(dialog, "\n".join(change.warnings))

        dialog = prompts.FormDialog(f"通过年度统计　{name}", fields, {}, submit, action_label="通过并锁定", values={"adopted_on": today}, parent=self)
        return dialog

    def open_list(self, key: str, column: str) -> None:
        """The list behind a figure: as it was when adopted, as it is now, or what came in and went out."""
        if self.since is None:
            return
        row = next(row for row in self.every_row() if row["id"] == key)
        behind = self._behind(key, column)
        title = f"{row['name']}　{'增减' if column == DIFFERENCE else '通过时' if column == ADOPTED else '现在'}"
        if not behind.ids:
            prompts.tell(self, f"{title}：没有可列出的清单。")
        elif behind.is_of_members:
            MembersDialog(title, self.workspace.read(lines_behind, self.plenary_id, behind), self).exec()
        elif FigureDialog(self.workspace, list(behind.ids), title, self).exec():
            self.accept()

    def export(self) -> None:
        """Write 通过后更正情况 as a workbook."""
        door, today = self.workspace.door, self.workspace.today
        table = wait(
            self.workspace.jobs, f"读取{REPORT}", lambda _report: door.read(lambda session: build(YearSource(session, self.plenary_id, today=today))),
            parent=self,
        )  # fmt: skip
        if table is not None:
            export_table(self.workspace, table, REPORT, self)

    def _behind(self, key: str, column: str) -> Behind:
        assert self.since is not None
        adopted = self.since.adopted
        change = next((one for one in self.since.changes if one.key == key), None)
        if column == DIFFERENCE and change is not None:
            return Behind((*change.came_in, *change.went_out), is_of_members=change.is_of_members)
        if key in adopted.figures and (column == ADOPTED or change is None):
            return adopted_list(adopted, key)
        if change is None or column == ADOPTED:
            return Behind(())
        found: Behind = self.workspace.read(list_behind, self.plenary_id, self._behind_key(key), today=self.workspace.today)
        return found

    def _behind_key(self, key: str) -> str:
        """Where the list of a figure is found; one that was not yet there when the year was adopted is a line of its own."""
        assert self.since is not None
        kept: Mapping[str, Any] | None = self.since.adopted.figures.get(key)
        return str(kept["behind"]) if kept is not None else key

    def _lock(self) -> None:
        assert self.since is not None
        self._step("unlock-plenary" if self.since.adopted.is_locked else "lock-plenary")

    def _step(self, verb: str) -> None:
        dialog = step_dialog(self.workspace, step_named(verb), preset={"plenary": self.workspace.plenary_name}, parent=self)
        try:
            if dialog.exec() == QDialog.DialogCode.Accepted:
                self.read()
        except RuleError as error:
            prompts.tell(self, error.message)

    def _open_correction(self, at: object) -> None:
        """Go to what was put right: the proposal, the member, the unit, the body, the setting."""
        if self.since is None or not isinstance(at, int):
            return
        one = self.since.corrections[at]
        if one.kind == PLENARY:
            prompts.tell(self, f"{one.title}的{one.field}在“设置”的“届次”里。")
            return
        self.accept()
        if one.proposal_id:
            self.workspace.wanted.emit("proposals", one.proposal_id)
        elif one.kind == RULES:
            self.workspace.setting_wanted.emit(str(one.key))
        else:
            self.workspace.found_wanted.emit(Found(cast(Kind, one.kind), int(one.key), one.title))
