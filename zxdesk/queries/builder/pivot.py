"""What a query counts: by one field or by two against each other, with totals and with the proposals behind each number."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy.orm import Session

from zxdesk.domain.errors import RuleError
from zxdesk.domain.rounding import shares
from zxdesk.queries.builder.entries import Entries, Number, Tally, entries_of
from zxdesk.queries.builder.field import UNFILLED, Asked, Field
from zxdesk.queries.builder.fields import choices_of, field_named
from zxdesk.queries.builder.run import asked_on, in_order, query_ids
from zxdesk.queries.builder.spec import Spec
from zxdesk.queries.proposal_order import kept_in_order

MOST_COLUMNS = 200
"""Columns of a pivot; a table of more is no table that anybody reads."""
ANY = object()
"""Any value of a field: in a row, column or table of totals."""


@dataclass(frozen=True)
class Heading:
    """One row or column: the value as the register keeps it, None where it is empty, and what people read."""

    value: Any
    words: str


@dataclass(frozen=True)
class Group:
    """One line of a grouping: how many proposals, which share of all, how many undertakings, how long they took."""

    heading: Heading
    count: int
    share: float | None
    undertakings: int
    days: float | None


@dataclass(frozen=True)
class Grouping:
    """Proposals by one field; ``total`` counts each once."""

    field: Field
    groups: tuple[Group, ...]
    total: Group
    convention: str
    decimals: int = 1


@dataclass(frozen=True)
class Cross:
    """Two fields against each other; numbers by the values of row and column, a total by the value alone."""

    rows: tuple[Heading, ...]
    columns: tuple[Heading, ...]
    cells: dict[tuple[Any, Any], Number]
    row_totals: dict[Any, Number]
    column_totals: dict[Any, Number]
    total: Number
    convention: str


def groups(session: Session, spec: Spec, *, today: date) -> Grouping:
    """Count what a query finds by its group. A proposal with several values counts in each, in the total once."""
    asked, field = asked_on(session, today), field_named(spec.group)
    found = entries_of(session, spec, (field,), asked, with_undertakings=True)
    lines = found.by((0,))
    total, rounding = found.all(), asked.rules.conventions
    whole, decimals = len(total.owners), int(rounding["decimals"])
    headings = _headings(session, field, (key[0] for key in lines), asked)
    tallies = [lines[(heading.value,)] for heading in headings]
    mode = "independent" if field.is_several else rounding["rounding"]
    parts = shares([len(tally.owners) for tally in tallies], whole, decimals=decimals, mode=mode)
    made = tuple(_group(heading, tally, part, found) for heading, tally, part in zip(headings, tallies, parts, strict=True))
    every = _group(Heading(ANY, "合计"), total, 1.0 if whole else None, found)
    return Grouping(field, made, every, convention_of((field,), ("undertakings", "days")), decimals)


def pivot(session: Session, spec: Spec, *, today: date) -> Cross:
    """Count what a query finds by two fields. Raises ``RuleError`` where the columns are too many to be read."""
    assert spec.pivot is not None
    asked, measure = asked_on(session, today), spec.pivot.measure
    fields = (field_named(spec.pivot.rows), field_named(spec.pivot.columns))
    found = entries_of(session, spec, fields, asked, with_undertakings=measure != "count")
    cells = {(key[0], key[1]): found.number(tally, measure) for key, tally in found.by((0, 1)).items()}
    downs, acrosses = ({key[0]: found.number(tally, measure) for key, tally in found.by((at,)).items()} for at in (0, 1))
    rows, columns = (_with_any(totals, measure) for totals in (downs, acrosses))
    if len(columns) > MOST_COLUMNS:
        raise RuleError(f"“{fields[1].name}”有 {len(columns):,} 个不同的值，作列最多 {MOST_COLUMNS} 个。改放到行上，或先加条件。", "columns")
    return Cross(
        tuple(_headings(session, fields[0], rows, asked)), tuple(_headings(session, fields[1], columns, asked)), cells,
        downs, acrosses, found.number(found.all(), measure), convention_of(fields, (measure,)),
    )  # fmt: skip


def behind(
    session: Session, spec: Spec, fields: Sequence[str], values: Sequence[Any], *, measure: str = "count", today: date
) -> list[int]:
    """The proposals a number counts, by number; ``values`` are those of its row and column, ``ANY`` in totals."""
    asked = asked_on(session, today)
    found = entries_of(session, spec, tuple(field_named(key) for key in fields), asked, with_undertakings=measure != "count")
    axes = tuple(at for at, value in enumerate(values) if value is not ANY)
    tally = found.by(axes).get(tuple(values[at] for at in axes))
    return in_order(session, found.counted(tally, measure)) if tally else []


def sections(session: Session, spec: Spec, *, today: date) -> list[tuple[Heading, list[int]]]:
    """The proposals of a list under each value of its group, in the list's order; one with several values stands under each."""
    asked, field = asked_on(session, today), field_named(spec.group)
    order = query_ids(session, spec, today=today)
    lines = entries_of(session, spec, (field,), asked).by((0,))
    headings = _headings(session, field, (key[0] for key in lines), asked)
    return [(heading, kept_in_order(order, lines[(heading.value,)].owners)) for heading in headings]


def convention_of(fields: Sequence[Field], measures: Sequence[str]) -> str:
    """What is counted how, in one line."""
    several = [field.name for field in fields if field.is_several]
    said = [f"一件提案有几个{'、'.join(several)}的，在每个里各计一次，合计按件不重复。"] if several else []
    if "undertakings" in measures:
        said.append("件次为承办件数，改派和停办的不计。")
    if "days" in measures:
        said.append("平均办理天数为各承办件从交办到首次答复的天数的平均，没有答复的不计。")
    return "".join(said)


def _headings(session: Session, field: Field, values: Any, asked: Asked) -> list[Heading]:
    """In the order of the office's tables, otherwise ascending; what is empty last."""
    found = set(values)
    order = {field.stored(word): at for at, word in enumerate(choices_of(session, field, asked.rules))} if field.kind == "choice" else {}
    known = sorted((value for value in found if value is not None), key=lambda value: (order.get(value, len(order)), value))
    return [*(Heading(value, str(field.shown(value))) for value in known), *([Heading(None, UNFILLED)] if None in found else [])]


def _with_any(totals: dict[Any, Number], measure: str) -> list[Any]:
    """The values that get a row or a column: of undertakings and days those that have any."""
    return [value for value, number in totals.items() if number or measure == "count"]


def _group(heading: Heading, tally: Tally, part: float | None, found: Entries) -> Group:
    return Group(heading, len(tally.owners), part, len(tally.taken), found.number(tally, "days"))
