"""综合查询 by keyboard: conditions, columns, groups, cross tables, the lists behind their numbers, saved queries, export."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from openpyxl import load_workbook
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QDialog
from pytestqt.qtbot import QtBot

from tests.ui.query_acts import OF_PLENARY, QUERIES
from zxdesk.queries.builder.run import query_ids
from zxdesk.queries.builder.saved import saved_queries
from zxdesk.queries.builder.spec import read_spec
from zxdesk.text import pinyin
from zxdesk.ui import prompts
from zxdesk.ui.main_window import MainWindow
from zxdesk.ui.pages import figure_list
from zxdesk.ui.pages.figure_table import FigureTable
from zxdesk.ui.pages.query import KEPT, QueryDialog
from zxdesk.ui.pages.query_conditions import ConditionRow
from zxdesk.ui.rows_view import RowsView
from zxdesk.ui.widgets import sounded
from zxdesk.ui.widgets.finder import Option
from zxdesk.ui.workspace import Workspace

SOON = 10_000


@pytest.fixture
def dialog(workspace: Workspace, qtbot: QtBot) -> Iterator[QueryDialog]:
    """综合查询 at 1280×680 with its first answer."""
    made = QueryDialog(workspace)
    qtbot.addWidget(made)
    made.resize(1280, 680)
    made.show()
    qtbot.waitExposed(made)
    made.activateWindow()
    rest(made, qtbot)
    yield made
    workspace.jobs.wait(5000)
    made.done(0)


def rest(dialog: QueryDialog, qtbot: QtBot) -> None:
    qtbot.waitUntil(lambda: not dialog.is_asking, timeout=SOON)


def hold(dialog: QueryDialog, qtbot: QtBot, plain: dict[str, object]) -> None:
    dialog.hold(plain)
    rest(dialog, qtbot)


def listed(dialog: QueryDialog) -> list[int]:
    view = dialog.results.shown
    assert isinstance(view, RowsView)
    return list(view.rows.ids())


def table(dialog: QueryDialog) -> FigureTable:
    shown = dialog.results.shown
    assert isinstance(shown, FigureTable)
    return shown


def test_initials_are_worked_out_when_letters_are_first_typed(monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[str] = []
    monkeypatch.setattr(sounded, "initials", lambda name: asked.append(name) or pinyin.initials(name))
    finder = sounded.Sounded(lambda: [Option("number", "提案号"), Option("title", "案由")]).finder()
    assert finder.by_key("title") == Option("title", "案由")
    assert [one.key for one in finder.find("由")] == ["title"]
    assert not asked
    assert [one.key for one in finder.find("ＴＡＨ")] == ["number"]
    assert asked == ["提案号", "案由"]
    assert [one.key for one in finder.exact("ay")] == ["title"]
    assert len(asked) == 2


def test_it_begins_with_the_plenary_one_works_in(dialog: QueryDialog, workspace: Workspace) -> None:
    assert dialog.spec is not None
    assert dialog.spec.words() == "届次属于十届二次"
    assert len(listed(dialog)) == 10


def test_a_condition_typed_by_keyboard_narrows_the_list(dialog: QueryDialog, qtbot: QtBot) -> None:
    row = dialog.conditions.add_row()
    assert dialog.note.text() == "" or "没有填完" in dialog.note.text()
    assert QApplication.focusWidget() is row.field.line
    qtbot.keyClicks(row.field.line, "tah")  # the initials of 提案号
    qtbot.keyClick(row.field.line, Qt.Key.Key_Return)
    assert row.trial.currentText() == "包含"
    assert row.value is not None
    row.trial.setCurrentIndex(row.trial.findText("等于"))
    qtbot.keyClicks(row.value.entry(), "0002")
    rest(dialog, qtbot)
    assert dialog.spec is not None
    assert dialog.spec.words() == "届次属于十届二次，且提案号等于“0002”"
    assert len(listed(dialog)) == 1


def test_what_is_not_complete_is_said_and_left_out(dialog: QueryDialog, qtbot: QtBot) -> None:
    row = dialog.conditions.add_row()
    rest(dialog, qtbot)
    assert dialog.note.text() == "1 个条件还没有填完，没有计入。"
    assert len(listed(dialog)) == 10
    row.removed.emit()
    rest(dialog, qtbot)
    assert dialog.note.text() == ""


def test_a_day_that_is_none_is_said_and_the_answer_stays(dialog: QueryDialog, qtbot: QtBot) -> None:
    row = dialog.conditions.add_row({"field": "submitted_on", "test": "after", "value": ["2026-01-01"]})
    rest(dialog, qtbot)
    before = listed(dialog)
    assert row.value is not None
    row.value.entry().setText("2026-13-40")  # type: ignore[attr-defined]
    rest(dialog, qtbot)
    assert "2026-13-40" in dialog.note.text()
    assert listed(dialog) == before


@pytest.mark.parametrize("name", QUERIES)
def test_what_is_held_is_given_back_as_it_was(dialog: QueryDialog, qtbot: QtBot, name: str) -> None:
    hold(dialog, qtbot, QUERIES[name])
    assert dialog.spec == read_spec(QUERIES[name])


def test_conditions_of_a_group_hold_any_and_can_be_taken_away(dialog: QueryDialog, qtbot: QtBot, workspace: Workspace) -> None:
    either = [{"field": "number", "test": "is", "value": [one]} for one in ("0002", "0003")]
    hold(dialog, qtbot, {"where": {"of": [OF_PLENARY["of"][0], {"match": "any", "of": either}]}})  # type: ignore[index]
    assert len(listed(dialog)) == 2
    group = dialog.conditions.items[1]
    for row in list(group.items):  # type: ignore[union-attr]
        row.removed.emit()
    rest(dialog, qtbot)
    assert [type(item) for item in dialog.conditions.items] == [ConditionRow]
    assert len(listed(dialog)) == 10


def test_the_head_of_a_column_sorts_and_moved_columns_are_those_of_the_query(dialog: QueryDialog, qtbot: QtBot) -> None:
    view = dialog.results.shown
    assert isinstance(view, RowsView)
    view.sort_by("title", descending=True)
    rest(dialog, qtbot)
    assert dialog.spec is not None
    assert dialog.spec.sort == "-title"
    view.head.moveSection(2, 1)
    qtbot.waitUntil(lambda: dialog.spec is not None and dialog.spec.columns[:3] == ("number", "proposer", "title"), timeout=SOON)
    assert dialog.shape.plain()["columns"][:3] == ["number", "proposer", "title"]


def test_columns_are_added_by_keyboard(dialog: QueryDialog, qtbot: QtBot) -> None:
    line = dialog.shape.columns.line
    qtbot.keyClicks(line, "jb")
    qtbot.keyClick(line, Qt.Key.Key_Return)
    rest(dialog, qtbot)
    view = dialog.results.shown
    assert isinstance(view, RowsView)
    assert [column.title for column in view.rows.columns][-1] == "界别"
    assert "经济界" in str(view.rows.row_at(0))


def test_every_number_of_a_grouping_opens_its_list(dialog: QueryDialog, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch) -> None:
    opened: list[tuple[str, int]] = []
    monkeypatch.setattr(figure_list.FigureDialog, "exec", lambda one: opened.append((one.windowTitle(), len(one.view.rows.ids()))))
    hold(dialog, qtbot, QUERIES["groups"])
    shown = table(dialog)
    for row in shown.every_row():
        shown.pressed.emit(row["id"], "count")
        rest(dialog, qtbot)
        assert opened[-1] == (f"{row['name']}　件数", row["count"])
    shown.pressed.emit(None, "count")
    rest(dialog, qtbot)
    assert opened[-1] == ("合计　件数", 10)


def test_a_cell_of_a_cross_table_opens_its_list_by_enter(dialog: QueryDialog, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch) -> None:
    opened: list[tuple[str, list[int]]] = []
    monkeypatch.setattr(figure_list.FigureDialog, "exec", lambda one: opened.append((one.windowTitle(), list(one.view.rows.ids()))))
    hold(dialog, qtbot, QUERIES["pivot"])
    view = table(dialog).view
    assert [column.title for column in view.rows.columns] == ["承办单位", "主办", "会办", "合计"]
    view.select_id(1)
    view.setFocus()
    view.setCurrentIndex(view.rows.index(1, 2))
    qtbot.keyClick(view, Qt.Key.Key_Return)
    rest(dialog, qtbot)
    title, ids = opened[-1]
    assert title == "县财政局　会办"
    assert len(ids) == view.rows.row_at(1)["c1"] > 0  # type: ignore[index]


def test_a_grouping_without_a_field_says_what_to_choose(dialog: QueryDialog, qtbot: QtBot) -> None:
    dialog.shape.kind.set_value("groups")
    dialog.shape.kind.changed.emit()
    rest(dialog, qtbot)
    assert dialog.results.shown.text() == "选一个字段来分组，例如类别。"  # type: ignore[attr-defined]
    assert not dialog.export_button.isEnabled()


def test_a_proposal_opens_from_the_list_and_the_window_goes(window: MainWindow, workspace: Workspace, qtbot: QtBot) -> None:
    dialog = QueryDialog(workspace, window)
    qtbot.addWidget(dialog)
    dialog.open()
    rest(dialog, qtbot)
    chosen = listed(dialog)[2]
    with qtbot.waitSignal(workspace.wanted) as wanted:
        dialog.results.opened.emit(chosen)
    assert wanted.args == ["proposals", chosen]
    assert dialog.result() == QDialog.DialogCode.Accepted


def test_a_query_is_saved_renamed_moved_and_deleted(dialog: QueryDialog, workspace: Workspace, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch) -> None:
    def answer(name: str) -> None:
        def fill(form: prompts.FormDialog) -> int:
            form.form.editors["name"].set_value(name)
            form.submit()
            return 1

        monkeypatch.setattr(prompts.FormDialog, "exec", fill)

    def names() -> list[str]:
        return [row.name for row in workspace.read(saved_queries)]

    hold(dialog, qtbot, QUERIES["groups"])
    for name in ("甲", "乙"):
        answer(name)
        dialog.saved.save()
    assert names() == ["甲", "乙"]
    dialog.saved.shift(-1)
    assert names() == ["乙", "甲"]
    answer("丙")
    dialog.saved.rename()
    assert names() == ["丙", "甲"]
    hold(dialog, qtbot, QUERIES["list"])
    dialog.saved.combo.setCurrentIndex(1)
    dialog.saved.combo.activated.emit(1)
    rest(dialog, qtbot)
    assert dialog.spec == read_spec(QUERIES["groups"])
    monkeypatch.setattr(prompts, "confirm", lambda *_what: True)
    dialog.saved.delete()
    assert names() == ["甲"]
    assert dialog.saved.name() == ""


def test_what_is_shown_is_exported_whole(
    dialog: QueryDialog, workspace: Workspace, qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "结果.xlsx"
    monkeypatch.setattr(prompts, "save_file", lambda *_what: path)
    hold(dialog, qtbot, QUERIES["list"])
    with qtbot.waitSignal(workspace.said, timeout=SOON):
        dialog.export()
    sheet = load_workbook(path).active
    cells = [[cell.value for cell in row] for row in sheet.iter_rows()]
    assert cells[2] == ["提案号", "案由", "提案者", "类别", "主办单位", "状态"]
    assert dialog.spec is not None
    found = workspace.read(query_ids, dialog.spec, today=workspace.today)
    assert len([row for row in cells if row[1] and "加装电梯" in str(row[1])]) == len(found) == 10


def test_the_query_of_the_last_time_comes_back(dialog: QueryDialog, workspace: Workspace, qtbot: QtBot) -> None:
    hold(dialog, qtbot, QUERIES["pivot"])
    dialog.done(0)
    assert "undertakings" in workspace.memory.text(KEPT)
    again = QueryDialog(workspace)
    qtbot.addWidget(again)
    rest(again, qtbot)
    assert again.spec == read_spec(QUERIES["pivot"])
    again.done(0)


def test_it_opens_by_its_key_from_the_window(window: MainWindow, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch) -> None:
    opened: list[QueryDialog] = []
    monkeypatch.setattr(QueryDialog, "exec", lambda dialog: opened.append(dialog))
    window.activateWindow()
    qtbot.waitUntil(window.isActiveWindow)
    qtbot.keyClick(window, Qt.Key.Key_F, Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier)
    qtbot.waitUntil(lambda: bool(opened), timeout=SOON)
    rest(opened[0], qtbot)
    opened[0].done(0)
