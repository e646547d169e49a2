"""The frame of the desktop: menu bar with find box and plenary, navigation, the pages, notices, status line."""

from __future__ import annotations

from collections.abc import Iterator
from importlib import import_module

from PySide6.QtCore import QEvent, QSignalBlocker, Qt, QTimer
from PySide6.QtGui import QCloseEvent, QResizeEvent
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QMainWindow, QStackedWidget, QVBoxLayout, QWidget

from zxdesk.queries import lookups
from zxdesk.queries.agenda import navigation_counts
from zxdesk.queries.finding import Found
from zxdesk.queries.proposals import ProposalFilter
from zxdesk.services.change import Change
from zxdesk.ui import prompts, theme
from zxdesk.ui.find_box import HINT, FindBox
from zxdesk.ui.menus import Menus
from zxdesk.ui.navigation import NAV
from zxdesk.ui.pages.page import Page
from zxdesk.ui.regions import Regions
from zxdesk.ui.status_line import StatusLine
from zxdesk.ui.widgets.nav import NavList
from zxdesk.ui.widgets.notice import Notice, Tone
from zxdesk.ui.workspace import Workspace

# To add a page: 1 a NavItem in navigation.py, 2 its module and class here, 3 an icon. A test fails if a step was skipped.
PAGES: dict[str, tuple[str, str]] = {
    "today": ("zxdesk.ui.pages.today", "TodayPage"),
    "proposals": ("zxdesk.ui.pages.proposals", "ProposalsPage"),
    "review": ("zxdesk.ui.pages.work", "ReviewPage"),
    "assign": ("zxdesk.ui.pages.assign_board", "AssignPage"),
    "handle": ("zxdesk.ui.pages.work", "HandlePage"),
    "feedback": ("zxdesk.ui.pages.feedback_board", "FeedbackPage"),
    "supervise": ("zxdesk.ui.pages.supervise_board", "SupervisePage"),
    "statistics": ("zxdesk.ui.pages.statistics", "StatisticsPage"),
    "papers": ("zxdesk.ui.pages.papers", "PapersPage"),
    "members": ("zxdesk.ui.pages.members", "MembersPage"),
    "units": ("zxdesk.ui.pages.units", "UnitsPage"),
    "settings": ("zxdesk.ui.pages.settings", "SettingsPage"),
    "imports": ("zxdesk.ui.pages.imports", "ImportsPage"),
}
NARROW = 1100
LEAST = (911, 512)
"""What 150 % of 1366×768 leaves. Source: look §3."""
FIND = 288
"""Width of the find box at 中. Source: look §3."""


class MainWindow(QMainWindow):
    """One window; pages are made when first shown."""

    def __init__(self, workspace: Workspace) -> None:
        super().__init__()
        self.workspace = workspace
        self.pages: dict[str, Page] = {}
        self._last_change: Change | None = None
        self.setWindowTitle("zxdesk 政协提案办理工作站")
        self.setMinimumSize(*LEAST)
        self.nav = NavList(NAV)
        self.nav.chosen.connect(self._show_from_nav)
        self.nav.entered_page.connect(self.go_to_page)
        self._stack = QStackedWidget()
        self._notice = Notice()
        self._build_body()
        self.regions = Regions(self)
        self._build_corner()
        self.menus = Menus(self)
        self.find_box.follow_key("window.find")
        self.status = StatusLine(workspace)
        self.setStatusBar(self.status)
        workspace.changed.connect(self._on_changed)
        workspace.plenary_changed.connect(self._on_plenary_changed)
        workspace.said.connect(self._on_said)
        workspace.wanted.connect(self._on_wanted)
        workspace.setting_wanted.connect(lambda path: self.open_page("settings").show_rule(path))  # type: ignore[attr-defined]
        workspace.member_wanted.connect(lambda key: self.open_page("members").show_member(key))  # type: ignore[attr-defined]
        workspace.found_wanted.connect(self.open_found)
        workspace.listed.connect(self.open_list)
        workspace.papers_wanted.connect(lambda kind, ids: self.open_page("papers").show_papers(kind, ids))  # type: ignore[attr-defined]
        workspace.unsaved.connect(self.status.show_unsaved)
        self._counting = QTimer(self, singleShot=True, interval=0)
        self._counting.timeout.connect(self._count)
        self.resize(1366, 740)
        workspace.memory.restore_geometry("main", self)
        self.open_page(workspace.memory.text("page", "today"))
        self._count()

    def open_page(self, key: str) -> Page:
        """Show a page, making it the first time."""
        if key not in PAGES:
            key = "today"
        page = self.make_page(key)
        theme.wake(page)
        self._stack.setCurrentWidget(page)
        if key in {item.key for item in NAV} and self.nav.current() != key:
            with QSignalBlocker(self.nav):
                self.nav.choose(key)
        self.workspace.memory.set_text("page", key)
        return page

    def go_to_page(self, key: str) -> None:
        """Show a page with the cursor in it, as by key, menu or click; arrows in the navigation only show pages."""
        self.open_page(key)
        self.regions.enter_page()

    def make_page(self, key: str) -> Page:
        """The page, made if it was not; it reads when it is shown."""
        if key not in self.pages:
            module, name = PAGES[key]
            page: Page = getattr(import_module(module), name)(self.workspace)
            self.pages[key] = page
            self._stack.addWidget(page)
        return self.pages[key]

    def load_pages(self) -> Iterator[None]:
        """Import what every page needs, one page at each step, so that the first click on it waits less."""
        for module, _name in PAGES.values():
            import_module(module)
            yield

    def make_pages(self) -> Iterator[None]:
        """Make every page, one at each step, so that all their keys are known."""
        for key in PAGES:
            self.make_page(key)
            yield

    def current_page(self) -> QWidget | None:
        """The page shown."""
        return self._stack.currentWidget()

    def open_list(self, wanted: ProposalFilter, title: str = "") -> None:
        """Show the proposals behind a figure."""
        page = self.open_page("proposals")
        page.show_filter(wanted, title)  # type: ignore[attr-defined]

    def find_text(self, text: str) -> None:
        """Search the proposals of the plenary for a text."""
        self.open_page("proposals").search_for(text)  # type: ignore[attr-defined]

    def open_found(self, found: Found) -> None:
        """Go to what the find box found."""
        if found.proposal_id is not None:
            self._on_wanted("proposals", found.proposal_id)
        elif found.kind == "单位":
            self.open_page("units").show_unit(found.key)  # type: ignore[attr-defined]
        elif found.kind == "集体":
            self.open_page("members").show_organisation(found.key)  # type: ignore[attr-defined]
        else:
            self.open_page("members").show_member(found.key)  # type: ignore[attr-defined]

    def register(self) -> None:
        """Enter a new proposal."""
        self.open_page("proposals").register()  # type: ignore[attr-defined]

    def export_ledger(self) -> None:
        """Write the year's ledger as a workbook."""
        self.open_page("statistics").export()  # type: ignore[attr-defined]

    def read_again(self) -> None:
        """Read the shown page and the counts again."""
        page = self.current_page()
        if isinstance(page, Page):
            page.refresh()
        self._count()

    def choose_look(self) -> None:
        """Ask for size and theme."""
        from zxdesk.ui.look_dialog import LookDialog

        LookDialog(self.workspace.memory, self).exec()

    def show_keys(self) -> None:
        """Show all keys."""
        from zxdesk.ui.shortcuts_dialog import ShortcutsDialog

        ShortcutsDialog(self.workspace.keys, self, prepare=self.make_pages()).exec()

    def show_system(self) -> None:
        """Show what the program runs on."""
        self.open_page("settings").show_section("系统信息")  # type: ignore[attr-defined]

    def last_saved(self) -> str:
        """In one sentence what is safe, for the fault dialog."""
        words = self.status.saved.text()
        return f"到 {words.split()[-1]} 为止保存的都在登记簿里。" if words else "登记簿里已保存的内容不受影响。"

    def _build_body(self) -> None:
        row = QHBoxLayout(central := QWidget())
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        row.addWidget(self.nav)
        column = QVBoxLayout()
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self._stack, 1)
        column.addWidget(self._notice)
        row.addLayout(column, 1)
        self.setCentralWidget(central)

    def _build_corner(self) -> None:
        corner = QWidget()
        row = QHBoxLayout(corner)
        row.setContentsMargins(0, 2, 12, 2)
        row.setSpacing(8)
        self.find_box = FindBox(self.workspace)
        self.find_box.text_wanted.connect(self.find_text)
        self.find_box.opened.connect(self.open_found)
        row.addWidget(self.find_box)
        self._plenaries = QComboBox()
        self._plenaries.setObjectName("plenary")
        self._plenaries.setAccessibleName("届次")
        self._plenaries.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToContents)
        self._fill_plenaries()
        self._plenaries.activated.connect(lambda at: self.workspace.choose_plenary(self._plenaries.itemData(at)))
        row.addWidget(self._plenaries)
        self._corner = corner  # the stubs of Qt give no hold on a corner widget's life
        self.menuBar().setCornerWidget(corner, Qt.Corner.TopRightCorner)
        corner.show()

    def _fill_plenaries(self) -> None:
        self._plenaries.clear()
        for option in self.workspace.read(lookups.plenaries):
            self._plenaries.addItem(option.label, option.key)
        self._plenaries.addItem("全部届次", None)
        self._plenaries.setCurrentIndex(self._plenaries.findData(self.workspace.plenary_id))

    def _count(self) -> None:
        workspace = self.workspace
        self.nav.set_counts(workspace.read(navigation_counts, today=workspace.today, plenary_id=workspace.plenary_id))

    def _on_changed(self, change: Change) -> None:
        self._last_change = change
        self._counting.start()
        if change.tables & {"plenary", "office"}:
            self.workspace.reload_office()
            self._fill_plenaries()
            self.status.refresh()
        self.status.show_saved(self.workspace.door.now())

    def _on_plenary_changed(self) -> None:
        self._plenaries.setCurrentIndex(self._plenaries.findData(self.workspace.plenary_id))
        self.status.refresh()
        self._count()

    def _on_said(self, text: str, tone: str) -> None:
        """A warning stays; an act that can be taken back is offered for eight seconds; the rest goes to the status line."""
        change, self._last_change = self._last_change, None
        is_act = change is not None and not change.undoes and change.label == self.workspace.undo_label
        if is_act and (tone == "done" or text.startswith(f"已{self.workspace.undo_label}")):
            shown: Tone = "done" if tone == "done" else "warning"
            self._notice.say(text, tone=shown, action="撤销", on_action=self.menus.edit.take_back_act)
        elif tone in ("warning", "error"):
            self._notice.say(text, tone="warning" if tone == "warning" else "error")
        else:
            self.status.say(text)
            if change is not None and self._notice.has_action:
                self._notice.hide()  # its 撤销 would now take another act back

    def _show_from_nav(self, key: str) -> None:
        """Show a page; one that takes the cursor when it is shown gives it back, so that arrows go on through the pages."""
        was_in_nav = self.nav.hasFocus()
        self.open_page(key)
        if was_in_nav and not self.nav.hasFocus():
            self.nav.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def _on_wanted(self, key: str, proposal_id: int) -> None:
        self.open_page(key).show_proposal(proposal_id)  # type: ignore[attr-defined]

    def _fit_corner(self) -> None:
        """The find box gives way where the menus need the room."""
        bar = self.menuBar()
        menus = sum(bar.fontMetrics().horizontalAdvance(action.text().replace("&", "")) + 24 for action in bar.actions())
        room = self.width() - menus - self._plenaries.sizeHint().width() - 44
        wanted = FIND * theme.metrics().fonts["body"] // 13
        self.find_box.setFixedWidth(max(96, min(wanted, room)))
        self.find_box.setPlaceholderText(HINT if room >= wanted else "查找")
        bar.setCornerWidget(self._corner, Qt.Corner.TopRightCorner)  # a menu bar looks anew at the size of its corner only when it is given one

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.nav.set_folded(self.width() < NARROW)
        self.find_box.hide_results()
        self._fit_corner()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.StyleChange and hasattr(self, "find_box"):
            self._fit_corner()

    def closeEvent(self, event: QCloseEvent) -> None:
        if self.workspace.jobs.is_busy and not prompts.confirm(self, "还有任务没有做完，现在退出会中断它。", "退出", "继续等"):
            event.ignore()
            return
        self.workspace.jobs.cancel()
        self.find_box.wait()
        self.workspace.memory.save_geometry("main", self)
        self.workspace.memory.flush()
        super().closeEvent(event)
