"""单位: the directory of undertaking units, with renamings, mergers and abolitions."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtWidgets import QMenu

from zxdesk.domain.field import Field
from zxdesk.domain.unit import HandlingUnit
from zxdesk.queries.directory import unit_directory
from zxdesk.queries.office_rules import rules_of
from zxdesk.queries.proposals import ProposalFilter
from zxdesk.services.steps import step_named
from zxdesk.ui.late import LateAnswer
from zxdesk.ui.pages.list_pane import ListPane, Row
from zxdesk.ui.pages.page import Page
from zxdesk.ui.pages.record_dialog import record_dialog, run_record_step
from zxdesk.ui.pages.work_list import is_large
from zxdesk.ui.prompts import FormDialog
from zxdesk.ui.sources import sources_for
from zxdesk.ui.step_dialog import step_dialog
from zxdesk.ui.table import Column
from zxdesk.ui.widgets.choice_field import SegmentField
from zxdesk.ui.widgets.picker import Option
from zxdesk.ui.workspace import Workspace

COLUMNS = (
    Column("code", "编码", 68), Column("name", "全称", 200, stretch=True, tip="name"), Column("short", "简称", 120),
    Column("system", "系统", 110), Column("contact", "联络人", 80), Column("phone", "电话", 120),
    Column("valid_from", "启用", 92, kind="date"), Column("valid_to", "停用", 92, kind="date"),
    Column("heir", "沿革", 170, tip="heir"), Column("assignments", "承办件", 64, kind="number"),
)  # fmt: skip
NOW, EVER = "now", "ever"
HEIR_HELP = {"更名": "写新的全称", "合并": "选合并后的单位，没有登记的先登记", "撤销": "职责由谁承接，可不选"}


class UnitsPage(Page):
    """One list; Enter or a double click opens the form of a row."""

    key, name = "units", "单位"

    def __init__(self, workspace: Workspace) -> None:
        super().__init__(workspace)
        self.add_button("登记承办单位", icon="add", kind="primary", clicked=lambda: self.unit_form().exec())
        self.units = ListPane(
            "承办单位名册", COLUMNS, hint="找名称、编码、拼音首字母", keys=("name", "short", "aliases", "code", "initials", "pinyin"),
            filters={"system": "系统"}, unit="个", empty="还没有承办单位。登记承办单位，或从名册导入。",
        )  # fmt: skip
        self._when = SegmentField([(NOW, "现有"), (EVER, "全部")], required=True)
        self._when.set_value(NOW)
        self._when.changed.connect(self.refresh)
        self.units.add_widget(self._when)
        self.units.add_button("其承办件", self._list_proposals, kind="flat")
        self.units.add_button("修改", self._opening(self.unit_form), icon="edit")
        succession = self.units.add_button("更名、合并、撤销", self._open_menu)
        succession.set_menu_mark(True)
        self._menu = QMenu(succession)
        self._menu_button = succession
        for kind in HEIR_HELP:
            self._menu.addAction(f"{kind}…", self._opening(self._succeeding(kind)))
        self.units.opened.connect(lambda row_id: self._open(self.units.row(row_id), self.unit_form))
        self.body.addWidget(self.units, 1)
        self._late = LateAnswer(self)
        self._sought: int | None = None  # the unit to show when the directory has come

    @property
    def is_reading(self) -> bool:
        return self._late.is_waiting

    def refresh(self) -> None:
        """Read the directory again; in a large register beside the window, since all undertakings of each are counted."""
        workspace = self.workspace
        self.units.set_choices("system", workspace.read(rules_of, workspace.plenary_id).unit_systems)
        self._late.ask_or_read(lambda: workspace.door.read(unit_directory), self._show, beside=is_large(workspace, None))

    def show_unit(self, unit_id: int) -> None:
        """Show one unit in the directory, also one that is no longer in use."""
        self.units.clear_filters()
        self._sought = unit_id
        self._show_sought()
        self.units.view.setFocus()

    def unit_form(self, row: Row | None = None) -> FormDialog:
        """The form of a new unit, or of the one in ``row``; its name changes by renaming, so that old papers keep the old one."""
        step = step_named("add-unit-record")
        if row is None:
            return step_dialog(self.workspace, step, parent=self.window())
        fields = tuple(field for field in step.fields if field.name != "name")
        known = row | {"parent": f"#{row['parent_id']}" if row["parent_id"] else None}

        def save(changed: dict[str, object]) -> object:
            expect = {HandlingUnit: (row["id"], row["version"])}
            return run_record_step(self.workspace, "edit-unit-record", {"unit": f"#{row['id']}", **changed}, expect)

        return record_dialog(
            self.workspace, f"修改单位　{row['name']}", fields, known, save, action="保存单位",
            sources=sources_for(self.workspace), parent=self.window(),
        )  # fmt: skip

    def succession_form(self, row: Row, kind: str) -> FormDialog:
        """The form in which a unit is renamed, merged into another or abolished from a day on."""
        heir = Field(
            "successor", "新名称" if kind == "更名" else "继任单位", "text" if kind == "更名" else "unit",
            required=kind != "撤销", choices_from=None if kind == "更名" else "heirs", help=HEIR_HELP[kind],
        )  # fmt: skip
        day = Field("on", f"{kind}日期", "date", required=True, default=self.workspace.today)

        def succeed(values: dict[str, object]) -> object:
            given = {name: value for name, value in values.items() if value is not None}
            return run_record_step(self.workspace, "succeed-unit", {"unit": f"#{row['id']}", "succession": kind, **given})

        def heirs() -> list[Option]:
            found = self.workspace.read(unit_directory)
            alive = [one for one in found if one["valid_to"] is None and one["id"] != row["id"]]
            return [Option(one["code"], one["short"], (one["name"], one["code"], one["initials"]), one["name"]) for one in alive]

        return FormDialog(
            f"{kind}　{row['name']}", (heir, day), {"heirs": heirs}, succeed, action_label=f"登记{kind}", parent=self.window()
        )

    def _show(self, rows: list[Row]) -> None:
        if self._when.value() == NOW:
            rows = [row for row in rows if row["valid_to"] is None or row["valid_to"] >= self.workspace.today]
        self.units.set_rows(row | {"heir": " ".join(filter(None, (row["succession"], row["successor"])))} for row in rows)
        self._show_sought()

    def _show_sought(self) -> None:
        """Select the unit one came for; the directory is widened to all where it is no longer in use."""
        if self._late.is_waiting:
            return
        sought, self._sought = self._sought, None
        if sought is not None and not self.units.view.select_id(sought) and self._when.value() == NOW:
            self._sought = sought
            self._when.set_value(EVER)
            self.refresh()

    def _succeeding(self, kind: str) -> Callable[[Row], FormDialog]:
        return lambda row: self.succession_form(row, kind)

    def _opening(self, form: Callable[[Row], FormDialog]) -> Callable[[], object]:
        return lambda: self._open(self.units.current(), form)

    def _open(self, row: Row | None, form: Callable[[Row], FormDialog]) -> None:
        if row is not None:
            form(row).exec()

    def _open_menu(self) -> None:
        self._menu.popup(self._menu_button.mapToGlobal(self._menu_button.rect().bottomLeft()))

    def _list_proposals(self) -> None:
        if row := self.units.current():
            self.workspace.listed.emit(ProposalFilter(unit_id=row["id"]), f"{row['short']}承办的提案")
