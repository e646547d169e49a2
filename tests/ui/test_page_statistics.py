"""The statistics page: what it shows is what the query counts, and every figure opens what it counts."""

from __future__ import annotations

from pathlib import Path

import pytest
from openpyxl import load_workbook
from pytestqt.qtbot import QtBot

from zxdesk.domain.stage import FILED_STAGES
from zxdesk.queries.office_rules import rules_of
from zxdesk.queries.proposals import proposal_ids
from zxdesk.queries.statistics import figure_ids, statistics
from zxdesk.ui import prompts
from zxdesk.ui.main_window import MainWindow
from zxdesk.ui.pages.figure_list import FigureDialog, filter_of
from zxdesk.ui.pages.figure_parts import answer_bar, percent
from zxdesk.ui.pages.proposals import ProposalsPage
from zxdesk.ui.pages.statistics import StatisticsPage
from zxdesk.ui.workspace import Workspace


@pytest.fixture
def page(window: MainWindow) -> StatisticsPage:
    found = window.open_page("statistics")
    assert isinstance(found, StatisticsPage)
    return found


def test_the_identity_and_the_rates_are_those_of_the_query(page: StatisticsPage, workspace: Workspace) -> None:
    assert workspace.plenary_id is not None
    figures = workspace.read(statistics, workspace.plenary_id, today=workspace.today)
    for name in ("received", "filed", "merged", "pending"):
        assert page.parts[name].number() == str(figures[name])
    rate = figures["rates"]["reply"]
    assert page.rates["reply"].number() == percent(rate["value"], 1)
    assert page.rates["reply"].toolTip() == rate["convention"]
    assert page._holds.text() == "相符"


def test_every_rate_stands_with_numerator_denominator_and_convention(page: StatisticsPage) -> None:
    rows = page.measures._rows
    assert {row["id"] for row in rows} == set(page.figures["rates"])
    assert all(row["convention"] and row["denominator"] is not None for row in rows)


def test_units_are_listed_with_their_share_of_replies_and_a_total(page: StatisticsPage) -> None:
    row = next(row for row in page.units._rows if row["name"] == "云溪县住建局")
    assert (row["lead"], row["replied"], row["late"]) == (6, 3, 3)
    assert row["rate"] == "50.0%"
    assert "主办 6" in page._total.text()


def test_pressing_a_part_of_the_identity_lists_exactly_its_proposals(window: MainWindow, page: StatisticsPage) -> None:
    page.parts["filed"].click()
    listed = window.pages["proposals"]
    assert isinstance(listed, ProposalsPage)
    assert listed.isVisible()
    assert listed.view.rows.rowCount() == int(page.parts["filed"].number())


def test_pressing_a_bar_lists_the_proposals_of_the_category(page: StatisticsPage, workspace: Workspace, qtbot: QtBot) -> None:
    with qtbot.waitSignal(workspace.listed) as asked:
        page.charts["category"].chart.clicked.emit("category:城乡建设与管理")
    assert asked.args[0].categories == {"城乡建设与管理"}
    assert asked.args[0].stages == FILED_STAGES


@pytest.mark.parametrize("figure", ["received", "filed", "pending", "category:教育", "construction:社会建设", "type:联名", "unit:1"])
def test_a_filter_lists_what_the_figure_counts(workspace: Workspace, figure: str) -> None:
    from dataclasses import replace

    wanted = filter_of(figure, workspace.read(rules_of, workspace.plenary_id))
    assert wanted is not None
    assert workspace.plenary_id is not None
    listed = workspace.read(proposal_ids, replace(wanted, plenary_id=workspace.plenary_id), today=workspace.today)
    assert sorted(listed) == sorted(workspace.read(figure_ids, workspace.plenary_id, figure, today=workspace.today))


@pytest.mark.parametrize("figure", ["rate:reply", "class:B", "sector:经济界", "outcome:待审"])
def test_a_figure_no_filter_can_name_has_a_list_of_its_own(
    page: StatisticsPage, workspace: Workspace, qtbot: QtBot, figure: str
) -> None:
    assert filter_of(figure, workspace.read(rules_of, workspace.plenary_id)) is None
    assert workspace.plenary_id is not None
    dialog = FigureDialog(workspace, figure, "清单", page)
    qtbot.addWidget(dialog)
    ids = workspace.read(figure_ids, workspace.plenary_id, figure, today=workspace.today)
    assert dialog.view.rows.rowCount() == len(ids) > 0
    with qtbot.waitSignal(workspace.wanted) as asked:
        dialog.view.opened.emit(ids[0])
    assert asked.args == ["proposals", ids[0]]


def test_differences_stand_in_a_strip_only_when_there_are_any(page: StatisticsPage) -> None:
    page.differences.show_sentences(["各类别合计 6 件，与立案 7 件不符。"])
    assert page.differences.isVisible()
    assert "不符" in page.differences.text()
    page.differences.show_sentences([])
    assert not page.differences.isVisible()


def test_without_a_plenary_the_page_says_what_to_do(page: StatisticsPage, workspace: Workspace) -> None:
    workspace.choose_plenary(None)
    assert page._stack.currentIndex() == 0
    assert not page._export.isEnabled()


def test_answers_go_from_green_to_red_with_their_words() -> None:
    bar, words = answer_bar("态度", [{"name": "满意", "count": 5}, {"name": "基本满意", "count": 0}, {"name": "不满意", "count": 1}])
    assert bar.parts == ((5, "green"), (1, "red"))
    assert words == "满意 5　基本满意 0　不满意 1"
    assert percent(None, 1) == "—"


def test_the_ledger_is_written_beside_the_window_and_holds_every_proposal(
    page: StatisticsPage, workspace: Workspace, qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(prompts, "save_file", lambda *_given: tmp_path / "台账.xlsx")
    with qtbot.waitSignal(workspace.said, timeout=30000) as said:
        page.export()
    assert "10 件" in said.args[0]
    sheet = load_workbook(tmp_path / "台账.xlsx").active
    titles = [row[3].value for row in sheet.iter_rows(min_row=4)]
    assert len([title for title in titles if title]) == 10


def test_a_ledger_that_cannot_be_written_is_told(
    page: StatisticsPage, qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    told: list[str] = []
    (tmp_path / "挡路").write_text("", encoding="utf-8")
    monkeypatch.setattr(prompts, "save_file", lambda *_given: tmp_path / "挡路" / "台账.xlsx")
    monkeypatch.setattr(prompts, "tell", lambda _parent, text, *_rest: told.append(text))
    page.export()
    qtbot.waitUntil(lambda: bool(told), timeout=30000)
    assert "挡路" in told[0]
