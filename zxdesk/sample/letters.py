"""Document numbers of the units: one series a unit and year, growing with the date."""

from __future__ import annotations

from datetime import date

from zxdesk.sample.plans import UnitPlan

STEP = 2


class Letters:
    """Gives out numbers such as 云民函〔2026〕12号, each once."""

    def __init__(self, units: tuple[UnitPlan, ...]) -> None:
        self._marks = {unit.short_name: unit.mark for unit in units}
        self._taken: set[tuple[str, int, int]] = set()

    def number(self, unit: str, day: date, word: str = "函") -> str:
        """The next free number of that unit for a day."""
        serial = day.timetuple().tm_yday * STEP
        while (unit, day.year, serial) in self._taken:
            serial += 1
        self._taken.add((unit, day.year, serial))
        return f"云{self._marks[unit]}{word}〔{day.year}〕{serial}号"
