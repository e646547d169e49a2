"""What the list of 今日 shows for each tile: its columns, its rows under the days they belong to."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from itertools import groupby

from zxdesk.queries.agenda_rows import AgendaRow
from zxdesk.ui.table import Column, Group

WEEKDAYS = "一二三四五六日"
DUE = Column("light_mark", "期限", 86, kind="light", sort="day")
NUMBER = Column("number", "提案号", 76)
TITLE = Column("title", "案由", 260, stretch=True, tip="title")
UNIT = Column("unit", "承办单位", 132, tip="unit", yields=2)
ROLE = Column("role_label", "角色", 58, kind="badge", yields=3)
WAITS = Column("waits", "等待", 78, yields=4)
PERSON = Column("person", "提案者", 100, tip="person", yields=1)
PHONE = Column("phone", "电话", 116, yields=4)
COLUMNS: dict[str, tuple[Column, ...]] = {
    "due_this_week": (DUE, NUMBER, TITLE, UNIT, ROLE, WAITS),
    "overdue": (DUE, NUMBER, TITLE, UNIT, ROLE, WAITS),
    "handed_back": (
        Column("light_mark", "须答复", 86, kind="light", sort="day"), NUMBER, TITLE, UNIT,
        Column("waits", "建议", 110, tip="waits", yields=3), Column("reason", "退办理由", 150, tip="reason", yields=4),
    ),
    "to_review": (
        Column("number", "收件号", 92), TITLE, PERSON, Column("sector", "类别", 120, yields=3),
        Column("day", "收件日期", 84, kind="date", yields=2), Column("stage_label", "状态", 84, kind="badge"),
    ),
    "unsigned": (
        Column("person", "未会签人", 84), Column("sector", "界别", 90, yields=3), PHONE, Column("number", "收件号", 92), TITLE,
        Column("day", "邀请日期", 84, kind="date", yields=2),
    ),
    "forms_out": (DUE, NUMBER, TITLE, PERSON, PHONE, Column("reason", "并案", 84, yields=5)),
}  # fmt: skip
DAY_COLUMN = {"to_review": "stage_label", "unsigned": "day"}
"""The column that puts the list back under its groups; the light where nothing else is said."""
REMINDABLE = frozenset({"due_this_week", "overdue"})
EMPTY = {
    "due_this_week": "本周没有到期的承办件。", "overdue": "没有超期的承办件。", "handed_back": "没有退办申请。",
    "to_review": "没有待审查的提案。", "unsigned": "没有等着会签的委员。", "forms_out": "征询意见表都收回了。",
}  # fmt: skip
ORDERS = {"to_review": "按审查环节", "unsigned": "按邀请日期"}
WORDS = {"初审": "待初审", "复审": "待复审", "审定": "待审定", "补充": "退回补充"}


def grouped(key: str, rows: Sequence[AgendaRow], *, today: date, unit: str) -> list[object]:
    """The rows with a heading before those of each day, or of each stage of review."""
    listed: list[object] = []
    for head, members in groupby(rows, key=lambda row: WORDS.get(row.waits, row.waits) if key == "to_review" else row.day):
        within = list(members)
        title = head if isinstance(head, str) else day_words(head, today, after=" 邀请" if key == "unsigned" else "")
        listed += [Group(title, f"{len(within)} {unit}"), *within]
    return listed


def day_words(on: date | None, today: date, *, after: str = "") -> str:
    """A day as the heading of a group: 今天　5月13日 周三."""
    if on is None:
        return "没有期限" if not after else "没有写明日期"
    day = f"{on.month}月{on.day}日" if on.year == today.year else f"{on.year}年{on.month}月{on.day}日"
    near = {0: "今天", 1: "明天", -1: "昨天"}.get((on - today).days, "")
    return f"{f'{near}　' if near else ''}{day} 周{WEEKDAYS[on.weekday()]}{after}"


def as_lines(key: str, rows: Sequence[AgendaRow]) -> tuple[list[str], list[list[str]]]:
    """Heads and cells in words, as printed."""
    from zxdesk.ui.table import cell, shown

    columns = COLUMNS[key]
    words = [[row.light_words if c.kind == "light" else shown(cell(row, c.key)) for c in columns] for row in rows]
    days = [f"{shown(row.day)} {line[0]}".strip() if columns[0].kind == "light" else line[0] for row, line in zip(rows, words, strict=True)]
    return [column.title for column in columns], [[day, *line[1:]] for day, line in zip(days, words, strict=True)]
