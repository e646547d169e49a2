"""The window of narrative reports: figures that look like figures, lead to their lists, and stay tied to the register."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QTextCursor
from PySide6.QtWidgets import QApplication, QDialog, QPushButton, QWidget
from pytestqt.qtbot import QtBot
from sqlalchemy import select

from tests.ui.small_office import do
from zxdesk.domain.figure_marks import figure_keys
from zxdesk.domain.proposal import Proposal
from zxdesk.domain.stage import Stage
from zxdesk.queries.narrative import current_narrative
from zxdesk.services.narrative import adopt_narrative
from zxdesk.ui import prompts
from zxdesk.ui.main_window import MainWindow
from zxdesk.ui.pages import narrative as narrative_window
from zxdesk.ui.pages.figure_list import FigureDialog
from zxdesk.ui.pages.narrative import NarrativeDialog
from zxdesk.ui.pages.narrative_edit import KEY
from zxdesk.ui.pages.narrative_side import MembersDialog
from zxdesk.ui.workspace import Workspace

TODAY = date(2026, 6, 10)


@pytest.fixture
def dialog(workspace: Workspace, qtbot: QtBot) -> Iterator[NarrativeDialog]:
    """The window with a review report just written."""
    made = NarrativeDialog(workspace)
    made.show()
    made.write()
    yield made
    made.report = None  # nothing is saved any more
    made.close()
    made.deleteLater()


def place_of(dialog: NarrativeDialog, key: str) -> int:
    """Where the first figure of a key begins."""
    dialog.text.moveCursor(QTextCursor.MoveOperation.Start)
    assert dialog.text.go_to_figure(1, key)
    return dialog.text.textCursor().selectionStart()


def stored(workspace: Workspace, kind: str = "review_report") -> Any:
    assert workspace.plenary_id is not None
    return workspace.read(current_narrative, workspace.plenary_id, kind)


def refuse_one(workspace: Workspace) -> None:
    """One proposal more that is not filed; the window is told."""
    key = workspace.read(lambda session: session.scalars(select(Proposal.id).where(Proposal.stage == Stage.SECOND_REVIEWED)).first())
    do(workspace.door, "reject", key, reasons="10", decided_on="2026-06-03")


def test_a_plenary_without_a_report_offers_to_write_one(workspace: Workspace, qtbot: QtBot) -> None:
    made = NarrativeDialog(workspace)
    made.show()
    assert made.stack.currentWidget() is made.empty
    button = next(one for one in made.empty.findChildren(QPushButton) if one.text() == "按登记簿生成")
    button.click()
    assert made.report is not None
    assert stored(workspace).title == "关于政协云溪县第十届委员会第二次会议提案审查情况的报告"
    made.close()
    made.deleteLater()


def test_what_is_shown_is_what_is_stored_figures_and_all(dialog: NarrativeDialog) -> None:
    assert dialog.report is not None
    assert dialog.text.paragraphs() == [dict(one) for one in dialog.report.paragraphs]
    assert not dialog.is_changed()


def test_a_figure_is_underlined_in_accent_and_the_text_around_it_is_not(dialog: NarrativeDialog) -> None:
    from zxdesk.ui import theme

    place = place_of(dialog, "filed")
    cursor = dialog.text.textCursor()
    cursor.setPosition(place + 1)
    look = cursor.charFormat()
    assert look.property(KEY) == "filed"
    assert look.fontUnderline()
    assert look.foreground().color() == theme.colour("accent")
    cursor.setPosition(place)
    assert not cursor.charFormat().fontUnderline()


def test_enter_on_a_figure_opens_exactly_the_proposals_it_counts(dialog: NarrativeDialog, opened: list[QDialog], qtbot: QtBot) -> None:
    assert dialog.report is not None
    place_of(dialog, "filed")
    qtbot.keyClick(dialog.text, Qt.Key.Key_Return)
    assert isinstance(opened[0], FigureDialog)
    assert opened[0].windowTitle() == "立案件数"
    assert opened[0].view.rows.rowCount() == dialog.now["filed"].value


def test_a_click_on_a_figure_opens_its_list_and_one_beside_it_does_not(dialog: NarrativeDialog, opened: list[QDialog], qtbot: QtBot) -> None:
    place = place_of(dialog, "received")
    cursor = dialog.text.textCursor()
    for at, expected in ((place, 1), (place - 3, 1)):
        cursor.setPosition(at)
        dialog.text.setTextCursor(cursor)
        left = dialog.text.cursorRect(cursor)
        qtbot.mouseClick(dialog.text.viewport(), Qt.MouseButton.LeftButton, pos=left.center() + left.topRight() - left.topLeft() + left.topLeft() * 0)
        point = left.center()
        point.setX(point.x() + 4)
        qtbot.mouseClick(dialog.text.viewport(), Qt.MouseButton.LeftButton, pos=point)
        assert len(opened) >= expected
    assert {one.windowTitle() for one in opened} == {"收到件数"}


def test_members_who_took_part_are_listed_as_members(dialog: NarrativeDialog, opened: list[QDialog]) -> None:
    dialog.open_figure("rate:participation:above")
    assert isinstance(opened[0], MembersDialog)
    assert opened[0].view.rows.rowCount() == dialog.now["rate:participation:above"].value


def test_alt_and_arrows_go_from_figure_to_figure(dialog: NarrativeDialog, qtbot: QtBot) -> None:
    assert dialog.report is not None
    keys = figure_keys(dialog.report.paragraphs)
    dialog.text.moveCursor(QTextCursor.MoveOperation.Start)
    seen = []
    for _ in range(3):
        qtbot.keyClick(dialog.text, Qt.Key.Key_Right, Qt.KeyboardModifier.AltModifier)
        seen.append(dialog.text.figure_at_cursor())
    assert seen == keys[:3]
    qtbot.keyClick(dialog.text, Qt.Key.Key_Left, Qt.KeyboardModifier.AltModifier)
    assert dialog.text.figure_at_cursor() == keys[1]


def test_what_is_typed_beside_a_figure_is_text_and_the_figure_stays(
    dialog: NarrativeDialog, workspace: Workspace, type_chinese: Callable[[QWidget, str], None]
) -> None:
    place_of(dialog, "filed")
    cursor = dialog.text.textCursor()
    cursor.setPosition(cursor.selectionEnd())
    dialog.text.setTextCursor(cursor)
    type_chinese(dialog.text, "（含联名）")
    assert dialog.is_changed()
    assert dialog.save()
    text = "".join(one["text"] for one in stored(workspace).paragraphs)
    assert f"⟦filed|{dialog.now['filed'].words}⟧（含联名）件" in text


def test_typing_over_a_figure_makes_it_text_and_undo_brings_it_back(dialog: NarrativeDialog, workspace: Workspace, qtbot: QtBot) -> None:
    place_of(dialog, "filed")
    qtbot.keyClicks(dialog.text, "99")
    assert "立案99件" in "".join(one["text"] for one in dialog.text.paragraphs())
    dialog.text.undo()
    dialog.text.undo()
    assert "⟦filed|" in "".join(one["text"] for one in dialog.text.paragraphs())
    place_of(dialog, "filed")
    qtbot.keyClicks(dialog.text, "99")
    dialog.save()
    first = next(one["text"] for one in stored(workspace).paragraphs if "经审查" in one["text"])
    assert "立案99件" in first


def test_copied_text_keeps_its_figures(dialog: NarrativeDialog) -> None:
    dialog.text.moveCursor(QTextCursor.MoveOperation.Start)
    dialog.text.moveCursor(QTextCursor.MoveOperation.NextBlock)
    dialog.text.moveCursor(QTextCursor.MoveOperation.EndOfBlock, QTextCursor.MoveMode.KeepAnchor)
    copied = dialog.text.paragraphs()[1]["text"]
    dialog.text.copy()
    dialog.text.moveCursor(QTextCursor.MoveOperation.End)
    dialog.text.paste()
    assert dialog.text.paragraphs()[-1]["text"].endswith(copied)


def test_text_from_elsewhere_comes_in_plain(dialog: NarrativeDialog) -> None:
    QApplication.clipboard().setText("别处的⟦filed|1⟧\n第二段")
    dialog.text.moveCursor(QTextCursor.MoveOperation.End)
    dialog.text.paste()
    last = dialog.text.paragraphs()[-2:]
    assert last[0]["text"].endswith("别处的filed|1")
    assert last[1]["text"] == "第二段"


def test_a_paragraph_takes_another_style_and_a_heading_is_followed_by_text(dialog: NarrativeDialog, qtbot: QtBot) -> None:
    dialog.text.moveCursor(QTextCursor.MoveOperation.End)
    before = dialog.text.paragraphs()[-1]["text"]
    dialog.text.set_style("level1")
    assert dialog.text.paragraphs()[-1] == {"style": "level1", "text": before}
    dialog.text.moveCursor(QTextCursor.MoveOperation.End)
    qtbot.keyClick(dialog.text, Qt.Key.Key_Return)
    assert dialog.text.paragraphs()[-1]["style"] == "body"


def test_a_change_in_the_register_is_marked_and_brought_in(dialog: NarrativeDialog, workspace: Workspace) -> None:
    refuse_one(workspace)
    dialog.read()
    rows = dialog.side.view.rows
    marked = [rows.row_at(at) for at in range(rows.rowCount()) if rows.row_at(at)["is_changed"]]  # type: ignore[index]
    assert "处数字有变化" in dialog.state.whole
    assert {row["name"] for row in marked} == {dialog.now[row["id"]].name for row in marked}
    assert "not_filed" in {row["id"] for row in marked} or "pending" in {row["id"] for row in marked}
    assert dialog.side.view.rows.row_at(0)["mark"] == "变更"  # type: ignore[index]
    dialog.update_figures()
    assert "有变化" not in dialog.state.whole
    assert dialog.report is not None
    assert dialog.report.figures["pending"]["words"] == dialog.now["pending"].words


def test_a_figure_the_text_does_not_quote_can_be_put_in(dialog: NarrativeDialog, workspace: Workspace) -> None:
    dialog.side.every.setChecked(True)
    dialog.text.moveCursor(QTextCursor.MoveOperation.End)
    key = "undertakings"
    assert dialog.report is not None
    assert key not in dialog.report.figures
    dialog.side.inserted.emit(key)
    assert dialog.save()
    kept = stored(workspace).figures[key]
    assert kept["words"] == dialog.now[key].words
    assert kept["ids"]


def test_an_adopted_report_cannot_be_typed_into_and_still_leads_to_its_lists(
    dialog: NarrativeDialog, workspace: Workspace, opened: list[QDialog], qtbot: QtBot
) -> None:
    assert dialog.report is not None
    workspace.run(adopt_narrative, dialog.report.id, meeting="常委会第十次会议", adopted_on=TODAY, today=TODAY)
    dialog.read()
    before = dialog.text.paragraphs()
    assert dialog.text.isReadOnly()
    assert dialog.title.isReadOnly()
    assert dialog.update_button.isHidden()
    qtbot.keyClicks(dialog.text, "99")
    assert dialog.text.paragraphs() == before
    assert "常委会第十次会议通过" in dialog.state.whole
    place_of(dialog, "filed")
    qtbot.keyClick(dialog.text, Qt.Key.Key_Return)
    assert len(opened) == 1


def test_adopting_and_giving_back_ask_for_what_they_need(dialog: NarrativeDialog, workspace: Workspace, monkeypatch: pytest.MonkeyPatch) -> None:
    answers: dict[str, object] = {"meeting": "常委会第十次会议"}

    def filled(self: prompts.FormDialog) -> int:
        for name, value in answers.items():
            self.form.editors[name].set_value(value)
        self.submit()
        return self.result()

    monkeypatch.setattr(prompts.FormDialog, "exec", filled)
    dialog.adopt()
    assert stored(workspace).adopted_on == TODAY
    assert dialog.adopt_button.text() == "撤回通过…"
    answers.clear()
    answers["reason"] = "会议要求修改"
    dialog.adopt()
    assert stored(workspace).adopted_on is None


def test_closing_saves_what_was_typed(dialog: NarrativeDialog, workspace: Workspace) -> None:
    dialog.title.setText("我的标题")
    dialog.close()
    assert stored(workspace).title == "我的标题"
    assert workspace.undo_label == "修改提案审查情况报告"


def test_it_stays_open_where_what_was_typed_cannot_be_saved(dialog: NarrativeDialog, told: list[str]) -> None:
    dialog.title.setText(" ")
    dialog.close()
    assert dialog.isVisible()
    assert told == ["报告没有标题；写上标题。"]


def test_it_is_saved_as_word_where_one_says(dialog: NarrativeDialog, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    from docx import Document

    monkeypatch.setattr(prompts, "save_file", lambda *_given: tmp_path / "报告.docx")
    dialog.save_word()
    assert any("经审查，立案" in one.text for one in Document(str(tmp_path / "报告.docx")).paragraphs)


def test_the_preview_goes_on_to_the_page_of_papers(dialog: NarrativeDialog, workspace: Workspace, qtbot: QtBot) -> None:
    with qtbot.waitSignal(workspace.papers_wanted) as wanted:
        dialog.preview()
    assert wanted.args == ["review_report", ()]
    assert not dialog.isVisible()


def test_the_statistics_and_the_menu_open_it(window: MainWindow, workspace: Workspace, monkeypatch: pytest.MonkeyPatch) -> None:
    shown: list[QDialog] = []
    monkeypatch.setattr(narrative_window.NarrativeDialog, "exec", lambda self: shown.append(self) or 0)
    page: Any = window.open_page("statistics")
    page._narrative.trigger()
    next(action for action in window.menus.every["统计"].actions() if action.text().startswith("综合报告")).trigger()
    assert len(shown) == 2
    for one in shown:
        one.close()


def test_an_older_report_is_chosen_shown_and_saved_as_it_was(
    dialog: NarrativeDialog, workspace: Workspace, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from docx import Document

    first = dialog.report
    assert first is not None
    workspace.run(adopt_narrative, first.id, meeting="常委会第十次会议", adopted_on=TODAY, today=TODAY)
    refuse_one(workspace)
    dialog.read()
    dialog.write()
    assert dialog.versions.count() == 2
    assert dialog.report is not None
    assert dialog.report.id != first.id
    dialog.versions.setCurrentIndex(1)
    assert dialog.report.id == first.id
    assert dialog.preview_button.isHidden()
    assert "处数字有变化" in dialog.state.whole
    monkeypatch.setattr(prompts, "save_file", lambda *_given: tmp_path / "报告.docx")
    dialog.save_word()
    text = "\n".join(one.text for one in Document(str(tmp_path / "报告.docx")).paragraphs)
    assert "（2026年6月10日常委会第十次会议通过）" in text
    assert "不予立案" not in text
