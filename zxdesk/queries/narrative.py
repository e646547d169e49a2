"""Narrative reports as they stand, and which of their figures the register says otherwise now."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from zxdesk.domain.figure_marks import figure_keys
from zxdesk.domain.narrative import Narrative
from zxdesk.domain.office import Plenary
from zxdesk.domain.people import Member, Membership
from zxdesk.domain.proposal import Proposal
from zxdesk.queries.figures.population import part
from zxdesk.queries.narrative_figures import AS_OF, MEMBERS, Behind, Figure, narrative_figures
from zxdesk.text.number_ranges import expanded

_AT_ONCE = 400


@dataclass(frozen=True)
class Report:
    """A narrative report by value."""

    id: int
    version: int
    plenary_id: int
    kind: str
    title: str
    written_on: date
    as_of: str
    paragraphs: tuple[Mapping[str, Any], ...]
    figures: Mapping[str, Mapping[str, Any]]
    adopted_on: date | None
    meeting: str

    @property
    def state(self) -> str:
        """草稿, or when it was adopted."""
        return f"{self.adopted_on} 通过" if self.adopted_on else "草稿"


@dataclass(frozen=True)
class FigureChange:
    """A figure whose value in the report is no longer that of the register."""

    key: str
    name: str
    reported: str
    now: str


@dataclass(frozen=True)
class Solved:
    """A key proposal whose suggestions were carried out: what a report gives as an example."""

    number: str
    title: str
    unit: str


def narratives(session: Session, plenary_id: int, kind: str = "") -> list[Report]:
    """The reports of a plenary, the newest first, of one kind or of all."""
    statement = select(Narrative).where(Narrative.plenary_id == plenary_id).order_by(Narrative.id.desc())
    return [report_of(one) for one in session.scalars(statement.where(Narrative.kind == kind) if kind else statement)]


def current_narrative(session: Session, plenary_id: int, kind: str) -> Report | None:
    """The report of a kind that is worked on: the newest one."""
    return next(iter(narratives(session, plenary_id, kind)), None)


def narrative_named(session: Session, narrative_id: int) -> Report | None:
    """The report of that key."""
    found = session.get(Narrative, narrative_id)
    return None if found is None else report_of(found)


def changed_figures(report: Report, now: Mapping[str, Figure]) -> list[FigureChange]:
    """The figures in the text that the register says otherwise now, in the order of the text; the day itself does not count."""
    found = []
    for key in figure_keys(report.paragraphs):
        kept, figure = report.figures.get(key, {}), now.get(key)
        words = figure.words if figure else "—"  # a category or class the rules no longer know
        if key != AS_OF and kept.get("words", "") != words:
            found.append(FigureChange(key, kept.get("name", key), kept.get("words", ""), words))
    return found


def narrative_changes(session: Session, report: Report, *, today: date) -> list[FigureChange]:
    """The same, with the register read now."""
    return changed_figures(report, narrative_figures(session, report.plenary_id, today=today))


def reported_list(report: Report, key: str) -> Behind:
    """The list behind a figure of a report, as it was when the figure was taken."""
    kept = report.figures[key]
    return Behind(expanded(str(kept.get("ids", ""))), is_of_members=str(kept["behind"]).startswith(MEMBERS))


@dataclass(frozen=True)
class Listed:
    """One line of the list behind a figure: a proposal with its title and proposers, or a member with name and sector."""

    id: int
    number: str
    name: str
    detail: str


def listed_rows(session: Session, report: Report, behind: Behind) -> list[Listed]:
    """The list behind a figure of a report in lines, by number."""
    return lines_behind(session, report.plenary_id, behind)


def lines_behind(session: Session, plenary_id: int, behind: Behind) -> list[Listed]:
    """The list behind a figure in lines, by number."""
    found: list[Listed] = []
    for start in range(0, len(behind.ids), _AT_ONCE):
        some = behind.ids[start : start + _AT_ONCE]
        if behind.is_of_members:
            term = session.get_one(Plenary, plenary_id).term_id
            seats = select(Member, Membership).outerjoin(Membership, (Membership.member_id == Member.id) & (Membership.term_id == term))
            seated = {one.id: (one, seat) for one, seat in session.execute(seats.where(Member.id.in_(some)).order_by(Membership.id))}
            found += [
                Listed(one.id, seat.member_number or "" if seat else "", one.name, seat.sector if seat else "") for one, seat in seated.values()
            ]
        else:
            proposals = session.scalars(select(Proposal).where(Proposal.id.in_(some)))
            found += [Listed(one.id, one.number or one.receipt_number or "", one.title, one.proposer_names) for one in proposals]
    return sorted(found, key=lambda one: (one.number, one.id))


def solved_key_proposals(session: Session, plenary_id: int, reply_class: str, *, count: int = 3) -> list[Solved]:
    """The first key proposals of a plenary that were answered in this class, each of another category; none that may not be public."""
    is_public = (Proposal.is_open.is_not(False), Proposal.is_secret.is_not(True))
    statement = select(Proposal).where(part(plenary_id, "filed"), Proposal.is_key.is_(True), Proposal.reply_class == reply_class, *is_public)
    found: dict[str, Solved] = {}
    for one in session.scalars(statement.order_by(Proposal.number_sort)):
        if one.number and one.lead_names:
            found.setdefault(one.category, Solved(one.number, one.title, one.lead_names))
    return list(found.values())[:count]


def report_of(one: Narrative) -> Report:
    """A report by value."""
    return Report(
        one.id, one.version, one.plenary_id, one.kind, one.title, one.written_on, one.as_of, tuple(one.paragraphs), one.figures, one.adopted_on,
        one.meeting,
    )  # fmt: skip
