"""Printing, recording, saving and opening the papers of the page 文书, each as work beside the window."""

from __future__ import annotations

import tempfile
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject

from zxdesk.documents.making import file_stem
from zxdesk.documents.paper import Paper
from zxdesk.domain.errors import RuleError
from zxdesk.services.change import Change
from zxdesk.ui import prompts
from zxdesk.ui.jobs import Report
from zxdesk.ui.pages.paper_making import print_papers, record_papers, save_papers, suffix_of
from zxdesk.ui.pages.paper_reprint import open_in_system
from zxdesk.ui.pages.papers_work import Composed

if TYPE_CHECKING:
    from zxdesk.ui.pages.papers import PapersPage

ASKED_FROM = 30
"""Papers from which printing is asked once more."""


class PapersSending(QObject):
    """What the page's buttons do with the ticked papers."""

    def __init__(self, page: PapersPage) -> None:
        super().__init__(page)
        self._page = page

    def chosen(self) -> list[Paper]:
        """The ticked papers in print order."""
        composed = self._page.composed
        return [] if composed is None else [composed.papers[at] for at in self._page.side.papers.ticks() if at < len(composed.papers)]

    def print_out(self) -> None:
        """Print the ticked papers; what went out is recorded."""
        page, papers = self._page, self.chosen()
        if not papers or (composed := page.composed) is None:
            return
        if page.side.settings.has_no_printer:
            prompts.tell(page.window(), "这台电脑没有打印机。装好打印机以后再打印，或另存为 PDF。")
            return
        if not self._may_print():
            return
        name, count = composed.kind.name, len(papers)
        order = page.side.settings.order(name if count > 1 else file_stem(composed.kind, papers[0]))
        if count > ASKED_FROM:
            question = f"打印 {count} 份{name}，每份印 {order.copies} 张次。打印后登记为已印发，不能收回。"
            if not prompts.confirm(page.window(), question, f"打印 {count} 份"):
                return
        door = page.workspace.door
        self._start(
            f"打印{name}", composed, lambda kind, request, report: print_papers(door, kind, request, papers, order=order, report=report),
            lambda sent: f"已打印并登记 {sent} 份{name}",
        )  # fmt: skip

    def record(self) -> None:
        """Record the ticked papers as sent, without printing."""
        page, papers = self._page, self.chosen()
        if not papers or (composed := page.composed) is None:
            return
        name = composed.kind.name
        if prompts.confirm(page.window(), f"登记 {len(papers)} 份{name}为已印发，不打印。登记不能收回。", f"登记 {len(papers)} 份"):
            self._start(
                f"登记{name}", composed, lambda kind, request, report: record_papers(page.workspace.door, kind, request, papers, report=report),
                lambda sent: f"已登记 {sent} 份{name}",
            )  # fmt: skip

    def save(self, way: str) -> None:
        """Write the ticked papers as Word or PDF: one file, or one a paper, and record them."""
        page, papers = self._page, self.chosen()
        if not papers or (composed := page.composed) is None:
            return
        kind, is_one = composed.kind, True
        if len(papers) > 1:
            question = f"{len(papers)} 份{kind.name}，写成一个文件，还是每份一个文件？"
            is_one = not prompts.confirm(page.window(), question, "每份一个文件", "合成一个文件")
        target = self._target(way, file_stem(kind, papers[0]) if len(papers) == 1 else f"{kind.name} {len(papers)} 份", is_one=is_one)
        if target is None:
            return

        def work(_kind: Any, request: Any, report: Report) -> list[Path]:
            return save_papers(page.workspace.door, kind, request, papers, target=target, way=way, is_one=is_one, report=report)

        where = target.name if is_one else str(target)
        self._start(f"另存{kind.name}", composed, work, lambda _written: f"{len(papers)} 份{kind.name}已写到 {where}，并已登记")

    def open_outside(self) -> None:
        """Open a copy of the paper on the canvas in WPS, Word or LibreOffice; the register is not told."""
        shown = self._page.shown
        if shown is None or shown.seen is None:
            return
        path = Path(tempfile.mkdtemp(prefix="zxdesk-")) / shown.seen.made.name
        path.write_bytes(shown.seen.made.content)
        if open_in_system(path):
            self._page.workspace.said.emit("打开的是副本，在那里的改动不进登记簿", "done")
        else:
            self._page.workspace.said.emit("没有能打开 .docx 的程序。装 WPS、Word 或 LibreOffice 以后再打开，或另存为 PDF", "warning")

    def _may_print(self) -> bool:
        """A template with what layout cannot do is printed by WPS or Word, unless the clerk wants it as it is seen."""
        shown = self._page.shown
        beyond = shown.seen.laid.unsupported if shown is not None and shown.seen is not None else ()
        if not beyond:
            return True
        question = f"模板里有程序排不出的内容：{'；'.join(beyond)}。按 F4 用 WPS 或 Word 打开来印，版面才全。"
        return prompts.confirm(self._page.window(), question, "仍按预览打印")

    def _target(self, way: str, stem: str, *, is_one: bool) -> Path | None:
        page, folder = self._page, self._page.folder
        if not is_one:
            chosen = prompts.choose_folder(page.window(), f"{way} 文件写到哪个文件夹")
            if chosen is not None:
                page.workspace.memory.set_text("papers", str(chosen))
            return chosen
        patterns = "Word 文件 (*.docx)" if way == "Word" else "PDF 文件 (*.pdf)"
        path = prompts.save_file(page.window(), f"另存为 {way}", str(folder / (stem + suffix_of(way))), patterns)
        if path is None:
            return None
        page.workspace.memory.set_text("papers", str(path.parent))
        return path if path.suffix else path.with_suffix(suffix_of(way))

    def _start(
        self, title: str, composed: Composed, work: Callable[[Any, Any, Report], Any], words: Callable[[Any], str]
    ) -> None:
        page = self._page
        kind, request = composed.kind, composed.request

        def tell(sentence: str, tone: str) -> None:
            page.workspace.changed.emit(Change("印发文书", tables=frozenset({"issued_paper"})))
            page.workspace.said.emit(sentence, tone)

        def refused(error: RuleError) -> None:
            tell(error.message, "warning")
            prompts.tell(page.window(), error.message)

        page.workspace.jobs.start(
            title, lambda report: work(kind, request, report), done=lambda answer: tell(words(answer), "done"), refused=refused,
            cancelled=lambda: tell("已停止。停止前印发的都已登记", "warning"), unit="份",
        )  # fmt: skip

