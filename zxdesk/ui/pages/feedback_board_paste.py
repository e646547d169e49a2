"""Filling many forms from a block of WPS or Excel: read, looked at, recorded as one act."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date

from PySide6.QtWidgets import QVBoxLayout, QWidget

from zxdesk.queries.feedback_board import ANSWERS, FormRow
from zxdesk.services.batch import Item, Outcome, Verdict
from zxdesk.services.steps import step_named
from zxdesk.text.dates import parse_date
from zxdesk.text.normalise import clean_text, to_half_width
from zxdesk.ui.pages.feedback_board_entry import FormEntry
from zxdesk.ui.pages.feedback_board_model import COMMENT, KEYS, TITLES, BoardModel, Draft
from zxdesk.ui.passing import Dialog
from zxdesk.ui.prompts import dialog_foot
from zxdesk.ui.rows_view import RowsView
from zxdesk.ui.table import Column
from zxdesk.ui.widgets.labels import label
from zxdesk.ui.workspace import Workspace

COLUMNS = (
    Column("number", "号", 60), Column("proposer", "提案者", 100), Column("contact_answer", "面商", 90), Column("attitude", "态度", 76),
    Column("relevance", "针对性", 76), Column("result", "结果", 76), Column("returned_on", "收回", 90), Column("verdict", "结论", 220, stretch=True),
)  # fmt: skip


@dataclass
class Pasted:
    """One line of the block on the form it falls on: what it fills, what cannot be read of it, and as it was written."""

    form: FormRow
    draft: Draft = field(default_factory=dict)
    problems: list[str] = field(default_factory=list)
    written: Draft = field(default_factory=dict)


def read_block(model: BoardModel, row: int, column: int, text: str) -> list[Pasted]:
    """Lay tab-separated lines over the forms from a cell on; headings are passed over, cells without text change nothing."""
    lines = [line for line in clean_cells(text) if any(line)]
    forms = [form for at in range(max(row, 0), len(model.lines)) if (form := model.form_at(at)) is not None]
    found = []
    for form, cells in zip(forms, lines, strict=False):
        pasted = Pasted(form)
        for key, word in zip(KEYS[column : COMMENT + 1], cells, strict=False):
            if word:
                _read_cell(model, pasted, key, word)
        found.append(pasted)
    if len(lines) > len(forms) and found:
        found[-1].problems.append(f"粘贴的有 {len(lines)} 行，下面只有 {len(forms)} 份表，多出的没有填")
    return found


def clean_cells(text: str) -> list[list[str]]:
    """The cells of a block, line by line."""
    return [[clean_text(cell).strip() for cell in line.split("\t")] for line in text.replace("\r\n", "\n").split("\n")]


def _read_cell(model: BoardModel, pasted: Pasted, key: str, word: str) -> None:
    pasted.written[key] = word
    if key == "comment":
        pasted.draft[key] = word
    elif key == "returned_on":
        try:
            pasted.draft[key] = parse_date(word, today=model.today).isoformat()
        except ValueError as problem:
            pasted.problems.append(f"收回：{problem}")
    else:
        offered = model.words[pasted.form.plenary_id].of(key)
        plain = to_half_width(word)
        if plain.isdigit() and 1 <= int(plain) <= len(offered):
            pasted.draft[key] = offered[int(plain) - 1]
        elif word in offered:
            pasted.draft[key] = word
        else:
            pasted.problems.append(f"{TITLES[key]}没有“{word}”这一项，可填 {'、'.join(offered)}")


class PasteDialog(Dialog):
    """What of a pasted block will be recorded, what stays a draft, what is refused and why."""

    def __init__(self, workspace: Workspace, model: BoardModel, block: list[Pasted], day: date, entry: FormEntry, parent: QWidget | None) -> None:
        super().__init__(parent)
        self.workspace, self.model, self.entry, self.block = workspace, model, entry, block
        self.items: dict[int, Item] = {}
        self.drafts: list[Pasted] = []
        for pasted in block:
            self._sort(pasted, day)
        verdicts = workspace.door.rehearse_many(list(self.items.values())) if self.items else ()
        said: dict[int, Verdict] = dict(zip(self.items, verdicts, strict=True))
        self.refused = {key for key, verdict in said.items() if not verdict.is_done}
        count = len(self.items) - len(self.refused)
        self.setWindowTitle("粘贴征询意见")
        left = len(block) - count - len(self.drafts)
        head = label(f"粘贴的 {len(block)} 行：录入 {count} 份，留作草稿 {len(self.drafts)} 份，不能录 {left} 份", "title")
        head.setContentsMargins(16, 12, 16, 8)
        self.view = RowsView(COLUMNS, [self._line(pasted, said.get(pasted.form.id)) for pasted in block])
        self.view.setAccessibleName("粘贴的征询意见")
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(head)
        column.addWidget(self.view, 1)
        action = f"录入 {count} 份" if count else "留作草稿" if self.drafts else "关闭"
        column.addWidget(dialog_foot(self, action, "取消" if count or self.drafts else None, on_action=self.accept))
        self.resize(900, min(160 + 28 * len(block), 560))

    def accept(self) -> None:
        """Record what can be as one act; what is not whole becomes a draft."""
        for pasted in self.drafts:
            for key, word in pasted.draft.items():
                self.entry.put(pasted.form, key, word)
        items = {key: item for key, item in self.items.items() if key not in self.refused}
        if items:
            self.workspace.start_many("录入征询意见", list(items.values()), label=f"录入征询意见 {len(items)} 份", done=self._done(list(items)))
        super().accept()

    def _done(self, forms: list[int]) -> Callable[[Outcome], None]:
        def told(outcome: Outcome) -> None:
            for key, verdict in zip(forms, outcome.verdicts, strict=True):
                if verdict.is_done:
                    self.entry.forget(key)

        return told

    def _sort(self, pasted: Pasted, day: date) -> None:
        form = pasted.form
        if form.returned_on is not None:
            pasted.problems.append("这份已录入，要改的逐格改")
        elif not form.is_open:
            pasted.problems.append(f"现在是“{form.stage.label}”，不能录")
        whole = {key: self.model.answer(form, key) for key in ANSWERS} | self.model.draft(form) | pasted.draft
        if pasted.problems:
            return
        if not whole.get("attitude") or not whole.get("result"):
            if pasted.draft:
                self.drafts.append(pasted)
            else:
                pasted.problems.append("这一行是空的")
            return
        values: dict[str, object] = {**form.target, "returned_on": day.isoformat(), **{key: word for key, word in whole.items() if word}}
        self.items[form.id] = Item(step_named("feedback"), form.proposal_id, values)

    def _line(self, pasted: Pasted, verdict: Verdict | None) -> dict[str, object]:
        if pasted.problems:
            said = "不能录：" + "；".join(pasted.problems)
        elif verdict is None:
            missing = "、".join(TITLES[key] for key in ("attitude", "result") if not pasted.draft.get(key))
            said = f"留作草稿，还缺{missing}"
        else:
            said = "录入" if verdict.is_done else f"不能录：{verdict.sentence}"
        words = {key: word for key, word in pasted.draft.items() if key in ANSWERS}
        return {"id": pasted.form.id, "number": pasted.form.number, "proposer": pasted.form.proposer, "verdict": said, **pasted.written, **words}
