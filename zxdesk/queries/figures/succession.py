"""Under which name of today a unit or a sector of former years is counted."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import timedelta

from sqlalchemy import select
from sqlalchemy.orm import Session

from zxdesk.domain.errors import RuleError
from zxdesk.domain.unit import HandlingUnit

GOES_ON = {"更名": "更名为", "合并": "并入"}
"""What makes a unit's work that of its heir; one that was 撤销 stands by itself, whoever took its duties over."""


@dataclass(frozen=True)
class Succession:
    """The unit that goes on for each unit, by key, and what is said of the mapping of a unit that ended."""

    heirs: Mapping[int, int]
    names: Mapping[int, str]
    order: Mapping[int, tuple[int, str]]
    told: Mapping[int, str]

    def line(self, unit_id: int) -> int:
        """The key of the unit under which this one is counted today."""
        return self.heirs.get(unit_id, unit_id)


def succession(session: Session) -> Succession:
    """The chains of renamings and mergings, followed to their ends. ``RuleError`` where one goes round in a circle."""
    units = {unit.id: unit for unit in session.scalars(select(HandlingUnit).order_by(HandlingUnit.id))}
    following = {key: unit.successor_id for key, unit in units.items() if unit.succession in GOES_ON and unit.successor_id in units}
    heirs = {key: _end(key, following, units) for key in units}
    return Succession(
        heirs, _names(units, heirs), {key: (unit.position, unit.code) for key, unit in units.items()},
        {key: told for key, unit in units.items() if (told := _told(unit, units[heirs[key]]))},
    )  # fmt: skip


def _end(key: int, following: Mapping[int, int | None], units: Mapping[int, HandlingUnit]) -> int:
    way = [key]
    while (after := following.get(way[-1])) is not None:
        if after in way:
            circle = " → ".join(units[one].name for one in (*way, after))
            raise RuleError(f"单位沿革绕成一圈：{circle}；在单位库里改正其中一个的继任单位。", "successor")
        way.append(after)
    return way[-1]


def _names(units: Mapping[int, HandlingUnit], heirs: Mapping[int, int]) -> dict[int, str]:
    """Full names; units of the same name that are counted apart are told apart by their years."""
    ends = [units[key] for key in set(heirs.values())]
    doubles = {one.name for one in ends if sum(other.name == one.name for other in ends) > 1}
    return {key: unit.name + (_years(unit) if unit.name in doubles else "") for key, unit in units.items()}


def _years(unit: HandlingUnit) -> str:
    since = f"{unit.valid_from.year}年" if unit.valid_from else ""
    until = f"至{unit.valid_to.year}年" if unit.valid_to else "起" if since else ""
    return f"（{since}{until}）" if since or until else f"（{unit.code}）"


def _told(unit: HandlingUnit, heir: HandlingUnit) -> str:
    if unit.valid_to is None or not unit.succession:
        return ""
    year = (unit.valid_to + timedelta(days=1)).year
    if unit.successor is None:
        return f"{unit.name}（{year}年{unit.succession}）单列。"
    if unit.succession not in GOES_ON:
        return f"{unit.name}（{year}年{unit.succession}，职责由{unit.successor.name}承接）单列。"
    return f"{unit.name}（{year}年{GOES_ON[unit.succession]}{unit.successor.name}）计入{heir.name}。"
