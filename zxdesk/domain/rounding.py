"""Percentages as offices print them: each rounded by itself, or together so that they make 100 %. Source: domain §6.4."""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction
from math import floor

LARGEST_REMAINDER = "largest_remainder"


def shares(counts: Sequence[int], base: int, *, decimals: int, mode: str = "independent") -> list[float | None]:
    """Return counts as fractions of the base, none where there is nothing to divide by.

    By largest remainder they are those of so many decimals of a percent that add up to what all counts together are of the base, which is
    100 % for a full breakdown; among equal remainders the larger count, then the earlier line, gets the odd unit. Otherwise they are exact.
    """
    if not base:
        return [None for _ in counts]
    if mode != LARGEST_REMAINDER:
        return [count / base for count in counts]
    unit = 100 * 10**decimals
    exact = [Fraction(count * unit, base) for count in counts]
    units = [floor(one) for one in exact]
    missing = rounded(Fraction(sum(counts) * unit, base)) - sum(units)
    order = sorted(range(len(counts)), key=lambda at: (units[at] - exact[at], -counts[at], at))
    for at in order[:missing]:
        units[at] += 1
    return [one / unit for one in units]


def percent(value: float | Fraction | None, decimals: int) -> str:
    """Return a fraction of 1 as a percentage, halves rounded up as by hand; ``""`` for none, ``100%`` without decimals.

    A float stands for the nearest fraction of small counts, so that 81.75 % is 81.8 % although the float lies below it.
    """
    if value is None:
        return ""
    exact = Fraction(value).limit_denominator(10**7)
    if exact == 1:
        return "100%"
    units = rounded(exact * 100 * 10**decimals)
    whole, part = divmod(units, 10**decimals)
    return f"{whole}.{part:0{decimals}d}%" if decimals else f"{whole}%"


def rounded(value: Fraction) -> int:
    """Return the nearest whole number, halves up."""
    return floor(value + Fraction(1, 2))
