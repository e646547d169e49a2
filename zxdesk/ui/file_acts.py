"""What a file's buttons, menu and keys do."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject, QUrl
from PySide6.QtGui import QDesktopServices, QGuiApplication, QShortcut
from PySide6.QtWidgets import QMenu, QWidget

from zxdesk.domain.errors import RuleError
from zxdesk.domain.stage import Stage
from zxdesk.services.step import Step
from zxdesk.services.steps import step_named
from zxdesk.ui import prompts
from zxdesk.ui.attachment_files import ask_kind, attach_files, choose_to_attach, open_attachment, safe_name, save_attachment
from zxdesk.ui.file_contents import PartContext
from zxdesk.ui.file_similar import Alike
from zxdesk.ui.file_stage import fitting_steps
from zxdesk.ui.file_words import File
from zxdesk.ui.pages.page import Page
from zxdesk.ui.step_dialog import open_step

if TYPE_CHECKING:
    from zxdesk.ui.file_pane import FilePane


FLAT = 10  # steps that stand in the menu itself; more are held in a menu a page


class FileActs(QObject):
    """The verbs of one file pane."""

    def __init__(self, pane: FilePane, neighbour: Callable[[int], object] | None) -> None:
        super().__init__(pane)
        self._pane, self._neighbour = pane, neighbour
        self._workspace = pane.workspace
        self._alike = Alike(self._workspace, self)
        self._page_keys: list[QShortcut] = []
        self._still_keys: list[QShortcut] = []  # not while one types
        self._back: QShortcut | None = None
        keys = self._workspace.keys
        for name, words, default in (("file.edit", "编辑这一部分", "F2"), ("file.wide", "整页打开，再按回到列表", "F11")):
            keys.describe(name, words, default)

    def do(self, step: Step, preset: dict[str, object] | None = None) -> bool:
        """Open the form of a step."""
        pane = self._pane
        if pane.is_wide:
            pane.typing.start_step(step, preset)
            return False
        return open_step(self._workspace, step, pane.proposal_id, file=pane.file, preset=preset, parent=pane.window())

    def context(self, file: File, width: int, assignment_id: int | None, steps: tuple[Step, ...], has_side: bool) -> PartContext:
        """What the parts are given."""
        return PartContext(
            self._workspace, file, width, assignment_id, steps, has_side, self.do, self._pane.choose_assignment,
            self._open_attachment, self._save_attachment, self._open_paper, self.add_files, self._pane.typing.edit_record,
            self._open_proposal, self._alike,
        )  # fmt: skip

    def bind_keys(self) -> None:
        """Bind the keys of the file for its whole page, so that they work from the list too; once, when there is a page."""
        page = self._page()
        if self._page_keys or page is None:
            return
        bind, pane = self._workspace.keys.bind, self._pane
        self._still_keys = [
            bind(page, "file.edit", "编辑这一部分", "F2", lambda: pane.edit() if pane.proposal_id else None),
            bind(page, "file.next", "下一件", "Alt+Down", lambda: self._go(1)),
            bind(page, "file.previous", "上一件", "Alt+Up", lambda: self._go(-1)),
            bind(page, "file.open", "整页打开", "Ctrl+Return", pane.open_wide),
        ]
        wide = bind(page, "file.wide", "整页打开，再按回到列表", "F11", lambda: pane.set_wide(False) if pane.is_wide else pane.open_wide())
        self._back = bind(pane, "file.back", "从整页回到列表", "Esc", lambda: pane.set_wide(False))
        self._page_keys = [*self._still_keys, wide, self._back]
        self.judge_keys()

    @property
    def page_name(self) -> str:
        """The page the file stands on."""
        page = self._page()
        return page.accessibleName() if page is not None else "列表"

    def judge_keys(self) -> None:
        """Keys that a form needs itself rest while one is open."""
        is_typing = self._pane.typing.form is not None
        for shortcut in self._still_keys:
            shortcut.setEnabled(not is_typing)
        if self._back is not None:
            self._back.setEnabled(self._pane.is_wide and not is_typing)

    def fill_menu(self, menu: QMenu) -> None:
        """The menu of the three dots: the file itself, then every step that fits, page by page."""
        pane, keys = self._pane, self._workspace.keys
        wide = "回到列表" if pane.is_wide else "整页打开"
        menu.addAction(f"{wide}\t{keys.shown('file.wide')}", lambda: pane.set_wide(False) if pane.is_wide else pane.open_wide())
        edit = menu.addAction(f"编辑{pane.part}\t{keys.shown('file.edit')}", pane.edit)
        edit.setEnabled(pane.foot.edit_button.isEnabled())
        menu.addAction("复制号和案由", self._copy_name)
        menu.addAction("加入附件…", self.add_files)
        steps = [step for step in fitting_steps(pane.file) if step.verb != "attach"]
        menu.addSeparator()
        for page in dict.fromkeys(step.page for step in steps):
            held = menu
            if len(steps) > FLAT:
                held = QMenu(page, menu)
                menu.addMenu(held)
            for step in steps:
                if step.page == page:
                    held.addAction(f"{step.label}…", self._doing(step))
            if held is menu:
                menu.addSeparator()

    def add_files(self) -> None:
        """Choose files and take them in as attachments."""
        self._attach(choose_to_attach(self._pane.window()))

    def drop(self, urls: Sequence[QUrl]) -> None:
        """Take in what was dragged here, several at once."""
        paths = [Path(url.toLocalFile()) for url in urls if url.isLocalFile()]
        folders = [path for path in paths if path.is_dir()]
        if folders:
            self._workspace.said.emit(f"“{folders[0].name}”是文件夹，没有加入。打开文件夹，拖里面的文件。", "warning")
        self._attach([path for path in paths if not path.is_dir()])

    def _attach(self, paths: list[Path]) -> None:
        pane = self._pane
        if not paths or pane.proposal_id is None:
            return
        if not step_named("attach").fits(Stage.from_text(pane.file["stage"])):
            self._workspace.said.emit("已归档，不能再加附件。先“退回上一步”。", "warning")
            return
        if kind := ask_kind(pane.window(), paths):
            attach_files(self._workspace, pane.proposal_id, paths, kind)
            pane.show_part("附件")

    def _open_proposal(self, proposal_id: int) -> None:
        self._workspace.wanted.emit("proposals", proposal_id)

    def _open_attachment(self, held: File) -> None:
        self._guarded(lambda: open_attachment(self._workspace.door.files, held["sha256"], held["name"]))

    def _save_attachment(self, held: File) -> None:
        target = prompts.save_file(self._pane.window(), "附件另存为", safe_name(held["name"]))
        if target is not None:
            self._guarded(lambda: save_attachment(self._workspace.door.files, held["sha256"], held["name"], target))

    def _open_paper(self, paper: File) -> None:
        if paper["kept_in"]:
            from zxdesk.ui.pages.paper_reprint import open_kept  # it brings all papers with it, which the start does without

            self._guarded(lambda: open_kept(self._workspace.door, paper["id"]))
            return
        folder = Path(self._workspace.memory.text("papers", str(self._workspace.data_dir / "文书")))
        if not open_file(folder / paper["file_name"]):
            self._workspace.said.emit(f"“{paper['file_name']}”打不开。在“文书”页打开所在文件夹，看文件还在不在。", "warning")

    def _guarded(self, run: Callable[[], object]) -> None:
        try:
            run()
        except RuleError as error:
            prompts.tell(self._pane.window(), error.message)

    def _copy_name(self) -> None:
        file = self._pane.file
        QGuiApplication.clipboard().setText(f"{file['number'] or file['receipt_number'] or '草稿'}\t{file['title']}")

    def _go(self, by: int) -> None:
        if self._neighbour is not None:
            self._neighbour(by)

    def _doing(self, step: Step) -> Callable[[], Any]:
        return lambda: self.do(step)

    def _page(self) -> QWidget | None:
        above = self._pane.parentWidget()
        while above is not None and not isinstance(above, Page):
            above = above.parentWidget()
        return above


def open_file(path: Path) -> bool:
    """Let the system open a file; replaceable in a test."""
    return path.exists() and QDesktopServices.openUrl(QUrl.fromLocalFile(str(path)))
