"""What a file stands in: a sentence where none is chosen, nothing until the first is read, then the widgets that show it."""

from __future__ import annotations

from collections.abc import Callable
from functools import cached_property

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QStackedWidget, QVBoxLayout, QWidget

from zxdesk.ui.file_contents import PARTS
from zxdesk.ui.file_foot import FileFoot
from zxdesk.ui.file_frame import FileFrame
from zxdesk.ui.file_head import FileHead
from zxdesk.ui.file_parts import PartView
from zxdesk.ui.file_tabs import PartTabs
from zxdesk.ui.widgets.empty_state import EmptyState


class FileShell(QFrame):
    """The widgets of a file are made with the first one that is read, so that a page opens without them; subclasses say how.

    ``place()`` tells which of how many the file is in its list.
    """

    def __init__(self, place: Callable[[], tuple[int, int]] | None) -> None:
        super().__init__()
        self._place = place
        self._first_part = PARTS[0]
        self._stack = QStackedWidget()
        self._stack.addWidget(EmptyState("在左边选一件提案。"))
        self._stack.addWidget(QWidget())
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.addWidget(self._stack)

    @property
    def is_built(self) -> bool:
        """Whether a file was read."""
        return "_frame" in self.__dict__

    @property
    def part(self) -> str:
        """The name of the part turned to."""
        return self.tabs.current() if self.is_built else self._first_part

    @property
    def tabs(self) -> PartTabs:
        """The names of the parts."""
        return self._frame.tabs

    @property
    def foot(self) -> FileFoot:
        """What can be done next."""
        return self._frame.foot

    @property
    def middle(self) -> QStackedWidget:
        """Where the part stands, or a form instead of it."""
        return self._frame.middle

    def show_part(self, name: str) -> None:
        """Turn to one part by its name."""
        self._first_part = name
        if self.is_built:
            self.tabs.choose(name)

    def show_place(self) -> None:
        """Tell again which of how many it is, after its list changed."""
        if self.is_built:
            self._head.show_place(self._place() if self._place else None)

    def _build(self) -> FileFrame:
        """The widgets, connected."""
        raise NotImplementedError

    @cached_property
    def _frame(self) -> FileFrame:
        frame = self._build()
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        frame.tabs.choose_silently(self._first_part)
        self._stack.addWidget(frame)
        self._stack.setCurrentWidget(frame)
        for held in (self, self._stack, frame):  # what is shown is made for the width there is, which would be known only after the next event
            held.layout().activate()  # type: ignore[union-attr]
        return frame

    @property
    def _head(self) -> FileHead:
        return self._frame.head

    @property
    def _blocks(self) -> PartView:
        return self._frame.part

    def _show_sentence(self) -> None:
        self._stack.setCurrentIndex(0)

    def _show_blank(self) -> None:
        """A file is on its way; the cursor may come here before it."""
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self._stack.setCurrentIndex(1)

    def _show_frame(self) -> None:
        self._stack.setCurrentWidget(self._frame)
