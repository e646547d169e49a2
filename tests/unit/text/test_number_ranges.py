"""Numbers as people write them when they choose proposals."""

from __future__ import annotations

import pytest

from zxdesk.text.number_ranges import number_of, numbers_in, ranges_of, spans_of


@pytest.mark.parametrize(
    ("text", "numbers"),
    [("1-3、7", [1, 2, 3, 7]), ("0012", [12]), ("第3号，第５号", [3, 5]), ("2—4", [2, 3, 4]), ("", []), ("9至8", []), ("5 5、5", [5])],
)
def test_numbers_and_ranges_are_read_however_they_are_written(text: str, numbers: list[int]) -> None:
    assert numbers_in(text) == numbers


def test_numbers_are_written_short_again() -> None:
    assert ranges_of([7, 1, 2, 3, 9, 8]) == "1-3、7-9"
    assert ranges_of([]) == ""


@pytest.mark.parametrize(
    ("numbers", "written"),
    [
        (["0001", "0002", "0003", "0007"], "0001~0003 0007"),
        (["0001", "0002", "0009"], "0001 0002 0009"),
        (["8", "9", "10"], "8~10"),
        (["教001", "教002", "教003", "经004", "经005", "经006"], "教001~教003 经004~经006"),
        (["099", "0100", "0101"], "099 0100 0101"),
        (["甲", "乙"], "甲 乙"),
        ([], ""),
    ],
)
def test_numbers_that_follow_each_other_stand_together_as_they_are_written(numbers: list[str], written: str) -> None:
    assert spans_of(numbers) == written


def test_spans_can_be_read_back() -> None:
    assert numbers_in(spans_of(["0003", "0005", "0006", "0007", "0011"])) == [3, 5, 6, 7, 11]


def test_a_receipt_number_counts_like_any_other() -> None:
    assert number_of("收0123") == 123
    assert number_of("草稿") is None
