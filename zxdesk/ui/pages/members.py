"""委员: the directories of members and of organisations that propose."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import replace
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QStackedWidget, QTabBar

from zxdesk.domain.field import Field
from zxdesk.domain.people import SERVING, Member, Organisation
from zxdesk.queries.directory import member_directory, organisation_directory
from zxdesk.queries.office import plenary_rows
from zxdesk.queries.office_rules import rules_of
from zxdesk.queries.proposals import ProposalFilter
from zxdesk.services.steps import step_named
from zxdesk.ui.late import LateAnswer
from zxdesk.ui.pages.list_pane import ListPane, Row
from zxdesk.ui.pages.page import Page
from zxdesk.ui.pages.record_dialog import record_dialog, run_record_step, with_choices
from zxdesk.ui.pages.work_list import is_large
from zxdesk.ui.prompts import FormDialog
from zxdesk.ui.step_dialog import step_dialog
from zxdesk.ui.table import Column
from zxdesk.ui.widgets.choice_field import SegmentField
from zxdesk.ui.workspace import Workspace

MEMBERS = (
    Column("member_number", "编号", 68), Column("name", "姓名", 84), Column("sector", "界别", 150, tip="sector"),
    Column("party", "政治面貌", 100), Column("committee", "专委会", 150, tip="committee"),
    Column("workplace", "单位", 160, stretch=True, tip="workplace"), Column("position", "职务", 110, tip="position"),
    Column("phone", "手机", 116), Column("served", "任职", 120), Column("proposals", "提案", 56, kind="number"),
)  # fmt: skip
ORGANISATIONS = (
    Column("kind", "类型", 96), Column("name", "全称", 240, stretch=True, tip="name"), Column("short_name", "简称", 120),
    Column("contact", "联系人", 90), Column("phone", "电话", 130), Column("address", "地址", 220, tip="address"),
    Column("served", "使用", 130), Column("proposals", "提案", 56, kind="number"),
)  # fmt: skip
SEAT = (
    Field("sector", "界别", "choice", choices_from="sectors"), Field("committee", "专委会"), Field("post", "政协职务"),
    Field("member_number", "委员编号"),
)  # fmt: skip
MOVE = (Field("from_on", "变动日期", "date", required=True, default="today", help="从这一天起按新的任职"), *SEAT)
END = (
    Field("ends_on", "离任日期", "date", required=True, default="today"),
    Field("status", "离任情况", "choice", required=True, choices_from="member_statuses"),
    Field("end_reason", "说明"),
)
NOW, EVER = "now", "ever"


class MembersPage(Page):
    """Two lists; Enter or a double click opens the form of a row."""

    key, name = "members", "委员"

    def __init__(self, workspace: Workspace) -> None:
        super().__init__(workspace)
        self.tabs = QTabBar()
        self.tabs.setAccessibleName("委员和集体提案者")
        self.tabs.setExpanding(False)
        self.tabs.setElideMode(Qt.TextElideMode.ElideNone)
        self.tabs.addTab("委员")
        self.tabs.addTab("集体提案者")
        self.head.insertWidget(1, self.tabs)
        self._add_member = self.add_button("登记委员", icon="add", kind="primary", clicked=self._opening(self.member_form))
        self._add_organisation = self.add_button(
            "登记集体提案者", icon="add", kind="primary", clicked=self._opening(self.organisation_form)
        )
        self._stack = QStackedWidget()
        self.body.addWidget(self._stack, 1)
        self.members, self.organisations = self._member_pane(), self._organisation_pane()
        self._stack.addWidget(self.members)
        self._stack.addWidget(self.organisations)
        self.tabs.currentChanged.connect(self._on_tab)
        self._late = LateAnswer(self)
        self._sought: int | None = None  # whom to show when the directory has come
        self._sought_organisation: int | None = None
        self._on_tab(0)

    @property
    def is_reading(self) -> bool:
        return self._late.is_waiting

    def refresh(self) -> None:
        """Read both directories again; in a large register beside the window, since everything each has signed is counted."""
        workspace = self.workspace
        rules = workspace.read(rules_of, workspace.plenary_id)
        self.members.set_choices("sector", rules.sectors)
        self.organisations.set_choices("kind", [kind.name for kind in rules.proposer_types])
        on = workspace.today if self._when.value() == NOW else None
        door, term_id = workspace.door, self._term_id()

        def read() -> tuple[list[Row], list[Row]]:
            return door.read(member_directory, term_id=term_id, on=on), door.read(organisation_directory)

        self._late.ask_or_read(read, lambda found: self._show(*found), beside=is_large(workspace, None))

    def show_member(self, member_id: int) -> None:
        """Show one member in the directory, also one who is no longer in office."""
        self.tabs.setCurrentIndex(0)
        self.members.clear_filters()
        self._sought = member_id
        self._show_sought()
        self.members.view.setFocus()

    def show_organisation(self, organisation_id: int) -> None:
        """Show one organisation in the directory."""
        self.tabs.setCurrentIndex(1)
        self.organisations.clear_filters()
        self._sought_organisation = organisation_id
        self._show_sought()
        self.organisations.view.setFocus()

    def member_form(self, row: Row | None = None) -> FormDialog:
        """The form of a new member, or of the one in ``row``."""
        step = step_named("add-member")
        if row is None:
            return step_dialog(self.workspace, step, parent=self.window())
        expect = {Member: (row["id"], row["version"])}
        own: dict[str, object] = {"member": f"#{row['id']}", "term": row["term"]}
        return self._form(f"修改委员　{row['name']}", step.fields, row, "保存委员", "edit-member", own, expect)

    def move_form(self, row: Row) -> FormDialog:
        """The form in which a member changes sector, committee or post from a day on."""
        title = f"委员变动　{row['name']}"

        def move(changed: dict[str, object]) -> object:
            return run_record_step(self.workspace, "move-member", {"member": f"#{row['id']}", "term": row["term"], **changed})

        return record_dialog(self.workspace, title, MOVE, row, move, action="登记变动", parent=self.window())

    def end_form(self, row: Row) -> FormDialog:
        """The form in which a membership ends."""

        def end(values: dict[str, object]) -> object:
            given: dict[str, Any] = dict(values)
            note = given.pop("end_reason", "")
            reason = f"{given['status']}：{note}" if note else str(given["status"])
            named = {"member": f"#{row['id']}", "term": row["term"], "end_reason": reason}
            return run_record_step(self.workspace, "end-membership", {**named, **given})

        fields = with_choices(self.workspace, END)
        offered = [replace(field, choices=tuple(choice for choice in field.choices if choice[0] != SERVING)) for field in fields]
        return record_dialog(self.workspace, f"委员离任　{row['name']}", offered, {}, end, action="登记离任", parent=self.window())

    def organisation_form(self, row: Row | None = None) -> FormDialog:
        """The form of a new organisation, or of the one in ``row``."""
        step = step_named("add-organisation")
        if row is None:
            return step_dialog(self.workspace, step, parent=self.window())
        expect = {Organisation: (row["id"], row["version"])}
        own: dict[str, object] = {"organisation": f"#{row['id']}"}
        return self._form(f"修改集体提案者　{row['name']}", step.fields, row, "保存集体提案者", "edit-organisation", own, expect)

    def _form(
        self, title: str, fields: Iterable[Field], row: Row, action: str, verb: str, own: dict[str, object],
        expect: Mapping[type[Any], tuple[int, int]],
    ) -> FormDialog:  # fmt: skip
        def save(changed: dict[str, object]) -> object:
            return run_record_step(self.workspace, verb, {**own, **changed}, expect)

        return record_dialog(self.workspace, title, fields, row, save, action=action, parent=self.window())

    def _member_pane(self) -> ListPane:
        pane = ListPane(
            "委员名册", MEMBERS, hint="找姓名、编号、拼音首字母", keys=("name", "member_number", "initials", "pinyin"),
            filters={"sector": "界别"}, id_key="membership_id", unit="人", empty="这一届还没有委员。登记委员，或从名册导入。",
        )  # fmt: skip
        self._when = SegmentField([(NOW, "在任"), (EVER, "全部")], required=True)
        self._when.set_value(NOW)
        self._when.changed.connect(self.refresh)
        pane.add_widget(self._when)
        pane.add_button("其提案", self._list_proposals, kind="flat")
        pane.add_button("修改", self._opening_row(pane, self.member_form), icon="edit")
        pane.add_button("变动…", self._opening_row(pane, self.move_form))
        pane.add_button("离任…", self._opening_row(pane, self.end_form))
        pane.opened.connect(lambda row_id: self._open(pane.row(row_id), self.member_form))
        return pane

    def _organisation_pane(self) -> ListPane:
        pane = ListPane(
            "集体提案者名册", ORGANISATIONS, hint="找名称、简称、拼音首字母", keys=("name", "short_name", "aliases", "initials"),
            filters={"kind": "类型"}, unit="家", empty="还没有集体提案者。登记集体提案者，或从名册导入。",
        )  # fmt: skip
        pane.add_button("修改", self._opening_row(pane, self.organisation_form), icon="edit")
        pane.opened.connect(lambda row_id: self._open(pane.row(row_id), self.organisation_form))
        return pane

    def _show(self, seats: list[Row], organisations: list[Row]) -> None:
        self.members.set_rows(_with_service(row) for row in latest_seats(seats))
        self.organisations.set_rows(row | {"served": _until(row["valid_to"])} for row in organisations)
        self.tabs.setTabText(0, f"委员 {len(seats)}" if seats else "委员")
        self._show_sought()

    def _show_sought(self) -> None:
        """Select whom one came for; the directory is widened to everybody where he is no longer in office."""
        if self._late.is_waiting:
            return
        (sought, self._sought), (body, self._sought_organisation) = (self._sought, None), (self._sought_organisation, None)
        if body is not None:
            self.organisations.view.select_id(body)
        if sought is None or self._select_member(sought):
            return
        if self._when.value() == EVER:
            self.workspace.said.emit("这位委员不在现在的届里。换上面的届次再看。", "warning")
            return
        self._sought = sought
        self._when.set_value(EVER)
        self.refresh()

    def _select_member(self, member_id: int) -> bool:
        seat = next((row for row in self.members.rows() if row["id"] == member_id), None)
        return seat is not None and self.members.view.select_id(seat["membership_id"])

    def _term_id(self) -> int | None:
        rows = self.workspace.read(plenary_rows)
        return next((row["term_id"] for row in rows if row["id"] == self.workspace.plenary_id), None)

    def _opening(self, form: Callable[[], FormDialog]) -> Callable[[], object]:
        return lambda: form().exec()

    def _opening_row(self, pane: ListPane, form: Callable[[Row], FormDialog]) -> Callable[[], object]:
        return lambda: self._open(pane.current(), form)

    def _open(self, row: Row | None, form: Callable[[Row], FormDialog]) -> None:
        if row is not None:
            form(row).exec()

    def _list_proposals(self) -> None:
        if row := self.members.current():
            self.workspace.listed.emit(ProposalFilter(text=row["name"]), f"{row['name']}的提案")

    def _on_tab(self, at: int) -> None:
        self._stack.setCurrentIndex(at)
        self._add_member.setVisible(at == 0)
        self._add_organisation.setVisible(at == 1)


def latest_seats(rows: Iterable[Row]) -> list[Row]:
    """One row a member and term: the membership begun last, the one that forms correct."""
    latest: dict[tuple[int, int], Row] = {}
    for row in rows:
        key = (row["id"], row["term_id"])
        if key not in latest or row["membership_id"] > latest[key]["membership_id"]:
            latest[key] = row
    return list(latest.values())


def _with_service(row: Row) -> Row:
    ended = f"{row['ends_on']} {row['end_reason']}".strip() if row["ends_on"] else ""
    return row | {"served": ended or str(row["status"])}


def _until(day: object) -> str:
    return f"{day} 停用" if day else "使用中"
