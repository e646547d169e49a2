"""The units of the invented county, with one chain of renamings and one abolished office."""

from __future__ import annotations

from collections import Counter
from datetime import date
from random import Random

from zxdesk.sample.content import rows
from zxdesk.sample.names import invented_names
from zxdesk.sample.plans import UnitPlan


def plan_units(rng: Random, years: int) -> tuple[UnitPlan, ...]:
    """All units; ``years`` moves the dates of their beginning and end along with the story."""
    names = invented_names(rng)
    return tuple(
        UnitPlan(
            code=row["code"],
            name=row["name"],
            short_name=row["short_name"],
            aliases=tuple(alias for alias in row["aliases"].split(";") if alias),
            system=row["system"],
            mark=row["mark"],
            keywords=row["keywords"],
            leader=names[2 * index][0],
            contact=names[2 * index + 1][0],
            phone=f"0900-555 0{101 + index}",
            fax=f"0900-556 0{101 + index}",
            address=f"云溪县云溪大道{2 * index + 1}号",
            position=index + 1,
            valid_from=_moved(row["valid_from"], years),
            valid_to=_moved(row["valid_to"], years) if row["valid_to"] else None,
            successor=row["successor"],
            succession=row["succession"],
        )
        for index, row in enumerate(rows("units"))
    )


def _moved(text: str, years: int) -> date:
    day = date.fromisoformat(text)
    return day if day.year <= 2005 else day.replace(year=day.year + years)


class UnitRoll:
    """The units that stand on a day, found by short name through the chain of successors."""

    def __init__(self, units: tuple[UnitPlan, ...], day: date) -> None:
        self.day = day
        self.by_code = {unit.code: unit for unit in units}
        self.by_short = {unit.short_name: unit for unit in units}
        self.before = {unit.successor: unit for unit in units if unit.successor and unit.succession == "更名"}
        self.standing = tuple(unit.short_name for unit in units if unit.exists_on(day))
        self.load: Counter[str] = Counter()

    def resolve(self, short_name: str) -> str:
        """The unit that does this work on the day: itself, its predecessor or its successor."""
        unit = self.by_short[short_name]
        while not unit.exists_on(self.day):
            has_ended = unit.valid_to is not None and unit.valid_to < self.day
            unit = self.by_code[unit.successor] if has_ended else self.before[unit.code]
        return unit.short_name

    def idlest(self, taken: set[str]) -> str:
        """The unit with the fewest undertakings so far, the last in the book first among equals."""
        free = [short for short in reversed(self.standing) if short not in taken]
        return min(free, key=lambda short: self.load[short])
