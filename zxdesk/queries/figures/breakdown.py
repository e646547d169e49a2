"""Proposals told apart by what they are, each group with what became of it. Source: domain §6.1, §6.2, §6.7."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from operator import add
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from zxdesk.domain.people import Organisation
from zxdesk.domain.proposal import Proposal
from zxdesk.domain.rules import CONSTRUCTIONS, Rules
from zxdesk.queries.figures.bodies import committee_names
from zxdesk.queries.figures.breakdown_lists import TIMINGS, WHOLE, fates, first_lines
from zxdesk.queries.figures.groups import Group
from zxdesk.queries.figures.population import UNNAMED, number_of, received
from zxdesk.queries.figures.proposers import group_lines, group_of, type_line, type_lines
from zxdesk.queries.office_rules import rules_of
from zxdesk.queries.readings import Readings

PLAIN = ("all", "timing", "meeting", "category", "construction", "type", "group")
"""What a proposal itself tells; ``meeting`` is timing and group together."""
BY_FIRST = ("sector", "party", "committee", "kind", "organisation")
"""What its first proposer tells; ``party`` of members alone, ``kind`` and ``organisation`` (by key) of bodies, ``committee`` of both."""
BREAKDOWNS = (*PLAIN, *BY_FIRST)

Namer = Callable[[Any], str | None]
"""The name a cell is counted under, empty where it is not filled in, None where it is left out."""


def breakdown(readings: Readings, plenary_id: int, by: str) -> list[Group]:
    """Each name with its fates as counts, known names in the order of the rule package, then others by count, 未填 last.

    Raises ``KeyError`` for what is not in ``BREAKDOWNS``.
    """
    read = first_breakdowns if by in BY_FIRST else plain_breakdowns
    return readings.ask(read, plenary_id)[by]


def plain_breakdowns(session: Session, plenary_id: int) -> dict[str, list[Group]]:
    """Those of ``PLAIN``, of which the register is read once."""
    rules = rules_of(session, plenary_id)
    keys = (Proposal.timing, Proposal.category, Proposal.proposer_kind)
    conditions = fates(rules)
    statement = select(*keys, *_sums(rules)).where(received(plenary_id)).group_by(*keys)
    cells = [(row[:3], row[3:]) for row in session.execute(statement)]
    groups, types = group_lines(rules), type_lines(rules)
    named: dict[str, tuple[Namer, Iterable[str]]] = {
        "all": (lambda _cell: WHOLE, (WHOLE,)), "timing": (lambda cell: str(cell[0]), TIMINGS),
        "meeting": (lambda cell: f"{cell[0]}/{group_of(rules, cell[2])}", (f"{timing}/{group}" for timing in TIMINGS for group in groups)),
        "category": (lambda cell: str(cell[1]), (category.name for category in rules.categories)),
        "construction": (lambda cell: rules.construction_of(cell[1]) if cell[1] else "", CONSTRUCTIONS),
        "type": (lambda cell: type_line(rules, cell[2]), types), "group": (lambda cell: group_of(rules, cell[2]), groups),
    }  # fmt: skip
    return {by: _added(cells, namer, known, tuple(conditions)) for by, (namer, known) in named.items()}


def first_breakdowns(session: Session, plenary_id: int) -> dict[str, list[Group]]:
    """Those of ``BY_FIRST``, of which the register is read once."""
    rules = rules_of(session, plenary_id)
    first = first_lines(plenary_id)
    keys = (first.c.sector, first.c.party, first.c.committee, first.c.organisation_id)
    statement = select(*keys, *_sums(rules)).select_from(Proposal).outerjoin(first, first.c.proposal_id == Proposal.id)
    cells = [(row[:4], row[4:]) for row in session.execute(statement.where(received(plenary_id)).group_by(*keys))]
    kinds = {row[0]: row[1] for row in session.execute(select(Organisation.id, Organisation.kind))}
    committees = committee_names(session, rules)
    named: dict[str, tuple[Namer, Iterable[str]]] = {
        "sector": (lambda cell: cell[0] or "", rules.sectors),
        "party": (lambda cell: (cell[1] or "") if cell[3] is None else None, rules.parties),
        "committee": (lambda cell: (cell[2] or "") if cell[3] is None else committees.get(cell[3]), dict.fromkeys(committees.values())),
        "kind": (lambda cell: kinds.get(cell[3]), (choice.name for choice in rules.proposer_types)),
        "organisation": (lambda cell: None if cell[3] is None else str(cell[3]), ()),
    }
    return {by: _added(cells, namer, known, tuple(fates(rules))) for by, (namer, known) in named.items()}


def _sums(rules: Rules) -> list[Any]:
    return [number_of(condition) for condition in fates(rules).values()]


def _added(cells: Iterable[tuple[Any, Sequence[int]]], namer: Namer, known: Iterable[str], names: Sequence[str]) -> list[Group]:
    """The cells of one name added up."""
    found: dict[str, list[int]] = {}
    for cell, counts in cells:
        name = namer(cell)
        if name is not None:
            before = found.get(name or UNNAMED)
            found[name or UNNAMED] = list(counts) if before is None else list(map(add, before, counts))
    groups: dict[str, Mapping[str, int]] = {name: dict(zip(names, counts, strict=True)) for name, counts in found.items()}
    nothing = dict.fromkeys(names, 0)
    return [{"name": name, **groups.get(name, nothing)} for name in _ordered(groups, known)]


def _ordered(groups: Mapping[str, Mapping[str, int]], known: Iterable[str]) -> list[str]:
    listed = list(dict.fromkeys(known))
    others = sorted(groups.keys() - set(listed) - {UNNAMED}, key=lambda name: (-groups[name]["filed"], -groups[name]["received"], name))
    return [*listed, *others, *([UNNAMED] if UNNAMED in groups else [])]
