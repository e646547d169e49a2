"""Numbers as people write them when they choose proposals."""

from __future__ import annotations

import pytest

from zxdesk.text.number_ranges import number_of, numbers_in, ranges_of


@pytest.mark.parametrize(
    ("text", "numbers"),
    [("1-3、7", [1, 2, 3, 7]), ("0012", [12]), ("第3号，第５号", [3, 5]), ("2—4", [2, 3, 4]), ("", []), ("9至8", []), ("5 5、5", [5])],
)
def test_numbers_and_ranges_are_read_however_they_are_written(text: str, numbers: list[int]) -> None:
    assert numbers_in(text) == numbers


def test_numbers_are_written_short_again() -> None:
    assert ranges_of([7, 1, 2, 3, 9, 8]) == "1-3、7-9"
    assert ranges_of([]) == ""


def test_a_receipt_number_counts_like_any_other() -> None:
    assert number_of("收0123") == 123
    assert number_of("草稿") is None
