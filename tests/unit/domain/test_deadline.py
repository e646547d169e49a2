"""Deadlines fall on the day the rule sets, and say why."""

from __future__ import annotations

from calendar import monthrange
from datetime import date, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from zxdesk.domain.calendar import Day, WorkCalendar, seed_days
from zxdesk.domain.deadline import Deadline, cap_extension, compute
from zxdesk.domain.errors import RuleError
from zxdesk.domain.rules import DeadlineRule

FIXED = settings(max_examples=100, deadline=None, derandomize=True)
CALENDAR = WorkCalendar(seed_days())
THREE_MONTHS = DeadlineRule("months", amount=3)
TEN_WORKING_DAYS = DeadlineRule("working_days", amount=10)
SIX_MONTHS = DeadlineRule("months", amount=6)
MAY_25 = DeadlineRule("fixed", month=5, day=25)


def _assigned(rule: DeadlineRule, start: date, calendar: WorkCalendar = CALENDAR) -> Deadline:
    return compute(rule, start=start, event="交办", calendar=calendar)


@pytest.mark.parametrize(
    ("rule", "start", "due", "why"),
    [
        (THREE_MONTHS, date(2026, 3, 2), date(2026, 6, 2), "2026-03-02 交办 + 3 个月 = 2026-06-02"),
        (THREE_MONTHS, date(2026, 11, 30), date(2027, 2, 28), "2026-11-30 交办 + 3 个月 = 2027-02-28（2月没有30日，取月末）"),
        (SIX_MONTHS, date(2023, 8, 31), date(2024, 2, 29), "2023-08-31 交办 + 6 个月 = 2024-02-29（2月没有31日，取月末）"),
        (TEN_WORKING_DAYS, date(2026, 3, 2), date(2026, 3, 16), "2026-03-02 交办 + 10 个工作日 = 2026-03-16"),
        (
            TEN_WORKING_DAYS,
            date(2026, 3, 27),
            date(2026, 4, 13),
            "2026-03-27 交办 + 10 个工作日（跳过 清明节 4月4日–6日）= 2026-04-13",
        ),
        (DeadlineRule("days", amount=30), date(2026, 3, 2), date(2026, 4, 1), "2026-03-02 交办 + 30 日 = 2026-04-01"),
        (MAY_25, date(2026, 3, 2), date(2026, 5, 25), "规则定为 5月25日，即 2026-05-25"),
        (MAY_25, date(2026, 5, 25), date(2026, 5, 25), "规则定为 5月25日，即 2026-05-25"),
        (MAY_25, date(2026, 6, 10), date(2027, 5, 25), "规则定为 5月25日，2026-06-10 交办时当年已过，即 2027-05-25"),
    ],
)
def test_a_deadline_and_its_reckoning(rule: DeadlineRule, start: date, due: date, why: str) -> None:
    assert _assigned(rule, start) == Deadline(due, why, None)


def test_months_do_not_move_off_a_day_off_unless_the_rule_says_so() -> None:
    rolling = DeadlineRule("months", amount=3, roll="next_workday")

    assert _assigned(THREE_MONTHS, date(2026, 7, 3)).due_on == date(2026, 10, 3)
    assert _assigned(rolling, date(2026, 7, 3)) == Deadline(
        date(2026, 10, 8), "2026-07-03 交办 + 3 个月 = 2026-10-03，逢星期六，顺延到 2026-10-08", None
    )
    assert "逢国庆节" in _assigned(rolling, date(2026, 7, 2)).why


def test_a_deadline_counted_through_a_year_without_holidays_warns() -> None:
    deadline = _assigned(TEN_WORKING_DAYS, date(2026, 12, 25))

    assert deadline.warning is not None
    assert deadline.warning.startswith("2027年的放假安排还没有录入")
    assert _assigned(THREE_MONTHS, date(2026, 12, 25)).warning is None


def test_entering_the_holidays_moves_the_deadline_and_takes_the_warning_away() -> None:
    entered = WorkCalendar([*seed_days(), Day(date(2027, 1, 1), is_workday=False, name="元旦")])

    before, after = _assigned(TEN_WORKING_DAYS, date(2026, 12, 25)), _assigned(TEN_WORKING_DAYS, date(2026, 12, 25), entered)
    assert (before.due_on, after.due_on) == (date(2027, 1, 8), date(2027, 1, 11))
    assert after.warning is None
    assert "跳过 元旦 1月1日–3日" in after.why


def test_the_twenty_ninth_of_february_is_clamped_in_other_years() -> None:
    rule = DeadlineRule("fixed", month=2, day=29)

    assert _assigned(rule, date(2026, 1, 5)).due_on == date(2026, 2, 28)
    assert _assigned(rule, date(2028, 1, 5)).due_on == date(2028, 2, 29)


def test_an_extension_may_reach_the_longest_term_and_no_further() -> None:
    start, due = date(2026, 3, 2), date(2026, 6, 2)

    latest = cap_extension(SIX_MONTHS, assigned_on=start, due_on=due, asked_on=date(2026, 9, 2), calendar=CALENDAR)
    assert latest.due_on == date(2026, 9, 2)
    with pytest.raises(RuleError, match=r"新期限 2026-09-03 超过最长期限（2026-03-02 交办 \+ 6 个月 = 2026-09-02）") as refused:
        cap_extension(SIX_MONTHS, assigned_on=start, due_on=due, asked_on=date(2026, 9, 3), calendar=CALENDAR)
    assert refused.value.field == "new_due_on"


def test_an_extension_must_lead_past_the_present_deadline() -> None:
    due = date(2026, 6, 2)

    with pytest.raises(RuleError, match="新期限 2026-06-02 不晚于现在的期限 2026-06-02"):
        cap_extension(SIX_MONTHS, assigned_on=date(2026, 3, 2), due_on=due, asked_on=due, calendar=CALENDAR)


RULES = st.one_of(
    st.builds(
        DeadlineRule,
        st.sampled_from(["months", "days", "working_days"]),
        st.integers(1, 60),
        roll=st.sampled_from(["none", "next_workday"]),
    ),
    st.dates(date(2024, 1, 1), date(2024, 12, 31)).map(lambda day: DeadlineRule("fixed", month=day.month, day=day.day)),
)


@FIXED
@given(RULES, st.dates(date(2004, 1, 1), date(2026, 12, 31)))
def test_a_deadline_never_precedes_its_start_and_ends_its_own_sentence(rule: DeadlineRule, start: date) -> None:
    deadline = _assigned(rule, start)

    assert deadline.due_on >= start
    assert deadline.due_on.isoformat() in deadline.why
    if rule.mode == "working_days" or rule.roll == "next_workday":
        assert CALENDAR.is_workday(deadline.due_on)


@FIXED
@given(st.integers(1, 60), st.dates(date(2004, 1, 1), date(2026, 12, 31)))
def test_months_keep_the_day_or_take_the_last_one(amount: int, start: date) -> None:
    due = _assigned(DeadlineRule("months", amount=amount), start).due_on

    assert (due.year * 12 + due.month) - (start.year * 12 + start.month) == amount
    assert due.day == min(start.day, monthrange(due.year, due.month)[1])


@FIXED
@given(RULES, st.dates(date(2004, 1, 1), date(2026, 12, 30)))
def test_a_later_start_never_gives_an_earlier_deadline(rule: DeadlineRule, start: date) -> None:
    assert _assigned(rule, start).due_on <= _assigned(rule, start + timedelta(days=1)).due_on
