"""A sheet without its rows: columns, merged cells, what stays in sight, links, charts and the print set-up."""

from __future__ import annotations

from typing import Any

from zxdesk.reports.charts import add_charts
from zxdesk.reports.sheet_plan import LINK_COLUMN, SheetPlan


def set_up(sheet: Any, plan: SheetPlan) -> None:
    """Make an empty openpyxl sheet the frame of a table."""
    from openpyxl.utils import get_column_letter
    from openpyxl.worksheet.cell_range import CellRange

    sheet.title = plan.name
    for at, width in enumerate(plan.widths, start=1):
        sheet.column_dimensions[get_column_letter(at)].width = width
    for span in plan.spans():
        sheet.merged_cells.ranges.add(CellRange(min_row=span.top, max_row=span.bottom, min_col=span.left, max_col=span.right))
    sheet.freeze_panes = f"{get_column_letter(plan.table.frozen + 1)}{plan.first_row}"
    _set_links(sheet, plan)
    _set_print(sheet, plan)
    if plan.chart_rows:
        add_charts(sheet, plan)


def _set_links(sheet: Any, plan: SheetPlan) -> None:
    """Put a number where a link is, since openpyxl leaves out the link of an empty cell; the rows come in the place of these cells."""
    from openpyxl.utils import quote_sheetname
    from openpyxl.worksheet.hyperlink import Hyperlink

    for row, name in enumerate(plan.links, start=plan.first_row):
        cell = sheet.cell(row, LINK_COLUMN, row)
        cell._hyperlink = Hyperlink(ref=cell.coordinate, location=f"{quote_sheetname(name)}!A1")


def _set_print(sheet: Any, plan: SheetPlan) -> None:
    from openpyxl.utils import get_column_letter
    from openpyxl.worksheet.properties import PageSetupProperties

    table = plan.table
    sheet.print_area = f"A1:{get_column_letter(plan.printed)}{plan.end}"
    sheet.print_title_rows = f"1:{plan.last_heading}" if table.rows else None
    if table.frozen and table.pages_wide > 1:
        sheet.print_title_cols = f"A:{get_column_letter(table.frozen)}"
    sheet.page_setup.orientation, sheet.page_setup.paperSize = "portrait" if plan.is_portrait else "landscape", 9
    sheet.page_setup.fitToWidth, sheet.page_setup.fitToHeight = table.pages_wide, 0
    sheet.sheet_properties.pageSetUpPr = PageSetupProperties(fitToPage=True)
    sheet.print_options.horizontalCentered = True
    margins = sheet.page_margins
    margins.left, margins.right, margins.top, margins.bottom = 0.6, 0.6, 0.7, 0.8
    sheet.oddFooter.center.text = "第 &P 页，共 &N 页"
