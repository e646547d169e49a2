"""设置 – 外观 and 系统: the look of the program, and what it runs on."""

from __future__ import annotations

import os
import platform
import sqlite3

from PySide6.QtCore import Qt, qVersion
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication, QGridLayout, QHBoxLayout, QVBoxLayout

from zxdesk import __version__, paths
from zxdesk.ui import metrics, theme, tokens
from zxdesk.ui.look_dialog import THEME_LABELS
from zxdesk.ui.pages.section import Section
from zxdesk.ui.widgets.button import ActionButton
from zxdesk.ui.widgets.choice_field import SegmentField
from zxdesk.ui.widgets.labels import label
from zxdesk.ui.workspace import Workspace


class LookSection(Section):
    """Size and theme, applied at once and remembered."""

    name = "外观"

    def __init__(self, workspace: Workspace) -> None:
        super().__init__(workspace)
        self.size_field = SegmentField([(name, name) for name in metrics.SIZES], required=True)
        self.theme_field = SegmentField(THEME_LABELS, required=True)
        grid = QGridLayout()
        grid.setContentsMargins(16, 16, 16, 16)
        grid.setHorizontalSpacing(12)
        grid.setVerticalSpacing(12)
        for row, (name, field) in enumerate((("字号", self.size_field), ("明暗", self.theme_field))):
            grid.addWidget(label(name, "muted"), row, 0)
            grid.addWidget(field, row, 1)
            field.setAccessibleName(name)
            field.entry().setAccessibleDescription(name)
            field.changed.connect(self.use)
        grid.setColumnStretch(1, 1)
        self.body.addLayout(grid)
        self.add_note("选定即用，下次打开照旧。换字号后，已打开的列表在重新打开程序时按新行高排。")
        self.body.addStretch(1)

    def refresh(self) -> None:
        """Show the look in force."""
        self.size_field.set_value(theme.metrics().name)
        self.theme_field.set_value(theme.tokens().name)

    def use(self) -> None:
        """Apply what is chosen to the whole program."""
        chosen, size = str(self.theme_field.value()), str(self.size_field.value())
        self.workspace.memory.set_look(chosen, size)
        app = QApplication.instance()
        if isinstance(app, QApplication):
            theme.apply(app, tokens.THEMES[chosen], metrics.SIZES[size])


class SystemSection(Section):
    """Versions, the input method and where the register lies, to be copied into a report of a fault."""

    name = "系统信息"

    def __init__(self, workspace: Workspace) -> None:
        super().__init__(workspace)
        column = QVBoxLayout()
        column.setContentsMargins(16, 16, 16, 16)
        column.setSpacing(12)
        grid = QGridLayout()
        grid.setHorizontalSpacing(16)
        grid.setVerticalSpacing(8)
        self.facts = system_facts(workspace)
        for row, (name, value) in enumerate(self.facts):
            grid.addWidget(label(name, "muted"), row, 0, Qt.AlignmentFlag.AlignTop)
            shown = label(value, wrap=True, selectable=True)
            shown.setAccessibleName(f"{name} {value}")
            grid.addWidget(shown, row, 1)
        grid.setColumnStretch(1, 1)
        column.addLayout(grid)
        row_of_one = QHBoxLayout()
        row_of_one.addWidget(ActionButton("复制", clicked=self.copy))
        row_of_one.addStretch(1)
        column.addLayout(row_of_one)
        column.addStretch(1)
        self.body.addLayout(column)

    def copy(self) -> None:
        """Put every line on the clipboard."""
        QGuiApplication.clipboard().setText("\n".join(f"{name}　{value}" for name, value in self.facts))
        self.workspace.said.emit("已复制系统信息", "done")


def system_facts(workspace: Workspace) -> tuple[tuple[str, str], ...]:
    """What to know when something goes wrong, as (name, value)."""
    return (
        ("程序", f"zxdesk {__version__}"),
        ("Python", platform.python_version()),
        ("Qt", qVersion()),
        ("SQLite", sqlite3.sqlite_version),
        ("系统", platform.platform()),
        ("显示", QGuiApplication.platformName()),
        ("输入法", input_method()),
        ("登记簿", str(paths.register_path(workspace.data_dir))),
        ("经办", f"{workspace.door.actor.name} {workspace.door.actor.host}".strip()),
    )


def input_method() -> str:
    """The input method Qt was told to use, or the platform's own."""
    chosen = os.environ.get("QT_IM_MODULE", "")
    locale = QGuiApplication.inputMethod().locale().name()
    return f"{chosen or '系统默认'}（{locale}）"
