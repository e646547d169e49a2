"""The row of totals: each sum and share as a formula, and what it comes to."""

from __future__ import annotations

from typing import NamedTuple

from zxdesk.reports.cells import is_number
from zxdesk.reports.sheet_plan import SheetPlan
from zxdesk.reports.table import Column


class Total(NamedTuple):
    """A total as the sheet holds it: the formula without its equals sign, and its value, which is "" where a share has no base."""

    formula: str
    value: int | float | str


def totals(plan: SheetPlan) -> list[Total | None]:
    """Return for each column what stands in the row of totals."""
    return [_total(plan, column) for column in plan.table.columns]


def summed(plan: SheetPlan, key: str) -> int | float:
    """Return what the numbers of a column add up to; headings across the table and texts are no numbers."""
    at = plan.place(key)
    kind = plan.table.columns[at].kind
    numbers: list[int | float] = [value for row in plan.table.rows if is_number(value := row[at], kind)]  # type: ignore[misc]
    return sum(numbers)


def _total(plan: SheetPlan, column: Column) -> Total | None:
    if column.ratio is None:
        return Total(_sum(plan, column.key), summed(plan, column.key)) if column.total else None
    part, base = column.ratio
    counted = summed(plan, part)
    if isinstance(base, str):
        whole = summed(plan, base)
        formula = f'IF({_place(plan, base)}=0,"",{_place(plan, part)}/{_place(plan, base)})'
    else:
        whole = base
        formula = f"{_place(plan, part)}/{base}" if base else '""'
    return Total(formula, counted / whole if whole else "")


def _place(plan: SheetPlan, key: str) -> str:
    """The total of a column where it stands in the row, else its sum."""
    at = plan.place(key)
    return f"{_letter(at)}{plan.total_row}" if plan.table.columns[at].total else _sum(plan, key)


def _sum(plan: SheetPlan, key: str) -> str:
    letter = _letter(plan.place(key))
    return f"SUM({letter}{plan.first_row}:{letter}{plan.last_row})"


def _letter(at: int) -> str:
    from openpyxl.utils import get_column_letter

    return str(get_column_letter(at + 1))
