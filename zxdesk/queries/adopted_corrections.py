"""What was put right since a year was adopted: its proposals field by field, and the members, units and rules it counts by."""

from __future__ import annotations

from sqlalchemy import select
from sqlalchemy.orm import Session

from zxdesk.domain.after_lock import LATER_WORK
from zxdesk.domain.event import Event
from zxdesk.domain.paper import IssuedPaper, PaperPrint
from zxdesk.domain.proposal import Proposal
from zxdesk.domain.review import TextVersion
from zxdesk.queries.acts import uncancelled
from zxdesk.queries.adopted_directory import directory_corrections
from zxdesk.queries.adopted_year import Adopted, Correction
from zxdesk.queries.history import events_numbered

_AT_ONCE = 500
_FOLLOWS = frozenset(kind.record_label for kind in (TextVersion, IssuedPaper, PaperPrint))
"""Records that only follow from a correction, or from papers."""


def corrections_since(session: Session, adopted: Adopted) -> tuple[tuple[Correction, ...], int]:
    """What was put right since, field by field, the oldest first, without what was taken back; and how often work went on."""
    told = select(Event.seq, Event.op_id, Event.undoes, Event.label, Event.action).join(Proposal, Proposal.id == Event.proposal_id)
    events = session.execute(told.where(Event.seq > adopted.after_seq, Proposal.plenary_id == adopted.plenary_id).order_by(Event.seq)).all()
    standing = {act.op_id for act in uncancelled(events)}
    left = [event for event in events if event.op_id in standing]
    found = [*_of_proposals(session, [event.seq for event in left if event.action not in LATER_WORK]), *directory_corrections(session, adopted)]
    later = sum(1 for event in left if event.action in LATER_WORK)
    return tuple(sorted(found, key=lambda one: one.seq)), later


def touched_since(session: Session, adopted: Adopted) -> frozenset[int]:
    """The proposals something was done to since, and those that their merged ones stand with."""
    touched = set(session.scalars(select(Event.proposal_id).where(Event.seq > adopted.after_seq, Event.proposal_id.is_not(None)).distinct()))
    merged = select(Proposal.id, Proposal.lead_id).where(Proposal.plenary_id == adopted.plenary_id, Proposal.lead_id.is_not(None))
    leads = {row.lead_id for row in session.execute(merged) if row.id in touched}
    return frozenset(key for key in touched | leads if key is not None)


def _of_proposals(session: Session, seqs: list[int]) -> list[Correction]:
    rows = events_numbered(session, seqs)
    titles = _titles(session, {row.proposal_id for row in rows if row.proposal_id is not None})
    return [
        Correction(
            row.seq, row.moment.date(), row.actor, row.label, row.proposal_id or 0, row.number, titles.get(row.proposal_id or 0, ""),
            change.field if change.record == Proposal.record_label else f"{change.record} {change.field}", change.old, change.new, row.reason,
        )
        for row in rows for change in row.changes if change.record not in _FOLLOWS
    ]  # fmt: skip


def _titles(session: Session, keys: set[int]) -> dict[int, str]:
    found: dict[int, str] = {}
    some = sorted(keys)
    for start in range(0, len(some), _AT_ONCE):
        rows = session.execute(select(Proposal.id, Proposal.title).where(Proposal.id.in_(some[start : start + _AT_ONCE])))
        found |= {row.id: row.title for row in rows}
    return found
