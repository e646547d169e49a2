"""The directory page of undertaking units, on a real register."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from pytestqt.qtbot import QtBot

from zxdesk.queries.directory import unit_directory
from zxdesk.queries.proposals import ProposalFilter
from zxdesk.ui.main_window import MainWindow
from zxdesk.ui.pages.units import UnitsPage
from zxdesk.ui.workspace import Workspace


@pytest.fixture
def page(window: MainWindow) -> UnitsPage:
    found = window.open_page("units")
    assert isinstance(found, UnitsPage)
    return found


def row_of(page: UnitsPage, short: str) -> dict[str, Any]:
    rows = [page.units.view.rows.row_at(at) for at in range(page.units.view.rows.rowCount())]
    return next(row for row in rows if isinstance(row, dict) and row["short"] == short)


def shorts(page: UnitsPage) -> list[str]:
    view = page.units.view
    return [view.rows.row_at(at)["short"] for at in range(view.rows.rowCount())]  # type: ignore[index]


def test_units_are_listed_with_the_number_of_their_undertakings(page: UnitsPage) -> None:
    assert shorts(page) == ["县住建局", "县财政局", "县民政局", "县交通局"]
    assert row_of(page, "县住建局")["assignments"] == 6


def test_registering_a_unit_gives_it_the_next_code(page: UnitsPage) -> None:
    dialog = page.unit_form()
    dialog.form.editors["name"].set_value("云溪县水利局")
    dialog.form.editors["short_name"].set_value("县水利局")
    dialog.submit()
    assert row_of(page, "县水利局")["code"] == "D005"


def test_a_code_in_use_is_refused_at_its_field(page: UnitsPage) -> None:
    dialog = page.unit_form(row_of(page, "县民政局"))
    dialog.form.editors["code"].set_value("D001")
    dialog.show()
    dialog.submit()
    assert dialog.isVisible()
    assert "D001" in dialog.form._errors["code"].text()
    assert row_of(page, "县民政局")["code"] == "D003"


def test_a_parent_unit_is_given_and_taken_away_again(page: UnitsPage) -> None:
    dialog = page.unit_form(row_of(page, "县交通局"))
    dialog.form.editors["parent"].set_value(f"#{row_of(page, '县住建局')['id']}")
    dialog.form.editors["aliases"].set_value(("交通局", "运管所"))
    dialog.submit()
    assert row_of(page, "县交通局")["parent"] == "云溪县住建局"
    assert row_of(page, "县交通局")["aliases"] == ["交通局", "运管所"]
    again = page.unit_form(row_of(page, "县交通局"))
    again.form.editors["parent"].set_value(None)
    again.form.editors["position"].set_value(None)
    again.submit()
    assert row_of(page, "县交通局")["parent"] == ""


def test_renaming_ends_the_old_unit_and_begins_a_new_one(page: UnitsPage, workspace: Workspace) -> None:
    dialog = page.succession_form(row_of(page, "县民政局"), "更名")
    dialog.form.editors["successor"].set_value("云溪县民政和养老局")
    dialog.form.editors["on"].set_value(date(2026, 6, 1))
    dialog.submit()
    old = next(row for row in workspace.read(unit_directory) if row["name"] == "云溪县民政局")
    assert (old["valid_to"], old["successor"]) == (date(2026, 5, 31), "云溪县民政和养老局")
    assert "县民政局" not in shorts(page)
    page._when.set_value("ever")
    page.refresh()
    assert row_of(page, "县民政局")["heir"] == "更名 云溪县民政和养老局"


def test_a_merger_points_to_a_unit_that_exists(page: UnitsPage, workspace: Workspace) -> None:
    dialog = page.succession_form(row_of(page, "县交通局"), "合并")
    dialog.form.editors["successor"].set_value("D001")
    dialog.submit()
    merged = next(row for row in workspace.read(unit_directory) if row["name"] == "云溪县交通局")
    assert (merged["succession"], merged["successor"]) == ("合并", "云溪县住建局")


def test_a_renaming_without_a_new_name_stays_in_the_form(page: UnitsPage, workspace: Workspace) -> None:
    dialog = page.succession_form(row_of(page, "县交通局"), "更名")
    dialog.show()
    dialog.submit()
    assert dialog.isVisible()
    assert all(row["valid_to"] is None for row in workspace.read(unit_directory))


def test_the_undertakings_of_a_unit_are_asked_for(page: UnitsPage, qtbot: QtBot, workspace: Workspace) -> None:
    unit = row_of(page, "县住建局")
    page.units.view.select_id(unit["id"])
    with qtbot.waitSignal(workspace.listed) as asked:
        page._list_proposals()
    assert asked.args[0] == ProposalFilter(unit_id=unit["id"])
