"""What a query finds: ids in its order, the values of its columns page by page, and the ids of each group of a list."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import and_, case, func, select
from sqlalchemy.orm import Session

from zxdesk.domain.proposal import Proposal
from zxdesk.queries.builder.clause import clause_of
from zxdesk.queries.builder.field import Asked, Field, Part
from zxdesk.queries.builder.fields import field_named
from zxdesk.queries.builder.spec import Spec
from zxdesk.queries.office import current_plenary
from zxdesk.queries.office_rules import rules_of
from zxdesk.queries.proposal_order import among, ids_of, ordered_ids

PAGE = 500
BY_NUMBER = (
    Proposal.plenary_id.desc(), Proposal.number_sort == 0, Proposal.number_sort, Proposal.receipt_number, Proposal.id,
)  # fmt: skip
Row = dict[str, Any]


@dataclass(frozen=True)
class Found:
    """A page of a query: how many proposals there are in all, and the rows asked for, each with its ``id`` and its columns."""

    count: int
    rows: list[Row]


def asked_on(session: Session, today: date) -> Asked:
    """The day and the rules of the current plenary."""
    return Asked(today, lambda: rules_of(session, current_plenary(session)))


def run(session: Session, spec: Spec, *, today: date, first: int = 0, count: int | None = None) -> Found:
    """Find what a query asks for and read ``count`` rows from the ``first`` on; all of them without a count."""
    ids = query_ids(session, spec, today=today)
    chosen = ids[first:] if count is None else ids[first : first + count]
    return Found(len(ids), query_rows(session, spec.columns, chosen, today=today))


def query_ids(session: Session, spec: Spec, *, today: date) -> list[int]:
    """The proposals a query finds, in its order; what is empty stands last in both directions."""
    asked = asked_on(session, today)
    narrowed = (clause_of(spec.where, asked),) if spec.where.items else ()
    if not spec.sort:
        return ordered_ids(session, "number", narrowed=narrowed)
    value = _single(field_named(spec.sort.removeprefix("-")), asked)
    order = (value.is_(None), value.desc() if spec.sort.startswith("-") else value)
    return ids_of(session, select(Proposal.id).where(*narrowed).order_by(*order, *BY_NUMBER))


def in_order(session: Session, ids: Iterable[int]) -> list[int]:
    """These ids in the order of their numbers."""
    return ordered_ids(session, "number", narrowed=(among(ids),))


def query_rows(session: Session, columns: Sequence[str], ids: Sequence[int], *, today: date) -> list[Row]:
    """The values of these columns, one row an id in the order given; several values of a field are a tuple.

    One statement for the proposals and one for each kind of record that belongs to them, however many columns, a page of ``PAGE``.
    """
    asked, fields = asked_on(session, today), [field_named(key) for key in columns]
    rows: list[Row] = []
    for start in range(0, len(ids), PAGE):
        rows += _page(session, fields, ids[start : start + PAGE], asked)
    return rows


def _page(session: Session, fields: Sequence[Field], ids: Sequence[int], asked: Asked) -> list[Row]:
    rows: dict[int, Row] = {one: {"id": one} for one in ids}
    own = [field for field in fields if field.part is None]
    for key, *values in session.execute(select(Proposal.id, *(field.expression(asked) for field in own)).where(Proposal.id.in_(ids))):
        rows[key]["is_there"] = True
        rows[key].update({field.key: field.shown(value) for field, value in zip(own, values, strict=True)})
    several = [field for field in fields if field.is_several]
    for part in dict.fromkeys(field.part for field in several):
        assert part is not None
        _add_values(session, part, [field for field in several if field.part is part], rows, asked)
    for field in fields:
        if field.is_count:
            _add_counts(session, field, rows)
    return [row for row in rows.values() if row.pop("is_there", False)]


def _add_values(session: Session, part: Part, fields: Sequence[Field], rows: dict[int, Row], asked: Asked) -> None:
    joins = tuple(join for field in fields for join in field.joins)
    values = [_narrowed(field, field.expression(asked)) for field in fields]
    order = part.row if part.order is None else part.order
    statement = part.select(part.owner, *values, joins=joins).where(part.owner.in_(list(rows))).order_by(part.owner, order, part.row)
    for owner, *found in session.execute(statement):
        for field, value in zip(fields, found, strict=True):
            words, held = field.shown(value), rows[owner].get(field.key, ())
            if words is not None and words not in held:
                rows[owner][field.key] = (*held, words)


def _add_counts(session: Session, field: Field, rows: dict[int, Row]) -> None:
    part = field.part
    assert part is not None
    counted = part.select(part.owner, func.count()).where(*field.only, part.owner.in_(list(rows))).group_by(part.owner)
    found: dict[int, int] = {row[0]: row[1] for row in session.execute(counted)}
    for key, row in rows.items():
        row[field.key] = found.get(key, 0)


def _narrowed(field: Field, value: Any) -> Any:
    return case((and_(*field.only), value)) if field.only else value


def _single(field: Field, asked: Asked) -> Any:
    """A value by which proposals are ordered, null where it is empty."""
    if not field.is_count:
        value = field.expression(asked)
        return func.nullif(value, "") if field.kind in ("text", "choice") else value
    assert field.part is not None
    counted = field.part.select(func.count()).where(*field.only, field.part.owner == Proposal.id)
    return counted.correlate(Proposal).scalar_subquery()
