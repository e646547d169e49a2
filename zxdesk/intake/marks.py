"""What a look at the raw file knows about a sheet and the reading library does not tell: merges, formulas, errors."""

from __future__ import annotations

from dataclasses import dataclass, field

from zxdesk.domain.errors import RuleError

MAX_ROWS = 200_000
MAX_COLUMNS = 512
MAX_CELLS = 2_000_000
MAX_BOX = 8_000_000
MAX_MERGED = 20_000
MAX_COVERED = 200_000

NOT_COMPUTED = "是公式，表里没有存算好的结果"

Area = tuple[int, int, int, int]
Place = tuple[int, int]


def letters(column: int) -> str:
    """The letters of a column counted from 0: 0 is A, 26 is AA."""
    name = ""
    column += 1
    while column:
        column, rest = divmod(column - 1, 26)
        name = chr(65 + rest) + name
    return name


@dataclass
class SheetMarks:
    """Places count rows and columns from 0; an area is (first row, first column, last row, last column)."""

    name: str
    merged: list[Area] = field(default_factory=list)
    formulas: set[Place] = field(default_factory=set)
    faults: dict[Place, str] = field(default_factory=dict)
    rows: int = 0
    columns: int = 0
    cells: int = 0
    covered: int = 0

    def count(self, row: int, column: int, *, cells: int = 1) -> None:
        """Counts cells ending at this place; RuleError beyond the limits of reliability §3.11."""
        self.cells += cells
        if row >= self.rows:
            self.rows = row + 1
        if column >= self.columns:
            self.columns = column + 1
        if row >= MAX_ROWS or column >= MAX_COLUMNS or self.cells > MAX_CELLS:
            self._refuse(row, column)

    def merge(self, place: Area) -> None:
        """Notes a merged area; RuleError when merged areas cover more cells than any ledger has."""
        top, left, bottom, right = place
        if bottom < top or right < left:
            top, bottom, left, right = min(top, bottom), max(top, bottom), min(left, right), max(left, right)
        self.merged.append((top, left, bottom, right))
        area = (bottom - top + 1) * (right - left + 1)
        self.covered += area
        if area > MAX_MERGED or self.covered > MAX_COVERED:
            where = f"{letters(left)}{top + 1}:{letters(right)}{bottom + 1}"
            raise RuleError(f"工作表“{self.name}”的合并单元格 {where} 范围过大。取消合并后再导入。")

    def close(self) -> None:
        """RuleError when the cells lie so far apart that the sheet would unfold into millions of empty ones."""
        if self.rows * self.columns > MAX_BOX:
            self._refuse(self.rows - 1, self.columns - 1)

    def _refuse(self, row: int, column: int) -> None:
        where = f"工作表“{self.name}”用到了 {letters(column)}{row + 1} 单元格"
        limits = f"超过 {MAX_ROWS // 10_000} 万行、{MAX_COLUMNS} 列、{MAX_CELLS // 10_000} 万格的上限"
        raise RuleError(f"{where}，{limits}。删去表格以外多余的行和列再导入。")
