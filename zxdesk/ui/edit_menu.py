"""The menu 编辑: undo and redo by name, and the clipboard for whatever has the cursor."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QAction, QKeyEvent
from PySide6.QtWidgets import QAbstractItemView, QApplication, QLineEdit, QMenu, QPlainTextEdit, QTextEdit, QWidget

from zxdesk.domain.errors import RuleError
from zxdesk.ui.workspace import Workspace

CLIPBOARD = (
    ("剪切", "cut", Qt.Key.Key_X),
    ("复制", "copy", Qt.Key.Key_C),
    ("粘贴", "paste", Qt.Key.Key_V),
    ("全选", "select-all", Qt.Key.Key_A),
)
TextField = QLineEdit | QPlainTextEdit | QTextEdit


class EditMenu:
    """Undo and redo belong to the register, or to the text field that has the cursor and something to take back."""

    def __init__(self, menu: QMenu, workspace: Workspace, window: QWidget) -> None:
        self._workspace = workspace
        self._window = window
        self.undo = menu.addAction("撤销")
        self.redo = menu.addAction("重做")
        keys = workspace.keys
        keys.add_action(window, self.undo, "window.undo", "Ctrl+Z")
        keys.add_action(window, self.redo, "window.redo", "Ctrl+Y; Ctrl+Shift+Z")
        self.undo.triggered.connect(self.take_back)
        self.redo.triggered.connect(self.do_again)
        menu.addSeparator()
        self._clipboard: list[tuple[QAction, Qt.Key]] = []
        for words, name, key in CLIPBOARD:
            letter = chr(key.value)
            action = menu.addAction(f"{words}\tCtrl+{letter}")
            action.triggered.connect(lambda _checked=False, pressed=key: press(pressed))
            keys.describe(f"window.{name}", words, f"Ctrl+{letter}")
            self._clipboard.append((action, key))
        menu.aboutToShow.connect(self._judge)
        menu.aboutToHide.connect(self._name_acts)
        workspace.undo_changed.connect(self._name_acts)
        self._name_acts()

    def take_back(self) -> None:
        """Take the last act back, in the field that is being typed in or in the register; a refusal is said."""
        field = focused_text()
        if field is not None and can_undo(field):
            field.undo()
            return
        self.take_back_act()

    def take_back_act(self) -> None:
        """Take the last act of the register back, wherever the cursor is."""
        self._run(self._workspace.undo)

    def do_again(self) -> None:
        """Do again what was taken back."""
        field = focused_text()
        if field is not None and can_redo(field):
            field.redo()
            return
        self._run(self._workspace.redo)

    def _run(self, act: Callable[[], object]) -> None:
        try:
            act()
        except RuleError as error:
            self._workspace.said.emit(error.message, "warning")

    def _name_acts(self) -> None:
        """Put the name of the act beside 撤销 and 重做."""
        self._title(self.undo, "撤销", self._workspace.undo_label)
        self._title(self.redo, "重做", self._workspace.redo_label)

    def _title(self, action: QAction, words: str, label: str) -> None:
        self._workspace.keys.retitle(action, f"{words} {label}".strip())
        action.setEnabled(bool(label))

    def _judge(self) -> None:
        self._name_acts()
        field, focus = focused_text(), QApplication.focusWidget()
        if field is not None and can_undo(field):
            self._title(self.undo, "撤销", "输入")
        if field is not None and can_redo(field):
            self._title(self.redo, "重做", "输入")
        is_list = isinstance(focus, QAbstractItemView)
        can_write = field is not None and not field.isReadOnly()
        fitting = {"X": can_write, "C": field is not None or is_list, "A": field is not None or is_list, "V": can_write or hasattr(focus, "pasted")}
        for action, key in self._clipboard:
            action.setEnabled(fitting[chr(key.value)])


def focused_text() -> TextField | None:
    """The text field that has the cursor."""
    focus = QApplication.focusWidget()
    return focus if isinstance(focus, TextField) else None


def can_undo(field: TextField) -> bool:
    """Whether the field has typing of its own to take back."""
    return field.isUndoAvailable() if isinstance(field, QLineEdit) else field.document().isUndoAvailable()


def can_redo(field: TextField) -> bool:
    """Whether the field has typing of its own to do again."""
    return field.isRedoAvailable() if isinstance(field, QLineEdit) else field.document().isRedoAvailable()


def press(key: Qt.Key) -> None:
    """Press Ctrl and a letter in the widget that has the cursor, which knows best what it means there."""
    focus = QApplication.focusWidget()
    if focus is not None:
        QApplication.sendEvent(focus, QKeyEvent(QEvent.Type.KeyPress, key, Qt.KeyboardModifier.ControlModifier))
