"""The few questions the program asks: a choice, a file, a form; each replaceable in a test."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, cast

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent, QKeySequence
from PySide6.QtWidgets import QApplication, QDialog, QFileDialog, QFrame, QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from zxdesk.domain.errors import RuleError
from zxdesk.domain.field import Field
from zxdesk.ui import icons, theme
from zxdesk.ui.passing import Dialog

if TYPE_CHECKING:
    from zxdesk.ui.date_edit import Days
    from zxdesk.ui.form import Form, SoftCheck, Sources


def confirm(parent: QWidget | None, text: str, action_label: str, cancel_label: str = "取消") -> bool:
    """Ask once before an act nothing undoes; the buttons are named, never 是 or 否. Source: look §7."""
    dialog = _Question(parent, text, action_label, cancel_label)
    return dialog.exec() == QDialog.DialogCode.Accepted


def confirm_dropping(parent: QWidget | None) -> bool:
    """Ask before a draft is thrown away, since nothing brings it back."""
    return confirm(parent, "草稿丢弃后不能找回。", "丢弃草稿", "留着")


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


class _Question(Dialog):
    """One sentence and one or two named buttons."""

    def __init__(self, parent: QWidget | None, text: str, action: str, cancel: str | None) -> None:
        super().__init__(parent)
        self.setWindowTitle("政协提案")
        sign = QLabel()
        sign.setPixmap(icons.pixmap("warning" if cancel else "info", color="accent", size=20, ratio=self.devicePixelRatioF()))
        sentence = QLabel(text)
        sentence.setTextFormat(Qt.TextFormat.PlainText)
        sentence.setWordWrap(True)
        body = theme.metrics().fonts["body"]
        sentence.setMinimumWidth(25 * body)
        sentence.setMaximumWidth(40 * body)
        row = QHBoxLayout()
        row.setContentsMargins(16, 16, 16, 12)
        row.setSpacing(12)
        row.addWidget(sign, 0, Qt.AlignmentFlag.AlignTop)
        row.addWidget(sentence, 1)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addLayout(row)
        foot = dialog_foot(self, action, cancel, on_action=self.accept)
        layout.addWidget(foot)
        if (primary := foot.findChild(QPushButton, "primary")) is not None:
            primary.setFocus()  # Enter presses it, so the ring stands there


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


def foot_last(dialog: QDialog, foot: QFrame) -> None:
    """Let Tab come to the buttons of the foot after everything else, from left to right; for a dialog that was filled after its foot."""
    row = foot.layout()
    items = [row.itemAt(at) for at in range(row.count())] if row is not None else []
    buttons = [widget for item in items if item is not None and (widget := item.widget()) is not None]
    every: list[QWidget] = list(dialog.findChildren(QWidget))
    held = [one for one in every if one.focusPolicy() != Qt.FocusPolicy.NoFocus and not foot.isAncestorOf(one)]
    last: QWidget = held[-1] if held else dialog
    for button in buttons:
        if button.focusPolicy() != Qt.FocusPolicy.NoFocus:  # Qt takes no notice of those
            QWidget.setTabOrder(last, button)
            last = button


EDGES = 52
"""What a dialog needs beside its form: margins and scroll bar."""
WIDEST = 860
"""How wide a dialog grows so that its form has two columns."""


class FormDialog(Dialog):
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
        days: Days | None = None,
        soft_check: SoftCheck | None = None,
    ) -> None:
        super().__init__(parent)
        from zxdesk.ui.form import Form
        from zxdesk.ui.widgets.labels import FieldError
        from zxdesk.ui.widgets.steady_area import SteadyArea

        self._on_submit = on_submit
        self.setWindowTitle(title)
        self.form: Form = Form(fields, sources, days=days, soft_check=soft_check)
        self.form.fill(values or {})
        self.form.submitted.connect(self.submit)
        self.form.problems_changed.connect(self._on_problems)
        self._refusal = FieldError()
        self._area = SteadyArea(self)  # given its dialog at once: to move it there later makes Qt style every field again
        self._area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._area.setWidget(self._inside(title))
        self._build_foot(action_label or title)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addWidget(self._area, 1)
        layout.addWidget(self.foot)
        self._take_room()
        if (application := QApplication.instance()) is not None:
            cast(QApplication, application).focusChanged.connect(self._on_focus)
        self.form.focus_first()

    def _inside(self, title: str) -> QWidget:
        from zxdesk.ui.widgets.labels import label

        inner = QWidget()
        inner.setProperty("ground", True)
        self.head = QHBoxLayout()
        self.head.setSpacing(12)
        self.head.addWidget(label(title, "title"))
        self.head.addStretch(1)
        self.column = QVBoxLayout(inner)
        self.column.setContentsMargins(16, 12, 16, 12)
        self.column.setSpacing(12)
        self.column.addLayout(self.head)
        self.column.addWidget(self.form)
        self.column.addWidget(self._refusal)
        self.column.addStretch(1)
        return inner

    def _build_foot(self, action: str) -> None:
        from zxdesk.ui.widgets.button import ActionButton

        self._wrong = ActionButton("", icon="warning", kind="link", clicked=self.form.next_problem)
        self._wrong.setToolTip("到下一处要改的地方")
        self._wrong.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._wrong.hide()
        self.foot = dialog_foot(self, action, "取消", on_action=self.submit, key="Ctrl+Return")
        self.foot_row = cast(QHBoxLayout, self.foot.layout())
        self.foot_row.insertWidget(0, self._wrong)

    def _take_room(self) -> None:
        """As wide as two columns need where the screen has it, as high as the form."""
        room = self.screen().availableSize()
        width = min(760, 48 * theme.metrics().fonts["body"] + 40)
        wish = self.form.grid.two_columns() + EDGES
        width = min(wish if width < wish <= WIDEST else width, room.width() - 40)
        self.form.fit(width - EDGES)
        height = self._area.widget().sizeHint().height() + self.foot.sizeHint().height() + 8
        self.resize(width, min(height, 640, room.height() - 60))

    def submit(self) -> None:
        """Read the form and hand it on; on refusal the dialog stays with the cursor where to correct."""
        self._refusal.clear()
        if problems := self.form.problems():
            self.form.show_problems(problems)
            return
        try:
            self._on_submit(self.form.read())
        except RuleError as error:
            if not self.form.show_error(error):
                self._refusal.show_sentence(error.message)
            return
        self.accept()

    def _on_problems(self, count: int) -> None:
        self._wrong.setText(f"{count} 处要改")
        self._wrong.setAccessibleName(f"{count} 处要改，到下一处")
        self._wrong.setVisible(bool(count))

    def _on_focus(self, _before: QWidget | None, now: QWidget | None) -> None:
        """Keep the field with the cursor in sight, however it came there."""
        if now is not None and self.form.isAncestorOf(now):
            self._area.ensureWidgetVisible(now, 0, 2 * theme.metrics().control)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.matches(QKeySequence.StandardKey.Save):
            self.submit()
            return
        super().keyPressEvent(event)
