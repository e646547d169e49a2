"""A workbook's cells as plain values, read by the library and joined with the marks it does not tell."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta
from pathlib import Path
from typing import TYPE_CHECKING

from zxdesk.domain.errors import RuleError
from zxdesk.intake.guard import BROKEN, PASSWORD, kind_of
from zxdesk.intake.marks import MAX_BOX, SheetMarks
from zxdesk.intake.parts import scan_parts

if TYPE_CHECKING:
    from python_calamine import CalamineSheet, CalamineWorkbook

MAX_TEXT = 32_767
MAX_CHARACTERS = 100_000_000
MAX_EXACT = 10**15

Plain = str | int | float | bool | None | list[str]
"""A date is ["d", "2026-03-02"], a moment ["t", "2026-03-02T08:30:00"]: what JSON can carry."""


def read_file(path: Path) -> dict[str, object]:
    """The sheets of any readable file as plain values; RuleError, one sentence, for everything else."""
    kind = kind_of(path)
    if kind == "text":
        from zxdesk.intake.delimited import read_text

        return {"sheets": [read_text(path)]}
    marks = scan_parts(path, kind) if kind != "xls" else _old_marks(path)
    return {"sheets": _sheets(path, {sheet.name: sheet for sheet in marks}, needs_marks=kind != "xls")}


def _old_marks(path: Path) -> list[SheetMarks]:
    from zxdesk.intake.xls_marks import scan_records

    return scan_records(path.read_bytes())


def _sheets(path: Path, marks: dict[str, SheetMarks], *, needs_marks: bool) -> list[dict[str, object]]:
    import python_calamine as calamine

    sheets = []
    try:
        with path.open("rb") as file, calamine.CalamineWorkbook.from_filelike(file) as workbook:
            for entry in workbook.sheets_metadata:
                if entry.typ != calamine.SheetTypeEnum.WorkSheet:
                    continue
                if needs_marks and entry.name not in marks:
                    raise RuleError(BROKEN)
                is_hidden = entry.visible != calamine.SheetVisibleEnum.Visible
                sheets.append(_sheet(workbook, entry.name, marks.pop(entry.name, None), is_hidden=is_hidden))
    except calamine.PasswordError as error:
        raise RuleError(PASSWORD) from error
    except calamine.CalamineError as error:
        raise RuleError(BROKEN) from error
    if marks and needs_marks:
        raise RuleError(f"工作表“{next(iter(marks))}”读不出来。{BROKEN}")
    return sheets


def _sheet(workbook: CalamineWorkbook, name: str, marks: SheetMarks | None, *, is_hidden: bool) -> dict[str, object]:
    sheet = workbook.get_sheet_by_name(name)
    marks = marks or SheetMarks(name)
    if not marks.merged:
        for (top, left), (bottom, right) in sheet.merged_cell_ranges or []:
            marks.merge((top, left, bottom, right))
    if sheet.total_height * sheet.total_width > MAX_BOX:
        raise RuleError(f"工作表“{name}”用到的范围过大。删去表格以外多余的行和列再导入。")
    return {
        "name": name,
        "hidden": is_hidden,
        "rows": _rows(sheet, marks),
        "merged": marks.merged,
        "formulas": sorted(marks.formulas),
        "faults": [[row, column, text] for (row, column), text in marks.faults.items()],
    }


def _rows(sheet: CalamineSheet, marks: SheetMarks) -> list[list[Plain]]:
    rows: list[list[Plain]] = []
    characters = 0
    for number, cells in enumerate(sheet.to_python(skip_empty_area=False)):
        row: list[Plain] = []
        for column, value in enumerate(cells):
            if type(value) is str:
                characters += len(value)
                if len(value) > MAX_TEXT:
                    marks.faults[number, column] = f"超过 {MAX_TEXT} 字"
                    value = value[:10]
                row.append(value or None)
            else:
                row.append(_plain(value, number, column, marks))
        while row and row[-1] is None:
            row.pop()
        rows.append(row)
        if characters > MAX_CHARACTERS:
            raise RuleError(f"工作表“{sheet.name}”的文字超过 1 亿字。分成几个文件再导入。")
    return rows


def _plain(value: object, row: int, column: int, marks: SheetMarks) -> Plain:
    if isinstance(value, bool):
        return value
    if isinstance(value, int | float):
        if not -MAX_EXACT < value < MAX_EXACT:
            marks.faults[row, column] = "是超过 15 位的数字，末几位已经不准"
            return None
        return int(value) if value == int(value) else value
    if isinstance(value, datetime):
        return ["t", value.isoformat()]
    if isinstance(value, date):
        return ["d", value.isoformat()]
    if isinstance(value, time):
        return value.isoformat("minutes")
    if isinstance(value, timedelta):
        return str(value)
    return None
