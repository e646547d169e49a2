"""The office's own templates: edited outside, taken in when they are without fault, given up again."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from pytestqt.qtbot import QtBot

from zxdesk.documents.catalog import paper_kind
from zxdesk.queries.templates import own_template
from zxdesk.ui import prompts
from zxdesk.ui.main_window import MainWindow
from zxdesk.ui.pages.paper_making import template_in_use
from zxdesk.ui.pages.papers_fields import FieldsDialog
from zxdesk.ui.pages.papers_templates import TemplatesDialog
from zxdesk.ui.pages.section import SentencesDialog
from zxdesk.ui.workspace import Workspace

KIND = paper_kind("reply_sheet")


@pytest.fixture
def dialog(window: MainWindow, workspace: Workspace, tmp_path: Path, qtbot: QtBot) -> TemplatesDialog:
    workspace.door = replace(workspace.door, files=tmp_path / "files")
    made = TemplatesDialog(workspace, KIND, window)
    qtbot.addWidget(made)
    made.show()
    return made


@pytest.fixture
def edited(dialog: TemplatesDialog, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Callable[[str], Path]:
    """The template in use, saved by the dialog and given one more paragraph, as the office would in WPS."""
    monkeypatch.setattr("zxdesk.ui.pages.paper_reprint.open_in_system", lambda _path: True)

    def with_paragraph(text: str) -> Path:
        import docx

        path = tmp_path / "改好的.docx"
        monkeypatch.setattr(prompts, "save_file", lambda *_given: path)
        dialog.edit_copy()
        document = docx.Document(str(path))
        document.add_paragraph(text)
        document.save(str(path))
        return path

    return with_paragraph


def used(dialog: TemplatesDialog) -> tuple[str, str]:
    row = dialog.pane.row(KIND.key)
    assert row is not None
    return row["used"], row["file_name"]


def test_an_edited_template_is_used_from_then_on(dialog: TemplatesDialog, workspace: Workspace, edited: Callable[[str], Path]) -> None:
    ours = template_in_use(workspace.door, KIND)
    dialog.take_file(KIND, edited("本件由{{本机关}}负责解释。"))
    assert used(dialog) == ("本机关", "改好的.docx")
    own = template_in_use(workspace.door, KIND)
    assert own.sha256 != ours.sha256
    assert own.names >= ours.names
    dialog.restore()
    assert used(dialog)[0] == "随程序"
    assert template_in_use(workspace.door, KIND).sha256 == ours.sha256


def test_a_template_with_faults_is_not_taken_and_each_is_said(
    dialog: TemplatesDialog, workspace: Workspace, edited: Callable[[str], Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    said: list[str] = []
    monkeypatch.setattr(SentencesDialog, "exec", lambda self: said.extend(self.lines.item(at).text() for at in range(self.lines.count())))
    dialog.take_file(KIND, edited("{{案由x}} {{没有这个}}"))
    assert len(said) == 2
    assert "案由x" in said[0]
    assert workspace.read(own_template, KIND.key) is None
    assert used(dialog)[0] == "随程序"


def test_a_file_that_is_no_word_file_is_refused_in_a_sentence(
    dialog: TemplatesDialog, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, workspace: Workspace
) -> None:
    said: list[str] = []
    monkeypatch.setattr(SentencesDialog, "exec", lambda self: said.append(self.lines.item(0).text()))
    path = tmp_path / "照片.docx"
    path.write_bytes(b"\x89PNG")
    dialog.take_file(KIND, path)
    assert said
    assert "。" in said[0]
    assert workspace.read(own_template, KIND.key) is None


def test_the_same_template_is_not_taken_twice(
    dialog: TemplatesDialog, edited: Callable[[str], Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    told: list[str] = []
    monkeypatch.setattr(prompts, "tell", lambda _parent, text, *_rest: told.append(text))
    path = edited("附注")
    dialog.take_file(KIND, path)
    dialog.take_file(KIND, path)
    assert "内容相同" in told[0]


def test_restoring_is_offered_only_where_the_office_has_its_own(dialog: TemplatesDialog, edited: Callable[[str], Path]) -> None:
    assert not dialog.restore_button.isEnabled()
    dialog.take_file(KIND, edited("附注"))
    dialog.pane.view.select_id(KIND.key)
    assert dialog.restore_button.isEnabled()


def test_a_field_is_found_and_copied_as_it_stands_in_a_template(qtbot: QtBot, window: MainWindow) -> None:
    dialog = FieldsDialog(KIND, window)
    qtbot.addWidget(dialog)
    dialog.show()
    dialog.pane.search.setText("案由")
    qtbot.waitUntil(lambda: 0 < dialog.pane.view.rows.rowCount() < len(dialog.pane.rows()), timeout=5000)
    dialog.pane.view.setCurrentIndex(dialog.pane.view.rows.index(0, 0))
    qtbot.keyClick(dialog.pane.view, Qt.Key.Key_Return)
    assert QGuiApplication.clipboard().text() == "{{案由}}"
    assert "已复制" in dialog.said.text()


def test_every_field_of_the_kind_is_listed_those_of_lists_too(window: MainWindow, qtbot: QtBot) -> None:
    dialog = FieldsDialog(KIND, window)
    qtbot.addWidget(dialog)
    marks = [row["mark"] for row in dialog.pane.rows()]
    for field in KIND.fields:
        assert (f"{{{{#{field.name}}}}}{{{{/{field.name}}}}}" if field.parts else f"{{{{{field.name}}}}}") in marks
        assert all(f"{{{{{part.name}}}}}" in marks for part in field.parts)
