"""The few questions the program asks: a choice, a file, a form; each replaceable in a test."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog, QFileDialog, QFrame, QHBoxLayout, QLabel, QScrollArea, QVBoxLayout, QWidget

from zxdesk.domain.errors import RuleError
from zxdesk.domain.field import Field
from zxdesk.ui import icons, theme

if TYPE_CHECKING:
    from zxdesk.ui.form import Form, Sources


def confirm(parent: QWidget | None, text: str, action_label: str, cancel_label: str = "取消") -> bool:
    """Ask once before an act nothing undoes; the buttons are named, never 是 or 否. Source: look §7."""
    dialog = _Question(parent, text, action_label, cancel_label)
    return dialog.exec() == QDialog.DialogCode.Accepted


def tell(parent: QWidget | None, text: str, close_label: str = "知道了") -> None:
    """Say one sentence that must be read, such as a refusal that belongs to no field."""
    _Question(parent, text, close_label, None).exec()


def choose_file(parent: QWidget | None, title: str, patterns: str = "所有文件 (*)") -> Path | None:
    """Ask for a file to read; None when the clerk changed his mind."""
    name, _ = QFileDialog.getOpenFileName(parent, title, "", patterns)
    return Path(name) if name else None


def choose_files(parent: QWidget | None, title: str, patterns: str = "所有文件 (*)") -> list[Path]:
    """Ask for files to read; empty when the clerk changed his mind."""
    names, _ = QFileDialog.getOpenFileNames(parent, title, "", patterns)
    return [Path(name) for name in names]


def save_file(parent: QWidget | None, title: str, suggested: str, patterns: str = "所有文件 (*)") -> Path | None:
    """Ask where to write; None when the clerk changed his mind."""
    name, _ = QFileDialog.getSaveFileName(parent, title, suggested, patterns)
    return Path(name) if name else None


def choose_folder(parent: QWidget | None, title: str) -> Path | None:
    """Ask for a folder; None when the clerk changed his mind."""
    name = QFileDialog.getExistingDirectory(parent, title)
    return Path(name) if name else None


class _Question(QDialog):
    """One sentence and one or two named buttons."""

    def __init__(self, parent: QWidget | None, text: str, action: str, cancel: str | None) -> None:
        super().__init__(parent)
        self.setWindowTitle("政协提案")
        sign = QLabel()
        sign.setPixmap(icons.pixmap("warning" if cancel else "info", color="accent", size=20, ratio=self.devicePixelRatioF()))
        sentence = QLabel(text)
        sentence.setTextFormat(Qt.TextFormat.PlainText)
        sentence.setWordWrap(True)
        sentence.setMinimumWidth(320)
        sentence.setMaximumWidth(520)
        row = QHBoxLayout()
        row.setContentsMargins(16, 16, 16, 12)
        row.setSpacing(12)
        row.addWidget(sign, 0, Qt.AlignmentFlag.AlignTop)
        row.addWidget(sentence, 1)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addLayout(row)
        layout.addWidget(dialog_foot(self, action, cancel, on_action=self.accept))


def dialog_foot(
    dialog: QDialog, action: str, cancel: str | None, *, on_action: Callable[[], object], key: str | None = None
) -> QFrame:
    """The foot of a dialog: cancel, then the one primary button; Esc cancels."""
    from zxdesk.ui.widgets.button import ActionButton

    foot = QFrame()
    foot.setProperty("foot", True)
    row = QHBoxLayout(foot)
    row.setContentsMargins(12, 8, 12, 8)
    row.setSpacing(8)
    row.addStretch(1)
    if cancel:
        row.addWidget(ActionButton(cancel, clicked=dialog.reject))
    primary = ActionButton(action, kind="primary", key=key, clicked=on_action)
    primary.setObjectName("primary")
    primary.setDefault(key is None)
    row.addWidget(primary)
    return foot


class FormDialog(QDialog):
    """A form with a named button; ``on_submit`` gets the values and may refuse with ``RuleError``, shown at its field."""

    def __init__(
        self,
        title: str,
        fields: Sequence[Field],
        sources: Sources,
        on_submit: Callable[[dict[str, object]], object],
        *,
        action_label: str | None = None,
        values: Mapping[str, object] | None = None,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        from zxdesk.ui.form import Form
        from zxdesk.ui.widgets.labels import FieldError, label

        self._on_submit = on_submit
        self.setWindowTitle(title)
        self.form: Form = Form(fields, sources)
        self.form.fill(values or {})
        self.form.submitted.connect(self.submit)
        self._refusal = FieldError()
        inner = QWidget()
        inner.setProperty("ground", True)
        column = QVBoxLayout(inner)
        column.setContentsMargins(16, 12, 16, 12)
        column.setSpacing(12)
        column.addWidget(label(title, "title"))
        column.addWidget(self.form)
        column.addWidget(self._refusal)
        column.addStretch(1)
        area = QScrollArea()
        area.setWidgetResizable(True)
        area.setWidget(inner)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addWidget(area, 1)
        layout.addWidget(dialog_foot(self, action_label or title, "取消", on_action=self.submit, key="Ctrl+Return"))
        width = min(760, 48 * theme.metrics().fonts["body"] + 40)
        self.resize(width, min(inner.sizeHint().height() + theme.metrics().control + 24, 640))
        self.form.focus_first()

    def submit(self) -> None:
        """Read the form and hand it on; on refusal the dialog stays with the cursor where to correct."""
        self._refusal.clear()
        try:
            self._on_submit(self.form.read())
        except RuleError as error:
            if not self.form.show_error(error):
                self._refusal.show_sentence(error.message)
            return
        self.accept()
