"""Numbers of proposals: how they are written, read back and sorted."""

from __future__ import annotations

import re
from collections.abc import Iterable

from zxdesk.domain.rule_values import NumberingRule
from zxdesk.text.normalise import fold

_DIGITS = re.compile(r"([0-9]+)")
_CLOTHED = re.compile(r"第?(.*?)号?")


def format_number(rule: NumberingRule, n: int, category: str | None = None) -> str:
    """Return the ``n``-th number of a series: prefix, then digits padded to the rule's width and never cut.

    Raises RuleError when the series goes by category and ``category`` has no prefix; ValueError when ``n`` is below 1.
    """
    if n < 1:
        raise ValueError(f"number {n} is below 1")
    return f"{rule.prefix_of(category)}{n:0{rule.width}d}"


def parse_serial(rule: NumberingRule, number: str, category: str | None = None) -> int | None:
    """Return the place of ``number`` in its series, or None if it is not of this series.

    第, 号, full-width digits and blanks do not matter, nor does a missing prefix or padding (an office's old sheets).
    """
    prefixes = [rule.prefix] if rule.series == "plenary" else [rule.prefix_of(category)] if category else _all_prefixes(rule)
    may_lack_prefix = rule.series == "plenary" or category is not None
    for plain in (fold(number), _undress(number)):
        for prefix in sorted(map(fold, prefixes), key=len, reverse=True):
            digits = plain.removeprefix(prefix)
            is_own = may_lack_prefix or plain.startswith(prefix)
            if is_own and digits.isascii() and digits.isdigit() and int(digits) > 0:
                return int(digits)
    return None


def sort_key(number: str) -> tuple[tuple[str, int], ...]:
    """Return a key that sorts 第2号 before 第10号 and one prefix after another; no number at all sorts last."""
    plain = _undress(number)
    if not plain:
        return (("\U0010ffff", 0),)
    parts = _DIGITS.split(plain)
    pairs = [(parts[at], int(parts[at + 1])) for at in range(0, len(parts) - 1, 2)]
    return (*pairs, (parts[-1], -1), (number, 0))


def gaps(serials: Iterable[int]) -> list[int]:
    """Return the places between the lowest and the highest of ``serials`` that none of them holds."""
    held = set(serials)
    return [n for n in range(min(held), max(held)) if n not in held] if held else []


def _all_prefixes(rule: NumberingRule) -> list[str]:
    return [rule.prefix + own for own in (rule.category_prefixes or {}).values()]


def _undress(number: str) -> str:
    found = _CLOTHED.fullmatch(fold(number))
    return found[1] if found else ""
