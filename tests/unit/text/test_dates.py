"""Dates in any usual form are read; anything else is refused with a sentence."""

from __future__ import annotations

from datetime import date, datetime

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from zxdesk.text.dates import parse_date

FIXED = settings(max_examples=100, deadline=None, derandomize=True)
TODAY = date(2026, 6, 1)
SECOND_OF_MARCH = date(2026, 3, 2)


@pytest.mark.parametrize(
    "written",
    [
        "2026-03-02", "2026-3-2", "2026.3.2", "2026.03.02", "2026/3/2", "2026年3月2日", "2026 年 3 月 2 日", "20260302",
        "26.3.2",
        "3.2", "3-2", "3/2", "3月2日", "3月2号", "0302", "２０２６－０３－０２", "２０２６．３．２", "２０２６年３月２日",
        " 2026-03-02 ",
        "2026-03-02 10:30:00", "2026-03-02T10:30", "2026-03-02 9时", "2026年3月2日（星期一）", "2026-03-02 星期一",
        "二〇二六年三月二日", "三月二日", "46083", 46083, 46083.4375, 20260302, date(2026, 3, 2), datetime(2026, 3, 2, 23, 59),
    ],
)  # fmt: skip
def test_usual_forms_name_the_same_day(written: object) -> None:
    assert parse_date(written, today=TODAY) == SECOND_OF_MARCH


@pytest.mark.parametrize(
    ("word", "day"),
    [("前天", 30), ("昨天", 31), ("今天", 1), ("明天", 2), ("后天", 3)],
)
def test_words_are_counted_from_today(word: str, day: int) -> None:
    assert parse_date(word, today=TODAY).day == day


@pytest.mark.parametrize(("written", "day"), [("十二月三十一日", 31), ("十月十日", 10), ("三月二十二日", 22), ("五月二十号", 20)])
def test_days_written_in_chinese_figures(written: str, day: int) -> None:
    assert parse_date(written, today=TODAY).day == day


@pytest.mark.parametrize("written", ["2026-02-30", "13.5", "1350", "2月29日", "二月三十日", "2026-00-10", "2026"])
def test_a_day_that_does_not_exist_is_refused(written: str) -> None:
    with pytest.raises(ValueError, match=r"^没有“.+”这一天。核对月和日"):
        parse_date(written, today=TODAY)


@pytest.mark.parametrize(
    "written",
    ["", "  ", "尽快", "202603", "3.5.", "2026-03", "12月二十日", "#REF!", 3.5, -1, 5, True, None, float("nan"), float("inf")],
)
def test_what_is_no_date_is_refused_with_a_sentence(written: object) -> None:
    with pytest.raises(ValueError, match=r"不是日期。写成 2026-03-02 或 3月2日。$"):
        parse_date(written, today=TODAY)


def test_a_year_out_of_reason_is_refused() -> None:
    with pytest.raises(ValueError, match="年份不对"):
        parse_date("0206-03-02", today=TODAY)


def test_a_day_after_the_latest_is_refused_naming_both() -> None:
    with pytest.raises(ValueError, match="2026-06-02 晚于 2026-06-01"):
        parse_date("明天", today=TODAY, latest=TODAY)


@FIXED
@given(st.dates(min_value=date(1983, 1, 1), max_value=date(2118, 12, 31)))
def test_every_day_comes_back_from_every_form(day: date) -> None:
    for written in (
        day.isoformat(),
        f"{day.year}.{day.month}.{day.day}",
        f"{day.year}年{day.month}月{day.day}日",
        f"{day:%Y%m%d}",
        (day - date(1899, 12, 30)).days,
    ):
        assert parse_date(written, today=TODAY) == day
    assert parse_date(f"{day.month}月{day.day}日", today=day) == day


@FIXED
@given(st.one_of(st.text(), st.floats(), st.integers(), st.text("0123456789-./年月日一二十〇 ", max_size=12)))
def test_anything_gives_a_day_or_a_chinese_sentence(value: object) -> None:
    try:
        verdict = parse_date(value, today=TODAY).isoformat() + "。"
    except ValueError as refusal:
        verdict = str(refusal)
    assert verdict.endswith("。")
