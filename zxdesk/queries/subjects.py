"""The proposals of a selection with their standing undertakings, as far as one must know them to act on many at once."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass

from sqlalchemy import exists, select
from sqlalchemy.orm import Session

from zxdesk.domain.assignment import Assignment, Extension, Role
from zxdesk.domain.proposal import Proposal
from zxdesk.domain.review import Review
from zxdesk.domain.stage import ENDED_STATES, Stage, UnitState
from zxdesk.domain.unit import HandlingUnit


@dataclass(frozen=True)
class Undertaking:
    """One standing undertaking: who, as what, in which state, and whether it asks for more time."""

    id: int
    unit: str
    role: Role
    state: UnitState
    is_asking: bool = False


@dataclass(frozen=True)
class Subject:
    """One proposal of a selection."""

    id: int
    number: str
    title: str
    stage: Stage
    undertakings: tuple[Undertaking, ...] = ()


def subjects(session: Session, ids: Sequence[int]) -> list[Subject]:
    """The proposals with these ids, in their order. Two statements, however many."""
    standing: dict[int, list[Undertaking]] = {}
    asks = exists().where(Extension.assignment_id == Assignment.id, Extension.is_granted.is_(None), Extension.redo == Assignment.redo)
    statement = (
        select(Assignment.id, Assignment.proposal_id, HandlingUnit.short_name, HandlingUnit.name, Assignment.role, Assignment.state, asks)
        .join(HandlingUnit, HandlingUnit.id == Assignment.unit_id)
        .where(Assignment.proposal_id.in_(ids), Assignment.state.not_in(ENDED_STATES))
        .order_by(Assignment.id)
    )
    for key, owner, short, name, role, state, is_asking in session.execute(statement):
        standing.setdefault(owner, []).append(Undertaking(key, short or name, role, state, is_asking))
    columns = (Proposal.id, Proposal.number, Proposal.receipt_number, Proposal.title, Proposal.stage)
    found = {
        key: Subject(key, number or receipt or "草稿", title, stage, tuple(standing.get(key, ())))
        for key, number, receipt, title, stage in session.execute(select(*columns).where(Proposal.id.in_(ids)))
    }
    return [found[key] for key in ids if key in found]


def agreed_units(session: Session, ids: Collection[int]) -> dict[int, tuple[tuple[str, ...], tuple[str, ...]]]:
    """Lead and co-units last agreed in review, by proposal; proposals whose reviews name none are left out."""
    statement = select(Review.proposal_id, Review.lead_units, Review.co_units).where(Review.proposal_id.in_(ids)).order_by(Review.id)
    return {owner: (_names(lead), _names(co)) for owner, lead, co in session.execute(statement) if lead}


def proposals_numbered(session: Session, numbers: Collection[str], *, plenary_id: int | None) -> dict[str, int]:
    """Proposals by number or receipt number as written, leading zeros or not; of a plenary, or of all, the newest first."""
    statement = select(Proposal.id, Proposal.number, Proposal.receipt_number).order_by(Proposal.plenary_id.desc())
    if plenary_id is not None:
        statement = statement.where(Proposal.plenary_id == plenary_id)
    known: dict[str, int] = {}
    for key, number, receipt in session.execute(statement):
        for written in (number, receipt):
            if written:
                known.setdefault(plain_number(written), key)
    return {number: known[plain_number(number)] for number in numbers if plain_number(number) in known}


def plain_number(text: str) -> str:
    """A number without the zeros before it and the words around it: 第0012号 and 12 are the same."""
    bare = text.strip().removeprefix("第").removesuffix("号").replace(" ", "")
    head = bare.rstrip("0123456789")
    return head + bare[len(head) :].lstrip("0")


def _names(text: str) -> tuple[str, ...]:
    return tuple(part for part in (text or "").split("、") if part)
