"""Lights: how urgent a deadline is, as a colour and in words."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from enum import Enum


class Light(Enum):
    """The five lights, the most urgent first (source: domain §6.6)."""

    RED = "红"
    YELLOW = "黄"
    GREEN = "绿"
    GREY = "灰"
    BLUE = "蓝"

    @property
    def urgency(self) -> int:
        """Return 0 for the most urgent light, rising."""
        return list(Light).index(self)


def light_of(
    due_on: date | None, *, today: date, is_done: bool = False, is_stopped: bool = False, yellow_days: int = 15
) -> Light:
    """Return the light of one deadline: green with more than ``yellow_days`` days left, yellow up to the day, red after it.

    Stopped, or without a deadline, is grey; done is blue.
    """
    if is_stopped:
        return Light.GREY
    if is_done:
        return Light.BLUE
    if due_on is None:
        return Light.GREY
    left = (due_on - today).days
    if left < 0:
        return Light.RED
    return Light.YELLOW if left <= yellow_days else Light.GREEN


def words(light: Light, due_on: date | None, today: date, *, state: str = "") -> str:
    """Return what stands beside the light: 剩 23 天, 今天, 超 6 天; for a stopped or done one its ``state`` (已复, 并案 …)."""
    if light is Light.BLUE:
        return state or "已复"
    if light is Light.GREY or due_on is None:
        return state or "—"
    left = (due_on - today).days
    if left == 0:
        return "今天"
    return f"剩 {left} 天" if left > 0 else f"超 {-left} 天"


def most_urgent(lights: Iterable[Light]) -> Light:
    """Return the light a row with several deadlines shows; grey when there are none."""
    return min(lights, key=lambda light: light.urgency, default=Light.GREY)
