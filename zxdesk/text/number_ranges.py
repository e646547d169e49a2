"""Numbers and ranges of numbers as people write them: 1-20、33."""

from __future__ import annotations

import re

from zxdesk.text.normalise import fold

_RANGE = re.compile(r"(\d+)[-~—–至到](\d+)")
_PARTS = re.compile(r"[、,，;；\s]+")
_WIDEST = 9999


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
