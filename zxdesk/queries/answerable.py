"""The proposals that wait for a reply, as a picker offers them."""

from __future__ import annotations

from sqlalchemy import select
from sqlalchemy.orm import Session

from zxdesk.domain.assignment import Assignment
from zxdesk.domain.proposal import Proposal
from zxdesk.domain.stage import OPEN_STATES, WORKING_STAGES
from zxdesk.domain.unit import HandlingUnit
from zxdesk.queries.figures.population import ANSWERING_ROLES
from zxdesk.queries.lookups import Option
from zxdesk.text import pinyin


def answerable(session: Session, *, plenary_id: int | None = None) -> list[Option]:
    """Proposals a unit still has to answer, by number; found by number, title, unit and proposer, in words or initials."""
    statement = (
        select(Proposal.id, Proposal.number, Proposal.receipt_number, Proposal.title, Proposal.proposer_names,
               HandlingUnit.name, HandlingUnit.short_name, HandlingUnit.initials)
        .join(Assignment, Assignment.proposal_id == Proposal.id)
        .join(HandlingUnit, HandlingUnit.id == Assignment.unit_id)
        .where(Proposal.stage.in_(WORKING_STAGES), Assignment.state.in_(OPEN_STATES), Assignment.role.in_(ANSWERING_ROLES))
        .order_by(Proposal.plenary_id.desc(), Proposal.number_sort, Proposal.id, Assignment.id)
    )  # fmt: skip
    if plenary_id is not None:
        statement = statement.where(Proposal.plenary_id == plenary_id)
    found: dict[int, list[tuple[str, ...]]] = {}
    heads = {}
    for row in session.execute(statement):
        heads[row.id] = row
        found.setdefault(row.id, []).append((row.short_name or row.name, row.initials))
    return [_option(row, found[key]) for key, row in heads.items()]


def _option(row: object, units: list[tuple[str, ...]]) -> Option:
    number = row.number or row.receipt_number or ""  # type: ignore[attr-defined]
    title, names = row.title, row.proposer_names  # type: ignore[attr-defined]
    keys = (number, number.lstrip("0"), title, pinyin.initials(title.removeprefix("关于")), names, *(part for unit in units for part in unit))
    people = (pinyin.initials(name, is_person=True) for name in names.split("、"))
    detail = "、".join(unit[0] for unit in units)
    return Option(row.id, f"{number} {title}", detail, tuple(dict.fromkeys(key for key in (*keys, *people) if key)))  # type: ignore[attr-defined]
