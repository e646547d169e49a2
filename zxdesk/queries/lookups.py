"""What pickers offer: members, organisations, units, plenaries, batches and the parts of one proposal."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import TypeVar

from sqlalchemy import Select, or_, select
from sqlalchemy.orm import InstrumentedAttribute, Session

from zxdesk.domain.assignment import Assignment, Batch
from zxdesk.domain.office import Plenary, Term
from zxdesk.domain.people import Member, Membership, Organisation
from zxdesk.domain.proposal import Proposal
from zxdesk.domain.proposer import ProposerLine
from zxdesk.domain.reply import Reply
from zxdesk.domain.stage import ENDED_STATES
from zxdesk.domain.unit import HandlingUnit
from zxdesk.queries.memberships import memberships_on

T = TypeVar("T")

__all__ = [
    "Option",
    "assignments",
    "batches",
    "lines",
    "members",
    "organisations",
    "plenaries",
    "proposals",
    "replies",
    "terms",
    "units",
]


@dataclass(frozen=True)
class Option:
    """One line of a picker: the record's id, what is shown, and what typing is matched against."""

    key: int
    label: str
    detail: str = ""
    search_keys: tuple[str, ...] = ()


def members(session: Session, *, term_id: int | None = None, on: date | None = None) -> list[Option]:
    """Members in office in a term, on a day where one is given; by member number. Plain columns: thousands are read at one keystroke."""
    statement = memberships_on(term_id=term_id, on=on).order_by(Membership.member_number, Member.id)
    columns = statement.with_only_columns(
        Member.id, Member.name, Membership.member_number, Membership.sector, Member.workplace, Member.pinyin, Member.initials
    )
    return [
        Option(key, name, _line(number, sector, workplace), _keys(name, pinyin, initials, number, number.lstrip("0"), sector))
        for key, name, number, sector, workplace, pinyin, initials in session.execute(columns)
    ]


def organisations(session: Session, *, on: date | None = None) -> list[Option]:
    """Organisations that may propose, those that exist on a day where one is given."""
    statement = _existing(select(Organisation), Organisation.valid_from, Organisation.valid_to, on)
    return [
        Option(row.id, row.name, row.kind, _keys(row.name, row.short_name, row.pinyin, row.initials, *row.aliases))
        for row in session.scalars(statement.order_by(Organisation.kind, Organisation.id))
    ]


def units(session: Session, *, on: date | None = None) -> list[Option]:
    """Undertaking units, those that exist on a day where one is given, in the office's order."""
    statement = _existing(select(HandlingUnit), HandlingUnit.valid_from, HandlingUnit.valid_to, on)
    return [
        Option(row.id, row.short, _line(row.code, row.name if row.name != row.short else "", row.system),
               _keys(row.name, row.short_name, row.code, row.pinyin, row.initials, *row.aliases))
        for row in session.scalars(statement.order_by(HandlingUnit.position, HandlingUnit.code))
    ]


def terms(session: Session) -> list[Option]:
    """Terms, the newest first."""
    return [Option(row.id, row.name, "", (row.name, str(row.number)))
            for row in session.scalars(select(Term).order_by(Term.number.desc()))]


def plenaries(session: Session) -> list[Option]:
    """Plenary sessions, the newest first."""
    plenary, term = Plenary.__table__.c, Term.__table__.c
    statement = select(plenary.id, plenary.name, plenary.full_name).join(Term.__table__, term.id == plenary.term_id)
    rows = session.execute(statement.order_by(term.number.desc(), plenary.number.desc()))
    return [Option(row.id, row.name, row.full_name, (row.name, row.full_name)) for row in rows]


def batches(session: Session, *, plenary_id: int | None = None) -> list[Option]:
    """Assignment batches, the newest first."""
    statement = select(Batch).order_by(Batch.assigned_on.desc(), Batch.id.desc())
    if plenary_id is not None:
        statement = statement.where(Batch.plenary_id == plenary_id)
    return [Option(row.id, row.name, _line(f"{row.assigned_on:%Y-%m-%d}", row.meeting, row.document_number), _keys(row.name))
            for row in session.scalars(statement)]


def proposals(session: Session, *, plenary_id: int) -> list[Option]:
    """The proposals of a plenary, by number; those without one by receipt number."""
    statement = (
        select(Proposal.id, Proposal.number, Proposal.receipt_number, Proposal.title, Proposal.proposer_names)
        .where(Proposal.plenary_id == plenary_id)
        .order_by(Proposal.number.is_(None), Proposal.number_sort, Proposal.receipt_number, Proposal.id)
    )
    return [
        Option(row.id, f"{row.number or row.receipt_number or '草稿'} {row.title}", row.proposer_names,
               _keys(row.number or "", row.receipt_number or "", row.title))
        for row in session.execute(statement)
    ]


def assignments(session: Session, *, proposal_id: int, standing: bool = True) -> list[Option]:
    """The undertakings of one proposal; those ended by reassignment or withdrawal only when ``standing`` is false."""
    statement = select(Assignment).join(Assignment.unit).where(Assignment.proposal_id == proposal_id).order_by(Assignment.id)
    if standing:
        statement = statement.where(Assignment.state.not_in(ENDED_STATES))
    return [Option(row.id, row.unit.short, _line(row.role.label, row.state_label), _keys(row.unit.name, row.unit.code))
            for row in session.scalars(statement)]


def lines(session: Session, *, proposal_id: int, with_merged: bool = False) -> list[Option]:
    """The proposers of one proposal in order; ``with_merged`` adds those of the proposals merged into it."""
    owner = Proposal.id == proposal_id
    if with_merged:
        owner = or_(owner, Proposal.lead_id == proposal_id)
    statement = select(ProposerLine).join(ProposerLine.proposal).where(owner).order_by(
        Proposal.id != proposal_id, Proposal.id, ProposerLine.position)
    return [
        Option(row.id, row.name, _line(row.sector, row.signature.label if not row.counts else ""), _keys(row.name))
        for row in session.scalars(statement)
    ]


def replies(session: Session, *, proposal_id: int) -> list[Option]:
    """The replies of one proposal's undertakings, the newest first."""
    statement = (
        select(Reply).join(Reply.assignment).where(Assignment.proposal_id == proposal_id).order_by(Reply.redo.desc(), Reply.id)
    )
    return [
        Option(row.id, row.number or row.assignment.unit.short,
               _line(row.assignment.unit.short, f"{row.replied_on:%Y-%m-%d}" if row.replied_on else "", row.state.label))
        for row in session.scalars(statement)
    ]


def _existing(
    statement: Select[T], starts: InstrumentedAttribute[date | None], ends: InstrumentedAttribute[date | None],
    on: date | None,
) -> Select[T]:
    if on is None:
        return statement
    return statement.where(or_(starts.is_(None), starts <= on), or_(ends.is_(None), ends >= on))


def _line(*parts: str) -> str:
    return " · ".join(part for part in parts if part)


def _keys(*parts: str) -> tuple[str, ...]:
    return tuple(dict.fromkeys(part for part in parts if part))
