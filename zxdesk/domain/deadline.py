"""Deadlines: the day something is due, and the sentence why it is that day."""

from __future__ import annotations

from calendar import monthrange
from dataclasses import dataclass
from datetime import date, timedelta

from zxdesk.domain.calendar import WorkCalendar
from zxdesk.domain.errors import RuleError
from zxdesk.domain.rule_values import DeadlineRule

_WEEKDAYS = "一二三四五六日"


@dataclass(frozen=True)
class Deadline:
    """The day, its reckoning in words, and a warning where the calendar behind it is not complete."""

    due_on: date
    why: str
    warning: str | None


def compute(rule: DeadlineRule, *, start: date, event: str, calendar: WorkCalendar) -> Deadline:
    """Return the deadline that ``rule`` sets for what began with ``event`` on ``start``.

    Months lead to the same day of the month, or its last; the start day is not counted; a fixed day already past lies in
    the next year. A day off moves the deadline only where the rule says so (source: domain §3).
    """
    if rule.mode == "months":
        due, why = _months(rule.amount, start, event)
    elif rule.mode == "days":
        due = start + timedelta(days=rule.amount)
        why = f"{start} {event} + {rule.amount} 日 = {due}"
    elif rule.mode == "working_days":
        due = calendar.add_working_days(start, rule.amount)
        breaks = calendar.breaks_between(start, due)
        skipped = f"（跳过 {'、'.join(str(one) for one in breaks)}）" if breaks else " "
        why = f"{start} {event} + {rule.amount} 个工作日{skipped}= {due}"
    else:
        due, why = _fixed(rule, start, event)
    first_due = due
    if rule.roll == "next_workday":
        due = calendar.next_workday(due)
    if due != first_due:
        reason = calendar.name_of(first_due) or f"星期{_WEEKDAYS[first_due.weekday()]}"
        why += f"，逢{reason}，顺延到 {due}"
    return Deadline(due, why, _warning(rule, start=start, due=due, calendar=calendar))


def cap_extension(
    rule: DeadlineRule, *, assigned_on: date, due_on: date, asked_on: date, calendar: WorkCalendar, field: str = "new_due_on"
) -> Deadline:
    """Return the latest day an extension may lead to, after checking that ``asked_on`` lies after ``due_on`` and not later.

    ``rule`` is the package's ``extension_max``: the whole time from the assignment, extensions included.
    Raises RuleError with ``field`` (source: domain §3, hard ones at most 6 months).
    """
    latest = compute(rule, start=assigned_on, event="交办", calendar=calendar)
    if asked_on <= due_on:
        raise RuleError(f"新期限 {asked_on} 不晚于现在的期限 {due_on}。改为 {due_on} 以后的日期。", field)
    if asked_on > latest.due_on:
        raise RuleError(f"新期限 {asked_on} 超过最长期限（{latest.why}）。改为 {latest.due_on} 或以前的日期。", field)
    return latest


def _months(amount: int, start: date, event: str) -> tuple[date, str]:
    years, month = divmod(start.month - 1 + amount, 12)
    year, month = start.year + years, month + 1
    last = monthrange(year, month)[1]
    due = date(year, month, min(start.day, last))
    note = f"（{month}月没有{start.day}日，取月末）" if start.day > last else ""
    return due, f"{start} {event} + {amount} 个月 = {due}{note}"


def _fixed(rule: DeadlineRule, start: date, event: str) -> tuple[date, str]:
    due = _day_of_year(start.year, rule)
    if due >= start:
        return due, f"规则定为 {rule.month}月{rule.day}日，即 {due}"
    due = _day_of_year(start.year + 1, rule)
    return due, f"规则定为 {rule.month}月{rule.day}日，{start} {event}时当年已过，即 {due}"


def _day_of_year(year: int, rule: DeadlineRule) -> date:
    return date(year, rule.month, min(rule.day, monthrange(year, rule.month)[1]))


def _warning(rule: DeadlineRule, *, start: date, due: date, calendar: WorkCalendar) -> str | None:
    """Say which years' holidays are missing, where the deadline rests on them."""
    if rule.mode != "working_days":
        start = due
        if rule.roll == "none":
            return None
    missing = calendar.missing_years(start, due)
    if not missing:
        return None
    return f"{'、'.join(f'{year}年' for year in missing)}的放假安排还没有录入，按星期一至星期五推算。录入后重新计算。"
