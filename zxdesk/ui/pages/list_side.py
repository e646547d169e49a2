"""One list as pages of proposals show it: command bar, rows and foot; selection, menu, paste and batch verbs in it."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any

from PySide6.QtCore import QPoint, Qt, QTimer, Signal
from PySide6.QtGui import QHideEvent
from PySide6.QtWidgets import QHBoxLayout, QMenu, QVBoxLayout, QWidget

from zxdesk.domain.light import Light
from zxdesk.queries.subjects import Subject
from zxdesk.services.batch import Outcome
from zxdesk.services.steps import step_named
from zxdesk.ui import icons
from zxdesk.ui.file_stage import NEXT
from zxdesk.ui.pages.batch_runner import BatchRunner, running
from zxdesk.ui.pages.batch_verbs import FIRST, MARKS, MOST, REST, Chosen, fits, paper_verbs, targets, verbs
from zxdesk.ui.pages.pasting import paste_into
from zxdesk.ui.painters import LightMark
from zxdesk.ui.passing import pop_up
from zxdesk.ui.rows_view import RowsView
from zxdesk.ui.ticks import TickRange
from zxdesk.ui.widgets.command_bar import CommandBar, Verb, fill_menu
from zxdesk.ui.widgets.labels import KeyHint, LightLabel, label
from zxdesk.ui.workspace import Workspace

PAUSE = 60
HINTS = (("空格", "选"), ("Shift+↓", "连选"), ("Ctrl+A", "全选"), ("Ctrl+V", "按粘贴的号选"))
KEYS = (
    ("tick", "选中或取消一行", "Space"), ("extend", "连选到下一行", "Shift+Down"), ("all", "全选", "Ctrl+A"), ("none", "取消选择", "Esc"),
    ("copy", "复制选中的行", "Ctrl+C"), ("paste", "按粘贴的提案号选", "Ctrl+V"), ("open", "打开提案", "Return"),
)  # fmt: skip
FOOT = (("Enter", "打开"), ("F6", "到右侧"))
ORDER = ("receive", "resubmit", "countersign", "reply", "submit-reply", "send-back-reply", "co-opinion", "hand-back", "feedback", "report-key")
"""Steps with values of one proposal's own; the menu of a single row offers them too."""


class ListSide(QWidget):
    """Hosts a view; ``chosen`` tells the proposals behind rows, by their ids, ``rows_of`` the rows of proposals.

    Signals: ``export_wanted()``, the page knows what its list holds; ``opened(object)`` from the menu, with a row's id;
    ``menu_made(object)`` with the menu of the rows, for what a page adds.
    """

    export_wanted = Signal()
    opened = Signal(object)
    menu_made = Signal(object)

    def __init__(
        self,
        workspace: Workspace,
        view: RowsView,
        chosen: Callable[[Sequence[Any]], Chosen],
        *,
        rows_of: Callable[[Sequence[int]], Sequence[Any]] = lambda proposals: proposals,
        head: QWidget | None = None,
    ) -> None:
        super().__init__()
        self._workspace, self._chosen_of, self._rows_of = workspace, chosen, rows_of
        self.view = view
        self.runner = BatchRunner(workspace, self)
        self.bar = CommandBar(HINTS)
        self._acting_on: list[Any] | None = None
        self.setProperty("surface", True)
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        if head is not None:
            column.addWidget(head)
        for widget in (self.bar, view, self._foot()):
            column.addWidget(widget, 1 if widget is view else 0)
        self._timer = QTimer(self, singleShot=True, interval=PAUSE)
        self._timer.timeout.connect(self._show_verbs)
        TickRange(view)
        view.selected.connect(lambda _ids: self._timer.start())
        view.context_wanted.connect(self.open_menu)
        view.pasted.connect(self.paste)
        view.copied.connect(lambda count: workspace.said.emit(f"已复制 {count} 行", "done"))
        for name, words, keys in KEYS:
            workspace.keys.describe(f"list.{name}", words, keys)
        self.bar.verb_chosen.connect(self.run)
        self.bar.cleared.connect(self.clear_selection)
        self.runner.batch_done.connect(self._on_done)

    def chosen(self) -> Chosen:
        """The proposals behind the ticked rows, or behind the row a menu was opened on."""
        return self._chosen_of(self._acting_on or self.view.selected_ids())

    def place(self) -> tuple[int, int]:
        """Which row is the current one, counted from 1, and how many there are."""
        return self.view.currentIndex().row() + 1, self.view.rows.rowCount()

    def select(self, ids: Sequence[Any]) -> int:
        """Select the rows with these ids, the first of them current; how many there are."""
        return self.view.select_ids(ids)

    def select_proposals(self, proposals: Sequence[int]) -> int:
        """Select the rows of these proposals; how many of the proposals the list holds."""
        self.select(self._rows_of(proposals))
        return len(set(self.chosen().proposals)) if self.view.selected_ids() else 0

    def clear_selection(self) -> None:
        """Take every tick away."""
        self.view.clearSelection()
        self.view.setFocus()

    def set_counts(self, shown: int, whole: int | None = None, lights: Mapping[Light, int] | None = None, *, unit: str = "件") -> None:
        """The foot: how many are listed, of how many, and how many show each light."""
        self._count.setText(f"{shown} {unit}" if whole is None or whole == shown else f"{shown} / {whole} {unit}")
        for light, mark in self._lights.items():
            count = (lights or {}).get(light, 0)
            mark.set_mark(LightMark(light.value, str(count)) if count else None)
            mark.setAccessibleName(f"{light.value}灯 {count} 件")
            mark.setToolTip(mark.accessibleName())
            mark.setHidden(not count)

    def run(self, key: str) -> None:
        """Do what a verb names."""
        act = running(self.runner, key, self.chosen)
        if act is not None:
            act()
        elif key == "export":
            self.export_wanted.emit()
        elif key == "copy":
            self.view.copy()

    def paste(self, text: str) -> None:
        """Select the proposals whose numbers were pasted; a table with heads goes to 导入."""
        paste_into(self._workspace, self, text)

    def open_menu(self, at: QPoint) -> None:
        """Open the menu of the selected rows; ``at`` is a place of the screen."""
        self.menu = self.made_menu()
        self.menu.aboutToHide.connect(lambda: QTimer.singleShot(0, self, self._act_on_ticked))
        pop_up(self.menu, at)

    def made_menu(self) -> QMenu:
        """The menu of the ticked rows, or of the current one where it is not among them: open, steps, papers, copy, paste, columns."""
        menu = QMenu(self)
        ids, current = self.view.selected_ids(), self.view.current_id()
        if current is not None and current not in ids:
            ids = [current]
            self._acting_on = ids
        if len(ids) == 1:
            menu.addAction(icons.get("right"), "打开", lambda: self.opened.emit(ids[0]))
            menu.addSeparator()
        if ids and len(ids) <= MOST:
            found = self.runner.subjects(self._chosen_of(ids))
            fill_menu(menu, self._steps_for(found), self.run)
            menu.addSeparator()
            fill_menu(menu, (Verb("paper", "打印", "paper", parts=paper_verbs(found)),), self.run)
        if ids:
            fill_menu(menu, (Verb("export", "导出…", "export"), Verb("copy", "复制")), self.run)
        menu.addAction("粘贴提案号", self._paste_clipboard)
        columns = self.view.layout_of_columns.menu()
        columns.setParent(menu, columns.windowFlags())
        columns.setTitle("选列")
        menu.addSeparator()
        menu.addMenu(columns)
        self.menu_made.emit(menu)
        return menu

    def _steps_for(self, found: Sequence[Subject]) -> list[Verb]:
        chosen = self.chosen().undertakings
        if len(found) != 1:
            bar, later = verbs(found, chosen)
            return [verb for verb in (*bar, *later) if verb.key.startswith("step:") or verb.key == "mark"]
        order = dict.fromkeys((*NEXT.get(str(found[0].stage.value), ()), *ORDER, *FIRST, *MARKS, *REST))
        names = [name for name in order if any(fits(step_named(name), t) for t in targets(step_named(name), found, chosen))]
        near = [Verb(f"step:{name}", f"{step_named(name).label}…") for name in names]
        return near if len(near) <= 8 else [*near[:6], Verb("rest", "更多步骤", parts=tuple(near[6:]))]

    def _foot(self) -> QWidget:
        foot = QWidget()
        row = QHBoxLayout(foot)
        row.setContentsMargins(12, 4, 12, 4)
        row.setSpacing(12)
        self._count = label("", "second")
        self._lights = {light: LightLabel() for light in (Light.RED, Light.YELLOW, Light.GREEN, Light.BLUE, Light.GREY)}
        row.addWidget(self._count)
        for mark in self._lights.values():
            mark.hide()
            row.addWidget(mark)
        row.addStretch(1)
        self._hints = [KeyHint(key, words) for key, words in FOOT]
        for hint in self._hints:
            row.addWidget(hint)
        return foot

    def _show_verbs(self) -> None:
        count = self.view.selected_count()
        if not count:
            self.bar.set_selection(0, ())
            return
        later = [Verb("export", "导出…", "export"), Verb("copy", "复制")]
        if count > MOST:
            self.bar.set_selection(count, (), later, note=f"一次最多办 {MOST} 件")
            return
        ids = self.view.selected_ids()
        chosen = self._chosen_of(ids)
        self.bar.set_selection(len(ids), *verbs(self.runner.subjects(chosen), chosen.undertakings))

    def _act_on_ticked(self) -> None:
        self._acting_on = None

    def _paste_clipboard(self) -> None:
        from PySide6.QtGui import QGuiApplication

        self.paste(QGuiApplication.clipboard().text())

    def _on_done(self, outcome: Outcome) -> None:
        """What could not be done stays selected; the workspace says what became of each."""
        if not outcome.refused:
            self.clear_selection()

    def hideEvent(self, event: QHideEvent) -> None:
        super().hideEvent(event)
        rows = self.view.selected_ids() or [row for row in [self.view.current_id()] if row is not None]
        if 0 < len(rows) <= MOST:
            self._workspace.chosen = tuple(self._chosen_of(rows).proposals)
