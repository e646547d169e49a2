"""A list with the file beside it, one at a time where the window is narrow; F6 goes from one to the other."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QSplitter, QVBoxLayout, QWidget

from zxdesk.ui.widgets.button import ActionButton
from zxdesk.ui.workspace import Workspace

NARROW = 1100
DEFAULT = (690, 524)


class SideBySide(QSplitter):
    """The splitter of a page; remembered under ``key``, a double click on its grip restores the default."""

    def __init__(
        self, workspace: Workspace, key: str, left: QWidget, right: QWidget, *,
        enter_list: Callable[[], object], enter_file: Callable[[], object], parent: QWidget | None = None,
    ) -> None:  # fmt: skip
        super().__init__(Qt.Orientation.Horizontal, parent)
        self._workspace, self._key = workspace, key
        self._enter_list, self._enter_file = enter_list, enter_file
        self.left, self.right = left, right
        self.is_narrow = False
        self._on_file = False
        self._whole = self._alone = False
        self.addWidget(left)
        self.addWidget(self._with_way_back(right))
        self.setStretchFactor(0, 1)
        self.setChildrenCollapsible(False)
        self.restore_default()
        workspace.memory.restore_splitter(key, self)
        self.splitterMoved.connect(lambda *_: workspace.memory.save_splitter(key, self))
        self.handle(1).installEventFilter(self)
        self.handle(1).setToolTip("拖动改宽度，双击恢复")
        self._key_of_swap = workspace.keys.bind(self, f"{key}.swap", "窄窗口里列表和件互换", "F6", self.swap)
        self._show()

    def restore_default(self) -> None:
        """The widths of the look."""
        self.setSizes(list(DEFAULT))

    def swap(self) -> None:
        """To the file, or back to the list."""
        if self.is_on_file():
            self.show_list()
        else:
            self.show_file()

    def show_list(self) -> None:
        """Bring the list to the front, with the cursor in it."""
        self._on_file = self._alone = False
        self._show()
        self._enter_list()

    def show_file(self) -> None:
        """Bring the file to the front, with the cursor in it."""
        if self._whole:
            return
        self._on_file = True
        self._show()
        self._enter_file()

    def is_on_file(self) -> bool:
        """Whether the file has the cursor, or is what a narrow window shows."""
        if self.is_narrow:
            return self._on_file
        focused = self.focusWidget()
        return focused is not None and self._file.isAncestorOf(focused) and focused.hasFocus()

    def set_whole(self, whole: bool) -> None:
        """Give the left side the whole width, as a board takes it."""
        self._whole = whole
        self._show()

    def set_alone(self, alone: bool) -> None:
        """Give the file the whole width, as when it is opened over the page."""
        self._alone = alone
        self._show()

    def _with_way_back(self, right: QWidget) -> QWidget:
        self._file = QWidget()
        column = QVBoxLayout(self._file)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        self._way_back = QFrame()
        self._way_back.setObjectName("commandBar")
        row = QHBoxLayout(self._way_back)
        row.setContentsMargins(8, 2, 8, 2)
        button = ActionButton("回到列表", icon="left", kind="link", clicked=self.show_list)
        button.set_key_hint("F6")
        row.addWidget(button)
        row.addStretch(1)
        column.addWidget(self._way_back)
        column.addWidget(right, 1)
        return self._file

    def _show(self) -> None:
        one = self.is_narrow
        self.left.setVisible(not self._alone and (self._whole or not one or not self._on_file))
        self._file.setVisible(self._alone or (not self._whole and (not one or self._on_file)))
        self._way_back.setVisible(one and not self._alone)
        self._key_of_swap.setEnabled(one)  # where both are seen, F6 goes round all regions of the window

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        is_narrow = self.window().width() < NARROW
        if is_narrow != self.is_narrow:
            self.is_narrow = is_narrow
            self._on_file = False
            self._show()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.MouseButtonDblClick and watched is self.handle(1):
            self.restore_default()
            self._workspace.memory.save_splitter(self._key, self)
            return True
        return super().eventFilter(watched, event)
