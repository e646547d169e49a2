"""An adoption of a year's figures by value, with the lists it kept."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from zxdesk.domain.adopted import Adoption
from zxdesk.queries.narrative_figures import MEMBERS, Behind
from zxdesk.text.number_ranges import expanded

Kept = Mapping[str, Any]

PLENARY, RULES = "届次", "规则"
"""What a correction is of where it is of no proposal, member, body or unit."""


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
class Correction:
    """One field that was put right since, with the day, who did it and why.

    Of a proposal it has ``proposal_id`` and ``number``; else ``kind`` (委员, 单位, 集体, 届次, 规则) and ``key`` say of what, ``title`` its name.
    """

    seq: int
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
    kind: str = "提案"
    key: int | str = 0


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


def adopted_list(adopted: Adopted, key: str) -> Behind:
    """The list behind an adopted figure, as it was then."""
    kept = adopted.figures[key]
    return Behind(expanded(str(kept["ids"])), is_of_members=str(kept["behind"]).startswith(MEMBERS))


def members_then(adopted: Adopted) -> frozenset[int]:
    """The members in office and those who signed, as they were counted."""
    sides = (f"rate:participation:{side}" for side in ("above", "below"))
    return frozenset(key for side in sides if side in adopted.figures for key in adopted_list(adopted, side).ids)


def units_then(adopted: Adopted) -> frozenset[int]:
    """The units that had something of the year to handle."""
    return frozenset(int(key.split(":")[1]) for key in adopted.figures if key.startswith("unit:"))
