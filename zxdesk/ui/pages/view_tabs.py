"""The views of the list of proposals as underlined tabs with counts: the program's own, then those the clerk keeps."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from PySide6.QtCore import QPoint, QSignalBlocker, QTimer, Signal
from PySide6.QtGui import QContextMenuEvent, QResizeEvent
from PySide6.QtWidgets import QDialog, QHBoxLayout, QMenu, QTabBar, QWidget

from zxdesk.domain.field import Field
from zxdesk.domain.light import Light
from zxdesk.queries.list_counts import counts_of
from zxdesk.queries.proposals import STAGE_GROUPS, ProposalFilter
from zxdesk.queries.saved_views import saved_views
from zxdesk.services.saved_view import delete_view, move_view, rename_view, save_view
from zxdesk.ui import prompts, theme
from zxdesk.ui.late import LateAnswer
from zxdesk.ui.passing import pop_up
from zxdesk.ui.widgets.button import ActionButton
from zxdesk.ui.widgets.tab_strip import TabStrip
from zxdesk.ui.workspace import Workspace

OWN: tuple[tuple[str, ProposalFilter], ...] = (
    ("全部", ProposalFilter()),
    ("待审查", ProposalFilter(stages=STAGE_GROUPS["审查"])),
    ("办理中", ProposalFilter(stages=STAGE_GROUPS["办理"])),
    ("已超期", ProposalFilter(lights=frozenset({Light.RED}))),
    ("重点", ProposalFilter(is_key=True)),
)
TAKEN = tuple(name for name, _filter in OWN)
SAVE = "存为视图"
LITTLE_ROOM = 34
"""Ems of width under which the button has no words."""
PAUSE = 120
"""Milliseconds after which counts are read, so that the first picture does not wait for them."""


@dataclass(frozen=True)
class View:
    """One tab: a filter of the program's own, or what the clerk keeps under an id."""

    name: str
    wanted: ProposalFilter | None = None
    id: int | None = None
    content: Mapping[str, Any] | None = None


class ViewTabs(QWidget):
    """Tabs and 存为视图.

    Signals: ``chosen(object)`` with a View; ``save_wanted()``, the page then calls :meth:`save` with what it shows.
    """

    chosen = Signal(object)
    save_wanted = Signal()

    def __init__(self, workspace: Workspace, filter_of: Callable[[View], ProposalFilter]) -> None:
        super().__init__()
        self._workspace, self._filter_of = workspace, filter_of
        self.views: list[View] = []
        self.bar = QTabBar()
        self.bar.setAccessibleName("视图")
        self.bar.currentChanged.connect(self._on_current)
        self.save_button = ActionButton(SAVE, icon="add", kind="link", clicked=self.save_wanted.emit)
        self.strip = TabStrip(self.bar, self.save_button)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.addWidget(self.strip)
        self._late = LateAnswer(self)
        self._timer = QTimer(self, singleShot=True, interval=PAUSE)
        self._timer.timeout.connect(self._read_counts)
        self.read()

    def read(self) -> None:
        """Read the saved views again; the current tab stays where it still exists."""
        current = self.current()
        kept = self._workspace.read(saved_views)
        views = [View(name, wanted) for name, wanted in OWN] + [View(row.name, None, row.id, row.content) for row in kept]
        if views != self.views:
            with QSignalBlocker(self.bar):
                self.views = views
                while self.bar.count():
                    self.bar.removeTab(0)
                for view in views:
                    self.bar.addTab(view.name)
                    self.bar.setTabToolTip(self.bar.count() - 1, "" if view.id is None else "右键改名、移动、删除")
                same = [at for at, view in enumerate(views) if current and (view.id, view.wanted) == (current.id, current.wanted)]
                self.bar.setCurrentIndex(same[0] if same else 0)
        self.count()

    def current(self) -> View | None:
        """The view whose tab is chosen."""
        return self.views[self.bar.currentIndex()] if 0 <= self.bar.currentIndex() < len(self.views) else None

    def choose(self, name: str) -> None:
        """Turn to a view by its name."""
        self.bar.setCurrentIndex(next(at for at, view in enumerate(self.views) if view.name == name))

    def rest(self) -> None:
        """Back to the first tab, nothing is told."""
        with QSignalBlocker(self.bar):
            self.bar.setCurrentIndex(0)

    def count(self) -> None:
        """Read the counts soon, beside the window."""
        self._timer.start()

    def save(self, content: Mapping[str, object]) -> bool:
        """Ask for a name and keep this content under it."""

        def submit(values: dict[str, object]) -> None:
            name = str(values["name"] or "")
            self._workspace.run(save_view, name=name, content=content, taken=TAKEN)
            self.read()
            with QSignalBlocker(self.bar):
                self.choose(" ".join(name.split()))

        current = self.current()
        suggested = current.name if current is not None and current.id is not None else ""
        return self._ask(SAVE, submit, suggested)

    def rename(self, view: View) -> bool:
        """Ask for another name of a saved view."""

        def submit(values: dict[str, object]) -> None:
            self._workspace.run(rename_view, view.id, name=str(values["name"] or ""), taken=TAKEN)
            self.read()

        return self._ask("视图改名", submit, view.name)

    def delete(self, view: View) -> None:
        """Delete a saved view, asked once since nothing takes it back."""
        if prompts.confirm(self.window(), f"删除视图“{view.name}”？里面的提案不受影响。", "删除视图", "留下"):
            self._workspace.run(delete_view, view.id)
            self.read()
            self._on_current(self.bar.currentIndex())

    def move_by(self, view: View, by: int) -> None:
        """Move a saved view to the left or right."""
        self._workspace.run(move_view, view.id, by=by)
        self.read()

    def menu_of(self, at: int) -> QMenu | None:
        """The menu of a saved view's tab; the program's own have none."""
        if not 0 <= at < len(self.views) or self.views[at].id is None:
            return None
        view, first = self.views[at], len(OWN)
        menu = QMenu(self)
        menu.addAction("改名…", lambda: self.rename(view))
        menu.addAction("左移", lambda: self.move_by(view, -1)).setEnabled(at > first)
        menu.addAction("右移", lambda: self.move_by(view, 1)).setEnabled(at < len(self.views) - 1)
        menu.addSeparator()
        menu.addAction("删除…", lambda: self.delete(view))
        return menu

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        is_key = event.reason() == QContextMenuEvent.Reason.Keyboard
        at = self.bar.currentIndex() if is_key else self.bar.tabAt(self.bar.mapFromGlobal(event.globalPos()))
        menu = self.menu_of(at)
        if menu is not None:
            below: QPoint = self.bar.mapToGlobal(self.bar.tabRect(at).bottomLeft()) if is_key else event.globalPos()
            pop_up(menu, below)

    def _fit(self) -> None:
        """Where there is little room the button keeps only its sign."""
        self.save_button.setText(SAVE if self.width() > LITTLE_ROOM * theme.metrics().fonts["body"] else "")
        self.save_button.setToolTip(SAVE)
        self.save_button.updateGeometry()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def _ask(self, title: str, submit: Callable[[dict[str, object]], None], name: str) -> bool:
        fields = (Field("name", "名称", required=True),)
        dialog = prompts.FormDialog(title, fields, {}, submit, action_label=title, values={"name": name}, parent=self.window())
        return dialog.exec() == QDialog.DialogCode.Accepted

    def _on_current(self, at: int) -> None:
        if 0 <= at < len(self.views):
            self.chosen.emit(self.views[at])

    def _read_counts(self) -> None:
        workspace = self._workspace
        door, today, days = workspace.door, workspace.today, workspace.yellow_days
        filters = [self._filter_of(view) for view in self.views]
        self._late.ask(lambda: door.read(counts_of, filters, today=today, yellow_days=days), self._show_counts)

    def _show_counts(self, counts: Sequence[int]) -> None:
        for at, (view, count) in enumerate(zip(self.views, counts, strict=False)):
            self.bar.setTabText(at, f"{view.name} {count}" if count else view.name)
            self.bar.setAccessibleTabName(at, f"{view.name}，{count} 件")
        self.strip.fit()
