"""Working days: Monday to Friday, corrected by the statutory holidays and 调休 workdays the office keeps."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta

_ONE_DAY = timedelta(days=1)
_FURTHEST = 3_000
"""Days searched for the next working day, before a calendar without any is taken for a mistake."""

_NAMES = {
    "New Year's Day": "元旦",
    "Spring Festival": "春节",
    "Tomb-sweeping Day": "清明节",
    "Labour Day": "劳动节",
    "Dragon Boat Festival": "端午节",
    "National Day": "国庆节",
    "Mid-autumn Festival": "中秋节",
    "Anti-Fascist 70th Day": "抗战胜利纪念日",
}


@dataclass(frozen=True)
class Day:
    """A day that differs from the plain week: a holiday, or a Saturday or Sunday that is worked."""

    on: date
    is_workday: bool
    name: str


@dataclass(frozen=True)
class Break:
    """Consecutive days off with a holiday among them, as a notice names them: 清明节 4月4日–6日."""

    name: str
    first: date
    last: date

    def __str__(self) -> str:
        if self.first == self.last:
            return f"{self.name} {self.first.month}月{self.first.day}日"
        end = f"{self.last.day}日" if self.last.month == self.first.month else f"{self.last.month}月{self.last.day}日"
        return f"{self.name} {self.first.month}月{self.first.day}日–{end}"


class WorkCalendar:
    """The plain week with ``days`` laid over it; of two entries for one day the later one holds (the office's own)."""

    def __init__(self, days: Iterable[Day]) -> None:
        self._days = {day.on: day for day in days}
        self._years = {on.year for on, day in self._days.items() if not day.is_workday}

    def is_workday(self, on: date) -> bool:
        """Return whether offices work on that day."""
        listed = self._days.get(on)
        return listed.is_workday if listed else on.weekday() < 5

    def name_of(self, on: date) -> str:
        """Return the holiday's or 调休's name, or an empty text."""
        return self._days[on].name if on in self._days else ""

    def add_working_days(self, start: date, n: int) -> date:
        """Return the ``n``-th working day after ``start``; ``start`` itself is not counted, ``n`` 0 gives ``start``."""
        day = start
        for _ in range(n):
            day = self.next_workday(day + _ONE_DAY)
        return day

    def working_days_between(self, start: date, end: date) -> int:
        """Return the working days after ``start`` up to and with ``end``; negative when ``end`` lies before."""
        if end < start:
            return -self.working_days_between(end, start)
        return sum(self.is_workday(start + timedelta(days=n)) for n in range(1, (end - start).days + 1))

    def next_workday(self, on: date) -> date:
        """Return ``on`` if it is a working day, otherwise the first one after it."""
        for ahead in range(_FURTHEST):
            day = on + timedelta(days=ahead)
            if self.is_workday(day):
                return day
        raise ValueError(f"no working day within {_FURTHEST} days of {on}")

    def covers(self, year: int) -> bool:
        """Return whether the holidays of ``year`` have been entered (any holiday in it)."""
        return year in self._years

    def missing_years(self, start: date, end: date) -> list[int]:
        """Return the years from ``start`` to ``end`` without entered holidays."""
        return [year for year in range(start.year, end.year + 1) if not self.covers(year)]

    def breaks_between(self, start: date, end: date) -> list[Break]:
        """Return the holidays that take working days away after ``start`` up to ``end``, with the weekends they join."""
        breaks: list[Break] = []
        day = start + _ONE_DAY
        while day <= end:
            listed = self._days.get(day)
            if listed is None or listed.is_workday or day.weekday() >= 5:
                day += _ONE_DAY
                continue
            first = last = day
            while not self.is_workday(first - _ONE_DAY):
                first -= _ONE_DAY
            while not self.is_workday(last + _ONE_DAY):
                last += _ONE_DAY
            breaks.append(Break(listed.name, first, last))
            day = last + _ONE_DAY
        return breaks


def seed_days(first_year: int = 2004, last_year: int = 2026) -> list[Day]:
    """Return the days of those years that differ from Monday to Friday, named in Chinese.

    Source: the State Council's yearly notices, as kept by the chinese_calendar library (2004 to 2026). Years it does
    not know give nothing, so that ``WorkCalendar.covers`` says so.
    """
    from chinese_calendar import constants

    days = [
        Day(on, is_workday=False, name=_NAMES.get(name, "放假"))
        for on, name in constants.holidays.items()
        if on.weekday() < 5 and first_year <= on.year <= last_year
    ]
    days += [
        Day(on, is_workday=True, name=f"{_NAMES.get(name, '')}调休上班")
        for on, name in constants.workdays.items()
        if on.weekday() >= 5 and first_year <= on.year <= last_year
    ]
    return sorted(days, key=lambda day: day.on)
