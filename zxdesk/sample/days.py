"""Dates of the story: office days, never a weekend or one of the long holidays."""

from __future__ import annotations

import calendar
from datetime import date, timedelta
from functools import lru_cache
from random import Random

CLOSED = (((1, 1), (1, 3)), ((2, 15), (2, 23)), ((4, 4), (4, 6)), ((5, 1), (5, 5)), ((10, 1), (10, 8)))


@lru_cache(maxsize=20_000)
def office_day(day: date) -> date:
    """The day itself, or the next one on which an office works."""
    while day.weekday() >= 5 or any(first <= (day.month, day.day) <= last for first, last in CLOSED):
        day += timedelta(days=1)
    return day


def in_days(day: date, days: int) -> date:
    """The office day ``days`` calendar days later."""
    return office_day(day + timedelta(days=days))


def add_months(day: date, months: int) -> date:
    """The same day of a later month, or that month's last day."""
    month = day.month - 1 + months
    year, month = day.year + month // 12, month % 12 + 1
    return date(year, month, min(day.day, calendar.monthrange(year, month)[1]))


class Clock:
    """Moves forward through a story and never past the day the office stands at."""

    def __init__(self, start: date, today: date, rng: Random) -> None:
        self.day = min(start, today)
        self.today = today
        self._rng = rng

    def after(self, low: int, high: int) -> date:
        """Go ``low`` to ``high`` days on, to an office day, and return it."""
        self.day = min(in_days(self.day, self._rng.randint(low, high)), self.today)
        return self.day

    def to(self, day: date) -> date:
        """Go to a day unless it has passed."""
        self.day = min(max(self.day, office_day(day)), self.today)
        return self.day
