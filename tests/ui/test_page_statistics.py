"""The statistics page: what it shows is what the query counts, and every figure opens what it counts."""

from __future__ import annotations

import threading
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from openpyxl import load_workbook
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from zxdesk.domain.stage import FILED_STAGES
from zxdesk.queries.office_rules import rules_of
from zxdesk.queries.proposals import ProposalFilter, proposal_ids
from zxdesk.queries.statistics import figure_ids, statistics
from zxdesk.ui import prompts
from zxdesk.ui.main_window import MainWindow
from zxdesk.ui.pages import statistics as statistics_page
from zxdesk.ui.pages.figure_list import FigureDialog, filter_of, show_figure
from zxdesk.ui.pages.figure_parts import answer_bar, percent
from zxdesk.ui.pages.figure_table import FigureTable
from zxdesk.ui.pages.proposals import ProposalsPage
from zxdesk.ui.pages.statistics import StatisticsPage
from zxdesk.ui.workspace import Workspace


@pytest.fixture
def page(window: MainWindow, qtbot: QtBot) -> StatisticsPage:
    found = window.open_page("statistics")
    assert isinstance(found, StatisticsPage)
    qtbot.waitUntil(lambda: not found.is_reading, timeout=30_000)
    return found


def units(page: StatisticsPage) -> FigureTable:
    assert page.summary.units is not None
    return page.summary.units


def behind(workspace: Workspace, figure: str) -> list[int]:
    assert workspace.plenary_id is not None
    return sorted(workspace.read(figure_ids, workspace.plenary_id, figure, today=workspace.today))


def listed_ids(workspace: Workspace, wanted: ProposalFilter) -> list[int]:
    return sorted(workspace.read(proposal_ids, replace(wanted, plenary_id=workspace.plenary_id), today=workspace.today))


def test_the_identity_and_the_rates_are_those_of_the_query(page: StatisticsPage, workspace: Workspace) -> None:
    assert workspace.plenary_id is not None
    figures = workspace.read(statistics, workspace.plenary_id, today=workspace.today)
    for name in ("received", "filed", "merged", "pending"):
        assert page.summary.parts[name].number() == str(figures[name])
    rate = figures["rates"]["reply"]
    assert page.summary.rates["reply"].number() == percent(rate["value"], 1)
    assert page.summary.rates["reply"].toolTip() == rate["convention"]
    assert page.summary._holds.text() == "相符"


def test_every_rate_stands_with_numerator_denominator_and_convention(page: StatisticsPage) -> None:
    rows = page.measures.every_row()
    assert {row["id"] for row in rows} == set(page.figures["rates"])
    assert all(row["convention"] and row["denominator"] is not None for row in rows)


def test_units_are_listed_with_their_share_of_replies_and_a_total(page: StatisticsPage) -> None:
    table = units(page)
    row = next(row for row in table.every_row() if row["name"] == "云溪县住建局")
    assert (row["lead"], row["replied"], row["late"], row["class-B"]) == (6, 3, 3, 3)
    assert row["rate"] == "50.0%"
    heads, sums = table.totals.table()
    assert dict(zip(heads, sums, strict=True))["主办件"] == "6"


def test_pressing_a_part_of_the_identity_lists_exactly_its_proposals(window: MainWindow, page: StatisticsPage) -> None:
    page.summary.parts["filed"].click()
    listed = window.pages["proposals"]
    assert isinstance(listed, ProposalsPage)
    assert listed.isVisible()
    assert listed.view.rows.rowCount() == int(page.summary.parts["filed"].number())


def test_pressing_a_bar_lists_the_proposals_of_the_category(page: StatisticsPage, workspace: Workspace, qtbot: QtBot) -> None:
    page.show_tab("按类别")
    button = next(one for one in page.charts["category"].chart.buttons() if one.key == "category:城乡建设与管理")
    with qtbot.waitSignal(workspace.listed) as asked:
        qtbot.mouseClick(button, Qt.MouseButton.LeftButton)
    assert asked.args[0].categories == {"城乡建设与管理"}
    assert asked.args[0].stages == FILED_STAGES


@pytest.mark.parametrize(
    "figure", ["received", "filed", "pending", "category:教育", "construction:社会建设", "type:联名", "unit:1", "stage:handling"]
)
def test_a_filter_lists_what_the_figure_counts(workspace: Workspace, figure: str) -> None:
    wanted = filter_of(figure, workspace.read(rules_of, workspace.plenary_id))
    assert wanted is not None
    assert listed_ids(workspace, wanted) == behind(workspace, figure)


@pytest.mark.parametrize("figure", ["rate:reply", "class:B", "sector:经济界", "outcome:待审", "unit:1:late", "answer:attitude:满意"])
def test_a_figure_no_filter_can_name_lists_exactly_its_proposals(page: StatisticsPage, workspace: Workspace, qtbot: QtBot, figure: str) -> None:
    assert filter_of(figure, workspace.read(rules_of, workspace.plenary_id)) is None
    with qtbot.waitSignal(workspace.listed) as asked:
        page.open_figure(figure, "清单")
    assert listed_ids(workspace, asked.args[0]) == behind(workspace, figure) != []


def test_a_figure_of_nothing_says_so_and_lists_nothing(page: StatisticsPage, workspace: Workspace, qtbot: QtBot) -> None:
    said: list[tuple[str, str]] = []
    workspace.said.connect(lambda text, tone: said.append((text, tone)))
    with qtbot.assertNotEmitted(workspace.listed):
        page.open_figure("class:C", "C 类")
    assert said == [("C 类：没有这样的提案。", "warning")]


def test_a_number_in_the_table_of_units_is_opened_by_mouse_and_by_key(page: StatisticsPage, workspace: Workspace, qtbot: QtBot) -> None:
    table = units(page)
    view = table.view
    at = next(at for at, column in enumerate(view.rows.columns) if column.key == "late")
    row = next(row for row in range(view.rows.rowCount()) if view.rows.row_at(row)["late"])  # type: ignore[index]
    index = view.rows.index(row, at)
    with qtbot.waitSignal(workspace.listed) as clicked:
        qtbot.mouseClick(view.viewport(), Qt.MouseButton.LeftButton, pos=view.visualRect(index).center())
    window = page.window()
    assert isinstance(window, MainWindow)
    window.open_page("statistics")
    view.setCurrentIndex(view.rows.index(row, at - 1))
    qtbot.keyClick(view, Qt.Key.Key_Right)
    with qtbot.waitSignal(workspace.listed) as entered:
        qtbot.keyClick(view, Qt.Key.Key_Return)
    unit_id = view.rows.id_at(row)
    assert clicked.args == entered.args == [ProposalFilter(ids=frozenset(behind(workspace, f"unit:{unit_id}:late"))), "云溪县住建局 · 超期"]


def test_a_zero_leads_nowhere(page: StatisticsPage, workspace: Workspace, qtbot: QtBot) -> None:
    view = units(page).view
    at = next(at for at, column in enumerate(view.rows.columns) if column.key == "extended")
    with qtbot.assertNotEmitted(workspace.listed):
        qtbot.mouseClick(view.viewport(), Qt.MouseButton.LeftButton, pos=view.visualRect(view.rows.index(0, at)).center())


def test_the_totals_open_the_proposals_of_all_units(page: StatisticsPage, workspace: Workspace, qtbot: QtBot) -> None:
    button = next(one for one in units(page).totals.buttons() if one.key == "late")
    assert button.accessibleName() == "合计 超期 3"
    with qtbot.waitSignal(workspace.listed) as asked:
        button.click()
    assert listed_ids(workspace, asked.args[0]) == behind(workspace, "unit:0:late")


def test_the_parts_of_the_satisfaction_open_their_proposals(page: StatisticsPage, workspace: Workspace, qtbot: QtBot) -> None:
    button = next(one for one in page.summary.answers.chart.buttons() if one.key == "answer:result:满意")
    with qtbot.waitSignal(workspace.listed) as asked:
        button.click()
    assert len(asked.args[0].ids) == 1
    assert asked.args[1] == "结果满意"


def test_the_denominator_of_a_rate_opens_what_it_divides_by(page: StatisticsPage, workspace: Workspace, qtbot: QtBot) -> None:
    with qtbot.waitSignal(workspace.listed) as asked:
        page.measures.pressed.emit("reply", "denominator")
    assert listed_ids(workspace, asked.args[0]) == behind(workspace, "rate:reply:below")
    assert asked.args[1] == "办复率的分母"


def test_a_figure_of_members_leads_to_the_members_and_they_to_their_proposals(page: StatisticsPage, workspace: Workspace, qtbot: QtBot) -> None:
    page.measures.pressed.emit("participation", "numerator")
    assert page.tabs.tabText(page.tabs.currentIndex()) == "委员参与"
    first = page.members.every_row()[0]
    assert (first["name"], first["signed"], first["first"]) == ("周砚秋", 10, 10)
    assert [row["signed"] for row in page.members.every_row()] == [10, 10, 0, 0, 0]
    with qtbot.waitSignal(workspace.listed) as asked:
        page.members.pressed.emit(first["id"], "filed")
    assert len(listed_ids(workspace, asked.args[0])) == first["filed"]


def test_the_years_are_compared_and_an_earlier_one_opens_a_list_of_its_own(
    page: StatisticsPage, workspace: Workspace, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    (group,) = page.counts.chart.groups()  # type: ignore[attr-defined]
    assert (group.name, [pillar.amount for pillar in group.pillars]) == ("十届二次", [10, 7])
    year, plenary = page.figures["by_year"][0], workspace.plenary_id
    assert plenary is not None
    shown: list[FigureDialog] = []
    monkeypatch.setattr(FigureDialog, "exec", lambda dialog: shown.append(dialog))
    workspace.plenary_id = 99
    show_figure(workspace, "filed", "十届二次 · 立案", page, plenary_id=plenary)
    workspace.plenary_id = plenary
    qtbot.addWidget(shown[0])
    assert shown[0].view.rows.rowCount() == year["filed"]
    with qtbot.waitSignal(workspace.wanted) as asked:
        shown[0].view.opened.emit(shown[0].view.rows.id_at(0))
    assert asked.args[0] == "proposals"


def test_the_stages_and_months_of_the_year_open_their_lists(page: StatisticsPage, workspace: Workspace, qtbot: QtBot) -> None:
    page.show_tab("按进度")
    for chart in (page.charts["stage"].chart, page.months.chart):
        button = next(one for one in chart.buttons() if one.isEnabled())
        with qtbot.waitSignal(workspace.listed) as asked:
            button.click()
        assert len(listed_ids(workspace, asked.args[0])) == int(button.accessibleName().split()[1 if chart is not page.months.chart else -1])


def test_differences_stand_in_a_strip_only_when_there_are_any(page: StatisticsPage) -> None:
    page.summary.differences.show_sentences(["各类别合计 6 件，与立案 7 件不符。"])
    assert page.summary.differences.isVisible()
    assert "不符" in page.summary.differences.text()
    page.summary.differences.show_sentences([])
    assert not page.summary.differences.isVisible()


def test_without_a_plenary_the_page_says_what_to_do(page: StatisticsPage, workspace: Workspace) -> None:
    workspace.choose_plenary(None)
    assert page._stack.currentIndex() == 0
    assert not page._export.isEnabled()


def test_a_large_year_is_reckoned_beside_the_window(page: StatisticsPage, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch) -> None:
    may_go_on, reckon = threading.Event(), statistics_page.year_figures

    def held(*given: Any, **named: Any) -> Any:
        assert may_go_on.wait(60)
        return reckon(*given, **named)

    monkeypatch.setattr(statistics_page, "SMALL", 5)
    monkeypatch.setattr(statistics_page, "year_figures", held)
    page.figures = {}
    page.refresh()
    assert page.figures == {}
    assert page.day.whole == "正在统计…"
    may_go_on.set()
    qtbot.waitUntil(lambda: bool(page.figures), timeout=60_000)
    assert page.day.whole.startswith("截至")


def test_answers_go_from_green_to_red_with_their_words() -> None:
    bar = answer_bar("态度", [{"name": "满意", "count": 3}, {"name": "基本满意", "count": 0}, {"name": "不满意", "count": 1}], "answer:attitude")
    assert bar.parts == ((3, "green"), (1, "red"))
    assert bar.keys == ("answer:attitude:满意", "answer:attitude:不满意")
    assert bar.below == "满意 3（75.0%）　基本满意 0（0.0%）　不满意 1（25.0%）"
    assert percent(None, 1) == "—"


@pytest.mark.parametrize("size", [(1366, 768), (911, 512)])
def test_nothing_of_the_summary_is_wider_than_the_window(window: MainWindow, page: StatisticsPage, qtbot: QtBot, size: tuple[int, int]) -> None:
    window.resize(*size)
    qtbot.waitUntil(lambda: window.width() == size[0])
    qtbot.wait(50)
    inner = page.summary.widget()
    assert inner is not None
    assert inner.width() <= page.summary.viewport().width()
    for figure in page.summary.rates.values():
        assert figure.width() >= figure.minimumSizeHint().width()
        assert figure.geometry().right() <= figure.parentWidget().width()


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
