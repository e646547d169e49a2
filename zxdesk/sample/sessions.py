"""The plenaries of the invented committee: names, windows, meetings and batches."""

from __future__ import annotations

from datetime import date, datetime, time

from zxdesk.sample.days import add_months, in_days, office_day
from zxdesk.sample.plans import BatchPlan, SessionPlan

DIGITS = "零一二三四五六七八九十"
FIRST_YEAR_OF_TENTH = 2025
STORY_DAY = (11, 16)
STORY_YEAR = 2026


def story_day(today: date) -> date:
    """The day the demonstration office stands at: the last 16 November that is not after today."""
    year = today.year if (today.month, today.day) >= STORY_DAY else today.year - 1
    return date(year, *STORY_DAY)


def plan_session(year: int, years: int = 0) -> SessionPlan:
    """The plenary of a year; ``years`` is how far the story is moved from its own time, names stay."""
    told = year - years
    term, number = 10 + (told - FIRST_YEAR_OF_TENTH) // 5, (told - FIRST_YEAR_OF_TENTH) % 5 + 1
    opens_on = _opening(year, told)
    cutoff_on = in_days(opens_on, 1)
    decided_on = in_days(opens_on, 13)
    name = f"{DIGITS[term]}届{DIGITS[number]}次"
    return SessionPlan(
        term=term,
        term_name=f"{DIGITS[term]}届",
        number=number,
        name=name,
        full_name=f"政协云溪县第{DIGITS[term]}届委员会第{DIGITS[number]}次会议",
        year=year,
        opens_on=opens_on,
        closes_on=in_days(opens_on, 2),
        window_opens_at=datetime.combine(add_months(opens_on, -3), time(0, 0)),
        cutoff_at=datetime.combine(cutoff_on, time(18, 0)),
        decided_on=decided_on,
        meeting=f"{name}会议提案审查委员会全体会议",
        batches=_batches(name, year, opens_on),
    )


def _opening(year: int, told: int) -> date:
    if told == STORY_YEAR + 1:
        return office_day(date(year, 1, 19))
    return office_day(date(year, 2, 25 if told % 2 == 0 else 18))


def _batches(name: str, year: int, opens_on: date) -> tuple[BatchPlan, ...]:
    assigned_on = in_days(opens_on, 23)
    return (
        BatchPlan("交办会", assigned_on, f"{name}会议提案交办会", f"云协办发〔{year}〕6号"),
        BatchPlan("补充交办", in_days(assigned_on, 145), "提案补充交办协调会", f"云协办发〔{year}〕17号"),
        BatchPlan("平时提案第一批", office_day(date(year, 8, 20)), "平时提案交办", f"云协办函〔{year}〕9号"),
        BatchPlan("平时提案第二批", office_day(date(year, 9, 22)), "平时提案交办", f"云协办函〔{year}〕12号"),
        BatchPlan("平时提案第三批", office_day(date(year, 10, 20)), "平时提案交办", f"云协办函〔{year}〕15号"),
    )
