"""综合报告: the reports on review and handling, read, edited, brought up to date, adopted, sent on to paper."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace
from typing import Any

from PySide6.QtCore import QSignalBlocker
from PySide6.QtWidgets import QWidget

from zxdesk.documents.narrative import Draft, draft_narrative
from zxdesk.domain.errors import RuleError
from zxdesk.domain.field import Field
from zxdesk.queries.narrative import Report, changed_figures, listed_rows, narratives, reported_list
from zxdesk.queries.narrative_figures import Figure, kept_figures, narrative_figures
from zxdesk.services.narrative import (
    NAMES,
    adopt_narrative,
    edit_narrative,
    reopen_narrative,
    update_narrative,
    write_narrative,
)
from zxdesk.ui import prompts
from zxdesk.ui.pages.figure_list import FigureDialog
from zxdesk.ui.pages.narrative_edit import keys_in
from zxdesk.ui.pages.narrative_frame import NarrativeFrame
from zxdesk.ui.pages.narrative_side import MembersDialog
from zxdesk.ui.progress import wait
from zxdesk.ui.workspace import Workspace

MEETING = Field("meeting", "通过会议", required=True, help="如 十届常委会第十次会议")
ADOPTED_ON = Field("adopted_on", "通过日期", "date", required=True)
REASON = Field("reason", "理由", required=True, help="写明为什么撤回通过")


class NarrativeDialog(NarrativeFrame):
    """One report at a time; what was typed is saved whenever one goes on or closes."""

    def __init__(self, workspace: Workspace, parent: QWidget | None = None) -> None:
        assert workspace.plenary_id is not None
        super().__init__(NAMES, parent)
        self.workspace = workspace
        self.plenary_id = workspace.plenary_id
        self.report: Report | None = None
        self.now: Mapping[str, Figure] = {}
        self._reports: list[Report] = []
        self.setWindowTitle(f"综合报告　{workspace.plenary_name}")
        self._connect()
        self.read()

    def read(self, keep: int | None = None) -> None:
        """Read the reports of the kind and the register's figures again; show the newest report, or the one to keep."""
        door, today = self.workspace.door, self.workspace.today
        kind = str(self.kinds.currentData())
        found = wait(
            self.workspace.jobs, "读取数字",
            lambda _report: (door.read(narratives, self.plenary_id, kind), door.read(narrative_figures, self.plenary_id, today=today)), parent=self,
        )  # fmt: skip
        if found is None:
            return
        self._reports, self.now = found
        with QSignalBlocker(self.versions):
            self.versions.clear()
            for one in self._reports:
                self.versions.addItem(f"{one.written_on} 生成　{one.state}", one.id)
            self.versions.setCurrentIndex(max(0, self.versions.findData(keep)))
        self.versions.setVisible(len(self._reports) > 1)
        self._show(next((one for one in self._reports if one.id == self.versions.currentData()), None))

    def write(self) -> None:
        """Write the text anew of the register; what a draft says now is replaced, after asking."""
        draft_stands = self.report is not None and self.report.adopted_on is None
        if draft_stands and not prompts.confirm(self, "重新生成会换掉草稿的全部文字，可以用“撤销”取回。", "重新生成"):
            return
        door, today, kind = self.workspace.door, self.workspace.today, str(self.kinds.currentData())
        self._do(lambda: self._keep(wait(
            self.workspace.jobs, f"生成{NAMES[kind]}", lambda _report: door.read(draft_narrative, self.plenary_id, kind, today=today), parent=self,
        )))  # fmt: skip

    def save(self, *, reads: bool = True) -> bool:
        """Save what was typed, if anything was, and read it again; whether the text now stands in the register."""
        report = self.report
        if report is None or report.adopted_on is not None or not self.is_changed():
            return True
        paragraphs = self.text.paragraphs()
        new = [key for key in keys_in(paragraphs) if key not in report.figures]
        today = self.workspace.today
        figures = self.workspace.read(kept_figures, self.plenary_id, self.now, new, today=today)
        title = self.title.text()
        return self._do(
            lambda: self.workspace.run(edit_narrative, report.id, title=title, paragraphs=paragraphs, figures=figures), keep=report.id, reads=reads
        )

    def update_figures(self) -> None:
        """Put the register's figures of now into the text."""
        if self.save() and (report := self.report) is not None:
            self._do(lambda: self.workspace.run(update_narrative, report.id, today=self.workspace.today), keep=report.id)

    def adopt(self) -> None:
        """Ask for meeting and day, and freeze the report; an adopted one is opened again with a reason."""
        if not self.save() or (report := self.report) is None:
            return
        today, run, is_draft = self.workspace.today, self.workspace.run, report.adopted_on is None
        fields = (MEETING, replace(ADOPTED_ON, default=today)) if is_draft else (REASON,)

        def submit(values: dict[str, object]) -> object:
            return run(adopt_narrative, report.id, today=today, **values) if is_draft else run(reopen_narrative, report.id, **values)

        title = f"通过{NAMES[report.kind]}" if is_draft else f"撤回{NAMES[report.kind]}的通过"
        if prompts.FormDialog(title, fields, {}, submit, values={"adopted_on": today} if is_draft else {}, parent=self).exec():
            self.read(report.id)

    def preview(self) -> None:
        """Go on to the page 文书 with this report, to look at it and print it."""
        if self.save() and self.report is not None:
            kind = self.report.kind
            self.accept()
            self.workspace.papers_wanted.emit(kind, ())

    def save_word(self) -> None:
        """Write the report as a Word file."""
        from zxdesk.documents.catalog import paper_kind
        from zxdesk.documents.making import fill_papers
        from zxdesk.documents.paper import Request
        from zxdesk.documents.papers.reports import REPORT
        from zxdesk.ui.pages.paper_making import request_papers, template_in_use, write_whole

        if not self.save() or (report := self.report) is None:
            return
        kind, door = paper_kind(report.kind), self.workspace.door
        path = prompts.save_file(self, "另存为 Word", f"{report.title}.docx", "Word 文档 (*.docx)")
        if path is None:
            return

        def work() -> None:
            papers = request_papers(door, kind, Request(self.plenary_id, values={REPORT: str(report.id)}))
            write_whole(path, next(fill_papers(kind, template_in_use(door, kind), papers)).content)
            self.workspace.said.emit(f"已写出 {path}", "done")

        self._do(work, reads=False)

    def open_figure(self, key: str) -> None:
        """The list behind a figure, as it was when the report got it; of one not in the report, as it is now."""
        if (report := self.report) is None:
            return
        if key not in report.figures:
            known = self.workspace.read(kept_figures, self.plenary_id, self.now, [key], today=self.workspace.today)
            report = replace(report, figures=known)
        behind = reported_list(report, key)
        name, words = (str(report.figures[key][one]) for one in ("name", "words"))
        title = name if words == str(len(behind.ids)) else f"{name} {words}"
        if not behind.ids:
            prompts.tell(self, f"{title}：没有可列出的清单。")
        elif behind.is_of_members:
            MembersDialog(title, self.workspace.read(listed_rows, report, behind), self).exec()
        elif FigureDialog(self.workspace, list(behind.ids), title, self).exec():
            self.accept()

    def is_changed(self) -> bool:
        """Whether the text or the title differs from what is saved."""
        return self.report is not None and (self.text.document().isModified() or self.title.text() != self.report.title)

    def done(self, result: int) -> None:
        if self.save(reads=False):
            super().done(result)

    def _keep(self, draft: Draft | None) -> None:
        if draft is not None:
            self.text.document().setModified(False)
            self.workspace.run(
                write_narrative, self.plenary_id, kind=draft.kind, title=draft.title, paragraphs=draft.paragraphs, figures=draft.figures,
                written_on=self.workspace.today,
            )  # fmt: skip

    def _do(self, act: Callable[[], object], *, keep: int | None = None, reads: bool = True) -> bool:
        try:
            act()
        except RuleError as error:
            prompts.tell(self, error.message)
            return False
        if reads:
            self.text.document().setModified(False)
            self.read(keep)
        return True

    def _show(self, report: Report | None) -> None:
        self.report = report
        self.stack.setCurrentIndex(0 if report is None else 1)
        is_draft = report is not None and report.adopted_on is None
        for widget in (self.update_button, self.styles):
            widget.setVisible(is_draft)
        for button in (self.adopt_button, self.word_button):
            button.setVisible(report is not None)
        self.preview_button.setVisible(report is not None and report.id == self._reports[0].id)  # 文书 prints the newest
        self.write_button.setVisible(report is not None)
        for button, words in ((self.write_button, ("重新生成", "再生成一份")), (self.adopt_button, ("通过…", "撤回通过…"))):
            button.setText(words[0 if is_draft else 1])
            button.setAccessibleName(button.text())
        if report is None:
            name = NAMES[str(self.kinds.currentData())]
            self.empty.set_words(f"还没有{name}。", "按登记簿生成", self.write)
            self.state.set_text("")
            return
        changed = changed_figures(report, self.now)
        said = f"{report.adopted_on} {report.meeting}通过，不再改动" if report.adopted_on else "草稿"
        self.state.set_text(f"{said}　数据截至{report.as_of}" + (f"　{len(changed)} 处数字有变化" if changed else ""))
        self.title.setText(report.title)
        self.title.setReadOnly(not is_draft)
        self.text.tips = {key: _tip(figure, self.now.get(key)) for key, figure in report.figures.items()}
        place = self.text.verticalScrollBar().value()
        self.text.show_paragraphs(report.paragraphs, [one.key for one in changed])
        self.text.setReadOnly(not is_draft)
        self.text.verticalScrollBar().setValue(place)
        self.side.show_figures(report.figures, self.now, can_edit=is_draft)

    def _insert(self, key: str) -> None:
        kept = self.report.figures.get(key) if self.report is not None else None
        self.text.insert_figure(key, str(kept["words"]) if kept else self.now[key].words)
        self.text.setFocus()

    def _turn(self) -> None:
        if self.save():
            self.read()

    def _on_version(self) -> None:
        if self.save():
            self.read(self.versions.currentData())

    def _connect(self) -> None:
        self.write_button.clicked.connect(lambda: self.write())
        self.update_button.clicked.connect(lambda: self.update_figures())
        self.adopt_button.clicked.connect(lambda: self.adopt())
        self.preview_button.clicked.connect(lambda: self.preview())
        self.word_button.clicked.connect(lambda: self.save_word())
        self.saving.connect(lambda: self.save())
        self.kinds.currentIndexChanged.connect(self._turn)
        self.versions.currentIndexChanged.connect(self._on_version)
        self.styles.activated.connect(lambda _at: self.text.set_style(str(self.styles.currentData())))
        self.text.style_changed.connect(self._on_style)
        self.text.pressed.connect(self.open_figure)
        self.side.opened.connect(self.open_figure)
        self.side.chosen.connect(lambda key: self.text.go_to_figure(1, key))
        self.side.inserted.connect(self._insert)

    def _on_style(self, style: str) -> None:
        self.styles.setCurrentIndex(max(0, self.styles.findData(style)))


def _tip(kept: Mapping[str, Any], now: Figure | None) -> str:
    """The convention, and what the register says now where that differs."""
    differs = f"\n报告 {kept['words']}，现在 {now.words if now else '—'}" if now is None or now.words != kept["words"] else ""
    return f"{kept['convention']}{differs}"


def show_narrative(workspace: Workspace, parent: QWidget | None) -> None:
    """Open the reports of the plenary one works in."""
    if workspace.plenary_id is None:
        workspace.said.emit("综合报告按届次写。先在右上角选一个届次。", "warning")
        return
    NarrativeDialog(workspace, parent).exec()
