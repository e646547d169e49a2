"""A year's holidays and 调休 workdays from a sheet of three columns: 日期, 安排, 名称."""

from __future__ import annotations

from datetime import date
from pathlib import Path

from zxdesk.domain.errors import RuleError
from zxdesk.intake.sheet import SheetRow, read_sheets
from zxdesk.text.dates import parse_date

DAY, KIND, NAME = "日期", "安排", "名称"
KINDS = {"上班": True, "放假": False, "休息": False, "调休": True, "调休上班": True}
EXAMPLE = "标题写“日期,安排,名称”，安排写“放假”或“上班”，如 2027-01-01,放假,元旦"

Days = tuple[tuple[date, bool, str], ...]


def read_holidays(path: Path, *, today: date) -> Days:
    """The days of a CSV or Excel file as (day, is worked, name); ``RuleError``, one sentence, when a row cannot be read."""
    days: dict[date, tuple[date, bool, str]] = {}
    for table in read_sheets(path, known=(DAY, KIND, NAME)):
        missing = [name for name in (DAY, KIND) if name not in table.headings]
        if missing:
            raise RuleError(f"“{path.name}”缺少“{'”“'.join(missing)}”一列。{EXAMPLE}。")
        for row in table.rows:
            day = _day(path, row, today)
            if day[0] in days and days[day[0]][1] != day[1]:
                raise RuleError(f"“{path.name}”第 {row.number} 行：{day[0]} 前面已写过另一种安排。留下一行再导入。")
            days[day[0]] = day
    if not days:
        raise RuleError(f"“{path.name}”里没有一天。{EXAMPLE}。")
    return tuple(days[key] for key in sorted(days))


def _day(path: Path, row: SheetRow, today: date) -> tuple[date, bool, str]:
    texts = {name: str(cell.value) for name in (KIND, NAME) if (cell := row.cells.get(name)) is not None and cell.value is not None}
    where = f"“{path.name}”第 {row.number} 行"
    cell = row.cells.get(DAY)
    if cell is None or cell.value is None:
        raise RuleError(f"{where}没有写日期。补上后再导入。")
    try:
        on = parse_date(cell.value, today=today)
    except ValueError as error:
        raise RuleError(f"{where}“{DAY}”：{error}") from error
    kind = texts.get(KIND, "").strip()
    if kind not in KINDS:
        raise RuleError(f"{where}“{KIND}”是“{kind}”。改为“放假”或“上班”。")
    return on, KINDS[kind], texts.get(NAME, "").strip()
