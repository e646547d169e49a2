"""Table 13: undertakings handed back, put off and handled again: who asked when, why, and what was decided. Source: domain §2.2."""

from __future__ import annotations

from datetime import date
from typing import Any

from zxdesk.queries import handled_lists
from zxdesk.queries.handled_lists import Again, Line
from zxdesk.queries.year_source import YearSource
from zxdesk.reports.annual.counts import Lines
from zxdesk.reports.kind import ReportKind
from zxdesk.reports.table import Column, Table

COLUMNS = (
    Column("at", "序号", "integer", 5.5), Column("number", "提案号", width=7.5), Column("title", "案由", width=26),
    Column("unit", "承办单位", width=16),
    Column("role", "角色", width=5.5), Column("asked_on", "提出日期", "date", 11), Column("reason", "理由", width=26),
    Column("decision", "决定", width=7),
    Column("decided_on", "决定日期", "date", 11), Column("old", "原来", width=14), Column("new", "改为", width=16), Column("note", "说明", width=16),
)  # fmt: skip


def build_returns(source: YearSource) -> Table:
    """Three sections: 退办, 延期, 重新办理; a request a row."""
    lines = Lines(COLUMNS)
    parts = (("退办", _hand_backs(source)), ("延期", _extensions(source)), ("重新办理", _again(source)))
    for name, rows in parts:
        cases = len({behind for _values, behind in rows})
        granted = sum(values["decision"] == "同意" for values, _behind in rows)
        if rows:
            lines.head(f"{name}（{len(rows)} 件次，涉及 {cases} 件{f'，同意 {granted} 件次' if name != '重新办理' else ''}）")
        for at, (values, behind) in enumerate(rows, start=1):
            lines.add({"at": at, **values}, {"number": behind})
    return lines.table(
        source, "提案退办延期重办情况表", convention="退办、延期一行一次申请，已改派的也列；重新办理一行一个承办单位，以最近一次为准。",
        notes=tuple(f"没有{name}的提案。" for name, rows in parts if not rows), frozen=3, record="number",
    )  # fmt: skip


def _hand_backs(source: YearSource) -> list[tuple[dict[str, Any], str]]:
    heirs = source.read(handled_lists.successors)
    return [
        (
            _asked(row, row.is_accepted) | {
                "old": row.unit, "new": "原单位办理" if row.is_accepted is False else "、".join(heirs.get(row.assignment_id, ())),
                "note": _note(row, f"建议改派{row.suggested_unit}" if row.suggested_unit else ""),
            },
            f"proposal:{row.proposal_id}",
        )
        for row in source.read(handled_lists.hand_backs)
    ]  # fmt: skip


def _extensions(source: YearSource) -> list[tuple[dict[str, Any], str]]:
    return [
        (
            _asked(row, row.is_granted) | {
                "old": _day(row.old_due_on), "new": _day(row.new_due_on) if row.is_granted is not False else _day(row.old_due_on),
                "note": _note(row),
            },
            f"proposal:{row.proposal_id}",
        )
        for row in source.read(handled_lists.extensions)
    ]  # fmt: skip


def _again(source: YearSource) -> list[tuple[dict[str, Any], str]]:
    return [(_values_again(one), f"proposal:{one.row.proposal_id}") for one in source.read(handled_lists.handled_again)]


def _asked(row: Line, is_granted: bool | None) -> dict[str, Any]:
    return {
        "number": row.number, "title": row.title, "unit": row.unit, "role": row.role.label, "asked_on": row.requested_on, "reason": row.reason,
        "decision": "待决定" if is_granted is None else "同意" if is_granted else "不同意", "decided_on": row.decided_on,
    }  # fmt: skip


def _note(row: Line, wish: str = "") -> str:
    decided_by = f"{row.decided_by}决定" if row.decided_by else ""
    return "；".join(filter(None, (row.decision_note or wish, decided_by)))


def _values_again(one: Again) -> dict[str, Any]:
    row, before, after = one.row, one.before, one.after
    return {
        "number": row.number, "title": row.title, "unit": row.unit, "role": row.role.label, "asked_on": row.due_from, "reason": one.why,
        "decision": "重新办理", "old": _answered(before), "new": _answered(after) or "尚未再次答复",
        "note": f"第 {row.redo} 次重新办理" if row.redo > 1 else "",
    }  # fmt: skip


def _answered(reply: Line | None) -> str:
    if reply is None:
        return ""
    return f"{_day(reply.replied_on)}答复，{reply.reply_class}类" if reply.reply_class else f"{_day(reply.replied_on)}答复"


def _day(day: date | None) -> str:
    return f"{day.year}年{day.month}月{day.day}日" if day else ""


RETURNS = ReportKind("returns", "退办、延期、重办", build_returns)
