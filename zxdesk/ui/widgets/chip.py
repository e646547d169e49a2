"""A filter that opens a check list and shows what it holds."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QFont, QFontMetrics, QKeyEvent, QMouseEvent
from PySide6.QtWidgets import (
    QAbstractButton,
    QCheckBox,
    QFrame,
    QLineEdit,
    QRadioButton,
    QScrollArea,
    QSizePolicy,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from zxdesk.text.normalise import fold
from zxdesk.ui import icons, theme
from zxdesk.ui.widgets.editor import mark
from zxdesk.ui.widgets.labels import label
from zxdesk.ui.widgets.popup import show_under

SEARCHED = 15
"""A list longer than this has a line to search it."""


class CheckList(QFrame):
    """The list under a chip: boxes that stay open while one checks, or with ``single`` lines of which one is chosen."""

    def __init__(self, chip: Chip, choices: Sequence[tuple[str, str]], chosen: Sequence[str], *, single: bool) -> None:
        super().__init__(chip, Qt.WindowType.Popup)
        self.setObjectName("calendarPopup")
        self.setAccessibleName(f"按{chip.name}筛选")
        kind = QRadioButton if single else QCheckBox
        self.boxes: dict[str, QAbstractButton] = {key: kind(name) for key, name in choices}
        self._search_keys = {key: fold(name) for key, name in choices}
        inner = QWidget()
        inner.setProperty("ground", True)
        column = QVBoxLayout(inner)
        column.setContentsMargins(10, 6, 10, 6)
        column.setSpacing(0)
        for key, box in self.boxes.items():
            box.setChecked(key in chosen)
            column.addWidget(box)
        self._none = label("没有可选的内容。", "muted")
        self._none.setVisible(not self.boxes)
        column.addWidget(self._none)
        column.addStretch(1)
        area = QScrollArea()
        area.setWidgetResizable(True)
        area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        area.setWidget(inner)
        self.search: QLineEdit | None = None
        layout = QVBoxLayout(self)
        layout.setContentsMargins(1, 1, 1, 1)
        layout.setSpacing(0)
        size = inner.sizeHint()
        if len(self.boxes) > SEARCHED:
            self.search = self._search_line(chip.name)
            layout.addWidget(self.search)
        layout.addWidget(area)
        head = self.search.sizeHint().height() + 6 if self.search else 0
        self.wished = QSize(max(size.width() + 18, 120), min(size.height() + 4 + head, 420))

    def focus(self) -> None:
        """Put the cursor where one begins: the search line, else the first box."""
        first = self.search or next(iter(self.boxes.values()), None)
        if first is not None:
            first.setFocus(Qt.FocusReason.PopupFocusReason)

    def add_search_keys(self, keys: Mapping[str, str]) -> None:
        """Words a choice is also found by, such as initials."""
        for key, words in keys.items():
            if key in self._search_keys:
                self._search_keys[key] += "\n" + fold(words)

    def _search_line(self, name: str) -> QLineEdit:
        line = QLineEdit()
        line.setPlaceholderText("名称或拼音首字母")
        line.setAccessibleName(f"找{name}")
        line.textChanged.connect(self._on_typed)
        return line

    def _on_typed(self, typed: str) -> None:
        word = fold(typed).strip()
        for key, box in self.boxes.items():
            box.setVisible(word in self._search_keys[key])
        self._none.setVisible(all(box.isHidden() for box in self.boxes.values()))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter in the search line checks the one that is left, or closes the list; arrows walk the boxes."""
        shown = [box for box in self.boxes.values() if not box.isHidden()]
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            focused = next((box for box in shown if box.hasFocus()), None)
            typed = self.search is not None and self.search.hasFocus() and bool(self.search.text())
            wanted = focused or (shown[0] if typed and shown else None)
            if wanted is not None and not wanted.isChecked():
                wanted.click()
            self.close()
        elif event.key() in (Qt.Key.Key_Down, Qt.Key.Key_Up):
            self.focusNextPrevChild(event.key() == Qt.Key.Key_Down)
        else:
            super().keyPressEvent(event)


class Chip(QToolButton):
    """A filter such as 类别; active, it carries its value and a cross that empties it.

    Its list opens under ``anchor``, the chip itself unless it is put away.
    Signals: ``changed(tuple)`` with the keys now chosen.
    """

    changed = Signal(tuple)

    def __init__(
        self,
        name: str,
        choices: Sequence[tuple[str, str]] = (),
        parent: QWidget | None = None,
        *,
        single: bool = False,
        can_clear: bool = True,
    ) -> None:
        super().__init__(parent)
        self.name = name
        self._choices = tuple(choices)
        self._chosen: tuple[str, ...] = ()
        self._search_keys: Mapping[str, str] = {}
        self._is_single, self._can_clear = single, can_clear
        self.anchor: QWidget = self
        self.setProperty("chip", True)
        self.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
        self.setLayoutDirection(Qt.LayoutDirection.RightToLeft)
        self.setIconSize(QSize(12, 12))
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.clicked.connect(self._on_clicked)
        self._show()

    def set_choices(self, choices: Sequence[tuple[str, str]], search_keys: Mapping[str, str] | None = None) -> None:
        """Offer these (key, label) choices; what is chosen and no longer offered falls away.

        ``search_keys`` are words by which a choice is found besides its label.
        """
        self._choices = tuple(choices)
        self._search_keys = search_keys or {}
        offered = {key for key, _ in self._choices}
        kept = tuple(key for key in self._chosen if key in offered)
        if kept == self._chosen:
            self._show()
        self.choose(kept)

    def chosen(self) -> tuple[str, ...]:
        """The keys chosen."""
        return self._chosen

    def words(self) -> str:
        """What is chosen, as one reads it."""
        labels = dict(self._choices)
        return "、".join(labels.get(key, key) for key in self._chosen)

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

    def open_list(self) -> None:
        """Open the check list under the chip."""
        self.list = CheckList(self, self._choices, self._chosen, single=self._is_single)
        self.list.add_search_keys(self._search_keys)
        self.list.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        for box in self.list.boxes.values():
            box.toggled.connect(self._on_toggled)
        show_under(self.list, self.anchor, self.list.wished)
        self.list.focus()

    def _show(self) -> None:
        words = self.words()
        many = len(self._chosen) > 1
        self.setText(f"{self.name} {len(self._chosen)} 项" if many else words or self.name)
        has_cross = bool(self._chosen) and self._can_clear
        self.setIcon(icons.get("clear" if has_cross else "down", color="accent" if self._chosen else "muted"))
        self.setToolTip(f"{self.name}：{words}" if words else f"按{self.name}筛选")
        self.setAccessibleName(f"{self.name}，{words}" if words else f"{self.name}，未筛选")
        mark(self, "active", bool(self._chosen))
        self.updateGeometry()

    def _on_clicked(self) -> None:
        self.open_list()

    def _on_toggled(self) -> None:
        self.choose(tuple(key for key, box in self.list.boxes.items() if box.isChecked()))
        if self._is_single:
            self.list.close()

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        if self._chosen and self._can_clear and event.position().x() > self.width() - 22:
            self.setDown(False)
            self.clear()
            return
        super().mouseReleaseEvent(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Down opens the list, Del empties the filter."""
        if event.key() == Qt.Key.Key_Down:
            self.open_list()
        elif event.key() in (Qt.Key.Key_Delete, Qt.Key.Key_Backspace) and self._can_clear:
            self.clear()
        else:
            super().keyPressEvent(event)
