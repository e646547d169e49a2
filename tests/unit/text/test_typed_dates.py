"""Whatever way a day is typed, the day meant is read; what is no day is refused in a sentence."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from zxdesk.text.dates import parse_date

TODAY = date(2026, 11, 16)  # a Monday
days = st.dates(date(1990, 1, 1), date(2100, 12, 31))
WIDE = {code: code + 0xFEE0 for code in range(0x21, 0x7F)}


@given(days, days)
def test_a_day_typed_with_its_year_is_that_day(day: date, today: date) -> None:
    y, m, d = day.year, day.month, day.day
    for typed in (f"{y}-{m:02}-{d:02}", f"{y}.{m}.{d}", f"{y}/{m}/{d}", f"{y}年{m}月{d}日", f"{y}{m:02}{d:02}", f"{y}-{m}-{d} 星期一"):
        assert parse_date(typed, today=today) == day, typed
        assert parse_date(typed.translate(WIDE), today=today) == day, typed


@given(days, st.dates(date(1991, 1, 1), date(2099, 12, 31)))
def test_a_day_typed_without_its_year_is_the_first_from_the_day_it_counts_from(day: date, since: date) -> None:
    for typed in (f"{day.month}.{day.day}", f"{day.month}-{day.day}", f"{day.month}/{day.day}", f"{day.month}月{day.day}日", f"{day:%m%d}"):
        try:
            read = parse_date(typed, today=since, since=since)
        except ValueError:
            assert (day.month, day.day) == (2, 29)  # there is none in that year
            continue
        assert (read.month, read.day) == (day.month, day.day)
        assert since <= read < since.replace(year=since.year + 1, day=min(since.day, 28)) + timedelta(days=4)


@given(st.integers(-400, 400), days)
def test_a_distance_counts_from_today(away: int, today: date) -> None:
    assert parse_date(f"{away:+d}", today=today) == today + timedelta(days=away)
    assert parse_date(f"{abs(away)}天{'后' if away >= 0 else '前'}", today=today) == today + timedelta(days=away)


@given(st.sampled_from("一二三四五六日"), days)
def test_a_weekday_is_in_the_week_it_is_said_to_be_in(name: str, today: date) -> None:
    monday = today - timedelta(days=today.weekday())
    for word, weeks in (("", 0), ("本", 0), ("上", -1), ("下", 1)):
        for week in ("周", "星期"):
            assert parse_date(f"{word}{week}{name}", today=today) == monday + timedelta(days=7 * weeks + "一二三四五六日".index(name))


@given(st.text(max_size=12))
def test_anything_else_is_refused_in_one_sentence_or_is_a_day(typed: str) -> None:
    refusal = ""
    try:
        year = parse_date(typed, today=TODAY).year
    except ValueError as problem:
        refusal = str(problem)
    assert refusal.endswith("。") if refusal else 1900 <= year <= 2199


@pytest.mark.parametrize(
    ("typed", "day"),
    [
        ("今天", TODAY), ("昨天", date(2026, 11, 15)), ("明天", date(2026, 11, 17)), ("前天", date(2026, 11, 14)), ("当日", TODAY),
        ("+3", date(2026, 11, 19)), ("＋３", date(2026, 11, 19)), ("-1", date(2026, 11, 15)), ("3天后", date(2026, 11, 19)),
        ("上周五", date(2026, 11, 13)), ("周五", date(2026, 11, 20)), ("下周一", date(2026, 11, 23)), ("上个星期天", date(2026, 11, 15)),
        ("3。5", date(2026, 3, 5)), ("３．５", date(2026, 3, 5)), ("三月五日", date(2026, 3, 5)),
    ],
)  # fmt: skip
def test_words_and_signs_people_use_are_read(typed: str, day: date) -> None:
    assert parse_date(typed, today=TODAY) == day


@pytest.mark.parametrize("typed", ["2.30", "13月1日", "0000", "+", "上周", "周八", "99999999"])
def test_what_is_no_day_is_refused(typed: str) -> None:
    with pytest.raises(ValueError, match=r"。$"):
        parse_date(typed, today=TODAY)
