"""The line at the foot of the window: office, plenary and rules at the left; progress, what is saved, backup, clerk at the right."""

from __future__ import annotations

from datetime import datetime

from PySide6.QtCore import QTimer
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QStatusBar, QWidget

from zxdesk import paths
from zxdesk.queries.office import office_head
from zxdesk.ui.progress import ProgressStrip
from zxdesk.ui.widgets.labels import IconLabel, label
from zxdesk.ui.workspace import Workspace

SHOWN_FOR = 8000


class StatusLine(QStatusBar):
    """Says where one works and whether all is saved; a routine success stands here for eight seconds."""

    def __init__(self, workspace: Workspace) -> None:
        super().__init__()
        self._workspace = workspace
        self.setSizeGripEnabled(False)
        self.setAccessibleName("状态")
        self.office, self.where, self.word = label(""), label(""), label("")
        self.saved, self.backup, self.clerk = label(""), label(""), label(f"经办 {workspace.door.actor.name}")
        self._tick = IconLabel("done", "green")
        self._tick.hide()
        self.unsaved = label("", "warning")
        self.unsaved.hide()
        self.progress = ProgressStrip(workspace.jobs)
        left: tuple[QWidget, ...] = (self.office, self.where, self.word)
        for shown in left:
            self.addWidget(shown)
        for shown in (self.progress, self.unsaved, self._saved_box(), self.backup, self.clerk):
            self.addPermanentWidget(shown)
        self._fade = QTimer(self, singleShot=True, interval=SHOWN_FOR)
        self._fade.timeout.connect(lambda: self.word.setText(""))
        self.progress.appeared.connect(self._fit)
        self.refresh()

    def refresh(self) -> None:
        """Read office, plenary and the last backup again."""
        head = self._workspace.read(office_head)
        self.office.setText(head.name if head else "")
        plenary = self._workspace.plenary_name if self._workspace.plenary_id is not None else "全部届次"
        self.where.setText(" · ".join(filter(None, (plenary, f"规则包 {head.rules_title}" if head and head.rules_title else ""))))
        self.backup.setText(self._last_backup())
        self._fit()

    def say(self, sentence: str) -> None:
        """Show a routine success for eight seconds."""
        self.word.setText(sentence)
        self._fit()
        self._fade.start()

    def show_saved(self, at: datetime) -> None:
        """Say when the last act was saved."""
        self.saved.setText(f"已保存 {at:%H:%M}")
        self._tick.show()

    def show_unsaved(self, what: str) -> None:
        """Say what stands changed and is not saved yet; empty when all is."""
        self.unsaved.setText(f"未保存：{what}" if what else "")
        self.unsaved.setVisible(bool(what))
        self.saved.setVisible(not what)
        self._tick.setVisible(not what and bool(self.saved.text()))
        self._fit()

    def _fit(self) -> None:
        """Where the line is short, what matters least gives way: backup, rules, office, clerk."""
        giving_way = [label for label in (self.clerk, self.office, self.where, self.backup) if label.text()]
        self.backup.setVisible(bool(self.backup.text()))
        standing = [self.word, self.unsaved, self.saved]
        used = sum(one.sizeHint().width() + 12 for one in standing if one.text() and not one.isHidden())
        used += self.progress.sizeHint().width() + 24 if not self.progress.isHidden() else 0
        for one in giving_way:
            used += one.sizeHint().width() + 12
            one.setVisible(used <= self.width())

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def _saved_box(self) -> QWidget:
        box = QWidget()
        row = QHBoxLayout(box)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        row.addWidget(self._tick)
        row.addWidget(self.saved)
        return box

    def _last_backup(self) -> str:
        """When the newest safe copy was made; nothing where there is none. Source: look §3."""
        folder = paths.backups_dir(self._workspace.data_dir)
        copies = [path.stat().st_mtime for path in folder.glob("*.db")] if folder.is_dir() else []
        if not copies:
            return ""
        made = datetime.fromtimestamp(max(copies))
        return f"今日备份 {made:%H:%M}" if made.date() == self._workspace.today else f"上次备份 {made.month}月{made.day}日"
