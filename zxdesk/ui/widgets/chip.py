"""A filter that opens a check list and shows what it holds."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QFont, QFontMetrics, QMouseEvent
from PySide6.QtWidgets import QCheckBox, QFrame, QScrollArea, QSizePolicy, QToolButton, QVBoxLayout, QWidget

from zxdesk.ui import icons, theme
from zxdesk.ui.widgets.editor import mark
from zxdesk.ui.widgets.labels import label
from zxdesk.ui.widgets.popup import show_under


class _CheckList(QFrame):
    """The list under a chip; stays open while one checks."""

    def __init__(self, parent: QWidget, choices: Sequence[tuple[str, str]], chosen: Sequence[str]) -> None:
        super().__init__(parent, Qt.WindowType.Popup)
        self.setObjectName("calendarPopup")
        self.boxes = {key: QCheckBox(name) for key, name in choices}
        inner = QWidget()
        inner.setProperty("ground", True)
        column = QVBoxLayout(inner)
        column.setContentsMargins(10, 6, 10, 6)
        column.setSpacing(0)
        for key, box in self.boxes.items():
            box.setChecked(key in chosen)
            column.addWidget(box)
        if not self.boxes:
            column.addWidget(label("没有可选的内容。", "muted"))
        area = QScrollArea()
        area.setWidgetResizable(True)
        area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        area.setWidget(inner)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(1, 1, 1, 1)
        layout.addWidget(area)
        size = inner.sizeHint()
        self.wished = QSize(max(size.width() + 18, 120), min(size.height() + 4, 420))


class Chip(QToolButton):
    """A filter such as 类别; active, it carries its value and a cross that empties it.

    Signals: ``changed(tuple)`` with the keys now chosen.
    """

    changed = Signal(tuple)

    def __init__(self, name: str, choices: Sequence[tuple[str, str]] = (), parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.name = name
        self._choices = tuple(choices)
        self._chosen: tuple[str, ...] = ()
        self.setProperty("chip", True)
        self.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
        self.setLayoutDirection(Qt.LayoutDirection.RightToLeft)
        self.setIconSize(QSize(12, 12))
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.clicked.connect(self._on_clicked)
        self._show()

    def set_choices(self, choices: Sequence[tuple[str, str]]) -> None:
        """Offer these (key, label) choices; what is chosen and no longer offered falls away."""
        self._choices = tuple(choices)
        offered = {key for key, _ in self._choices}
        self.choose(tuple(key for key in self._chosen if key in offered))

    def chosen(self) -> tuple[str, ...]:
        """The keys chosen."""
        return self._chosen

    def choose(self, keys: Sequence[str]) -> None:
        """Choose these; ``changed`` follows when they differ."""
        keys = tuple(keys)
        if keys == self._chosen:
            return
        self._chosen = keys
        self._show()
        self.changed.emit(keys)

    def clear(self) -> None:
        """Choose nothing."""
        self.choose(())

    def sizeHint(self) -> QSize:
        metrics = theme.metrics()
        weight = QFont.Weight.Medium if self._chosen else QFont.Weight.Normal
        text = QFontMetrics(theme.font(metrics.body, weight)).horizontalAdvance(self.text())
        return QSize(text + 12 + 24, metrics.chip)

    def _show(self) -> None:
        labels = dict(self._choices)
        names = [labels.get(key, key) for key in self._chosen]
        self.setText(self.name if not names else names[0] if len(names) == 1 else f"{self.name} {len(names)} 项")
        self.setIcon(icons.get("clear" if names else "down", color="accent" if names else "muted"))
        self.setToolTip(f"{self.name}：{'、'.join(names)}" if names else f"按{self.name}筛选")
        self.setAccessibleName(f"{self.name}，{'、'.join(names)}" if names else f"{self.name}，未筛选")
        mark(self, "active", bool(names))
        self.updateGeometry()

    def open_list(self) -> None:
        """Open the check list under the chip."""
        self.list = _CheckList(self, self._choices, self._chosen)
        self.list.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        for box in self.list.boxes.values():
            box.toggled.connect(self._on_toggled)
        show_under(self.list, self, self.list.wished)

    def _on_clicked(self) -> None:
        self.open_list()

    def _on_toggled(self) -> None:
        self.choose(tuple(key for key, box in self.list.boxes.items() if box.isChecked()))

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        if self._chosen and event.position().x() > self.width() - 22:
            self.setDown(False)
            self.clear()
            return
        super().mouseReleaseEvent(event)
