"""Where everything of a table stands on its sheet: head, rows under their sections, totals, notes and charts."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from itertools import groupby

from zxdesk.reports.fit import is_upright, line_count, printed_columns, room_of, stretched
from zxdesk.reports.table import Chart, Column, Table

TITLE_ROW, PERIOD_ROW, HEADING_ROW = 1, 2, 3
"""Rows of the title, of the period and of the first heading."""

LINK_COLUMN = 2
"""The column whose cells lead to other sheets, where a sheet has links."""

CHART_GAP_POINTS = 6
"""What stands over a chart within its row."""

_SIDE_BY_SIDE = 125.0
_LEAST_CHART_POINTS, _MOST_CHART_POINTS = 210, 400


@dataclass(frozen=True)
class Span:
    """A run of cells made one: first and last row, first and last column, all counted from 1."""

    top: int
    bottom: int
    left: int
    right: int


@dataclass(frozen=True)
class SheetPlan:
    """One table under the name of its sheet, alone or in a book; ``links`` are the sheets that the cells of ``LINK_COLUMN`` lead to, row by row."""

    name: str
    table: Table
    links: tuple[str, ...] = ()
    is_in_book: bool = False

    def called(self, at: int) -> str:
        """How a message calls a row of the table."""
        sheet = f"“{self.name}”表" if self.is_in_book else ""
        for column, value in zip(self.table.columns, self.table.rows[at], strict=True):
            if column.key == self.table.record and value:
                return f"{sheet}{column.title} {value} "
        return f"{sheet}第 {at + 1} 行"

    @cached_property
    def widths(self) -> list[float]:
        """The width of each column."""
        return stretched(self.table.columns)

    @cached_property
    def printed(self) -> int:
        """How many columns are printed."""
        return printed_columns(self.table.columns)

    @property
    def headed(self) -> int:
        """How many columns title, period and notes stand over."""
        return min(self.table.frozen, self.printed) or self.printed if self.table.pages_wide > 1 else self.printed

    @property
    def printed_width(self) -> float:
        """The width of what is printed."""
        return sum(self.widths[: self.printed])

    @property
    def is_portrait(self) -> bool:
        """Whether the page is held upright."""
        return self.table.pages_wide == 1 and is_upright(self.printed_width)

    @cached_property
    def last_heading(self) -> int:
        """The last row of the headings."""
        return HEADING_ROW + any(column.group for column in self.table.columns)

    @property
    def first_row(self) -> int:
        """The first row below the headings."""
        return self.last_heading + 1

    @cached_property
    def sections(self) -> dict[int, str]:
        """The headings across the table, by the row of the table they stand before."""
        if wrong := [at for at in self.table.sections if not 0 <= at <= len(self.table.rows)]:
            raise ValueError(f"sections before the rows {wrong} of a table of {len(self.table.rows)} rows")
        return dict(sorted(self.table.sections.items()))

    @cached_property
    def section_rows(self) -> tuple[int, ...]:
        """The rows of the sheet in which those headings stand."""
        return tuple(self.first_row + at + before for before, at in enumerate(self.sections))

    @property
    def last_row(self) -> int:
        """The last row before the totals."""
        return self.last_heading + len(self.table.rows) + len(self.sections)

    @cached_property
    def has_totals(self) -> bool:
        """Whether a row of totals stands below the rows."""
        return bool(self.table.rows) and any(column.total or column.ratio for column in self.table.columns)

    @property
    def total_row(self) -> int:
        """The row of the totals, where there is one."""
        return self.last_row + 1

    @cached_property
    def notes(self) -> tuple[str, ...]:
        """The lines below the table: the convention it counts by, then its notes."""
        convention = f"统计口径：{self.table.convention}" if self.table.convention else ""
        return tuple(text for text in (convention, *self.table.notes) if text)

    @property
    def first_note(self) -> int:
        """The row of the first line below the table."""
        return self.last_row + self.has_totals + 1

    @cached_property
    def chart_rows(self) -> tuple[tuple[int, tuple[Chart, ...]], ...]:
        """The rows of the charts, one or two in each. A row is as high as its charts, since no program prints a row over two pages."""
        charts = [chart for chart in self.table.charts if self.drawn(chart)]
        abreast = 2 if self.printed_width >= _SIDE_BY_SIDE and self.table.pages_wide == 1 else 1
        first = self.first_note + len(self.notes)
        return tuple((first + at, tuple(charts[start : start + abreast])) for at, start in enumerate(range(0, len(charts), abreast)))

    @property
    def end(self) -> int:
        """The last row of all."""
        return self.first_note - 1 + len(self.notes) + len(self.chart_rows)

    def drawn(self, chart: Chart) -> int:
        """How many rows of the table a chart draws, from the first one on; none where all is nothing."""
        count = min(len(self.table.rows), chart.most)
        places = [self.place(key) for key in chart.values]
        return count if any(isinstance(row[at], int | float) and row[at] for row in self.table.rows[:count] for at in places) else 0

    def runs(self, count: int) -> list[tuple[int, int]]:
        """The first and last rows of the sheet in which so many rows of the table stand, a run between each two sections."""
        starts = [0, *(at for at in self.sections if 0 < at < count)]
        above = [sum(before <= start for before in self.sections) for start in starts]
        return [
            (self.first_row + start + shift, self.first_row + end - 1 + shift)
            for start, end, shift in zip(starts, [*starts[1:], count], above, strict=True)
        ]

    def chart_points(self, charts: tuple[Chart, ...]) -> int:
        """How high the row of these charts is: bars need a line each."""
        bars = [70 + 17 * self.drawn(chart) * len(chart.values) for chart in charts if chart.shape == "bar"]
        return min(max([_LEAST_CHART_POINTS, *bars]), _MOST_CHART_POINTS)

    def place(self, key: str) -> int:
        """The place of a column, counted from 0."""
        return next(at for at, column in enumerate(self.table.columns) if column.key == key)

    def heading_row(self, column: Column) -> int:
        """The row in which the heading of a column is written; one without a group stands over both rows."""
        return self.last_heading if column.group else HEADING_ROW

    def series_names(self, chart: Chart) -> list[tuple[str, int, int]]:
        """What each column that is drawn is called, with the place and the row this is written in: its heading, or the group above like headings."""
        columns = self.table.columns
        drawn = [self.place(key) for key in chart.values]
        if len({columns[at].title for at in drawn}) == len(drawn):
            return [(columns[at].title, at, self.heading_row(columns[at])) for at in drawn]
        firsts = [next(place for place, column in enumerate(columns) if column.group == columns[at].group) for at in drawn]
        return [(columns[at].group, first, HEADING_ROW) for at, first in zip(drawn, firsts, strict=True)]

    def headings(self) -> Iterator[tuple[int, list[str]]]:
        """The rows of the headings with the text of each cell; a group is said in its first one."""
        columns = self.table.columns
        if self.last_heading > HEADING_ROW:
            before = ("", *(column.group for column in columns))
            yield (
                HEADING_ROW,
                [("" if one.group == left else one.group) if one.group else one.title for one, left in zip(columns, before, strict=False)],
            )
            yield self.last_heading, [column.title if column.group else "" for column in columns]
        else:
            yield HEADING_ROW, [column.title for column in columns]

    def heading_spans(self) -> Iterator[Span]:
        """The groups over their columns, and the headings that have none over both rows."""
        if self.last_heading == HEADING_ROW:
            return
        left = 1
        for group, columns in groupby(self.table.columns, key=lambda column: column.group):
            right = left + len(list(columns)) - 1
            if not group:
                yield from (Span(HEADING_ROW, self.last_heading, at, at) for at in range(left, right + 1))
            elif right > left:
                yield Span(HEADING_ROW, HEADING_ROW, left, right)
            left = right + 1

    def spans(self) -> Iterator[Span]:
        """All the cells made one."""
        across = (TITLE_ROW, PERIOD_ROW, *self.section_rows, *range(self.first_note, self.first_note + len(self.notes)))
        yield from (Span(row, row, 1, self.headed) for row in across if self.headed > 1)
        yield from self.heading_spans()

    def lines(self, text: str, size: int = 11) -> int:
        """How many lines a text takes over the columns that title and notes stand over."""
        return line_count(text, room_of(sum(self.widths[: self.headed]), size))
