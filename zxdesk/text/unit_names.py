"""Unit names cut to what the narrow head of a column holds."""

from __future__ import annotations

_PLACES = "省市区县州旗"
_ENDS = ("管理委员会", "委员会", "分局", "局", "厅")
LONGEST = 3
"""Characters that stand on one line of a narrow head."""


def brief_name(short: str) -> str:
    """The characters of a unit's short name that tell it apart: 县住建局 is 住建, 县委宣传部 is 宣传部, 县委办 stays."""
    name = short
    if name[:2] in {f"{place}委" for place in _PLACES} and len(name) > LONGEST:
        name = name[2:]
    elif name[:1] in _PLACES and name[1:2] != "委" and len(name) > 2:
        name = name[1:]
    for end in _ENDS:
        if name.endswith(end) and len(name) - len(end) >= 2:
            return name.removesuffix(end)
    return name


def brief_names(shorts: list[str]) -> list[str]:
    """Brief names that differ from each other; where two would be alike, both keep their short name."""
    briefs = [brief_name(short) for short in shorts]
    return [brief if briefs.count(brief) == 1 else short for brief, short in zip(briefs, shorts, strict=True)]


def two_lines(name: str) -> tuple[str, str]:
    """A brief name on one line, or on two where it is longer, the second not shorter than the first: 城管 / 执法."""
    if len(name) <= LONGEST:
        return name, ""
    cut = len(name) // 2
    return name[:cut], name[cut:]
