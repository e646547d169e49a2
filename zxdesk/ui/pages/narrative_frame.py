"""The parts of the window of narrative reports: which report, its text, its figures, its buttons."""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QLineEdit, QSplitter, QStackedWidget, QVBoxLayout, QWidget

from zxdesk.ui import prompts
from zxdesk.ui.pages.narrative_edit import STYLES, NarrativeEdit
from zxdesk.ui.pages.narrative_side import NarrativeSide
from zxdesk.ui.passing import Dialog
from zxdesk.ui.widgets.button import ActionButton
from zxdesk.ui.widgets.empty_state import EmptyState
from zxdesk.ui.widgets.labels import ElidedLabel, label

WIDE, HIGH, SIDE = 1240, 680, 400
HINT = "带下划线的是登记簿的数字：点击或按 Enter 看清单，Alt+→ 到下一个；改写后就是普通文字"


class NarrativeFrame(Dialog):
    """The widgets alone; what they do is the dialog's.

    Signals: ``saving()`` when 保存 is pressed.
    """

    saving = Signal()

    def __init__(self, names: Mapping[str, str], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.kinds, self.versions, self.styles = QComboBox(), QComboBox(), QComboBox()
        self.state = ElidedLabel("", "muted", fills=True)
        self.title, self.text, self.side = QLineEdit(), NarrativeEdit(), NarrativeSide()
        self.write_button = ActionButton("重新生成")
        self.update_button = ActionButton("更新数字", key="F9")
        self.adopt_button = ActionButton("通过…")
        self.preview_button = ActionButton("预览打印", key="Ctrl+P")
        self.word_button = ActionButton("另存为 Word…")
        self.empty = EmptyState("")
        self.stack = QStackedWidget()
        named = ((self.kinds, "报告"), (self.versions, "第几份"), (self.styles, "段落样式"), (self.title, "标题"))
        for widget, name in named:
            widget.setAccessibleName(name)
        for key, name in names.items():
            self.kinds.addItem(name, key)
        for key, name in STYLES.items():
            self.styles.addItem(name, key)
        self.stack.addWidget(self.empty)
        self.stack.addWidget(self._inside())
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addLayout(self._head())
        column.addWidget(self.stack, 1)
        column.addWidget(prompts.dialog_foot(self, "保存", "关闭", on_action=self.saving.emit, key="Ctrl+S"))
        room = self.screen().availableSize()
        self.resize(min(WIDE, room.width() - 40), min(HIGH, room.height() - 60))

    def _head(self) -> QHBoxLayout:
        head = QHBoxLayout()
        head.setContentsMargins(12, 8, 12, 8)
        head.setSpacing(8)
        head.addWidget(self.kinds)
        head.addWidget(self.versions)
        head.addWidget(self.state, 1)
        for button in (self.write_button, self.update_button, self.adopt_button, self.preview_button, self.word_button):
            head.addWidget(button)
        return head

    def _inside(self) -> QWidget:
        left = QWidget()
        line = QHBoxLayout()
        line.setSpacing(8)
        line.addWidget(self.title, 1)
        line.addWidget(self.styles)
        column = QVBoxLayout(left)
        column.setContentsMargins(12, 0, 8, 8)
        column.setSpacing(8)
        column.addLayout(line)
        column.addWidget(self.text, 1)
        column.addWidget(label(HINT, "second"))
        both = QSplitter(Qt.Orientation.Horizontal)
        both.setChildrenCollapsible(False)
        both.addWidget(left)
        both.addWidget(self.side)
        both.setStretchFactor(0, 1)
        both.setSizes([WIDE - SIDE, SIDE])
        return both
