"""The page 今日: counts that lead to their lists, charts that lead to theirs, reminders, replies and the last acts."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtPrintSupport import QPrinter
from PySide6.QtWidgets import QDialog, QWidget
from pytestqt.qtbot import QtBot

from zxdesk.domain.stage import FILED_STAGES, Stage
from zxdesk.queries.file import proposal_file
from zxdesk.queries.proposals import ProposalFilter, count_by_stage, proposal_ids
from zxdesk.services.steps import step_named
from zxdesk.ui import list_print
from zxdesk.ui.main_window import MainWindow
from zxdesk.ui.pages import today as today_page
from zxdesk.ui.pages.batch_dialog import BatchDialog
from zxdesk.ui.pages.today import TodayPage
from zxdesk.ui.table import Group
from zxdesk.ui.workspace import Workspace


@pytest.fixture
def page(window: MainWindow) -> TodayPage:
    found = window.open_page("today")
    assert isinstance(found, TodayPage)
    return found


def rows(page: TodayPage) -> list[object]:
    model = page.list.view(page.list.key).rows
    return [model.row_at(at) for at in range(model.rowCount())]


def listed(workspace: Workspace, wanted: ProposalFilter) -> list[int]:
    return list(workspace.read(proposal_ids, wanted, today=workspace.today))


@pytest.mark.parametrize("key", ["overdue", "to_review", "forms_out", "due_this_week", "handed_back", "unsigned"])
def test_a_tile_fills_the_list_with_as_many_rows_as_it_says(page: TodayPage, qtbot: QtBot, key: str) -> None:
    qtbot.mouseClick(page.tiles[key], Qt.MouseButton.LeftButton)
    items = [row for row in rows(page) if not isinstance(row, Group)]
    assert len(items) == page.tiles[key].figure()[0]
    assert [one for one in page.tiles if page.tiles[one].isChecked()] == [key]


def test_late_work_stands_under_the_days_it_was_due_and_is_red(page: TodayPage) -> None:
    page.choose("overdue")
    groups = [row for row in rows(page) if isinstance(row, Group)]
    assert groups
    assert all("周" in group.title and group.note.endswith(" 件") for group in groups)
    assert sum(int(group.note.split()[0]) for group in groups) == page.tiles["overdue"].figure()[0] > 0
    assert page.tiles["overdue"].figure()[2]
    assert not page.tiles["to_review"].figure()[2]


def test_review_is_grouped_by_its_steps(page: TodayPage) -> None:
    page.choose("to_review")
    assert [row.title for row in rows(page) if isinstance(row, Group)] == ["待初审", "待复审", "待审定"]
    assert page.tiles["to_review"].figure()[1] == "初审 1 · 复审 1 · 审定 1"


def test_sorting_by_another_column_takes_the_days_away_and_sorting_by_day_brings_them_back(page: TodayPage, qtbot: QtBot) -> None:
    page.choose("overdue")
    view = page.list.view("overdue")
    columns = [column.key for column in view.rows.columns]
    head = view.horizontalHeader()

    def click(key: str) -> None:
        at = QPoint(head.sectionViewportPosition(columns.index(key)) + 20, head.height() // 2)
        qtbot.mouseClick(head.viewport(), Qt.MouseButton.LeftButton, pos=at)

    click("number")
    click("number")
    numbers = [row.number for row in rows(page)]  # type: ignore[attr-defined]
    assert numbers == sorted(numbers, reverse=True)
    click("light_mark")
    assert isinstance(rows(page)[0], Group)
    days = [row.day for row in rows(page) if not isinstance(row, Group)]  # type: ignore[attr-defined]
    assert days == sorted(days)
    click("light_mark")
    days = [row.day for row in rows(page) if not isinstance(row, Group)]  # type: ignore[attr-defined]
    assert days == sorted(days, reverse=True)


def test_enter_in_the_list_opens_the_proposal(page: TodayPage, workspace: Workspace, qtbot: QtBot) -> None:
    page.choose("overdue")
    row = page.list.current()
    assert row is not None
    assert page.current_proposal_id() == row.proposal_id
    with qtbot.waitSignal(workspace.wanted) as asked:
        qtbot.keyClick(page.list.view("overdue"), Qt.Key.Key_Return)
    assert asked.args == ["proposals", row.proposal_id]


def test_the_head_names_the_next_shared_deadline(page: TodayPage, workspace: Workspace) -> None:
    assert page.day.whole.startswith("2026年6月10日 周三")
    file = workspace.read(proposal_file, listed(workspace, ProposalFilter(stages=frozenset({Stage.HANDLING})))[0], today=workspace.today)
    late = all(a["due_on"] < "2026-06-10" for a in file["assignments"])
    assert late
    assert "答复期限" not in page.day.whole  # everything open is late in the small office
    proposal = listed(workspace, ProposalFilter(stages=frozenset({Stage.FILED})))[0]
    workspace.step(step_named("assign"), proposal, {"sole": "县民政局", "assigned_on": "2026-06-10", "batch": "第二批", "due_on": "2026-06-24"})
    assert page.day.whole.endswith("第二批答复期限 6月24日，还有 9 个工作日")


def test_stages_add_up_to_what_was_filed_and_open_their_lists(page: TodayPage, workspace: Workspace, qtbot: QtBot) -> None:
    counts = workspace.read(count_by_stage, workspace.plenary_id)
    shown = {bar.key: int(bar.words) for bar in page.charts.stages.bars()}
    assert sum(shown.values()) == sum(counts[stage] for stage in FILED_STAGES)
    button = next(b for b in page.charts.stages.buttons() if b.key == "handling")
    with qtbot.waitSignal(workspace.listed) as asked:
        qtbot.mouseClick(button, Qt.MouseButton.LeftButton)
    assert len(listed(workspace, asked.args[0])) == shown["handling"]


def test_each_part_of_a_units_bar_opens_the_proposals_behind_it(page: TodayPage, workspace: Workspace, qtbot: QtBot) -> None:
    (bar,) = page.charts.units.bars()
    assert bar.words == "3/6"
    amounts = dict(zip(bar.names, (amount for amount, _colour in bar.parts), strict=True))
    for key, name in zip(bar.keys, bar.names, strict=True):
        buttons = [b for b in page.charts.units.buttons() if b.key == key]
        assert bool(buttons) == bool(amounts[name])
        for button in buttons:
            assert button.accessibleName() == f"县住建局 {name} {amounts[name]}"
            with qtbot.waitSignal(workspace.listed) as asked:
                button.click()
            assert len(asked.args[0].ids) == amounts[name]


def test_the_keys_go_through_the_bars_and_enter_opens_one(page: TodayPage, window: MainWindow, workspace: Workspace, qtbot: QtBot) -> None:
    window.activateWindow()
    chart = page.charts.stages
    chart.setFocus()
    qtbot.waitUntil(lambda: chart.buttons()[0].hasFocus())
    live = [button.key for button in chart.buttons() if button.isEnabled()]
    qtbot.keyClick(chart.buttons()[0], Qt.Key.Key_Down)
    focused = next(button for button in chart.buttons() if button.hasFocus())
    assert focused.key == live[1]
    with qtbot.waitSignal(workspace.listed):
        qtbot.keyClick(focused, Qt.Key.Key_Return)
    page.charts.stages.copy()
    lines = QGuiApplication.clipboard().text().splitlines()
    assert lines[0] == "阶段\t件数"
    assert f"办理中\t{next(b.words for b in chart.bars() if b.key == 'handling')}" in lines


def test_several_units_are_reminded_in_one_act_and_one_undo(
    page: TodayPage, workspace: Workspace, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    page.choose("overdue")
    view = page.list.view("overdue")
    view.selectAll()
    chosen = page.list.chosen()
    assert len(chosen) == page.tiles["overdue"].figure()[0] > 1

    def fill(dialog: BatchDialog) -> int:
        assert dialog.view.rows.rowCount() == len(chosen)
        dialog.form.fill({"way": "电话"})
        dialog.submit()
        return dialog.result()

    monkeypatch.setattr(BatchDialog, "exec", fill)
    with qtbot.waitSignal(workspace.changed, timeout=10000):
        page.list.remind()
    files = [workspace.read(proposal_file, row.proposal_id, today=workspace.today) for row in chosen]
    assert all(any(a["reminders"] for a in file["assignments"]) for file in files)
    assert workspace.undo_label == f"催办 {len(chosen)} 件"
    assert page.recent.lines[0].accessibleName().startswith(f"09:30　催办 {len({row.proposal_id for row in chosen})} 件提案")
    page.recent.undo()
    file = workspace.read(proposal_file, chosen[0].proposal_id, today=workspace.today)
    assert not any(a["reminders"] for a in file["assignments"])


def test_ctrl_r_asks_for_the_proposal_and_then_opens_its_reply(
    window: MainWindow, page: TodayPage, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    opened: list[tuple[str, int]] = []
    monkeypatch.setattr(today_page, "open_step", lambda _w, step, proposal_id, **_k: opened.append((step.verb, proposal_id)))
    page.choose("overdue")
    expected = page.current_proposal_id()

    def accept(dialog: today_page.FormDialog) -> int:
        dialog.submit()
        return QDialog.DialogCode.Accepted

    monkeypatch.setattr(today_page.FormDialog, "exec", accept)
    window.activateWindow()
    qtbot.waitUntil(window.isActiveWindow)
    page.list.view("overdue").setFocus()
    qtbot.keyClick(page.list.view("overdue"), Qt.Key.Key_R, Qt.KeyboardModifier.ControlModifier)
    qtbot.waitUntil(lambda: bool(opened))
    assert opened == [("reply", expected)]


def test_the_last_acts_stand_below_and_the_last_can_be_taken_back(page: TodayPage, workspace: Workspace) -> None:
    assert not page.recent._undo.isVisible()
    proposal = listed(workspace, ProposalFilter(stages=frozenset({Stage.RECEIVED})))[0]
    workspace.step(step_named("correct"), proposal, {"category": "教育", "reason": "录错"})
    assert page.recent._undo.text() == f"撤销 {workspace.undo_label}"
    assert page.recent._undo.isVisible()
    page.recent._undo.click()
    assert workspace.read(proposal_file, proposal, today=workspace.today)["category"] == ""
    shown = [line for line in page.recent.lines if line.isVisible()]
    assert 2 <= len(shown) <= 6


def test_the_whole_list_is_printed_with_its_heads(page: TodayPage, monkeypatch: pytest.MonkeyPatch, tmp_path: object) -> None:
    def choose(printer: QPrinter, _parent: object) -> bool:
        printer.setOutputFileName(f"{tmp_path}/清单.pdf")
        return True

    made: list[str] = []
    real = list_print.list_document
    monkeypatch.setattr(list_print, "choose_printer", choose)
    monkeypatch.setattr(list_print, "list_document", lambda *given: made.append(real(*given).toPlainText()) or real(*given))
    page.choose("overdue")
    page.list.print_out()
    text = made[0]
    assert "已超期（十届二次）" in text
    assert "承办单位" in text
    assert text.count("关于完善老旧小区") == page.tiles["overdue"].figure()[0]


def test_chosen_rows_are_copied_with_their_heads(page: TodayPage) -> None:
    page.choose("overdue")
    page.list.copy()
    head, line = QGuiApplication.clipboard().text().splitlines()
    row = page.list.current()
    assert row is not None
    assert head.split("\t")[:3] == ["期限", "提案号", "案由"]
    assert line.split("\t")[1:3] == [row.number, row.title]


def test_a_low_or_narrow_window_shows_tiles_in_one_line_and_its_parts_behind_tabs(window: MainWindow, page: TodayPage, qtbot: QtBot) -> None:
    tall = page.tiles["overdue"].height()
    assert not page.parts.isVisible()
    assert page.charts.isVisible()
    window.resize(911, 512)
    qtbot.waitUntil(lambda: page.parts.isVisible() and page.tiles["overdue"].height() < tall)
    assert page.list.isVisible()
    assert not page.charts.isVisible()
    page.parts.setCurrentIndex(1)
    assert page.charts.isVisible()
    assert not page.list.isVisible()
    qtbot.mouseClick(page.tiles["overdue"], Qt.MouseButton.LeftButton)
    assert page.list.isVisible()
    window.resize(1366, 768)
    qtbot.waitUntil(lambda: page.charts.isVisible() and page.list.isVisible() and page.recent.isVisible())


def test_selection_and_place_stay_when_something_changes(page: TodayPage, workspace: Workspace) -> None:
    page.choose("overdue")
    view = page.list.view("overdue")
    last = rows(page)[-1]
    view.select_id(last.id)  # type: ignore[attr-defined]
    proposal = listed(workspace, ProposalFilter(stages=frozenset({Stage.RECEIVED})))[0]
    workspace.step(step_named("correct"), proposal, {"category": "教育", "reason": "录错"})
    assert view.current_id() == last.id  # type: ignore[attr-defined]


def test_a_long_list_is_fetched_page_by_page_and_its_rows_can_be_acted_on(
    page: TodayPage, workspace: Workspace, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("zxdesk.ui.pages.today_list.WHOLE", 2)
    page.choose("overdue")
    view = page.list.view("overdue")
    assert view.rows.is_windowed
    assert view.rows.rowCount() == page.tiles["overdue"].figure()[0]
    view.setCurrentIndex(view.rows.index(3, 0))
    row = page.list.current()
    assert row is not None
    assert (row.id, row.light_words[:1]) == (view.current_id(), "超")
    with qtbot.waitSignal(workspace.wanted) as asked:
        qtbot.keyClick(view, Qt.Key.Key_Return)
    assert asked.args == ["proposals", row.proposal_id]


def test_the_part_of_a_bar_ends_in_the_list_of_proposals_with_exactly_those(window: MainWindow, page: TodayPage) -> None:
    late = next(button for button in page.charts.units.buttons() if button.key.endswith(":late"))
    expected = int(late.accessibleName().split()[-1])
    late.click()
    proposals = window.pages["proposals"]
    assert proposals.isVisible()
    assert proposals.view.rows.rowCount() == expected  # type: ignore[attr-defined]


@pytest.mark.parametrize("key", ["today", "statistics"])
def test_whatever_takes_the_focus_says_its_name(window: MainWindow, key: str, qtbot: QtBot) -> None:
    shown = window.open_page(key)
    qtbot.waitUntil(lambda: not shown.is_reading, timeout=30_000)
    nameless = [
        f"{type(one).__name__} {one.objectName()}" for one in shown.findChildren(QWidget)
        if one.focusPolicy() & Qt.FocusPolicy.TabFocus and not one.focusProxy() and not one.isHidden()
        and not (one.accessibleName() or getattr(one, "text", lambda: "")())
    ]  # fmt: skip
    assert nameless == []
