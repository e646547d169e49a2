"""The native charts of a sheet: flat, one hue a series, numbers written out where there are few, a legend only for several series."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from zxdesk.reports.pen import number_format
from zxdesk.reports.sheet_plan import CHART_GAP_POINTS, SheetPlan
from zxdesk.reports.table import Chart, Column
from zxdesk.text.printable import printable

HUES = ("1B5E86", "C58A2B", "5E8C61", "A4553F", "7A6A9B", "4F9A9A", "8C7B5A", "B26E8E")
"""The colours of series and of slices, in turn."""

_MOST_LABELS, _FEW = 24, 5
_FONT = "黑体"
_GAP = 2.0
"""The room between two charts, in the sheet's units."""

_EMU_UNIT, _EMU_POINT = 66_675, 12_700
"""A unit of the sheet's widths (7 pixels) and a point, in the units of drawings."""


def add_charts(sheet: Any, plan: SheetPlan) -> None:
    """Put every chart of the plan into its row of an openpyxl sheet."""
    for row, charts in plan.chart_rows:
        share = plan.printed_width / len(charts)
        for at, chart in enumerate(charts):
            drawn = _drawn(sheet.title, plan, chart)
            drawn.anchor = _anchor(plan, row, (share * at, share * (at + 1) - _GAP))
            sheet.add_chart(drawn)


def _drawn(sheet_name: str, plan: SheetPlan, chart: Chart) -> Any:
    from openpyxl.chart import BarChart, LineChart, PieChart

    made: Any = {"bar": BarChart, "column": BarChart, "line": LineChart, "pie": PieChart}[chart.shape]()
    made.title = _title(chart.title)
    made.roundedCorners = False
    keys = chart.values[:1] if chart.shape == "pie" else chart.values
    columns = [plan.table.columns[plan.place(key)] for key in keys]
    shown = number_format(columns[0].kind, plan.table.decimals)
    has_labels = plan.drawn(chart) * len(columns) <= _MOST_LABELS
    for at, (column, name) in enumerate(zip(columns, plan.series_names(chart), strict=False)):
        made.series.append(_series(sheet_name, plan, chart, column, (at, name)))
    if chart.shape == "pie":
        _set_slices(made, plan.drawn(chart), shown)
        return made
    _set_axes(made, chart.shape, shown, plan.drawn(chart), has_labels=has_labels)
    if _are_parts(plan, chart, columns):
        made.y_axis.scaling.max = 1
    for series, column in zip(made.series, columns, strict=True):
        if has_labels:
            series.dLbls = _labels(number_format(column.kind, plan.table.decimals), "t" if chart.shape == "line" else "outEnd")
    if len(columns) > 1:
        made.legend.position = "b"
        made.legend.overlay = False
        made.legend.txPr = _text_style(1000)
    else:
        made.legend = None
    return made


def _are_parts(plan: SheetPlan, chart: Chart, columns: Sequence[Column]) -> bool:
    """Whether all that is drawn are shares of a whole, of which there is no more than all."""
    if any(column.kind != "share" for column in columns):
        return False
    drawn = [row[plan.place(column.key)] for row in plan.table.rows[: plan.drawn(chart)] for column in columns]
    return all(value <= 1 for value in drawn if isinstance(value, int | float))


def _series(sheet_name: str, plan: SheetPlan, chart: Chart, column: Column, named_at: tuple[int, tuple[str, int, int]]) -> Any:
    """A series with what it shows kept beside its cells, for programs that do not look there."""
    from openpyxl.chart.data_source import AxDataSource, NumData, NumDataSource, NumRef, NumVal, StrData, StrRef, StrVal
    from openpyxl.chart.series import Series, SeriesLabel

    order, (name, at_column, at_row) = named_at
    count, labels, values = plan.drawn(chart), plan.place(chart.labels), plan.place(column.key)
    rows = plan.table.rows[:count]
    texts = [StrVal(idx=at, v=printable(str(row[labels] or ""))) for at, row in enumerate(rows)]
    numbers = [NumVal(idx=at, v=repr(row[values])) for at, row in enumerate(rows) if isinstance(row[values], int | float)]
    shown = number_format(column.kind, plan.table.decimals)
    named = StrRef(f=_cells(sheet_name, at_column, [(at_row, at_row)]), strCache=StrData(ptCount=1, pt=[StrVal(idx=0, v=printable(name))]))
    runs = plan.runs(count)
    series = Series(
        idx=order,
        order=order,
        tx=SeriesLabel(strRef=named),
        cat=AxDataSource(strRef=StrRef(f=_cells(sheet_name, labels, runs), strCache=StrData(ptCount=count, pt=texts))),
        val=NumDataSource(numRef=NumRef(f=_cells(sheet_name, values, runs), numCache=NumData(formatCode=shown, ptCount=count, pt=numbers))),
    )
    if chart.shape == "line":
        series.graphicalProperties.line.solidFill = HUES[order % len(HUES)]
        series.graphicalProperties.line.width = 28_575
        series.smooth = False
    elif chart.shape != "pie":
        series.graphicalProperties.solidFill = HUES[order % len(HUES)]
        series.invertIfNegative = False
    return series


def _set_slices(pie: Any, count: int, shown: str) -> None:
    """Each slice says its name and its value as the table has it, so that it needs no legend and no share is reckoned twice."""
    from openpyxl.chart.series import DataPoint

    series = pie.series[0]
    for at in range(count):
        point = DataPoint(idx=at)
        point.graphicalProperties.solidFill = HUES[at % len(HUES)]
        series.dPt.append(point)
    series.dLbls = _labels(shown, "outEnd")
    series.dLbls.showCatName, series.dLbls.separator = True, " "
    pie.legend = None


def _set_axes(made: Any, shape: str, shown: str, count: int, *, has_labels: bool) -> None:
    """Axes are said to be there, since programs hide what is not said; values written out need no scale beside them."""
    names, values = made.x_axis, made.y_axis
    names.delete, values.delete = False, has_labels
    names.txPr, values.txPr = _text_style(900), _text_style(900)
    names.tickLblPos, names.majorTickMark, values.majorTickMark = "low", "none", "none"
    values.number_format, values.numFmt.sourceLinked = shown, False
    values.scaling.min = 0
    if has_labels:
        values.majorGridlines = None
    else:
        values.majorGridlines.spPr = _thin_line()
    if shape == "line":
        return
    made.type = "bar" if shape == "bar" else "col"
    made.gapWidth, made.overlap = (60 if count > _FEW else 150), 0
    if shape == "bar":
        names.scaling.orientation = "maxMin"
        values.crosses = "max"


def _labels(shown: str, position: str) -> Any:
    from openpyxl.chart.label import DataLabelList

    labels = DataLabelList()
    labels.numFmt, labels.position = shown, position
    labels.showVal = True
    labels.showLegendKey = labels.showCatName = labels.showSerName = labels.showPercent = labels.showBubbleSize = False
    labels.txPr = _text_style(900)
    return labels


def _title(text: str) -> Any:
    from openpyxl.chart.text import RichText, Text
    from openpyxl.chart.title import Title
    from openpyxl.drawing.text import Paragraph, ParagraphProperties, RegularTextRun

    style = _characters(1200)
    run = RegularTextRun(rPr=style, t=printable(text))
    return Title(tx=Text(rich=RichText(p=[Paragraph(pPr=ParagraphProperties(defRPr=style), r=[run])])), overlay=False)


def _text_style(size: int) -> Any:
    from openpyxl.chart.text import RichText
    from openpyxl.drawing.text import Paragraph, ParagraphProperties

    style = _characters(size)
    return RichText(p=[Paragraph(pPr=ParagraphProperties(defRPr=style), endParaRPr=style)])


def _characters(size: int) -> Any:
    from openpyxl.drawing.text import CharacterProperties, Font

    return CharacterProperties(sz=size, b=False, latin=Font(typeface=_FONT), ea=Font(typeface=_FONT))


def _thin_line() -> Any:
    from openpyxl.chart.shapes import GraphicalProperties
    from openpyxl.drawing.line import LineProperties

    return GraphicalProperties(ln=LineProperties(solidFill="D9DEDC", w=6_350))


def _cells(sheet_name: str, column: int, runs: Sequence[tuple[int, int]]) -> str:
    """The cells of a column in these rows; several runs stand in brackets."""
    from openpyxl.utils import get_column_letter, quote_sheetname

    letter = get_column_letter(column + 1)
    parts = [f"{quote_sheetname(sheet_name)}!${letter}${first}" + (f":${letter}${last}" if last > first else "") for first, last in runs]
    return parts[0] if len(parts) == 1 else f"({','.join(parts)})"


def _anchor(plan: SheetPlan, row: int, sides: tuple[float, float]) -> Any:
    """Where a chart stands: within its row, from side to side in the sheet's units; it grows with its cells, whatever font measures them."""
    from openpyxl.drawing.spreadsheet_drawing import AnchorMarker, TwoCellAnchor

    left, right = (_column_at(plan.widths, side) for side in sides)
    return TwoCellAnchor(
        editAs="twoCell",
        _from=AnchorMarker(col=left[0], colOff=left[1], row=row - 1, rowOff=CHART_GAP_POINTS * _EMU_POINT),
        to=AnchorMarker(col=right[0], colOff=right[1], row=row, rowOff=0),
    )


def _column_at(widths: Sequence[float], side: float) -> tuple[int, int]:
    """The column at so many units from the left, and how far into it."""
    for at, width in enumerate(widths):
        if side <= width:
            return at, int(side * _EMU_UNIT)
        side -= width
    return len(widths) - 1, 0
