"""What is done with undertakings of the supervision board: remind their units at once, copy them, write them to a file."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path

from PySide6.QtCore import QTimer
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QWidget

from zxdesk import safe_file
from zxdesk.domain.errors import RuleError
from zxdesk.queries.supervise_board import Undertaking, as_lines
from zxdesk.services.batch import Item, Outcome
from zxdesk.services.steps import step_named
from zxdesk.ui import prompts
from zxdesk.ui.pages.board_preview import BatchPreview, Line
from zxdesk.ui.pages.record_dialog import with_choices
from zxdesk.ui.prompts import FormDialog
from zxdesk.ui.workspace import Workspace

MARK = "\ufeff"
"""WPS and Excel take a file for UTF-8 by this sign."""


class Reminding:
    """催办 of many undertakings: way and day are asked once, then every one is tried, then all go into the register as one act."""

    def __init__(self, workspace: Workspace, parent: QWidget, done: Callable[[], object]) -> None:
        self._workspace, self._parent, self._done = workspace, parent, done
        self.form: FormDialog | None = None
        self.preview: BatchPreview | None = None

    def start(self, undertakings: Sequence[Undertaking]) -> None:
        """Ask how, with what would be reminded of in sight."""
        if not undertakings:
            self._workspace.said.emit("没有要催办的承办件。", "warning")
            return
        step = step_named("remind")
        self.form = FormDialog(
            f"催办{_whom(undertakings)} {len(undertakings)} 件", with_choices(self._workspace, step.fields), {},
            lambda values: QTimer.singleShot(0, self._parent, lambda: self._try(undertakings, values)),
            action_label="核对…", values={"person": self._workspace.door.actor.name}, parent=self._parent,
        )  # fmt: skip
        self.form.open()

    def _try(self, undertakings: Sequence[Undertaking], values: dict[str, object]) -> None:
        step = step_named("remind")
        items = [Item(step, one.proposal_id, {**values, "unit": f"#{one.id}"}) for one in undertakings]
        lines = [Line(one.number, one.title, f"{one.unit}（{one.role_label}）{one.light_words}") for one in undertakings]
        self.preview = BatchPreview(
            self._workspace, self._parent, verb="催办", title=f"催办{_whom(undertakings)}", note=f"方式：{values.get('way')}。",
            items=items, lines=lines, words_head="承办单位和期限", go=lambda good: self._go(good, undertakings),
        )  # fmt: skip
        self.preview.open()

    def _go(self, items: list[Item], undertakings: Sequence[Undertaking]) -> None:
        title = f"催办 {len(items)} 件"
        self._workspace.start_many(title, items, label=f"{title}（{_whom(undertakings)}）", done=self._on_done)

    def _on_done(self, _outcome: Outcome) -> None:
        self._done()


def copy_lines(workspace: Workspace, undertakings: Sequence[Undertaking]) -> None:
    """Put the undertakings on the clipboard as tab-separated text with a head."""
    QGuiApplication.clipboard().setText(as_lines(undertakings))
    workspace.said.emit(f"已复制 {len(undertakings)} 件，可粘贴到 WPS 或 Excel。", "done")


def export_lines(workspace: Workspace, parent: QWidget, undertakings: Sequence[Undertaking]) -> Path | None:
    """Write the undertakings to a file the clerk names; None when he changed his mind or it cannot be written."""
    path = prompts.save_file(parent, "导出催办清单", f"催办清单{workspace.today:%Y%m%d}.txt", "制表符分隔的文本 (*.txt *.tsv)")
    if path is None:
        return None
    text = MARK + as_lines(undertakings)

    def check(part: Path) -> None:
        if part.read_text(encoding="utf-8") != text:
            raise RuleError(f"“{path.name}”写入后读回不一致。换一个位置再导出。", "path")

    try:
        safe_file.write_safely(path, lambda part: _write(part, text), check)
    except RuleError as error:
        prompts.tell(parent, error.message)
        return None
    workspace.said.emit(f"已导出 {len(undertakings)} 件：{path}", "done")
    return path


def _write(part: Path, text: str) -> None:
    part.write_text(text, encoding="utf-8", newline="")


def _whom(undertakings: Sequence[Undertaking]) -> str:
    units = list(dict.fromkeys(one.unit for one in undertakings))
    return units[0] if len(units) == 1 else f" {len(units)} 个单位"
