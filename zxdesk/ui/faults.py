"""What happens when the program itself fails: a log entry and a dialog with details to copy; the window goes on."""

from __future__ import annotations

import logging
import platform
import sys
import threading
import traceback
from collections.abc import Callable
from types import TracebackType

from PySide6.QtCore import QObject, Qt, QThread, Signal
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication, QPlainTextEdit, QVBoxLayout, QWidget

import zxdesk
from zxdesk import logs
from zxdesk.domain.errors import RuleError
from zxdesk.ui import prompts, theme
from zxdesk.ui.crash_log import Left
from zxdesk.ui.passing import Dialog
from zxdesk.ui.prompts import dialog_foot
from zxdesk.ui.widgets.labels import label

log = logging.getLogger(__name__)


SAFE = "登记簿里已保存的内容不受影响。"


def install(
    app: QApplication, *, saved: Callable[[], str] = lambda: SAFE, warn: Callable[[str], object] = lambda sentence: None
) -> Faults:
    """Catch every unforeseen failure from now on; ``saved`` says what was kept, ``warn`` shows a refusal no form has shown."""
    faults = Faults(app, saved, warn)
    sys.excepthook = faults.caught
    threading.excepthook = lambda fell: faults.caught(fell.exc_type, fell.exc_value or fell.exc_type(), fell.exc_traceback)
    return faults


def offer_crash(left: Left, parent: QWidget | None, *, was_read_whole: bool) -> None:
    """Say that the run before did not end, and show what is known of it to whoever wants to see it.

    ``was_read_whole``: the register was read page by page when it was opened, else the clerk is told where to have it read.
    """
    checked = "这次打开前通读过登记簿，没有发现损坏。" if was_read_whole else "登记簿照常打开了；要通读一遍，到“设置”的“体检”。"
    sentence = f"上次（{left.began} 打开的）没有正常关闭。{checked}"
    if prompts.confirm(parent, sentence, "查看记录", "继续"):
        FaultDialog("上次没有正常关闭，下面是当时留下的记录，里面没有人名和提案内容。", left.details, parent, title="上次的记录").exec()


def details_of(kind: type[BaseException], problem: BaseException, trace: TracebackType | None) -> str:
    """Version, system and the trace, as text to hand to whoever mends it; names and texts of proposals are taken out."""
    version = getattr(zxdesk, "__version__", "")
    head = f"zxdesk {version} · Python {platform.python_version()} · {platform.system()} {platform.release()}"
    return logs.redact(head + "\n" + "".join(traceback.format_exception(kind, problem, trace)))


class Faults(QObject):
    """Receives failures from any thread and shows them one at a time; a refusal is a sentence, not a failure.

    Signals: ``failed(str)`` with the details; ``refused(str)`` with the sentence of a ``RuleError``.
    """

    failed = Signal(str)
    refused = Signal(str)

    def __init__(self, app: QApplication, saved: Callable[[], str], warn: Callable[[str], object]) -> None:
        super().__init__(app)
        self._saved = saved
        self._is_showing = False
        self.failed.connect(self._show, Qt.ConnectionType.QueuedConnection)
        self.refused.connect(lambda sentence: warn(sentence), Qt.ConnectionType.QueuedConnection)

    def caught(self, kind: type[BaseException], problem: BaseException, trace: TracebackType | None) -> None:
        """The hook: log, then show in the window's thread."""
        if issubclass(kind, KeyboardInterrupt):
            sys.__excepthook__(kind, problem, trace)
            return
        if isinstance(problem, RuleError):
            self.refused.emit(problem.message)
            return
        log.error("unforeseen failure", exc_info=(kind, problem, trace))
        details = details_of(kind, problem, trace)
        print(details, file=sys.stderr)
        if QThread.currentThread() is self.thread() and QThread.currentThread().loopLevel() == 0:
            self._show(details)  # nobody turns the loop yet, or any more: before the first window, or after the last
        else:
            self.failed.emit(details)

    def _show(self, details: str) -> None:
        if self._is_showing:
            return
        self._is_showing = True
        try:
            FaultDialog(f"程序出错，刚才的操作没有做完。{self._saved()}", details).exec()
        finally:
            self._is_showing = False


class FaultDialog(Dialog):
    """The sentence, the details, and a button that copies them."""

    def __init__(self, sentence: str, details: str, parent: QWidget | None = None, *, title: str = "程序出错") -> None:
        super().__init__(parent or QApplication.activeWindow())
        self.setWindowTitle(title)
        self.details = QPlainTextEdit(details, readOnly=True)
        self.details.setAccessibleName("出错详情")
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        inner = QVBoxLayout()
        inner.setContentsMargins(16, 16, 16, 8)
        inner.setSpacing(8)
        inner.addWidget(label(sentence, wrap=True))
        inner.addWidget(label("把下面的详情复制给维护人员，并说明当时在做什么。窗口可以接着用。", "muted", wrap=True))
        inner.addWidget(self.details, 1)
        layout.addLayout(inner, 1)
        layout.addWidget(dialog_foot(self, "复制详情", "关闭", on_action=self.copy))
        self.resize(40 * theme.metrics().fonts["body"] + 60, 380)

    def copy(self) -> None:
        """Put the details on the clipboard."""
        QGuiApplication.clipboard().setText(self.details.toPlainText())
