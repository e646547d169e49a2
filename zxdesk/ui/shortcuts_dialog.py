"""The dialog 快捷键: every key by page, searched, changed by pressing another, put back, copied as text."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from PySide6.QtCore import QEvent, QKeyCombination, Qt, QTimer
from PySide6.QtGui import QGuiApplication, QKeyEvent, QKeySequence
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from zxdesk.text.normalise import fold
from zxdesk.ui import theme
from zxdesk.ui.keys import Key, KeyBook, written
from zxdesk.ui.navigation import NAV
from zxdesk.ui.passing import Dialog
from zxdesk.ui.prompts import dialog_foot, foot_last
from zxdesk.ui.rows_view import RowsView
from zxdesk.ui.table import Column, Group
from zxdesk.ui.widgets.button import ActionButton
from zxdesk.ui.widgets.labels import FieldError, label
from zxdesk.ui.widgets.search_box import SearchBox

TITLES = {
    "window": "整个窗口", "step": "对选中的提案", **{item.key: item.name for item in NAV}, "imports": "导入", "list": "列表", "file": "提案卷",
    "form": "填表", "dialog": "对话框",
}  # fmt: skip
COLUMNS = (
    Column("text", "做什么", 220, stretch=True),
    Column("keys", "快捷键", 190),
    Column("state", "", 90),
)
HINT = "按新的键；退格取消快捷键，Esc 不改"
ALONE = {Qt.Key.Key_Control, Qt.Key.Key_Shift, Qt.Key.Key_Alt, Qt.Key.Key_Meta, Qt.Key.Key_AltGr, Qt.Key.Key_unknown}
LEAVES = {Qt.Key.Key_Escape, Qt.Key.Key_Tab, Qt.Key.Key_Return, Qt.Key.Key_Enter}
"""Keys that keep their meaning while a new key is waited for."""
FREE = {getattr(Qt.Key, f"Key_F{number}") for number in range(1, 13)} | {Qt.Key.Key_Insert, Qt.Key.Key_Pause, Qt.Key.Key_ScrollLock}
"""Keys that may stand without Ctrl or Alt, since nobody types with them."""


def title_of(scope: str) -> str:
    """The name of the page a key belongs to."""
    return TITLES.get(scope, "其他")


class KeyLine(QLineEdit):
    """Shows the sequence that is pressed into it."""

    def __init__(self) -> None:
        super().__init__()
        self.setAttribute(Qt.WidgetAttribute.WA_InputMethodEnabled, False)
        self.setContextMenuPolicy(Qt.ContextMenuPolicy.NoContextMenu)
        self.setPlaceholderText(HINT)
        self.setAccessibleName("新的快捷键")
        self.setMinimumWidth(18 * theme.metrics().fonts["body"])
        self.pressed = ""
        self.is_taken = False
        self._may_stand_alone = True

    def clear_pressed(self) -> None:
        """Wait for another key."""
        self.pressed, self.is_taken = "", False
        self.clear()

    def event(self, event: QEvent) -> bool:
        if event.type() == QEvent.Type.ShortcutOverride:
            event.accept()
            return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key = Qt.Key(event.key())
        if key in ALONE:
            return
        bare = event.modifiers() in (Qt.KeyboardModifier.NoModifier, Qt.KeyboardModifier.KeypadModifier)
        if key == Qt.Key.Key_Backtab or (bare and key in LEAVES):
            super().keyPressEvent(event)
            return
        self.is_taken = True
        self._may_stand_alone = key in FREE
        if bare and key in (Qt.Key.Key_Backspace, Qt.Key.Key_Delete):
            self.pressed = ""
            self.setText("没有快捷键")
            return
        self.pressed = QKeySequence(QKeyCombination(event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier, key)).toString()
        self.setText(written(self.pressed))

    def is_typing(self) -> bool:
        """Whether the key pressed is one that people type text with."""
        has_control = {"Ctrl", "Alt", "Meta"} & set(self.pressed.split("+")[:-1])
        return bool(self.pressed) and not has_control and not self._may_stand_alone


class ShortcutsDialog(Dialog):
    """All keys of the window; ``prepare`` makes the pages whose keys are not known yet, one at a step."""

    def __init__(self, book: KeyBook, parent: QWidget | None = None, *, prepare: Iterator[None] | None = None) -> None:
        super().__init__(parent)
        self._book = book
        self._prepare = prepare
        self._reading = False
        self.setWindowTitle("快捷键")
        self.search = SearchBox("找动作或按键")
        self.search.searched.connect(lambda _text: self.show_keys())
        self.view = RowsView(COLUMNS, id_key="name")
        self.view.setAccessibleName("快捷键列表")
        self.view.set_empty("没有这样的动作或按键。")
        self.view.current_changed.connect(self._on_current)
        self.line = KeyLine()
        self.view.opened.connect(lambda _name: self.line.setFocus())
        self.line.textChanged.connect(self._on_pressed)
        self.use_button = ActionButton("改用此键", clicked=self.use)
        self.restore_button = ActionButton("恢复默认", clicked=self.restore)
        self.refusal = FieldError()
        self._note = label("选一行，再按新的键。标“固定”的键由列表自己用，不能改。", "muted", wrap=True)
        self._build()
        self.show_keys()
        self.search.setFocus()
        self.resize(52 * theme.metrics().fonts["body"], min(36 * theme.metrics().fonts["body"], 620))
        self._warm = QTimer(self, interval=0)
        self._warm.timeout.connect(self._prepare_one)
        if prepare is not None:
            self._warm.start()

    def show_keys(self) -> None:
        """Show the keys that fit what is searched for, page by page."""
        words = fold(self.search.text()).strip()
        rows: list[Any] = []
        chosen = self.view.current_id()
        for scope in sorted({key.scope for key in self._book.known.values()}, key=_place):
            ours = [row for row in map(self._row, self._book.known.values()) if row["scope"] == scope and _fits(row, words)]
            if ours:
                rows += [Group(title_of(scope), f"{len(ours)} 个"), *ours]
        self._reading = True
        self.view.replace(rows)
        self._reading = False
        if chosen is None or not self.view.select_id(chosen):
            self._on_current(None)

    def use(self) -> None:
        """Give the chosen action the key that was pressed; a key in use is refused with its owner's name."""
        key = self._chosen()
        if key is None or not self.line.is_taken:
            return
        if sentence := self._objection(key):
            self._refuse(sentence)
            self.line.setFocus()
            return
        self._book.change(key.name, self.line.pressed)
        self.line.clear_pressed()
        self.show_keys()

    def restore(self) -> None:
        """Give the chosen action its default back."""
        key = self._chosen()
        if key is None:
            return
        other = self._book.clash(key.name, key.default)
        if other is not None and self._book.is_changed(other.name):
            self._refuse(_in_use(key.default, other))
            return
        self._book.restore(key.name)
        self.show_keys()

    def restore_all(self) -> None:
        """Give every action its default back."""
        for name in [name for name in self._book.known if self._book.is_changed(name)]:
            self._book.restore(name)
        self.show_keys()

    def copy(self) -> None:
        """Put all keys on the clipboard as text, to be printed or sent."""
        QGuiApplication.clipboard().setText(self._book.as_text(title_of))
        self._note.setText("已复制，可粘贴到 WPS 里打印。")

    def _build(self) -> None:
        edit = QHBoxLayout()
        edit.setSpacing(8)
        for widget in (self.line, self.use_button, self.restore_button):
            edit.addWidget(widget, 1 if widget is self.line else 0)
        column = QVBoxLayout()
        column.setContentsMargins(16, 12, 16, 12)
        column.setSpacing(8)
        column.addWidget(self.search)
        column.addWidget(self.view, 1)
        column.addLayout(edit)
        column.addWidget(self.refusal)
        column.addWidget(self._note)
        foot = dialog_foot(self, "复制全部", "关闭", on_action=self.copy)
        row = foot.layout()
        if isinstance(row, QHBoxLayout):
            row.insertWidget(0, ActionButton("全部恢复默认", kind="flat", clicked=self.restore_all))
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(0)
        whole.addLayout(column, 1)
        whole.addWidget(foot)
        foot_last(self, foot)

    def _refuse(self, sentence: str) -> None:
        """Say what is wrong in the place of the note, so that the list keeps its height."""
        self._note.setVisible(not sentence)
        if sentence:
            self.refusal.show_sentence(sentence)
        else:
            self.refusal.clear()

    def _row(self, key: Key) -> dict[str, object]:
        state = "固定" if key.is_fixed else "已改" if self._book.is_changed(key.name) else ""
        keys = "　".join(written(one) for one in self._book.sequence(key.name).split("; ") if one)
        return {"name": key.name, "scope": key.scope, "text": key.text, "keys": keys, "state": state}

    def _chosen(self) -> Key | None:
        return self._book.known.get(str(self.view.current_id() or ""))

    def _objection(self, key: Key) -> str:
        if self.line.is_typing():
            return f"{written(self.line.pressed)} 打字时要用。加上 Ctrl 或 Alt，或改用 F1–F12。"
        other = self._book.clash(key.name, self.line.pressed) if self.line.pressed else None
        return _in_use(self.line.pressed, other) if other else ""

    def _on_current(self, _name: object) -> None:
        if self._reading:
            return
        key = self._chosen()
        self._refuse("")
        self.line.clear_pressed()
        can_change = key is not None and not key.is_fixed
        self.line.setEnabled(can_change)
        self.use_button.setEnabled(False)
        self.restore_button.setEnabled(can_change and key is not None and self._book.is_changed(key.name))

    def _on_pressed(self, _text: str) -> None:
        key = self._chosen()
        self.use_button.setEnabled(key is not None and self.line.is_taken)
        self._refuse(self._objection(key) if key is not None and self.line.is_taken else "")

    def _prepare_one(self) -> None:
        done = object()
        if self._prepare is None or next(self._prepare, done) is done:
            self._warm.stop()
            self.show_keys()


def _place(scope: str) -> int:
    return list(TITLES).index(scope) if scope in TITLES else len(TITLES)


def _fits(row: dict[str, object], words: str) -> bool:
    return not words or words in fold(f"{row['text']} {row['keys']} {title_of(str(row['scope']))}")


def _in_use(sequence: str, other: Key) -> str:
    return f"{written(sequence)} 已用于“{title_of(other.scope)} – {other.text}”。换一个键，或先改那一个。"
