"""Unit names in the narrow head of a column."""

from __future__ import annotations

import pytest

from zxdesk.text.unit_names import brief_name, brief_names, two_lines


@pytest.mark.parametrize(
    ("short", "brief"),
    [("县住建局", "住建"), ("县委宣传部", "宣传部"), ("县委办", "县委办"), ("县生态环境分局", "生态环境"), ("团县委", "团县委"),
     ("城关街道", "城关街道"), ("县法院", "法院"), ("市发展改革委员会", "发展改革"), ("县委", "县委")],
)  # fmt: skip
def test_place_and_ending_go_and_what_tells_units_apart_stays(short: str, brief: str) -> None:
    assert brief_name(short) == brief


def test_two_units_that_would_look_alike_keep_their_short_names() -> None:
    assert brief_names(["县住建局", "市住建局", "县财政局"]) == ["县住建局", "市住建局", "财政"]


def test_long_names_stand_on_two_lines() -> None:
    assert two_lines("住建") == ("住建", "")
    assert two_lines("城管执法") == ("城管", "执法")
    assert two_lines("社会工作部") == ("社会", "工作部")
