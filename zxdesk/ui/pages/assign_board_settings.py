"""批次设置: how the batch to come is called, numbered and dated, and its deadlines where the clerk fixes them."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import cast

from PySide6.QtWidgets import QWidget

from zxdesk.domain.errors import RuleError
from zxdesk.domain.field import Field
from zxdesk.ui.pages.assign_board_plan import AssignPlan, BatchPlan
from zxdesk.ui.prompts import FormDialog
from zxdesk.ui.table import shown

FIELDS = (
    Field("batch", "批次", required=True),
    Field("document_number", "交办文号"),
    Field("meeting", "交办会议"),
    Field("assigned_on", "交办日期", "date", required=True),
    Field("due_on", "答复期限", "date", help="留空按规则计算"),
    Field("co_due_on", "会办期限", "date", help="留空按规则计算"),
)


class BatchSettings(FormDialog):
    """The form; ``taken`` gets the settings once they hold."""

    def __init__(self, plan: AssignPlan, taken: Callable[[BatchPlan], object], *, parent: QWidget) -> None:
        values: dict[str, object] = dict(vars(plan.settings)) | {"batch": plan.batch_name, "assigned_on": plan.assigned_on}
        self._plan, self._taken = plan, taken
        known = {name: value for name, value in values.items() if value}
        super().__init__("批次设置", FIELDS, {}, self._take, action_label="用这些设置", values=known, parent=parent)

    def _take(self, values: dict[str, object]) -> None:
        settings = BatchPlan(
            str(values.get("batch") or ""), str(values.get("document_number") or ""), str(values.get("meeting") or ""),
            *(cast("date | None", values.get(name)) for name in ("assigned_on", "due_on", "co_due_on")),
        )  # fmt: skip
        self._taken(checked(settings, self._plan))


def checked(settings: BatchPlan, plan: AssignPlan) -> BatchPlan:
    """The settings, where dates follow each other and a batch of that name has the same day. Raises ``RuleError``."""
    year, day = plan.today.year, settings.assigned_on
    if day is None:
        raise RuleError("交办日期还没有填。", "assigned_on")
    for name, word, due in (("due_on", "答复期限", settings.due_on), ("co_due_on", "会办期限", settings.co_due_on)):
        if due is not None and due < day:
            raise RuleError(f"{word} {shown(due, year=year)} 早于交办日期 {shown(day, year=year)}；改正其中一个。", name)
    before = plan.board.batches.get(settings.batch)
    if before is not None and before != day:
        said = shown(before, year=year)
        raise RuleError(f"“{settings.batch}”是 {said} 交办的批次。换个名称，或把交办日期改为 {said} 并入该批。", "batch")
    return settings
