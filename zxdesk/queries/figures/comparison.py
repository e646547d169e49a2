"""Units, sectors and categories over the last plenaries, each line under its name of today. Source: domain §6.7 table 15."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from zxdesk.domain.office import Plenary
from zxdesk.domain.rounding import shares
from zxdesk.domain.rules import Rules
from zxdesk.domain.sector_names import name_now, read_renamings
from zxdesk.queries.figures.breakdown import breakdown
from zxdesk.queries.figures.population import UNNAMED
from zxdesk.queries.figures.succession import succession
from zxdesk.queries.figures.units import by_unit
from zxdesk.queries.figures.years import last_plenaries
from zxdesk.queries.office_rules import rules_by_plenary, rules_of
from zxdesk.queries.readings import Readings

Cell = tuple[int, str]
"""A plenary's key and what is counted there."""


@dataclass(frozen=True)
class YearColumn:
    """A plenary that is compared; ``base`` is what shares of it are divided by."""

    id: int
    name: str
    year: int | None
    base: int = 0


@dataclass(frozen=True)
class ComparedLine:
    """One name of today with its counts and rates of each plenary, and the figures behind the counts."""

    name: str
    values: Mapping[Cell, float | None]
    behind: Mapping[Cell, str]


@dataclass(frozen=True)
class Comparison:
    """Lines over years, earliest plenary first; ``notes`` say what was counted under another name."""

    years: tuple[YearColumn, ...]
    lines: tuple[ComparedLine, ...]
    notes: tuple[str, ...] = ()


@dataclass
class _Sums:
    """The counts of one line while they are added up, with the figures they are made of."""

    counts: dict[Cell, int]
    keys: dict[Cell, list[str]]

    def add(self, cell: Cell, count: int, key: str) -> None:
        self.counts[cell] = self.counts.get(cell, 0) + count
        if count:
            self.keys.setdefault(cell, []).append(key)

    def line(self, name: str, rates: Mapping[Cell, float | None]) -> ComparedLine:
        return ComparedLine(name, {**self.counts, **rates}, {cell: f"year:{cell[0]}:{'|'.join(keys)}" for cell, keys in self.keys.items()})


def units_compared(readings: Readings, plenary_id: int, years: int, today: date) -> Comparison:
    """Every unit's undertakings over years: ``lead``, ``co``, ``replied`` and the rate ``reply``; renamed and merged ones under their heir."""
    plenaries, chain = last_plenaries(readings.session, plenary_id, years=years), succession(readings.session)
    sums: dict[int, _Sums] = {}
    seen: set[int] = set()
    for plenary in plenaries:
        for unit in readings.gather(by_unit, plenary.id, today):
            key = unit["unit_id"]
            seen.add(key)
            line = sums.setdefault(chain.line(key), _Sums({}, {}))
            for what in ("lead", "co", "replied"):
                line.add((plenary.id, what), unit[what], f"unit:{key}:{what}")
    lines = []
    for key in sorted(sums, key=lambda one: chain.order[one]):
        found = sums[key]
        rates = {(one.id, "reply"): _share(found.counts.get((one.id, "replied"), 0), found.counts.get((one.id, "lead"), 0)) for one in plenaries}
        lines.append(found.line(chain.names[key], rates))
    return Comparison(tuple(_year(one) for one in plenaries), tuple(lines), tuple(chain.told[key] for key in sorted(seen) if key in chain.told))


def sectors_compared(readings: Readings, plenary_id: int, years: int, today: date) -> Comparison:
    """Proposals by the sector of the first proposer over years: ``received``, ``filed`` and ``share``; renamed sectors under their new name."""
    rules = rules_of(readings.session, plenary_id)
    renamings = read_renamings(rules.sector_renamings)
    return _compared(readings, plenary_id, years, "sector", rules.sectors, lambda name, plenary: name_now(renamings, name, plenary.term.number))


def categories_compared(readings: Readings, plenary_id: int, years: int, today: date) -> Comparison:
    """Proposals by category over years: ``received``, ``filed`` and ``share``; a category no longer in use keeps its line."""
    known = (category.name for category in rules_of(readings.session, plenary_id).categories)
    return _compared(readings, plenary_id, years, "category", known, lambda name, _plenary: name)


def _compared(
    readings: Readings, plenary_id: int, years: int, by: str, known: Iterable[str], named: Callable[[str, Plenary], str]
) -> Comparison:
    plenaries = last_plenaries(readings.session, plenary_id, years=years)
    rules = rules_by_plenary(readings.session, [one.id for one in plenaries])
    sums: dict[str, _Sums] = {}
    columns: list[YearColumn] = []
    told: dict[tuple[str, str], None] = {}
    for plenary in plenaries:
        groups = [group for group in breakdown(readings, plenary.id, by) if group["received"]]
        base = sum(group[_base(rules[plenary.id])] for group in groups)
        columns.append(_year(plenary, base))
        for group in groups:
            name = named(group["name"], plenary)
            if name != group["name"]:
                told[group["name"], name] = None
            line = sums.setdefault(name, _Sums({}, {}))
            for what in ("received", "filed"):
                line.add((plenary.id, what), group[what], f"in:{by}:{group['name']}:{what}")
    order = _ordered(sums, known, plenaries[-1].id)
    rates = {year.id: _shares(year, [sums[name] for name in order], rules[year.id]) for year in columns}
    lines = [
        sums[name].line(name, {(year.id, "share"): rates[year.id][at] for year in columns}) for at, name in enumerate(order)
    ]  # fmt: skip
    return Comparison(tuple(columns), tuple(lines), tuple(f"{old}计入{new}。" for old, new in told))


def _base(rules: Rules) -> str:
    return "received" if rules.conventions["share_base"] == "received" else "filed"


def _shares(year: YearColumn, lines: list[_Sums], rules: Rules) -> list[float | None]:
    counts = [line.counts.get((year.id, "filed"), 0) for line in lines]
    return shares(counts, year.base, decimals=int(rules.conventions["decimals"]), mode=rules.conventions["rounding"])


def _ordered(sums: Mapping[str, _Sums], known: Iterable[str], last: int) -> list[str]:
    """Names the rules have in their order, others by what was filed last, what lacks the name at the end."""
    listed = [name for name in dict.fromkeys(known) if name in sums]
    others = sorted(sums.keys() - set(listed) - {UNNAMED}, key=lambda name: (-sums[name].counts.get((last, "filed"), 0), name))
    return [*listed, *others, *([UNNAMED] if UNNAMED in sums else [])]


def _year(plenary: Plenary, base: int = 0) -> YearColumn:
    return YearColumn(plenary.id, plenary.name, plenary.opens_on.year if plenary.opens_on else None, base)


def _share(above: int, below: int) -> float | None:
    return above / below if below else None
