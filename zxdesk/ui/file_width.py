"""Giving a widget the whole of its page for a while: what stands beside it is put away and comes back."""

from __future__ import annotations

from PySide6.QtWidgets import QApplication, QSplitter, QWidget
from shiboken6 import isValid

from zxdesk.ui.pages.page import Page


class WholePage:
    """Puts away everything of the page that is not around the widget."""

    def __init__(self, widget: QWidget) -> None:
        self._widget = widget
        self._away: list[QWidget] = []
        self._sizes: list[tuple[QSplitter, list[int]]] = []
        self._alone: list[QWidget] = []
        self._focus: QWidget | None = None
        self._was_hidden = False

    def take(self) -> None:
        """Put the rest of the page away; the focus is remembered."""
        self._focus = QApplication.focusWidget()
        self._was_hidden = self._widget.isHidden()
        for inner, outer in self._chain():
            if callable(getattr(outer, "set_alone", None)):  # a splitter that shows its file alone by itself
                self._alone.append(outer)
                continue
            if isinstance(outer, QSplitter):
                self._sizes.append((outer, outer.sizes()))
            for child in outer.children():
                beside = isinstance(child, QWidget) and child is not inner and not child.isWindow()
                if beside and isinstance(child, QWidget) and not child.isHidden() and child.objectName() != "qt_spacer":
                    self._away.append(child)
        for widget in self._away:
            widget.hide()
        for outer in self._alone:
            outer.set_alone(True)  # type: ignore[attr-defined]
        self._widget.show()

    @property
    def width(self) -> int:
        """How wide the page is."""
        chain = self._chain()
        return chain[-1][1].width() if chain else self._widget.width()

    def give_back(self) -> None:
        """Bring everything back as it was, the focus too."""
        for widget in self._away:
            if isValid(widget):
                widget.show()
        for splitter, sizes in self._sizes:
            if isValid(splitter):
                splitter.setSizes(sizes)
        if self._was_hidden:
            self._widget.hide()
        for outer in self._alone:
            if isValid(outer):
                outer.set_alone(False)  # type: ignore[attr-defined]
        if self._focus is not None and isValid(self._focus) and self._focus.isVisible():
            self._focus.setFocus()
        self._away, self._sizes, self._alone, self._focus = [], [], [], None

    def _chain(self) -> list[tuple[QWidget, QWidget]]:
        """Every widget around this one up to the page, with what lies in it on the way."""
        pairs: list[tuple[QWidget, QWidget]] = []
        inner: QWidget = self._widget
        while not isinstance(inner, Page) and (outer := inner.parentWidget()) is not None and not inner.isWindow():
            pairs.append((inner, outer))
            inner = outer
        return pairs if isinstance(inner, Page) else pairs[:1]
