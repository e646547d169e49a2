"""Renamings of sectors between terms, as the rule package lists them, so that years are compared under one name."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass

from zxdesk.domain.errors import RuleError

KEY = "sector_renamings"
_EVER_SINCE = 100  # behind every term
_LINE = re.compile(r"(?P<old>[^→>]+?)\s*(?:→|->)\s*(?P<new>[^→>（(]+?)\s*(?:[（(](?P<term>[0-9]{1,2}|[一二三四五六七八九十]{1,3})届起?[)）])?")
_DIGITS = "零一二三四五六七八九"


@dataclass(frozen=True)
class Renaming:
    """A sector that goes on under another name, from a term on or ever since."""

    old: str
    new: str
    term: int | None = None


def read_renamings(lines: Iterable[str]) -> tuple[Renaming, ...]:
    """Return what the lines say (农业界→农业和农村界（11届起）), in their order of time.

    Raises ``RuleError`` for a line that cannot be read, for two that say different things, and for a circle of lines without a term.
    """
    found = sorted((_read(line) for line in lines), key=lambda one: one.term or _EVER_SINCE)
    for one in found:
        if sum(other.old == one.old and other.term == one.term for other in found) > 1:
            raise RuleError(f"界别“{one.old}”在同一届改了两次名；留下一项。", KEY)
    undated = {one.old: one.new for one in found if one.term is None}
    for name in undated:
        way = [name]
        while (following := undated.get(way[-1])) is not None:
            if following in way:
                raise RuleError(f"界别更名绕成一圈：{' → '.join((*way, following))}；删去其中一项，或写明从哪一届起。", KEY)
            way.append(following)
    return tuple(found)


def name_now(renamings: Iterable[Renaming], name: str, term: int) -> str:
    """The name under which a sector of that term is counted today: renamed in that term or before, it already has its name.

    ``renamings`` as ``read_renamings`` gives them.
    """
    known = tuple(renamings)
    for one in known:
        if one.term is not None and one.old == name and term < one.term:
            name = one.new
    undated = {one.old: one.new for one in known if one.term is None}
    while name in undated:
        name = undated[name]
    return name


def _read(line: str) -> Renaming:
    read = _LINE.fullmatch(line.strip())
    if read is None:
        raise RuleError(f"界别更名“{line}”看不懂；写成 旧名→新名，或 旧名→新名（11届起）。", KEY)
    return Renaming(read["old"], read["new"], _number(read["term"]) if read["term"] else None)


def _number(text: str) -> int:
    if text.isdecimal():
        return int(text)
    tens, has_ten, ones = text.rpartition("十")
    return (_DIGITS.index(tens or "一") * 10 if has_ten else 0) + (_DIGITS.index(ones) if ones else 0)
