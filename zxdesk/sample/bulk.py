"""Fills an empty register with an invented office of any size in a minute or two, for measurements."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date, datetime, time
from itertools import groupby

from sqlalchemy import select
from sqlalchemy.orm import Session

from zxdesk.domain.assignment import Batch
from zxdesk.domain.calendar import Day, WorkCalendar
from zxdesk.domain.issued_number import IssuedNumber, NumberKind, NumberSeries, NumberUse
from zxdesk.domain.numbering import format_number
from zxdesk.domain.office import Holiday, Plenary
from zxdesk.domain.people import Membership, Organisation
from zxdesk.domain.rules import load_package, parse
from zxdesk.domain.unit import HandlingUnit
from zxdesk.sample.bulk_closing import CLOSING_ACTS
from zxdesk.sample.bulk_file import Desk, File, series_name
from zxdesk.sample.bulk_handling import HANDLING_ACTS
from zxdesk.sample.bulk_review import REVIEW_ACTS, take_in
from zxdesk.sample.day_run import OFFICE_ZONE, DayRun
from zxdesk.sample.plan import plan_office
from zxdesk.sample.plans import OfficePlan, ProposalPlan, SessionPlan
from zxdesk.sample.rows import Row, Rows
from zxdesk.sample.setting_up import set_up
from zxdesk.services.change import Actor
from zxdesk.services.door import Opening

ACTS = REVIEW_ACTS | HANDLING_ACTS | CLOSING_ACTS
LABEL = "导入示例"
ENTERED_AT = time(17, 0)
Progress = Callable[[int, int], None]


def fill_register(writing: Opening, *, size: int, seed: int, today: date, progress: Progress | None = None) -> OfficePlan:
    """Put the office and ``size`` proposals, each at the end of its story, into an empty register; returns their plan.

    The office itself goes through its commands. The proposals are written as rows, one transaction a plenary, with the same
    numbers, deadlines, summaries, digests and chained history that commands leave, but with one entry of history each.
    ``progress`` is told how many proposals of how many are written.
    """
    plan = plan_office(seed=seed, size=size, today=today)
    actor = Actor(plan.contact)
    with DayRun(writing, actor) as run:
        run.on_day(plan.members[0].starts_on)
        set_up(run, plan)
    done = 0
    for name, proposals in groupby(plan.proposals(), key=lambda proposal: proposal.session):
        session_plan = next(session for session in plan.sessions if session.name == name)
        with writing() as session:
            done += _write_plenary(session, plan, session_plan, list(proposals), actor)
        if progress is not None:
            progress(done, size)
    return plan


def _write_plenary(session: Session, plan: OfficePlan, held: SessionPlan, proposals: list[ProposalPlan], actor: Actor) -> int:
    desk = _desk(session, plan, held)
    files = [take_in(desk, proposal) for proposal in proposals]
    desk.files.update({file.plan.key: file for file in files})
    _number(desk, files)
    for file in sorted(files, key=lambda file: not file.plan.lead):  # a lead asks the proposers of all that is merged into it
        for act in file.plan.acts:
            ACTS[act.verb](desk, file, act)
        file.sum_up()
    last = {file.id: file.plan.acts[-1].on for file in files}
    moment = _moments(last, held.opens_on)
    desk.rows.write(session, actor=actor, moment=moment, label=LABEL)
    return len(files)


def _desk(session: Session, plan: OfficePlan, held: SessionPlan) -> Desk:
    rows = Rows(session)
    plenary_id, term_id = session.execute(select(Plenary.id, Plenary.term_id).where(Plenary.name == held.name)).one()
    serving = select(Membership.member_number, Membership.member_id).where(Membership.term_id == term_id)
    batches = {
        batch.name: {"plenary_id": plenary_id, "name": batch.name, "assigned_on": batch.assigned_on, "meeting": batch.meeting,
            "document_number": batch.document_number}
        for batch in held.batches
    }  # fmt: skip
    return Desk(
        rows=rows,
        rules=parse(load_package(plan.package)),
        calendar=WorkCalendar(Day(row.day, row.is_workday, row.name) for row in session.scalars(select(Holiday))),
        session=held,
        plenary_id=plenary_id,
        clerk=plan.contact,
        members=_members(plan, dict(session.execute(serving).all())),
        organisations=_organisations(plan, dict(session.execute(select(Organisation.name, Organisation.id)).all())),
        units=dict(session.execute(select(HandlingUnit.short_name, HandlingUnit.id)).all()),
        batches={name: rows.add(Batch, None, **values) for name, values in batches.items()},
    )


def _members(plan: OfficePlan, keys: Mapping[str, int]) -> dict[str, Row]:
    """What a proposer line takes over from a member, by the member's number."""
    return {
        member.number: {
            "member_id": keys[member.number], "name": member.name, "sector": member.sector, "party": member.party,
            "committee": member.committee, "phone": member.phone, "address": member.address or member.workplace,
            "postcode": member.postcode,
        }
        for member in plan.members
    }  # fmt: skip


def _organisations(plan: OfficePlan, keys: Mapping[str, int]) -> dict[str, Row]:
    """The same of the organisations, with the contact that goes to the proposal."""
    return {
        body.name: {
            "organisation_id": keys[body.name], "name": body.name, "phone": body.phone, "address": body.address,
            "postcode": body.postcode, "contact": body.contact,
        }
        for body in plan.organisations
    }  # fmt: skip


def _number(desk: Desk, files: list[File]) -> None:
    """Receipt numbers in the order of receipt, proposal numbers in the order of filing, with series and list of numbers."""
    received = sorted(files, key=lambda file: (file.row["received_on"], file.plan.submitted_at, file.plan.key))
    filed = sorted((act.on, file.plan.key, file) for file in files if (act := file.plan.first("file")) is not None)
    series: dict[tuple[NumberKind, str], Row] = {}
    for file in received:
        file.row["receipt_number"], _ = _issue(desk, series, NumberKind.RECEIPT, file)
    for _, _, file in filed:
        file.row["number"], file.row["number_sort"] = _issue(desk, series, NumberKind.PROPOSAL, file)


def _issue(desk: Desk, series: dict[tuple[NumberKind, str], Row], kind: NumberKind, file: File) -> tuple[str, int]:
    rule = desk.rules.receipt_numbering if kind is NumberKind.RECEIPT else desk.rules.proposal_numbering
    name = series_name(desk.rules, kind, file.plan.category)
    if (kind, name) not in series:
        keys = {"plenary_id": desk.plenary_id, "kind": kind, "name": name}
        series[kind, name] = desk.rows.add(NumberSeries, None, **keys, next_serial=rule.start)
    counter = series[kind, name]
    serial: int = counter["next_serial"]
    counter["next_serial"] = serial + 1
    number = format_number(rule, serial, name or None)
    desk.rows.add(
        IssuedNumber, file.id, plenary_id=desk.plenary_id, kind=kind, series=name, serial=serial, number=number, use=NumberUse.ISSUED,
        proposal_id=file.id,
    )  # fmt: skip
    return number, int("".join(filter(str.isdigit, number))[-9:])


def _moments(last: Mapping[int, date], opening: date) -> Callable[[int | None], datetime]:
    """History bears the day of a proposal's last act; that of the plenary itself the day of its opening."""
    return lambda owner: datetime.combine(opening if owner is None else last[owner], ENTERED_AT, OFFICE_ZONE)

