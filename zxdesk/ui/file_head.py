"""The heading of a proposal's file: number, title, badge, lights with all open deadlines, the star, the place in the list."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QPoint
from PySide6.QtWidgets import QHBoxLayout, QMenu, QVBoxLayout, QWidget

from zxdesk.ui import theme
from zxdesk.ui.file_words import File
from zxdesk.ui.painters import LightMark
from zxdesk.ui.passing import pop_up
from zxdesk.ui.widgets.button import ActionButton, icon_button
from zxdesk.ui.widgets.labels import BadgeLabel, ElidedLabel, IconLabel, LightLabel, label

Neighbour = Callable[[int], object]


class FileHead(QWidget):
    """Two lines beside a list; one line when the file has the whole width.

    ``fill_menu`` is called with the empty menu of the three dots each time it opens.
    """

    def __init__(self, neighbour: Neighbour | None, fill_menu: Callable[[QMenu], None], back: Callable[[], object]) -> None:
        super().__init__()
        self._fill_menu = fill_menu
        self.back = ActionButton("提案", icon="left", kind="link", clicked=back)
        self.number = label("", "number", selectable=True)
        self.badge, self.light = BadgeLabel(), LightLabel()
        self.star, self.lock = IconLabel("key-proposal", "yellow"), IconLabel("lock", "muted")
        self.locked = label("", "muted")
        self.title = label("", "title", wrap=True, selectable=True)
        self.line_title = ElidedLabel("", "title")
        self.place = label("", "muted")
        self.up = icon_button("up", "上一件", clicked=lambda: neighbour(-1) if neighbour else None)
        self.down = icon_button("down", "下一件", clicked=lambda: neighbour(1) if neighbour else None)
        self.more = icon_button("more", "更多动作", clicked=self._open_menu)
        self.more.setObjectName("moreSteps")
        if neighbour is None:  # shown without a parent they would flash up as windows and take the cursor away
            self.up.hide()
            self.down.hide()
        self._has_neighbours = neighbour is not None
        row = QHBoxLayout()
        row.setSpacing(8)
        for widget in (self.back, self.number, self.line_title, self.badge, self.light, self.star, self.lock, self.locked):
            row.addWidget(widget)
        row.addStretch(1)
        row.addWidget(self.place)
        for button in (self.up, self.down, self.more):
            row.addWidget(button)
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(16, 10, 16, 2)
        self._column.setSpacing(6)
        self._column.addLayout(row)
        self._column.addWidget(self.title)
        self.set_wide(False)

    def set_wide(self, wide: bool, back_to: str = "提案") -> None:
        """One line with a way back to the page named, or two beside the list."""
        self.back.setText(back_to)
        self.back.setAccessibleName(f"回到{back_to}的列表")
        self.back.setVisible(wide)
        self.line_title.setVisible(wide)
        self.title.setVisible(not wide)
        self._column.setContentsMargins(16, 10, 16, 8 if wide else 2)

    def show_file(self, file: File, deadlines: list[tuple[str, str, str]]) -> None:
        """Show a proposal; ``deadlines`` are told in the light's tooltip."""
        self.number.setText(file["number"] or file["receipt_number"] or "草稿")
        self.badge.set_text(file["stage_label"])
        self.light.set_mark(LightMark(file["light"], file["light_words"]) if file["light"] else None)
        told = "\n".join(f"{what}，{left}" for _colour, what, left in deadlines)
        self.light.setToolTip(told)
        self.light.setAccessibleDescription(told)
        key = "重点提案" if file["is_key"] else "建议列为重点" if file["is_key_suggested"] else ""
        self.star.setVisible(bool(key))
        self.star.set_icon("key-proposal", "yellow" if file["is_key"] else "muted")
        self.star.setToolTip(key)
        self.star.setAccessibleName(key)
        self.lock.setVisible(file["is_locked"])
        self.locked.setVisible(file["is_locked"])
        self.locked.setText("已锁定" if file["is_locked"] else "")
        self.title.setText(file["title"])
        self.line_title.set_text(file["title"])

    def show_place(self, place: tuple[int, int] | None) -> None:
        """Say which of how many it is in its list, and at the ends take the way further away."""
        at, every = place or (0, 0)
        self.place.setText(f"{at} / {every}" if at else "")
        self.place.setAccessibleName(f"第 {at} 件，共 {every} 件" if at else "")
        if self._has_neighbours:
            self.up.setEnabled(not place or at > 1)
            self.down.setEnabled(not place or at < every)

    def changeEvent(self, event: object) -> None:
        super().changeEvent(event)  # type: ignore[arg-type]
        for button in (self.up, self.down, self.more) if hasattr(self, "more") else ():
            if button.width() != theme.metrics().control:
                button.setFixedWidth(theme.metrics().control)

    def _open_menu(self) -> None:
        menu = QMenu(self)
        menu.setAccessibleName("更多动作")
        self._fill_menu(menu)
        pop_up(menu, self.more.mapToGlobal(QPoint(self.more.width() - menu.sizeHint().width(), self.more.height() + 2)))
