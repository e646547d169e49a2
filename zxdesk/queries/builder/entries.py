"""Proposals and their undertakings under the values of one or two fields, read once however many numbers are made of them."""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from itertools import product
from typing import Any

from sqlalchemy import Select, func, or_, select
from sqlalchemy.orm import Session

from zxdesk.domain.assignment import Assignment
from zxdesk.domain.proposal import Proposal
from zxdesk.domain.reply import Reply, ReplyState
from zxdesk.queries.builder import parts
from zxdesk.queries.builder.clause import clause_of
from zxdesk.queries.builder.field import Asked, Field
from zxdesk.queries.builder.spec import Spec

Number = int | float | None
Key = tuple[Any, ...]


@dataclass
class Tally:
    """What stands in one cell: proposals, and the keys of undertakings where they were asked for."""

    owners: set[int] = field(default_factory=set)
    taken: set[int] = field(default_factory=set)


@dataclass
class Undertakings:
    """The undertakings that stand: those of each proposal, whose each is, and the days until its first reply."""

    by_owner: dict[int, list[int]] = field(default_factory=lambda: defaultdict(list))
    owner: dict[int, int] = field(default_factory=dict)
    days: dict[int, float] = field(default_factory=dict)


class Entries:
    """What a query found, each under its values."""

    def __init__(self, cells: dict[Key, Tally], undertakings: Undertakings) -> None:
        self._cells, self._undertakings = cells, undertakings

    def by(self, axes: Sequence[int]) -> dict[Key, Tally]:
        """The tallies by some of the fields; whatever stands in several cells is counted once."""
        joined: dict[Key, Tally] = defaultdict(Tally)
        for key, cell in self._cells.items():
            tally = joined[tuple(key[at] for at in axes)]
            tally.owners |= cell.owners
            tally.taken |= cell.taken
        return dict(joined)

    def all(self) -> Tally:
        """Everything."""
        return self.by(()).get((), Tally())

    def number(self, tally: Tally, measure: str) -> Number:
        """How many proposals or undertakings, or the days on the average; None where nothing was answered."""
        if measure == "count":
            return len(tally.owners)
        if measure == "undertakings":
            return len(tally.taken)
        days = [self._undertakings.days[one] for one in tally.taken if one in self._undertakings.days]
        return sum(days) / len(days) if days else None

    def counted(self, tally: Tally, measure: str) -> set[int]:
        """The proposals that ``number`` is about."""
        if measure == "count":
            return tally.owners
        return {self._undertakings.owner[one] for one in tally.taken if measure == "undertakings" or one in self._undertakings.days}


def entries_of(session: Session, spec: Spec, fields: Sequence[Field], asked: Asked, *, with_undertakings: bool = False) -> Entries:
    """Read what a query finds by these fields; one statement for the proposals and one for each kind of record."""
    cells: dict[Key, Tally] = defaultdict(Tally)
    taken = _undertakings(session, _within(spec, asked)) if with_undertakings else Undertakings()
    for key, owner, undertaking in _entries(session, spec, fields, asked):
        tally = cells[key]
        tally.owners.add(owner)
        if undertaking is None:
            tally.taken.update(taken.by_owner.get(owner, ()))
        elif undertaking in taken.owner:
            tally.taken.add(undertaking)
    return Entries(cells, taken)


def _entries(session: Session, spec: Spec, fields: Sequence[Field], asked: Asked) -> Iterator[tuple[Key, int, int | None]]:
    """The values of every proposal found, with the undertaking they belong to where they belong to one."""
    own = [at for at, one in enumerate(fields) if one.part is None]
    held = _held_together(fields)
    within = _within(spec, asked)
    found = [_by_owner(session, [fields[at] for at in group], asked, within) for group in held]
    of_unit = next((at for at, group in enumerate(held) if fields[group[0]].part is parts.ASSIGNMENT and not fields[group[0]].is_count), None)
    places = [at for group in held for at in group]
    order = [[*own, *places].index(at) for at in range(len(fields))]
    nothing = [((0 if fields[group[0]].is_count else None,) * len(group), None) for group in held]
    statement = select(*_numbered(Proposal.id, *(_value(fields[at], asked) for at in own))).where(clause_of(spec.where, asked))
    for owner, *values in _packed(session, statement):
        for combined in product(*(each.get(owner, (none,)) for each, none in zip(found, nothing, strict=True))):
            flat = (*values, *(value for one, _row in combined for value in one))
            yield tuple(flat[at] for at in order), owner, combined[of_unit][1] if of_unit is not None else None


def _within(spec: Spec, asked: Asked) -> Any:
    """The proposals found, to narrow records by; None where all are."""
    return select(Proposal.id).where(clause_of(spec.where, asked)) if spec.where.items else None


def _held_together(fields: Sequence[Field]) -> list[list[int]]:
    """Which fields of records are read from the same record: 承办单位 against 承办角色, but not 主办单位 against 会办单位."""
    held: list[list[int]] = []
    for at, one in enumerate(fields):
        if one.part is None:
            continue
        mates = next((group for group in held if _of_one_record(fields[group[0]], one)), None)
        if mates is None:
            held.append([at])
        else:
            mates.append(at)
    return held


def _of_one_record(one: Field, other: Field) -> bool:
    if one.part is not other.part or one.is_count or other.is_count:
        return False
    is_alike = len(one.only) == len(other.only) and all(a is b for a, b in zip(one.only, other.only, strict=True))
    return is_alike or not one.only or not other.only


def _by_owner(session: Session, fields: Sequence[Field], asked: Asked, within: Any) -> dict[int, list[tuple[Key, int | None]]]:
    """The values of the records of each proposal; a record without any of them is none."""
    found: dict[int, list[tuple[Key, int | None]]] = defaultdict(list)
    for owner, row, *values in _packed(session, _records(fields, asked, within)):
        found[owner].append((tuple(values), row))
    return found


def _records(fields: Sequence[Field], asked: Asked, within: Any) -> Select[Any]:
    part = fields[0].part
    assert part is not None
    only = (*(condition for one in fields for condition in one.only), *(() if within is None else (part.owner.in_(within),)))
    if fields[0].is_count:
        return part.select(*_numbered(part.owner, func.max(part.row), func.count())).where(*only).group_by(part.owner)
    values = [_value(one, asked) for one in fields]
    joins = tuple(join for one in fields for join in one.joins)
    return part.select(*_numbered(part.owner, part.row, *values), joins=joins).where(*only, or_(*(value.is_not(None) for value in values)))


def _undertakings(session: Session, within: Any) -> Undertakings:
    """Every undertaking that stands by its proposal."""
    first = (
        select(func.min(Reply.replied_on)).where(Reply.assignment_id == Assignment.id, Reply.state == ReplyState.FINAL)
        .correlate(Assignment).scalar_subquery()
    )  # fmt: skip
    days = func.julianday(first) - func.julianday(Assignment.assigned_on)
    statement = parts.ASSIGNMENT.select(*_numbered(Assignment.id, Assignment.proposal_id, days))
    found = Undertakings()
    narrowed = statement if within is None else statement.where(Assignment.proposal_id.in_(within))
    for key, owner, taken in _packed(session, narrowed):
        found.by_owner[owner].append(key)
        found.owner[key] = owner
        if taken is not None:
            found.days[key] = taken
    return found


def _numbered(*columns: Any) -> list[Any]:
    """Columns under names of their own, whatever they are called in their tables."""
    return [column.label(f"c{at}") for at, column in enumerate(columns)]


def _packed(session: Session, statement: Select[Any]) -> Iterator[tuple[Any, ...]]:
    """The rows of an answer, days as texts and flags as numbers: the file hands each column over as one text, since each row costs more."""
    inner = statement.subquery()
    whole = session.execute(select(*(func.json_group_array(column) for column in inner.c))).one()
    return zip(*(json.loads(column) for column in whole), strict=True)


def _value(one: Field, asked: Asked) -> Any:
    value = one.expression(asked)
    return func.nullif(value, "", type_=value.type) if one.kind in ("text", "choice") else value
