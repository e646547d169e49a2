"""What was put right in the directories since a year was adopted, where its figures count by it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from zxdesk.domain.base import Record, plain
from zxdesk.domain.event import Event
from zxdesk.domain.office import Plenary
from zxdesk.domain.people import SERVING, Member, Membership, Organisation
from zxdesk.domain.proposal import Proposal
from zxdesk.domain.proposer import ProposerLine
from zxdesk.domain.unit import HandlingUnit
from zxdesk.queries.acts import uncancelled
from zxdesk.queries.adopted_rules import rule_corrections
from zxdesk.queries.adopted_year import PLENARY, Adopted, Correction, members_then, units_then
from zxdesk.queries.history import local_moment, told_fields

State = Mapping[str, Any]
Seen = dict[tuple[int, int], tuple[State | None, State | None]]
"""By the row of history and the key of a membership: what it was before, and after."""

_COUNTED: dict[str, frozenset[str]] = {
    Member.__tablename__: frozenset({"name", "party"}),
    HandlingUnit.__tablename__: frozenset({"name", "short_name", "system", "succession", "successor_id"}),
    Organisation.__tablename__: frozenset({"name", "kind"}),
    Plenary.__tablename__: frozenset({"full_name", "opens_on", "closes_on", "window_opens_at", "cutoff_at", "year_starts_on", "year_ends_on"}),
}
"""Of the records that figures and reports of a year read, the fields they count or print by."""

_KINDS: dict[str, tuple[type[Record], str]] = {
    Member.__tablename__: (Member, "委员"), HandlingUnit.__tablename__: (HandlingUnit, "单位"),
    Organisation.__tablename__: (Organisation, "集体"), Plenary.__tablename__: (Plenary, PLENARY),
}  # fmt: skip
_SEAT = Membership.__tablename__
_WHOLE = "adopt"
"""The act that keeps all figures; its row of history is long and tells nothing else."""


def directory_corrections(session: Session, adopted: Adopted) -> list[Correction]:
    """Of members, units, bodies, the plenary and its rules: what stands of what was changed since and reaches into the year."""
    told = select(Event).where(Event.proposal_id.is_(None), Event.seq > adopted.after_seq, Event.action != _WHOLE)
    events = list(session.scalars(told.order_by(Event.seq)))
    if not events:
        return []
    standing = {act.op_id for act in uncancelled(events)}
    left = [event for event in events if event.op_id in standing]
    found = [one for event in left for one in _of_records(session, adopted, event)]
    return [*found, *_of_seats(session, adopted, events, left), *rule_corrections(session, adopted, events, standing)]


def _of_records(session: Session, adopted: Adopted, event: Event) -> Iterator[Correction]:
    for change in event.changes:
        kept = {name: pair for name, pair in change["fields"].items() if name in _COUNTED.get(change["record"], ())}
        if not kept or change["act"] == "new" or not _reaches(session, adopted, change["record"], change["id"]):
            continue
        kind, word = _KINDS[change["record"]]
        record = session.get(kind, change["id"])
        title = f"{kind.record_label} {getattr(record, 'name', '')}".strip()
        for one in told_fields(session, [{**change, "fields": kept}]):
            yield _correction(event, title, one.field, old=one.old, new=one.new, kind=word, key=change["id"])


def _reaches(session: Session, adopted: Adopted, record: str, key: int) -> bool:
    """Whether a figure of the year counts this record."""
    if record == Plenary.__tablename__:
        return key == adopted.plenary_id
    if record == Organisation.__tablename__:
        proposes = select(ProposerLine.id).join(Proposal).where(ProposerLine.organisation_id == key, Proposal.plenary_id == adopted.plenary_id)
        return session.scalar(proposes.limit(1)) is not None
    return key in (members_then(adopted) if record == Member.__tablename__ else units_then(adopted))


def _of_seats(session: Session, adopted: Adopted, events: list[Event], left: list[Event]) -> Iterator[Correction]:
    """Members who by a change of their dates were or were not in office when the plenary opened, and sectors of those who were."""
    touched = {change["id"] for event in events for change in event.changes if change["record"] == _SEAT}
    if not touched:
        return
    seen, plenary = _seat_states(session, events, touched), session.get_one(Plenary, adopted.plenary_id)
    opening = (plenary.opens_on or adopted.as_of).isoformat()
    for event in left:
        for change in event.changes:
            if change["record"] != _SEAT:
                continue
            before, after = seen[event.seq, change["id"]]
            was, is_now = (_is_seated(state, plenary, opening) for state in (before, after))
            state = after or before or {}
            member = session.get(Member, state.get("member_id"))
            title = f"委员 {member.name if member is not None else ''}".strip()
            if was != is_now:
                words = ("是" if was else "否", "是" if is_now else "否")
                yield _correction(event, title, "开幕时在册", old=words[0], new=words[1], kind="委员", key=state.get("member_id", 0))
            elif was and (before or {}).get("sector") != (after or {}).get("sector"):
                sectors = [str((one or {}).get("sector") or "") for one in (before, after)]
                yield _correction(event, title, "界别", old=sectors[0], new=sectors[1], kind="委员", key=state.get("member_id", 0))


def _seat_states(session: Session, events: Iterable[Event], keys: Iterable[int]) -> Seen:
    """What memberships were before and after each change, told backwards from what they are."""
    rows = session.scalars(select(Membership).where(Membership.id.in_(list(keys))))
    now: dict[int, State | None] = {row.id: {c.key: plain(getattr(row, c.key)) for c in row.__mapper__.column_attrs} for row in rows}
    found: Seen = {}
    for event in reversed(list(events)):
        for change in event.changes:
            if change["record"] != _SEAT:
                continue
            after = now.get(change["id"])
            old = {name: pair[0] for name, pair in change["fields"].items()}
            before = None if change["act"] == "new" else {**(after or {}), **old}
            found[event.seq, change["id"]] = (before, after)
            now[change["id"]] = before
    return found


def _is_seated(state: State | None, plenary: Plenary, opening: str) -> bool:
    """Whether a membership counts as in office on the day, as ``figures.people.participants`` has it."""
    if state is None or state["term_id"] != plenary.term_id:
        return False
    term = plenary.term
    starts = state["starts_on"] or (term.starts_on.isoformat() if term.starts_on else "")
    ends = state["ends_on"] or (term.ends_on.isoformat() if term.ends_on else "9999")
    return starts <= opening <= ends and (state["status"] == SERVING or bool(state["ends_on"]))


def _correction(event: Event, title: str, field: str, *, old: str, new: str, kind: str, key: int) -> Correction:
    moment = local_moment(event.at, event.offset_minutes)
    return Correction(event.seq, moment.date(), event.actor, event.label, 0, "", title, field, old, new, event.reason, kind, key)
