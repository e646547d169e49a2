"""Lights turn with the days left, and stopped or done work shows no urgency."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from zxdesk.domain.light import Light, light_of, most_urgent, words

TODAY = date(2026, 6, 1)


@pytest.mark.parametrize(
    ("left", "light", "text"),
    [
        (23, Light.GREEN, "剩 23 天"),
        (16, Light.GREEN, "剩 16 天"),
        (15, Light.YELLOW, "剩 15 天"),
        (1, Light.YELLOW, "剩 1 天"),
        (0, Light.YELLOW, "今天"),
        (-1, Light.RED, "超 1 天"),
        (-6, Light.RED, "超 6 天"),
    ],
)
def test_an_open_deadline(left: int, light: Light, text: str) -> None:
    due = TODAY + timedelta(days=left)

    assert light_of(due, today=TODAY, is_done=False, is_stopped=False) is light
    assert words(light, due, TODAY) == text


def test_the_days_of_yellow_come_from_the_rule_package() -> None:
    assert light_of(TODAY + timedelta(days=8), today=TODAY, yellow_days=7) is Light.GREEN
    assert light_of(TODAY + timedelta(days=7), today=TODAY, yellow_days=7) is Light.YELLOW


def test_done_is_blue_and_stopped_is_grey_even_when_overdue() -> None:
    late = TODAY - timedelta(days=9)

    assert light_of(late, today=TODAY, is_done=True) is Light.BLUE
    assert light_of(late, today=TODAY, is_stopped=True) is Light.GREY
    assert light_of(late, today=TODAY, is_done=True, is_stopped=True) is Light.GREY
    assert light_of(None, today=TODAY) is Light.GREY
    assert words(Light.BLUE, late, TODAY) == "已复"
    assert words(Light.BLUE, late, TODAY, state="办结") == "办结"
    assert words(Light.GREY, late, TODAY, state="并案") == "并案"
    assert words(Light.GREY, None, TODAY) == "—"


def test_a_row_shows_the_most_urgent_of_its_lights() -> None:
    assert most_urgent([Light.BLUE, Light.GREEN, Light.RED, Light.YELLOW]) is Light.RED
    assert most_urgent([Light.BLUE, Light.GREY, Light.GREEN]) is Light.GREEN
    assert most_urgent([]) is Light.GREY
    assert [light.value for light in Light] == ["红", "黄", "绿", "灰", "蓝"]
