"""报表: the desk shows each report as its sheet has it, every number of it opens its list, and what it writes is what it shows."""

from __future__ import annotations

import threading
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from openpyxl import load_workbook
from PySide6.QtCore import Qt
from PySide6.QtGui import QFontMetrics, QGuiApplication
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from tests.ui.keyboard import CTRL, Key, Keyboard, focus
from tests.ui.small_office import register_one
from zxdesk.domain.errors import RuleError
from zxdesk.queries.narrative_figures import list_behind
from zxdesk.queries.proposals import proposal_ids
from zxdesk.queries.year_source import YearSource
from zxdesk.reports import workbook, year_set
from zxdesk.reports.catalog import REPORT_KINDS, contents
from zxdesk.reports.table import Chart, Column, Table
from zxdesk.ui import prompts, theme
from zxdesk.ui.main_window import MainWindow
from zxdesk.ui.pages.narrative_side import MembersDialog
from zxdesk.ui.pages.report_view import ReportView
from zxdesk.ui.pages.statistics import StatisticsPage
from zxdesk.ui.widgets.chart import Legend
from zxdesk.ui.workspace import Workspace

LONG = 30_000
UNITS = Table(
    "承办单位统计表", "十届二次　　数据截至2026年6月10日",
    (Column("name", "承办单位", width=20),
     Column("lead", "主办", "integer", 8, True, "承办件数"), Column("co", "会办", "integer", 8, True, "承办件数"),
     Column("replied", "已复", "integer", 8, True),
     Column("rate", "办复率", "share", 9, ratio=("replied", "lead"))),
    (("县教育局", 4, 1, 3, 0.75), ("县卫健局", 2, 0, 1, 0.5), ("县委宣传部", 3, 2, 0, 0.0)),
    convention="办复率＝已办复÷主办", notes=("重新办理的按首次答复计。",), sections={0: "政府系统", 2: "党委系统"},
    behind=({"lead": "unit:1:lead", "replied": "unit:1:replied"}, {"lead": "unit:2:lead"}, {"lead": "unit:3:lead", "replied": "unit:3:replied"}),
    total_behind={"lead": "unit:0:lead"},
)  # fmt: skip


@pytest.fixture
def view(qtbot: QtBot, looked: object) -> ReportView:
    made = ReportView()
    qtbot.addWidget(made)
    made.resize(900, 500)
    made.show_table(UNITS)
    made.show()
    qtbot.waitExposed(made)
    return made


@pytest.fixture
def page(window: MainWindow, qtbot: QtBot) -> StatisticsPage:
    found = window.open_page("statistics")
    assert isinstance(found, StatisticsPage)
    found.show_tab("报表")
    qtbot.waitUntil(lambda: not found.is_reading and found.desk.view.table is not None, timeout=LONG)
    return found


def lines(view: ReportView) -> list[list[str]]:
    model = view.grid.rows
    return [[model.words(row, column) for column in range(model.columnCount())] for row in range(model.rowCount())]


def show(page: StatisticsPage, qtbot: QtBot, key: str) -> Table:
    page.show_report(key)
    qtbot.waitUntil(lambda: not page.is_reading and page.desk.view.table is not None, timeout=LONG)
    assert page.desk.view.table is not None
    return page.desk.view.table


def test_sections_stand_before_their_rows_and_totals_convention_and_notes_below(view: ReportView) -> None:
    shown = lines(view)
    assert [line[0] for line in shown] == [
        "政府系统", "县教育局", "县卫健局", "党委系统", "县委宣传部", "合计", "统计口径：办复率＝已办复÷主办", "重新办理的按首次答复计。",
    ]  # fmt: skip
    assert shown[1] == ["县教育局", "4", "1", "3", "75.0%"]
    assert shown[5] == ["合计", "9", "3", "4", "44.4%"]


def test_columns_of_one_heading_are_one_group(view: ReportView) -> None:
    assert view.grid.rows.group_of(2) == (1, 2)
    heads = [view.grid.rows.headerData(at, Qt.Orientation.Horizontal) for at in range(5)]
    assert heads == ["承办单位", "承办件数 主办", "承办件数 会办", "已复", "办复率"]


def test_a_number_is_opened_by_arrows_and_enter_and_by_a_click(view: ReportView, qtbot: QtBot) -> None:
    grid = view.grid
    grid.setFocus()
    assert (grid.currentIndex().row(), grid.currentIndex().column()) == (1, 0)
    qtbot.keyClick(grid, Qt.Key.Key_Right)
    with qtbot.waitSignal(view.opened) as entered:
        qtbot.keyClick(grid, Qt.Key.Key_Return)
    with qtbot.waitSignal(view.opened) as clicked:
        qtbot.mouseClick(grid.viewport(), Qt.MouseButton.LeftButton, pos=grid.visualRect(grid.rows.index(1, 1)).center())
    assert entered.args == clicked.args == ["unit:1:lead", "县教育局 · 承办件数主办"]
    with qtbot.waitSignal(view.opened) as total:
        qtbot.mouseClick(grid.viewport(), Qt.MouseButton.LeftButton, pos=grid.visualRect(grid.rows.index(5, 1)).center())
    assert total.args == ["unit:0:lead", "合计 · 承办件数主办"]


def test_a_zero_and_a_number_without_a_list_lead_nowhere(view: ReportView, qtbot: QtBot) -> None:
    grid = view.grid
    for row, column in ((4, 3), (2, 3), (1, 2), (6, 0)):
        with qtbot.assertNotEmitted(view.opened):
            qtbot.mouseClick(grid.viewport(), Qt.MouseButton.LeftButton, pos=grid.visualRect(grid.rows.index(row, column)).center())


def test_the_table_is_copied_whole_and_a_block_of_cells_by_itself(view: ReportView, qtbot: QtBot) -> None:
    grid = view.grid
    grid.setFocus()
    qtbot.keyClick(grid, Qt.Key.Key_C, Qt.KeyboardModifier.ControlModifier)
    copied = QGuiApplication.clipboard().text().split("\n")
    assert copied[:3] == ["承办单位统计表", "十届二次 数据截至2026年6月10日", "承办单位\t承办件数 主办\t承办件数 会办\t已复\t办复率"]
    assert copied[4] == "县教育局\t4\t1\t3\t75.0%"
    assert copied[-2:] == ["统计口径：办复率＝已办复÷主办", "重新办理的按首次答复计。"]
    qtbot.keyClick(grid, Qt.Key.Key_Right, Qt.KeyboardModifier.ShiftModifier)
    qtbot.keyClick(grid, Qt.Key.Key_Down, Qt.KeyboardModifier.ShiftModifier)
    qtbot.keyClick(grid, Qt.Key.Key_C, Qt.KeyboardModifier.ControlModifier)
    assert QGuiApplication.clipboard().text() == "承办单位\t承办件数 主办\n县教育局\t4\n县卫健局\t2"


def test_frozen_columns_stay_and_the_cursor_is_never_under_them(view: ReportView, qtbot: QtBot) -> None:
    wide = replace(UNITS, frozen=1, columns=tuple(replace(column, width=40 if at else 20) for at, column in enumerate(UNITS.columns)))
    view.show_table(wide)
    grid = view.grid
    qtbot.waitUntil(lambda: grid.horizontalScrollBar().maximum() > 0)
    for column in (4, 1):
        grid.setCurrentIndex(grid.rows.index(1, column))
        grid.scrollTo(grid.currentIndex())
        box = grid.visualRect(grid.currentIndex())
        assert box.left() >= grid.frozen_width() - 1
        assert box.right() <= grid.viewport().width()
    grid.horizontalScrollBar().setValue(grid.horizontalScrollBar().maximum())
    assert grid.visualRect(grid.rows.index(1, 0)).left() == 0


def test_a_long_text_takes_several_lines_and_a_long_note_is_shown_whole(view: ReportView) -> None:
    grid = view.grid
    text = "、".join(f"{number:04d}" for number in range(1, 40))
    view.show_table(replace(UNITS, rows=((text, 4, 1, 3, 0.75), *UNITS.rows[1:]), notes=("各项占比分别四舍五入，合计可能不是 100%。" * 8,)))
    assert grid.rowHeight(1) > grid.rowHeight(2)
    assert grid.rowHeight(grid.rows.rowCount() - 1) > 2 * grid.fontMetrics().height()


def test_a_text_with_breaks_is_as_high_as_its_lines(view: ReportView) -> None:
    grid = view.grid
    view.show_table(replace(UNITS, rows=(("增加 1 件：0012\n减少 1 件：0014\n口径不变", 4, 1, 3, 0.75), *UNITS.rows[1:])))
    assert grid.rowHeight(1) == grid.rowHeight(2) + 2 * QFontMetrics(theme.font(theme.metrics().body)).height()


def test_rows_of_a_report_are_not_as_high_as_those_of_the_one_before(view: ReportView) -> None:
    view.show_table(replace(UNITS, rows=tuple(("、".join(f"{at:04d}" for at in range(60)), 1, 1, 1, 1.0) for _ in range(3))))
    view.show_table(replace(UNITS, title="另一张表"))
    grid = view.grid
    heights = {grid.rowHeight(row) for row in range(grid.rows.rowCount()) if grid.rows.line(row).kind != "note"}
    assert len(heights) == 1


def test_marks_of_columns_called_alike_are_named_by_the_group_above(view: ReportView) -> None:
    years = ("十届一次（2025）", "十届二次（2026）")
    columns = (Column("name", "类别"), *(Column(f"filed{at}", "立案", "integer", 8, group=year) for at, year in enumerate(years)))
    view.show_table(Table("对比表", "", columns, (("教育", 2, 4),), charts=(Chart("column", "各类别立案件数", "name", ("filed0", "filed1")),)))
    view.turn.click()
    [legend] = view.findChildren(Legend)
    assert legend.accessibleName() == "图例：十届一次（2025）、十届二次（2026）"


def test_a_table_with_charts_turns_to_them_and_a_mark_opens_the_list_of_its_number(view: ReportView, qtbot: QtBot) -> None:
    assert view.turn.isHidden()
    view.show_table(replace(UNITS, charts=(Chart("bar", "各单位主办件数", "name", ("lead",)),)))
    assert not view.turn.isHidden()
    view.turn.click()
    (panel,) = view.charts.panels
    assert panel.chart.table()[1:3] == [["县教育局", "4"], ["县卫健局", "2"]]
    with qtbot.waitSignal(view.opened) as asked:
        qtbot.mouseClick(panel.chart.buttons()[1], Qt.MouseButton.LeftButton)
    assert asked.args == ["unit:2:lead", "县卫健局 · 承办件数主办"]
    view.turn.click()
    assert view.grid.isVisible()


def test_every_report_is_listed_once_under_its_heading_in_the_order_of_the_catalogue(page: StatisticsPage) -> None:
    model = page.desk.list.model()
    words = [str(model.index(at, 0).data()) for at in range(model.rowCount())]
    expected = [part for group, kinds in contents() for part in (group, *(f"{number} {kind.name}".lstrip() for number, kind in kinds))]
    assert words == expected
    assert sorted(kind.key for _group, kinds in contents() for _number, kind in kinds) == sorted(kind.key for kind in REPORT_KINDS)


def test_every_report_is_shown_as_it_is_built_and_each_of_its_counts_opens_a_list(
    page: StatisticsPage, workspace: Workspace, qtbot: QtBot
) -> None:
    plenary = workspace.plenary_id
    assert plenary is not None
    model, empty, linked = page.desk.view.grid.rows, [], 0
    for kind in REPORT_KINDS:
        shown = show(page, qtbot, kind.key)
        assert shown == workspace.read(lambda session, kind=kind: kind.build(YearSource(session, plenary, today=workspace.today))), kind.key
        cells = [(row, column) for row in range(model.rowCount()) for column in range(model.columnCount())]
        for figure, what in {(model.figure(row, column), model.columns[column].kind) for row, column in cells if model.figure(row, column)}:
            year, key = (int(figure.split(":")[1]), figure.split(":", 2)[2]) if figure.startswith("year:") else (plenary, figure)
            found = workspace.read(list_behind, year, key, today=workspace.today)
            linked += 1
            if what == "integer" and not found.ids:
                empty.append(f"{kind.key} {figure}")
    assert not empty
    assert linked > 100


def test_by_keyboard_from_the_navigation_to_the_list_behind_a_number(
    keyboard: Keyboard, window: MainWindow, workspace: Workspace, qtbot: QtBot
) -> None:
    keyboard.press(Key.Key_8, CTRL)
    page: Any = window.current_page()
    page.tabs.setFocus()
    keyboard.press(Key.Key_Right)
    keyboard.until(lambda: page.desk.view.table is not None)
    keyboard.press(Key.Key_Tab)
    for _press in range(12):
        if focus() is page.desk.list:
            break
        keyboard.press(Key.Key_Tab)
    assert focus() is page.desk.list
    keyboard.press(Key.Key_Return)
    assert focus() is page.desk.view.grid
    keyboard.press(Key.Key_Right)
    with qtbot.waitSignal(workspace.listed) as asked:
        keyboard.press(Key.Key_Return)
    row, column = page.desk.view.grid.currentIndex().row(), page.desk.view.grid.currentIndex().column()
    count = len(workspace.read(proposal_ids, replace(asked.args[0], plenary_id=workspace.plenary_id), today=workspace.today))
    assert str(count) == page.desk.view.grid.rows.words(row, column)


def test_a_change_in_the_register_is_in_the_report_shown_at_once(page: StatisticsPage, workspace: Workspace, qtbot: QtBot) -> None:
    before = show(page, qtbot, "totals")
    register_one(workspace.door, "关于增设社区助浴点的提案")
    page.refresh()
    qtbot.waitUntil(lambda: not page.is_reading and page.desk.view.table not in (None, before), timeout=LONG)
    after = page.desk.view.table
    assert after is not None
    at = next(at for at, column in enumerate(after.columns) if column.key == "received")
    assert sum(row[at] for row in after.rows) == sum(row[at] for row in before.rows) + 1  # type: ignore[misc]


def test_a_report_that_is_refused_says_why_in_its_place(page: StatisticsPage, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_given: object) -> list[Table]:
        raise RuleError("没有登记建议条数，采纳率算不出。", "suggestions")

    monkeypatch.setattr(year_set, "built", refuse)
    page.show_report("by_unit")
    qtbot.waitUntil(lambda: bool(page.desk.view.words()) and not page.is_reading, timeout=LONG)
    assert page.desk.view.words() == "没有登记建议条数，采纳率算不出。"
    assert not page.desk.one.isEnabled()


def test_the_report_shown_is_written_as_it_is_shown(
    page: StatisticsPage, workspace: Workspace, qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    shown = show(page, qtbot, "by_category")
    monkeypatch.setattr(prompts, "save_file", lambda *_given: tmp_path / "按类别.xlsx")
    with qtbot.waitSignal(workspace.said, timeout=LONG) as said:
        page.desk.one.click()
    assert said.args[1] == "done"
    sheet = load_workbook(tmp_path / "按类别.xlsx").active
    written = [str(row[0].value) for row in sheet.iter_rows()]
    assert written[0] == shown.title
    assert [one for one in written if one in {str(row[0]) for row in shown.rows}] == [str(row[0]) for row in shown.rows]


def test_the_whole_set_is_one_workbook_with_a_sheet_for_every_report_of_the_year(
    page: StatisticsPage, workspace: Workspace, qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(prompts, "save_file", lambda *_given: tmp_path / "全套.xlsx")
    with qtbot.waitSignal(workspace.said, timeout=2 * LONG):
        page.desk.whole.click()
    names = load_workbook(tmp_path / "全套.xlsx", read_only=True).sheetnames
    assert names == ["目录", *(kind.name for kind in year_set.annual_kinds())]


def test_each_report_has_a_file_and_files_of_the_same_name_are_replaced_only_when_said(
    page: StatisticsPage, workspace: Workspace, qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = tmp_path / "报表"
    folder.mkdir()
    first = folder / year_set.file_name(year_set.every_kind()[0])
    first.write_text("旧", encoding="utf-8")
    monkeypatch.setattr(prompts, "choose_folder", lambda *_given: folder)
    asked: list[str] = []
    monkeypatch.setattr(prompts, "confirm", lambda _parent, text, *_rest: bool(asked.append(text)))
    page.desk.each.click()
    assert "1 个同名文件" in asked[0]
    assert first.read_text(encoding="utf-8") == "旧"
    monkeypatch.setattr(prompts, "confirm", lambda *_given: True)
    with qtbot.waitSignal(workspace.said, timeout=2 * LONG):
        page.desk.each.click()
    assert sorted(path.name for path in folder.iterdir()) == sorted(year_set.file_name(kind) for kind in REPORT_KINDS)
    assert load_workbook(first, read_only=True).sheetnames


def test_a_file_that_is_open_elsewhere_is_told_in_a_sentence(
    page: StatisticsPage, qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    told: list[str] = []
    target = tmp_path / "按类别.xlsx"
    replace_file = Path.replace

    def held(self: Path, other: Path) -> Path:
        if Path(other) == target:
            raise PermissionError(13, "in use")
        return replace_file(self, other)

    monkeypatch.setattr(Path, "replace", held)
    monkeypatch.setattr(prompts, "save_file", lambda *_given: target)
    monkeypatch.setattr(prompts, "tell", lambda _parent, text, *_rest: told.append(text))
    show(page, qtbot, "by_category")
    page.desk.one.click()
    qtbot.waitUntil(lambda: bool(told), timeout=LONG)
    assert told == ["文件“按类别.xlsx”正被打开，关闭后重试。"]
    assert not list(tmp_path.glob("*.part.xlsx"))


def test_an_export_can_be_cancelled_and_leaves_no_half_file(
    page: StatisticsPage, workspace: Workspace, qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder, may_go_on, began = tmp_path / "报表", threading.Event(), threading.Event()
    folder.mkdir()
    write = workbook.write_workbook

    def slowly(table: Table, path: Path) -> tuple[str, ...]:
        began.set()
        assert may_go_on.wait(60)
        return write(table, path)

    monkeypatch.setattr(year_set, "write_workbook", slowly)
    monkeypatch.setattr(prompts, "choose_folder", lambda *_given: folder)
    page.desk.each.click()
    qtbot.waitUntil(began.is_set, timeout=2 * LONG)
    workspace.jobs.cancel()
    with qtbot.waitSignal(workspace.said, timeout=LONG) as said:
        may_go_on.set()
    assert said.args[0].startswith("已停止导出")
    assert [path.suffix for path in folder.iterdir()] == [".xlsx"]
    assert not list(folder.glob(".*"))


def test_the_members_behind_a_number_are_listed_and_lead_to_the_directory(
    page: StatisticsPage, window: MainWindow, workspace: Workspace, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    shown: list[MembersDialog] = []
    monkeypatch.setattr(MembersDialog, "exec", lambda dialog: shown.append(dialog))
    page.open_figure("members:signed", "提交提案的委员")
    (dialog,) = shown
    assert [dialog.view.rows.row_at(row).name for row in range(dialog.view.rows.rowCount())] == ["周砚秋", "许静安"]  # type: ignore[attr-defined]
    dialog.view.opened.emit(dialog.view.rows.id_at(1))
    directory: Any = window.pages["members"]
    assert directory.isVisible()
    assert directory.members.current()["name"] == "许静安"


def test_a_figure_of_another_year_opens_the_list_of_that_year(page: StatisticsPage, workspace: Workspace, qtbot: QtBot) -> None:
    with qtbot.waitSignal(workspace.listed) as asked:
        page.open_figure(f"year:{workspace.plenary_id}:filed", "十届二次 · 立案")
    assert len(workspace.read(proposal_ids, replace(asked.args[0], plenary_id=workspace.plenary_id), today=workspace.today)) == 7


@pytest.mark.parametrize("size", [(1366, 768), (911, 512)])
def test_nothing_of_the_desk_is_cut_off(window: MainWindow, page: StatisticsPage, qtbot: QtBot, size: tuple[int, int]) -> None:
    from tests.ui.test_pictures import cut_off

    window.resize(*size)
    qtbot.waitUntil(lambda: window.width() == size[0])
    qtbot.wait(50)
    parts: list[QWidget] = [page.desk, page._head_bar]
    assert [told for part in parts for told in cut_off(part)] == []
