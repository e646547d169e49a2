"""What happens when the program itself fails: a log entry and a dialog with details to copy; the window goes on."""

from __future__ import annotations

import logging
import platform
import sys
import traceback
from collections.abc import Callable
from types import TracebackType

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication, QDialog, QPlainTextEdit, QVBoxLayout

import zxdesk
from zxdesk.ui import theme
from zxdesk.ui.prompts import dialog_foot
from zxdesk.ui.widgets.labels import label

log = logging.getLogger(__name__)


def install(app: QApplication, *, saved: Callable[[], str] = lambda: "已保存的内容不受影响。") -> Faults:
    """Catch every unforeseen failure from now on; ``saved`` says what was kept, in one sentence."""
    faults = Faults(app, saved)
    sys.excepthook = faults.caught
    return faults


def details_of(kind: type[BaseException], problem: BaseException, trace: TracebackType | None) -> str:
    """Version, system and the trace, as text to hand to whoever mends it."""
    version = getattr(zxdesk, "__version__", "")
    head = f"zxdesk {version} · Python {platform.python_version()} · {platform.system()} {platform.release()}"
    return head + "\n" + "".join(traceback.format_exception(kind, problem, trace))


class Faults(QObject):
    """Receives failures from any thread and shows them one at a time.

    Signals: ``failed(str, str)`` with the sentence and the details.
    """

    failed = Signal(str, str)

    def __init__(self, app: QApplication, saved: Callable[[], str]) -> None:
        super().__init__(app)
        self._saved = saved
        self._is_showing = False
        self.failed.connect(self._show, Qt.ConnectionType.QueuedConnection)

    def caught(self, kind: type[BaseException], problem: BaseException, trace: TracebackType | None) -> None:
        """The hook: log, then show in the window's thread."""
        if issubclass(kind, KeyboardInterrupt):
            sys.__excepthook__(kind, problem, trace)
            return
        log.error("unforeseen failure", exc_info=(kind, problem, trace))
        self.failed.emit(f"程序出错，刚才的操作没有完成。{self._saved()}", details_of(kind, problem, trace))

    def _show(self, sentence: str, details: str) -> None:
        if self._is_showing:
            return
        self._is_showing = True
        try:
            FaultDialog(sentence, details).exec()
        finally:
            self._is_showing = False


class FaultDialog(QDialog):
    """The sentence, the details, and a button that copies them."""

    def __init__(self, sentence: str, details: str) -> None:
        super().__init__(QApplication.activeWindow())
        self.setWindowTitle("程序出错")
        self.details = QPlainTextEdit(details, readOnly=True)
        self.details.setAccessibleName("出错详情")
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        inner = QVBoxLayout()
        inner.setContentsMargins(16, 16, 16, 8)
        inner.setSpacing(8)
        inner.addWidget(label(sentence, wrap=True))
        inner.addWidget(label("把下面的详情复制给维护人员，并说明当时在做什么。", "muted", wrap=True))
        inner.addWidget(self.details, 1)
        layout.addLayout(inner, 1)
        layout.addWidget(dialog_foot(self, "复制详情", "关闭", on_action=self.copy))
        self.resize(40 * theme.metrics().fonts["body"] + 60, 380)

    def copy(self) -> None:
        """Put the details on the clipboard."""
        QGuiApplication.clipboard().setText(self.details.toPlainText())
