"""The right side of the page 文书: for what, how it is printed, which papers, the kind's choices, the checks, and the two buttons."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLineEdit, QScrollArea, QVBoxLayout, QWidget

from zxdesk.documents.paper import PaperKind, Request
from zxdesk.ui import theme
from zxdesk.ui.pages.papers_checks import Check, CheckLines
from zxdesk.ui.pages.papers_list import PaperLine, PaperList
from zxdesk.ui.pages.papers_options import OptionsPanel
from zxdesk.ui.pages.papers_print import PrintSettings
from zxdesk.ui.pages.papers_scope import ScopePanel
from zxdesk.ui.widgets.button import ActionButton
from zxdesk.ui.widgets.labels import label, rule
from zxdesk.ui.workspace import Workspace

WIDTH = 304
"""Pixels at 中. Source: look §3."""


class PapersSide(QFrame):
    """What the clerk chooses; the page asks it for the request.

    Signals: ``changed()`` when other papers are wanted, ``ticked()`` when others of them are printed.
    """

    changed = Signal()
    ticked = Signal()

    def __init__(self, workspace: Workspace, *, on_print: Callable[[], object], on_record: Callable[[], object]) -> None:
        super().__init__()
        self.workspace = workspace
        self.setProperty("surface", True)
        self.scope = ScopePanel(workspace)
        self.number = QLineEdit()
        self.number.setAccessibleName("文号")
        self.number.setPlaceholderText("文号，如 云政协提函〔2026〕3 号")
        self.settings = PrintSettings(workspace)
        self.papers = PaperList()
        self.options = OptionsPanel(lambda: workspace.today)
        self.checks = CheckLines()
        self._parts: dict[str, list[QWidget]] = {}
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self._area(), 1)
        column.addWidget(self._checks())
        column.addWidget(self._foot(on_print, on_record))
        self.scope.changed.connect(self.changed)
        self.options.changed.connect(self.changed)
        self.papers.ticked.connect(self.ticked)
        self.number.editingFinished.connect(self._on_number)
        self._typed = ""
        for key in ("number", "papers", "options", "checks"):
            self._show(key, False)
        self._fit()

    def show_kind(self, kind: PaperKind) -> None:
        """Ask what this kind of paper asks."""
        self.scope.set_about(kind.about)
        self._show("number", kind.takes_number)
        self._show("options", bool(kind.options))
        self.options.show_options(kind.options)

    def request(self) -> Request | None:
        """What papers are wanted for; None without a plenary."""
        plenary = self.workspace.plenary_id
        if plenary is None:
            return None
        scope = self.scope
        return Request(
            plenary, proposals=scope.proposals, batch_id=scope.batch_id, units=scope.units, number=self.number.text().strip(),
            values=self.options.values(),
        )  # fmt: skip

    def show_papers(self, lines: Sequence[PaperLine], heading: str) -> None:
        """List these papers; the list is not shown where there is none to choose from."""
        self.papers.show_papers(lines, heading)
        self._show("papers", len(lines) > 1)

    def show_checks(self, lines: Sequence[Check], clicked: Callable[[], object] | None = None) -> None:
        """Show what was checked of the paper on the canvas."""
        self.checks.show_checks(lines, clicked)
        self._fit_checks()
        self._show("checks", bool(lines))

    def name_buttons(self, count: int, why: str = "") -> None:
        """Say how many are printed; ``why`` nothing can be, where that is so."""
        self.print_button.setText(f"打印 {count} 份" if count else "打印")
        for button in (self.print_button, self.record_button):
            button.setAccessibleName(button.text())
            button.setEnabled(bool(count))
            button.setToolTip("" if count else why)
            button.updateGeometry()

    def _area(self) -> QScrollArea:
        inner = QWidget()
        inner.setProperty("ground", True)
        column = QVBoxLayout(inner)
        column.setContentsMargins(16, 10, 16, 10)
        column.setSpacing(8)
        self._part(column, "scope", "对象", self.scope)
        self._part(column, "number", "发文", self.number)
        self._part(column, "print", "打印", self.settings)
        self._part(column, "papers", "", self.papers)
        self._part(column, "options", "内容", self.options)
        column.addStretch(1)
        area = QScrollArea()
        area.setWidgetResizable(True)
        area.setWidget(inner)
        return area

    def _checks(self) -> QWidget:
        """The checks stand below whatever is scrolled."""
        frame = QFrame()
        column = QVBoxLayout(frame)
        column.setContentsMargins(0, 0, 0, 8)
        column.setSpacing(6)
        heading = label("校对", "section")
        heading.setContentsMargins(16, 2, 16, 0)
        self.checks.setContentsMargins(16, 0, 12, 0)
        area = QScrollArea()
        area.setWidgetResizable(True)
        area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.checks.setProperty("ground", True)
        area.setWidget(self.checks)
        self._checks_area = area
        for widget in (rule(), heading, area):
            column.addWidget(widget)
        self._parts["checks"] = [frame]
        return frame

    def _part(self, column: QVBoxLayout, key: str, heading: str, widget: QWidget) -> None:
        widgets: list[QWidget] = []
        if self._parts:
            line = rule()
            column.addSpacing(4)
            widgets.append(line)
        if heading:
            widgets.append(label(heading, "section"))
        for one in (*widgets, widget):
            column.addWidget(one)
        self._parts[key] = [*widgets, widget]

    def _show(self, key: str, is_shown: bool) -> None:
        for widget in self._parts[key]:
            widget.setVisible(is_shown)

    def _foot(self, on_print: Callable[[], object], on_record: Callable[[], object]) -> QFrame:
        foot = QFrame()
        foot.setProperty("foot", True)
        row = QHBoxLayout(foot)
        row.setContentsMargins(12, 8, 12, 8)
        row.setSpacing(8)
        row.addStretch(1)
        self.record_button = ActionButton("只登记不打印", clicked=on_record)
        self.print_button = ActionButton("打印", icon="paper", kind="primary", clicked=on_print)
        self.workspace.keys.follow(self.print_button, "papers.print", "Ctrl+P")
        row.addWidget(self.record_button)
        row.addWidget(self.print_button)
        return foot

    def _on_number(self) -> None:
        if self.number.text() != self._typed:
            self._typed = self.number.text()
            self.changed.emit()

    def _fit(self) -> None:
        self.setFixedWidth(WIDTH * max(theme.metrics().fonts["body"], 12) // 13)

    def _fit_checks(self) -> None:
        """As high as the lines, never more than a quarter of the side."""
        wish = self.checks.heightForWidth(self.width() - 16) + 4
        self._checks_area.setFixedHeight(min(wish, max(2 * theme.metrics().row, self.height() // 4)))

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit_checks()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() is QEvent.Type.FontChange:
            self._fit()
