"""Dates as people write them, read into dates."""

from __future__ import annotations

import re
from datetime import date, datetime, timedelta

from zxdesk.text.normalise import clean_line, to_half_width

EXCEL_SERIALS = range(30_000, 80_001)
"""Day numbers of a worksheet taken for dates: 1982-02-18 to 2119-01-10."""

_EXCEL_EPOCH = date(1899, 12, 30)
_DAY_WORDS = {"前天": -2, "昨天": -1, "昨日": -1, "今天": 0, "今日": 0, "当天": 0, "当日": 0, "明天": 1, "明日": 1, "后天": 2}
_DAYS_AWAY = re.compile(r"([+-])\s*(\d{1,3})\s*天?")
_DAYS_WORDS = re.compile(r"(\d{1,3})\s*天(前|后)")
_WEEKDAY = re.compile(r"(上上|上|本|这|下|下下)?(?:个?星期|个?礼拜|周)([一二三四五六日天])")
_WEEKS = {"上上": -2, "上": -1, "本": 0, "这": 0, "": 0, "下": 1, "下下": 2}
_TIME = re.compile(r"[\sT]*\d{1,2}[:时]\d{1,2}分?(:\d{1,2}(\.\d+)?)?$|[\sT]*\d{1,2}时$")
_REMARK = re.compile(r"\([^)]*\)|(星期|周)[一二三四五六日天]$")
_YEAR_MONTH_DAY = re.compile(r"(\d{4}|\d{2})\s*[-./年]\s*(\d{1,2})\s*[-./月]\s*(\d{1,2})\s*[日号]?")
_EIGHT_DIGITS = re.compile(r"((?:19|20|21)\d{2})(\d{2})(\d{2})")
_MONTH_DAY = re.compile(r"(\d{1,2})\s*[-./月]\s*(\d{1,2})\s*[日号]?")
_FOUR_DIGITS = re.compile(r"(\d{2})(\d{2})")
_CHINESE_DATE = re.compile(
    r"(?:([〇零○一二三四五六七八九]{4})年)?([一二三四五六七八九十]{1,3})月([一二三四五六七八九十]{1,3})[日号]"
)
_CHINESE_DIGITS = {char: number for number, char in enumerate("〇一二三四五六七八九")} | {"零": 0, "○": 0}


def parse_date(value: object, *, today: date, latest: date | None = None, since: date | None = None) -> date:
    """Return the day that ``value`` names; a date without a year is the first on or after ``since``, else of ``today``'s year.

    Reads 2026-03-02, 2026.3.2, 2026/3/2, 2026年3月2日, 20260302, 3.5, 3-5, 3月5日, 0305, 二〇二六年三月二日, 今天, 昨天, 明天, +3,
    3天后, 上周五, 周五, full-width digits, a worksheet's day number, dates and times. Raises ValueError with a Chinese sentence for
    anything else, for a day that does not exist, and for a day after ``latest``.
    """
    day = _read(value, today, since)
    if not 1900 <= day.year <= 2199:
        raise ValueError(f"“{value}”的年份不对。写成 1900 至 2199 年间的日期。")
    if latest is not None and day > latest:
        raise ValueError(f"{day.isoformat()} 晚于 {latest.isoformat()}。改为 {latest.isoformat()} 或以前的日期。")
    return day


def _read(value: object, today: date, since: date | None) -> date:
    if isinstance(value, datetime):
        return value.date()
    if isinstance(value, date):
        return value
    if isinstance(value, int | float) and not isinstance(value, bool):
        return _read_number(value, today)
    if isinstance(value, str):
        return _read_text(value, today, since)
    raise _not_a_date(value)


def _read_number(value: float, today: date) -> date:
    if not value >= 0 or value > 99_999_999:
        raise _not_a_date(value)
    if int(value) in EXCEL_SERIALS:
        return _EXCEL_EPOCH + timedelta(days=int(value))
    if value == int(value) and value >= 19_000_000:
        return _read_text(str(int(value)), today, None)
    raise _not_a_date(value)


def _read_text(value: str, today: date, since: date | None) -> date:
    text = to_half_width(clean_line(value)).replace("。", ".").replace("－", "-").strip()
    if (told := _told_from_today(value, text, today)) is not None:
        return told
    text = _TIME.sub("", _REMARK.sub("", text).strip()).strip()
    if re.fullmatch(r"\d{5}", text) and int(text) in EXCEL_SERIALS:
        return _EXCEL_EPOCH + timedelta(days=int(text))
    if found := _YEAR_MONTH_DAY.fullmatch(text) or _EIGHT_DIGITS.fullmatch(text):
        year, month, day = (int(part) for part in found.groups())
        return _day(value, year if year > 99 else 2000 + year, month, day)
    if found := _MONTH_DAY.fullmatch(text) or _FOUR_DIGITS.fullmatch(text):
        month, day = int(found[1]), int(found[2])
        return _day(value, _year_of(month, day, today, since), month, day)
    if found := _CHINESE_DATE.fullmatch(text):
        month, day = _chinese_number(found[2]), _chinese_number(found[3])
        year = int("".join(str(_CHINESE_DIGITS[char]) for char in found[1])) if found[1] else _year_of(month, day, today, since)
        return _day(value, year, month, day)
    raise _not_a_date(value)


def _told_from_today(value: str, text: str, today: date) -> date | None:
    """A day told by its distance from today: 昨天, +3, 3天后, 上周五, 周五 of this week."""
    away: int | None = _DAY_WORDS.get(text)
    if found := _DAYS_AWAY.fullmatch(text):
        away = int(found[2]) * (1 if found[1] == "+" else -1)
    elif found := _DAYS_WORDS.fullmatch(text):
        away = int(found[1]) * (1 if found[2] == "后" else -1)
    elif found := _WEEKDAY.fullmatch(text):
        away = 7 * _WEEKS[found[1] or ""] + "一二三四五六日".index(found[2].replace("天", "日")) - today.weekday()
    if away is None:
        return None
    try:
        return today + timedelta(days=away)
    except OverflowError:
        raise _not_a_date(value) from None


def _year_of(month: int, day: int, today: date, since: date | None) -> int:
    """The year meant where none is written."""
    if since is None:
        return today.year
    return since.year if (month, day) >= (since.month, since.day) else since.year + 1


def _chinese_number(text: str) -> int:
    tens, ten, ones = text.rpartition("十")
    value = _CHINESE_DIGITS.get(ones, 0) if len(ones) <= 1 else 99
    if ten:
        value += 10 * (_CHINESE_DIGITS.get(tens, 99) if tens else 1)
    return value


def _day(value: str, year: int, month: int, day: int) -> date:
    try:
        return date(year, month, day)
    except ValueError:
        raise ValueError(f"没有“{value.strip()}”这一天。核对月和日，写成 2026-03-02 或 3月2日。") from None


def _not_a_date(value: object) -> ValueError:
    return ValueError(f"“{str(value).strip()[:40]}”不是日期。写成 2026-03-02 或 3月2日。")
