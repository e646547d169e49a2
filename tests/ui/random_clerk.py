"""A clerk without a plan: presses keys, clicks and types through the real window, and notes what goes wrong."""

from __future__ import annotations

import sys
from collections.abc import Callable
from dataclasses import dataclass, field
from random import Random
from time import monotonic
from types import TracebackType
from typing import Any

from PySide6.QtCore import QElapsedTimer, QEvent, QEventLoop, QObject, QPoint, Qt, QTimer
from PySide6.QtGui import QContextMenuEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractItemView,
    QApplication,
    QComboBox,
    QDialog,
    QLineEdit,
    QMenu,
    QPlainTextEdit,
    QTabBar,
    QWidget,
)

from zxdesk.queries.lookups import plenaries
from zxdesk.ui import metrics, theme, tokens
from zxdesk.ui.main_window import MainWindow

KEYS = (
    Qt.Key.Key_Tab, Qt.Key.Key_Tab, Qt.Key.Key_Backtab, Qt.Key.Key_Return, Qt.Key.Key_Return, Qt.Key.Key_Escape, Qt.Key.Key_Down,
    Qt.Key.Key_Down, Qt.Key.Key_Up, Qt.Key.Key_Left, Qt.Key.Key_Right, Qt.Key.Key_Space, Qt.Key.Key_PageDown, Qt.Key.Key_Home,
    Qt.Key.Key_End, Qt.Key.Key_Delete, Qt.Key.Key_Backspace, Qt.Key.Key_F2, Qt.Key.Key_F6, Qt.Key.Key_Menu, Qt.Key.Key_1,
    Qt.Key.Key_2, Qt.Key.Key_3, Qt.Key.Key_Z, Qt.Key.Key_H, Qt.Key.Key_F, Qt.Key.Key_D, Qt.Key.Key_Equal, Qt.Key.Key_Slash,
)  # fmt: skip
WITH_CONTROL = (
    Qt.Key.Key_Z, Qt.Key.Key_Z, Qt.Key.Key_Y, Qt.Key.Key_N, Qt.Key.Key_R, Qt.Key.Key_F, Qt.Key.Key_K, Qt.Key.Key_A, Qt.Key.Key_C,
    Qt.Key.Key_V, Qt.Key.Key_S, Qt.Key.Key_Return, Qt.Key.Key_1, Qt.Key.Key_2, Qt.Key.Key_3, Qt.Key.Key_4, Qt.Key.Key_5,
    Qt.Key.Key_6, Qt.Key.Key_7, Qt.Key.Key_8, Qt.Key.Key_9, Qt.Key.Key_Slash,
)  # fmt: skip
TEXTS = (
    "周砚秋", "zyq", "县住建局", "关于完善老旧小区加装电梯补助办法的提案", "今天", "3.5", "0305", "２０２６", "2026-06-10", "31.13", "电梯",
    "一" * 60, "=1+1", "<b>粗</b>", "A", "1", "-5", "满意", "甲\n乙", "　", "%_'\"", "𬭊䶮",
)  # fmt: skip
SIZES = ((1366, 740), (1366, 740), (911, 512), (1920, 1040))
_HELD = Qt.KeyboardModifier
MODIFIERS = (_HELD.NoModifier,) * 4 + (_HELD.ShiftModifier, _HELD.ControlModifier)
LONG = 60
"""Seconds beyond which a walk also changes the look and the plenary, which costs time."""
LEFT_ALONE = frozenset({"退出"})  # leaves the window


@dataclass
class Diary:
    """What the clerk did last, what failed, and how long the window did not answer."""

    done: int = 0
    last: list[str] = field(default_factory=list)
    failures: list[str] = field(default_factory=list)
    longest_ms: float = 0.0
    slow: list[str] = field(default_factory=list)

    def note(self, what: str) -> None:
        """What is about to be done."""
        self.done += 1
        self.last = [*self.last[-11:], what]

    def pause(self, milliseconds: float) -> None:
        """How long the window took over it."""
        self.longest_ms = max(self.longest_ms, milliseconds)
        if milliseconds > 250:
            self.slow.append(f"{milliseconds:.0f} ms {self.last[-1]}")


class RandomClerk(QObject):
    """Acts at every turn of the event loop, also while a dialog waits, until the time is over; ``ways`` are its acts with their weights."""

    def __init__(self, window: MainWindow, seed: int, seconds: float) -> None:
        super().__init__()
        self.window = window
        self.random = Random(seed)
        self.until = monotonic() + seconds
        self.diary = Diary()
        self.ways: dict[Callable[[], object], int] = {
            self._press: 30, self._press_with_control: 6, self._click: 30, self._type: 14, self._right_click: 3, self._resize: 1, self._escape: 5,
        }  # fmt: skip
        if seconds > LONG:
            self.ways |= {self._change_look: 1, self._change_plenary: 1}
        self._loop = QEventLoop()
        self._clock = QElapsedTimer()

    def work(self) -> Diary:
        """Act until the time is over, then close what is open."""
        former, sys.excepthook = sys.excepthook, self._on_failure
        try:
            QTimer.singleShot(0, self, self._on_turn)
            self._loop.exec()
        finally:
            sys.excepthook = former
        return self.diary

    def _on_failure(self, kind: type[BaseException], problem: BaseException, trace: TracebackType | None) -> None:
        import traceback

        story = "\n".join(self.diary.last)
        self.diary.failures.append(f"{''.join(traceback.format_exception(kind, problem, trace))}\nafter:\n{story}")

    def _on_turn(self) -> None:
        if monotonic() > self.until and self._is_finished():
            self._loop.quit()
            return
        self._note_pause()
        QTimer.singleShot(1, self, self._on_turn)  # before acting: a dialog that this act opens is acted in by the next turn
        if monotonic() < self.until:
            self._act()

    def _note_pause(self) -> None:
        """How long the window did not answer since the last turn."""
        if self._clock.isValid() and self.diary.last:
            self.diary.pause(self._clock.elapsed())
        self._clock.start()

    def _is_finished(self) -> bool:
        """Close one thing that is still open; true when nothing is."""
        popup = QApplication.activePopupWidget()
        dialog = QApplication.activeModalWidget()
        if popup is not None:
            popup.close()
        elif isinstance(dialog, QDialog):
            dialog.done(0)
        elif dialog is not None:
            dialog.close()
        return popup is None and dialog is None

    def _act(self) -> None:
        self.random.choices(list(self.ways), list(self.ways.values()))[0]()

    def _place(self) -> QWidget:
        return QApplication.activePopupWidget() or QApplication.activeModalWidget() or self.window

    def _focus(self) -> QWidget:
        focus = QApplication.focusWidget()
        place = self._place()
        return focus if focus is not None and (focus is place or place.isAncestorOf(focus)) else place

    def _press(self) -> None:
        key, target = self.random.choice(KEYS), self._focus()
        self.diary.note(f"press {key.name} in {_called(target)}")
        QTest.keyClick(target, key)

    def _press_with_control(self) -> None:
        key, target = self.random.choice(WITH_CONTROL), self._focus()
        self.diary.note(f"press Ctrl+{key.name} in {_called(target)}")
        QTest.keyClick(target, key, Qt.KeyboardModifier.ControlModifier)

    def _escape(self) -> None:
        target = self._focus()
        self.diary.note(f"press Esc in {_called(target)}")
        QTest.keyClick(target, Qt.Key.Key_Escape)

    def _click(self) -> None:
        place = self._place()
        kinds = (QAbstractButton, QTabBar, QAbstractItemView, QLineEdit, QComboBox, QMenu)
        found = [w for w in place.findChildren(QWidget) if isinstance(w, kinds) and w.isVisible() and w.isEnabled()]
        found = [w for w in found if not (isinstance(w, QAbstractButton) and w.text() in LEFT_ALONE)]
        if isinstance(place, QMenu):
            actions = [a for a in place.actions() if a.isEnabled() and not a.isSeparator() and a.text() not in LEFT_ALONE]
            place.close()
            if actions:
                action = self.random.choice(actions)
                self.diary.note(f"choose {action.text()}")
                QTimer.singleShot(0, action, action.trigger)
            return
        if not found:
            return
        target = self.random.choice(found)
        self.diary.note(f"click {_called(target)}")
        area: Any = target.viewport() if isinstance(target, QAbstractItemView) else target
        point = QPoint(self.random.randrange(max(area.width(), 1)), self.random.randrange(max(area.height(), 1)))
        modifier = self.random.choice(MODIFIERS)
        if self.random.random() < 0.08:
            QTest.mouseDClick(area, Qt.MouseButton.LeftButton, modifier, point)
        else:
            QTest.mouseClick(area, Qt.MouseButton.LeftButton, modifier, point)

    def _right_click(self) -> None:
        place = self._place()
        found = [w for w in place.findChildren(QAbstractItemView) if w.isVisible()]
        if not found:
            return
        view = self.random.choice(found)
        self.diary.note(f"right click {_called(view)}")
        point = QPoint(self.random.randrange(max(view.viewport().width(), 1)), self.random.randrange(max(view.viewport().height(), 1)))
        event = QContextMenuEvent(QContextMenuEvent.Reason.Mouse, point, view.viewport().mapToGlobal(point))
        QApplication.postEvent(view.viewport(), event)

    def _type(self) -> None:
        target = self._focus()
        text = self.random.choice(TEXTS)
        self.diary.note(f"type {text} in {_called(target)}")
        if isinstance(target, QLineEdit | QPlainTextEdit):
            from PySide6.QtGui import QInputMethodEvent

            event = QInputMethodEvent()
            event.setCommitString(text)
            QApplication.sendEvent(target, event)
        else:
            QTest.keyClicks(target, "1a")

    def _resize(self) -> None:
        size = self.random.choice(SIZES)
        self.diary.note(f"resize {size}")
        self.window.resize(*size)
        QApplication.sendPostedEvents(None, QEvent.Type.LayoutRequest)


    def _change_look(self) -> None:
        """As the look dialog does."""
        shade, size = self.random.choice(list(tokens.THEMES)), self.random.choice(list(metrics.SIZES))
        self.diary.note(f"look {shade} {size}")
        self.window.workspace.memory.set_look(shade, size)
        application = QApplication.instance()
        assert isinstance(application, QApplication)
        theme.apply(application, tokens.THEMES[shade], metrics.SIZES[size])

    def _change_plenary(self) -> None:
        """Not while a dialog is open: a clerk could not either."""
        if QApplication.activeModalWidget() is None and QApplication.activePopupWidget() is None:
            plenary = self.random.choice([option.key for option in self.window.workspace.read(plenaries)] + [None])
            self.diary.note(f"plenary {plenary}")
            self.window.workspace.choose_plenary(plenary)


def _called(widget: QWidget) -> str:
    name = widget.accessibleName() or widget.objectName()
    text = widget.text() if isinstance(widget, QAbstractButton) else ""
    return f"{type(widget).__name__} {text or name} of {type(widget.window()).__name__}"
