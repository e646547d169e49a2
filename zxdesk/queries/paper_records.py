"""The records that papers are made of, read at once with all their parts."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from sqlalchemy import Select, select
from sqlalchemy.orm import Session, joinedload, selectinload
from sqlalchemy.orm.attributes import set_committed_value
from sqlalchemy.sql.base import ExecutableOption

from zxdesk.domain.assignment import Assignment, Batch
from zxdesk.domain.errors import RuleError
from zxdesk.domain.event import Event
from zxdesk.domain.feedback import Feedback
from zxdesk.domain.office import Office, Plenary
from zxdesk.domain.proposal import Proposal
from zxdesk.domain.stage import ENDED_STATES

_AT_ONCE = 400
_ANCHOR_LENGTH = 12


def proposals_for_papers(session: Session, ids: Iterable[int]) -> list[Proposal]:
    """These proposals in number order, with every part that a paper may print."""
    wanted = list(dict.fromkeys(ids))
    found: list[Proposal] = []
    for start in range(0, len(wanted), _AT_ONCE):
        found += session.scalars(_whole().where(Proposal.id.in_(wanted[start : start + _AT_ONCE]))).unique()
    for proposal in found:
        for row in proposal.assignments:
            set_committed_value(row, "proposal", proposal)  # who keeps an undertaking keeps what was read with it
    return sorted(found, key=lambda one: (one.number is None, one.number_sort, one.receipt_number or "", one.id))


def batch_assignments(session: Session, batch_id: int, units: Sequence[int] = ()) -> list[Assignment]:
    """The undertakings of a batch that stand, by unit in the office's order and then by number; of some units only where they are named.

    Raises ``RuleError`` when there is none.
    """
    batch = session.get(Batch, batch_id)
    if batch is None:
        raise RuleError("没有这个交办批次；在交办批次里另选。", "batch")
    statement = select(Assignment).where(Assignment.batch_id == batch_id, Assignment.state.not_in(ENDED_STATES))
    if units:
        statement = statement.where(Assignment.unit_id.in_(units))
    rows = list(session.scalars(statement.options(joinedload(Assignment.unit))))
    if not rows:
        raise RuleError(f"{batch.name}没有在办的承办件；先交办，或另选批次、单位。", "batch")
    proposals_for_papers(session, [row.proposal_id for row in rows])  # all parts at once instead of one by one
    return sorted(rows, key=lambda row: (row.unit.position, row.unit.code, row.unit_id, row.proposal.number_sort, row.id))


def office_of(session: Session) -> Office:
    """The office of this register."""
    return session.scalars(select(Office)).one()


def plenary_of(session: Session, plenary_id: int) -> Plenary:
    """The plenary of that key."""
    return session.get_one(Plenary, plenary_id)


def history_anchor(session: Session) -> str:
    """The head of the history as papers print it: its number and the start of its hash. Source: reliability §3.7."""
    head = session.execute(select(Event.seq, Event.hash).order_by(Event.seq.desc()).limit(1)).first()
    return f"{head.seq}:{head.hash.rpartition(':')[2][:_ANCHOR_LENGTH]}" if head else ""


def answered_with(proposal: Proposal) -> Proposal:
    """The proposal whose reply answers this one: itself, or the lead it is merged into."""
    return proposal.lead if proposal.lead is not None else proposal


def with_parts() -> tuple[ExecutableOption, ...]:
    """Options that read proposals together with proposers, reviews, undertakings and all that belongs to these."""
    of_assignment = selectinload(Proposal.assignments)
    return (
        selectinload(Proposal.lines),
        selectinload(Proposal.reviews),
        of_assignment.joinedload(Assignment.unit),
        of_assignment.selectinload(Assignment.hand_backs),
        of_assignment.selectinload(Assignment.extensions),
        of_assignment.selectinload(Assignment.contacts),
        of_assignment.selectinload(Assignment.replies),
        of_assignment.selectinload(Assignment.follow_ups),
        of_assignment.selectinload(Assignment.reminders),
        selectinload(Proposal.feedbacks).joinedload(Feedback.line),
    )


def _whole() -> Select[Proposal]:
    return select(Proposal).options(
        *with_parts(),
        joinedload(Proposal.plenary),
        selectinload(Proposal.transfers),
        selectinload(Proposal.assignments).joinedload(Assignment.batch),
        selectinload(Proposal.visits),
        selectinload(Proposal.merged).selectinload(Proposal.lines),
        selectinload(Proposal.lead).selectinload(Proposal.lines),
        joinedload(Proposal.key_file),
    )
