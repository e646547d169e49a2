"""What every page of the window has: a head with its name and at most three buttons, a body, and reading again when something changed."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from zxdesk.ui import theme
from zxdesk.ui.widgets.button import ActionButton
from zxdesk.ui.widgets.labels import label
from zxdesk.ui.workspace import Workspace


class Page(QWidget):
    """A page reads again when it is shown and, while visible, after every change."""

    key = ""
    name = ""

    def __init__(self, workspace: Workspace) -> None:
        super().__init__()
        self.workspace = workspace
        self.setObjectName(self.key)
        self.setAccessibleName(self.name)
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(0)
        self._head_bar = QWidget()
        self._head_bar.setFixedHeight(theme.metrics().page_head)
        self.head = QHBoxLayout(self._head_bar)
        self.head.setContentsMargins(16, 6, 16, 6)
        self.head.setSpacing(8)
        self.title = label(self.name, "pageTitle")
        self.head.addWidget(self.title)
        self.subtitle = label("", "muted")
        self.head.addSpacing(8)
        self.head.addWidget(self.subtitle)
        self.head.addStretch(1)
        whole.addWidget(self._head_bar)
        self.body = QVBoxLayout()
        self.body.setContentsMargins(0, 0, 0, 0)
        self.body.setSpacing(0)
        whole.addLayout(self.body, 1)
        self._is_stale = True
        workspace.changed.connect(self._on_changed)
        workspace.plenary_changed.connect(self._on_changed)

    def refresh(self) -> None:
        """Read again and show."""

    @property
    def is_reading(self) -> bool:
        """Whether what it shows is still to come, the file beside its list included."""
        return bool(getattr(getattr(self, "file_pane", None), "is_reading", False))

    def add_button(
        self, text: str, *, icon: str | None = None, kind: str = "plain", key: str | None = None, clicked: Callable[[], object]
    ) -> ActionButton:
        """A button at the head's right; the primary one is added last."""
        button = ActionButton(text, icon=icon, kind=kind, clicked=clicked)
        if key:
            self.workspace.keys.follow(button, f"{self.key}.{text}", key)
        self.head.addWidget(button)
        return button

    def read_ahead(self) -> None:
        """Take the look and read before it is shown, so that it opens at once; it reads again then if something changed."""
        theme.wake(self)
        self.ensurePolished()
        if self._is_stale:
            self._read_again()

    def make_rest(self) -> Iterator[None]:
        """Make what it does not show yet, one thing at each step."""
        yield from ()

    def _on_changed(self, *_what: object) -> None:
        self._is_stale = True
        if self.isVisible():
            self._read_again()

    def _read_again(self) -> None:
        self._is_stale = False
        self.refresh()

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        if self._is_stale:
            self._read_again()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.StyleChange and hasattr(self, "_head_bar"):
            self._head_bar.setFixedHeight(theme.metrics().page_head)
