"""Drafts of the forms: kept while one types, offered when the form or the program is opened again."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt, QTimer, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QWidget

from zxdesk.domain.base import new_uid
from zxdesk.queries.drafts import DraftRow, drafts_at
from zxdesk.services.draft import discard_done_drafts, discard_draft, save_draft
from zxdesk.ui import prompts
from zxdesk.ui.draft_writer import DraftWriter
from zxdesk.ui.widgets.button import ActionButton
from zxdesk.ui.widgets.labels import IconLabel, label
from zxdesk.ui.workspace import Workspace

if TYPE_CHECKING:
    from zxdesk.ui.form import Form

PAUSE = 2000
"""Milliseconds without a key after which a draft is kept."""
LONGEST = 8000
"""Milliseconds of typing after which it is kept all the same. Source: reliability F14 (at most 10 s are lost)."""
LONG = 2000
"""Milliseconds a form that is left waits to know whether its draft was kept."""
SHORT = 200
"""Milliseconds a form that closes waits for its draft; a write that takes longer goes on without it."""


class DraftKeeper(QObject):
    """Keeps one form's typed fields as a draft until the form is saved; ``op_id`` is the act its saving has to be.

    Give ``op_id`` to the command that saves: a draft whose act is in history is never offered again.

    Signals: ``kept(str)`` with the words 草稿 14:31 已存, or why it was not kept.
    """

    kept = Signal(str)

    def __init__(
        self,
        workspace: Workspace,
        kind: str,
        key: object,
        form: Form,
        status: QLabel | None = None,
        *,
        title: str = "",
        proposal_id: int | None = None,
    ) -> None:
        super().__init__(form)
        self.workspace, self.kind, self.key, self.form = workspace, kind, str(key), form
        self.title, self.proposal_id = title, proposal_id
        self.op_id = new_uid()
        self._status = status
        self._is_kept = self._is_closed = False
        self._writer = DraftWriter.of(workspace)
        self._writer.written.connect(self._on_written)
        self._writer.failed.connect(self._on_failed)
        self._pause = QTimer(self, singleShot=True, interval=PAUSE)
        self._longest = QTimer(self, singleShot=True, interval=LONGEST)
        self._pause.timeout.connect(self.save_now)
        self._longest.timeout.connect(self.save_now)
        form.changed.connect(self._on_changed)

    def offered(self) -> list[DraftRow]:
        """Drafts of this form that were left behind, the newest first."""
        found: list[DraftRow] = self.workspace.read(drafts_at, self.kind, self.key, clerk=self.workspace.door.actor.name)
        return [row for row in found if row.op_id != self.op_id]

    def take_up(self, row: DraftRow) -> None:
        """Fill a draft in and go on with it: typed again, not applied."""
        self.op_id, self._is_kept = row.op_id or self.op_id, True
        self.form.restore(row.values)
        self._say(words_for(row.saved_at))

    def discard(self, row: DraftRow) -> None:
        """Throw a draft away."""
        self._writer.run("", discard_draft, row.kind, row.key, op_id_of_act=row.op_id)

    def save_now(self) -> None:
        """Keep what stands in the form now; an unchanged form keeps nothing."""
        self._pause.stop()
        self._longest.stop()
        if self._is_closed:
            return
        values = self.form.memo()
        if values:
            self._is_kept = True
            self._writer.run(
                self.op_id, save_draft, self.kind, self.key, values, op_id_of_act=self.op_id, title=self._words(),
                proposal_id=self.proposal_id, saved_at=self.workspace.door.now(),
            )  # fmt: skip
        elif self._is_kept:
            self._forget()

    def refusal(self) -> str:
        """Why what stands in the form could not be kept, after waiting for it; empty when it is kept or nothing was typed."""
        self.save_now()
        self._writer.wait(LONG)
        return self._writer.refusals.get(self.op_id, "") if self._is_kept else ""

    def leave(self) -> bool:
        """The form is left unsaved: keep what was typed and stop watching; True when there was something to keep."""
        self.save_now()
        has_typed = self._is_kept
        self._close()
        return has_typed

    def finish(self) -> None:
        """The form was saved: delete its draft and stop watching."""
        if self._is_kept:
            self._forget()
        self._close()

    def begin_again(self) -> None:
        """The form was saved and takes the next record: delete the draft, watch on under a new act."""
        self._pause.stop()
        self._longest.stop()
        if self._is_kept:
            self._forget()
        self.op_id = new_uid()

    def _words(self) -> str:
        """What the list of drafts says it is; a form that asks for a title is known by it."""
        own = self.form.editors["title"].text().strip() if "title" in self.form.editors and "《" not in self.title else ""
        return f"{self.title}《{own[:40]}》" if own else self.title

    def _forget(self) -> None:
        self._writer.run("", discard_draft, self.kind, self.key, op_id_of_act=self.op_id)
        self._is_kept = False
        self._say("")

    def _close(self) -> None:
        self._pause.stop()
        self._longest.stop()
        self._is_closed = True
        self._writer.wait(SHORT)

    def _on_changed(self) -> None:
        if self._is_closed:
            return
        self._pause.start()
        if not self._longest.isActive():
            self._longest.start()

    def _on_written(self, op_id: str, moment: object) -> None:
        if op_id == self.op_id and isinstance(moment, datetime) and self._is_kept:
            self._say(words_for(moment))

    def _on_failed(self, op_id: str, sentence: str) -> None:
        if op_id == self.op_id:
            self._say(f"草稿没有存上：{sentence}")

    def _say(self, words: str) -> None:
        if self._status is not None:
            self._status.setText(words)
        self.kept.emit(words)


class DraftOffer(QFrame):
    """A line above a form while a draft of it lies there: 有 14:31 的草稿 [填入] [丢弃]; hides when none is left."""

    def __init__(self, keeper: DraftKeeper, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._keeper = keeper
        self._rows = keeper.offered()
        self.setObjectName("notice")
        self.setProperty("tone", "plain")
        self.sentence = label("", wrap=True)
        self.take = ActionButton("填入", kind="link", clicked=self._on_take)
        self.drop = ActionButton("丢弃", kind="link", clicked=self._on_drop)
        row = QHBoxLayout(self)
        row.setContentsMargins(12, 3, 6, 3)
        row.setSpacing(8)
        row.addWidget(IconLabel("info", "accent"))
        row.addWidget(self.sentence, 1)
        row.addWidget(self.take)
        row.addWidget(self.drop)
        self._show_first()

    def stand_before_the_form(self) -> None:
        """Let Shift+Tab come here from the first field; to be said once everything stands in the dialog."""
        before: QWidget = next(iter(self._keeper.form.editors.values())).entry()
        while (at := before.previousInFocusChain()) is not None and (before := at).focusPolicy() == Qt.FocusPolicy.NoFocus:
            continue  # Qt takes no notice of those
        QWidget.setTabOrder(before, self.take)
        QWidget.setTabOrder(self.take, self.drop)

    def take_up(self, row: DraftRow) -> None:
        """Fill in this draft and stop offering; what is offered besides it comes up the next time."""
        self._rows = [other for other in self._rows if other.op_id != row.op_id]
        self._keeper.take_up(row)
        self.hide()

    def _show_first(self) -> None:
        self.setVisible(bool(self._rows))
        if self._rows:
            more = f"，另有 {len(self._rows) - 1} 份" if len(self._rows) > 1 else ""
            since = "这件提案后来又改过，填入后核对一遍。" if self._rows[0].is_outdated else ""
            self.sentence.setText(f"有{moment_words(self._rows[0].saved_at, self._keeper.workspace)}的草稿{more}。{since}")
            self.setAccessibleName(self.sentence.text())

    def _on_take(self) -> None:
        self.take_up(self._rows[0])
        self._keeper.form.focus_first()

    def _on_drop(self) -> None:
        if prompts.confirm_dropping(self.window()):
            self._keeper.discard(self._rows.pop(0))
            self._show_first()
        self._keeper.form.focus_first()


def offer(window: QWidget) -> bool:
    """Offer the clerk's unfinished forms when the program starts; True when one was opened. Nothing is applied.

    ``window`` is the main window; it carries the ``workspace``.
    """
    from zxdesk.ui.drafts_dialog import DraftsDialog, offered_drafts

    workspace: Workspace = window.workspace  # type: ignore[attr-defined]
    DraftWriter.of(workspace).run("", discard_done_drafts)
    rows = offered_drafts(workspace)
    return bool(rows) and DraftsDialog(workspace, rows, window).run()


def show_all(window: QWidget) -> None:
    """Show the unfinished forms when asked for, or say that there is none."""
    from zxdesk.ui.drafts_dialog import offered_drafts

    workspace: Workspace = window.workspace  # type: ignore[attr-defined]
    if offered_drafts(workspace):
        offer(window)
    else:
        workspace.said.emit("没有留下的草稿。", "done")


def words_for(moment: datetime) -> str:
    """草稿 14:31 已存."""
    return f"草稿 {moment.astimezone():%H:%M} 已存"


def moment_words(moment: datetime, workspace: Workspace) -> str:
    """A moment as one says it today: 今天 14:31, 5月13日 14:31, 2025-11-08 14:31."""
    local = moment.astimezone()
    if local.date() == workspace.today:
        return f" {local:%H:%M} "
    if local.year == workspace.today.year:
        return f" {local.month}月{local.day}日 {local:%H:%M} "
    return f" {local:%Y-%m-%d %H:%M} "
