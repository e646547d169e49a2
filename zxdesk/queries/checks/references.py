"""What proposals refer to holds on their day: members, units, categories, holiday lists. Source: domain §4.2, §4.4, §5.1."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from datetime import date

from sqlalchemy import exists, func, literal, or_, select
from sqlalchemy.orm import Session, aliased

from zxdesk.domain.assignment import Assignment
from zxdesk.domain.calendar import Day, WorkCalendar
from zxdesk.domain.feedback import Feedback
from zxdesk.domain.office import Holiday, Plenary, Term
from zxdesk.domain.people import Membership
from zxdesk.domain.proposal import Proposal
from zxdesk.domain.proposer import ProposerLine, Signature
from zxdesk.domain.stage import ENDED_STATES, OPEN_STATES, Stage
from zxdesk.domain.unit import HandlingUnit
from zxdesk.queries.checks.finding import Finding
from zxdesk.queries.office_rules import rules_by_plenary


def reference_findings(session: Session, *, today: date) -> Iterator[Finding]:
    """Units and members that do not hold on their day, categories without a rule, years without a holiday list."""
    yield from _units_before_or_after(session)
    yield from _units_gone(session, today)
    yield from _members_out_of_term(session)
    yield from _unknown_categories(session)
    yield from _years_without_holidays(session)


def _units_before_or_after(session: Session) -> Iterator[Finding]:
    day, unit = Assignment.assigned_on, HandlingUnit
    outside = or_(unit.valid_to < day, unit.valid_from > day)
    statement = select(Proposal, unit.name, day).join(Assignment.proposal).join(Assignment.unit)
    for proposal, name, when in session.execute(statement.where(outside, Assignment.state.not_in(ENDED_STATES))):
        where = f"{proposal.plenary.name} {proposal.name}"
        yield Finding("unit-gone", "error", where, f"{where} 交办给{name}的日期 {when} 不在该单位的有效期内；改日期或改派。")


def _units_gone(session: Session, today: date) -> Iterator[Finding]:
    heir = aliased(HandlingUnit)
    statement = (
        select(HandlingUnit.name, HandlingUnit.valid_to, heir.name, func.count())
        .join(Assignment, Assignment.unit_id == HandlingUnit.id)
        .outerjoin(heir, heir.id == HandlingUnit.successor_id)
        .where(HandlingUnit.valid_to < today, HandlingUnit.valid_to >= Assignment.assigned_on, Assignment.state.in_(OPEN_STATES))
        .group_by(HandlingUnit.id, HandlingUnit.name, HandlingUnit.valid_to, heir.name)
        .order_by(HandlingUnit.name)
    )
    for name, ended, successor, count in session.execute(statement):
        advice = f"改派给{successor}" if successor else "改派给接手的单位"
        yield Finding("unit-ended", "warning", name, f"{name}已于 {ended} 停用，还有 {count} 件由它办理；{advice}。")


def _members_out_of_term(session: Session) -> Iterator[Finding]:
    starts = func.coalesce(Membership.starts_on, Term.starts_on)
    ends = func.coalesce(Membership.ends_on, Term.ends_on)
    day = Proposal.submitted_on
    serving = exists().where(
        Membership.member_id == ProposerLine.member_id, Membership.term_id == Term.id,
        or_(starts.is_(None), starts <= day), or_(ends.is_(None), ends >= day),
    )  # fmt: skip
    statement = (
        select(Plenary.name, Proposal.number, Proposal.receipt_number, ProposerLine.name, day)
        .join(Proposal, ProposerLine.proposal_id == Proposal.id)
        .join(Plenary, Plenary.id == Proposal.plenary_id)
        .join(Term, Term.id == Plenary.term_id)
        .where(ProposerLine.member_id.is_not(None), ProposerLine.signature == Signature.SIGNED, day.is_not(None))
        .where(Proposal.stage != Stage.DRAFT, ~serving)
        .order_by(Proposal.id, ProposerLine.position)
    )
    for plenary, number, receipt, name, when in session.execute(statement):
        where = f"{plenary} {number or receipt or ''}"
        yield Finding("member-term", "error", where, f"{where} 的提案者{name}在 {when} 不是本届在任委员；核对提交日期和任职日期。")


def _unknown_categories(session: Session) -> Iterator[Finding]:
    statement = (
        select(Proposal.plenary_id, Plenary.name, Proposal.category, func.count())
        .join(Proposal.plenary)
        .where(Proposal.category != "")
        .group_by(Proposal.plenary_id, Plenary.name, Proposal.category)
        .order_by(Proposal.plenary_id, Proposal.category)
    )
    rows = list(session.execute(statement))
    rules = rules_by_plenary(session, {row[0] for row in rows}) if rows else {}
    for plenary_id, plenary, category, count in rows:
        if rules[plenary_id].category(category) is None:
            where = f"{plenary} {category}"
            sentence = f"{plenary}有 {count} 件的类别“{category}”不在规则包里，归入五大建设时算作其他；改类别，或在规则包里补上。"
            yield Finding("category", "warning", where, sentence)


def _years_without_holidays(session: Session) -> Iterator[Finding]:
    """Years whose list is missing while open deadlines counted in working days lie in them."""
    calendar = WorkCalendar(Day(row.day, row.is_workday, row.name) for row in session.scalars(select(Holiday)))
    rules = rules_by_plenary(session, session.scalars(select(Plenary.id)))
    at_work = select(Proposal.plenary_id, Assignment.due_rule, Assignment.due_on).join(Assignment.proposal).where(
        Assignment.state.in_(OPEN_STATES), Assignment.is_due_fixed.is_(False), Assignment.due_on.is_not(None)
    )  # fmt: skip
    forms = select(Proposal.plenary_id, literal("feedback_return"), Feedback.due_on).join(Feedback.proposal).where(
        Feedback.returned_on.is_(None), Feedback.due_on.is_not(None), Proposal.stage == Stage.CONSULTING
    )  # fmt: skip
    counted: Counter[int] = Counter()
    for plenary_id, name, due_on in [*session.execute(at_work), *session.execute(forms)]:
        rule = rules[plenary_id].deadlines.get(name)
        if rule and due_on and (rule.mode == "working_days" or rule.roll == "next_workday") and not calendar.covers(due_on.year):
            counted[due_on.year] += 1
    for year, count in sorted(counted.items()):
        sentence = f"{year}年的放假安排还没有录入，有 {count} 个按工作日计的期限在那一年，按周一至周五推算；录入后重新计算。"
        yield Finding("holidays", "warning", f"{year}年", sentence)
