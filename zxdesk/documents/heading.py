"""The head of a paper: the full name of the plenary, broken where it may be."""

from __future__ import annotations

import re

_LONGEST_LINE = 20
_COMMITTEE = re.compile(r"(.+)委员会")
_PLENARY = re.compile(r"第?([一二三四五六七八九十〇\d]+)届(?:委员会)?第?([一二三四五六七八九十〇\d]+)次(?:全体)?会议")


def plenary_lines(committee: str, plenary_name: str) -> list[str]:
    """Return 政协云溪县第十届委员会第二次会议 for 政协云溪县委员会 and 十届二次会议, in two lines where one is too long.

    A name of another form is printed as it is, after the committee's unless it begins with it.
    """
    committee_parts, numbers = _COMMITTEE.fullmatch(committee), _PLENARY.fullmatch(plenary_name)
    if committee_parts and numbers:
        lines = [committee_parts[1], f"第{numbers[1]}届委员会第{numbers[2]}次会议"]
    elif not committee or plenary_name.startswith((committee, "政协", "中国人民政治协商会议")):
        lines = [plenary_name]
    else:
        lines = [committee, plenary_name]
    return lines if len("".join(lines)) > _LONGEST_LINE else ["".join(lines)]
