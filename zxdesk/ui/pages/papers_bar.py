"""The line above the canvas: which paper and page is seen, how large, and opening it in another program."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import QEvent, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QSizePolicy, QWidget

from zxdesk.ui import theme
from zxdesk.ui.paper_view.preview import PreviewCanvas
from zxdesk.ui.widgets.button import ActionButton, icon_button
from zxdesk.ui.widgets.labels import ElidedLabel, IconLabel, label

OPEN = "用 WPS/Word 打开"
NOTE = "预览按登记内容生成，改字请改提案"


class PapersBar(QFrame):
    """Buttons of a canvas.

    Signals: ``turned(int)`` asks for the next (1) or previous (-1) paper.
    """

    turned = Signal(int)

    def __init__(self, canvas: PreviewCanvas, *, on_open: Callable[[], object]) -> None:
        super().__init__()
        self._canvas = canvas
        self.setProperty("surface", True)
        self.setFixedHeight(theme.metrics().command_bar)
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)  # what has no room is left out, the page is not widened
        self.before = icon_button("left", "上一页", framed=False, clicked=lambda: self.step(-1))
        self.after = icon_button("right", "下一页", framed=False, clicked=lambda: self.step(1))
        self.place = label("")
        self.whole = ActionButton("整页", kind="flat", clicked=canvas.fit_page)
        self.width_button = ActionButton("页宽", kind="flat", clicked=canvas.fit_width)
        self.whole.set_key_hint("1")
        self.width_button.set_key_hint("2")
        self.percent = label("", "muted")
        self.open_button = ActionButton(OPEN, icon="export", kind="flat", clicked=on_open)
        row = QHBoxLayout(self)
        row.setContentsMargins(8, 0, 8, 0)
        row.setSpacing(6)
        for widget in (self.before, self.place, self.after, self.whole, self.width_button, self.percent):
            row.addWidget(widget)
        row.addStretch(1)
        self._lock, self._note = IconLabel("lock", "muted"), ElidedLabel(NOTE, "muted")
        row.addWidget(self._lock)
        row.addWidget(self._note)
        row.addWidget(self.open_button)
        canvas.page_changed.connect(lambda _page, _pages: self._name())
        canvas.scale_changed.connect(self._on_scale)
        self._at, self._count, self._key = 0, 0, ""
        self.show_place(0, 0)

    def show_place(self, at: int, count: int) -> None:
        """Say which of the papers is seen, from 0."""
        self._at, self._count = at, count
        self._name()

    def step(self, by: int) -> None:
        """To the next page or the one before, and on to the next paper where this one ends."""
        if 0 <= self._canvas.page + by < len(self._canvas.sheets):
            self._canvas.go_to(self._canvas.page + by)
        else:
            self.turned.emit(by)

    def _name(self) -> None:
        canvas = self._canvas
        self.before.setEnabled(canvas.page > 0 or self._at > 0)
        self.after.setEnabled(canvas.page + 1 < len(canvas.sheets) or self._at + 1 < self._count)
        page, pages = canvas.page + 1, len(canvas.sheets)
        words = f"第 {page} 页，共 {pages} 页" if pages else ""
        if self._count > 1:
            words = f"第 {self._at + 1}/{self._count} 份" + (f"　第 {page}/{pages} 页" if pages else "")
        self.place.setText(words)
        self._fit()
        self.open_button.setEnabled(bool(canvas.sheets))

    def _fit(self) -> None:
        """Where the canvas is narrow the note goes first, then the words of the last button, then the scale and what the keys 1 and 2 do."""
        parts = [(self._note, self._lock), (self.open_button,), (self.percent,), (self.whole, self.width_button)]
        gone: list[QWidget] = []
        self._unfold()
        while parts and self._wish(gone) > self.width():
            gone += parts.pop(0)
            if self.open_button in gone:
                self._fold()
        for widget in (self._note, self._lock, self.percent, self.whole, self.width_button):
            widget.setVisible(widget not in gone)
        self.open_button.setToolTip("" if self.open_button.text() else OPEN)

    def _unfold(self) -> None:
        if not self.open_button.text():
            self.open_button.setText(OPEN)
            self.open_button.set_key_hint(self._key)

    def _fold(self) -> None:
        """Nothing but the icon; the key works on."""
        self.open_button.setText("")
        self.open_button.set_key_hint("")

    def set_key(self, key: str) -> None:
        """The key that the last button shows where it has room."""
        self._key = key

    def _wish(self, gone: Sequence[QWidget]) -> int:
        """The width of what is shown; of the note its first words."""
        always = (self.before, self.place, self.after, self.open_button)
        others = [widget for widget in (self.whole, self.width_button, self.percent, self._lock) if widget not in gone]
        note = 0 if self._note in gone else 7 * theme.metrics().fonts["body"]
        return sum(widget.sizeHint().width() + 6 for widget in (*always, *others)) + note + 28

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.StyleChange and hasattr(self, "_key"):
            self.setFixedHeight(theme.metrics().command_bar)
            self._fit()

    def _on_scale(self, _mode: str, percent: int) -> None:
        self.percent.setText(f"{percent}%" if self._canvas.sheets else "")
