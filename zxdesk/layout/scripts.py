"""Which letters are Chinese, which are Latin, where a line may break between them."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Callable

HANGING = frozenset("!,.:;?、。！，．：；？")
"""Letters that may hang out beyond the right edge. Source: what LibreOffice does for zh-CN, measured letter by letter, as of the two sets below."""

NOT_FIRST = HANGING | frozenset("\"')-]}¢·―‖’”•′々〉》」』】〕〗〞︰︱︳︴︶︸︺︼︾﹀﹂﹄﹏﹐﹒﹔﹕﹖﹗﹚﹜﹞）｜｝～､￠ˇ")
"""Letters that begin no line."""

_KEEPS_WORD = frozenset("、。，．）」』】〕〉》〗”’)]}·")
"""Marks that stay with a Latin word or number after them; where they may, they hang out instead."""

NOT_LAST = frozenset("\"'([{£¥‘“‵〈《「『【〔〖〝︵︷︹︻︽︿﹁﹃﹙﹛﹝（［｛￡￥")
"""Letters that end no line."""

BLANKS = " \u3000"
"""Letters that need no room at a line's end."""

_CHINESE = (
    (0x1100, 0x11FF), (0x2E80, 0x303F), (0x3040, 0x4DBF), (0x4E00, 0x9FFF), (0xA000, 0xA4CF), (0xAC00, 0xD7AF), (0xF900, 0xFAFF),
    (0xFE30, 0xFE4F), (0xFF00, 0xFFEF), (0x20000, 0x3FFFF),
)  # fmt: skip
_STARTS = [start for start, _ in _CHINESE]


class _Scripts(dict[int, str]):
    """Code point to its script: ``a`` Chinese, ``l`` Latin, ``w`` one that goes with its neighbours."""

    def __missing__(self, code: int) -> str:
        found = self[code] = _script(code)
        return found


def _script(code: int) -> str:
    at = bisect_right(_STARTS, code) - 1
    if at >= 0 and code <= _CHINESE[at][1]:
        return "a"
    letter = chr(code)
    if code < 0x80:
        return "l" if letter.isalnum() else "w"
    if 0x2000 <= code < 0x2E80 or 0xA0 <= code <= 0xBF or letter in "×÷\ufffc":
        return "a" if 0x2460 <= code < 0x2600 or 0x2600 <= code < 0x2700 else "w"
    return "l"


class _Portions(dict[int, str]):
    """The same, but the signs of ASCII and Latin-1 are Latin whatever stands before them."""

    def __missing__(self, code: int) -> str:
        found = self[code] = "l" if 0x20 < code < 0x7F or 0xA0 < code < 0x100 else _SCRIPTS[code]
        return found


_SCRIPTS, _PORTIONS = _Scripts(), _Portions()
_WEAK_AFTER = re.compile("([al])(w+)")


def scripts_of(text: str) -> str:
    """The script of each letter as breaking lines sees it; what has none takes that of the letter before it, at the start that of the next."""
    return _resolved(text.translate(_SCRIPTS))


def portions_of(text: str) -> str:
    """The script of each letter as widths see it: where it changes, a portion ends."""
    return _resolved(text.translate(_PORTIONS))


def _resolved(found: str) -> str:
    if "w" not in found:
        return found
    found = _WEAK_AFTER.sub(lambda hit: hit[1] * (1 + len(hit[2])), found)
    if found[0] == "w":
        head = len(found) - len(found.lstrip("w"))
        found = (found[head] if head < len(found) else "l") * head + found[head:]
    return found


def break_place(text: str, scripts: str, start: int, cut: int, *, kinsoku: bool, may_hang: Callable[[int], bool]) -> tuple[int, int]:
    """Where the line that began at ``start`` ends, when the letter at ``cut`` has no room any more: the first letter of the next line.

    With it the end of what needs room: what stands between the two hangs out, or is blank.
    """
    if text[cut] in BLANKS:
        after = cut
        while after < len(text) and text[after] in BLANKS:
            after += 1
        return after, cut
    place = cut
    if scripts[cut] == "l":
        word = cut
        while word > start and scripts[word - 1] == "l":
            word -= 1
        within = next((at for at in range(cut, word, -1) if may_break(text, scripts, at, kinsoku=kinsoku)), word)
        if within > word:
            return within, within
        place = word
    elif text[cut] in NOT_LAST and scripts[cut - 1] == "l" and cut - 1 > start:
        place = cut - 1
    elif text[place] in HANGING and may_hang(place) and (place + 1 >= len(text) or _follows(text, place + 1, kinsoku=kinsoku)):
        return place + 1, place
    while place > start and not may_break(text, scripts, place, kinsoku=kinsoku):
        if scripts[place] == "l" and text[place - 1] in _KEEPS_WORD & HANGING and may_hang(place - 1):
            return place, place - 1
        place -= 1
    place = place if place > start else max(cut, start + 1)
    return place, place


def _follows(text: str, place: int, *, kinsoku: bool) -> bool:
    """Whether the letter after one that hangs out may begin a line."""
    return not kinsoku or text[place] not in NOT_FIRST


def may_break(text: str, scripts: str, place: int, *, kinsoku: bool = True) -> bool:
    """Whether a line may end before ``place``."""
    before, after = text[place - 1], text[place]
    if after == " ":
        return False
    if kinsoku and (after in NOT_FIRST or before in NOT_LAST):
        return False
    if before in " \t" or after == "\t":
        return True
    if scripts[place - 1] == "a":
        return scripts[place] == "a" or before not in _KEEPS_WORD
    if scripts[place] == "a":
        return True
    return (before in "-—" and after.isalnum()) or (before == "/" and after.isalpha())
