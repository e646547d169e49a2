"""文书: choose a kind and for what, see the very page, print it, save it, and see what went out."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QResizeEvent, QShowEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout, QWidget

from zxdesk.documents.catalog import PAPER_KINDS, paper_kind
from zxdesk.documents.paper import About, PaperKind
from zxdesk.ui.late import LateAnswer
from zxdesk.ui.pages.page import Page
from zxdesk.ui.pages.papers_bar import PapersBar
from zxdesk.ui.pages.papers_checks import checks_of
from zxdesk.ui.pages.papers_sending import PapersSending
from zxdesk.ui.pages.papers_side import PapersSide
from zxdesk.ui.pages.papers_work import Composed, Shown, compose, counts, lines_of, show
from zxdesk.ui.paper_view.preview import PreviewCanvas
from zxdesk.ui.paper_view.printing import size_words
from zxdesk.ui.widgets.button import ActionButton
from zxdesk.ui.widgets.headed_list import HeadedLine, HeadedList
from zxdesk.ui.workspace import Workspace

OPENING = "F4"
"""The key that opens the paper in WPS, Word or LibreOffice."""


KINDS_WIDTH = 172
"""Pixels of the list of kinds at 中. Source: look §3."""


class PapersPage(Page):
    """What is seen, printed and saved is one and the same layout; papers are made beside the window."""

    key, name = "papers", "文书"

    def __init__(self, workspace: Workspace) -> None:
        super().__init__(workspace)
        self.sending = PapersSending(self)
        self.issued_button = self.add_button("发文登记", icon="history", clicked=self.show_issued)
        self.word_button = self.add_button("另存为 Word…", icon="save", clicked=lambda: self.sending.save("Word"))
        self.pdf_button = self.add_button("另存为 PDF…", icon="export", clicked=lambda: self.sending.save("PDF"))
        self._head_buttons = (self.issued_button, self.word_button, self.pdf_button)
        self.kinds = HeadedList(_kind_lines(), name="文书种类", width=KINDS_WIDTH)
        self.canvas = PreviewCanvas()
        self.bar = PapersBar(self.canvas, on_open=self.sending.open_outside)
        self.side = PapersSide(workspace, on_print=self.sending.print_out, on_record=self.sending.record)
        self.composed: Composed | None = None
        self.shown: Shown | None = None
        self._at = 0
        self._brought: tuple[int, ...] = ()
        self._counted: tuple[int, ...] | None = None
        self._papers, self._pages, self._counts = LateAnswer(self), LateAnswer(self), LateAnswer(self)
        self._soon = QTimer(self, singleShot=True, interval=0)
        self._soon.timeout.connect(self._compose)
        self._lay_out()
        self._bind()
        self.kinds.choose(workspace.memory.text("papers-kind", "")) or self.kinds.choose(PAPER_KINDS[0].key)

    @property
    def kind(self) -> PaperKind:
        """The kind of paper that is chosen."""
        return paper_kind(self.kinds.current())

    def refresh(self) -> None:
        """Make the papers anew of what the register holds now."""
        self._counted = None
        self.side.scope.refresh()
        self.side.settings.ask_printers()
        self._soon.start()

    def choose(self, proposals: Iterable[int]) -> None:
        """Make papers for these proposals, as when they come from another page."""
        self.side.scope.choose(proposals)

    def show_proposal(self, proposal_id: int) -> None:
        """Make papers for one proposal."""
        self.choose((proposal_id,))

    def show_papers(self, kind: str, proposals: Iterable[int]) -> None:
        """Show this kind of paper for these proposals; without one, the kind that was shown last."""
        if kind:
            self.kinds.choose(paper_kind(kind).key)
        self.choose(proposals)
        self.canvas.setFocus()

    def show_issued(self) -> None:
        """What went out, to print again or compare."""
        from zxdesk.ui.pages.papers_issued import IssuedDialog

        IssuedDialog(self.workspace, self.side.settings.order(""), self.window()).exec()

    def show_templates(self) -> None:
        """The templates of every kind."""
        from zxdesk.ui.pages.papers_templates import TemplatesDialog

        TemplatesDialog(self.workspace, self.kind, self.window()).exec()
        self._soon.start()

    def show_package(self) -> None:
        """The papers of a 交办会, a folder for each unit."""
        from zxdesk.ui.pages.meeting_dialog import MeetingDialog

        MeetingDialog(self.workspace, self.side.scope.batch_id, self.window()).exec()

    def show_changes(self) -> None:
        """What changed since the paper on the canvas went out."""
        from zxdesk.ui.pages.section import SentencesDialog

        if self.shown is not None and self.shown.seen is not None and self.shown.seen.changes:
            SentencesDialog("印发以后的改动", list(self.shown.seen.changes), self.window()).exec()

    def turn(self, by: int) -> None:
        """Show the next paper, or the one before."""
        self.show_paper(self._at + by)

    def show_paper(self, at: int) -> None:
        """Show the paper of this place."""
        if self.composed is None or not 0 <= at < len(self.composed.papers):
            return
        self._at = at
        self.side.papers.choose(at)
        self.bar.show_place(at, len(self.composed.papers))
        self._name_paper()
        composed, door = self.composed, self.workspace.door
        self._pages.ask(lambda: show(door, composed, at), self._on_shown)

    @property
    def is_reading(self) -> bool:
        return self.is_working

    @property
    def is_working(self) -> bool:
        """Whether papers are still being made for the canvas."""
        return self._soon.isActive() or self._papers.is_waiting or self._pages.is_waiting

    def regions(self) -> list[QWidget]:
        """Kinds, canvas, choices."""
        return [self.kinds, self.canvas, self.side]

    def _lay_out(self) -> None:
        left = self._left = QFrame()
        left.setProperty("surface", True)
        column = QVBoxLayout(left)
        column.setContentsMargins(0, 6, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.kinds, 1)
        foot = QFrame()
        foot.setProperty("foot", True)
        below = QVBoxLayout(foot)
        below.setContentsMargins(12, 8, 12, 8)
        below.setSpacing(8)
        below.addWidget(ActionButton("模板…", icon="edit", clicked=self.show_templates))
        below.addWidget(ActionButton("交办会文书…", icon="assign", clicked=self.show_package))
        column.addWidget(foot)
        middle = QWidget()
        inner = QVBoxLayout(middle)
        inner.setContentsMargins(0, 0, 0, 0)
        inner.setSpacing(0)
        inner.addWidget(self.bar)
        inner.addWidget(self.canvas, 1)
        left.setFixedWidth(self.kinds.sizeHint().width())
        whole = QHBoxLayout()
        whole.setSpacing(0)
        whole.addWidget(left)
        whole.addWidget(middle, 1)
        whole.addWidget(self.side)
        self.body.addLayout(whole, 1)

    def _bind(self) -> None:
        keys = self.workspace.keys
        keys.bind(self.canvas, "papers.whole", "整页", "1", self.canvas.fit_page)
        keys.bind(self.canvas, "papers.width", "页宽", "2", self.canvas.fit_width)
        keys.follow(self.bar.open_button, "papers.open", OPENING)
        self.bar.set_key(keys.shown("papers.open"))
        self.kinds.chosen.connect(self._on_kind)
        self.kinds.entered.connect(self.canvas.setFocus)
        self.canvas.turned.connect(self.turn)
        self.bar.turned.connect(self.turn)
        self.side.changed.connect(self._soon.start)
        self.side.ticked.connect(self._name_buttons)
        self.side.papers.chosen.connect(self.show_paper)
        self.workspace.jobs.running_changed.connect(lambda _job: self._name_buttons())

    def _on_kind(self, key: str) -> None:
        self.workspace.memory.set_text("papers-kind", key)
        kind = paper_kind(key)
        self.side.show_kind(kind)
        self.side.settings.show_kind(key, "每份文书")
        self._at = 0
        self._soon.start()

    def _compose(self) -> None:
        request, kind, door = self.side.request(), self.kind, self.workspace.door
        self._pages.forget()
        if request is None:
            self._on_composed(Composed(kind, None, (), "没有届次。在设置里建立届次以后再制作文书。"))
            return
        self._papers.ask(lambda: compose(door, kind, request), self._on_composed)

    def _count(self) -> None:
        """Count the papers of every kind, after the one that is waited for, and only where others are chosen or something changed."""
        request, door = self.composed.request if self.composed is not None else None, self.workspace.door
        if request is not None and request.proposals != self._counted:
            self._counted = request.proposals
            self._counts.ask(lambda: counts(door, PAPER_KINDS, request), self.kinds.set_counts)

    def _on_composed(self, composed: Composed) -> None:
        before = self.composed
        held = before.papers[self._at].stem if before is not None and self._at < len(before.papers) and before.kind == composed.kind else ""
        self.composed, self.shown = composed, None
        lines, heading = lines_of(composed)
        self.side.show_papers(lines, heading)
        if not composed.papers:
            self.canvas.show_message(composed.refusal)
            self.side.show_checks(())
            self.bar.show_place(0, 0)
            self._name_paper()
            self._count()
        else:
            self.show_paper(next((at for at, paper in enumerate(composed.papers) if paper.stem == held), 0))
        self._name_buttons()

    def _on_shown(self, shown: Shown) -> None:
        is_same = self.shown is not None and self.shown.at == shown.at
        self.shown = shown
        self._count()
        if shown.seen is None:
            self.canvas.show_message(shown.refusal)
            self.side.show_checks(())
            return
        laid = shown.seen.laid
        self.canvas.show_sheets(laid.sheets, laid.margins, keeps_place=is_same)
        self.side.settings.show_size(size_words(laid.sheets[0]))
        composed = self.composed
        assert composed is not None
        changes = None if shown.seen.changes is None else len(shown.seen.changes)
        lines = checks_of(
            composed.kind, shown.seen.made.paper.values, used=shown.seen.used, pages=len(laid.sheets), fonts=laid.fonts,
            unsupported=laid.unsupported, changes=changes,
        )  # fmt: skip
        self.side.show_checks(lines, self.show_changes)
        self._name_buttons()

    def _name_paper(self) -> None:
        """The head says which paper is seen: number, title and unit of its proposal."""
        composed = self.composed
        paper = composed.papers[self._at] if composed is not None and self._at < len(composed.papers) else None
        wanted = composed.subjects.get(paper.proposal_id or 0) if composed is not None and paper is not None else None
        if wanted is not None:
            words = "　".join(filter(None, (wanted.number, wanted.title, wanted.lead_units)))
        else:
            words = paper.stem if paper is not None else self.workspace.plenary_name if self.kind.about is About.PLENARY else ""
        room = self.width() - self.title.sizeHint().width() - sum(one.sizeHint().width() for one in self._head_buttons) - 80
        self.subtitle.setText(self.subtitle.fontMetrics().elidedText(words, Qt.TextElideMode.ElideRight, max(160, room)))
        self.subtitle.setToolTip(words)

    def _name_buttons(self) -> None:
        count, is_busy = len(self.sending.chosen()), self.workspace.jobs.is_busy
        why = "正在做别的任务" if is_busy else self.composed.refusal if self.composed is not None and self.composed.refusal else "没有选文书"
        self.side.name_buttons(0 if is_busy else count, why)
        for button in (self.word_button, self.pdf_button):
            button.setEnabled(count > 0 and not is_busy)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._left.setFixedWidth(self.kinds.sizeHint().width())
        self._name_paper()

    @property
    def folder(self) -> Path:
        """Where papers are written: what was chosen last, or 文书 in the data folder."""
        return Path(self.workspace.memory.text("papers", str(self.workspace.data_dir / "文书")))

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        brought = self.workspace.chosen
        if brought != self._brought and self.side.scope.way.currentData() == "chosen":
            self._brought = brought
            self.choose(brought)


def _kind_lines() -> list[HeadedLine]:
    """Every group with the kinds of papers in it."""
    lines: list[HeadedLine] = []
    for group in dict.fromkeys(kind.group for kind in PAPER_KINDS):
        kinds = (kind for kind in PAPER_KINDS if kind.group == group)
        lines += [HeadedLine("", group), *(HeadedLine(kind.key, kind.name, icon="proposal") for kind in kinds)]
    return lines
