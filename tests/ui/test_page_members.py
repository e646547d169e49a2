"""The directory page of members and organisations, on a real register."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pytest
from pytestqt.qtbot import QtBot

from zxdesk.queries.directory import member_directory, organisation_directory, unit_directory
from zxdesk.queries.proposals import ProposalFilter
from zxdesk.services import people
from zxdesk.ui.main_window import MainWindow
from zxdesk.ui.pages import work_list
from zxdesk.ui.pages.members import MembersPage
from zxdesk.ui.pages.units import UnitsPage
from zxdesk.ui.prompts import FormDialog
from zxdesk.ui.workspace import Workspace


@pytest.fixture
def page(window: MainWindow) -> MembersPage:
    found = window.open_page("members")
    assert isinstance(found, MembersPage)
    return found


def row_of(page: MembersPage, name: str) -> dict[str, Any]:
    rows = [page.members.view.rows.row_at(at) for at in range(page.members.view.rows.rowCount())]
    return next(row for row in rows if isinstance(row, dict) and row["name"] == name)


def fill(dialog: FormDialog, **values: object) -> None:
    for name, value in values.items():
        dialog.form.editors[name].set_value(value)


def shown_names(page: MembersPage) -> list[str]:
    view = page.members.view
    return [view.rows.row_at(at)["name"] for at in range(view.rows.rowCount())]  # type: ignore[index]


def test_members_are_listed_with_their_sector_and_the_number_of_their_proposals(page: MembersPage) -> None:
    row = row_of(page, "周砚秋")
    assert (row["member_number"], row["sector"], row["proposals"]) == ("001", "经济界", 10)
    assert row_of(page, "梁思齐")["proposals"] == 0


@pytest.mark.parametrize("typed", ["许静", "002", "xja"])
def test_a_member_is_found_by_name_number_and_initials(page: MembersPage, qtbot: QtBot, typed: str) -> None:
    page.members.search.setText(typed)
    page.members.search.returnPressed.emit()
    assert shown_names(page) == ["许静安"]


def test_the_sector_filter_narrows_the_list_and_the_button_of_an_empty_list_clears_it(page: MembersPage) -> None:
    page.members.chips["sector"].choose(("农业界",))
    assert shown_names(page) == ["沈竹青"]
    page.members.search.setText("周")
    page.members.search.returnPressed.emit()
    assert shown_names(page) == []
    page.members.clear_filters()
    assert len(shown_names(page)) == 5


def test_registering_a_member_adds_a_row(page: MembersPage) -> None:
    dialog = page.member_form()
    fill(dialog, name="岳明川", member_number="006", sector="教育界")
    dialog.submit()
    assert dialog.result() == 1
    assert row_of(page, "岳明川")["member_number"] == "006"


def test_a_member_number_in_use_is_refused_at_its_field_and_nothing_is_written(page: MembersPage, workspace: Workspace) -> None:
    dialog = page.member_form()
    fill(dialog, name="岳明川", member_number="001")
    dialog.show()
    dialog.submit()
    assert dialog.isVisible()
    assert "已是周砚秋的" in dialog.form._errors["member_number"].text()
    assert len(workspace.read(member_directory)) == 5


def test_correcting_a_member_writes_only_what_was_changed_and_can_empty_a_field(page: MembersPage, workspace: Workspace) -> None:
    dialog = page.member_form(row_of(page, "周砚秋"))
    fill(dialog, workplace="县第一中学", phone=None)
    dialog.submit()
    row = row_of(page, "周砚秋")
    assert (row["workplace"], row["phone"], row["sector"]) == ("县第一中学", "", "经济界")


def test_a_form_opened_before_somebody_elses_change_is_refused(page: MembersPage, workspace: Workspace) -> None:
    row = row_of(page, "周砚秋")
    dialog = page.member_form(row)
    workspace.run(people.edit_member, row["id"], workplace="县医院")
    fill(dialog, workplace="县第一中学")
    dialog.show()
    dialog.submit()
    assert dialog.isVisible()
    assert row_of(page, "周砚秋")["workplace"] == "县医院"


def test_a_sector_that_is_on_no_list_stays_when_another_field_is_corrected(page: MembersPage, workspace: Workspace) -> None:
    workspace.run(people.edit_member, row_of(page, "周砚秋")["id"], sector="归侨界")
    dialog = page.member_form(row_of(page, "周砚秋"))
    fill(dialog, position="主任")
    dialog.submit()
    row = row_of(page, "周砚秋")
    assert (row["sector"], row["position"]) == ("归侨界", "主任")


def test_a_change_of_sector_keeps_the_former_membership_and_lists_the_member_once(page: MembersPage, workspace: Workspace) -> None:
    dialog = page.move_form(row_of(page, "沈竹青"))
    fill(dialog, from_on=date(2026, 4, 1), sector="科学技术界")
    dialog.submit()
    assert row_of(page, "沈竹青")["sector"] == "科学技术界"
    page._when.set_value("ever")
    page.refresh()
    assert shown_names(page).count("沈竹青") == 1
    assert sorted(r["sector"] for r in workspace.read(member_directory) if r["name"] == "沈竹青") == ["农业界", "科学技术界"]


def test_a_member_who_left_is_listed_only_among_all(page: MembersPage) -> None:
    dialog = page.end_form(row_of(page, "梁思齐"))
    fill(dialog, ends_on=date(2026, 5, 1), status="调离", end_reason="到外县任职")
    dialog.submit()
    assert "梁思齐" not in shown_names(page)
    page._when.set_value("ever")
    page.refresh()
    assert row_of(page, "梁思齐")["served"] == "2026-05-01 调离：到外县任职"


def test_in_a_large_register_whom_one_came_for_is_shown_when_the_directory_has_come(
    window: MainWindow, workspace: Workspace, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(work_list, "LARGE", 0)
    seat = workspace.read(member_directory)[-1]
    workspace.run(people.end_membership, seat["id"], ends_on=workspace.today - timedelta(1), status="调离", term=seat["term"])
    page = window.open_page("members")
    assert isinstance(page, MembersPage)
    assert page.is_reading
    page.show_member(seat["id"])
    qtbot.waitUntil(lambda: page.members.current() is not None and page.members.current()["id"] == seat["id"])
    units = window.open_page("units")
    assert isinstance(units, UnitsPage)
    assert units.is_reading
    unit = workspace.read(unit_directory)[-1]
    units.show_unit(unit["id"])
    qtbot.waitUntil(lambda: units.units.current() is not None and units.units.current()["id"] == unit["id"])


def test_an_organisation_is_registered_and_a_name_twice_is_refused(page: MembersPage, workspace: Workspace) -> None:
    dialog = page.organisation_form()
    fill(dialog, kind="党派", name="民建云溪县总支", short_name="县民建")
    dialog.submit()
    twin = page.organisation_form()
    fill(twin, kind="党派", name="民建云溪县总支")
    twin.show()
    twin.submit()
    assert twin.isVisible()
    assert [row["name"] for row in workspace.read(organisation_directory)].count("民建云溪县总支") == 1
    row = page.organisations.row(next(r["id"] for r in workspace.read(organisation_directory) if r["short_name"] == "县民建"))
    assert row is not None
    edit = page.organisation_form(row)
    fill(edit, contact="贺兰芝")
    edit.submit()
    assert next(r for r in workspace.read(organisation_directory) if r["short_name"] == "县民建")["contact"] == "贺兰芝"


def test_the_proposals_of_a_member_are_asked_for_by_name(page: MembersPage, qtbot: QtBot, workspace: Workspace) -> None:
    page.members.view.select_id(row_of(page, "周砚秋")["membership_id"])
    with qtbot.waitSignal(workspace.listed) as asked:
        page._list_proposals()
    assert asked.args == [ProposalFilter(text="周砚秋"), "周砚秋的提案"]


def test_buttons_for_a_row_are_off_and_say_why_until_a_row_is_chosen(page: MembersPage) -> None:
    buttons = page.members._row_buttons
    assert all(not button.isEnabled() and button.toolTip() for button in buttons)
    page.members.view.selectRow(0)
    assert all(button.isEnabled() for button in buttons)
