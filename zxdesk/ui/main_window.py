"""The frame of the desktop: menu bar with find box and plenary, navigation, the pages, status line."""

from __future__ import annotations

from collections.abc import Callable
from importlib import import_module

from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QAction, QCloseEvent, QKeySequence, QResizeEvent
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QMainWindow, QStackedWidget, QVBoxLayout, QWidget

from zxdesk.queries import lookups
from zxdesk.queries.agenda import navigation_counts
from zxdesk.queries.office import office_head
from zxdesk.queries.proposals import ProposalFilter
from zxdesk.services.step import Step
from zxdesk.services.steps import step_named
from zxdesk.ui import prompts
from zxdesk.ui.pages.page import Page
from zxdesk.ui.step_dialog import open_step
from zxdesk.ui.widgets.labels import label
from zxdesk.ui.widgets.nav import NavItem, NavList
from zxdesk.ui.widgets.notice import Notice
from zxdesk.ui.widgets.search_box import SearchBox
from zxdesk.ui.workspace import Workspace

NAV = (
    NavItem("today", "今日", "today", is_urgent=True),
    NavItem("proposals", "提案", "proposal", starts_group=True),
    NavItem("review", "审查", "review", is_urgent=True),
    NavItem("assign", "交办", "assign", is_urgent=True),
    NavItem("handle", "办理", "handle"),
    NavItem("feedback", "征询回访", "feedback"),
    NavItem("supervise", "督办", "supervise"),
    NavItem("statistics", "统计", "statistics", starts_group=True),
    NavItem("papers", "文书", "paper"),
    NavItem("members", "委员", "member", starts_group=True),
    NavItem("units", "单位", "unit"),
    NavItem("settings", "设置", "settings", starts_group=True),
)
# To add a page: 1 a NavItem above, 2 its module and class here, 3 an icon. A test fails if a step was skipped.
PAGES: dict[str, tuple[str, str]] = {
    "today": ("zxdesk.ui.pages.today", "TodayPage"),
    "proposals": ("zxdesk.ui.pages.proposals", "ProposalsPage"),
    "review": ("zxdesk.ui.pages.work", "ReviewPage"),
    "assign": ("zxdesk.ui.pages.work", "AssignPage"),
    "handle": ("zxdesk.ui.pages.work", "HandlePage"),
    "feedback": ("zxdesk.ui.pages.work", "FeedbackPage"),
    "supervise": ("zxdesk.ui.pages.work", "SupervisePage"),
    "statistics": ("zxdesk.ui.pages.statistics", "StatisticsPage"),
    "papers": ("zxdesk.ui.pages.papers", "PapersPage"),
    "members": ("zxdesk.ui.pages.members", "MembersPage"),
    "units": ("zxdesk.ui.pages.units", "UnitsPage"),
    "settings": ("zxdesk.ui.pages.settings", "SettingsPage"),
    "imports": ("zxdesk.ui.pages.imports", "ImportsPage"),
}
MENU_STEPS = ("draft", "award-others")  # steps that belong to no page
NARROW = 1100


class MainWindow(QMainWindow):
    """One window; pages are made when first shown."""

    def __init__(self, workspace: Workspace) -> None:
        super().__init__()
        self.workspace = workspace
        self.pages: dict[str, Page] = {}
        self.setWindowTitle("zxdesk 政协提案办理工作站")
        self.nav = NavList(NAV)
        self.nav.chosen.connect(self.open_page)
        self._stack = QStackedWidget()
        self._notice = Notice()
        central = QWidget()
        row = QHBoxLayout(central)
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
        self._build_menus()
        self._build_corner()
        self._build_status()
        workspace.changed.connect(self._on_changed)
        workspace.plenary_changed.connect(self._on_plenary_changed)
        workspace.said.connect(self._on_said)
        workspace.wanted.connect(self._on_wanted)
        workspace.listed.connect(self.open_list)
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
        if key not in self.pages:
            module, name = PAGES[key]
            page: Page = getattr(import_module(module), name)(self.workspace)
            self.pages[key] = page
            self._stack.addWidget(page)
        self._stack.setCurrentWidget(self.pages[key])
        if key in {item.key for item in NAV} and self.nav.current() != key:
            self.nav.blockSignals(True)
            self.nav.choose(key)
            self.nav.blockSignals(False)
        self.workspace.memory.set_text("page", key)
        return self.pages[key]

    def open_list(self, wanted: ProposalFilter, title: str = "") -> None:
        """Show the proposals behind a figure."""
        page = self.open_page("proposals")
        page.show_filter(wanted, title)  # type: ignore[attr-defined]

    def find_text(self, text: str) -> None:
        """Search the proposals of the plenary for a text."""
        page = self.open_page("proposals")
        page.search_for(text)  # type: ignore[attr-defined]

    def _build_menus(self) -> None:
        bar = self.menuBar()
        file_menu = bar.addMenu("文件(&F)")
        self._add(file_menu.addAction("导入台账和名册…"), lambda: self.open_page("imports"))
        file_menu.addSeparator()
        self._add(file_menu.addAction("退出"), self.close, "Ctrl+Q")
        proposal_menu = bar.addMenu("提案(&P)")
        self._add(proposal_menu.addAction("登记提案"), self._register)
        for verb in MENU_STEPS:
            step = step_named(verb)
            self._add(proposal_menu.addAction(f"{step.label}…"), self._stepping(step))
        proposal_menu.addSeparator()
        self._add(proposal_menu.addAction("查找"), lambda: self._find.setFocus(), "Ctrl+K")
        view_menu = bar.addMenu("视图(&V)")
        for at, item in enumerate(NAV):
            key = f"Ctrl+{at + 1}" if at < 9 else ""
            self._add(view_menu.addAction(item.name), self._opening(item.key), key)
        view_menu.addSeparator()
        self._add(view_menu.addAction("字号和明暗…"), self._choose_look)
        help_menu = bar.addMenu("帮助(&B)")
        self._add(help_menu.addAction("关于 zxdesk"), self._about)

    def _build_corner(self) -> None:
        corner = QWidget()
        row = QHBoxLayout(corner)
        row.setContentsMargins(0, 2, 12, 2)
        row.setSpacing(8)
        self._find = SearchBox("找提案、委员、单位、文号", key="Ctrl+K")
        self._find.setFixedWidth(288)
        self._find.returnPressed.connect(lambda: self.find_text(self._find.text().strip()))
        row.addWidget(self._find)
        self._plenaries = QComboBox()
        self._plenaries.setAccessibleName("届次")
        self._plenaries.setMinimumWidth(112)
        self._fill_plenaries()
        self._plenaries.activated.connect(lambda at: self.workspace.choose_plenary(self._plenaries.itemData(at)))
        row.addWidget(self._plenaries)
        self._corner = corner  # the stubs of Qt give no hold on a corner widget's life
        self.menuBar().setCornerWidget(corner, Qt.Corner.TopRightCorner)
        corner.show()

    def _build_status(self) -> None:
        status = self.statusBar()
        status.setSizeGripEnabled(False)
        self._office, self._where, self._saved = label(""), label("", "muted"), label("")
        status.addWidget(self._office)
        status.addWidget(self._where)
        status.addPermanentWidget(self._saved)
        status.addPermanentWidget(label(f"经办 {self.workspace.door.actor.name}", "muted"))
        self._fill_status()

    def _fill_status(self) -> None:
        head = self.workspace.read(office_head)
        self._office.setText(head.name if head else "")
        self._where.setText(" · ".join(filter(None, (self.workspace.plenary_name or "全部届次", f"规则包 {head.rules_title}" if head else ""))))

    def _fill_plenaries(self) -> None:
        self._plenaries.clear()
        for option in self.workspace.read(lookups.plenaries):
            self._plenaries.addItem(option.label, option.key)
        self._plenaries.addItem("全部届次", None)
        self._plenaries.setCurrentIndex(self._plenaries.findData(self.workspace.plenary_id))

    def _count(self) -> None:
        counts = self.workspace.read(navigation_counts, today=self.workspace.today, plenary_id=self.workspace.plenary_id)
        self.nav.set_counts(counts)

    def _register(self) -> None:
        self.open_page("proposals").register()  # type: ignore[attr-defined]

    def _choose_look(self) -> None:
        from zxdesk.ui.look_dialog import LookDialog

        LookDialog(self.workspace.memory, self).exec()

    def _about(self) -> None:
        from zxdesk import __version__

        prompts.tell(self, f"zxdesk {__version__}　政协提案办理工作站")

    def _stepping(self, step: Step) -> Callable[[], object]:
        return lambda: open_step(self.workspace, step, parent=self)

    def _opening(self, key: str) -> Callable[[], object]:
        return lambda: self.open_page(key)

    def _add(self, action: QAction, run: Callable[[], object], key: str = "") -> None:
        action.triggered.connect(lambda: run())
        if key:
            action.setShortcut(QKeySequence(key))

    def _on_changed(self, change: object) -> None:
        self._counting.start()
        if "plenary" in getattr(change, "tables", ()) or "office" in getattr(change, "tables", ()):
            self.workspace.reload_office()
            self._fill_plenaries()
            self._fill_status()
        self._saved.setText(f"已保存 {self.workspace.door.now():%H:%M}")

    def _on_plenary_changed(self) -> None:
        self._plenaries.setCurrentIndex(self._plenaries.findData(self.workspace.plenary_id))
        self._fill_status()
        self._count()

    def _on_said(self, text: str, tone: str) -> None:
        self._notice.say(text, tone="warning" if tone == "warning" else "done")

    def _on_wanted(self, key: str, proposal_id: int) -> None:
        page = self.open_page(key)
        page.show_proposal(proposal_id)  # type: ignore[attr-defined]

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.nav.set_folded(self.width() < NARROW)

    def closeEvent(self, event: QCloseEvent) -> None:
        if self.workspace.jobs.is_busy and not prompts.confirm(self, "还有任务没有做完，现在退出会中断它。", "退出", "继续等"):
            event.ignore()
            return
        self.workspace.jobs.cancel()
        self.workspace.memory.save_geometry("main", self)
        self.workspace.memory.flush()
        super().closeEvent(event)

