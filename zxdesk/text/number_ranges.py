"""Numbers and ranges of numbers as people write them: 1-20、33."""

from __future__ import annotations

import re
from collections.abc import Iterable

from zxdesk.text.normalise import fold

_RANGE = re.compile(r"(\d+)[-~—–至到](\d+)")
_PARTS = re.compile(r"[、,，;；\s]+")
_WIDEST = 9999
_ENDING = re.compile(r"(.*?)([0-9]+)")
_SHORTEST_SPAN = 3


def numbers_in(text: str) -> list[int]:
    """The numbers that 1-20、33 names, in order."""
    found: list[int] = []
    for part in _PARTS.split(text.strip()):
        plain = fold(part).removeprefix("第").removesuffix("号")
        if span := _RANGE.fullmatch(plain):
            first, last = int(span[1]), min(int(span[2]), int(span[1]) + _WIDEST)
            found += range(first, last + 1)
        elif (number := number_of(plain)) is not None:
            found.append(number)
    return list(dict.fromkeys(found))


def expanded(ranges: str) -> tuple[int, ...]:
    """What ``ranges_of`` wrote, however wide its ranges are."""
    spans = (part.partition("-") for part in ranges.split("、") if part)
    return tuple(number for first, _, last in spans for number in range(int(first), int(last or first) + 1))


def number_of(text: str) -> int | None:
    """The count in a number such as 0123 or 收0123."""
    digits = re.findall(r"\d+", fold(text))
    return int(digits[-1]) if digits else None


def ranges_of(numbers: list[int]) -> str:
    """Numbers written short: 1-20、33."""
    parts: list[list[int]] = []
    for number in sorted(set(numbers)):
        if parts and number == parts[-1][-1] + 1:
            parts[-1].append(number)
        else:
            parts.append([number])
    return "、".join(str(part[0]) if len(part) == 1 else f"{part[0]}-{part[-1]}" for part in parts)


def spans_of(numbers: Iterable[str]) -> str:
    """Numbers as they are written, those that follow each other put together: 0001~0003 0007.

    A space between them, since sheets break a line there and never within a number.
    """
    parts: list[list[str]] = []
    for number in numbers:
        if parts and _follows(parts[-1][-1], number):
            parts[-1].append(number)
        else:
            parts.append([number])
    return " ".join(" ".join(part) if len(part) < _SHORTEST_SPAN else f"{part[0]}~{part[-1]}" for part in parts)


def _follows(before: str, number: str) -> bool:
    """Whether two numbers differ by one at their end alone."""
    first, second = _ENDING.fullmatch(before), _ENDING.fullmatch(number)
    if first is None or second is None or first[1] != second[1]:
        return False
    is_alike = len(first[2]) == len(second[2]) or not second[2].startswith("0")
    return is_alike and int(second[2]) == int(first[2]) + 1
