"""The adopted figures of a plenary beside the register as it stands now, with the corrections made since."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from fractions import Fraction
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from zxdesk.domain.adopted import Adoption
from zxdesk.domain.after_lock import LATER_WORK
from zxdesk.domain.event import Event
from zxdesk.domain.paper import IssuedPaper, PaperPrint
from zxdesk.domain.proposal import Proposal
from zxdesk.domain.review import TextVersion
from zxdesk.domain.rounding import rounded
from zxdesk.queries.acts import uncancelled
from zxdesk.queries.adopted_figures import Kept, frozen_figures
from zxdesk.queries.history import events_numbered
from zxdesk.queries.narrative_figures import MEMBERS, Behind
from zxdesk.queries.office_rules import rules_of
from zxdesk.text.number_ranges import expanded

REPORT = "通过后更正情况"
_AT_ONCE = 500
_FOLLOWS = frozenset(kind.record_label for kind in (TextVersion, IssuedPaper, PaperPrint))
"""Records that only follow from a correction, or from papers."""


@dataclass(frozen=True)
class Adopted:
    """The adoption of a plenary's figures by value; ``figures`` as ``frozen_figures`` gave them."""

    id: int
    plenary_id: int
    plenary: str
    meeting: str
    adopted_on: date
    as_of: date
    figures: Mapping[str, Kept]
    after_seq: int
    is_locked: bool


@dataclass(frozen=True)
class AdoptedChange:
    """An adopted figure that the register says otherwise now, with what came into its list and what went out."""

    key: str
    name: str
    adopted: str
    now: str
    difference: str
    convention: str
    convention_now: str
    came_in: tuple[int, ...]
    went_out: tuple[int, ...]
    is_of_members: bool


@dataclass(frozen=True)
class Correction:
    """One field that was put right since, with the day, who did it and why."""

    day: date
    actor: str
    act: str
    proposal_id: int
    number: str
    title: str
    field: str
    old: str
    new: str
    reason: str


@dataclass(frozen=True)
class Since:
    """What became different since an adoption; ``later_acts`` counts the handling, following up and archiving that went on."""

    adopted: Adopted
    changes: tuple[AdoptedChange, ...]
    corrections: tuple[Correction, ...]
    later_acts: int


def adoption_of(session: Session, plenary_id: int) -> Adopted | None:
    """The adoption that stands: the newest that was not taken back."""
    statement = select(Adoption).where(Adoption.plenary_id == plenary_id, Adoption.taken_back_on.is_(None))
    found = session.scalars(statement.order_by(Adoption.id.desc()).limit(1)).first()
    if found is None:
        return None
    return Adopted(
        found.id, plenary_id, found.plenary.name, found.meeting, found.adopted_on, found.as_of, found.figures, found.after_seq,
        found.plenary.locked_on is not None,
    )  # fmt: skip


def changes_since(session: Session, plenary_id: int, *, today: date) -> Since | None:
    """Each adopted figure that differs now, and every correction since; None where nothing was adopted."""
    adopted = adoption_of(session, plenary_id)
    if adopted is None:
        return None
    now = frozen_figures(session, plenary_id, today=today, known=adopted.figures)
    decimals = int(rules_of(session, plenary_id).conventions["decimals"])
    changes = tuple(_change(adopted.figures.get(key), figure, decimals) for key, figure in now.items())
    corrections, later = corrections_since(session, adopted)
    return Since(adopted, changes, corrections, later)


def corrections_since(session: Session, adopted: Adopted) -> tuple[tuple[Correction, ...], int]:
    """What was put right since, field by field, the oldest first, without what was taken back; and how often work went on."""
    told = select(Event.seq, Event.op_id, Event.undoes, Event.label, Event.action).join(Proposal, Proposal.id == Event.proposal_id)
    events = session.execute(told.where(Event.seq > adopted.after_seq, Proposal.plenary_id == adopted.plenary_id).order_by(Event.seq)).all()
    standing = {act.op_id for act in uncancelled(events)}
    left = [event for event in events if event.op_id in standing]
    rows = events_numbered(session, [event.seq for event in left if event.action not in LATER_WORK])
    titles = _titles(session, {row.proposal_id for row in rows if row.proposal_id is not None})
    found = [
        Correction(
            row.moment.date(), row.actor, row.label, row.proposal_id or 0, row.number, titles.get(row.proposal_id or 0, ""),
            change.field if change.record == Proposal.record_label else f"{change.record} {change.field}", change.old, change.new, row.reason,
        )
        for row in rows for change in row.changes if change.record not in _FOLLOWS
    ]  # fmt: skip
    return tuple(found), sum(1 for event in left if event.action in LATER_WORK)


def adoption_note(session: Session, plenary_id: int) -> str:
    """The sentence under a report of an adopted plenary; empty where nothing was adopted."""
    adopted = adoption_of(session, plenary_id)
    if adopted is None:
        return ""
    corrections, _later = corrections_since(session, adopted)
    day = f"{adopted.adopted_on.year}年{adopted.adopted_on.month}月{adopted.adopted_on.day}日"
    since = f"通过后更正 {len(corrections)} 处，见《{REPORT}》" if corrections else "通过后没有更正"
    return f"本届数字于{day}由{adopted.meeting}通过；{since}。"


def adopted_list(adopted: Adopted, key: str) -> Behind:
    """The list behind an adopted figure, as it was then."""
    kept = adopted.figures[key]
    return Behind(expanded(str(kept["ids"])), is_of_members=str(kept["behind"]).startswith(MEMBERS))


def numbers_of(session: Session, ids: Iterable[int]) -> dict[int, str]:
    """How proposals are called, by key."""
    found: dict[int, str] = {}
    some = sorted(set(ids))
    for start in range(0, len(some), _AT_ONCE):
        columns = select(Proposal.id, Proposal.number, Proposal.receipt_number)
        rows = session.execute(columns.where(Proposal.id.in_(some[start : start + _AT_ONCE])))
        found |= {row.id: row.number or row.receipt_number or f"#{row.id}" for row in rows}
    return found


def said_of(kept: Kept) -> str:
    """A figure in words; a rate with what was divided by what, since it may round to the same."""
    return f"{kept['words'] or '—'}（{kept['numerator']}/{kept['denominator']}）" if kept.get("denominator") else str(kept["words"] or "—")


def _change(kept: Kept | None, now: Kept, decimals: int) -> AdoptedChange:
    then: Kept = kept or {"value": 0, "words": "0", "ids": "", "convention": now["convention"]}
    before, after = set(expanded(str(then["ids"]))), set(expanded(str(now["ids"])))
    return AdoptedChange(
        key=str(now["key"]), name=str(now["name"]), adopted=said_of(then), now=said_of(now),
        difference=_difference(then["value"], now["value"], decimals),
        convention=str(then["convention"]), convention_now=str(now["convention"]), came_in=tuple(sorted(after - before)),
        went_out=tuple(sorted(before - after)), is_of_members=str(now["behind"]).startswith(MEMBERS),
    )  # fmt: skip


def _difference(then: Any, now: Any, decimals: int) -> str:
    """By how much: counts as they are, shares as printed, so that the difference is that of what stands beside it."""
    if not isinstance(then, int | float) or not isinstance(now, int | float):
        return ""
    if isinstance(then, int) and isinstance(now, int):
        return f"{now - then:+d}"
    printed = [rounded(Fraction(value).limit_denominator(10**7) * 100 * 10**decimals) for value in (then, now)]
    moved = printed[1] - printed[0]
    return f"{moved / 10**decimals:+.{decimals}f} 个百分点" if moved else "分子分母不同"


def _titles(session: Session, keys: set[int]) -> dict[int, str]:
    found: dict[int, str] = {}
    some = sorted(keys)
    for start in range(0, len(some), _AT_ONCE):
        rows = session.execute(select(Proposal.id, Proposal.title).where(Proposal.id.in_(some[start : start + _AT_ONCE])))
        found |= {row.id: row.title for row in rows}
    return found
