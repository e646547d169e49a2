"""What was supervised, followed up, handed back, put off, handled again and not filed, as plain rows for lists."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any, NamedTuple

from sqlalchemy import Row, Select, and_, select
from sqlalchemy.orm import Session

from zxdesk.domain.assignment import Assignment, Extension, HandBack
from zxdesk.domain.event import Event
from zxdesk.domain.followup import FollowUp
from zxdesk.domain.proposal import Proposal
from zxdesk.domain.reply import Reply, ReplyState
from zxdesk.domain.review import Transfer
from zxdesk.domain.stage import Stage
from zxdesk.domain.supervision import Inspection, KeyProposal
from zxdesk.domain.unit import HandlingUnit
from zxdesk.queries.figures.population import ANSWERING_ROLES, part, received, sector_of_first, standing
from zxdesk.queries.figures.satisfaction import in_force
from zxdesk.queries.office_rules import rules_of

Line = Row[Any]
"""A row of a list, its values by name."""

_REDO = ("redo", "redo-proposal")
"""What history calls the act: by its step, or by its command."""

UNFILED = (Stage.NOT_FILED, Stage.OPINION, Stage.RETURNED, Stage.WITHDRAWN)
_OWN = (Proposal.id.label("proposal_id"), Proposal.number, Proposal.title)
_ORDER = (Proposal.number_sort, Proposal.receipt_number, Proposal.id)


class Again(NamedTuple):
    """An undertaking handled again: the reply before, the reply of the last round, and why."""

    row: Line
    before: Line | None
    after: Line | None
    why: str


def key_proposals(session: Session, plenary_id: int) -> list[Line]:
    """The key proposals that are filed, by number, with what was decided of them and how they ended."""
    columns = (
        *_OWN, Proposal.proposer_names, Proposal.unit_names, Proposal.reply_class, Proposal.satisfaction, Proposal.leader_note,
        KeyProposal.id.label("key_id"), KeyProposal.level, KeyProposal.leader, KeyProposal.supervisor, KeyProposal.ways, KeyProposal.planned_on,
        KeyProposal.decided_on, KeyProposal.meeting, KeyProposal.state, KeyProposal.result, KeyProposal.reported_on,
    )  # fmt: skip
    statement = select(*columns).outerjoin(KeyProposal, KeyProposal.proposal_id == Proposal.id)
    return list(session.execute(statement.where(part(plenary_id, "filed"), Proposal.is_key.is_(True)).order_by(*_ORDER)))


def inspections(session: Session, plenary_id: int) -> dict[int, list[Line]]:
    """The inspections of each key proposal, by the key of its file, the oldest first."""
    columns: tuple[Any, ...] = (Inspection.key_proposal_id, Inspection.held_on, Inspection.way, Inspection.participants, Inspection.content)
    statement = select(*columns).join(KeyProposal, KeyProposal.id == Inspection.key_proposal_id)
    statement = statement.join(Proposal, Proposal.id == KeyProposal.proposal_id)
    rows = session.execute(statement.where(part(plenary_id, "filed"), Proposal.is_key.is_(True)).order_by(Inspection.held_on, Inspection.id))
    return _grouped(rows)


def promised_replies(session: Session, plenary_id: int) -> list[Line]:
    """The replies in force whose class asks to be followed up, by number of the proposal, each with its undertaking and promise."""
    columns = (
        *_OWN, Proposal.follow_class, HandlingUnit.name.label("unit"), Reply.id.label("reply_id"), Reply.reply_class, Reply.promise,
        Reply.promised_on, Reply.promise_owner,
    )  # fmt: skip
    statement = _undertakings(*columns).join(Reply, and_(Reply.assignment_id == Assignment.id, Reply.state == ReplyState.FINAL, in_force()))
    wanted = statement.where(
        standing(), Assignment.role.in_(ANSWERING_ROLES), Reply.reply_class.in_(rules_of(session, plenary_id).follow_up_classes),
        part(plenary_id, "filed"),
    )  # fmt: skip
    return list(session.execute(wanted.order_by(*_ORDER, Assignment.id)))


def follow_ups(session: Session, plenary_id: int) -> dict[int, list[Line]]:
    """What was looked at again, by the key of the reply that promised it, the oldest first."""
    columns = (
        FollowUp.reply_id, FollowUp.started_on, FollowUp.planned_on, FollowUp.item, FollowUp.followed_on, FollowUp.result, FollowUp.new_class,
        FollowUp.evidence,
    )  # fmt: skip
    statement = select(*columns).join(Assignment, Assignment.id == FollowUp.assignment_id).join(Proposal, Proposal.id == Assignment.proposal_id)
    return _grouped(session.execute(statement.where(part(plenary_id, "filed")).order_by(FollowUp.id)))


def hand_backs(session: Session, plenary_id: int) -> list[Line]:
    """Every request to hand back, by number and day, those of undertakings that were reassigned since too."""
    columns = (
        *_OWN, Assignment.id.label("assignment_id"), Assignment.role, HandlingUnit.name.label("unit"), HandBack.requested_on, HandBack.reason,
        HandBack.suggested_unit, HandBack.is_accepted, HandBack.decided_on, HandBack.decided_by, HandBack.decision_note,
    )  # fmt: skip
    statement = _undertakings(*columns).join(HandBack, HandBack.assignment_id == Assignment.id)
    return list(session.execute(statement.where(part(plenary_id, "filed")).order_by(*_ORDER, HandBack.id)))


def successors(session: Session, plenary_id: int) -> dict[int, list[str]]:
    """The units that took over, by the key of the undertaking that ended."""
    statement = _undertakings(Assignment.previous_id, HandlingUnit.name).where(part(plenary_id, "filed"), Assignment.previous_id.is_not(None))
    found: dict[int, list[str]] = {}
    for previous, name in session.execute(statement.order_by(Assignment.id)):
        found.setdefault(previous, []).append(name)
    return found


def extensions(session: Session, plenary_id: int) -> list[Line]:
    """Every request for longer time, by number and day, those of undertakings that were reassigned since too."""
    columns = (
        *_OWN, Assignment.role, HandlingUnit.name.label("unit"), Extension.requested_on, Extension.reason, Extension.old_due_on,
        Extension.new_due_on, Extension.is_granted, Extension.decided_on, Extension.decided_by, Extension.decision_note,
    )  # fmt: skip
    statement = _undertakings(*columns).join(Extension, Extension.assignment_id == Assignment.id)
    return list(session.execute(statement.where(part(plenary_id, "filed")).order_by(*_ORDER, Extension.id)))


def handled_again(session: Session, plenary_id: int) -> list[Again]:
    """Every undertaking that was handled again, with the replies before and after and the reason its last round was given."""
    own = and_(part(plenary_id, "filed"), standing(), Assignment.redo > 0)
    columns = (*_OWN, Assignment.id.label("assignment_id"), Assignment.role, Assignment.redo, Assignment.due_from, HandlingUnit.name.label("unit"))
    rows = session.execute(_undertakings(*columns).where(own).order_by(*_ORDER, Assignment.id)).all()
    wanted: tuple[Any, ...] = (Reply.assignment_id, Reply.redo, Reply.replied_on, Reply.number, Reply.reply_class)
    replies = select(*wanted).join(Assignment, Assignment.id == Reply.assignment_id).join(Proposal, Proposal.id == Assignment.proposal_id)
    given = {(row[0], row[1]): row for row in session.execute(replies.where(own, Reply.state == ReplyState.FINAL))}
    why = _reasons(session, plenary_id)
    return [
        Again(row, given.get((row.assignment_id, row.redo - 1)), given.get((row.assignment_id, row.redo)), why.get(row.proposal_id, ""))
        for row in rows
    ]


def unfiled(session: Session, plenary_id: int) -> list[Line]:
    """What was received and not filed: refused, turned into an opinion, given back or withdrawn, by receipt number."""
    columns = (
        *_OWN, Proposal.receipt_number, Proposal.proposer_names, sector_of_first().label("sector"), Proposal.stage, Proposal.outcome,
        Proposal.reasons, Proposal.outcome_note, Proposal.decided_on, Proposal.withdrawn_on, Proposal.withdrawal_reason, Proposal.notified_on,
        Proposal.notified_by,
    )  # fmt: skip
    statement = select(*columns).where(received(plenary_id), Proposal.stage.in_(UNFILED))
    return list(session.execute(statement.order_by(Proposal.receipt_number, Proposal.id)))


def transfers(session: Session, plenary_id: int) -> dict[int, list[Line]]:
    """Where proposals were passed on to, by the key of the proposal."""
    columns = (Transfer.proposal_id, Transfer.target, Transfer.number, Transfer.sent_on, Transfer.answer, Transfer.answered_on)
    statement = select(*columns).join(Proposal, Proposal.id == Transfer.proposal_id)
    return _grouped(session.execute(statement.where(received(plenary_id)).order_by(Transfer.id)))


def _reasons(session: Session, plenary_id: int) -> dict[int, str]:
    """The reason last given for handling each proposal again, as history keeps it."""
    again = select(Assignment.proposal_id).join(Proposal, Proposal.id == Assignment.proposal_id).where(part(plenary_id, "filed"), Assignment.redo > 0)
    statement = select(Event.proposal_id, Event.reason).where(Event.proposal_id.in_(again), Event.action.in_(_REDO), Event.reason != "")
    return {key: reason for key, reason in session.execute(statement.order_by(Event.seq)) if key is not None}


def _undertakings(*columns: Any) -> Select[Any]:
    statement = select(*columns).select_from(Assignment).join(Proposal, Proposal.id == Assignment.proposal_id)
    return statement.join(HandlingUnit, HandlingUnit.id == Assignment.unit_id)


def _grouped(rows: Iterable[Line]) -> dict[int, list[Line]]:
    found: dict[int, list[Line]] = {}
    for row in rows:
        found.setdefault(row[0], []).append(row)
    return found
