"""Rates, each with numerator, denominator and the convention it follows. Source: domain §6.2."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import ColumnElement, and_, case, func, or_, select
from sqlalchemy.orm import Session

from zxdesk.domain.assignment import Assignment
from zxdesk.domain.feedback import Feedback, Visit
from zxdesk.domain.proposal import Proposal
from zxdesk.domain.reply import Contact
from zxdesk.domain.rules import Rules
from zxdesk.queries.figures.groups import Group, share
from zxdesk.queries.figures.population import ANSWERING_ROLES, assigned, part, received, replied, standing
from zxdesk.queries.figures.satisfaction import (
    ASPECTS,
    answer_counts,
    form_counts,
    form_owners,
    proposal_answers,
    satisfied_words,
)
from zxdesk.queries.figures.units import undertakings


@dataclass(frozen=True)
class Measure:
    """A rate over proposals: which count above, which below the line, and the sentence that says so."""

    above: ColumnElement[bool]
    below: ColumnElement[bool]
    convention: str


def measures(plenary_id: int, rules: Rules, *, today: date) -> dict[str, Measure]:
    """The rates that count proposals, as conditions, so that the ids behind them can be listed."""
    made: dict[str, Callable[[int, Rules, date], Measure]] = {
        "filing": _filing, "assignment": _assignment, "reply": _reply, "on_time_reply": _on_time, "contact": _contact,
        "revisit": _revisit, "adoption": _adoption, "key": _key,
    }  # fmt: skip
    return {name: make(plenary_id, rules, today) for name, make in made.items()}


def rates(session: Session, plenary_id: int, rules: Rules, *, today: date) -> dict[str, Group]:
    """Every rate; ``value`` is a fraction of 1, or none where the denominator is 0."""
    measured = measures(plenary_id, rules, today=today)
    counts: list[Any] = []
    for measure in measured.values():
        above = and_(measure.above, measure.below)
        counts += [func.sum(case((above, 1), else_=0)), func.sum(case((measure.below, 1), else_=0))]
    row = [value or 0 for value in session.execute(select(*counts).where(received(plenary_id))).one()]
    found = {
        name: rate(row[2 * at], row[2 * at + 1], measure.convention) for at, (name, measure) in enumerate(measured.items())
    }
    returned, sent = form_counts(session, plenary_id)
    found["form_return"] = rate(returned, sent, "征询意见表回收率＝收回份数÷发出份数，含并案提案和各次重办")
    filed = int(session.scalar(select(func.count()).select_from(Proposal).where(part(plenary_id, "filed"))) or 0)
    for aspect in ASPECTS:
        found |= _satisfaction(session, plenary_id, rules, aspect, filed)
    return found


def rate(numerator: int, denominator: int, convention: str) -> Group:
    """One rate as statistics give it."""
    value = share(numerator, denominator)
    return {"numerator": numerator, "denominator": denominator, "value": value, "convention": convention}


def _filing(plenary_id: int, rules: Rules, today: date) -> Measure:
    above, below = part(plenary_id, "filed"), received(plenary_id)
    words, base = "立案件数", "收到件数"
    if rules.conventions["merged_counted"] == "yes":
        above, words = or_(above, part(plenary_id, "merged")), "立案和并案件数"
    elif rules.conventions["filing_base"] == "merged":
        below, base = and_(below, ~part(plenary_id, "merged")), "合并后件数（收到件数减并案件数）"
    return Measure(above, below, f"立案率＝{words}÷{base}")


def _assignment(plenary_id: int, rules: Rules, today: date) -> Measure:
    return Measure(assigned(plenary_id), part(plenary_id, "filed"), "交办率＝已交办件数÷立案件数")


def _reply(plenary_id: int, rules: Rules, today: date) -> Measure:
    base = rules.conventions["reply_base"]
    if base == "filed":
        return Measure(replied(plenary_id), part(plenary_id, "filed"), "办复率＝已办复件数÷立案件数")
    if base == "assigned":
        return Measure(replied(plenary_id), assigned(plenary_id), "办复率＝已办复件数÷已交办件数")
    _timed, late = _by_time(plenary_id, rules, today)
    below = or_(replied(plenary_id), and_(assigned(plenary_id), late))
    return Measure(replied(plenary_id), below, "办复率＝已办复件数÷（已办复件数＋到期未办复件数）")


def _on_time(plenary_id: int, rules: Rules, today: date) -> Measure:
    in_time, late = _by_time(plenary_id, rules, today)
    dated = _answering_rows(plenary_id, rules, today, having=lambda rows: func.sum(rows.c.has_due) > 0)
    below = and_(assigned(plenary_id), or_(and_(replied(plenary_id), dated), late))
    is_original = rules.conventions["on_time_deadline"] == "original"
    limit = "原定期限" if is_original else "同意延期后的期限"
    sentence = f"按时办复率＝各承办单位首次答复都不晚于{limit}的件数÷（已办复件数＋到期未办复件数）"
    return Measure(in_time, below, sentence)


def _contact(plenary_id: int, rules: Rules, today: date) -> Measure:
    met = or_(_has_contact(Contact.way.in_(rules.face_ways), Contact.is_waived.is_(False)),
              _has_answer(plenary_id, rules.contact_done_words))
    waived = or_(_has_contact(Contact.is_waived.is_(True)), _has_answer(plenary_id, rules.contact_waived_words))
    if rules.conventions["contact_waived"] == "counts":
        return Measure(or_(met, waived), assigned(plenary_id), "面商率＝已面商件数÷已交办件数，提案者提出不需要面商的算已面商")
    below = and_(assigned(plenary_id), or_(met, ~waived))
    return Measure(met, below, "面商率＝已面商件数÷已交办件数，提案者提出不需要面商的不计入")


def _revisit(plenary_id: int, rules: Rules, today: date) -> Measure:
    owner = func.coalesce(Proposal.lead_id, Proposal.id)
    visited = select(owner).join(Visit, Visit.proposal_id == Proposal.id).where(Proposal.plenary_id == plenary_id)
    return Measure(Proposal.id.in_(visited), assigned(plenary_id), "回访率＝提案委已回访件数÷已交办件数")


def _adoption(plenary_id: int, rules: Rules, today: date) -> Measure:
    adopted, words = Proposal.reply_class.in_(rules.adopted_classes), "、".join(rules.adopted_classes)
    below = and_(part(plenary_id, "filed"), Proposal.reply_class != "")
    return Measure(adopted, below, f"采纳率＝办理类别为 {words} 的件数÷已有办理类别的件数")


def _key(plenary_id: int, rules: Rules, today: date) -> Measure:
    return Measure(Proposal.is_key.is_(True), part(plenary_id, "filed"), "重点提案占比＝重点提案件数÷立案件数")


def _satisfaction(session: Session, plenary_id: int, rules: Rules, aspect: str, filed: int) -> dict[str, Group]:
    """By form and by proposal; the third variant divides by all filed proposals. Source: domain §6.2, §6.3."""
    label, words = ASPECTS[aspect][1], satisfied_words(rules)
    named = "、".join(words)
    decided = proposal_answers(session, plenary_id, rules, aspect)
    happy = sum(1 for answer in decided.values() if answer in words)
    by_proposal = rate(happy, len(decided), f"{label}满意率（按件）＝回答为 {named} 的件数÷已有定论的件数")
    if rules.conventions["satisfaction_variant"] == "3":
        by_form = rate(happy, filed, f"{label}满意率＝回答为 {named} 的件数÷立案件数")
    else:
        counts = answer_counts(session, plenary_id, aspect)
        satisfied = sum(counts.get(word, 0) for word in words)
        by_form = rate(satisfied, sum(counts.values()), f"{label}满意率（按份）＝回答为 {named} 的份数÷收回且填了该项的份数")
    return {f"satisfaction_{aspect}": by_form, f"satisfaction_{aspect}_by_proposal": by_proposal}


def _by_time(plenary_id: int, rules: Rules, today: date) -> tuple[ColumnElement[bool], ColumnElement[bool]]:
    """Proposals all of whose answering units replied in time, and those for which a unit is late without a reply."""
    in_time = _answering_rows(
        plenary_id, rules, today, having=lambda rows: and_(
            func.sum(rows.c.is_done) == func.count(), func.sum(rows.c.is_on_time) == func.sum(rows.c.has_due),
            func.sum(rows.c.has_due) > 0,
        ),
    )  # fmt: skip
    return in_time, _answering_rows(plenary_id, rules, today, having=lambda rows: func.sum(rows.c.is_late) > 0)


def _answering_rows(
    plenary_id: int, rules: Rules, today: date, *, having: Callable[[Any], ColumnElement[bool]]
) -> ColumnElement[bool]:
    rows = undertakings(plenary_id, rules, today=today)
    statement = select(rows.c.proposal_id).where(rows.c.role.in_(ANSWERING_ROLES)).group_by(rows.c.proposal_id)
    return Proposal.id.in_(statement.having(having(rows)))


def _has_contact(*conditions: ColumnElement[bool]) -> ColumnElement[bool]:
    met = select(Assignment.proposal_id).join(Contact, Contact.assignment_id == Assignment.id).where(standing(), *conditions)
    return Proposal.id.in_(met)


def _has_answer(plenary_id: int, words: tuple[str, ...]) -> ColumnElement[bool]:
    return Proposal.id.in_(form_owners(plenary_id, Feedback.contact_answer.in_(words)))
