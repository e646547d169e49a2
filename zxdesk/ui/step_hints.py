"""A word on a field of a step when the cursor leaves it: dates out of order, days to come, titles alike."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, timedelta
from typing import Any

from zxdesk.domain.field import Field
from zxdesk.queries.entry import EntryDays
from zxdesk.queries.similar import Similar, similar_titles
from zxdesk.services.step import Step
from zxdesk.ui.date_edit import Days
from zxdesk.ui.form import SoftCheck
from zxdesk.ui.form_fields import AHEAD
from zxdesk.ui.workspace import Workspace

ORDER = (
    ("received_on", "submitted_on"), ("delivered_on", "replied_on"), ("promised_on", "replied_on"), ("due_on", "assigned_on"),
    ("co_due_on", "assigned_on"), ("new_due_on", "requested_on"), ("planned_on", "signed_on"), ("next_on", "reminded_on"),
    ("notified_on", "decided_on"), ("answered_on", "sent_on"),
)  # fmt: skip
"""Pairs of days of one form: the first is not before the second."""
OF_FILE = {
    "reviewed_on": "received_on", "decided_on": "received_on", "notified_on": "received_on", "assigned_on": "filed_on",
    "signed_on": "assigned_on", "contacted_on": "assigned_on", "requested_on": "assigned_on", "reminded_on": "assigned_on",
    "replied_on": "assigned_on", "sent_on": "replied_on", "visited_on": "replied_on", "returned_on": "sent_on",
}  # fmt: skip
"""Days of a form that are not before a day of the file."""
FILE_DAYS = {"received_on": "收件日期", "filed_on": "立案日期", "assigned_on": "交办日期", "replied_on": "答复日期", "sent_on": "征询发出日期"}
BEFORE = timedelta(days=60)
"""A proposal may come in so long before its plenary opens; days without a year count from there."""


def days_of(workspace: Workspace, known: EntryDays) -> Days:
    """What the date fields know: today, the year meant in this plenary, the names of days off."""
    since = known.opens_on - BEFORE if known.opens_on is not None and known.opens_on - BEFORE <= workspace.today else None
    return Days(lambda: workspace.today, since, lambda day: known.names.get(day, ""))


def soft_check(workspace: Workspace, step: Step, fields: tuple[Field, ...], file: Mapping[str, Any] | None = None) -> SoftCheck:
    """What is worth a look in a step's form, beside the file it belongs to; nothing of it is forbidden here."""
    today = workspace.today
    labels = {field.name: field.label for field in fields}
    days = {field.name for field in fields if field.kind == "date"}

    def said(name: str, values: Mapping[str, object]) -> str:
        if name == "title" and step.scope == "new":
            return _alike(workspace, values.get("title"))
        day = values.get(name)
        if not isinstance(day, date):
            return ""
        for later, earlier in ORDER:
            first, second = values.get(earlier), values.get(later)
            if name in (later, earlier) and isinstance(first, date) and isinstance(second, date) and second < first:
                return f"{labels[later]} {_short(second)} 早于{labels[earlier]} {_short(first)}，核对一下。"
        known = str((file or {}).get(OF_FILE.get(name, "")) or "")
        if known and day.isoformat() < known:
            return f"{labels[name]} {_short(day)} 早于{FILE_DAYS[OF_FILE[name]]} {_short(date.fromisoformat(known))}，核对一下。"
        if name in days - AHEAD and day > today:
            return f"{labels[name]} {_short(day)} 还没有到，核对一下。"
        return ""

    return said


def _alike(workspace: Workspace, title: object) -> str:
    found: list[Similar] = workspace.read(similar_titles, str(title or ""), plenary_id=workspace.plenary_id)
    if not found:
        return ""
    first = f"{found[0].number}《{found[0].title}》（{found[0].proposers}）"
    return f"与{first}{f'等 {len(found)} 件' if len(found) > 1 else ''}案由相近，核对是不是重复。"


def _short(day: date) -> str:
    return f"{day.month}月{day.day}日"
