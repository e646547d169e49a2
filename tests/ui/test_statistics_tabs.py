"""对账, 口径 and the head of the statistics: sums beside their parts, conventions beside their settings, what else is made of the figures."""

from __future__ import annotations

import sqlite3
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QDialog, QTabBar, QWidget
from pytestqt.qtbot import QtBot

from tests.ui.keyboard import CTRL, Key, Keyboard, focus
from zxdesk.queries.narrative_figures import list_behind
from zxdesk.queries.proposals import proposal_ids
from zxdesk.queries.statistics import statistics
from zxdesk.services.adoption import adopt_year
from zxdesk.ui import prompts
from zxdesk.ui.main_window import MainWindow
from zxdesk.ui.pages.adoption import AdoptionDialog
from zxdesk.ui.pages.narrative import NarrativeDialog
from zxdesk.ui.pages.query import QueryDialog
from zxdesk.ui.pages.reconciliation_line import HEADS
from zxdesk.ui.pages.statistics import StatisticsPage
from zxdesk.ui.widgets.tab_strip import TabStrip
from zxdesk.ui.workspace import Workspace

LONG = 30_000


@pytest.fixture
def page(window: MainWindow, qtbot: QtBot) -> StatisticsPage:
    found = window.open_page("statistics")
    assert isinstance(found, StatisticsPage)
    settle(found, qtbot)
    return found


def settle(page: StatisticsPage, qtbot: QtBot) -> None:
    qtbot.waitUntil(lambda: not page.is_reading and bool(page.figures), timeout=LONG)


def test_when_all_sums_agree_one_line_says_so_and_every_sum_stands_below(page: StatisticsPage, workspace: Workspace) -> None:
    page.show_tab("对账")
    lines = workspace.read(statistics, workspace.plenary_id, today=workspace.today)["reconciliation"]
    assert page.reconciliation.words() == f"{len(lines)} 项对账全部相符。"
    shown = [line for line in page.reconciliation.lines if line.isVisible()]
    assert [line.accessibleName() for line in shown] == [line["sentence"] for line in lines]
    assert {line["key"] for line in lines} <= set(HEADS)


def test_every_number_of_the_reconciliation_opens_as_many_as_it_says(page: StatisticsPage, workspace: Workspace, qtbot: QtBot) -> None:
    page.show_tab("对账")
    assert workspace.plenary_id is not None
    told = [(line, line.accessibleName()) for line in page.reconciliation.lines if line.isVisible()]
    counted = [line for line, words in told if "征询" not in words and "承办" not in words]  # those count forms and undertakings
    numbers = [(line, button.key, button.accessibleName()) for line in counted for button in line.buttons() if button.isEnabled()]
    for line, figure, words in numbers:
        with qtbot.waitSignal(page.reconciliation.opened) as asked:
            line.clicked.emit(figure)
        assert asked.args[0] == figure
        found = workspace.read(list_behind, workspace.plenary_id, figure, today=workspace.today)
        assert words.endswith(f" {len(found.ids)}件")
    assert len(numbers) > 20


def test_a_difference_stands_first_in_red_with_the_list_that_makes_it(
    page: StatisticsPage, workspace: Workspace, qtbot: QtBot, tmp_path: Path
) -> None:
    with sqlite3.connect(tmp_path / "zxdesk.db") as register:
        (spoiled,) = register.execute("SELECT id FROM proposal WHERE number IS NOT NULL ORDER BY id LIMIT 1").fetchone()
        register.execute("UPDATE proposal SET category = '' WHERE id = ?", (spoiled,))
    page.figures = {}
    page.refresh()
    settle(page, qtbot)
    page.show_tab("对账")
    first = page.reconciliation.lines[0]
    assert not first.agrees
    assert "1 件没有填类别" in first.accessibleName()
    assert "不符" in page.reconciliation.words()
    assert first.accessibleName() in page.reconciliation.words()
    button = next(button for button in first.buttons() if button.key == "lacking:category")
    with qtbot.waitSignal(workspace.listed) as asked:
        button.click()
    assert asked.args[0].ids == {spoiled}


def test_a_sum_is_walked_through_by_arrows_and_opened_by_enter(
    keyboard: Keyboard, window: MainWindow, workspace: Workspace, qtbot: QtBot
) -> None:
    keyboard.press(Key.Key_8, CTRL)
    page: Any = window.current_page()
    settle(page, qtbot)
    page.tabs.setFocus()
    keyboard.press(Key.Key_Right)
    keyboard.press(Key.Key_Right)
    line = next(line for line in page.reconciliation.lines if "立案" in line.accessibleName())
    line.buttons()[0].setFocus()
    keyboard.press(Key.Key_Right)
    number = focus().accessibleName()
    with qtbot.waitSignal(workspace.listed) as asked:
        keyboard.press(Key.Key_Return)
    found = workspace.read(proposal_ids, replace(asked.args[0], plenary_id=workspace.plenary_id), today=workspace.today)
    assert number.endswith(f" {len(found)}件")


def test_the_conventions_stand_with_choice_and_source_and_lead_to_their_setting(
    page: StatisticsPage, window: MainWindow, workspace: Workspace, qtbot: QtBot
) -> None:
    page.show_tab("口径")
    rows = {row["path"]: row for row in (page.conventions.view.rows.row_at(at) for at in range(page.conventions.view.rows.rowCount()))}  # type: ignore[index]
    assert rows["conventions.reply_base"]["words"] == "已交办件"  # type: ignore[index]
    assert all(row["label"] and row["words"] and row["source"] for row in rows.values())  # type: ignore[index]
    page.conventions.view.select_id("conventions.reply_base")
    page.conventions.view.setFocus()
    qtbot.keyClick(page.conventions.view, Qt.Key.Key_Return)
    settings: Any = window.pages["settings"]
    assert settings.isVisible()
    assert settings.sections["规则"].pane.current()["path"] == "conventions.reply_base"


def test_a_percentage_is_rounded_by_hand_s_rule_everywhere_on_the_page(page: StatisticsPage, workspace: Workspace) -> None:
    from zxdesk.domain.rounding import percent

    rates = workspace.read(statistics, workspace.plenary_id, today=workspace.today)["rates"]
    for name, figure in page.summary.rates.items():
        assert figure.number() == (percent(rates[name]["value"], 1) or "—")
    for row in page.measures.every_row():
        assert row["words"] == (percent(rates[row["id"]]["value"], 1) or "—")


def test_the_head_offers_query_narrative_and_adoption_in_one_menu(page: StatisticsPage) -> None:
    assert [action.text() for action in page.menu.actions() if action.text()] == ["综合查询…", "综合报告…", "通过年度统计…"]


@pytest.mark.parametrize(("words", "kind"), [("综合查询…", QueryDialog), ("综合报告…", NarrativeDialog), ("通过年度统计…", AdoptionDialog)])
def test_each_entry_of_the_menu_opens_its_window(
    page: StatisticsPage, monkeypatch: pytest.MonkeyPatch, words: str, kind: type[QDialog]
) -> None:
    shown: list[QDialog] = []
    monkeypatch.setattr(kind, "exec", lambda dialog: shown.append(dialog) or 0)
    next(action for action in page.menu.actions() if action.text() == words).trigger()
    assert [type(dialog) for dialog in shown] == [kind]


def test_whatever_the_statistics_offer_stands_in_the_menu_bar_and_among_the_keys(
    window: MainWindow, page: StatisticsPage, workspace: Workspace, monkeypatch: pytest.MonkeyPatch, qtbot: QtBot
) -> None:
    window.activateWindow()
    qtbot.waitUntil(window.isActiveWindow)
    asked: list[str] = []
    monkeypatch.setattr(prompts, "save_file", lambda _parent, title, *_rest, **_more: asked.append(title))
    monkeypatch.setattr(prompts, "choose_folder", lambda _parent, title, *_rest, **_more: asked.append(title))
    entries = {action.text().partition("\t")[0]: action for action in window.menus.every["统计"].actions() if action.text()}
    window.open_page("today")
    for name in ("报表", "对账"):
        entries[name].trigger()
        assert window.current_page() is page
        assert page.tabs.tabText(page.tabs.currentIndex()) == name
        assert page.isAncestorOf(focus())
    for name in ("导出台账…", "导出全套报表…", "每张报表一个文件…"):
        entries[name].trigger()
    assert [words[:4] for words in asked] == ["导出台账", "导出全套", "每张报表"]
    shown: list[str] = []
    monkeypatch.setattr(AdoptionDialog, "exec", lambda self: shown.append(self.windowTitle()) or 0)
    entries["通过年度统计…"].trigger()
    assert shown == [f"年度统计的通过　{workspace.plenary_name}"]
    keys = {key.text for key in workspace.keys.known.values()}
    assert {"打开统计的报表", "打开统计的对账", "导出全套报表", "每张报表一个文件", "通过年度统计"} <= keys


def test_without_a_plenary_the_reports_say_that_one_is_wanted(window: MainWindow, workspace: Workspace) -> None:
    said: list[str] = []
    workspace.said.connect(lambda text, _tone: said.append(text))
    workspace.choose_plenary(None)
    next(action for action in window.menus.every["统计"].actions() if action.text().startswith("导出全套")).trigger()
    assert said[-1] == "先选定一个届次，再导出它的报表。"


def test_an_adopted_year_says_when_and_by_whom_under_the_head(page: StatisticsPage, workspace: Workspace, qtbot: QtBot) -> None:
    assert not page.adopted.isVisible()
    workspace.run(adopt_year, meeting="十届常委会第十次会议", adopted_on=date(2026, 6, 9))
    qtbot.waitUntil(lambda: page.adopted.isVisible(), timeout=LONG)
    assert page.adopted.text() == "本届数字于2026年6月9日由十届常委会第十次会议通过；通过后没有更正。"


def test_a_tab_that_leaves_the_end_hides_again_what_has_no_room(looked: QApplication, qtbot: QtBot) -> None:
    bar = QTabBar()
    for name in ("总表", "报表", "对账", "按类别", "按提案者", "按单位", "按进度", "委员参与", "五年对比", "口径"):
        bar.addTab(name)
    holder = QWidget()
    qtbot.addWidget(holder)
    strip = TabStrip(bar)
    strip.setParent(holder)
    holder.resize(600, 60)
    holder.show()
    strip.resize(420, 40)
    strip.show()
    for at in (9, 1):
        bar.setCurrentIndex(at)
        assert not strip.more.isHidden()
        assert sum(bar.isTabVisible(one) for one in range(10)) < 10
        assert bar.isTabVisible(at)


@pytest.mark.parametrize("size", [(1366, 768), (911, 512)])
@pytest.mark.parametrize("tab", ["对账", "口径", "委员参与"])
def test_nothing_of_a_tab_is_cut_off(window: MainWindow, page: StatisticsPage, qtbot: QtBot, tab: str, size: tuple[int, int]) -> None:
    from tests.ui.test_pictures import cut_off

    window.resize(*size)
    page.show_tab(tab)
    qtbot.waitUntil(lambda: window.width() == size[0])
    qtbot.wait(50)
    assert list(cut_off(page)) == []
