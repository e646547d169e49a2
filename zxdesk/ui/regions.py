"""The regions of the window one goes round by F6: navigation, the parts of the page, the find box."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QAbstractItemView, QApplication, QSplitter, QWidget
from shiboken6 import isValid

if TYPE_CHECKING:
    from zxdesk.ui.main_window import MainWindow


class Regions:
    """Goes from region to region; one comes back to where the cursor was in it."""

    def __init__(self, window: MainWindow) -> None:
        self._window = window
        self._held: dict[int, QWidget] = {}

    def every(self) -> list[QWidget]:
        """The regions in order; a page may name its own by ``regions()``, otherwise they are the panes of its splitter."""
        page = self._window.current_page()
        asked = getattr(page, "regions", None)
        if callable(asked):
            panes = list(asked())
        else:
            every: list[QSplitter] = [] if page is None else list(page.findChildren(QSplitter))
            splitters = [splitter for splitter in every if splitter.isVisible()]
            panes = [splitters[0].widget(at) for at in range(splitters[0].count())] if splitters else [page]
        return [region for region in (self._window.nav, *panes, self._window.find_box) if region is not None and region.isVisible()]

    def go(self, by: int) -> None:
        """To the next region, or the one before; regions without anything to reach are passed over."""
        regions = self.every()
        focus = QApplication.focusWidget()
        at = next((i for i, r in enumerate(regions) if focus is not None and (r is focus or r.isAncestorOf(focus))), -1 if by > 0 else 0)
        if focus is not None and at >= 0:
            self._held[id(regions[at])] = focus
        for step in range(1, len(regions) + 1):
            region = regions[(at + by * step) % len(regions)]
            if (target := self._target(region)) is not None:
                target.setFocus(Qt.FocusReason.ShortcutFocusReason)
                return

    def enter_page(self) -> None:
        """Put the cursor into the page shown, where it was last or at its list, unless it is there already."""
        page, focus = self._window.current_page(), QApplication.focusWidget()
        if page is None or (focus is not None and page.isAncestorOf(focus)):
            return
        inside = [region for region in self.every() if page is region or page.isAncestorOf(region)]
        target = next((found for region in inside if (found := self._target(region)) is not None), None)
        if target is not None:
            target.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def _target(self, region: QWidget) -> QWidget | None:
        held = self._held.get(id(region))
        if held is not None and _can_hold(held) and (held is region or region.isAncestorOf(held)):
            return held
        return region if _can_hold(region) else first_inside(region)


def first_inside(region: QWidget) -> QWidget | None:
    """The first widget inside a region that Tab would reach; lists before lines and buttons."""
    # WORKAROUND PySide6 6.8: ``nextInFocusChain`` makes the widget it returns, be it the menu bar, a child of the one asked; when that one is
    # deleted, Python loses the menus. So the children are asked in the order they were made.
    every: list[QWidget] = list(region.findChildren(QWidget))
    reachable = [widget for widget in every if _can_hold(widget)]
    return next((widget for widget in reachable if isinstance(widget, QAbstractItemView)), reachable[0] if reachable else None)


def _can_hold(widget: QWidget) -> bool:
    return isValid(widget) and widget.isVisible() and widget.isEnabled() and bool(widget.focusPolicy() & Qt.FocusPolicy.TabFocus)
