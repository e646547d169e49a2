"""The menu bar: 文件 编辑 提案 办理 统计 视图 帮助, each entry with its key."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QMenu

from zxdesk.services.step import Step
from zxdesk.services.steps import step_named
from zxdesk.ui import drafts, prompts
from zxdesk.ui.edit_menu import EditMenu
from zxdesk.ui.file_records import is_there
from zxdesk.ui.navigation import NAV
from zxdesk.ui.step_dialog import office_records, open_step
from zxdesk.ui.step_menu import StepMenu

if TYPE_CHECKING:
    from zxdesk.ui.main_window import MainWindow

MENU_STEPS = ("draft", "award-others", "correct-award-others")  # steps that belong to no page


class Menus(QObject):
    """Builds the menus of a window; the steps ask the page shown for the chosen proposal."""

    def __init__(self, window: MainWindow) -> None:
        super().__init__(window)
        self._window = window
        self._workspace = window.workspace
        self.every: dict[str, QMenu] = {}
        self.steps = StepMenu(window.workspace, window, window.current_page)
        self._build_file()
        self.edit = EditMenu(self._menu("编辑(&E)"), window.workspace, window)
        self._finish_edit()
        self._build_proposal()
        self._build_handling()
        self._build_figures()
        self._build_view()
        self._build_help()

    def _build_file(self) -> None:
        menu = self._menu("文件(&F)")
        self._add(menu, "导入台账和名册…", self._opening("imports"), "window.import", "Ctrl+Shift+I")
        self._add(menu, "导出台账…", self._window.export_ledger, "window.export", "")
        menu.addSeparator()
        self._add(menu, "设置", self._opening("settings"), "", "")
        menu.addSeparator()
        self._add(menu, "退出", self._window.close, "window.quit", "Ctrl+Q")

    def _finish_edit(self) -> None:
        menu = self.every["编辑"]
        menu.addSeparator()
        self._add(menu, "查找", self._window.find_box.enter, "window.find", "Ctrl+K")

    def _build_proposal(self) -> None:
        menu = self._menu("提案(&P)")
        self._add(menu, "登记提案…", self._window.register, "window.register", "Ctrl+N")
        self._add(menu, "没填完的草稿…", lambda: drafts.show_all(self._window), "window.drafts", "")
        draft = step_named(MENU_STEPS[0])
        self._add(menu, f"{draft.label}…", self._stepping(draft), "window.draft", "Ctrl+Shift+N")
        menu.addSeparator()
        self.steps.add(menu, "提案")
        menu.addSeparator()
        self.steps.add(self._below(menu, "审查"), "审查")
        self.steps.add(self._below(menu, "交办"), "交办")

    def _build_handling(self) -> None:
        menu = self._menu("办理(&H)")
        self.steps.add(menu, "办理")
        menu.addSeparator()
        self.steps.add(self._below(menu, "征询回访"), "征询回访")
        self.steps.add(self._below(menu, "督办"), "督办")
        menu.addSeparator()
        for verb, name in zip(MENU_STEPS[1:], ("window.award", "window.correct-award"), strict=True):
            step = step_named(verb)
            self._add(menu, f"{step.label}…", self._stepping(step), name, "")

    def _build_figures(self) -> None:
        menu = self._menu("统计(&S)")
        self._add(menu, "打开统计", self._opening("statistics"), "window.figures", "")
        self._add(menu, "报表", lambda: self._tab("报表"), "window.reports", "", text="打开统计的报表")
        self._add(menu, "对账", lambda: self._tab("对账"), "window.reconciliation", "", text="打开统计的对账")
        menu.addSeparator()
        self._add(menu, "导出台账…", self._window.export_ledger, "", "")
        self._add(menu, "导出全套报表…", lambda: self._export("export_set"), "window.report-set", "")
        self._add(menu, "每张报表一个文件…", lambda: self._export("export_each"), "window.report-files", "")
        menu.addSeparator()
        self._add(menu, "综合查询…", self._query, "window.query", "Ctrl+Shift+F")
        self._add(menu, "综合报告…", self._narrative, "window.narrative", "")
        self._add(menu, "通过年度统计…", self._adopt, "window.adoption", "")
        self._add(menu, "印制文书…", self._opening("papers"), "window.make-papers", "")

    def _build_view(self) -> None:
        menu = self._menu("视图(&V)")
        for at, item in enumerate(NAV):
            default = f"Ctrl+{at + 1}" if at < 9 else {"members": "Ctrl+0", "settings": "Ctrl+,"}.get(item.key, "")
            self._add(menu, item.name, self._opening(item.key), f"window.page-{item.key}", default, text=f"打开{item.name}")
        menu.addSeparator()
        self._add(menu, "下一区", lambda: self._window.regions.go(1), "window.next-region", "F6")
        self._add(menu, "上一区", lambda: self._window.regions.go(-1), "window.previous-region", "Shift+F6")
        self._add(menu, "重新读取", self._window.read_again, "window.read-again", "F5")
        menu.addSeparator()
        self._add(menu, "字号和明暗…", self._window.choose_look, "window.look", "")

    def _build_help(self) -> None:
        menu = self._menu("帮助(&B)")
        self._add(menu, "快捷键…", self._window.show_keys, "window.keys", "F1; Ctrl+/")
        self._add(menu, "系统信息", self._window.show_system, "window.system", "")
        self._add(menu, "关于 zxdesk", self._about, "window.about", "")

    def _menu(self, title: str) -> QMenu:
        menu = self._window.menuBar().addMenu(title)
        self.every[title[:2]] = menu
        return menu

    def _below(self, menu: QMenu, title: str) -> QMenu:
        below = menu.addMenu(title)
        self.every[f"{title}…"] = below
        return below

    def _add(self, menu: QMenu, words: str, run: Callable[[], object], name: str, default: str, *, text: str = "") -> QAction:
        action = menu.addAction(words)
        action.triggered.connect(lambda: run())
        if name:
            self._workspace.keys.add_action(self._window, action, name, default, text=text)
        return action

    def _opening(self, key: str) -> Callable[[], object]:
        return lambda: self._window.go_to_page(key)

    def _stepping(self, step: Step) -> Callable[[], object]:
        return lambda: self._open(step)

    def _open(self, step: Step) -> None:
        records = office_records(self._workspace, step)
        if records and not is_there(step, records):
            self._workspace.said.emit("还没有评过先进，没有可更正的。", "warning")
            return
        open_step(self._workspace, step, parent=self._window)

    def _narrative(self) -> None:
        from zxdesk.ui.pages.narrative import show_narrative

        show_narrative(self._workspace, self._window)

    def _query(self) -> None:
        from zxdesk.ui.pages.query import show_query

        show_query(self._workspace, self._window)

    def _adopt(self) -> None:
        from zxdesk.ui.pages.adoption import show_adoption

        show_adoption(self._workspace, self._window)

    def _tab(self, name: str) -> None:
        self._window.open_page("statistics").show_tab(name)  # type: ignore[attr-defined]
        self._window.regions.enter_page()

    def _export(self, name: str) -> None:
        from zxdesk.ui.pages import report_export

        if self._workspace.plenary_id is None:
            self._workspace.said.emit("先选定一个届次，再导出它的报表。", "warning")
            return
        getattr(report_export, name)(self._workspace, self._window)

    def _about(self) -> None:
        from zxdesk import __version__

        prompts.tell(self._window, f"zxdesk {__version__}　政协提案办理工作站")
