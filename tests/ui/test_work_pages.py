"""The pages of work: windowed lists in tabs, counts, what survives a refresh, and boards in place of lists."""

from __future__ import annotations

from typing import Any

import pytest
from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QApplication, QPushButton, QTabBar, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from tests.ui.small_office import do, register_one
from zxdesk.domain.stage import Stage
from zxdesk.queries import work_lists
from zxdesk.queries.proposals import ProposalFilter, proposal_ids
from zxdesk.ui.main_window import MainWindow
from zxdesk.ui.pages.work import HandlePage, ReviewPage, Tab, WorkPage
from zxdesk.ui.widgets.tab_strip import TabStrip
from zxdesk.ui.workspace import Workspace

CONTROL = Qt.KeyboardModifier.ControlModifier


@pytest.fixture
def review(window: MainWindow) -> WorkPage:
    page = window.open_page("review")
    assert isinstance(page, WorkPage)
    return page


def test_the_tabs_count_without_reading_their_rows(
    window: MainWindow, workspace: Workspace, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    read: list[Any] = []
    whole = work_lists.work_ids
    monkeypatch.setattr("zxdesk.ui.pages.work_list.work_ids", lambda session, wanted, *a, **k: read.append(wanted) or whole(session, wanted, *a, **k))
    page = window.open_page("review")
    assert isinstance(page, WorkPage)
    qtbot.waitUntil(lambda: page._bar.tabText(2) == "待审定 1")
    assert len(read) == 1, "only the tab shown is read"
    page.show_tab("待审定")
    assert len(read) == 2
    page.show_tab("待初审")
    assert len(read) == 2, "what was read and did not change is not read again"


def test_the_lists_behind_the_other_tabs_are_made_one_at_a_time_or_when_one_turns_to_them(review: WorkPage) -> None:
    assert list(review.views) == [0]
    rest = review.make_rest()
    next(rest)
    assert list(review.views) == [0, 1]
    review.show_tab(review.tabs[4].name)
    assert list(review.views) == [0, 1, 4]
    assert review.views[4].isVisible()
    assert [None for _ in rest] == [None] * (len(review.tabs) - 3)
    assert set(review.views) == set(range(len(review.tabs)))
    assert review.views[4].isVisible(), "what is made while one works does not come to the front"


def test_ticks_row_and_place_survive_a_change_elsewhere(review: WorkPage, window: MainWindow, workspace: Workspace, qtbot: QtBot) -> None:
    for at in range(30):
        register_one(workspace.door, f"关于整治农村道路的提案之{at}")
    window.resize(1366, 500)
    review.refresh()
    side, view = review.sides[0], review.views[0]
    assert side is not None
    qtbot.waitUntil(lambda: view.verticalScrollBar().maximum() > 200)
    ids = list(view.rows.ids())
    side.select([ids[3], ids[20]])
    view.setCurrentIndex(view.rows.index(20, 0))
    view.verticalScrollBar().setValue(211)
    before = (view.selected_ids(), view.current_id(), view.verticalScrollBar().value())
    workspace.changed.emit(do(workspace.door, "correct", ids[0], reason="错字", title="关于改了案由的提案"))
    assert (view.selected_ids(), view.current_id(), view.verticalScrollBar().value()) == before
    review.show_tab("待复审")
    review.show_tab("待初审")
    assert (view.selected_ids(), view.current_id()) == before[:2]


def test_a_list_is_sorted_by_its_heads(review: WorkPage, workspace: Workspace) -> None:
    for title in ("关于丙的提案", "关于甲的提案", "关于乙的提案"):
        register_one(workspace.door, title)
    review.refresh()
    view = review.views[0]
    view.sort_by("shown_number", descending=True)
    numbers = [view.rows.row_at(row)["shown_number"] for row in range(view.rows.rowCount())]
    assert numbers == sorted(numbers, reverse=True)


@pytest.mark.parametrize("key", ["due_on", "shown_number", "title", "unit", "role_label", "state_label"])
def test_undertakings_are_sorted_by_every_column_without_losing_one(window: MainWindow, workspace: Workspace, key: str) -> None:
    page = window.open_page("handle")
    assert isinstance(page, HandlePage)
    view = page.views[0]
    before = sorted(view.rows.ids())
    for descending in (False, True):
        named = "light_mark" if key == "due_on" else key
        view.sort_by(named, descending=descending)
        assert sorted(view.rows.ids()) == before
        assert [view.rows.row_at(row)["id"] for row in range(view.rows.rowCount())] == list(view.rows.ids())


def test_an_undertaking_leads_to_its_proposal_and_up_and_down_walk_the_list(window: MainWindow, workspace: Workspace, qtbot: QtBot) -> None:
    page = window.open_page("handle")
    assert isinstance(page, HandlePage)
    view = page.views[0]
    wanted = ProposalFilter(plenary_id=workspace.plenary_id, stages=frozenset({Stage.HANDLING}))
    handling = workspace.read(proposal_ids, wanted, today=workspace.today)
    qtbot.waitUntil(lambda: page.file_pane.proposal_id in handling)
    page.go(1)
    assert view.currentIndex().row() == 1
    qtbot.waitUntil(lambda: page.file_pane.proposal_id == view.rows.row_at(1)["proposal_id"])


def test_pasted_numbers_tick_the_undertakings_of_those_proposals(window: MainWindow, workspace: Workspace) -> None:
    page = window.open_page("handle")
    assert isinstance(page, HandlePage)
    side, view = page.sides[0], page.views[0]
    assert side is not None
    first = view.rows.row_at(0)
    side.paste(f"{int(first['shown_number'])}\n")
    chosen = [view.rows.row_at(row)["proposal_id"] for row in view.rows.places(view.selected_ids())]
    assert set(chosen) == {first["proposal_id"]}


def test_a_long_list_is_read_beside_the_window(review: WorkPage, workspace: Workspace, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("zxdesk.ui.pages.work_list.LARGE", 0)
    register_one(workspace.door, "关于丙的提案")
    review.refresh()
    side = review.sides[0]
    assert side is not None
    assert side._late.is_waiting
    qtbot.waitUntil(lambda: side.view.rows.rowCount() == 2, timeout=30_000)
    assert side._count.text() == "2 件"


def test_tabs_without_room_stand_under_more_and_the_chosen_one_is_seen(looked: QApplication, qtbot: QtBot) -> None:
    bar = QTabBar()
    for name in ("待初审 5", "待复审 3", "待审定 2", "退回补充 2", "草稿", "未立案"):
        bar.addTab(name)
    page = QWidget()
    qtbot.addWidget(page)
    strip = TabStrip(bar)
    strip.setParent(page)
    page.resize(1000, 100)
    page.show()
    strip.resize(900, 40)
    strip.show()
    assert strip.more.isHidden()
    strip.resize(300, 40)
    hidden = [at for at in range(6) if not bar.isTabVisible(at)]
    assert hidden
    assert strip.more.text() == f"更多 {len(hidden)}"
    strip._choosing(5)()
    assert bar.currentIndex() == 5
    assert bar.isTabVisible(5)
    assert bar.geometry().right() < strip.width()


class _Board(QWidget):
    current_changed = Signal(object)

    def __init__(self, workspace: Workspace) -> None:
        super().__init__()
        self.refreshed = 0
        self.went: list[int] = []
        self.button = QPushButton("格")
        QVBoxLayout(self).addWidget(self.button)

    def refresh(self) -> None:
        self.refreshed += 1

    def go(self, by: int) -> None:
        self.went.append(by)


class _BoardPage(WorkPage):
    key, name = "board-of-test", "板"
    tabs = (
        Tab("板", board=_Board),
        Tab("板和件", board=_Board, with_file=True),
        Tab("待初审", "proposals", frozenset({Stage.RECEIVED})),
    )


def test_a_board_stands_in_a_tab_with_the_whole_width_or_beside_the_file(workspace: Workspace, qtbot: QtBot) -> None:
    page = _BoardPage(workspace)
    qtbot.addWidget(page)
    page.resize(1300, 700)
    page.show()
    whole = page.views[0]
    assert page.is_reading
    assert not whole.refreshed
    qtbot.waitUntil(lambda: whole.refreshed == 1)
    assert not page.is_reading
    assert 1 not in page.views, "a board is made when one turns to it"
    assert not page.file_pane.isVisible()
    page.go(1)
    assert whole.went == [1]
    page.show_tab("板和件")
    assert page.file_pane.isVisible()
    beside = page.views[1]
    assert beside.refreshed == 1
    proposal = workspace.read(proposal_ids, ProposalFilter(plenary_id=workspace.plenary_id), today=workspace.today)[0]
    beside.current_changed.emit(proposal)
    assert page.file_pane.proposal_id == proposal
    page.show_tab("待初审")
    assert page.file_pane.isVisible()
    workspace.changed.emit(do(workspace.door, "correct", proposal, reason="错字", keywords="道路"))
    assert whole.refreshed == 1, "a board not shown is read when one turns to it"
    page.show_tab("板")
    assert whole.refreshed == 2


def test_a_narrow_window_shows_one_at_a_time_on_pages_of_work_too(review: WorkPage, window: MainWindow, qtbot: QtBot) -> None:
    window.resize(1000, 700)
    qtbot.waitUntil(lambda: review.splitter.is_narrow)
    assert not review.file_pane.isVisible()
    window.activateWindow()
    qtbot.waitUntil(window.isActiveWindow)
    review.views[0].setFocus()
    qtbot.keyClick(review.views[0], Qt.Key.Key_F6)
    qtbot.waitUntil(review.file_pane.isVisible)
    assert isinstance(review, ReviewPage)
