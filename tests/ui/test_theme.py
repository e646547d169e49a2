"""The look as it is applied: palette, font, Qt's own words and the change between light and dark."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from PySide6.QtGui import QPalette
from PySide6.QtWidgets import QApplication, QDialogButtonBox, QLineEdit, QSplitter, QWidget
from pytestqt.qtbot import QtBot

from zxdesk.ui import metrics, theme, tokens
from zxdesk.ui.look_dialog import LookDialog
from zxdesk.ui.memory import Memory
from zxdesk.ui.rows_view import RowsView
from zxdesk.ui.table import Column


def test_the_palette_carries_the_tokens(looked: QApplication) -> None:
    palette = looked.palette()
    assert palette.color(QPalette.ColorRole.Base).name().upper() == tokens.LIGHT.surface
    assert palette.color(QPalette.ColorRole.HighlightedText).name().upper() == tokens.LIGHT.text
    assert palette.color(QPalette.ColorGroup.Inactive, QPalette.ColorRole.Highlight).name().upper() == tokens.LIGHT.selection_inactive


def test_dark_is_dark_in_every_field(looked: QApplication, qtbot: QtBot, colours_of: Callable[[QWidget], set[str]]) -> None:
    theme.apply(looked, tokens.DARK, metrics.MEDIUM)
    line = QLineEdit("文号")
    qtbot.addWidget(line)
    line.resize(160, 30)
    found = colours_of(line)
    assert tokens.DARK.surface in found
    assert "#FFFFFF" not in found


def test_the_font_follows_the_chosen_size_and_begins_with_a_chinese_family(looked: QApplication) -> None:
    theme.apply(looked, tokens.LIGHT, metrics.HUGE)
    assert looked.font().pixelSize() == 18
    assert looked.font().families()[0] in theme.FAMILIES


def test_qt_speaks_chinese_in_its_own_dialogs(looked: QApplication, qtbot: QtBot) -> None:
    box = QDialogButtonBox(QDialogButtonBox.StandardButton.Cancel)
    qtbot.addWidget(box)
    assert "取消" in box.button(QDialogButtonBox.StandardButton.Cancel).text()


def test_a_chosen_look_is_applied_and_remembered(looked: QApplication, qtbot: QtBot, tmp_path: Path) -> None:
    dialog = LookDialog(Memory(tmp_path))
    qtbot.addWidget(dialog)
    dialog.size_field.set_value("大")
    dialog.theme_field.set_value("dark")
    dialog.use()
    assert (theme.tokens(), theme.metrics()) == (tokens.DARK, metrics.LARGE)
    assert Memory(tmp_path).look() == (tokens.DARK, metrics.LARGE)


def test_splitters_and_columns_come_back_per_size(looked: QApplication, qtbot: QtBot, tmp_path: Path) -> None:
    splitter = QSplitter()
    qtbot.addWidget(splitter)
    for _ in range(2):
        splitter.addWidget(QWidget())
    splitter.resize(605, 100)
    splitter.show()
    splitter.setSizes([400, 200])
    view = RowsView([Column("a", "号", 60), Column("b", "案由", 100, stretch=True)])
    qtbot.addWidget(view)
    view.setColumnWidth(0, 77)
    memory = Memory(tmp_path)
    memory.save_splitter("list", splitter)
    memory.save_columns("list", view)
    memory.flush()
    splitter.setSizes([100, 500])
    view.setColumnWidth(0, 50)
    Memory(tmp_path).restore_splitter("list", splitter)
    Memory(tmp_path).restore_columns("list", view)
    assert splitter.sizes()[0] == 400
    assert view.columnWidth(0) == 77
    memory.set_look("light", "特大")
    view.setColumnWidth(0, 50)
    Memory(tmp_path).restore_columns("list", view)
    assert view.columnWidth(0) == 50


def test_a_damaged_memory_means_the_defaults(tmp_path: Path) -> None:
    (tmp_path / "window.ini").write_bytes(b"\x00\xff[[[look\ntheme=%%%")
    assert Memory(tmp_path).look() == (tokens.LIGHT, metrics.MEDIUM)
