"""A choice of one from a short list as segments, from a longer one as a drop-down, or of several as check boxes."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QObject, Qt, QTimer
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import (
    QApplication,
    QCheckBox,
    QComboBox,
    QGridLayout,
    QHBoxLayout,
    QSizePolicy,
    QStyledItemDelegate,
    QToolButton,
    QWidget,
)

from zxdesk.text.normalise import fold
from zxdesk.text.pinyin import initials
from zxdesk.ui.widgets.editor import Editor, mark
from zxdesk.ui.widgets.labels import label

Choices = Sequence[tuple[str, str]]
SEGMENTS, SEGMENT_CHARACTERS, BOXES = 4, 12, 8


def choice_field(choices: Choices, *, required: bool = False, parent: QWidget | None = None) -> Editor:
    """The right field for these (key, label) choices: segments for at most four short ones, a drop-down otherwise."""
    if not 0 < len(choices) <= SEGMENTS:
        return ComboField(choices, parent=parent)
    if all(len(key) <= 2 and name.startswith(key) for key, name in choices):
        return SegmentField(choices, required=required, by_key=True, parent=parent)
    is_short = sum(len(name) for _, name in choices) <= SEGMENT_CHARACTERS
    return SegmentField(choices, required=required, parent=parent) if is_short else ComboField(choices, parent=parent)


class SegmentField(Editor):
    """Two to four choices side by side; the chosen one is filled, a second click clears it unless one is required.

    ``by_key`` writes only the keys (A, B, C) into the segments and the words of the chosen one beside them.
    """

    def __init__(
        self, choices: Choices, *, required: bool = False, by_key: bool = False, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._names = dict(choices)
        self._words = {key: name.removeprefix(key).strip("　 ") for key, name in choices} if by_key else {}
        self._beside = label("", "muted")
        self._beside.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        self._required = required
        self._buttons: dict[str, QToolButton] = {}
        layout = QHBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        for at, (key, name) in enumerate(choices):
            button = QToolButton()
            button.setText(key if by_key else name)
            button.setToolTip(name if by_key else "")
            button.setCheckable(True)
            button.setAccessibleName(name)
            button.setProperty("segment", True)
            button.setProperty("first", at == 0)
            button.setProperty("last", at == len(choices) - 1)
            button.setFocusPolicy(Qt.FocusPolicy.StrongFocus if at == 0 else Qt.FocusPolicy.ClickFocus)
            button.clicked.connect(lambda _=False, key=key: self._on_clicked(key))
            button.installEventFilter(self)
            layout.addWidget(button)
            self._buttons[key] = button
        if any(self._words.values()):
            layout.addSpacing(12)
            layout.addWidget(self._beside, 1)
        else:
            layout.addStretch(1)
        self.setFocusProxy(next(iter(self._buttons.values())))

    def value(self) -> object:
        return next((key for key, button in self._buttons.items() if button.isChecked()), None)

    def set_value(self, value: object) -> None:
        for key, button in self._buttons.items():
            button.setChecked(key == value)
            is_entry = key == value or (value is None and button.property("first"))
            button.setFocusPolicy(Qt.FocusPolicy.StrongFocus if is_entry else Qt.FocusPolicy.ClickFocus)
        self.setFocusProxy(self.entry())
        words = self._words.get(str(value), "")
        self._beside.setText(words)
        self._beside.setToolTip(words)

    def memo(self) -> object:
        return self.value()

    def text(self) -> str:
        return next((self._names[key] for key, button in self._buttons.items() if button.isChecked()), "")

    def name_for_readers(self, label: str, description: str) -> None:
        for key, button in self._buttons.items():
            button.setAccessibleName(f"{label}，{self._names[key]}")
            button.setAccessibleDescription(description)

    def entry(self) -> QToolButton:
        chosen = [button for button in self._buttons.values() if button.isChecked()]
        return (chosen or list(self._buttons.values()))[0]

    def set_placeholder(self, text: str) -> None:
        self.setToolTip(text)

    def set_invalid(self, invalid: bool) -> None:
        for button in self._buttons.values():
            mark(button, "invalid", invalid)

    def set_dirty(self, dirty: bool) -> None:
        pass

    def _on_clicked(self, key: str) -> None:
        was = self._buttons[key].isChecked()
        self.set_value(key if was or self._required else None)
        self.changed.emit()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress:
            moves = {Qt.Key.Key_Left: -1, Qt.Key.Key_Right: 1}
            keys = list(self._buttons)
            at = next(i for i, key in enumerate(keys) if self._buttons[key] is watched)
            if event.key() in moves:
                to = min(max(at + moves[Qt.Key(event.key())], 0), len(keys) - 1)
            elif (letter := event.text().upper()) and letter in (labels := [b.text().upper() for b in self._buttons.values()]):
                to = labels.index(letter)
            else:
                return False
            self.set_value(keys[to])
            self._buttons[keys[to]].setFocus()
            self.changed.emit()
            return True
        return super().eventFilter(watched, event)


class ComboField(Editor):
    """One of many choices; the first line is empty. Typing the initials or the beginning of a name chooses it."""

    def __init__(self, choices: Choices, *, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.combo = QComboBox()
        self.combo.addItem("", None)
        for key, name in choices:
            self.combo.addItem(name, key)
        self.combo.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.combo.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self.combo.setMinimumContentsLength(4)
        self.combo.setMaxVisibleItems(16)
        self.combo.setItemDelegate(QStyledItemDelegate(self.combo))
        self._fill_with(self.combo)
        self.combo.installEventFilter(self)
        self._typed = ""
        self._typing = QTimer(self, singleShot=True, interval=QApplication.keyboardInputInterval() * 2)
        self._typing.timeout.connect(self._forget_typed)
        self.combo.currentIndexChanged.connect(lambda: self.changed.emit())

    def value(self) -> object:
        return self.combo.currentData()

    def set_value(self, value: object) -> None:
        self.combo.setCurrentIndex(max(self.combo.findData(value), 0) if value is not None else 0)

    def memo(self) -> object:
        return self.value()

    def text(self) -> str:
        return self.combo.currentText()

    def entry(self) -> QComboBox:
        return self.combo

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Wheel and not self.combo.hasFocus():
            event.ignore()
            return True
        if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress and _is_letter(event):
            self._take(event.text())
            return True
        return super().eventFilter(watched, event)

    def _take(self, letter: str) -> None:
        """Choose the first name, number or initials that begin with what was typed quickly one after the other."""
        self._typed += fold(letter)
        self._typing.start()
        names = [self.combo.itemText(at) for at in range(self.combo.count())]
        for at, name in enumerate(names):
            if name and (fold(name).startswith(self._typed) or initials(name).startswith(self._typed)):
                self.combo.setCurrentIndex(at)
                return
        if len(self._typed) > 1:
            self._typed = ""
            self._take(letter)

    def _forget_typed(self) -> None:
        self._typed = ""


def _is_letter(event: QKeyEvent) -> bool:
    plain = (Qt.KeyboardModifier.NoModifier, Qt.KeyboardModifier.ShiftModifier, Qt.KeyboardModifier.KeypadModifier)
    return event.modifiers() in plain and event.text().isprintable() and bool(event.text().strip())


class CheckField(Editor):
    """Several of a short list, as check boxes in a grid; read as a tuple of keys."""

    def __init__(self, choices: Choices, *, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._boxes = {key: QCheckBox(name) for key, name in choices}
        longest = max((len(name) for _, name in choices), default=0)
        across = 4 if longest <= 5 else 3 if longest <= 8 else 2 if longest <= 14 else 1
        grid = QGridLayout(self)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(16)
        grid.setVerticalSpacing(0)
        for at, box in enumerate(self._boxes.values()):
            grid.addWidget(box, at // across, at % across)
            box.toggled.connect(lambda: self.changed.emit())
        grid.setColumnStretch(across, 1)
        self.setFocusProxy(self.entry())

    def value(self) -> object:
        return tuple(key for key, box in self._boxes.items() if box.isChecked()) or None

    def set_value(self, value: object) -> None:
        wanted = tuple(value) if isinstance(value, tuple | list | set | frozenset) else (value,)
        for key, box in self._boxes.items():
            box.setChecked(key in wanted)

    def memo(self) -> object:
        return list(self.value() or ())  # type: ignore[call-overload]

    def text(self) -> str:
        return "、".join(box.text() for box in self._boxes.values() if box.isChecked())

    def name_for_readers(self, label: str, description: str) -> None:
        for box in self._boxes.values():
            box.setAccessibleName(f"{label}，{box.text()}")
            box.setAccessibleDescription(description)

    def entry(self) -> QCheckBox:
        return next(iter(self._boxes.values()))

    def set_dirty(self, dirty: bool) -> None:
        pass
