"""Working days follow the State Council's notices and the office's own corrections."""

from __future__ import annotations

import subprocess
import sys
from datetime import date, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from zxdesk.domain.calendar import Day, WorkCalendar, seed_days

FIXED = settings(max_examples=100, deadline=None, derandomize=True)
SEED = seed_days()
CALENDAR = WorkCalendar(SEED)


@pytest.mark.parametrize(
    ("day", "is_workday", "name"),
    [
        (date(2026, 2, 17), False, "春节"),
        (date(2026, 2, 14), True, "春节调休上班"),
        (date(2026, 4, 6), False, "清明节"),
        (date(2026, 5, 9), True, "劳动节调休上班"),
        (date(2026, 10, 7), False, "国庆节"),
        (date(2015, 9, 3), False, "抗战胜利纪念日"),
        (date(2026, 3, 2), True, ""),
        (date(2026, 3, 7), False, ""),
    ],
)
def test_the_seed_knows_holidays_and_worked_weekends(day: date, is_workday: bool, name: str) -> None:
    assert CALENDAR.is_workday(day) is is_workday
    assert CALENDAR.name_of(day) == name


def test_the_seed_holds_only_days_that_differ_from_the_plain_week_and_names_them_in_chinese() -> None:
    assert all(day.is_workday == (day.on.weekday() >= 5) for day in SEED)
    assert all(day.name and not day.name.isascii() for day in SEED)
    assert {day.on.year for day in SEED} == set(range(2004, 2027))
    assert {day.on.year for day in seed_days(2025, 2025)} == {2025}


def test_the_seed_agrees_with_its_source_on_every_day() -> None:
    from chinese_calendar import is_workday

    day, wrong = date(2004, 1, 1), []
    while day <= date(2026, 12, 31):
        if CALENDAR.is_workday(day) != is_workday(day):
            wrong.append(day)
        day += timedelta(days=1)

    assert wrong == []


def test_ten_working_days_over_qingming_are_counted_as_on_the_notice() -> None:
    assert CALENDAR.add_working_days(date(2026, 3, 27), 10) == date(2026, 4, 13)
    assert CALENDAR.working_days_between(date(2026, 3, 27), date(2026, 4, 13)) == 10


def test_the_offices_own_day_overrides_the_seed() -> None:
    worked = Day(date(2026, 4, 6), is_workday=True, name="抗洪值守")
    free = Day(date(2026, 4, 7), is_workday=False, name="调整")
    own = WorkCalendar([*SEED, worked, free])

    assert own.is_workday(date(2026, 4, 6))
    assert not own.is_workday(date(2026, 4, 7))


def test_a_year_without_a_holiday_list_is_not_covered() -> None:
    assert CALENDAR.covers(2026)
    assert not CALENDAR.covers(2027)
    assert CALENDAR.missing_years(date(2026, 12, 1), date(2028, 1, 1)) == [2027, 2028]
    assert seed_days(2027, 2030) == []


def test_breaks_are_named_with_the_weekends_they_join() -> None:
    breaks = CALENDAR.breaks_between(date(2026, 1, 30), date(2026, 5, 8))

    assert [str(one) for one in breaks] == ["春节 2月15日–23日", "清明节 4月4日–6日", "劳动节 5月1日–5日"]
    assert str(CALENDAR.breaks_between(date(2025, 1, 25), date(2025, 2, 6))[0]) == "春节 1月28日–2月4日"
    assert CALENDAR.breaks_between(date(2026, 3, 2), date(2026, 3, 20)) == []


def test_a_calendar_without_any_working_day_is_a_mistake_not_a_hang() -> None:
    start = date(2026, 1, 1)
    idle = WorkCalendar(Day(start + timedelta(days=n), is_workday=False, name="放假") for n in range(3_100))

    with pytest.raises(ValueError, match="no working day"):
        idle.next_workday(start)


@FIXED
@given(st.dates(date(2004, 1, 1), date(2026, 9, 1)), st.integers(1, 60))
def test_counting_forward_and_between_agree(start: date, n: int) -> None:
    due = CALENDAR.add_working_days(start, n)

    assert CALENDAR.is_workday(due)
    assert CALENDAR.working_days_between(start, due) == n
    assert CALENDAR.working_days_between(due, start) == -n
    assert CALENDAR.add_working_days(start, n - 1) < due


@FIXED
@given(st.dates(date(2004, 1, 1), date(2026, 12, 31)))
def test_the_next_working_day_is_the_first_one(on: date) -> None:
    found = CALENDAR.next_workday(on)

    assert CALENDAR.is_workday(found)
    assert not any(CALENDAR.is_workday(on + timedelta(days=n)) for n in range((found - on).days))


def test_the_holiday_library_is_loaded_only_for_seeding() -> None:
    code = "import sys, zxdesk.domain.calendar; raise SystemExit('chinese_calendar' in sys.modules)"

    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0
