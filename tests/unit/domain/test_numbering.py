"""Numbers are written by the rule, read back from any dress, and sorted as numbers."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from zxdesk.domain.errors import RuleError
from zxdesk.domain.numbering import format_number, gaps, parse_serial, sort_key
from zxdesk.domain.rules import NumberingRule

FIXED = settings(max_examples=100, deadline=None, derandomize=True)
PLAIN = NumberingRule(width=3)
RECEIPT = NumberingRule(prefix="收", width=4)
BY_CATEGORY = NumberingRule("category", prefix="第", width=3, category_prefixes={"教育": "教", "交通": "交", "交通运输": "交运"})


def test_numbers_are_padded_and_never_cut() -> None:
    assert [format_number(PLAIN, n) for n in (1, 42, 999, 1000, 12345)] == ["001", "042", "999", "1000", "12345"]
    assert format_number(RECEIPT, 7) == "收0007"


def test_a_series_by_category_puts_its_prefix_first() -> None:
    assert format_number(BY_CATEGORY, 5, "教育") == "第教005"
    with pytest.raises(RuleError, match="类别“卫生”没有编号字头") as refused:
        format_number(BY_CATEGORY, 5, "卫生")
    assert refused.value.field == "category"
    with pytest.raises(RuleError):
        format_number(BY_CATEGORY, 5)


def test_there_is_no_number_zero() -> None:
    with pytest.raises(ValueError, match="below 1"):
        format_number(PLAIN, 0)


@pytest.mark.parametrize("written", ["42", "042", "0042", "第42号", "第042号", " ４２ ", "第 42 号"])
def test_a_number_is_recognised_in_any_dress(written: str) -> None:
    assert parse_serial(PLAIN, written) == 42


@pytest.mark.parametrize("written", ["", "补", "42-1", "0", "教42", "4.2", "-42", "第号", "²"])
def test_what_is_not_of_the_series_is_not_a_serial(written: str) -> None:
    assert parse_serial(PLAIN, written) is None


def test_a_category_number_is_told_from_those_of_other_categories() -> None:
    assert parse_serial(BY_CATEGORY, "第交运012") == 12
    assert parse_serial(BY_CATEGORY, "第交012", "交通") == 12
    assert parse_serial(BY_CATEGORY, "第交012", "教育") is None
    assert parse_serial(RECEIPT, "收0007") == parse_serial(RECEIPT, "7") == 7


def test_the_second_comes_before_the_tenth() -> None:
    numbers = ["第10号", "教2", "第2号", "", "交10", "交9", "1000", "补", "999"]

    assert sorted(numbers, key=sort_key) == ["第2号", "第10号", "999", "1000", "交9", "交10", "教2", "补", ""]


def test_gaps_are_the_unused_places_inside_the_series() -> None:
    assert gaps([1, 2, 5, 7]) == [3, 4, 6]
    assert gaps([5, 1, 5]) == [2, 3, 4]
    assert gaps([3]) == gaps([]) == []


@FIXED
@given(st.builds(NumberingRule, prefix=st.sampled_from(["", "收", "Z", "平"]), width=st.integers(1, 9)), st.integers(1, 10**7))
def test_a_number_written_is_read_back(rule: NumberingRule, n: int) -> None:
    number = format_number(rule, n)

    assert parse_serial(rule, number) == n
    assert parse_serial(rule, f"第{number}号") == n


@FIXED
@given(st.sampled_from(["教育", "交通", "交通运输"]), st.integers(1, 10**6))
def test_a_category_number_written_is_read_back(category: str, n: int) -> None:
    number = format_number(BY_CATEGORY, n, category)

    assert parse_serial(BY_CATEGORY, number) == parse_serial(BY_CATEGORY, number, category) == n


@FIXED
@given(st.lists(st.integers(1, 10**6), unique=True), st.integers(1, 9))
def test_numbers_sort_as_they_count(serials: list[int], width: int) -> None:
    rule = NumberingRule(prefix="收", width=width)

    assert sorted((format_number(rule, n) for n in serials), key=sort_key) == [format_number(rule, n) for n in sorted(serials)]


@FIXED
@given(st.lists(st.text(min_size=1, max_size=8).filter(str.strip)))
def test_any_texts_can_be_sorted_and_always_alike(numbers: list[str]) -> None:
    backwards = numbers[::-1]

    assert sorted(numbers, key=sort_key) == sorted(backwards, key=sort_key)


@FIXED
@given(st.sets(st.integers(1, 300)))
def test_serials_and_gaps_together_are_complete(serials: set[int]) -> None:
    missing = gaps(serials)

    assert not serials & set(missing)
    if serials:
        assert sorted([*serials, *missing]) == list(range(min(serials), max(serials) + 1))
