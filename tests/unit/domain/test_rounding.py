"""Percentages are rounded as by hand, or together to 100 %."""

from __future__ import annotations

from decimal import ROUND_HALF_UP, Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from zxdesk.domain.rounding import LARGEST_REMAINDER, percent, shares

COUNTS = st.lists(st.integers(0, 5000), min_size=1, max_size=40)
DECIMALS = st.integers(0, 2)


def together(counts: list[int], base: int, decimals: int) -> list[int]:
    """The shares as whole units of the last decimal."""
    unit = 100 * 10**decimals
    return [round(share * unit) for share in shares(counts, base, decimals=decimals, mode=LARGEST_REMAINDER) if share is not None]


@pytest.mark.parametrize(
    ("count", "base", "decimals", "printed"),
    [
        (329, 468, 1, "70.3%"), (402, 639, 1, "62.9%"), (402, 463, 1, "86.8%"), (236, 254, 1, "92.9%"), (230, 288, 2, "79.86%"),
        (16, 23, 1, "69.6%"), (757, 851, 0, "89%"), (51, 744, 1, "6.9%"), (1, 8, 2, "12.50%"), (5, 1000, 0, "1%"), (0, 7, 1, "0.0%"),
        (744, 744, 1, "100%"), (224, 274, 2, "81.75%"), (224, 274, 1, "81.8%"), (999_999, 1_000_000, 1, "100.0%"),
    ],
)  # fmt: skip
def test_published_shares_come_out_as_printed_or_as_they_should_have_been(count: int, base: int, decimals: int, printed: str) -> None:
    assert percent(count / base, decimals) == printed


def test_the_province_printed_what_the_largest_remainder_gives() -> None:
    """319, 374 and 51 of 744: 42.9, 50.3 and 6.9 make 100.1; the province printed 6.8."""
    alone = [percent(share, 1) for share in shares([319, 374, 51], 744, decimals=1)]
    summed = [percent(share, 1) for share in shares([319, 374, 51], 744, decimals=1, mode=LARGEST_REMAINDER)]
    assert alone == ["42.9%", "50.3%", "6.9%"]
    assert summed == ["42.9%", "50.3%", "6.8%"]


def test_nothing_to_divide_by_has_no_share() -> None:
    assert shares([0, 0], 0, decimals=1, mode=LARGEST_REMAINDER) == [None, None]
    assert percent(None, 1) == ""


@given(count=st.integers(0, 99_999), base=st.integers(1, 99_999), decimals=DECIMALS)
def test_a_share_is_the_exact_quotient_with_halves_rounded_up(count: int, base: int, decimals: int) -> None:
    count = min(count, base)
    exact = (Decimal(count) * 100 * 10**decimals / Decimal(base)) if base else Decimal(0)
    by_hand = Fraction(count * 100 * 10**decimals, base)
    units = int(exact.quantize(Decimal(1), ROUND_HALF_UP)) if by_hand.denominator in (1, 2) else round(by_hand)
    printed = percent(count / base, decimals)
    assert printed == ("100%" if count == base else f"{units / 10**decimals:.{decimals}f}%")


@given(counts=COUNTS, decimals=DECIMALS)
def test_a_full_breakdown_makes_exactly_a_hundred(counts: list[int], decimals: int) -> None:
    if sum(counts):
        assert sum(together(counts, sum(counts), decimals)) == 100 * 10**decimals


@given(counts=COUNTS, decimals=DECIMALS, more=st.integers(0, 500))
def test_no_share_is_a_whole_unit_off_and_none_is_out_of_order(counts: list[int], decimals: int, more: int) -> None:
    base = sum(counts) + more
    if not base:
        return
    unit = 100 * 10**decimals
    units = together(counts, base, decimals)
    for count, one in zip(counts, units, strict=True):
        assert abs(Fraction(count * unit, base) - one) < 1
    ordered = sorted(zip(counts, units, strict=True))
    assert [one for _count, one in ordered] == sorted(units)


@given(counts=COUNTS, decimals=DECIMALS)
def test_alone_a_share_is_exact_and_keeps_its_order_among_others(counts: list[int], decimals: int) -> None:
    base = sum(counts)
    if not base:
        return
    found = shares(counts, base, decimals=decimals)
    assert found == [count / base for count in counts]
    printed = [Decimal(percent(share, decimals).removesuffix("%")) for _count, share in sorted(zip(counts, found, strict=True))]
    assert printed == sorted(printed)
